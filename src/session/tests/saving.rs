//! What becomes of a picture that is to be saved.

use super::*;

fn exported(session: &mut Session) -> SaveId {
    let effects = session.apply(Command::File(FileCommand::Export));
    match effects.as_slice() {
        [
            Effect::AskSavePath {
                save,
                stem,
                extension,
                ..
            },
        ] => {
            assert_eq!((stem.as_str(), *extension), ("test_map", "png"));
            *save
        }
        other => panic!("expected to be asked for a path, found {other:?}"),
    }
}

#[test]
fn a_folder_that_cannot_be_written_does_not_lose_the_picture() {
    let mut session = session();
    let save = exported(&mut session);
    let path = SourceId::from("/nowhere/map.png");
    let effects = session.apply(Command::File(FileCommand::PathChosen {
        save,
        path: path.clone(),
        replace: false,
    }));
    assert!(matches!(
        effects.as_slice(),
        [Effect::Save { replace: false, .. }]
    ));
    session.receive(Event::SaveFailed {
        save,
        path: path.clone(),
        error: "no such folder".into(),
    });
    let prompt = session.files.prompt.clone().expect("asks for another path");
    assert_eq!(
        (prompt.path, prompt.error.as_deref()),
        (path, Some("no such folder"))
    );
    assert_eq!(session.files.waiting.len(), 1);
    let elsewhere = SourceId::from("/tmp/map.png");
    session.apply(Command::File(FileCommand::PathChosen {
        save,
        path: elsewhere.clone(),
        replace: false,
    }));
    session.receive(Event::Saved(save, elsewhere.clone()));
    assert!(session.files.waiting.is_empty());
    assert_eq!(session.shell.notices[0].kind, NoticeKind::Saved(elsewhere));
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_the_reader_says_so() {
    let mut session = session();
    let save = exported(&mut session);
    let path = SourceId::from("/tmp/map.png");
    session.receive(Event::NoDialog {
        purpose: PromptPurpose::Save(save),
        path: path.clone(),
    });
    session.apply(Command::File(FileCommand::PathChosen {
        save,
        path: path.clone(),
        replace: false,
    }));
    session.receive(Event::Exists(save, path.clone()));
    assert!(
        session
            .files
            .prompt
            .as_ref()
            .is_some_and(|prompt| prompt.exists)
    );
    let effects = session.apply(Command::File(FileCommand::PathChosen {
        save,
        path,
        replace: true,
    }));
    assert!(matches!(
        effects.as_slice(),
        [Effect::Save { replace: true, .. }]
    ));
}

#[test]
fn a_screenshot_given_up_is_forgotten() {
    let mut session = session();
    let effects = session.apply(Command::File(FileCommand::Screenshot));
    let [Effect::Capture(save)] = effects.as_slice() else {
        panic!("expected a capture, found {effects:?}")
    };
    session.receive(Event::Captured(*save, PictureId(7)));
    let effects = session.apply(Command::File(FileCommand::Cancelled(*save)));
    assert_eq!(effects, vec![Effect::Forget(PictureId(7))]);
}

/// Takes a screenshot where the system has no dialog: the window's own field asks for its path.
fn captured_without_dialog(session: &mut Session, number: u32) -> SaveId {
    let effects = session.apply(Command::File(FileCommand::Screenshot));
    let [Effect::Capture(save)] = effects.as_slice() else {
        panic!("expected a capture, found {effects:?}")
    };
    session.receive(Event::Captured(*save, PictureId(number)));
    session.receive(Event::NoDialog {
        purpose: PromptPurpose::Save(*save),
        path: SourceId::from(format!("/tmp/{number}.png").as_str()),
    });
    *save
}

fn asked(session: &Session) -> Option<PromptPurpose> {
    session.files.prompt.as_ref().map(|prompt| prompt.purpose)
}

#[test]
fn a_second_picture_asks_for_its_file_once_the_first_has_one() {
    let mut session = session();
    let first = captured_without_dialog(&mut session, 1);
    let second = captured_without_dialog(&mut session, 2);
    assert_eq!(asked(&session), Some(PromptPurpose::Save(first)));
    let effects = session.apply(Command::File(FileCommand::DismissPrompt));
    assert_eq!(effects, vec![Effect::Forget(PictureId(1))]);
    assert_eq!(asked(&session), Some(PromptPurpose::Save(second)));
    let effects = session.apply(Command::File(FileCommand::DismissPrompt));
    assert_eq!(effects, vec![Effect::Forget(PictureId(2))]);
    assert_eq!(asked(&session), None);
    assert!(session.files.waiting.is_empty());
}

#[test]
fn a_file_that_is_opened_meanwhile_leaves_a_picture_its_question() {
    let mut session = session();
    let save = captured_without_dialog(&mut session, 1);
    session.receive(Event::NoDialog {
        purpose: PromptPurpose::Open,
        path: SourceId::from("/tmp"),
    });
    assert_eq!(asked(&session), Some(PromptPurpose::Open));
    session.apply(Command::File(FileCommand::Open(vec![SourceId::from(
        "/tmp/a.geojson",
    )])));
    assert_eq!(asked(&session), Some(PromptPurpose::Save(save)));
}

#[test]
fn screenshots_that_wait_for_their_files_are_few() {
    let mut session = session();
    for number in 0..30 {
        captured_without_dialog(&mut session, number);
    }
    assert_eq!(session.files.waiting.len(), 4);
    let [told] = session.shell.notices.as_slice() else {
        panic!("told once, not {:?}", session.shell.notices)
    };
    assert!(told.text.starts_with("4 screenshots wait for their files"));
    for _ in 0..4 {
        session.apply(Command::File(FileCommand::DismissPrompt));
    }
    assert_eq!(asked(&session), None);
}
