//! A numbered note on one feature.

use super::{FeatureId, When};

/// Characters of the longest note.
pub const LONGEST_CALLOUT: usize = 90;

/// A note on one feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// What it points at.
    pub feature: FeatureId,
    /// What it says: at most 90 characters.
    pub text: String,
    /// When that was; `None` for the feature's own date.
    pub when: Option<When>,
    /// Whose word it is; `None` for the feature's own source.
    pub source: Option<String>,
}

/// The first sentence of a summary, shortened at a word where it is too long for a note.
#[must_use]
pub fn in_brief(summary: &str) -> String {
    let summary = summary.trim();
    let end = summary.find(". ").unwrap_or(summary.len());
    let sentence = summary[..end].trim_end_matches('.');
    if sentence.chars().count() <= LONGEST_CALLOUT {
        return sentence.to_owned();
    }
    let mut text = String::new();
    for word in sentence.split_whitespace() {
        if text.chars().count() + word.chars().count() + 2 > LONGEST_CALLOUT {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text.push('\u{2026}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_note_in_brief_is_the_first_sentence() {
        assert_eq!(
            in_brief("Taliban take Kabul. The army gives up."),
            "Taliban take Kabul"
        );
    }

    proptest! {
        #[test]
        fn a_note_is_never_longer_than_its_room(summary in "([a-z]{1,12}[ .,]{1,2}){0,40}") {
            prop_assert!(in_brief(&summary).chars().count() <= LONGEST_CALLOUT);
        }
    }
}
