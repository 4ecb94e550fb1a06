//! Why a file could not be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be written: what, why, and how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file is there already.
    #[error("{} exists already; choose another name, or replace it", .0.display())]
    Exists(PathBuf),
    /// The folder is not there.
    #[error("there is no folder {}; make it, or choose another", .0.display())]
    NoFolder(PathBuf),
    /// The path names a folder.
    #[error("{} is a folder; add a file name to it", .0.display())]
    IsFolder(PathBuf),
    /// The path names a link to another file.
    #[error("{} is a link to {}; name that file itself, or choose another", path.display(), target.display())]
    IsLink {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// The path names a pipe, a socket or a device.
    #[error("{} is no ordinary file but a pipe, socket or device; choose another name", .0.display())]
    IsSpecial(PathBuf),
    /// The system refused when some files of a folder were replaced and others were not.
    #[error("{} holds new and old files now, from {first_old} on they are old: {source}; write to a new folder", path.display())]
    Mixed {
        /// The folder.
        path: PathBuf,
        /// The first that was not replaced.
        first_old: String,
        /// What the system says.
        source: io::Error,
    },
    /// The name is that of a device under Windows.
    #[error("{} is what Windows calls a device; choose another name", .0.display())]
    IsReserved(PathBuf),
    /// Another program has the file that should be replaced open.
    #[error("{} is open in another program; close it there, or choose another name", .0.display())]
    Locked(PathBuf),
    /// The system refused.
    #[error("{} could not be written: {source}; choose a folder that you may write to, or make room there", path.display())]
    Io {
        /// Where to.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl WriteError {
    /// Whether the place is fine and the system failed at it: a full disk, no permission.
    #[must_use]
    pub fn is_of_system(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Mixed { .. })
    }
}

/// What the system refuses, with the file that it is about.
pub(in crate::app) fn refused(path: &Path) -> impl Fn(io::Error) -> WriteError + use<> {
    let path = path.to_owned();
    move |source| WriteError::Io {
        path: path.clone(),
        source,
    }
}
