//! Countries by their ISO 3166-1 alpha-3 codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A country's ISO 3166-1 alpha-3 code: "TJK".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iso3([u8; 3]);

/// A text that is no ISO 3166-1 alpha-3 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected three capital letters such as TJK, found \"{0}\"")]
pub struct Iso3Error(pub String);

impl Iso3 {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Iso3 {
    type Err = Iso3Error;

    fn from_str(text: &str) -> Result<Self, Iso3Error> {
        match *text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err(Iso3Error(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Iso3 {
    type Error = Iso3Error;

    fn try_from(text: String) -> Result<Self, Iso3Error> {
        text.parse()
    }
}

impl From<Iso3> for String {
    fn from(iso3: Iso3) -> Self {
        iso3.as_str().to_owned()
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
