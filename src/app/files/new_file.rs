//! A file that gets its name when it is whole.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::{WriteError, refused};
use super::place::{folder_of, is_locked, is_ordinary};
use crate::app::leftovers;

/// A file that is written beside its place and gets its name when it is whole; dropped, it leaves nothing.
pub(in crate::app) struct NewFile {
    path: PathBuf,
    replace: bool,
    beside: NamedTempFile,
}

impl NewFile {
    /// Begins a file that shall stand at `path`.
    pub(in crate::app) fn begin(path: &Path, replace: bool) -> Result<Self, WriteError> {
        if path.is_dir() {
            return Err(WriteError::IsFolder(path.to_owned()));
        }
        let folder = folder_of(path)?;
        if !replace && path.exists() {
            return Err(WriteError::Exists(path.to_owned()));
        }
        is_ordinary(path)?;
        leftovers::remove(folder);
        let beside = beside(folder).map_err(refused(path))?;
        leftovers::hold(beside.as_file());
        Ok(Self {
            path: path.to_owned(),
            replace,
            beside,
        })
    }

    /// What its bytes go to.
    pub(in crate::app) fn writer(&mut self) -> &mut File {
        self.beside.as_file_mut()
    }

    /// Writes `bytes`, and gives it its name.
    pub(in crate::app) fn finish(mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let written = self.beside.write_all(bytes);
        written.map_err(refused(&self.path))?;
        self.keep()
    }

    /// Gives it its name.
    pub(in crate::app) fn keep(self) -> Result<(), WriteError> {
        let failed = refused(&self.path);
        self.beside.as_file().sync_all().map_err(&failed)?;
        let renamed = if self.replace {
            self.beside.persist(&self.path)
        } else {
            self.beside.persist_noclobber(&self.path)
        };
        match renamed {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteError::Exists(self.path))
            }
            Err(error) if is_locked(&self.path, &error.error) => Err(WriteError::Locked(self.path)),
            Err(error) => Err(failed(error.error)),
        }
    }
}

/// A new file in `folder`, with the permissions of an ordinary one (temporary ones are private).
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(leftovers::PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
