//! Files that belong to another of the same name: `posts.dbf` to `posts.shp`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::ending;
use crate::formats;

/// The file that is to be opened where somebody opened `path`: the shapefile of a `.dbf` or `.shx`,
/// where there is one.
pub(super) fn main_of(path: &Path) -> PathBuf {
    let main = formats::main_ending(&ending(path)).and_then(|main| sibling(path, main));
    main.unwrap_or_else(|| path.to_owned())
}

/// The files beside `path` that belong to it, and the names that they have as its companions.
pub(super) fn companions_of(path: &Path) -> Vec<(String, PathBuf)> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let endings = formats::companion_endings(&ending(path)).iter();
    let found =
        endings.filter_map(|ending| Some((format!("{stem}.{ending}"), sibling(path, ending)?)));
    found.collect()
}

/// The file of the same name with another ending, however that is capitalised.
fn sibling(path: &Path, other: &str) -> Option<PathBuf> {
    let plain = path.with_extension(other);
    if plain.is_file() {
        return Some(plain);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let stem = path.file_stem()?;
    let is_it = |found: &Path| {
        found
            .extension()
            .is_some_and(|found| found.eq_ignore_ascii_case(other))
            && same_name(found.file_stem(), stem)
    };
    let files = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    files
        .into_iter()
        .find(|found| is_it(found) && found.is_file())
}

fn same_name(found: Option<&OsStr>, stem: &OsStr) -> bool {
    found.is_some_and(|found| {
        found.to_string_lossy().to_lowercase() == stem.to_string_lossy().to_lowercase()
    })
}
