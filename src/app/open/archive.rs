//! A dossier's folder, zipped.

use std::fs::File;

use super::loading::{Loading, MOST_FILES, belongs};
use super::{OpenError, not_readable};
use crate::dossier::MANIFEST;

/// Takes every file of the archive that belongs to a dossier.
pub(super) fn read(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let path = loading.root;
    let bad = |source| OpenError::BadArchive {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(|source| not_readable(path, source))?;
    let mut archive = zip::ZipArchive::new(file).map_err(bad)?;
    if archive.len() > MOST_FILES {
        return Err(OpenError::TooMuch(path.to_owned()));
    }
    let prefix = manifest_folder(&archive);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(bad)?;
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else {
            continue;
        };
        let wanted = belongs(&name);
        if let Some(name) = name.strip_prefix(&prefix)
            && entry.is_file()
            && wanted
        {
            loading.take(name, entry)?;
        }
    }
    if loading.files.get(MANIFEST).is_none() {
        return Err(OpenError::NoDossier(path.to_owned()));
    }
    Ok(())
}

/// The folder of an archive in which its dossier lies, with a `/` behind it:
/// people zip a folder as often as what is in it.
fn manifest_folder(archive: &zip::ZipArchive<File>) -> String {
    let folders = archive.file_names().filter_map(|name| {
        let name = name.ok()?;
        let folder = name.strip_suffix(MANIFEST)?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
    });
    folders.min_by_key(String::len).unwrap_or_default()
}
