//! Reading what is open again: after a save, with a layer more, with one less.

use super::*;
use crate::atlas::{Layer, LayerKind, Symbol};
use crate::problem::{Place, Problem};
use crate::session::{
    CameraCommand, Event, FileCommand, FilterCommand, LayersCommand, LoadedDossier, NoticeKind,
    ReadAs, SelectCommand, Sources,
};

/// The atlas of `session` as `change` makes it, read from its files.
fn read_again(session: &Session, change: impl FnOnce(&mut Dossier)) -> LoadedDossier {
    let mut dossier = session.atlas.dossier.clone();
    change(&mut dossier);
    LoadedDossier {
        path: session.path.clone(),
        problems: Vec::new(),
        atlas: Some(Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())))),
        so_far: false,
        again: Some(session.files.readings),
    }
}

fn open() -> Session {
    let mut session = session();
    session.files.sources.opened = vec!["walk.dossier".into()];
    session
}

fn file(session: &mut Session, command: FileCommand) -> Vec<Effect> {
    session.apply(Command::File(command))
}

fn told(session: &mut Session, event: Event) -> Vec<Effect> {
    session.receive(event)
}

/// Adds a layer "towns" with a feature of its own, on top.
fn with_towns(dossier: &mut Dossier) {
    dossier.layers.push(Layer {
        id: "file-towns".into(),
        name: "towns".into(),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    });
    let mut town = feature("osh", Some(LonLat::new(72.8, 40.5)));
    town.layer = LayerIx(1);
    town.file = "towns.csv".into();
    dossier.features.push(town);
    dossier.loose_files = vec!["towns.csv".into()];
}

fn layers(session: &Session) -> Vec<(String, bool)> {
    let states = session.view.layers.iter();
    states
        .map(|state| (session.atlas.layer(state.layer).id.clone(), state.visible))
        .collect()
}

#[test]
fn a_save_shows_and_view_selection_filter_and_reading_place_stay() {
    let mut session = open();
    session.apply(Command::Select(SelectCommand::Jump(DUSHANBE)));
    session.apply(Command::Camera(CameraCommand::ZoomBy { factor: 3.0 }));
    session.apply(Command::Tick { dt_s: 10.0 });
    session.apply(Command::Layers(LayersCommand::Toggle(LayerIx(2))));
    let narrow = FilterCommand::Only(session.atlas.evidence()[0].clone());
    session.apply(Command::Filter(narrow));
    session.reading.passage = Some(PassageIx(1));
    let (camera, evidence, shown) = (
        session.view.camera,
        session.view.evidence.clone(),
        layers(&session),
    );
    let effects = told(&mut session, Event::SourceSaved);
    let sources = session.files.sources.clone();
    assert_eq!(effects, [Effect::ReadAgain { sources, serial: 1 }]);
    // A feature and a passage come before the others.
    let saved = read_again(&session, |dossier| {
        let new = feature("ayni", Some(LonLat::new(68.7, 38.5)));
        dossier.features.insert(0, new);
        dossier.article.passages.insert(0, passage("p00", &[]));
    });
    told(&mut session, Event::Opened(saved));
    assert_eq!(session.atlas.feature_count(), 4);
    let selected = session.view.selected.expect("it is still there");
    assert_eq!(session.atlas.id(selected), "dushanbe");
    assert_eq!(session.view.camera, camera);
    assert_eq!(session.view.evidence, evidence);
    assert_eq!(layers(&session), shown);
    assert_eq!(session.reading.passage, Some(PassageIx(2)));
    // Undo names what it named before.
    session.apply(Command::Undo);
    session.apply(Command::Undo);
    assert!(!session.view.shows(LayerIx(2)));
}

#[test]
fn a_broken_save_keeps_the_last_good_state_and_the_next_good_one_shows() {
    let mut session = open();
    told(&mut session, Event::SourceSaved);
    let broken = LoadedDossier {
        problems: vec![Problem::error(
            "expected `}`",
            Place::line("features.geojson", 7),
        )],
        ..read_again(&session, |dossier| dossier.features.truncate(1))
    };
    let problems = broken.problems.clone();
    told(&mut session, Event::Opened(broken));
    assert_eq!(session.atlas.feature_count(), 3);
    assert_eq!(session.problems, problems);
    let notice = session.shell.notices.last().expect("it is told");
    assert!(
        notice.text.contains("features.geojson:7"),
        "{}",
        notice.text
    );
    told(&mut session, Event::SourceSaved);
    let good = read_again(&session, |dossier| dossier.features.truncate(2));
    told(&mut session, Event::Opened(good));
    assert_eq!(session.atlas.feature_count(), 2);
    assert!(session.problems.is_empty() && session.shell.notices.is_empty());
    // A file that cannot be read at all changes nothing either.
    file(&mut session, FileCommand::ReadAgain);
    let error = "there is no file".to_owned();
    let serial = session.files.readings;
    told(&mut session, Event::ReadAgainFailed { serial, error });
    assert_eq!(session.atlas.feature_count(), 2);
    assert_eq!(session.files.reading, None);
}

