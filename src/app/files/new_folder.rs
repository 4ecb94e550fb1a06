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
        std::fs::write(path.join("note.txt"), "mine").unwrap();
        assert_eq!(write(2), ["frame-0003.png", "frame-0004.png"]);
        assert_eq!(std::fs::read(path.join("frame-0002.png")).unwrap(), [2]);
        assert_eq!(std::fs::read(path.join("frame-0003.png")).unwrap(), [4]);
    }
}
