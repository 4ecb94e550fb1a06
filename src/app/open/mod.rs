//! Dossiers from the disk: a folder, a zipped folder, or a bare file.
//!
//! Only files inside what was asked for are ever read: links that lead out
//! of a folder are left alone, and so are names in an archive that climb out.

mod archive;
mod folder;
mod loading;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::dossier::{Files, MANIFEST, is_geojson_ending};
use crate::formats::{self, Head};
use loading::{Loading, MOST_BYTES, MOST_FILES};

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
    /// Two files of one name, of which a dossier can hold one.
    #[error("{} has the same name as another of the files that are opened together; rename one of them", .0.display())]
    SameName(PathBuf),
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
    Source::at(path)?.read()
}

/// Reads the files of one dossier, or several layers and an article that together make one.
///
/// # Errors
/// As [`open()`], for the first that cannot be opened.
pub fn open_all(paths: &[PathBuf]) -> Result<Files, OpenError> {
    let mut files = Files::new();
    for source in sources(paths)? {
        files.extend(source.read()?);
    }
    Ok(files)
}

/// Looks whether [`open_all`] can open these, as far as that shows before any of it is read.
///
/// # Errors
/// As [`open_all`]'s, but for what only reading shows.
pub fn look(paths: &[PathBuf]) -> Result<(), OpenError> {
    sources(paths)?.iter().try_for_each(Source::look)
}

/// What `paths` name; a whole dossier among them stands alone.
fn sources(paths: &[PathBuf]) -> Result<Vec<Source<'_>>, OpenError> {
    let sources = paths.iter().map(|path| Source::at(path));
    let sources = sources.collect::<Result<Vec<_>, _>>()?;
    let whole = |source: &&Source<'_>| !matches!(source, Source::Bare(_));
    if sources.len() > 1
        && let Some(source) = sources.iter().find(whole)
    {
        return Err(OpenError::OneAtATime(source.path().to_owned()));
    }
    let mut names = BTreeSet::new();
    match paths.iter().find(|path| !names.insert(path.file_name())) {
        Some(path) => Err(OpenError::SameName(path.clone())),
        None => Ok(sources),
    }
}

/// What a path names, told by what lies there and by its name.
#[derive(Debug, Clone, Copy)]
enum Source<'a> {
    /// A folder with a manifest.
    Folder(&'a Path),
    /// Such a folder, zipped.
    Archive(&'a Path),
    /// A single article or layer.
    Bare(&'a Path),
}

impl<'a> Source<'a> {
    fn at(path: &'a Path) -> Result<Self, OpenError> {
        let refused = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => OpenError::NotThere(path.to_owned()),
            _ => not_readable(path, source),
        };
        if std::fs::metadata(path).map_err(refused)?.is_dir() {
            return if path.join(MANIFEST).is_file() {
                Ok(Self::Folder(path))
            } else {
                Err(OpenError::NoManifest(path.to_owned()))
            };
        }
        match ending(path).as_str() {
            "dossier" | "zip" => Ok(Self::Archive(path)),
            "md" | "markdown" => Ok(Self::Bare(path)),
            ending if is_geojson_ending(ending) => Ok(Self::Bare(path)),
            _ if path.file_name().is_some_and(|name| name == MANIFEST) => {
                let parent = path.parent();
                let parent = parent.filter(|parent| !parent.as_os_str().is_empty());
                Ok(Self::Folder(parent.unwrap_or(Path::new("."))))
            }
            _ if is_known(path).map_err(|source| not_readable(path, source))? => {
                Ok(Self::Bare(path))
            }
            _ => Err(OpenError::NoDossier(path.to_owned())),
        }
    }

    fn path(&self) -> &'a Path {
        match *self {
            Self::Folder(path) | Self::Archive(path) | Self::Bare(path) => path,
        }
    }

    /// Whether the system lets it be read.
    fn look(&self) -> Result<(), OpenError> {
        let path = self.path();
        let opened = match self {
            Self::Folder(_) => std::fs::read_dir(path).map(drop),
            Self::Archive(_) | Self::Bare(_) if path.is_file() => File::open(path).map(drop),
            // Of a pipe what one look takes is gone, and the look waits for somebody to write.
            Self::Archive(_) | Self::Bare(_) => Ok(()),
        };
        opened.map_err(|source| not_readable(path, source))
    }

    fn read(&self) -> Result<Files, OpenError> {
        let mut loading = Loading::of(self.path());
        match self {
            Self::Folder(_) => folder::read(&mut loading)?,
            Self::Archive(_) => archive::read(&mut loading)?,
            Self::Bare(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                // A name that is odd on this system (a colon, a backslash) is no reason to refuse the file.
                loading.take_file(&name.replace([':', '\\'], "_"), path)?;
            }
        }
        Ok(loading.files)
    }
}

/// Whether the content or name of a file is of any format that can be read.
fn is_known(path: &Path) -> io::Result<bool> {
    if !path.is_file() {
        return Ok(formats::has_ending(&ending(path)));
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
    Ok(formats::recognise(&head).is_some())
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
