//! What the worker is asked for, and what it answers.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use egui::ColorImage;

use crate::atlas::profile::{Profile, ProfileRequest};
use crate::atlas::{Atlas, Chart, FeatureId};
use crate::dossier::Progress;
use crate::earth::Extent;
use crate::scene::Prepared;
use crate::scene::fonts::SystemFont;
use crate::session::{
    Animation, ChartSpec, Command, DossierCopy, Event, ExportSpec, FeaturesWanted, LoadedDossier,
    SaveId, SavedState, Sources, Viewpoint,
};
use crate::ui::RowsJob;

/// Something that takes long.
pub(in crate::app) enum Job {
    /// Prepare a level of detail of a map.
    Prepare(Arc<Prepared>, usize),
    /// Prepare what a view shows of large layers.
    PrepareTables(Arc<Prepared>, Box<Viewpoint>),
    /// Draw a picture and write it.
    Save {
        /// Which.
        save: SaveId,
        /// What.
        pixels: PixelSource,
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        replace: bool,
        /// Set when nobody wants it any more.
        abandoned: Arc<AtomicBool>,
    },
    /// Draw a picture for the clipboard.
    Copy {
        /// The atlas in map metres.
        prepared: Arc<Prepared>,
        /// What is shown.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
    },
    /// Read the details of a feature from its source.
    ReadDetails {
        /// Whose feature it is.
        atlas: Arc<Atlas>,
        /// Which feature.
        id: FeatureId,
    },
    /// Read features from their sources, as text for the clipboard.
    CopyFeatures {
        /// Whose features they are.
        atlas: Arc<Atlas>,
        /// Which, in their order.
        ids: Vec<FeatureId>,
    },
    /// Project an atlas so that it serves a reader who sees an extent.
    Reproject {
        /// In the projection of now.
        prepared: Arc<Prepared>,
        /// What is seen.
        extent: Extent,
        /// At which scale.
        metres_per_px: f64,
        /// In the dossier's own projection, where that is there.
        own: Option<Arc<Prepared>>,
    },
    /// Look for fonts of this system that have these letters, which no font of the program has.
    Fonts(BTreeSet<char>),
    /// Find the rows of the table.
    Rows(RowsJob),
    /// Work out how features are spread over their columns.
    Profile {
        /// Whose features they are.
        atlas: Arc<Atlas>,
        /// What is asked for.
        request: ProfileRequest,
        /// What is known of them already.
        before: Option<Arc<Profile>>,
    },
    /// Write view and bookmarks into a dossier.
    SaveState {
        /// Where it is.
        path: PathBuf,
        /// What of it changes, in words.
        what: String,
        /// What to write.
        state: Box<SavedState>,
    },
    /// Write the example of a dossier to a new folder.
    Begin(PathBuf),
    /// Read a dossier, the built-in one where none is named.
    Read {
        /// Where it is, or the layers and the article that make one together.
        paths: Vec<PathBuf>,
        /// Tells the worker when nobody wants it any more.
        progress: Arc<Progress>,
    },
    /// Read again what is open.
    ReadAgain {
        /// What is.
        sources: Sources,
        /// Which reading this is.
        serial: u32,
        /// Tells the worker when nobody wants it any more.
        progress: Arc<Progress>,
    },
}

impl Job {
    /// How far a reading is; `None` for a job that is none.
    pub(super) fn progress(&self) -> Option<&Arc<Progress>> {
        match self {
            Self::Read { progress, .. } | Self::ReadAgain { progress, .. } => Some(progress),
            _ => None,
        }
    }
}

/// Jobs that are done one after another, beside those of other lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum JobLane {
    /// What the map is drawn from.
    Map,
    /// What goes to a file or to the clipboard.
    Output,
    /// What is asked of features, and of this system for the letters of their names.
    Features,
}

impl JobLane {
    /// All of them, by number.
    pub(in crate::app) const ALL: [Self; 3] = [Self::Map, Self::Output, Self::Features];

    /// The lane of a job that is no reading.
    pub(in crate::app) fn of(job: &Job) -> Self {
        match job {
            Job::Prepare(..) | Job::PrepareTables(..) | Job::Reproject { .. } => Self::Map,
            Job::ReadDetails { .. } | Job::Rows(_) | Job::Profile { .. } | Job::Fonts(_) => {
                Self::Features
            }
            _ => Self::Output,
        }
    }

    /// What its thread is called.
    pub(in crate::app) fn thread_name(self) -> &'static str {
        match self {
            Self::Map => "steppe-map",
            Self::Output => "steppe-output",
            Self::Features => "steppe-features",
        }
    }
}

/// What a job prepares of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) enum Prepares {
    /// A level of detail.
    Level(usize),
    /// What a view shows of large layers.
    Tables,
}

/// Where a picture's pixels come from.
pub(in crate::app) enum PixelSource {
    /// They are there.
    Window(Arc<ColorImage>),
    /// They are to be drawn.
    Map {
        /// The atlas in map metres.
        prepared: Arc<Prepared>,
        /// What is shown.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
        /// Its days, where it moves.
        animation: Option<Animation>,
    },
    /// Features, to be written in the format that the file's ending names.
    Features {
        /// Whose.
        atlas: Arc<Atlas>,
        /// What is shown, and selected.
        view: Box<Viewpoint>,
        /// Which of them.
        which: FeaturesWanted,
    },
    /// These features, in this order.
    Rows {
        /// Whose.
        atlas: Arc<Atlas>,
        /// Which.
        ids: Vec<FeatureId>,
    },
    /// A copy of the dossier.
    Dossier(Box<DossierCopy>),
    /// A chart, to be drawn or written as a table.
    Chart {
        /// Whose.
        atlas: Arc<Atlas>,
        /// What it shows.
        chart: Box<Chart>,
        /// How.
        spec: ChartSpec,
    },
}

/// What comes back to the interface thread.
pub(in crate::app) enum Answer {
    /// What has happened, for the session.
    Event(Box<Event>),
    /// What the reader chose in a dialog, and notices.
    Command(Box<Command>),
    /// A dossier, with its map.
    Opened(Box<LoadedDossier>, Option<Arc<Prepared>>),
    /// The map in another projection.
    Reprojected(Arc<Prepared>),
    /// Fonts of this system.
    Fonts(Vec<SystemFont>),
    /// The window's picture.
    Captured(SaveId, Arc<ColorImage>),
    /// A picture for the clipboard.
    Copied(ColorImage),
    /// So many features as text for the clipboard.
    CopiedFeatures(usize, String),
    /// The rows of the table were found.
    RowsFound,
    /// A level is ready: compose anew.
    Prepared,
    /// A part of this map cannot be prepared, by a fault of this program.
    GaveUp(Arc<Prepared>, Prepares),
    /// What a reading answers: for nobody, once the reading is cancelled.
    OfReading(Arc<Progress>, Box<Answer>),
}

impl From<Command> for Answer {
    fn from(command: Command) -> Self {
        Self::Command(Box::new(command))
    }
}

impl From<Event> for Answer {
    fn from(event: Event) -> Self {
        Self::Event(Box::new(event))
    }
}