#[test]
fn a_layer_is_added_on_top_and_removed_and_each_is_one_step() {
    let mut session = open();
    let effects = file(
        &mut session,
        FileCommand::Add(vec!["maps/towns.csv".into()]),
    );
    let [Effect::ReadAgain { sources, .. }] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(sources.added, [SourceId::from("maps/towns.csv")]);
    let more = read_again(&session, with_towns);
    told(&mut session, Event::Opened(more));
    assert_eq!(layers(&session)[0].0, "file-towns");
    assert_eq!(session.undo_label(), Some("Add towns.csv"));
    assert!(matches!(
        session.shell.notices.last().map(|notice| &notice.kind),
        Some(NoticeKind::Added(_))
    ));
    // Its order and style come back with it.
    session.apply(Command::Layers(LayersCommand::MoveTo {
        layer: LayerIx(1),
        position: 1,
    }));
    session.apply(Command::Layers(LayersCommand::SetOpacity {
        layer: LayerIx(1),
        opacity: 0.5,
    }));
    let before = session.view.layers.clone();
    assert_eq!(session.removable_file(LayerIx(0)), None);
    let effects = file(&mut session, FileCommand::Remove(LayerIx(1)));
    assert!(
        matches!(&effects[..], [Effect::ReadAgain { sources, .. }] if sources.removed.contains("towns.csv"))
    );
    let less = read_again(&session, |dossier| {
        dossier.features.pop();
        dossier.layers.pop();
    });
    told(&mut session, Event::Opened(less));
    assert!(layers(&session).iter().all(|(id, _)| id != "file-towns"));
    assert!(session.apply(Command::Undo).is_empty());
    assert_eq!(session.view.layers, before);
    assert!(session.files.sources.removed.is_empty());
    for _ in 0..3 {
        session.apply(Command::Undo);
    }
    assert_eq!(session.atlas.feature_count(), 3);
    assert_eq!(
        session.files.sources,
        crate::session::Sources::of(vec!["walk.dossier".into()])
    );
    for _ in 0..4 {
        session.apply(Command::Redo);
    }
    assert!(layers(&session).iter().all(|(id, _)| id != "file-towns"));
}

#[test]
fn opening_another_dossier_is_taken_back_by_undo() {
    let mut session = open();
    session.path = Some("walk.dossier".into());
    session.apply(Command::Select(SelectCommand::Jump(KANT)));
    file(&mut session, FileCommand::Open(vec!["towns.csv".into()]));
    let other = LoadedDossier {
        path: Some("towns.csv".into()),
        again: None,
        ..read_again(&session, |dossier| dossier.features.truncate(1))
    };
    told(&mut session, Event::Opened(other));
    assert_eq!(session.files.sources.opened, [SourceId::from("towns.csv")]);
    session.apply(Command::Undo);
    assert_eq!(session.atlas.feature_count(), 3);
    assert_eq!(
        session.files.sources.opened,
        [SourceId::from("walk.dossier")]
    );
    assert_eq!(session.path, Some("walk.dossier".into()));
    assert_eq!(session.view.selected, Some(KANT));
}

#[test]
fn of_two_saves_that_follow_one_another_the_last_shows() {
    let mut session = open();
    told(&mut session, Event::SourceSaved);
    // A program empties the file before it fills it.
    let empty = LoadedDossier {
        problems: vec![Problem::error(
            "the file is empty",
            Place::file("features.geojson"),
        )],
        ..read_again(&session, |dossier| dossier.features.clear())
    };
    told(&mut session, Event::SourceSaved);
    told(&mut session, Event::Opened(empty));
    assert_eq!(
        (session.atlas.feature_count(), session.problems.len()),
        (3, 0)
    );
    let full = read_again(&session, |dossier| dossier.features.truncate(2));
    told(&mut session, Event::Opened(full));
    assert_eq!(session.atlas.feature_count(), 2);
}

#[test]
fn a_file_is_read_otherwise_as_one_step_of_undo_and_so_again_at_the_next_visit() {
    let mut session = open();
    let read_as = ReadAs {
        name: Some("title".to_owned()),
        ..ReadAs::default()
    };
    let command = FileCommand::ReadAs {
        file: "towns.csv".to_owned(),
        read_as: Box::new(read_as.clone()),
    };
    let effects = file(&mut session, command.clone());
    let [Effect::ReadAgain { sources, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(sources.read_as.get("towns.csv"), Some(&read_as));
    let loaded = read_again(&session, |_| ());
    session.receive(Event::Opened(loaded));
    assert_eq!(session.undo_label(), Some("Read towns.csv otherwise"));
    let kept = session.files.sources.clone();
    // The same again is no step.
    assert!(file(&mut session, command).is_empty());
    session.apply(Command::Undo);
    assert!(session.files.sources.read_as.is_empty());

    let mut next = open();
    let effects = next.receive(Event::SourcesRead(kept.clone()));
    let [Effect::ReadAgain { sources, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(*sources, kept);
    // What was added to other files is not.
    let mut other = open();
    let elsewhere = Sources {
        opened: vec!["elsewhere.csv".into()],
        ..kept
    };
    assert!(other.receive(Event::SourcesRead(elsewhere)).is_empty());
}
