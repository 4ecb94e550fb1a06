//! Files are never overwritten without being asked, and never half.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use super::leftovers;

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
    /// The path names a link to another file.
    #[error("{} is a link to {}; name that file itself, or choose another", path.display(), target.display())]
    IsLink {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// The path names a pipe, a socket or a device.
    #[error("{} is no ordinary file but a pipe, socket or device; choose another name", .0.display())]
    IsSpecial(PathBuf),
    /// The system refused when some files of a folder were replaced and others were not.
    #[error("{} holds new and old files now, from {first_old} on they are old: {source}; write to a new folder", path.display())]
    Mixed {
        /// The folder.
        path: PathBuf,
        /// The first that was not replaced.
        first_old: String,
        /// What the system says.
        source: io::Error,
    },
    /// The name is that of a device under Windows.
    #[error("{} is what Windows calls a device; choose another name", .0.display())]
    IsReserved(PathBuf),
    /// Another program has the file that should be replaced open.
    #[error("{} is open in another program; close it there, or choose another name", .0.display())]
    Locked(PathBuf),
    /// The system refused.
    #[error("{} could not be written: {source}; choose a folder that you may write to, or make room there", path.display())]
    Io {
        /// Where to.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl WriteError {
    /// Whether the place is fine and the system failed at it: a full disk, no permission.
    #[must_use]
    pub fn is_of_system(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Mixed { .. })
    }
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
    NewFile::begin(path, replace)?.finish(bytes)
}

/// A file that is written beside its place and gets its name when it is whole; dropped, it leaves nothing.
pub(super) struct NewFile {
    path: PathBuf,
    replace: bool,
    beside: NamedTempFile,
}

impl NewFile {
    /// Begins a file that shall stand at `path`.
    pub(super) fn begin(path: &Path, replace: bool) -> Result<Self, WriteError> {
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
    pub(super) fn writer(&mut self) -> &mut File {
        self.beside.as_file_mut()
    }

    /// Writes `bytes`, and gives it its name.
    pub(super) fn finish(mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let written = self.beside.write_all(bytes);
        written.map_err(refused(&self.path))?;
        self.keep()
    }

    /// Gives it its name.
    pub(super) fn keep(self) -> Result<(), WriteError> {
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

/// A folder of files that get their names when all of them are whole; dropped, it leaves nothing.
///
/// Files that stand in the folder already stay, but those whose names are
/// taken and may be replaced.
pub(super) struct NewFolder {
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
    pub(super) fn begin(
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
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.add_with(|file| file.write_all(bytes))
    }

    /// Writes the next file by what `write_to` does.
    pub(super) fn add_with(
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
    pub(super) fn keep(self) -> Result<Vec<String>, WriteError> {
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

/// Whether nothing or an ordinary file is at `path`: what replaces a link or a pipe would not stand where
/// the link leads or go where the pipe goes, as whoever names it may expect.
fn is_ordinary(path: &Path) -> Result<(), WriteError> {
    if cfg!(windows) && is_reserved(path) {
        return Err(WriteError::IsReserved(path.to_owned()));
    }
    match path.symlink_metadata() {
        Ok(found) if found.is_symlink() => Err(WriteError::IsLink {
            target: std::fs::read_link(path).map_err(refused(path))?,
            path: path.to_owned(),
        }),
        Ok(found) if !found.is_file() => Err(WriteError::IsSpecial(path.to_owned())),
        _ => Ok(()),
    }
}

/// The folder that `path` lies in.
fn folder_of(path: &Path) -> Result<&Path, WriteError> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(WriteError::NoFolder(folder.to_owned()))
    }
}

/// Whether Windows takes the file for a device, whatever its ending and the case of its letters:
/// "Naming Files, Paths, and Namespaces" of its documentation.
fn is_reserved(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let port = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"));
    match port {
        Some("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³") => true,
        _ => matches!(
            stem.as_str(),
            "AUX" | "CON" | "CONIN$" | "CONOUT$" | "NUL" | "PRN"
        ),
    }
}

/// Whether Windows refuses to replace a file because another program has it open; elsewhere such a
/// file can be replaced. Where the file could be replaced but for that, Windows says
/// `ERROR_ACCESS_DENIED` (5) as well as `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION` (32, 33).
fn is_locked(path: &Path, error: &io::Error) -> bool {
    let could_be_replaced = || {
        let found = path.metadata();
        found.is_ok_and(|found| found.is_file() && !found.permissions().readonly())
    };
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33)) && could_be_replaced()
}

/// What the system refuses, with the file that it is about.
fn refused(path: &Path) -> impl Fn(io::Error) -> WriteError + use<> {
    let path = path.to_owned();
    move |source| WriteError::Io {
        path: path.clone(),
        source,
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

    #[test]
    fn names_of_devices_are_known_whatever_their_ending() {
        for name in [
            "con",
            "nul.png",
            "Aux.tar.gz",
            "COM1.svg",
            "lpt9",
            "out/prn .pdf",
        ] {
            assert!(is_reserved(Path::new(name)), "{name}");
        }
        for name in [
            "con-1.png",
            "console",
            "com10.png",
            "COM.svg",
            "map.con",
            "lpt0",
        ] {
            assert!(!is_reserved(Path::new(name)), "{name}");
        }
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
