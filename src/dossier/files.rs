//! The files of a dossier, held in memory under their names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Files of a dossier by their path relative to it, with `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    by_name: BTreeMap<String, Cow<'static, [u8]>>,
}

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
        self.by_name.insert(name, bytes.into());
        Ok(())
    }

    /// Adds the files of `other`, replacing those of the same name.
    pub fn extend(&mut self, other: Self) {
        self.by_name.extend(other.by_name);
    }

    /// The bytes of the file `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.by_name.get(name).map(AsRef::as_ref)
    }

    /// The names of all files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// SHA-256 (FIPS 180-4) of all names and bytes, hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut sum = Sha256::new();
        for (name, bytes) in &self.by_name {
            for part in [name.as_bytes(), bytes] {
                // The length first: else bytes could pass from a name to its file unseen.
                sum.update((part.len() as u64).to_le_bytes());
                sum.update(part);
            }
        }
        let mut digest = String::new();
        for byte in sum.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(digest, "{byte:02x}");
        }
        digest
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
            files.digest()
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
