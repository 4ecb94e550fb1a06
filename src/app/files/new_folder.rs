//! A folder whose files get their names when all of them are whole.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::{WriteError, refused};
use super::place::folder_of;
use crate::app::leftovers;

/// A folder of files that get their names when all of them are whole; dropped, it leaves nothing.
///
/// Files that stand in the folder already stay, but those whose names are
/// taken and may be replaced.
pub(in crate::app) struct NewFolder {
    path: PathBuf,
    names: Vec<String>,
    added: usize,
    replace: bool,
    beside: TempDir,
    /// Tells other programs that it is on its way.
    _held: Option<File>,
}

impl NewFolder {
    /// Begins a folder that shall stand at `path`, with files of these names.
    pub(in crate::app) fn begin(
        path: &Path,
        names: Vec<String>,
        replace: bool,
    ) -> Result<Self, WriteError> {
        // Without the separator at its end, which would lead into the folder itself.
        let path: PathBuf = path.components().collect();
        if path.is_file() {
            return Err(WriteError::NoFolder(path));
        }
        let taken = names.iter().map(|name| path.join(name));
        if let Some(taken) = taken.filter(|_| !replace).find(|taken| taken.exists()) {
            return Err(WriteError::Exists(taken));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(leftovers::PREFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o777));
        }
        let folder = folder_of(&path)?;
        leftovers::remove(folder);
        let beside = builder.tempdir_in(folder).map_err(refused(&path))?;
        Ok(Self {
            _held: leftovers::hold_folder(beside.path()),
            beside,
            path,
            names,
            added: 0,
            replace,
        })
    }

    /// Writes the next file.
    pub(in crate::app) fn add(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.add_with(|file| file.write_all(bytes))
    }

    /// Writes the next file by what `write_to` does.
    pub(in crate::app) fn add_with(
        &mut self,
        write_to: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let Some(name) = self.names.get(self.added) else {
            return Ok(());
        };
        let write = || {
            let path = self.beside.path().join(name);
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut new = File::create_new(path)?;
            write_to(&mut new)?;
            new.sync_all()
        };
        write().map_err(refused(&self.path.join(name)))?;
        self.added += 1;
        Ok(())
    }

    /// Gives folder and files their names. What comes back are the files of the folder that are of
    /// before, though they are called like those that were written: frames of a longer animation.
    pub(in crate::app) fn keep(self) -> Result<Vec<String>, WriteError> {
        if !self.path.exists() {
            let renamed = std::fs::rename(self.beside.path(), &self.path);
            renamed.map_err(refused(&self.path))?;
            // What it was called before is no longer there to be removed.
            let _ = self.beside.keep();
            return Ok(Vec::new());
        }
        if self.replace && self.swapped() {
            let old = self.of_before();
            if let Err(error) = self.take_late() {
                // Dropped, the old folder would be removed with what could not be taken over.
                let _ = self.beside.keep();
                return Err(refused(&self.path)(error));
            }
            return Ok(old);
        }
        let names = &self.names[..self.added];
        for (done, name) in names.iter().enumerate() {
            let to = self.path.join(name);
            if !self.replace && to.exists() {
                return Err(WriteError::Exists(to));
            }
            let renamed = std::fs::rename(self.beside.path().join(name), &to);
            renamed.map_err(|source| match done {
                0 => refused(&to)(source),
                _ => WriteError::Mixed {
                    path: self.path.clone(),
                    first_old: name.clone(),
                    source,
                },
            })?;
        }
        Ok(self.of_before())
    }

    /// Puts the new folder in the place of the old one in one step, with what else stands in the old one, so that
    /// nobody ever finds frames of both. Says whether that was done: it is not where the system knows no such
    /// step, nor where the folder is a link or holds folders of its own.
    fn swapped(&self) -> bool {
        let swapped = self.linked_to_old().and_then(|can_swap| {
            if can_swap {
                exchange(self.beside.path(), &self.path)?;
            }
            Ok(can_swap)
        });
        match swapped {
            Ok(swapped) => swapped,
            Err(error) => {
                log::debug!("{} is filled file by file: {error}", self.path.display());
                false
            }
        }
    }

    /// Gives the new folder what else stands in the old one, as links to the same files, and its permissions. Says
    /// whether all of it could be.
    fn linked_to_old(&self) -> io::Result<bool> {
        let in_folders = self
            .names
            .iter()
            .any(|name| Path::new(name).components().count() > 1);
        if in_folders || self.path.is_symlink() {
            return Ok(false);
        }
        for entry in std::fs::read_dir(&self.path)? {
            let entry = entry?;
            if !entry.file_type()?.is_file() {
                return Ok(false);
            }
            let new = self.beside.path().join(entry.file_name());
            if !new.exists() {
                std::fs::hard_link(entry.path(), new)?;
            }
        }
        let permissions = std::fs::metadata(&self.path)?.permissions();
        std::fs::set_permissions(self.beside.path(), permissions)?;
        Ok(true)
    }

    /// Takes over what others put into the old folder while it was exchanged, before that is removed.
    fn take_late(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(self.beside.path())? {
            let entry = entry?;
            let new = self.path.join(entry.file_name());
            if !new.exists() {
                std::fs::rename(entry.path(), new)?;
            }
        }
        Ok(())
    }

    /// Files of the folder whose names differ from the written ones in their digits alone.
    fn of_before(&self) -> Vec<String> {
        let pattern = |name: &str| name.replace(|letter: char| letter.is_ascii_digit(), "0");
        let patterns: BTreeSet<String> = self.names.iter().map(|name| pattern(name)).collect();
        let written: BTreeSet<&str> = self.names.iter().map(String::as_str).collect();
        let entries = std::fs::read_dir(&self.path).into_iter().flatten();
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let is_old =
            |name: &String| patterns.contains(&pattern(name)) && !written.contains(name.as_str());
        let mut old: Vec<String> = names.filter(is_old).collect();
        old.sort();
        old
    }
}

/// Lets two folders change their names with each other, in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_a_longer_animation_are_named_and_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("days");
        let write = |count: usize| {
            let names = (1..=count).map(|number| format!("frame-{number:04}.png"));
            let mut folder = NewFolder::begin(&path, names.collect(), true).unwrap();
            for _ in 0..count {
                folder.add(&[count as u8]).unwrap();
            }
            folder.keep().unwrap()
        };
        assert!(write(4).is_empty());
        let note = path.join("note.txt");
        std::fs::write(&note, "mine").unwrap();
        assert_eq!(write(2), ["frame-0003.png", "frame-0004.png"]);
        assert_eq!(std::fs::read(path.join("frame-0002.png")).unwrap(), [2]);
        assert_eq!(std::fs::read(path.join("frame-0003.png")).unwrap(), [4]);
        assert_eq!(std::fs::read(&note).unwrap(), b"mine");
        std::fs::create_dir(path.join("older")).unwrap();
        assert_eq!(write(1).len(), 3);
        assert_eq!(std::fs::read(path.join("frame-0001.png")).unwrap(), [1]);
        assert!(path.join("older").is_dir());
        let beside = std::fs::read_dir(folder.path()).unwrap();
        assert_eq!(beside.count(), 1, "nothing is left beside it");
    }
}
