//! Dossiers from the disk: a folder, a zipped folder, or a bare file.
//!
//! Only files inside what was asked for are ever read: links that lead out
//! of a folder are left alone, and so are names in an archive that climb out.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::backing::FileBacking;
use crate::atlas::table::Backing as _;
use crate::dossier::{Files, MANIFEST, NameError, uses_own_words};

/// Bytes that a dossier may have, unpacked: a small archive can hold a file
/// that fills the memory. Layers on the disk that are [`LARGE`] do not count.
pub const MOST_BYTES: u64 = 256 << 20;

/// Bytes beyond which a layer is large: it is read part by part, and becomes a table.
pub const LARGE: u64 = 4 << 20;

/// The same for layers that were not written for this program: what a table leaves out, how sure
/// each place is and where it comes from, they do not say in any case, and many marks draw faster
/// as a table's rows than as features with all that one can have.
pub const LARGE_OF_OTHERS: u64 = 256 << 10;

/// So much of a layer tells whose words it uses.
const HEAD: usize = 64 << 10;

/// Files that a dossier may have.
const MOST_FILES: usize = 10_000;

/// Folders within each other that are searched.
const DEEPEST: usize = 8;

/// The endings of files that a dossier is made of.
const ENDINGS: [&str; 12] = [
    "toml", "md", "markdown", "geojson", "json", "csv", "png", "jpg", "jpeg", "webp", "gif", "svg",
];

/// Why a dossier could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing is at the path.
    #[error("there is no file or folder {}; look whether the path is spelt right", .0.display())]
    NotThere(PathBuf),
    /// The system refuses.
    #[error("cannot read {}: {source}; look whether you may read it", .path.display())]
    NotReadable {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder without a manifest.
    #[error("the folder {} is no dossier: it has no {MANIFEST}; add one, or open a single .md or .geojson file", .0.display())]
    NoManifest(PathBuf),
    /// A file of another kind.
    #[error("{} is no dossier; expected a folder with {MANIFEST}, a .dossier or .zip archive, an article (.md) or a layer (.geojson, .json)", .0.display())]
    NoDossier(PathBuf),
    /// A whole dossier among several files.
    #[error("{} cannot be opened beside others; open one dossier at a time, or only layers (.geojson, .json) and an article (.md)", .0.display())]
    OneAtATime(PathBuf),
    /// An archive that cannot be unpacked.
    #[error("cannot unpack {}: {source}; zip the folder again", .path.display())]
    BadArchive {
        /// The archive.
        path: PathBuf,
        /// What is wrong with it.
        source: zip::result::ZipError,
    },
    /// More than a dossier may have.
    #[error("{} holds more than {} MB or {MOST_FILES} files, which is more than a dossier may have; leave out what it does not need", .0.display(), MOST_BYTES >> 20)]
    TooMuch(PathBuf),
}

/// Reads the files of the dossier at `path`.
///
/// # Errors
/// Where nothing is there, the system refuses, or it is no dossier.
pub fn open(path: &Path) -> Result<Files, OpenError> {
    let refused = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => OpenError::NotThere(path.to_owned()),
        _ => not_readable(path, source),
    };
    let is_folder = std::fs::metadata(path).map_err(refused)?.is_dir();
    let mut reading = Loading {
        root: path,
        files: Files::new(),
        bytes: 0,
        count: 0,
    };
    if is_folder {
        folder(&mut reading)?;
    } else {
        match ending(path).as_str() {
            "dossier" | "zip" => archive(&mut reading)?,
            "md" | "markdown" | "geojson" | "json" => bare(&mut reading)?,
            _ if path.file_name().is_some_and(|name| name == MANIFEST) => {
                let parent = path
                    .parent()
                    .filter(|parent| !parent.as_os_str().is_empty());
                return open(parent.unwrap_or(Path::new(".")));
            }
            _ => return Err(OpenError::NoDossier(path.to_owned())),
        }
    }
    Ok(reading.files)
}

/// Reads the files of one dossier, or several layers and an article that together make one.
///
/// # Errors
/// As [`open()`], for the first that cannot be opened.
pub fn open_all(paths: &[PathBuf]) -> Result<Files, OpenError> {
    let [path] = paths else {
        let mut files = Files::new();
        for path in paths {
            if path.is_dir() || !is_bare(path) {
                return Err(OpenError::OneAtATime(path.clone()));
            }
            files.extend(open(path)?);
        }
        return Ok(files);
    };
    open(path)
}

/// Whether `path` names a single article or layer.
fn is_bare(path: &Path) -> bool {
    matches!(
        ending(path).as_str(),
        "md" | "markdown" | "geojson" | "json"
    )
}

