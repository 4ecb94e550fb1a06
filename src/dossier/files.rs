//! The files of a dossier, held in memory under their names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::read_as::{ReadAs, Readings};
use crate::atlas::table::Backing;
use crate::problem::Problem;

/// Files of a dossier by their path relative to it, with `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    by_name: BTreeMap<String, Cow<'static, [u8]>>,
    large: BTreeMap<String, Large>,
    /// Names of symbolic links that lead out of the dossier; they are not followed.
    leading_out: BTreeSet<String>,
    told: Vec<Problem>,
    /// Names of files that were added beside a dossier, in the order in which they came.
    beside: Vec<String>,
    /// How the reader wants files to be understood, by their names.
    read_as: Readings,
}

/// Layers of one name that can be added beside one another; one more takes the place of the last.
const MOST_COPIES: usize = 1000;

/// A file that is not held in memory. Two are equal where they are one and the same.
#[derive(Debug, Clone)]
struct Large(Arc<dyn Backing>);

impl PartialEq for Large {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Large {}

/// A file name that does not stay inside the dossier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a relative path inside the dossier, found \"{0}\"")]
pub struct NameError(pub String);

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the file `name`, or replaces it.
    ///
    /// # Errors
    /// Where `name` is empty, absolute, or climbs out with `..`.
    pub fn insert(
        &mut self,
        name: impl Into<String>,
        bytes: impl Into<Cow<'static, [u8]>>,
    ) -> Result<(), NameError> {
        let name = name.into();
        if !stays_inside(&name) {
            return Err(NameError(name));
        }
        self.large.remove(&name);
        self.by_name.insert(name, bytes.into());
        Ok(())
    }

    /// Adds the file `name`, or replaces it, without its bytes: they are read when they are needed.
    /// A layer added so becomes a [table](crate::atlas::FeatureTable).
    ///
    /// # Errors
    /// Where `name` is empty, absolute, or climbs out with `..`.
    pub fn insert_large(
        &mut self,
        name: impl Into<String>,
        backing: Arc<dyn Backing>,
    ) -> Result<(), NameError> {
        let name = name.into();
        if !stays_inside(&name) {
            return Err(NameError(name));
        }
        self.by_name.remove(&name);
        self.large.insert(name, Large(backing));
        Ok(())
    }

    /// Adds the files of `other`, replacing those of the same name.
    pub fn extend(&mut self, other: Self) {
        for (name, bytes) in other.by_name {
            self.large.remove(&name);
            self.by_name.insert(name, bytes);
        }
        for (name, large) in other.large {
            self.by_name.remove(&name);
            self.large.insert(name, large);
        }
        self.leading_out.extend(other.leading_out);
        self.told.extend(other.told);
    }

    /// Adds the files of `other` as layers beside what is there. Where one of them has the name of
    /// another file, they are numbered: `towns 2.csv`.
    pub fn add_beside(&mut self, other: Self) {
        let parts = |name: &str| {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            (stem.to_owned(), ending.to_owned())
        };
        // Files that belong together, such as those of a shapefile, have one stem and keep it.
        let named = |name: &str, copy: usize| match (copy, parts(name)) {
            (1, _) => name.to_owned(),
            (copy, (stem, ending)) if ending.is_empty() => format!("{stem} {copy}"),
            (copy, (stem, ending)) => format!("{stem} {copy}.{ending}"),
        };
        let free = |copy: &usize| other.names().all(|name| !self.has(&named(name, *copy)));
        let copy = (1..MOST_COPIES).find(free).unwrap_or(MOST_COPIES);
        self.beside
            .extend(other.names().map(|name| named(name, copy)));
        for (name, bytes) in other.by_name {
            self.by_name.insert(named(&name, copy), bytes);
        }
        for (name, large) in other.large {
            self.large.insert(named(&name, copy), large);
        }
        self.told.extend(other.told);
    }

    /// Takes the file `name` out, and those that belong to it.
    pub fn remove(&mut self, name: &str) {
        self.by_name.remove(name);
        self.large.remove(name);
        self.beside.retain(|other| other != name);
    }

    /// Lets the file `name` be understood in this way.
    pub fn read_as(&mut self, name: impl Into<String>, read_as: ReadAs) {
        self.read_as.insert(name.into(), read_as);
    }

    /// How the reader wants files to be understood.
    pub(super) fn readings(&self) -> &Readings {
        &self.read_as
    }

    /// Whether `name` was added beside a dossier.
    pub(super) fn is_beside(&self, name: &str) -> bool {
        self.beside.iter().any(|other| other == name)
    }

    /// The files that were added beside a dossier, in the order in which they came.
    pub(super) fn beside(&self) -> impl Iterator<Item = &str> {
        self.beside.iter().map(String::as_str)
    }

    /// Remembers that `name` is a symbolic link that leads out of the dossier and was not followed.
    pub fn set_aside(&mut self, name: impl Into<String>) {
        self.leading_out.insert(name.into());
    }

    /// Whether `name` is a symbolic link that leads out of the dossier. Some programs copy a link as a
    /// file that holds nothing but the path it leads to.
    pub(super) fn leads_out(&self, name: &str) -> bool {
        const LONGEST_PATH: usize = 4096;
        let content = self.get(name).filter(|bytes| bytes.len() <= LONGEST_PATH);
        let path = content
            .and_then(|bytes| str::from_utf8(bytes).ok())
            .unwrap_or_default();
        let climbs = path.starts_with("../") || path.starts_with('/');
        self.leading_out.contains(name) || (climbs && !path.trim_end().contains(['\n', '{', '<']))
    }

    /// Adds a problem that was found while the files were opened: one that cannot be unpacked, or a
    /// manifest that is missing.
    pub fn tell(&mut self, problem: Problem) {
        self.told.push(problem);
    }

