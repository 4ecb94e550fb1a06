//! What must happen outside the session, as plain data.

use std::path::PathBuf;

use super::{ExportSpec, Picture, PictureId, SaveId, Viewpoint};
use crate::atlas::{RowIx, TableIx};

/// Something for the program's worker or window to do. It answers with actions.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Take a picture of the window; answer [`FileAction::Captured`](super::FileAction::Captured).
    Capture(SaveId),
    /// Ask where to save; answer [`FileAction::PathChosen`](super::FileAction::PathChosen),
    /// [`FileAction::Cancelled`](super::FileAction::Cancelled) or, where the
    /// system offers no dialog, [`FileAction::NoDialog`](super::FileAction::NoDialog).
    AskSavePath {
        /// For what.
        save: SaveId,
        /// File name without date and ending.
        stem: String,
        /// Ending without the dot; none for a folder.
        extension: &'static str,
        /// Where to begin; `None` for the pictures folder.
        folder: Option<PathBuf>,
    },
    /// Ask what to open; answers as above, with [`FileAction::Open`](super::FileAction::Open).
    /// It begins in the folder named.
    AskOpenPath(Option<PathBuf>),
    /// Ask where to begin a dossier; answers as above, with [`FileAction::New`](super::FileAction::New).
    AskNewPath(Option<PathBuf>),
    /// Write the example of a dossier to a new folder; answer `Began` or `NewFailed`.
    Begin(PathBuf),
    /// Write a picture; answer `Saved`, `Exists` or `SaveFailed`.
    Save {
        /// For what.
        save: SaveId,
        /// What to write.
        picture: Picture,
        /// Where to.
        path: PathBuf,
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
    /// Forget a captured picture.
    Forget(PictureId),
    /// Read the dossier at this path, or the layers and the article at these together; the built-in
    /// dossier where there is none. Answer `Opened` or `OpenFailed`.
    Read(Vec<PathBuf>),
    /// End the reading that is under way.
    AbandonReading,
    /// Read the text of a row again; answer `RowRead`.
    ReadRow(TableIx, RowIx),
    /// Put text on the clipboard.
    CopyText(String),
    /// Open an address in the browser.
    OpenUrl(String),
    /// Open a file with the system's program for it.
    OpenPath(PathBuf),
    /// Show a file in its folder.
    ShowInFolder(PathBuf),
    /// End the program.
    Quit,
}