fn not_readable(path: &Path, source: io::Error) -> OpenError {
    OpenError::NotReadable {
        path: path.to_owned(),
        source,
    }
}

/// The ending of a file's name, in lower case.
fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

/// Whether a file of this name holds a layer.
fn is_layer(name: &str) -> bool {
    matches!(ending(Path::new(name)).as_str(), "geojson" | "json")
}

/// Files read so far, within the limits.
struct Loading<'a> {
    root: &'a Path,
    files: Files,
    bytes: u64,
    count: usize,
}

impl Loading<'_> {
    /// Takes the file `name`, of which `from` gives the bytes. A name that
    /// climbs out is left out.
    fn take(&mut self, name: &str, from: impl Read) -> Result<(), OpenError> {
        let mut bytes = Vec::new();
        let left = MOST_BYTES.saturating_sub(self.bytes);
        let read = from.take(left + 1).read_to_end(&mut bytes);
        read.map_err(|source| not_readable(&self.root.join(name), source))?;
        self.bytes += bytes.len() as u64;
        self.counted()?;
        let head = &bytes[..bytes.len().min(HEAD)];
        let inserted = if is_layer(name) && is_large(bytes.len() as u64, head) {
            self.files.insert_large(name, Arc::new(bytes))
        } else {
            self.files.insert(name, bytes)
        };
        self.warn_of(inserted);
        Ok(())
    }

    /// Counts one more file.
    fn counted(&mut self) -> Result<(), OpenError> {
        self.count += 1;
        if self.bytes > MOST_BYTES || self.count > MOST_FILES {
            return Err(OpenError::TooMuch(self.root.to_owned()));
        }
        Ok(())
    }

    fn warn_of(&self, inserted: Result<(), NameError>) {
        if let Err(error) = inserted {
            log::warn!("left out a file of {}: {error}", self.root.display());
        }
    }

    /// Takes the file at `path` as `name`; a large layer stays on the disk.
    fn take_file(&mut self, name: &str, path: &Path) -> Result<(), OpenError> {
        let refused = |source| not_readable(path, source);
        let file = File::open(path).map_err(refused)?;
        let length = file.metadata().map_err(refused)?.len();
        if is_layer(name) && length > LARGE_OF_OTHERS {
            let backing = FileBacking::new(file).map_err(refused)?;
            let mut head = vec![0; HEAD];
            let count = backing.read_at(0, &mut head).map_err(refused)?;
            if !is_large(length, &head[..count]) {
                return self.take(name, File::open(path).map_err(refused)?);
            }
            let inserted = self.files.insert_large(name, Arc::new(backing));
            self.warn_of(inserted);
            return self.counted();
        }
        self.take(name, file)
    }
}

/// Whether a layer of so many bytes that begins like this becomes a table.
fn is_large(length: u64, head: &[u8]) -> bool {
    length > LARGE || (length > LARGE_OF_OTHERS && !uses_own_words(head))
}

fn bare(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let path = loading.root;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A name that is odd on this system (a colon, a backslash) is no reason to refuse the file.
    let name = name.replace([':', '\\'], "_");
    loading.take_file(&name, path)
}

fn folder(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let root = loading.root.to_owned();
    if !root.join(MANIFEST).is_file() {
        return Err(OpenError::NoManifest(root));
    }
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
            if file_name.starts_with('.') || !path.starts_with(&whole) {
                continue;
            }
            if path.is_dir() && depth < DEEPEST {
                folders.push((path, name + "/", depth + 1));
            } else if path.is_file() && ENDINGS.contains(&ending(Path::new(&name)).as_str()) {
                loading.take_file(&name, &path)?;
            }
        }
    }
    Ok(())
}

