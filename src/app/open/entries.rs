//! Names of an archive's files, as they are meant.

use crate::dossier::MANIFEST;
use crate::formats::guessed_encoding;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArchiveEntry {
    /// Its number in the archive.
    pub(super) index: usize,
    /// Its name within the dossier, with `/` between folders.
    pub(super) name: String,
}

/// The files that people mean: without what macOS and Windows add to archives, with the backslashes
/// of old Windows programs as separators, and without the folder that the dossier lies in, since
/// people zip a folder as often as what is in it.
pub(super) fn within(raw_names: &[Vec<u8>]) -> Vec<ArchiveEntry> {
    let numbered = raw_names.iter().enumerate();
    let entry =
        |(index, raw): (usize, &Vec<u8>)| meant(raw).map(|name| ArchiveEntry { index, name });
    let mut entries: Vec<ArchiveEntry> = numbered.filter_map(entry).collect();
    let folders = entries.iter().filter_map(|entry| {
        let folder = entry.name.strip_suffix(MANIFEST)?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
    });
    let prefix = folders.min_by_key(String::len).unwrap_or_default();
    entries.retain_mut(|entry| match entry.name.strip_prefix(&prefix) {
        Some(name) => {
            entry.name = name.to_owned();
            true
        }
        None => false,
    });
    entries
}

/// The name that stored bytes mean; `None` for folders and for what systems add of their own.
fn meant(raw: &[u8]) -> Option<String> {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => guessed(raw),
    };
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./");
    if name.is_empty() || name.ends_with('/') {
        return None;
    }
    let added = |part: &str| {
        let hidden = part.starts_with('.') && part != "..";
        hidden
            || ["__MACOSX", "Thumbs.db", "desktop.ini"]
                .iter()
                .any(|other| part.eq_ignore_ascii_case(other))
    };
    (!name.split('/').any(added)).then(|| name.to_owned())
}

/// A name in the code page of the machine that made the archive.
fn guessed(raw: &[u8]) -> String {
    let encoding = guessed_encoding(raw);
    encoding.decode_without_bom_handling(raw).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(raw: &[&str]) -> Vec<String> {
        let raw: Vec<Vec<u8>> = raw.iter().map(|name| name.as_bytes().to_vec()).collect();
        within(&raw).into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn the_folder_around_a_dossier_and_what_systems_add_are_passed_over() {
        let mac = [
            "walk/",
            "walk/dossier.toml",
            "walk/a.geojson",
            "__MACOSX/walk/._a.geojson",
            "walk/.DS_Store",
            "walk/Thumbs.db",
        ];
        assert_eq!(names(&mac), ["dossier.toml", "a.geojson"]);
        assert_eq!(
            names(&["walk\\dossier.toml", "walk\\images\\a.png"]),
            ["dossier.toml", "images/a.png"]
        );
        assert_eq!(names(&["./a.shp", "data/b.shp"]), ["a.shp", "data/b.shp"]);
    }

    #[test]
    fn names_in_an_old_code_page_are_read() {
        let raw = vec![b"\xa7\xa5\xab\xa5\xad\xeb\xa5 \xaf\xae\xe1\xe2\xeb.csv".to_vec()];
        let name = &within(&raw)[0].name;
        assert_eq!(name.rsplit_once('.').unwrap().1, "csv");
    }
}
