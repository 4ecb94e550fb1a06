//! What must happen outside the session, as plain data.

use super::{ExportSpec, Picture, PictureId, SaveId, SavedState, SourceId, Sources, Viewpoint};
use crate::atlas::FeatureId;
use crate::atlas::profile::ProfileRequest;
use crate::earth::Extent;

/// Something for the program's worker or window to do. It answers with [`Event`](super::Event)s,
/// and with the [`Command`](super::Command) that a reader gives in a dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Take a picture of the window; answer [`Event::Captured`](super::Event::Captured).
    Capture(SaveId),
    /// Ask where to save; answer [`FileCommand::PathChosen`](super::FileCommand::PathChosen),
    /// [`FileCommand::Cancelled`](super::FileCommand::Cancelled) or, where the
    /// system offers no dialog, [`Event::NoDialog`](super::Event::NoDialog).
    AskSavePath {
        /// For what.
        save: SaveId,
        /// File name without date and ending.
        stem: String,
        /// Ending without the dot; none for a folder.
        extension: &'static str,
        /// Where to begin; `None` for the pictures folder.
        folder: Option<SourceId>,
    },
    /// Ask where a copy of the dossier shall go; answers as above. A name without an ending is that of
    /// a folder.
    AskCopyPath {
        /// For what.
        save: SaveId,
        /// Name of the folder that is proposed.
        name: String,
        /// Where to begin.
        folder: Option<SourceId>,
    },
    /// Write view and bookmarks into the manifest of the dossier at this path; answer
    /// [`Event::StateSaved`](super::Event::StateSaved) or
    /// [`Event::StateNotSaved`](super::Event::StateNotSaved).
    SaveState {
        /// Where the dossier is.
        path: SourceId,
        /// What of it changes, in words.
        what: String,
        /// What to write.
        state: Box<SavedState>,
    },
    /// Ask what to open; answers as above, with [`FileCommand::Open`](super::FileCommand::Open).
    /// It begins in the folder named.
    AskOpenPath(Option<SourceId>),
    /// Ask where to begin a dossier; answers as above, with [`FileCommand::New`](super::FileCommand::New).
    AskNewPath(Option<SourceId>),
    /// Write the example of a dossier to a new folder; answer `Began` or `NewFailed`.
    Begin(SourceId),
    /// Write a picture; answer `Saved`, `Exists` or `SaveFailed`.
    Save {
        /// For what.
        save: SaveId,
        /// What to write.
        picture: Picture,
        /// Where to.
        path: SourceId,
        /// Whether a file there may be replaced.
        replace: bool,
    },
    /// Drop the picture that is being written.
    Abandon(SaveId),
    /// Put a picture of the map on the clipboard; answer `Copied`.
    CopyMap {
        /// What is drawn.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
    },
    /// Put features on the clipboard as `GeoJSON`, in this order; answer
    /// [`Event::FeaturesCopied`](super::Event::FeaturesCopied).
    CopyFeatures(Vec<FeatureId>),
    /// Forget a captured picture.
    Forget(PictureId),
    /// Read the dossier at this path, or the layers and the article at these together; the built-in
    /// dossier where there is none. Answer `Opened` or `OpenFailed`.
    Read(Vec<SourceId>),
    /// Read again what is open; answer `Opened` or `ReadAgainFailed`. Where a whole dossier or a
    /// picture was to be added, it is opened instead.
    ReadAgain {
        /// What is.
        sources: Sources,
        /// Which reading this is.
        serial: u32,
    },
    /// End the reading that is under way.
    AbandonReading,
    /// Read the details of a feature from its source; answer `DetailsRead`.
    ReadDetails(FeatureId),
    /// Project the atlas so that it serves a reader who sees this; answer
    /// [`Event::Reprojected`](super::Event::Reprojected).
    Reproject(Extent),
    /// Work out how features are spread over their columns; answer
    /// [`Event::Profiled`](super::Event::Profiled).
    Profile(ProfileRequest),
    /// Put text on the clipboard.
    CopyText(String),
    /// Open an address in the browser.
    OpenUrl(String),
    /// Open a file with the system's program for it.
    OpenPath(SourceId),
    /// Show a file in its folder.
    ShowInFolder(SourceId),
    /// End the program.
    Quit,
}
