//! Which letters a text has, so that a search can pass over most names at a glance.

/// The letters that a text has: a bit for each Latin letter, whatever its capitals, and one for digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters(u32);

impl Letters {
    /// Letters of other scripts, and those with accents, may stand for any.
    const ANY: u32 = u32::MAX;

    /// The letters of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self(
            name.bytes()
                .fold(0, |letters, byte| letters | Self::bit(byte)),
        )
    }

    /// The Latin letters and digits that a name must have to match `query`.
    #[must_use]
    pub fn needed_by(query: &str) -> Self {
        let latin = query.bytes().filter(u8::is_ascii);
        Self(latin.fold(0, |letters, byte| letters | Self::bit(byte)))
    }

    fn bit(byte: u8) -> u32 {
        match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'A'..=b'Z' => 1 << (byte - b'A'),
            b'0'..=b'9' => 1 << 26,
            _ if byte.is_ascii() => 0,
            _ => Self::ANY,
        }
    }

    /// The letters of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has all letters of `other`.
    #[must_use]
    pub fn hold(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_letter_of_the_query_is_passed_over() {
        let found = |name: &str, query: &str| Letters::of(name).hold(Letters::needed_by(query));
        assert!(found("Dushanbe garrison", "dush gar"));
        assert!(!found("Dushanbe garrison", "kant"));
        assert!(found("\u{c7}anakkale", "canak"));
        assert!(found("Osh", "\u{438}"));
    }
}
