//! Files are never overwritten without being asked, and never half.

mod error;
mod new_file;
mod new_folder;
mod place;

use std::path::Path;

pub use error::WriteError;
pub(super) use error::refused;
pub(super) use new_file::NewFile;
pub(super) use new_folder::NewFolder;

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
    NewFile::begin(path, replace)?.finish(bytes)
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

    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_keeps_is_told_as_such() {
        use std::os::windows::fs::OpenOptionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        write_new(&path, b"one").unwrap();
        let mut alone = std::fs::OpenOptions::new();
        let _kept = alone.read(true).share_mode(0).open(&path).unwrap();
        let said = write_over(&path, b"two").unwrap_err().to_string();
        assert!(
            said.contains("is open in another program; close it there"),
            "{said}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_a_pipe_are_not_replaced_by_a_picture() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write_new(&at("map.png"), b"one").unwrap();
        std::os::unix::fs::symlink("map.png", at("link.png")).unwrap();
        let said = write_over(&at("link.png"), b"two").unwrap_err().to_string();
        assert!(
            said.contains("is a link to map.png; name that file itself"),
            "{said}"
        );
        let _socket = std::os::unix::net::UnixListener::bind(at("pipe.png")).unwrap();
        let said = write_over(&at("pipe.png"), b"two").unwrap_err().to_string();
        assert!(said.contains("choose another name"), "{said}");
        assert_eq!(std::fs::read(at("map.png")).unwrap(), b"one");
        assert!(at("link.png").is_symlink());
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
