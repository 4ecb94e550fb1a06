//! Why nothing was opened.

use std::io;
use std::path::PathBuf;

use super::dense::MOST_RATIO;
use super::limits::{MOST_BYTES, MOST_FILES, MOST_TEXT_BYTES};
use crate::dossier::MANIFEST;

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
    #[error("the folder {} is no dossier: it has no {MANIFEST}; add one, or open a single article or layer", .0.display())]
    NoManifest(PathBuf),
    /// A file of another kind.
    #[error("{} is no dossier; expected a folder with {MANIFEST}, a .dossier or .zip archive, an article (.md) or a layer (GeoJSON, KML, GPX, CSV, a shapefile or another readable format)", .0.display())]
    NoDossier(PathBuf),
    /// A file without a byte, of which not even its name says what it is.
    #[error("{} is empty: not a byte is in it; copy it again, or save it again in the program that made it", .0.display())]
    Empty(PathBuf),
    /// A page of a server in the place of what was to be fetched.
    #[error("{} is a web page (HTML), no layer; what was saved is the page of a server, perhaps its error message: download the data itself", .0.display())]
    WebPage(PathBuf),
    /// A whole dossier among several files.
    #[error("{} cannot be opened beside others; open one dossier at a time, or only layers and an article (.md)", .0.display())]
    OneAtATime(PathBuf),
    /// Two articles of one name, of which a dossier can hold one.
    #[error("{} has the same name as another of the articles that are opened together; open one of them", .0.display())]
    SameName(PathBuf),
    /// An archive that cannot be unpacked.
    #[error("cannot unpack {}: {source}; the archive is damaged, or is none: copy it again, or zip the folder again", .path.display())]
    BadArchive {
        /// The archive.
        path: PathBuf,
        /// What is wrong with it.
        source: zip::result::ZipError,
    },
    /// A file packed by gzip that cannot be unpacked.
    #[error("cannot unpack {}: {source}; the file is damaged: copy it again", .path.display())]
    BadGzip {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// An archive with neither a manifest nor anything that can be shown without one.
    #[error("the archive {} has no {MANIFEST} and no layer or article that can be read; zip the folder of a dossier, or layers", .0.display())]
    NothingInArchive(PathBuf),
    /// An article or manifest that nobody wrote.
    #[error("{} is longer than {} MB, which no article or {MANIFEST} is; shorten it", .0.display(), MOST_TEXT_BYTES >> 20)]
    TooLong(PathBuf),
    /// Packed bytes that stand for far more than they are.
    #[error("{} unpacks to more than {MOST_RATIO} times its packed size, as files made to fill the memory do; unpack it by hand if you trust it", .0.display())]
    TooDense(PathBuf),
    /// Nobody wants it any more.
    #[error("reading {} was ended; open it again", .0.display())]
    Ended(PathBuf),
    /// More than a dossier may have.
    #[error("{} holds more than {} MB or {MOST_FILES} files, which is more than a dossier may have; leave out what it does not need", .0.display(), MOST_BYTES >> 20)]
    TooMuch(PathBuf),
}
