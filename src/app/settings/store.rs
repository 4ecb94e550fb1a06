//! The settings file on the disk: read, copied aside where it is not understood, and written by one
//! window at a time.
//!
//! The file may be the only copy of what a reader set up. It is written over only after it was read
//! and understood, or after a copy of it was made.

#[cfg(test)]
mod tests;

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use crate::app::files::{WriteError, write_new, write_over};

/// Longest time that a window waits until another has saved. A system that gives no lock within it
/// (some network folders have none) shall not keep settings from being saved.
const LOCK_PATIENCE: Duration = Duration::from_secs(1);

/// Time between two attempts to get the lock. A save takes a few milliseconds.
const LOCK_POLL: Duration = Duration::from_millis(1);

/// Why settings could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there and could not be read.
    #[error("{} cannot be read ({source}) and is left as it is; look whether you may read it", path.display())]
    Unreadable {
        /// The settings file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not understood, and no copy of it could be made.
    #[error("{} is not understood ({why}) and is left as it is, since no copy of it could be made: {source}; mend it, or move it away", path.display())]
    NoCopy {
        /// The settings file.
        path: PathBuf,
        /// Why it is not understood.
        why: serde_json::Error,
        /// Why there is no copy.
        source: WriteError,
    },
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The folder could not be made.
    #[error("the folder {} could not be made ({source}); look whether you may write beside it", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// They could not be put into words.
    #[error("the settings could not be written down")]
    Format(#[from] serde_json::Error),
}

/// Contents of the settings file.
#[derive(Debug, Default)]
pub(super) struct StoredSettings {
    /// The members of its JSON object; `None` where there is no file or it is not understood.
    pub(super) kept: Option<Map<String, Value>>,
    /// A sentence that says where the copy of a file that is not understood lies.
    pub(super) set_aside: Option<String>,
}

/// Reads the settings file. If it holds no JSON object, it is copied aside and may be written over.
///
/// # Errors
/// Fails if the file cannot be read, or is not understood and cannot be copied. It must not be written
/// over then.
pub(super) fn read(file: &Path) -> Result<StoredSettings, SettingsError> {
    understood(file, read_bytes(file))
}

/// Writes the value that `join` makes of the one in the file. No other window writes meanwhile.
///
/// Returns a sentence for the window if the file was copied aside.
///
/// # Errors
/// As [`read`], and where the file or its folder cannot be written.
pub(super) fn update(
    file: &Path,
    join: impl FnOnce(Option<&Value>) -> Value,
) -> Result<Option<String>, SettingsError> {
    update_by(file, read_bytes, join)
}

/// The same, where `bytes_of` reads the file.
fn update_by(
    file: &Path,
    bytes_of: impl FnOnce(&Path) -> io::Result<Vec<u8>>,
    join: impl FnOnce(Option<&Value>) -> Value,
) -> Result<Option<String>, SettingsError> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|source| SettingsError::Folder {
            path: folder.to_owned(),
            source,
        })?;
    }
    // Renaming over a link would put a file in its place.
    let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let _lock = lock(&real);
    let stored = understood(&real, bytes_of(&real))?;
    let theirs = stored.kept.map(Value::Object);
    let joined = join(theirs.as_ref());
    if theirs.as_ref() != Some(&joined) {
        write_over(&real, &serde_json::to_vec_pretty(&joined)?)?;
    }
    Ok(stored.set_aside)
}

fn read_bytes(file: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(file)
}

/// The contents of `file`, of which the system gave these bytes.
fn understood(file: &Path, bytes: io::Result<Vec<u8>>) -> Result<StoredSettings, SettingsError> {
    match bytes {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(kept) => Ok(StoredSettings {
                kept: Some(kept),
                set_aside: None,
            }),
            Err(why) => set_aside(file, &bytes, why),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(StoredSettings::default()),
        Err(source) => Err(SettingsError::Unreadable {
            path: file.to_owned(),
            source,
        }),
    }
}

/// No settings, once `bytes` of `file`, which are not understood, are copied aside.
fn set_aside(
    file: &Path,
    bytes: &[u8],
    why: serde_json::Error,
) -> Result<StoredSettings, SettingsError> {
    match copy_aside(file, bytes) {
        Ok(copy) => Ok(StoredSettings {
            kept: None,
            set_aside: Some(format!(
                "{} is not understood ({why}); what it said is kept in {}",
                file.display(),
                copy.display()
            )),
        }),
        Err(source) => Err(SettingsError::NoCopy {
            path: file.to_owned(),
            why,
            source,
        }),
    }
}

/// Copies `bytes` of `file` to a new file beside it, unless such a copy is there already.
fn copy_aside(file: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let copy = file.with_file_name(format!("{stem}-not-understood-{number}.json"));
        match write_new(&copy, bytes) {
            Ok(()) => return Ok(copy),
            Err(WriteError::Exists(_)) if std::fs::read(&copy).is_ok_and(|kept| kept == bytes) => {
                return Ok(copy);
            }
            Err(WriteError::Exists(_)) => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Where the lock of the settings in `file` lies. It is a file of its own, since each save puts a new
/// file in the place of the settings.
fn lock_file(file: &Path) -> PathBuf {
    file.with_extension("lock")
}

/// Keeps other windows from saving until the returned file is dropped or the program dies; `None` if
/// there is no lock to be had within [`LOCK_PATIENCE`].
fn lock(file: &Path) -> Option<File> {
    let path = lock_file(file);
    let locked = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .and_then(|lock| locked_in_time(&lock).map(|()| lock));
    locked
        .inspect_err(|error| log::info!("saved without {}: {error}", path.display()))
        .ok()
}

fn locked_in_time(lock: &File) -> io::Result<()> {
    let until = Instant::now() + LOCK_PATIENCE;
    loop {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(LOCK_POLL),
            locked => return Ok(locked?),
        }
    }
}
