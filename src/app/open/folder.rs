//! A dossier's folder.

use super::loading::Loading;
use super::names::belongs;
use super::{OpenError, not_readable};

/// Folders within each other that are searched.
const DEEPEST: usize = 8;

/// Takes every file of the folder that belongs to a dossier.
pub(super) fn read(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let root = loading.root.to_owned();
    let whole = root
        .canonicalize()
        .map_err(|source| not_readable(&root, source))?;
    let mut folders = vec![(whole.clone(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|source| not_readable(&folder, source))?;
        for entry in entries.flatten() {
            let Ok(file_name) = entry.file_name().into_string() else {
                continue;
            };
            let name = format!("{prefix}{file_name}");
            let Ok(path) = entry.path().canonicalize() else {
                continue;
            };
            if file_name.starts_with('.') {
                continue;
            }
            if !path.starts_with(&whole) {
                loading.files.set_aside(name);
                continue;
            }
            if path.is_dir() && depth < DEEPEST {
                folders.push((path, name + "/", depth + 1));
            } else if path.is_file() && belongs(&name) {
                loading.take_file(&name, &path)?;
            }
        }
    }
    Ok(())
}
