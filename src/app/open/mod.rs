//! Dossiers from the disk: a folder, an archive, or a bare file with those that belong to it.
//!
//! Only files inside what was asked for are ever read: links that lead out
//! of a folder are left alone, and so are names in an archive that climb out.

mod archive;
mod beside;
mod dense;
mod entries;
mod error;
mod folder;
mod gzip;
mod limits;
mod loading;
mod names;
mod pipe;
#[cfg(test)]
mod tests;

pub(super) use archive::manifest_in;
pub use error::OpenError;
pub(crate) use pipe::is_pipe;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::dossier::{Files, MANIFEST};
use crate::formats::{self, Head, is_geojson_ending};
use crate::session::{SourceId, Sources};
use loading::Loading;

/// Reads the files of the dossier at `path`.
///
/// # Errors
/// Where nothing is there, the system refuses, or it is no dossier.
pub fn open(path: &Path) -> Result<Files, OpenError> {
    OpenSource::at(path)?.read()
}

/// Reads the files of one dossier, or several layers and an article that together make one.
///
/// # Errors
/// As [`open()`], for the first that cannot be opened.
pub fn open_all(paths: &[PathBuf]) -> Result<Files, OpenError> {
    Ok(open_all_while(paths, &|| true)?.unwrap_or_default())
}

/// The same as long as they are `wanted`, which is asked before each of them; `None` once they are not.
///
/// # Errors
/// As [`open_all`].
pub(super) fn open_all_while(
    paths: &[PathBuf],
    wanted: &dyn Fn() -> bool,
) -> Result<Option<Files>, OpenError> {
    let mut files = Files::new();
    for source in sources(paths)? {
        let Some(read) = read_while(&source, wanted)? else {
            return Ok(None);
        };
        if read.names().any(|name| files.has(name)) {
            // Of two folders: the later one gets a number.
            files.add_beside(read);
        } else {
            files.extend(read);
        }
    }
    Ok(wanted().then_some(files))
}

/// What a source holds, as long as it is `wanted`; `None` once it is not.
fn read_while(source: &OpenSource, wanted: &dyn Fn() -> bool) -> Result<Option<Files>, OpenError> {
    if !wanted() {
        return Ok(None);
    }
    match source.read_while(wanted) {
        Err(OpenError::Ended(_)) => Ok(None),
        read => read.map(Some),
    }
}

/// Reads the files of what is open: the dossier, and the layers added beside it.
///
/// # Errors
/// As [`open_all`], and where a whole dossier is among the layers.
pub fn open_sources(sources: &Sources) -> Result<Files, OpenError> {
    Ok(open_sources_while(sources, &|| true)?.unwrap_or_default())
}

/// The same as long as they are `wanted`, which is asked before each file; `None` once they are not.
///
/// # Errors
/// As [`open_sources`].
pub(super) fn open_sources_while(
    sources: &Sources,
    wanted: &dyn Fn() -> bool,
) -> Result<Option<Files>, OpenError> {
    let opened = if sources.opened.is_empty() {
        Some(Files::builtin())
    } else {
        open_all_while(&paths_of(&sources.opened), wanted)?
    };
    let Some(mut files) = opened else {
        return Ok(None);
    };
    for path in sources.added.iter().map(SourceId::path) {
        let source = OpenSource::at(path)?;
        if source.is_whole() {
            return Err(OpenError::OneAtATime(path.to_owned()));
        }
        let Some(read) = read_while(&source, wanted)? else {
            return Ok(None);
        };
        files.add_beside(read);
    }
    for name in &sources.removed {
        files.remove(name);
    }
    for (name, read_as) in &sources.read_as {
        files.read_as(name, read_as.clone());
    }
    Ok(wanted().then_some(files))
}

/// Where these sources lie.
pub(in crate::app) fn paths_of(sources: &[SourceId]) -> Vec<PathBuf> {
    sources
        .iter()
        .map(|source| source.path().to_owned())
        .collect()
}

/// Whether a whole dossier is at `path`, which stands alone.
///
/// # Errors
/// As [`open()`], as far as that shows before it is read.
pub fn is_whole(path: &Path) -> Result<bool, OpenError> {
    Ok(OpenSource::at(path)?.is_whole())
}

/// Looks whether [`open_all`] can open these, as far as that shows before any of it is read.
///
/// # Errors
/// As [`open_all`]'s, but for what only reading shows.
pub fn look(paths: &[PathBuf]) -> Result<(), OpenError> {
    sources(paths)?.iter().try_for_each(OpenSource::look)
}

/// What `paths` name; a whole dossier among them stands alone. Files that belong to another one of
/// them, such as the `.dbf` of a shapefile, are taken with that one.
fn sources(paths: &[PathBuf]) -> Result<Vec<OpenSource>, OpenError> {
    let mut sources: Vec<OpenSource> = Vec::new();
    for path in paths {
        let source = OpenSource::at(path)?;
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    if sources.len() > 1
        && let Some(source) = sources.iter().find(|source| source.is_whole())
    {
        return Err(OpenError::OneAtATime(source.path().to_owned()));
    }
    let mut names = BTreeSet::new();
    let is_article = |source: &&OpenSource| names::is_article(&source.path().to_string_lossy());
    match sources
        .iter()
        .filter(is_article)
        .find(|source| !names.insert(source.path().file_name()))
    {
        Some(source) => Err(OpenError::SameName(source.path().to_owned())),
        None => Ok(sources),
    }
}

/// What a path names, told by what lies there and by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum OpenSource {
    /// A folder with a manifest.
    Folder(PathBuf),
    /// Such a folder, zipped, or zipped layers.
    Archive(PathBuf),
    /// A single file, packed by gzip.
    Gzip(PathBuf),
    /// A single article or layer, with the files that belong to it.
    Bare(PathBuf),
}

