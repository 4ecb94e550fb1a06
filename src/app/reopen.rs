//! Pictures that bring their view back.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::render::{NoteError, note};
use crate::session::{Colophon, ColophonError, ExportFormat, MovingFormat};

/// Bytes of a picture that is looked at: the largest of ours has a third of it.
const MOST_BYTES: u64 = 1 << 30;

/// Why a picture brings no view back.
#[derive(Debug, thiserror::Error)]
pub enum ReopenError {
    /// The system refuses.
    #[error("cannot read {}: {source}; look whether it is there and you may read it", path.display())]
    Read {
        /// Which picture.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is larger than any picture.
    #[error("{} has more than {} MB, which is more than a picture of a map has; choose another file", .0.display(), MOST_BYTES >> 20)]
    TooMuch(PathBuf),
    /// It carries no note.
    #[error("{source}; choose a picture as this program wrote it: {}", path.display())]
    Note {
        /// Which picture.
        path: PathBuf,
        /// What is missing.
        source: NoteError,
    },
    /// The note is not understood.
    #[error("{source}: {}", path.display())]
    Colophon {
        /// Which picture.
        path: PathBuf,
        /// What is wrong with the note.
        source: ColophonError,
    },
}

/// Whether `path` names a picture of one of the formats that a map is exported to.
#[must_use]
pub fn is_picture(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let still = ExportFormat::of_extension(&ending).is_some();
    // Of moving pictures, an animated PNG carries a note.
    let moving = MovingFormat::of_extension(&ending) == Some(MovingFormat::Apng);
    (still || moving) && !path.is_dir()
}

/// What the picture at `path` says of itself.
///
/// # Errors
/// Where it cannot be read, or says nothing that is understood.
pub fn reopen(path: &Path) -> Result<Colophon, ReopenError> {
    let read = |source| ReopenError::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(read)?;
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(read)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReopenError::TooMuch(path.to_owned()));
    }
    let note = note(&bytes).map_err(|source| ReopenError::Note {
        path: path.to_owned(),
        source,
    })?;
    Colophon::from_json(&note).map_err(|source| ReopenError::Colophon {
        path: path.to_owned(),
        source,
    })
}
