//! The words of the language.

/// Words of the language, which as names stand in double quotes.
const WORDS: [&str; 16] = [
    "AND",
    "OR",
    "NOT",
    "BETWEEN",
    "IN",
    "LIKE",
    "IS",
    "NULL",
    "TRUE",
    "FALSE",
    "DATE",
    "TIMESTAMP",
    "CASEI",
    "S_INTERSECTS",
    "BBOX",
    "INTERVAL",
];

/// Whether a name is a word of the language.
pub(super) fn is_word(name: &str) -> bool {
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(name))
}
