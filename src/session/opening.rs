//! Dossiers on their way in.
//!
//! A large one shows before it is read to its end: what came first is explored already, and what
//! comes later takes its place under the same view.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::history::History;
use super::rows::RowText;
use super::{CameraAction, Effect, NoticeKind, PromptPurpose, Session, Timeline};
use crate::atlas::Atlas;
use crate::problem::{Place, Problem};

/// A dossier that was read. Only its path and problems are written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Loaded {
    /// Where it was read from; `None` for the built-in dossier.
    pub path: Option<PathBuf>,
    /// What reading it found wrong.
    pub problems: Vec<Problem>,
    /// What was read.
    #[serde(skip)]
    pub atlas: Option<Arc<Atlas>>,
    /// Whether rows of its large layers are still to come.
    #[serde(default)]
    pub so_far: bool,
}

impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        let same_atlas = match (&self.atlas, &other.atlas) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        let (a, b) = (self, other);
        (&a.path, &a.problems, a.so_far) == (&b.path, &b.problems, b.so_far) && same_atlas
    }
}

/// A dossier that is being read.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Where from.
    pub path: PathBuf,
    /// How much of it is read, 0 to 1, where that is known.
    pub done: Option<f32>,
    /// Whether what was read first is shown.
    pub shown: bool,
}

impl Session {
    pub(super) fn open(&mut self, path: PathBuf) -> Vec<Effect> {
        self.files.prompt = None;
        self.begin_reading(path)
    }

    pub(super) fn open_failed(&mut self, path: PathBuf, error: String) {
        self.files.reading = None;
        self.files
            .ask(PromptPurpose::Open, path, Some(error), false);
    }

    pub(super) fn begin_reading(&mut self, path: PathBuf) -> Vec<Effect> {
        self.files.reading = Some(Incoming {
            path: path.clone(),
            done: None,
            shown: false,
        });
        vec![Effect::Read(path)]
    }

    pub(super) fn read_so_far(&mut self, done: f32) {
        if let Some(reading) = &mut self.files.reading {
            reading.done = Some(done.clamp(0.0, 1.0));
        }
    }

    /// Ends the reading. What is shown of it stays, and says that it is not all.
    pub(super) fn abandon_reading(&mut self) -> Vec<Effect> {
        let Some(reading) = self.files.reading.take() else {
            return Vec::new();
        };
        if reading.shown {
            let name = reading.path.file_name().unwrap_or(reading.path.as_os_str());
            let name = name.to_string_lossy().into_owned();
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
        vec![Effect::AbandonReading]
    }

    /// Whether `loaded` is more of what is shown already.
    #[must_use]
    pub fn goes_on(&self, loaded: &Loaded) -> bool {
        let reading = self.files.reading.as_ref();
        reading.is_some_and(|reading| reading.shown && Some(&reading.path) == loaded.path.as_ref())
    }

    pub(super) fn opened(&mut self, loaded: Loaded) {
        let goes_on = self.goes_on(&loaded);
        let so_far = loaded.so_far;
        // A part that comes after its reading was cancelled is not wanted any more.
        let wanted = !so_far || self.files.reading.is_some();
        let Some(atlas) = loaded.atlas.filter(|_| wanted) else {
            return;
        };
        if so_far {
            if let Some(reading) = &mut self.files.reading {
                reading.shown = true;
            }
        } else {
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
    fn change_to(&mut self, atlas: Arc<Atlas>, path: Option<PathBuf>, problems: Vec<Problem>) {
        let (camera, theme) = (self.view.camera, self.view.theme);
        if let Some(path) = &path {
            self.files.remember(path);
        }
        let (shell, files) = (
            std::mem::take(&mut self.shell),
            std::mem::take(&mut self.files),
        );
        *self = Self::new(atlas, path, problems);
        (self.shell, self.files) = (shell, files);
        self.view.theme = theme;
        self.apply_camera(CameraAction::Resize {
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
        self.row = RowText::default();
        // Its steps name rows by their old numbers.
        self.history = History::default();
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
    use super::super::{Action, FileAction};
    use super::*;
    use crate::atlas::table::{Columns, Place as At, Shapes};
    use crate::atlas::{BaseMap, Dossier, RowIx, Subject, Table, TableIx};
    use crate::earth::LonLat;

    /// An atlas of as many rows as `lons`, the later ones before the earlier: as in the order of a
    /// curve, their numbers change with each that comes.
    fn loaded(lons: &[f64], so_far: bool) -> Loaded {
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
        let table = Table::new("rows.geojson".into(), columns, None, Arc::new(Vec::new()));
        let dossier = Dossier {
            tables: vec![Arc::new(table)],
            ..Dossier::default()
        };
        Loaded {
            path: Some("rows.geojson".into()),
            problems: Vec::new(),
            atlas: Some(Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())))),
            so_far,
        }
    }

    fn reading() -> Session {
        let atlas = loaded(&[], false).atlas.unwrap();
        let mut session = Session::new(atlas, None, Vec::new());
        let effects = session.apply(Action::File(FileAction::Open("rows.geojson".into())));
        assert_eq!(effects, [Effect::Read("rows.geojson".into())]);
        session
    }

    fn rows(session: &Session) -> usize {
        session.atlas.tables().map(|(_, table)| table.len()).sum()
    }

    #[test]
    fn what_comes_later_joins_what_is_shown_and_the_selection_stays() {
        let mut session = reading();
        session.apply(Action::File(FileAction::Opened(loaded(
            &[60.0, 61.0],
            true,
        ))));
        assert_eq!(rows(&session), 2);
        session.view.selected = Some(Subject::Row(TableIx(0), RowIx(0)));
        let id = session
            .atlas
            .id(session.view.selected.unwrap())
            .into_owned();
        session.apply(Action::File(FileAction::ReadSoFar(0.5)));
        assert_eq!(session.files.reading.as_ref().unwrap().done, Some(0.5));
        let whole = loaded(&[60.0, 61.0, 62.0], false);
        session.apply(Action::File(FileAction::Opened(whole)));
        assert_eq!((rows(&session), &session.files.reading), (3, &None));
        let selected = session.view.selected.expect("it is still there");
        assert_eq!(session.atlas.id(selected), id);
        assert_eq!(selected, Subject::Row(TableIx(0), RowIx(1)));
    }

    #[test]
    fn a_reading_that_is_cancelled_leaves_what_is_shown_and_says_so() {
        let mut session = reading();
        session.apply(Action::File(FileAction::Opened(loaded(&[60.0], true))));
        let effects = session.apply(Action::File(FileAction::AbandonReading));
        assert_eq!(effects, [Effect::AbandonReading]);
        assert_eq!((rows(&session), session.problems.len()), (1, 1));
        // A part that was on its way already comes too late.
        session.apply(Action::File(FileAction::Opened(loaded(
            &[60.0, 61.0],
            true,
        ))));
        assert_eq!(rows(&session), 1);
        assert!(
            session
                .apply(Action::File(FileAction::AbandonReading))
                .is_empty()
        );
    }
}
