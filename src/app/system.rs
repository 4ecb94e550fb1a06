//! What the system is asked to do with an address or a file.

use std::path::Path;

/// Opens a file, a folder or an address with the system's program for it.
///
/// # Errors
/// Says what could not be opened, why, and what to do.
pub(super) fn open(what: &std::ffi::OsStr) -> Result<(), String> {
    open::that_detached(what).map_err(|error| {
        let what = what.to_string_lossy();
        format!("{what} could not be opened: {error}; copy it and open it by hand")
    })
}

/// Shows a file in its folder.
///
/// # Errors
/// As [`open()`].
pub(super) fn show_in_folder(path: &Path) -> Result<(), String> {
    open(path.parent().unwrap_or(path).as_os_str())
}
