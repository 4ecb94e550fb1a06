//! Pictures on their way to a file, and their names.

use serde::{Deserialize, Serialize};

use crate::atlas::FeatureId;

use crate::session::{Animation, ChartSpec, DossierCopy, ExportSpec, Viewpoint};

/// Names one picture on its way to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SaveId(pub u32);

/// Names pixels that the program outside keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PictureId(pub u32);

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Picture {
    /// The window as it was captured.
    Window(PictureId),
    /// The map, to be drawn from here.
    Map {
        /// What is drawn.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
    },
    /// The map day by day, to be drawn from here.
    Animation {
        /// What is drawn; its days are those of each frame.
        view: Box<Viewpoint>,
        /// How each frame is drawn.
        spec: ExportSpec,
        /// The frames.
        animation: Animation,
    },
    /// A chart, to be drawn or written as a table.
    Chart {
        /// Its id.
        chart: String,
        /// How.
        spec: ChartSpec,
    },
    /// Features, in the format that the file's ending names.
    Features {
        /// What is shown, and selected.
        view: Box<Viewpoint>,
        /// Which of them.
        which: FeaturesWanted,
    },
    /// These features, in this order.
    Rows(Vec<FeatureId>),
    /// The dossier, with what is shown of it.
    Dossier(Box<DossierCopy>),
}

/// Which features are to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeaturesWanted {
    /// All of them.
    All,
    /// Those that layers, days and filter let through.
    Shown,
    /// The selected one.
    Selected,
}

impl Picture {
    pub(in crate::session) fn extension(&self) -> &'static str {
        match self {
            Self::Window(_) => "png",
            Self::Map { spec, .. } => spec.format.extension(),
            Self::Animation { animation, .. } => animation.format.extension(),
            Self::Chart { spec, .. } => spec.format.extension(),
            Self::Features { .. } => "geojson",
            Self::Rows(_) => "csv",
            Self::Dossier(_) => "",
        }
    }

    pub(in crate::session) fn words(&self) -> &str {
        match self {
            Self::Window(_) => "window",
            Self::Map { .. } => "map",
            Self::Animation { .. } => "days",
            Self::Chart { chart, .. } => chart,
            Self::Features { .. } => "features",
            Self::Rows(_) => "table",
            Self::Dossier(_) => "copy",
        }
    }
}

/// A picture that waits for its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// Its name.
    pub id: SaveId,
    /// What it is.
    pub picture: Picture,
    /// Whether the writer is at work on it.
    pub writing: bool,
    /// How much of it is done, 0 to 1, where the writer has said so.
    pub done: Option<f32>,
}
