//! Files of a dossier that were mended, written back to where they were read.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::files::{NewFile, WriteError};
use crate::dossier::{Files, MANIFEST};

/// Why files that were mended are not written.
#[derive(Debug, thiserror::Error)]
pub enum MendError {
    /// The file lies in an archive, is packed, or was opened under another name than its own.
    #[error(
        "{0} is packed, or was opened beside another of its name, and is not changed there; unpack it, or mend it alone"
    )]
    Packed(String),
    /// The file is another than the one that was read.
    #[error("{} was changed by another program since it was read; run the command again", .0.display())]
    Changed(PathBuf),
    /// The file is not to be written.
    #[error("{} is read-only; let it be written, or mend a copy", .0.display())]
    ReadOnly(PathBuf),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Writes the files called `changed` of what `paths` name together, which was read as `before`, as they are in
/// `after`. None is written where one of them cannot be; each is whole at any time, keeps its permissions,
/// and stands where a link to it leads.
///
/// # Errors
/// Where a file is packed, read-only or no longer what was read, or the system refuses.
pub fn write_mended<'n>(
    paths: &[PathBuf],
    (before, after): (&Files, &Files),
    changed: impl IntoIterator<Item = &'n str>,
) -> Result<(), MendError> {
    let mut ready = Vec::new();
    for name in changed {
        let file = paths.iter().find_map(|path| file_of(path, name));
        let file = file.ok_or_else(|| MendError::Packed(name.to_owned()))?;
        // A file of this name in an archive has other bytes than the archive.
        let bytes = (
            before.get(name).unwrap_or_default(),
            after.get(name).unwrap_or_default(),
        );
        ready.push((begun(&file, bytes)?, file, bytes));
    }
    for (new, file, (before, _)) in ready {
        is_as_read(&file, before)?;
        new.keep()?;
    }
    Ok(())
}

/// Where the file `name` of the dossier at `path` lies.
fn file_of(path: &Path, name: &str) -> Option<PathBuf> {
    let file = if path.is_dir() {
        path.join(name)
    } else if path.file_name().is_some_and(|it| it == MANIFEST) {
        path.with_file_name(name)
    } else if path.file_name().is_some_and(|it| it == name) {
        path.to_owned()
    } else {
        return None;
    };
    file.canonicalize().ok().filter(|file| file.is_file())
}

/// A file with its new bytes, which does not have its name yet.
fn begun(file: &Path, (before, after): (&[u8], &[u8])) -> Result<NewFile, MendError> {
    let refused = super::files::refused(file);
    is_as_read(file, before)?;
    let permissions = file.metadata().map_err(&refused)?.permissions();
    if permissions.readonly() {
        return Err(MendError::ReadOnly(file.to_owned()));
    }
    let mut new = NewFile::begin(file, true)?;
    let writer = new.writer();
    let written = writer
        .write_all(after)
        .and_then(|()| writer.set_permissions(permissions));
    written.map_err(refused)?;
    Ok(new)
}

/// Whether a file has the bytes that were read.
fn is_as_read(file: &Path, bytes: &[u8]) -> Result<(), MendError> {
    let now = std::fs::read(file).map_err(super::files::refused(file))?;
    if now == bytes {
        Ok(())
    } else {
        Err(MendError::Changed(file.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with two files, what was read of it, and what both shall be.
    fn mended() -> (tempfile::TempDir, Files, Files) {
        let folder = tempfile::tempdir().unwrap();
        let (mut before, mut after) = (Files::new(), Files::new());
        for name in [MANIFEST, "article.md"] {
            std::fs::write(folder.path().join(name), "old").unwrap();
            before.insert(name, b"old".to_vec()).unwrap();
            after.insert(name, b"new".to_vec()).unwrap();
        }
        (folder, before, after)
    }

    fn read(folder: &tempfile::TempDir) -> [String; 2] {
        [MANIFEST, "article.md"]
            .map(|name| std::fs::read_to_string(folder.path().join(name)).unwrap())
    }

    #[test]
    fn what_another_program_wrote_meanwhile_is_kept_and_nothing_else_is_written() {
        let (folder, before, after) = mended();
        std::fs::write(folder.path().join("article.md"), "theirs").unwrap();
        let files = (&before, &after);
        let said =
            write_mended(&[folder.path().to_owned()], files, [MANIFEST, "article.md"]).unwrap_err();
        assert!(matches!(said, MendError::Changed(_)), "{said}");
        assert_eq!(read(&folder), ["old", "theirs"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_read_only_file_stays_and_nothing_else_is_written() {
        let (folder, before, after) = mended();
        let path = folder.path().join("article.md");
        let mut permissions = path.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        let files = (&before, &after);
        let said =
            write_mended(&[folder.path().to_owned()], files, [MANIFEST, "article.md"]).unwrap_err();
        assert!(
            said.to_string().contains("is read-only; let it be written"),
            "{said}"
        );
        assert_eq!(read(&folder), ["old", "old"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_a_file_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, before, after) = mended();
        let path = |name: &str| folder.path().join(name);
        std::fs::rename(path("article.md"), path("text.md")).unwrap();
        std::fs::set_permissions(path("text.md"), std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("text.md", path("article.md")).unwrap();
        let files = (&before, &after);
        write_mended(&[path(MANIFEST)], files, [MANIFEST, "article.md"]).unwrap();
        assert_eq!(read(&folder), ["new", "new"]);
        assert!(path("article.md").is_symlink());
        let mode = path("text.md").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn what_is_packed_is_not_changed() {
        let (folder, before, after) = mended();
        let path = folder.path().join("a.dossier");
        std::fs::write(&path, "PK").unwrap();
        let said = write_mended(&[path], (&before, &after), ["article.md"]).unwrap_err();
        assert!(matches!(said, MendError::Packed(_)), "{said}");
        assert_eq!(read(&folder), ["old", "old"]);
    }
}
