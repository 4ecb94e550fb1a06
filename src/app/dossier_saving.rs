//! A session's view written into its dossier, and copies of dossiers.
//!
//! A manifest or an archive is written beside its place and gets its name when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::files::{NewFile, NewFolder, WriteError, write_over};
use super::open::{OpenError, manifest_in, open_sources};
use crate::atlas::WrittenState;
use crate::dossier::{Files, MANIFEST, ManifestError, manifest_of_copy, with_state};
use crate::session::DossierCopy;

/// The ending of a dossier in one file.
const ENDING: &str = "dossier";

/// Why a dossier was not saved.
#[derive(Debug, thiserror::Error)]
pub enum DossierSaveError {
    /// Its files cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Its manifest cannot be read.
    #[error("cannot read {}: {source}; look whether it is still there", path.display())]
    Read {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Its manifest cannot be changed.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Its archive cannot be written.
    #[error("cannot pack {}: {source}; save as a folder instead", path.display())]
    Archive {
        /// The archive.
        path: PathBuf,
        /// What is wrong.
        source: ZipError,
    },
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Writes `state` into the manifest of the dossier at `path`: its folder, its manifest or its archive.
///
/// # Errors
/// Where it cannot be written; then the dossier is as it was.
pub fn save_state(path: &Path, state: &WrittenState) -> Result<(), DossierSaveError> {
    let manifest = if path.is_dir() {
        path.join(MANIFEST)
    } else {
        path.to_owned()
    };
    let unreadable = |source| DossierSaveError::Read {
        path: manifest.clone(),
        source,
    };
    // What a link leads to is written, since renaming over the link would take its place.
    let real = manifest.canonicalize().map_err(unreadable)?;
    if manifest.file_name().is_none_or(|name| name != MANIFEST) {
        return save_in_archive(&real, state);
    }
    let before = std::fs::read_to_string(&real).map_err(unreadable)?;
    let text = with_state(&before, state)?;
    if text != before {
        write_over(&real, text.as_bytes())?;
    }
    Ok(())
}

/// Writes the archive again with another manifest; all else is copied as it is packed.
fn save_in_archive(path: &Path, state: &WrittenState) -> Result<(), DossierSaveError> {
    let unpacked = |source| DossierSaveError::Archive {
        path: path.to_owned(),
        source,
    };
    let unreadable = |source| DossierSaveError::Read {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    let mut archive = zip::ZipArchive::new(file).map_err(unpacked)?;
    let manifest = manifest_in(&mut archive).ok_or(ManifestError::Missing)?;
    let (mut before, name) = (String::new(), {
        let entry = archive.by_index_raw(manifest).map_err(unpacked)?;
        entry.name().map_err(unpacked)?.into_owned()
    });
    let mut entry = archive.by_index(manifest).map_err(unpacked)?;
    entry.read_to_string(&mut before).map_err(unreadable)?;
    drop(entry);
    let text = with_state(&before, state)?;
    let mut new = NewFile::begin(path, true)?;
    let mut write = || {
        let mut writer = zip::ZipWriter::new(BufWriter::new(new.writer()));
        for index in 0..archive.len() {
            if index == manifest {
                writer.start_file(name.as_str(), options())?;
                writer.write_all(text.as_bytes())?;
            } else {
                writer.raw_copy_file(archive.by_index_raw(index)?)?;
            }
        }
        writer.finish()?.flush()?;
        Ok(())
    };
    write().map_err(unpacked)?;
    Ok(new.keep()?)
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().large_file(true)
}

/// Writes a copy of what is open to `path`: one file where it ends in `.dossier`, else a new folder.
///
/// # Errors
/// Where something is there already, or it cannot be read or written; then there is nothing.
pub fn save_copy(copy: &DossierCopy, path: &Path, replace: bool) -> Result<(), DossierSaveError> {
    let archived = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    // Nothing is written over a folder; a link that leads nowhere is something, too.
    if !archived && path.symlink_metadata().is_ok() {
        return Err(WriteError::Exists(path.to_owned()).into());
    }
    let files = open_sources(&copy.sources)?;
    let folder = path.file_stem().unwrap_or_default().to_string_lossy();
    let state = copy.state.written();
    let manifest = manifest_of_copy(&files, (&folder, &copy.title), copy.renamed, &state)?;
    if archived {
        write_archive(&files, &manifest, path, replace)
    } else {
        write_folder(&files, &manifest, path)
    }
}

/// The names of a copy's files, the manifest first.
fn names(files: &Files) -> impl Iterator<Item = &str> {
    let others = files.names().filter(|name| *name != MANIFEST);
    std::iter::once(MANIFEST).chain(others)
}

fn write_folder(files: &Files, manifest: &str, path: &Path) -> Result<(), DossierSaveError> {
    let listed = names(files).map(str::to_owned).collect();
    let mut new = NewFolder::begin(path, listed, false)?;
    for name in names(files) {
        new.add_with(|file| write_one(files, name, manifest, file))?;
    }
    new.keep()?;
    Ok(())
}

fn write_archive(
    files: &Files,
    manifest: &str,
    path: &Path,
    replace: bool,
) -> Result<(), DossierSaveError> {
    let mut new = NewFile::begin(path, replace)?;
    let mut write = || {
        let mut writer = zip::ZipWriter::new(BufWriter::new(new.writer()));
        for name in names(files) {
            writer.start_file(name, options())?;
            write_one(files, name, manifest, &mut writer)?;
        }
        writer.finish()?.flush()?;
        Ok(())
    };
    write().map_err(|source| DossierSaveError::Archive {
        path: path.to_owned(),
        source,
    })?;
    Ok(new.keep()?)
}

fn write_one(files: &Files, name: &str, manifest: &str, to: &mut dyn io::Write) -> io::Result<()> {
    if name == MANIFEST {
        to.write_all(manifest.as_bytes())
    } else {
        files.copy_to(name, to)
    }
}

#[cfg(test)]
mod tests {
    use super::super::starting::begin;
    use super::*;
    use crate::app::open::open;
    use crate::atlas::{WrittenBookmark, WrittenView};
    use crate::dossier::read;
    use crate::problem::{Problem, Severity};
    use crate::session::{Bookmark, SavedState, SourceId, Sources};

    fn state() -> WrittenState {
        WrittenState {
            view: WrittenView {
                undated: false,
                ..WrittenView::default()
            },
            bookmarks: vec![WrittenBookmark {
                name: "Pass".into(),
                view: WrittenView::default(),
            }],
            charts: Vec::new(),
            words: None,
        }
    }

    fn copy(opened: &[PathBuf], added: &[PathBuf]) -> DossierCopy {
        DossierCopy {
            sources: Sources {
                opened: opened.iter().cloned().map(SourceId::from).collect(),
                added: added.iter().cloned().map(SourceId::from).collect(),
                ..Sources::default()
            },
            title: "Walks".into(),
            renamed: false,
            state: SavedState {
                bookmarks: vec![Bookmark {
                    name: "Pass".into(),
                    ..Bookmark::default()
                }],
                ..SavedState::default()
            },
        }
    }

    /// The errors and the bookmarks of the dossier at `path`, and how many features it has.
    fn opened(path: &Path) -> (usize, Vec<String>, usize) {
        let mut reading = read(&open(path).unwrap());
        let error = |it: &Problem| it.severity == Severity::Error;
        reading.problems.retain(error);
        let names = reading.dossier.bookmarks.into_iter().map(|it| it.name);
        let features = reading.dossier.features.len();
        (reading.problems.len(), names.collect(), features)
    }

    #[test]
    fn folder_manifest_and_archive_keep_a_view_and_all_else_stays() {
        let home = tempfile::tempdir().unwrap();
        let (folder, file) = (home.path().join("walk"), home.path().join("walk.dossier"));
        begin(&folder).unwrap();
        let before = std::fs::read_to_string(folder.join(MANIFEST)).unwrap();
        let (_, _, count) = opened(&folder);
        save_copy(&copy(std::slice::from_ref(&folder), &[]), &file, false).unwrap();
        for path in [folder.clone(), folder.join(MANIFEST), file.clone()] {
            save_state(&path, &state()).unwrap();
            assert_eq!(opened(&path), (0, vec!["Pass".to_owned()], count));
            assert!(!read(&open(&path).unwrap()).dossier.view.unwrap().undated);
        }
        let after = std::fs::read_to_string(folder.join(MANIFEST)).unwrap();
        assert!(after.starts_with(&before), "{after}");
        let entries = std::fs::read_dir(home.path()).unwrap().count();
        assert_eq!(entries, 2, "nothing is left beside them");
    }

    #[test]
    fn a_copy_takes_added_layers_in_and_is_never_written_over_a_folder() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        begin(&at("walk")).unwrap();
        std::fs::write(at("towns.csv"), "name,lon,lat\nOsh,72.8,40.5\n").unwrap();
        let both = copy(&[at("walk")], &[at("towns.csv")]);
        let (_, _, before) = opened(&at("walk"));
        for to in ["mine", "mine.dossier"] {
            save_copy(&both, &at(to), false).unwrap();
            let (problems, bookmarks, count) = opened(&at(to));
            assert_eq!(
                (problems, bookmarks.len(), count),
                (0, 1, before + 1),
                "{to}"
            );
        }
        let bare = copy(&[at("towns.csv")], &[]);
        save_copy(&bare, &at("towns"), false).unwrap();
        assert_eq!(opened(&at("towns")), (0, vec!["Pass".to_owned()], 1));
        let taken = save_copy(&both, &at("mine"), true).unwrap_err();
        assert!(matches!(
            taken,
            DossierSaveError::Write(WriteError::Exists(_))
        ));
    }

    #[test]
    fn a_broken_manifest_is_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(MANIFEST);
        std::fs::write(&path, "id = \"osh\ntitle").unwrap();
        let error = save_state(&path, &state()).unwrap_err().to_string();
        assert!(error.contains("nothing was saved"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "id = \"osh\ntitle");
    }
}
