//! Dossiers on their way in.
//!
//! A large one shows before it is read to its end: what came first is explored already, and what
//! comes later takes its place under the same view.

use std::sync::Arc;

use super::details::DetailsRequest;
use crate::atlas::{Atlas, BaseMap, Dossier};
use crate::problem::{Place, Problem};
use crate::session::{
    CameraCommand, Effect, Incoming, LoadedDossier, NoticeKind, PromptPurpose, Session, Sheet,
    SourceId, Sources, Timeline,
};

impl Session {
    /// A session that shows nothing yet: what it will show is on its way.
    #[must_use]
    pub fn blank() -> Self {
        let atlas = Atlas::new(Dossier::default(), Arc::new(BaseMap::default()));
        Self::new(Arc::new(atlas), None, Vec::new())
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.atlas.dossier == Dossier::default()
    }

    pub(in crate::session) fn open(&mut self, paths: Vec<SourceId>) -> Vec<Effect> {
        self.files.answered(PromptPurpose::Open);
        self.begin_reading(paths)
    }

    /// Begins to read what `paths` name, the built-in dossier where they name nothing.
    pub(in crate::session) fn begin_reading(&mut self, paths: Vec<SourceId>) -> Vec<Effect> {
        self.files.reading = paths.first().map(|path| Incoming {
            path: path.clone(),
            others: paths.len() - 1,
            done: None,
            shown: false,
            waits: false,
        });
        self.files.revising = None;
        self.files.coming = Sources::of(paths.clone());
        vec![Effect::Read(paths)]
    }

    /// Asks for another path than the one that could not be opened.
    pub(in crate::session) fn open_failed(&mut self, path: SourceId, error: String) -> Vec<Effect> {
        self.files.reading = None;
        let builtin = path.is_empty();
        self.files
            .ask(PromptPurpose::Open, path, Some(error), false);
        if builtin {
            Vec::new()
        } else {
            self.show_something()
        }
    }

    /// Where nothing is shown and nothing comes, the built-in dossier is: an empty window has no way on.
    fn show_something(&mut self) -> Vec<Effect> {
        if self.is_blank() {
            self.begin_reading(Vec::new())
        } else {
            Vec::new()
        }
    }

    pub(in crate::session) fn reading_waits(&mut self) {
        if let Some(reading) = &mut self.files.reading {
            reading.waits = true;
        }
    }

    pub(in crate::session) fn read_so_far(&mut self, done: f32) {
        if let Some(reading) = &mut self.files.reading {
            reading.waits = false;
            reading.done = Some(done.clamp(0.0, 1.0));
        }
    }

    /// Ends the reading. What is shown of it stays, and says that it is not all.
    pub(in crate::session) fn abandon_reading(&mut self) -> Vec<Effect> {
        let Some(reading) = self.files.reading.take() else {
            return Vec::new();
        };
        if self.files.revising.take().is_some() {
            return vec![Effect::AbandonReading];
        }
        if reading.shown {
            let name = reading.name().into_owned();
            self.shell.notify(
                format!("{name} was not read to its end: only a part of it is shown"),
                NoticeKind::Error,
            );
            self.problems.push(
                Problem::error("the file was not read to its end", Place::file(&name))
                    .why("reading was cancelled; only the features that came first are shown")
                    .mend("open it again and let it be read"),
            );
        }
        let mut effects = vec![Effect::AbandonReading];
        effects.extend(self.show_something());
        effects
    }

    /// Whether `loaded` is more of what is shown already.
    #[must_use]
    pub fn goes_on(&self, loaded: &LoadedDossier) -> bool {
        if loaded.again.is_some() {
            return true;
        }
        let reading = self.files.reading.as_ref();
        reading.is_some_and(|reading| reading.shown && reading.is_of(loaded))
    }

    pub(in crate::session) fn opened(&mut self, loaded: LoadedDossier) {
        if let Some(serial) = loaded.again {
            return self.revised(serial, loaded);
        }
        let goes_on = self.goes_on(&loaded);
        let so_far = loaded.so_far;
        let reading = self.files.reading.as_ref();
        let awaited = reading.is_some_and(|reading| reading.is_of(&loaded));
        // A part that comes after its reading was cancelled is not wanted any more.
        let wanted = !so_far || awaited;
        let Some(atlas) = loaded.atlas.filter(|_| wanted) else {
            return;
        };
        if so_far {
            if let Some(reading) = &mut self.files.reading {
                reading.shown = true;
            }
        } else if awaited {
            self.files.reading = None;
        }
        if goes_on {
            self.grow(atlas, loaded.problems);
        } else {
            self.change_to(atlas, loaded.path, loaded.problems);
        }
        if !so_far {
            self.files.from_picture = self.return_to_picture();
            self.tell_of_problems();
        }
    }

