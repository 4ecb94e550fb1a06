//! What the system is asked to do with an address or a file.

use std::path::Path;

use crate::dossier::is_address;

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

/// Opens an address in the browser or the mail program.
///
/// # Errors
/// As [`open()`], and for what is no address of the web or of mail: the system would start whatever
/// program another scheme names.
pub(super) fn open_address(address: &str) -> Result<(), String> {
    if is_address(address) {
        open(address.as_ref())
    } else {
        Err(format!(
            "{address} was not opened: only http, https and mailto addresses are"
        ))
    }
}

/// Shows a file in its folder.
///
/// # Errors
/// As [`open()`].
pub(super) fn show_in_folder(path: &Path) -> Result<(), String> {
    open(path.parent().unwrap_or(path).as_os_str())
}