fn archive(loading: &mut Loading<'_>) -> Result<(), OpenError> {
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
        let wanted = ENDINGS.contains(&ending(Path::new(&name)).as_str());
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(path: &Path, entries: &[(&str, &[u8])]) {
        let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
        for (name, bytes) in entries {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
    }

    fn names(files: &Files) -> Vec<&str> {
        files.names().collect()
    }

    #[test]
    fn a_folder_and_the_same_folder_zipped_hold_the_same_files() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("walk");
        std::fs::create_dir_all(folder.join("images")).unwrap();
        let entries: [(&str, &[u8]); 3] = [
            ("dossier.toml", b"id = \"walk\""),
            ("article.md", b"# A walk"),
            ("images/a.png", b"no picture"),
        ];
        for (name, bytes) in entries {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        std::fs::write(folder.join("notes.docx"), "not ours").unwrap();
        let archive = home.path().join("walk.dossier");
        zipped(&archive, &entries);
        let inside = home.path().join("inside.zip");
        zipped(&inside, &[("walk/dossier.toml", b"id = \"walk\"")]);
        let read = open(&folder).unwrap();
        assert_eq!(names(&read), ["article.md", "dossier.toml", "images/a.png"]);
        assert_eq!(open(&archive).unwrap(), read);
        assert_eq!(open(&folder.join("dossier.toml")).unwrap(), read);
        assert_eq!(names(&open(&inside).unwrap()), ["dossier.toml"]);
    }

    #[test]
    fn an_archive_cannot_reach_out_or_fill_the_memory() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out.dossier");
        zipped(
            &out,
            &[
                ("dossier.toml", b""),
                ("../evil.md", b"x"),
                ("/etc/a.md", b"x"),
            ],
        );
        assert_eq!(names(&open(&out).unwrap()), ["dossier.toml"]);
        let bomb = home.path().join("bomb.zip");
        let zeros = vec![0; 90 << 20];
        zipped(
            &bomb,
            &[
                ("dossier.toml", b""),
                ("a.md", &zeros),
                ("b.md", &zeros),
                ("c.md", &zeros),
            ],
        );
        assert!(matches!(open(&bomb), Err(OpenError::TooMuch(_))));
    }

    #[test]
    fn a_layer_of_own_words_becomes_a_table_later_than_one_of_others() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("towns.geojson");
        let tables = |property: &str| {
            let feature = format!(
                r#"{{"type":"Feature","properties":{{"name":"Osh","{property}":"town"}},"geometry":null}}"#
            );
            let count = 1 + LARGE_OF_OTHERS as usize / feature.len();
            let features = vec![feature; count].join(",");
            let layer = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
            std::fs::write(&path, layer).unwrap();
            let dossier = crate::dossier::read(&open(&path).unwrap()).dossier;
            assert_eq!(
                dossier.features.len()
                    + dossier
                        .tables
                        .iter()
                        .map(|table| table.len())
                        .sum::<usize>(),
                count
            );
            dossier.tables.len()
        };
        assert_eq!(tables("fclass"), 1);
        assert_eq!(tables("precision"), 0);
    }

    #[test]
    fn a_large_layer_stays_on_the_disk_and_reads_alike_from_an_archive() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("walk");
        std::fs::create_dir(&folder).unwrap();
        let feature = r#"{"type":"Feature","properties":{"name":"Osh"},"geometry":{"type":"Point","coordinates":[72.8,40.5]}}"#;
        let count = 2 + LARGE as usize / feature.len();
        let layer = format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            vec![feature; count].join(",\n")
        );
        let manifest = "id = \"walk\"\n[files]\nfeatures = [\"towns.geojson\"]\n";
        std::fs::write(folder.join("dossier.toml"), manifest).unwrap();
        std::fs::write(folder.join("towns.geojson"), &layer).unwrap();
        let archive = home.path().join("walk.dossier");
        zipped(
            &archive,
            &[
                ("dossier.toml", manifest.as_bytes()),
                ("towns.geojson", layer.as_bytes()),
            ],
        );
        let read = |path: &Path| crate::dossier::read(&open(path).unwrap());
        let (on_disk, unpacked) = (read(&folder), read(&archive));
        assert_eq!(on_disk, unpacked);
        let [table] = on_disk.dossier.tables.as_slice() else {
            panic!("one table");
        };
        assert_eq!(table.len(), count);
        assert_eq!(table.name(crate::atlas::RowIx(7)), "Osh");
        assert!(open(&folder).unwrap().get("towns.geojson").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("walk");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("dossier.toml"), "").unwrap();
        std::fs::write(home.path().join("secret.md"), "").unwrap();
        std::os::unix::fs::symlink("../secret.md", folder.join("article.md")).unwrap();
        assert_eq!(names(&open(&folder).unwrap()), ["dossier.toml"]);
    }

    #[test]
    fn what_cannot_be_opened_says_what_to_do() {
        let home = tempfile::tempdir().unwrap();
        let message = |name: &str| open(&home.path().join(name)).unwrap_err().to_string();
        assert!(message("nowhere").contains("spelt right"));
        std::fs::write(home.path().join("a.docx"), "").unwrap();
        assert!(message("a.docx").contains("expected a folder with dossier.toml"));
        std::fs::write(home.path().join("a.zip"), "no archive").unwrap();
        assert!(message("a.zip").contains("cannot unpack"));
        std::fs::create_dir(home.path().join("empty")).unwrap();
        assert!(message("empty").contains("it has no dossier.toml"));
    }
}
