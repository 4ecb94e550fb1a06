//! Why the base map cannot be read.

use crate::atlas::Iso3Error;

/// Why the base map's files cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BaseMapError {
    /// The first bytes are not those of a base map.
    #[error("not a base map file")]
    NotBaseMap,
    /// The file was made for another version of the program.
    #[error("expected base map version {expected}, found {found}")]
    Version {
        /// What this program reads.
        expected: u8,
        /// What the file says.
        found: u8,
    },
    /// The compressed data is damaged.
    #[error("the base map cannot be inflated")]
    Inflate(#[from] std::io::Error),
    /// The data ends in the middle of something.
    #[error("the base map ends too early")]
    Short,
    /// A value that cannot be: its kind.
    #[error("the base map has an impossible {0}")]
    Range(&'static str),
    /// A country's code is no code.
    #[error("the base map has a country without a code")]
    Code(#[from] Iso3Error),
    /// Something follows where the end should be.
    #[error("the base map goes on after its end")]
    TooLong,
    /// The two files are not of one making.
    #[error("the base map has {levels} levels, its rivers {rivers}")]
    Levels {
        /// Levels in `basemap.bin`.
        levels: usize,
        /// Levels in `rivers.bin`.
        rivers: usize,
    },
}
