//! JSON as people and programs write it by mistake, mended so that it can be read.
//!
//! Every mend keeps the length of the text, so that each byte stays at its offset and the places of
//! problems stay true. Only a text that is not JSON is mended.

mod mender;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::problem::{Place, Problem, counted};
use mender::Mender;

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mend {
    NotANumber,
    Comment,
    Comma,
    MissingComma,
    LineBreak,
    Quote,
    Escape,
    SingleQuotes,
    Word,
}

/// A text that was no JSON, mended.
#[derive(Debug, Default)]
pub(crate) struct Mended {
    /// The text, as long as it was.
    pub(crate) text: String,
    /// Where `NaN` and the like stand for a value. A text without letters stands there now,
    /// which is no position either.
    pub(crate) not_numbers: Vec<usize>,
    counts: BTreeMap<Mend, (usize, usize)>,
}

impl Mended {
    /// Mends `text`; `None` where there is nothing that could be mended.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut mender = Mender::new(text);
        mender.run();
        let Mender {
            bytes,
            counts,
            not_numbers,
            ..
        } = mender;
        let text = String::from_utf8(bytes).ok()?;
        (!counts.is_empty()).then_some(Self {
            text,
            not_numbers,
            counts,
        })
    }

    /// What was mended, once for each sort; `at` gives the place of a byte.
    pub(crate) fn problems(&self, at: impl Fn(&Range<usize>) -> Place) -> Vec<Problem> {
        let problem = |(mend, &(first, count)): (&Mend, &(usize, usize))| {
            let (noun, plural, why, mending) = mend.words();
            let nouns = counted(count as u64, noun, plural);
            let what = format!("{nouns} that JSON does not know");
            Problem::warning(what, at(&(first..first + 1)))
                .why(why)
                .mend(mending)
        };
        self.counts.iter().map(problem).collect()
    }
}

impl Mend {
    /// What it is, once and several times; how it was read; how to mend it.
    fn words(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::NotANumber => (
                "a NaN or infinity",
                "NaN or infinite values",
                "each was left out",
                "write the number, or null",
            ),
            Self::Comment => ("a comment", "comments", "it was passed over", "remove it"),
            Self::Comma => (
                "a spare comma",
                "spare commas",
                "it was passed over",
                "remove it",
            ),
            Self::MissingComma => (
                "a place without its comma",
                "places without a comma",
                "it was read as if it had one",
                "write a comma between the features",
            ),
            Self::LineBreak => (
                "a line break or tab in a text",
                "line breaks or tabs in texts",
                "each was read as a space",
                "write \\n or \\t",
            ),
            Self::Quote => (
                "a quotation mark in a text",
                "quotation marks in texts",
                "each was read as an apostrophe",
                "write \\\"",
            ),
            Self::Escape => (
                "a backslash in a text",
                "backslashes in texts",
                "each was read as a slash",
                "write \\\\",
            ),
            Self::SingleQuotes => (
                "a text in single quotation marks",
                "texts in single quotation marks",
                "they were read as if they were double",
                "write double quotation marks",
            ),
            Self::Word => (
                "a word such as None or True",
                "words such as None or True",
                "they were read as null, true and false",
                "write null, true or false",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mended text, which must be JSON.
    fn mended(text: &str) -> serde_json::Value {
        let mended = Mended::of(text).expect("something to mend");
        assert_eq!(mended.text.len(), text.len());
        serde_json::from_str(&mended.text)
            .unwrap_or_else(|error| panic!("{error}: {}", mended.text))
    }

    #[test]
    fn comments_and_spare_commas_are_passed_over() {
        let value = mended("// a\n{\"a\": [1,, 2,], /* b */ \"http://x\": \"/* c */\",}");
        assert_eq!(
            value,
            serde_json::json!({"a": [1, 2], "http://x": "/* c */"})
        );
    }

    #[test]
    fn a_raw_line_break_or_quotation_mark_stays_in_its_text() {
        let value = mended(
            "{\"a\": \"one\ntwo\", \"b\": \"The \"old\" post\", \"c\": \"say \"hi\", twice\"}",
        );
        assert_eq!(
            value,
            serde_json::json!({"a": "one two", "b": "The 'old' post", "c": "say 'hi', twice"})
        );
    }

    #[test]
    fn words_of_other_languages_are_values() {
        let value = mended("{'a': None, 'b': True, 'c': [NaN, -Infinity], 'd': 'it \"is\"'}");
        assert_eq!(
            value,
            serde_json::json!({"a": null, "b": true, "c": ["", ""], "d": "it 'is'"})
        );
    }

    #[test]
    fn a_path_of_windows_is_no_escape() {
        assert_eq!(
            mended(r#"{"a": "C:\Users\new"}"#),
            serde_json::json!({"a": "C:/Users\new"})
        );
    }

    #[test]
    fn a_missing_comma_between_features_is_put_in() {
        assert_eq!(
            mended("[{\"a\": 1}\n {\"a\": 2}]"),
            serde_json::json!([{"a": 1}, {"a": 2}])
        );
    }

    #[test]
    fn a_text_without_its_end_swallows_nothing_that_follows() {
        let text = "[{\"a\": \"open},\n{\"a\": \"closed\",}]";
        let mended = Mended::of(text).unwrap();
        assert!(
            mended.text.ends_with("{\"a\": \"closed\" }]"),
            "{}",
            mended.text
        );
        let text = "{\"a\": \"Alpha, \"b\": 1, \"c\": \"x\", }";
        assert!(
            Mended::of(text).is_none_or(|mended| mended.text.contains("\"a\": \"Alpha, \"b\": 1"))
        );
    }

    #[test]
    fn json_needs_no_mending() {
        assert!(
            Mended::of(r#"{"a": ["x", 1e5, null, "\u00e9\"", {"b": "c"}], "d": {}}"#).is_none()
        );
    }

    proptest::proptest! {
        #[test]
        fn mending_keeps_the_length_and_never_panics(text in "[\\PC\n\"'\\\\{}\\[\\],:/*NaN ]{0,80}") {
            if let Some(mended) = Mended::of(&text) {
                proptest::prop_assert_eq!(mended.text.len(), text.len());
            }
        }
    }
}
