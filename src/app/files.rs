//! Files are never overwritten without being asked, and never half.

use std::io::{self, Write};
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
    /// The system refused.
    #[error("{} could not be written: {source}; choose a folder that you may write to, or make room there", path.display())]
    Io {
        /// Where to.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Writes `bytes` to a new file at `path`.
///
/// # Errors
/// Where a file is there already, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, false)
}

/// Writes `bytes` to `path`, replacing a file that is there.
///
/// # Errors
/// Where it cannot be written; the file that was there is then as it was.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write(path, bytes, true)
}

/// Writes beside, syncs, renames.
fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io {
        path: path.to_owned(),
        source,
    };
    if path.is_dir() {
        return Err(WriteError::IsFolder(path.to_owned()));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(WriteError::NoFolder(folder.to_owned()));
    }
    if !replace && path.exists() {
        return Err(WriteError::Exists(path.to_owned()));
    }
    let mut beside = beside(folder).map_err(failed)?;
    beside.write_all(bytes).map_err(failed)?;
    beside.as_file().sync_all().map_err(failed)?;
    let renamed = if replace {
        beside.persist(path)
    } else {
        beside.persist_noclobber(path)
    };
    match renamed {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(WriteError::Exists(path.to_owned()))
        }
        Err(error) => Err(failed(error.error)),
    }
}

/// A new file in `folder`, with the permissions of an ordinary one (temporary ones are private).
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".steppe-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_not_overwritten_unless_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        write_new(&path, b"one").unwrap();
        assert!(matches!(
            write_new(&path, b"two"),
            Err(WriteError::Exists(_))
        ));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write_over(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn what_cannot_be_written_says_why_and_how_to_mend_it() {
        let folder = tempfile::tempdir().unwrap();
        let missing = write_new(&folder.path().join("no/map.png"), b"")
            .unwrap_err()
            .to_string();
        assert!(
            missing.contains("there is no folder") && missing.contains("make it"),
            "{missing}"
        );
        let error = write_new(folder.path(), b"").unwrap_err().to_string();
        assert!(error.contains("is a folder; add a file name"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_written_file_can_be_read_by_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        write_new(&path, b"one").unwrap();
        let ordinary = folder.path().join("ordinary");
        std::fs::write(&ordinary, b"").unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&ordinary));
    }
}
