//! Dossiers of one's own, begun from an example.

use crate::session::{Effect, NoticeKind, PromptPurpose, Session, SourceId};

impl Session {
    pub(in crate::session) fn begin_dossier(&mut self, path: SourceId) -> Vec<Effect> {
        self.files.answered(PromptPurpose::New);
        self.files.last_folder = path.folder();
        vec![Effect::Begin(path)]
    }

    /// The example is there: it is opened, and its author hears how to go on.
    pub(in crate::session) fn began(&mut self, path: SourceId) -> Vec<Effect> {
        let text = format!(
            "{} is a dossier now. Write article.md and its other files in your own editor, \
             and open it again to see the map follow; Help > Problems lists slips of the pen.",
            path.name()
        );
        self.shell.notify(text, NoticeKind::Saved(path.clone()));
        self.begin_reading(vec![path])
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap, Dossier};
    use crate::session::{Command, Event, FileCommand};

    #[test]
    fn a_new_dossier_is_asked_for_written_and_opened() {
        let atlas = Arc::new(Atlas::new(Dossier::default(), Arc::new(BaseMap::default())));
        let mut session = Session::new(atlas, None, Vec::new());
        let apply = |session: &mut Session, command| {
            let effects = session.apply(Command::File(command));
            (effects, session.files.prompt.clone())
        };
        let receive = |session: &mut Session, event| {
            let effects = session.receive(event);
            (effects, session.files.prompt.clone())
        };
        assert_eq!(
            apply(&mut session, FileCommand::AskNew).0,
            [Effect::AskNewPath(None)]
        );
        let path = SourceId::from("/texts/dams");
        let (_, prompt) = receive(
            &mut session,
            Event::NoDialog {
                purpose: PromptPurpose::New,
                path: path.clone(),
            },
        );
        assert_eq!(prompt.map(|it| it.path), Some(path.clone()));
        let (effects, prompt) = apply(&mut session, FileCommand::New(path.clone()));
        assert_eq!((effects, prompt), (vec![Effect::Begin(path.clone())], None));
        // Something is there already: the field comes back and says so.
        let (_, prompt) = receive(
            &mut session,
            Event::NewFailed {
                path: path.clone(),
                error: "exists already".into(),
            },
        );
        let prompt = prompt.expect("it asks again");
        assert_eq!(prompt.purpose, PromptPurpose::New);
        assert_eq!(prompt.error.as_deref(), Some("exists already"));
        let (effects, _) = receive(&mut session, Event::Began(path.clone()));
        assert_eq!(effects, [Effect::Read(vec![path.clone()])]);
        let notice = session.shell.notices.last().expect("it says how to go on");
        assert_eq!(notice.kind, NoticeKind::Saved(path));
        assert!(notice.text.starts_with("dams is a dossier now"));
    }
}
