//! Which file or folder outside the program is meant.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Folders of a place that are named, at most.
const FOLDERS: usize = 2;

/// A file or folder outside the program: which it is, and what it is called.
///
/// The session compares these, keeps them and shows their names. What lies behind one only `app` and
/// `cli` ask, by [`path`](Self::path).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(PathBuf);

impl SourceId {
    /// Where it lies, for whoever reads and writes it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Its name without its folder: "towns.geojson".
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        let name = self.0.file_name().unwrap_or(self.0.as_os_str());
        name.to_string_lossy()
    }

    /// Its name with the folders next to it, since whole paths are too wide for a menu:
    /// "kant.dossier in …/maps/asia".
    #[must_use]
    pub fn name_in_folder(&self) -> String {
        let folder = self.folder().filter(|folder| !folder.is_empty());
        let (Some(folder), true) = (folder, self.0.file_name().is_some()) else {
            return self.text().into_owned();
        };
        let parts: Vec<_> = folder.0.iter().collect();
        let folder = match parts.len().checked_sub(FOLDERS) {
            None | Some(0 | 1) => folder,
            Some(others) => {
                let near: PathBuf = parts[others..].iter().collect();
                Self(Path::new("\u{2026}").join(near))
            }
        };
        format!("{} in {}", self.name(), folder.text())
    }

    /// All of it, as it is shown in a field. A letter that is no text stands in it as `�`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.0.to_string_lossy()
    }

    /// The folder in which it lies.
    #[must_use]
    pub fn folder(&self) -> Option<Self> {
        self.0.parent().map(Self::from)
    }

    /// Whether it names nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.as_os_str().is_empty()
    }
}

impl From<PathBuf> for SourceId {
    fn from(path: PathBuf) -> Self {
        Self(path)
    }
}

impl From<&Path> for SourceId {
    fn from(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl From<String> for SourceId {
    fn from(path: String) -> Self {
        Self(path.into())
    }
}

impl From<&str> for SourceId {
    fn from(path: &str) -> Self {
        Self(path.into())
    }
}

/// As text; where a name of a Unix system is no text, as its bytes.
impl Serialize for SourceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.to_str() {
            Some(text) => serializer.serialize_str(text),
            #[cfg(unix)]
            None => {
                std::os::unix::ffi::OsStrExt::as_bytes(self.0.as_os_str()).serialize(serializer)
            }
            #[cfg(not(unix))]
            None => serializer.serialize_str(&self.text()),
        }
    }
}

impl<'de> Deserialize<'de> for SourceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Bytes(Vec<u8>),
        }
        Ok(Self(match Written::deserialize(deserializer)? {
            Written::Text(text) => text.into(),
            Written::Bytes(bytes) => path_of(&bytes),
        }))
    }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_goes_by_its_name_and_the_folders_next_to_it() {
        let source = |parts: &[&str]| SourceId(parts.iter().collect());
        let deep = source(&["home", "ann", "maps", "asia", "kant.dossier"]);
        let last = source(&["\u{2026}", "maps", "asia"]);
        assert_eq!(
            deep.name_in_folder(),
            format!("kant.dossier in {}", last.text())
        );
        assert_eq!(source(&["maps", "kant"]).name_in_folder(), "kant in maps");
        assert_eq!(source(&["kant.md"]).name_in_folder(), "kant.md");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_comes_back_as_it_was() {
        for source in [
            SourceId::from("maps/towns.csv"),
            SourceId(path_of(b"\xCC\xE0.csv")),
        ] {
            let written = serde_json::to_string(&source).unwrap();
            assert_eq!(serde_json::from_str::<SourceId>(&written).unwrap(), source);
        }
    }
}
