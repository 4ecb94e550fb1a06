//! What whoever has a file knows of it that the file does not say, or says wrongly.

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use super::crs::{Crs, UnknownCrs};
use crate::problem::{Place, Problem};

/// What is known of a file from outside. What is `None` the reader finds out by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// The encoding of its texts, by a label of the WHATWG Encoding Standard: "windows-1251".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The coordinate reference system of its positions: an EPSG code, WKT or a PROJ string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// The column of a table that has the latitude, or the northing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<String>,
    /// The column of a table that has the longitude, or the easting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<String>,
}

/// One thing that can be known of a file from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gift {
    /// The encoding of its texts.
    Encoding,
    /// Its coordinate reference system.
    Crs,
    /// The columns that have its coordinates.
    Coordinates,
}

impl Gift {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Encoding, Self::Crs, Self::Coordinates];
}

/// Nothing is known of a file.
pub static NOTHING_GIVEN: Given = Given {
    encoding: None,
    crs: None,
    latitude: None,
    longitude: None,
};

impl Given {
    /// The encoding that is given, where there is one of that label.
    pub(super) fn encoding(&self) -> Option<&'static Encoding> {
        Encoding::for_label(self.encoding.as_deref()?.as_bytes())
    }

    /// The coordinate reference system that is given.
    pub(super) fn crs(&self) -> Option<Result<Crs, UnknownCrs>> {
        self.crs.as_deref().map(Crs::parse)
    }

    /// The coordinate reference system that is given, in words for the line of a layer; `None` where
    /// that is WGS 84 or not known.
    pub(crate) fn system(&self) -> Option<String> {
        let crs = self.crs()?.ok().filter(|crs| !crs.is_wgs84())?;
        Some(format!("positions in {}", crs.name))
    }

    /// The problems of what was given without meaning for the file `name`.
    #[must_use]
    pub fn problem(&self, name: &str) -> Option<Problem> {
        let label = self
            .encoding
            .as_deref()
            .filter(|_| self.encoding().is_none())?;
        let problem = Problem::error(
            format!("there is no encoding called \"{label}\""),
            Place::file(name),
        );
        Some(
            problem
                .why("the encoding was guessed from the text instead")
                .mend("write a label of the WHATWG list, such as windows-1251, koi8-r or gb18030"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_goes_by_its_label_and_one_that_is_none_is_told() {
        let of = |label: &str| Given {
            encoding: Some(label.to_owned()),
            ..Given::default()
        };
        assert_eq!(of("CP1251").encoding(), Some(encoding_rs::WINDOWS_1251));
        assert_eq!(of("cp1251").problem("a.csv"), None);
        let told = of("cyrillic-1").problem("a.csv").unwrap().to_string();
        assert!(
            told.contains("cyrillic-1") && told.contains("windows-1251"),
            "{told}"
        );
        assert_eq!(NOTHING_GIVEN, Given::default());
    }
}