    /// Another dossier takes the place of this one.
    fn change_to(&mut self, atlas: Arc<Atlas>, path: Option<SourceId>, problems: Vec<Problem>) {
        let label = format!("Open {}", atlas.dossier.title);
        let blank = self.is_blank();
        let change = |session: &mut Self| session.begin_anew(atlas, path, problems);
        if blank {
            change(self);
        } else {
            self.undoable_revision(label, change);
        }
    }

    fn begin_anew(&mut self, atlas: Arc<Atlas>, path: Option<SourceId>, problems: Vec<Problem>) {
        let (camera, theme) = (self.view.camera, self.view.theme);
        let (names, units) = (self.view.names, self.view.units);
        if let Some(path) = &path {
            self.files.remember(path);
        }
        self.files.sources = self.files.coming.clone();
        (self.files.kept, self.files.words) = (None, None);
        let (shell, files, history) = (
            std::mem::take(&mut self.shell),
            std::mem::take(&mut self.files),
            std::mem::take(&mut self.history),
        );
        *self = Self::new(atlas, path, problems);
        (self.shell, self.files, self.history) = (shell, files, history);
        if matches!(self.shell.sheet, Some(Sheet::Reading(_))) {
            self.shell.sheet = None;
        }
        // These are the reader's and not the dossier's.
        self.view.theme = theme;
        (self.view.names, self.view.units) = (names, units);
        self.apply_camera(CameraCommand::Resize {
            width_px: camera.width_px,
            height_px: camera.height_px,
        });
    }

    /// The same dossier with more rows: the view stays, whatever its numbers are called now.
    fn grow(&mut self, atlas: Arc<Atlas>, problems: Vec<Problem>) {
        let before = std::mem::replace(&mut self.atlas, atlas);
        self.problems = problems;
        let selected = self.view.selected.map(|what| before.id(what).into_owned());
        self.view.selected = selected.and_then(|id| self.atlas.find(&id));
        self.view.hovered = None;
        self.picks = None;
        self.measure = None;
        self.details = DetailsRequest::default();
        let after = Arc::clone(&self.atlas);
        self.history.follow(&before, &after, self.files.generation);
        let playing = self.timeline.play.clone();
        self.timeline = Timeline::of(&self.atlas);
        self.timeline.play = playing;
        self.keep_camera(&before);
    }

    /// What was in the middle stays there; a reader who has not moved sees the whole map.
    fn keep_camera(&mut self, before: &Atlas) {
        let mut camera = self.view.camera;
        if !self.navigation.moved() {
            self.view.camera = self.home_camera(camera.width_px, camera.height_px);
            return;
        }
        let (old, new) = (&before.projection, &self.atlas.projection);
        if old.definition() != new.definition() {
            let middle = old.unproject(camera.center);
            if let Some(center) = middle.and_then(|place| new.project(place)) {
                camera.center = center;
                self.arrive_at_once(camera);
            }
        }
    }

