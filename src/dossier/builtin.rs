//! The dossier that the program carries with it.

use super::{Files, Reading, read};

/// The lasting name of the built-in dossier.
pub const BUILTIN_ID: &str = "central-asia-2021";

/// The files of the built-in dossier.
const FILES: [(&str, &str); 4] = [
    (
        "dossier.toml",
        include_str!("../../assets/dossiers/central-asia-2021/dossier.toml"),
    ),
    (
        "article.md",
        include_str!("../../assets/dossiers/central-asia-2021/article.md"),
    ),
    (
        "features.geojson",
        include_str!("../../assets/dossiers/central-asia-2021/features.geojson"),
    ),
    (
        "places.geojson",
        include_str!("../../assets/dossiers/central-asia-2021/places.geojson"),
    ),
];

impl Files {
    /// The files of the built-in dossier.
    #[must_use]
    pub fn builtin() -> Self {
        let mut files = Self::new();
        for (name, text) in FILES {
            let inserted = files.insert(name, text.as_bytes());
            debug_assert!(inserted.is_ok(), "{name} climbs out");
        }
        files
    }
}

/// Reads the built-in dossier: Central Asia, autumn 2021.
#[must_use]
pub fn builtin() -> Reading {
    read(&Files::builtin())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_dossier_has_the_name_it_is_known_by() {
        assert_eq!(super::builtin().dossier.id, super::BUILTIN_ID);
    }
}
