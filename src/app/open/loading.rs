//! Files read one after another, within the limits of a dossier.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::super::backing::FileBacking;
use super::dense::Dense;
use super::limits::{MOST_BYTES, MOST_FILES, MOST_TEXT_BYTES};
use super::names::{inner_name, is_layer, is_text, may_be_layer};
use super::{OpenError, gzip, not_readable};
use crate::atlas::table::Backing as _;
use crate::dossier::{Files, NameError, uses_own_words};
use crate::formats::{self, Head, reads_part_by_part};
use crate::problem::{Place, Problem};

/// Bytes beyond which a layer is large: it is read part by part, and becomes a table.
pub(super) const LARGE: u64 = 4 << 20;

/// The same for layers that were not written for this program: what a table leaves out, how sure
/// each place is and where it comes from, they do not say in any case, and many marks draw faster
/// as a table's rows than as features with all that one can have.
pub(super) const LARGE_OF_OTHERS: u64 = 256 << 10;

/// The same for files of other formats than `GeoJSON`: about ten thousand records.
const LARGE_OF_OTHER_FORMATS: u64 = 1 << 20;

/// So much of a layer tells whose words it uses.
const HEAD: usize = 64 << 10;

/// Files read so far, within the limits.
pub(super) struct Loading<'a> {
    pub(super) root: &'a Path,
    pub(super) files: Files,
    bytes: u64,
    count: usize,
    /// Whether the files are still wanted.
    wanted: &'a dyn Fn() -> bool,
}

impl<'a> Loading<'a> {
    /// Nothing read yet of what lies at `root`.
    pub(super) fn of(root: &'a Path, wanted: &'a dyn Fn() -> bool) -> Self {
        Self {
            root,
            wanted,
            files: Files::new(),
            bytes: 0,
            count: 0,
        }
    }

    /// Takes the file `name`, of which `from` gives the bytes. A name that
    /// climbs out is left out.
    pub(super) fn take(&mut self, name: &str, from: impl Read) -> Result<(), OpenError> {
        match inner_name(name) {
            Some(inner) => self.take_unpacked(inner, gzip::unpacked(from)),
            None => self.take_unpacked(name, from),
        }
    }

    fn take_unpacked(&mut self, name: &str, from: impl Read) -> Result<(), OpenError> {
        if !(self.wanted)() {
            return Err(OpenError::Ended(self.root.to_owned()));
        }
        let path = || self.root.join(name);
        let mut bytes = Vec::new();
        let left = MOST_BYTES.saturating_sub(self.bytes);
        let most = if is_text(name) {
            left.min(MOST_TEXT_BYTES)
        } else {
            left
        };
        let read = from.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|source| match source.kind() {
            io::ErrorKind::FileTooLarge => OpenError::TooDense(path()),
            _ => not_readable(&path(), source),
        })?;
        if is_text(name) && bytes.len() as u64 > MOST_TEXT_BYTES {
            return Err(OpenError::TooLong(path()));
        }
        self.bytes += bytes.len() as u64;
        self.counted()?;
        let head = &bytes[..bytes.len().min(HEAD)];
        let inserted = if is_table(name, bytes.len() as u64, head) {
            self.files.insert_large(name, Arc::new(bytes))
        } else {
            self.files.insert(name, bytes)
        };
        self.tell_of(inserted);
        Ok(())
    }

    /// Takes the file that is packed by gzip in the one at the root.
    pub(super) fn take_packed(&mut self) -> Result<(), OpenError> {
        let path = self.root;
        let file = File::open(path).map_err(|source| not_readable(path, source))?;
        let packed = file.metadata().map_or(0, |metadata| metadata.len());
        let unpacked = Dense::new(gzip::unpacked(file), packed);
        let taken = self.take(&gzip::unpacked_name(path), unpacked);
        taken.map_err(|error| match error {
            OpenError::NotReadable { source, .. } => OpenError::BadGzip {
                path: path.to_owned(),
                source,
            },
            other => other,
        })
    }

    /// Counts one more file.
    fn counted(&mut self) -> Result<(), OpenError> {
        self.count += 1;
        if self.bytes > MOST_BYTES || self.count > MOST_FILES {
            return Err(OpenError::TooMuch(self.root.to_owned()));
        }
        Ok(())
    }

    /// Tells of a file whose name leads out of the dossier.
    fn tell_of(&mut self, inserted: Result<(), NameError>) {
        if let Err(error) = inserted {
            let root = self.root.file_name().unwrap_or_default().to_string_lossy();
            self.files.tell(
                Problem::error(format!("a file was left out: {error}"), Place::file(root))
                    .why("a file outside the dossier is never read or written")
                    .mend("give it a name without \"..\", a drive or a slash at its beginning"),
            );
        }
    }

    /// Takes the file at `path` as `name`; a large layer stays on the disk.
    pub(super) fn take_file(&mut self, name: &str, path: &Path) -> Result<(), OpenError> {
        if !(self.wanted)() {
            return Err(OpenError::Ended(self.root.to_owned()));
        }
        let refused = |source| not_readable(path, source);
        let file = File::open(path).map_err(refused)?;
        let length = file.metadata().map_err(refused)?.len();
        if let Some(inner) = inner_name(name) {
            return self.take_unpacked(inner, Dense::new(gzip::unpacked(file), length));
        }
        if length > LARGE_OF_OTHERS && may_be_layer(name) {
            let backing = FileBacking::new(file).map_err(refused)?;
            let mut head = vec![0; HEAD];
            let count = backing.read_at(0, &mut head).map_err(refused)?;
            if !is_table(name, length, &head[..count]) {
                return self.take(name, File::open(path).map_err(refused)?);
            }
            let inserted = self.files.insert_large(name, Arc::new(backing));
            self.tell_of(inserted);
            return self.counted();
        }
        self.take(name, file)
    }
}

/// Whether a layer of so many bytes that begins like this becomes a table.
fn is_table(name: &str, len: u64, head: &[u8]) -> bool {
    if len <= LARGE_OF_OTHERS {
        return false;
    }
    let of = Head {
        name,
        bytes: head,
        len,
    };
    if formats::recognise(&of).is_some() {
        return len > LARGE_OF_OTHER_FORMATS;
    }
    let large = len > LARGE || !uses_own_words(head);
    large && is_layer(name) && reads_part_by_part(head)
}
