//! The three-letter code by which a country is named everywhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A country's ISO 3166-1 alpha-3 code, such as `TJK`.
///
/// States without one bear a code from ISO's user range: `XKX` Kosovo, `XNC` Northern Cyprus,
/// `XSL` Somaliland.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iso3([u8; 3]);

/// A text that is not three capital letters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a country code of three capital letters, such as TJK; found {0:?}")]
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
        match text.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
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
    fn from(code: Iso3) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_and_written_as_its_text() {
        let code: Iso3 = "TJK".parse().unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"TJK\"");
        assert_eq!(serde_json::from_str::<Iso3>("\"TJK\"").unwrap(), code);
        assert_eq!(format!("{code:>4}"), " TJK");
    }

    #[test]
    fn what_is_not_three_capitals_is_refused() {
        for text in ["", "TJ", "tjk", "TJKX", "T1K", "Éa"] {
            assert_eq!(text.parse::<Iso3>(), Err(Iso3Error(text.to_owned())));
        }
    }
}
