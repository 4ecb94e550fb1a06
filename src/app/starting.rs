//! New dossiers on the disk.

use std::path::{Path, PathBuf};

use super::files::{NewFolder, WriteError};
use crate::dossier::starter;

/// Why no dossier could be begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// Something is there already.
    #[error("{} exists already, and nothing is written over; name a folder that is not there yet", .0.display())]
    Exists(PathBuf),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Writes a small dossier that teaches the format to a new `folder`, called after it: all of its files or none.
///
/// # Errors
/// Where something stands at `folder`, or it cannot be written.
pub fn begin(folder: &Path) -> Result<(), BeginError> {
    // A link that leads nowhere is something, too.
    if folder.symlink_metadata().is_ok() {
        return Err(BeginError::Exists(folder.to_owned()));
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let files = starter(&name);
    let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut new = NewFolder::begin(folder, names, false)?;
    for (_, text) in &files {
        new.add(text.as_bytes())?;
    }
    new.keep()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        let files = entries.map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap_or_default())
        });
        let mut files: Vec<_> = files.collect();
        files.sort();
        files
    }

    #[test]
    fn a_dossier_is_begun_in_a_new_folder_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("dams");
        begin(&path).unwrap();
        let written = read(&path);
        let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["article.md", "dossier.toml", "features.geojson"]);
        assert!(matches!(begin(&path), Err(BeginError::Exists(_))));
        assert_eq!(read(&path), written);
        for taken in ["empty", "file"] {
            let taken = home.path().join(taken);
            if taken.ends_with("empty") {
                std::fs::create_dir(&taken).unwrap();
            } else {
                std::fs::write(&taken, "a").unwrap();
            }
            assert!(matches!(begin(&taken), Err(BeginError::Exists(_))));
        }
    }

    #[test]
    fn what_cannot_be_begun_says_why_and_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let error = begin(&home.path().join("no/dams")).unwrap_err().to_string();
        assert!(
            error.contains("there is no folder") && error.contains("make it"),
            "{error}"
        );
        assert_eq!(read(home.path()), []);
    }
}