    /// The problems that were found while the files were opened.
    pub(super) fn told(&self) -> &[Problem] {
        &self.told
    }

    /// Whether the file `name` is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name) || self.large.contains_key(name)
    }

    /// Whether any file is large.
    pub(super) fn any_large(&self) -> bool {
        !self.large.is_empty()
    }

    /// The large file `name`.
    pub(super) fn large(&self, name: &str) -> Option<&Arc<dyn Backing>> {
        self.large.get(name).map(|large| &large.0)
    }

    /// The bytes of the file `name`, where they are held in memory.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.by_name.get(name).map(AsRef::as_ref)
    }

    /// The same, as they are held.
    pub(super) fn held(&self, name: &str) -> Option<&Cow<'static, [u8]>> {
        self.by_name.get(name)
    }

    /// How many bytes the file `name` has.
    pub(super) fn len_of(&self, name: &str) -> Option<u64> {
        let large = self.large(name).map(|large| large.len());
        large.or_else(|| Some(self.get(name)?.len() as u64))
    }

    /// The names of all files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self
            .by_name
            .keys()
            .chain(self.large.keys())
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// SHA-256 (FIPS 180-4) of all names and bytes, hexadecimal.
    ///
    /// For a large file, the SHA-256 of its length and of the SHA-256 of each of its blocks of 1 MiB
    /// stands for its bytes, so that the blocks can be read side by side. `known` gives it where the
    /// file has been read already; else it is read for it.
    pub(super) fn digest(&self, known: impl Fn(&str) -> Option<[u8; 32]>) -> String {
        let mut sum = Sha256::new();
        for (name, bytes) in &self.by_name {
            for part in [name.as_bytes(), bytes] {
                // The length first: else bytes could pass from a name to its file unseen.
                sum.update((part.len() as u64).to_le_bytes());
                sum.update(part);
            }
        }
        for (name, large) in &self.large {
            sum.update((name.len() as u64).to_le_bytes());
            sum.update(name);
            // What the system refuses has no bytes that could differ.
            let blocks = known(name).or_else(|| super::table::digest(&*large.0).ok());
            sum.update(blocks.unwrap_or_default());
        }
        for (name, read_as) in &self.read_as {
            // Another reading of the same bytes is another picture.
            sum.update(format!("{name}{read_as:?}"));
        }
        let mut digest = String::new();
        for byte in sum.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(digest, "{byte:02x}");
        }
        digest
    }

    /// All bytes of the file `name`; a large one is read up to `most` bytes.
    ///
    /// # Errors
    /// Where the system refuses.
    pub(super) fn bytes(&self, name: &str, most: usize) -> io::Result<Option<Cow<'_, [u8]>>> {
        let Some(backing) = self.large(name) else {
            return Ok(self.get(name).map(Cow::Borrowed));
        };
        let length = usize::try_from(backing.len()).unwrap_or(most).min(most);
        let mut bytes = vec![0; length];
        let mut filled = 0;
        while filled < length {
            match backing.read_at(filled as u64, &mut bytes[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        bytes.truncate(filled);
        Ok(Some(Cow::Owned(bytes)))
    }

    /// Writes all bytes of the file `name`, part by part.
    ///
    /// # Errors
    /// Where it cannot be read or written.
    pub fn copy_to(&self, name: &str, to: &mut dyn io::Write) -> io::Result<()> {
        const PART: usize = 1 << 20;
        let Some(backing) = self.large(name) else {
            return to.write_all(self.get(name).unwrap_or_default());
        };
        let (mut at, mut part) = (0, vec![0; PART]);
        loop {
            match backing.read_at(at, &mut part)? {
                0 => return Ok(()),
                count => {
                    to.write_all(&part[..count])?;
                    at += count as u64;
                }
            }
        }
    }

    /// The text of the file `name` as the reader of it saw it: without a byte
    /// order mark, and with `?` for each byte that is not UTF-8. Spans of problems index it.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        Some(super::text::decode(self.get(name)?).0)
    }
}

/// Whether `name` is a relative path that stays inside the folder it starts from.
pub(super) fn stays_inside(name: &str) -> bool {
    !name.contains(['\\', '\0', ':'])
        && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_or_byte_gives_another_digest() {
        let of = |list: &[(&str, &'static [u8])]| {
            let mut files = Files::new();
            for &(name, bytes) in list {
                files.insert(name, bytes).unwrap();
            }
            files.digest(|_| None)
        };
        let digest = of(&[("a.md", b"one"), ("b.md", b"two")]);
        assert_eq!(digest, of(&[("b.md", b"two"), ("a.md", b"one")]));
        assert_eq!(digest.len(), 64);
        for other in [
            of(&[("a.md", b"one"), ("b.md", b"two ")]),
            of(&[("a.md", b"one"), ("c.md", b"two")]),
            of(&[("a.md", b"oneb.mdtwo")]),
        ] {
            assert_ne!(digest, other);
        }
        // The digest of no files at all is that of no bytes.
        assert!(of(&[]).starts_with("e3b0c44298fc1c14"));
    }

    #[test]
    fn a_name_that_climbs_out_is_refused() {
        let mut files = Files::new();
        for name in [
            "",
            "../a",
            "a/../../b",
            "/etc/a",
            "a//b",
            "C:a",
            "a\\b",
            ".",
        ] {
            assert_eq!(
                files.insert(name, Vec::new()),
                Err(NameError(name.to_owned()))
            );
        }
        files.insert("layers/ports.geojson", Vec::new()).unwrap();
        assert_eq!(files.names().collect::<Vec<_>>(), ["layers/ports.geojson"]);
    }
}
