//! Whether a file may stand at a path.

use std::io;
use std::path::Path;

use super::error::{WriteError, refused};

/// Whether nothing or an ordinary file is at `path`: what replaces a link or a pipe would not stand where
/// the link leads or go where the pipe goes, as whoever names it may expect.
pub(super) fn is_ordinary(path: &Path) -> Result<(), WriteError> {
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
pub(super) fn folder_of(path: &Path) -> Result<&Path, WriteError> {
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
pub(super) fn is_locked(path: &Path, error: &io::Error) -> bool {
    let could_be_replaced = || {
        let found = path.metadata();
        found.is_ok_and(|found| found.is_file() && !found.permissions().readonly())
    };
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33)) && could_be_replaced()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
