//! What a reader does with files.

use serde::{Deserialize, Serialize};

use super::{AnimationSpec, ChartSpec, ExportSpec, FeaturesWanted, SaveId, SourceId};
use crate::atlas::{FeatureId, LayerIx, WrittenWords};
use crate::dossier::ReadAs;
use crate::session::viewpoint::PictureWords;

/// Opens and saves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FileCommand {
    /// Take a picture of the window.
    Screenshot,
    /// Open or close the export sheet.
    ToggleExport,
    /// Change what will be exported.
    SetExport(ExportSpec),
    /// Let pictures say this of themselves, beside what the dossier says.
    SetPictureWords(PictureWords),
    /// Change how days will be exported, and whether they will.
    SetAnimation {
        /// How.
        animation: AnimationSpec,
        /// Whether moving pictures are exported, not a still one.
        animates: bool,
    },
    /// Export the map as the sheet says.
    Export,
    /// Export a chart.
    ExportChart {
        /// Its id.
        chart: String,
        /// How.
        spec: ChartSpec,
    },
    /// Write features to a file of the reader's choice.
    SaveFeatures(FeaturesWanted),
    /// Write these features, in this order, to a file of the reader's choice.
    SaveRows(Vec<FeatureId>),
    /// Call the dossier so from the next save on.
    SetWords(WrittenWords),
    /// Save view and bookmarks in the dossier; in a copy of it where it is not the reader's own.
    SaveDossier,
    /// Save a copy of the dossier, with view and bookmarks, and open that.
    SaveDossierAs,
    /// Add the layers at these paths to what is open.
    Add(Vec<SourceId>),
    /// Take the file that this layer was read from off the map.
    Remove(LayerIx),
    /// Understand the file of this name in this way.
    ReadAs {
        /// Which.
        file: String,
        /// How.
        read_as: Box<ReadAs>,
    },
    /// Read what is open again.
    ReadAgain,
    /// Ask what to open.
    AskOpen,
    /// Open the dossier at this path, or the layers and the article at these together; the built-in
    /// dossier where there is none.
    Open(Vec<SourceId>),
    /// Ask where to begin a dossier of one's own.
    AskNew,
    /// Begin a dossier in a new folder at this path.
    New(SourceId),
    /// Forget which dossiers were opened.
    ClearRecent,
    /// The reader chose a path. `replace` where a dialog has already asked.
    PathChosen {
        /// For what.
        save: SaveId,
        /// Where to.
        path: SourceId,
        /// Whether a file there may be replaced.
        replace: bool,
    },
    /// The reader does not want to save after all.
    Cancelled(SaveId),
    /// The in-app path field is closed without a path.
    DismissPrompt,
    /// The reader no longer wants the picture that is being written.
    Abandon(SaveId),
    /// Put a picture of the map on the clipboard.
    CopyMap,
    /// Put features on the clipboard as `GeoJSON`, in this order.
    CopyFeatures(Vec<FeatureId>),
    /// The reader no longer wants the dossier that is being read.
    AbandonReading,
}