impl OpenSource {
    fn at(path: &Path) -> Result<Self, OpenError> {
        let refused = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => OpenError::NotThere(path.to_owned()),
            _ => not_readable(path, source),
        };
        if std::fs::metadata(path).map_err(refused)?.is_dir() {
            return if path.join(MANIFEST).is_file() {
                Ok(Self::Folder(path.to_owned()))
            } else {
                Err(OpenError::NoManifest(path.to_owned()))
            };
        }
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            let parent = path.parent();
            let parent = parent.filter(|parent| !parent.as_os_str().is_empty());
            return Ok(Self::Folder(parent.unwrap_or(Path::new(".")).to_owned()));
        }
        let path = beside::main_of(path);
        match ending(&path).as_str() {
            "dossier" | "zip" => Ok(Self::Archive(path)),
            "md" | "markdown" => Ok(Self::Bare(path)),
            ending if is_geojson_ending(ending) => match FileContent::of(&path) {
                Ok(FileContent::Gzip) => Ok(Self::Gzip(path)),
                Ok(FileContent::Zip) => Ok(Self::Archive(path)),
                // What else it is, its reader says.
                _ => Ok(Self::Bare(path)),
            },
            _ => match FileContent::of(&path).map_err(|source| not_readable(&path, source))? {
                FileContent::Layer => Ok(Self::Bare(path)),
                FileContent::Gzip => Ok(Self::Gzip(path)),
                FileContent::Zip => Ok(Self::Archive(path)),
                FileContent::Empty => Err(OpenError::Empty(path)),
                FileContent::WebPage => Err(OpenError::WebPage(path)),
                FileContent::Other => Err(OpenError::NoDossier(path)),
            },
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Archive(path) | Self::Gzip(path) | Self::Bare(path) => path,
        }
    }

    /// Whether it is a dossier, which stands alone.
    fn is_whole(&self) -> bool {
        match self {
            Self::Folder(_) => true,
            Self::Archive(path) => archive::has_manifest(path),
            Self::Gzip(_) | Self::Bare(_) => false,
        }
    }

    /// Whether the system lets it be read.
    fn look(&self) -> Result<(), OpenError> {
        let path = self.path();
        let opened = match self {
            Self::Folder(_) => std::fs::read_dir(path).map(drop),
            _ if path.is_file() => File::open(path).map(drop),
            // Of a pipe what one look takes is gone, and the look waits for somebody to write.
            _ => Ok(()),
        };
        opened.map_err(|source| not_readable(path, source))
    }

    fn read(&self) -> Result<Files, OpenError> {
        self.read_while(&|| true)
    }

    /// Reads its files as long as they are `wanted`, which is asked before each of them.
    fn read_while(&self, wanted: &dyn Fn() -> bool) -> Result<Files, OpenError> {
        let mut loading = Loading::of(self.path(), wanted);
        match self {
            Self::Folder(_) => folder::read(&mut loading)?,
            Self::Archive(_) => archive::read(&mut loading)?,
            Self::Gzip(_) => loading.take_packed()?,
            Self::Bare(path) => {
                loading.take_file(&file_name(path), path)?;
                for (name, companion) in beside::companions_of(path) {
                    loading.take_file(&plain(&name), &companion)?;
                }
            }
        }
        Ok(loading.files)
    }
}

/// The name of the file at `path`, as a dossier can hold it.
fn file_name(path: &Path) -> String {
    plain(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// A name without what is odd on this system only: a colon or a backslash is no reason to refuse a file.
fn plain(name: &str) -> String {
    name.replace([':', '\\'], "_")
}

/// What a file holds, told by its beginning and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileContent {
    /// A layer of a readable format.
    Layer,
    /// A file packed by gzip.
    Gzip,
    /// An archive.
    Zip,
    /// Not a byte.
    Empty,
    /// HTML.
    WebPage,
    /// Nothing that can be read.
    Other,
}

impl FileContent {
    fn of(path: &Path) -> io::Result<Self> {
        let known_by_name = formats::has_ending(&ending(path));
        if !path.is_file() {
            return Ok(if known_by_name {
                Self::Layer
            } else {
                Self::Other
            });
        }
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        let mut bytes = Vec::new();
        file.take(Head::MOST_BYTES).read_to_end(&mut bytes)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let head = Head {
            name: &name,
            bytes: &bytes,
            len,
        };
        let is_layer = formats::recognise(&head).is_some() || formats::begins_as_geojson(&bytes);
        Ok(if is_layer {
            Self::Layer
        } else if bytes.starts_with(&gzip::MAGIC) {
            Self::Gzip
        } else if bytes.starts_with(b"PK\x03\x04") {
            Self::Zip
        } else if len == 0 {
            Self::Empty
        } else if is_web_page(&bytes) {
            Self::WebPage
        } else {
            Self::Other
        })
    }
}

/// Whether a file that begins like this is a web page.
fn is_web_page(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(1_000)];
    let begin = String::from_utf8_lossy(begin).to_ascii_lowercase();
    let text = begin.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<!doctype html") || text.starts_with("<html")
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
