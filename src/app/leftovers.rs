//! What a program that was killed left beside the files it was writing.
//!
//! A file or folder on its way is locked by the program that writes it. The system takes the lock away
//! with the program, so whatever still has the name and no lock is nobody's any more.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

/// How what is on its way is called.
pub(super) const PREFIX: &str = ".steppe-";

/// A program makes a file first and locks it then: what is younger than this may be on its way.
const YOUNG: Duration = Duration::from_secs(5);

/// Marks a file as on its way for as long as it is open.
///
/// Where the system has no locks nothing is ever removed, so that it is no failure.
pub(super) fn hold(file: &File) {
    if let Err(error) = file.try_lock() {
        log::debug!("what is written cannot be locked: {error}");
    }
}

/// Marks a folder as on its way for as long as the handle is kept; `None` where the system opens no
/// folders.
pub(super) fn hold_folder(path: &Path) -> Option<File> {
    let folder = File::open(path).ok()?;
    hold(&folder);
    Some(folder)
}

/// Removes from `folder` what programs that are gone were writing there.
pub(super) fn remove(folder: &Path) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return log::debug!("{} cannot be listed: {error}", folder.display()),
    };
    let left = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
    });
    for path in left.map(|entry| entry.path()) {
        if let Err(error) = remove_if_left(&path) {
            log::debug!("{} stays: {error}", path.display());
        }
    }
}

/// Removes one, unless somebody holds it or it has only just been made.
fn remove_if_left(path: &Path) -> io::Result<()> {
    let found = fs::symlink_metadata(path)?;
    let age = found.modified()?.elapsed().unwrap_or_default();
    // A link or a pipe is none of ours, and opening a pipe would wait for its other end.
    if age < YOUNG || !(found.is_file() || found.is_dir()) {
        return Ok(());
    }
    let left = File::open(path)?;
    if left.try_lock().is_err() {
        return Ok(());
    }
    if found.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    /// Makes it look as if it had been written a minute ago.
    fn age(path: &Path) {
        let then = SystemTime::now() - Duration::from_mins(1);
        let times = fs::FileTimes::new().set_modified(then);
        File::open(path).unwrap().set_times(times).unwrap();
    }

    #[test]
    fn what_a_killed_program_left_is_removed_and_what_is_on_its_way_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [".steppe-left", ".steppe-held", "map.png"] {
            fs::write(at(name), b"half").unwrap();
        }
        fs::create_dir(at(".steppe-frames")).unwrap();
        fs::write(at(".steppe-frames/1.png"), b"half").unwrap();
        for name in [".steppe-left", ".steppe-held", ".steppe-frames", "map.png"] {
            age(&at(name));
        }
        fs::write(at(".steppe-young"), b"").unwrap();

        let held = File::open(at(".steppe-held")).unwrap();
        hold(&held);
        remove(folder.path());
        drop(held);

        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, [".steppe-held", ".steppe-young", "map.png"]);
    }
}