    fn tell_of_problems(&mut self) {
        let count = self.problems.len();
        if count > 0 {
            let were = if count == 1 {
                "problem was"
            } else {
                "problems were"
            };
            let text = format!("{count} {were} found while reading; Help > Problems lists them");
            self.shell.notify(text, NoticeKind::Info);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::table::{Columns, Shapes, TablePoint as At};
    use crate::atlas::{BaseMap, Dossier, FeatureId, FeatureTable, Subject};
    use crate::earth::LonLat;
    use crate::session::{Command, Event, FileCommand};

    /// An atlas of as many rows as `lons`, the later ones before the earlier: as in the order of a
    /// curve, their numbers change with each that comes.
    fn loaded(lons: &[f64], so_far: bool) -> LoadedDossier {
        let numbered: Vec<(usize, &f64)> = lons.iter().enumerate().rev().collect();
        let columns = Columns {
            starts: numbered.iter().map(|(at, _)| 100 * *at as u64).collect(),
            shapes: Shapes {
                anchors: numbered
                    .iter()
                    .map(|(_, lon)| At::of(LonLat::new(**lon, 40.0)))
                    .collect(),
                ..Shapes::default()
            },
            ..Columns::default()
        };
        let table = FeatureTable::new("rows.geojson".into(), columns, None, Arc::new(Vec::new()));
        let dossier = Dossier {
            tables: vec![Arc::new(table)],
            ..Dossier::default()
        };
        LoadedDossier {
            path: Some("rows.geojson".into()),
            problems: Vec::new(),
            atlas: Some(Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())))),
            so_far,
            again: None,
        }
    }

    fn reading() -> Session {
        let atlas = loaded(&[], false).atlas.unwrap();
        let mut session = Session::new(atlas, None, Vec::new());
        let effects = session.apply(Command::File(FileCommand::Open(vec![
            "rows.geojson".into(),
        ])));
        assert_eq!(effects, [Effect::Read(vec!["rows.geojson".into()])]);
        session
    }

    fn rows(session: &Session) -> usize {
        session.atlas.feature_count()
    }

    #[test]
    fn what_comes_later_joins_what_is_shown_and_the_selection_stays() {
        let mut session = reading();
        session.receive(Event::Opened(loaded(&[60.0, 61.0], true)));
        assert_eq!(rows(&session), 2);
        session.view.selected = Some(Subject::Feature(FeatureId(0)));
        let id = session
            .atlas
            .id(session.view.selected.unwrap())
            .into_owned();
        session.receive(Event::ReadingWaits);
        let sentence = session.files.reading.as_ref().unwrap().sentence();
        assert!(
            sentence.starts_with("Waiting for what is written into "),
            "{sentence}"
        );
        session.receive(Event::ReadSoFar(0.5));
        assert!(!session.files.reading.as_ref().unwrap().waits);
        assert_eq!(session.files.reading.as_ref().unwrap().done, Some(0.5));
        let whole = loaded(&[60.0, 61.0, 62.0], false);
        session.receive(Event::Opened(whole));
        assert_eq!((rows(&session), &session.files.reading), (3, &None));
        let selected = session.view.selected.expect("it is still there");
        assert_eq!(session.atlas.id(selected), id);
        assert_eq!(selected, Subject::Feature(FeatureId(1)));
    }

    #[test]
    fn a_reading_that_is_cancelled_leaves_what_is_shown_and_says_so() {
        let mut session = reading();
        session.receive(Event::Opened(loaded(&[60.0], true)));
        let effects = session.apply(Command::File(FileCommand::AbandonReading));
        assert_eq!(effects, [Effect::AbandonReading]);
        assert_eq!((rows(&session), session.problems.len()), (1, 1));
        // A part that was on its way already comes too late.
        session.receive(Event::Opened(loaded(&[60.0, 61.0], true)));
        assert_eq!(rows(&session), 1);
        assert!(
            session
                .apply(Command::File(FileCommand::AbandonReading))
                .is_empty()
        );
    }

    #[test]
    fn a_window_that_opened_for_a_file_shows_the_built_in_dossier_where_that_fails_or_is_cancelled()
    {
        let opening = || {
            let mut session = Session::blank();
            session.apply(Command::File(FileCommand::Open(vec![
                "rows.geojson".into(),
            ])));
            assert!(session.is_blank());
            session
        };
        let mut session = opening();
        let failed = Event::OpenFailed {
            path: "rows.geojson".into(),
            error: "it is no text".to_owned(),
        };
        assert_eq!(session.receive(failed.clone()), [Effect::Read(Vec::new())]);
        let prompt = session.files.prompt.as_ref().expect("it asks for another");
        assert_eq!(prompt.error.as_deref(), Some("it is no text"));

        let mut session = opening();
        let effects = session.apply(Command::File(FileCommand::AbandonReading));
        assert_eq!(effects, [Effect::AbandonReading, Effect::Read(Vec::new())]);

        // What is shown already stays.
        let mut session = reading();
        session.receive(Event::Opened(loaded(&[60.0], false)));
        assert!(session.receive(failed).is_empty());
    }

    #[test]
    fn several_files_are_read_together_and_the_first_names_them() {
        let mut session = Session::blank();
        let paths: Vec<SourceId> = vec!["maps/roads.geojson".into(), "towns.geojson".into()];
        let effects = session.apply(Command::File(FileCommand::Open(paths.clone())));
        assert_eq!(effects, [Effect::Read(paths)]);
        let reading = session.files.reading.as_ref().expect("it is under way");
        assert_eq!(reading.words(), "roads.geojson and 1 more");
    }

    #[test]
    fn a_part_of_a_file_that_is_no_longer_wanted_does_not_take_the_place_of_the_next() {
        let mut session = reading();
        session.apply(Command::File(FileCommand::Open(vec![
            "other.geojson".into(),
        ])));
        session.receive(Event::Opened(loaded(&[60.0], true)));
        assert_eq!(rows(&session), 0);
        let reading = session.files.reading.as_ref().expect("the other goes on");
        assert!(!reading.shown);
    }
}
