//! What the properties of a large file mean, decided before its features are read.
//!
//! A small file is surveyed as a whole. Of a large one, stretches are, at equal distances from its
//! beginning to its end, so that a file is read once and a column means the same in all of it.

use std::io;

use memchr::memmem::Finder;
use serde_json::{Map, Value};

use super::slots::Keys;
use super::window::{TextWindow, mark_length};
use crate::atlas::table::Backing;
use crate::dossier::feature;
use crate::dossier::read_as::ReadAs;
use crate::dossier::understand::{Survey, Understanding};
use crate::formats::Given;
use crate::formats::geojson::Positions;
use crate::problem::Problem;

/// Bytes of one stretch.
const STRETCH: u64 = 16 << 10;

/// Stretches that are looked at, at least and at most.
const STRETCHES: (u64, u64) = (16, 256);

/// Of how many bytes one is looked at, within these bounds.
const ONE_IN: u64 = 32;

/// What the properties of a layer's features mean, and which of them are looked at.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    pub(super) understanding: Understanding,
    pub(super) keys: Keys,
    /// Whether the features were written for this program.
    pub(super) ours: bool,
    /// The columns that were met.
    pub(super) columns: Vec<String>,
    /// Columns that were to be read and are not there.
    pub(super) problems: Vec<Problem>,
    /// How the positions of the features become places.
    pub(super) positions: Positions,
}

/// Bytes within which the features begin of a file that names its system before them.
const HEAD: usize = 64 << 10;

impl Meaning {
    /// What the features of a file mean, as far as stretches of it show.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn surveyed(
        file: &str,
        backing: &dyn Backing,
        read_as: &ReadAs,
    ) -> io::Result<Self> {
        let mut survey = Survey::default();
        let mut ours = false;
        let mut window = TextWindow::new(backing);
        let (fewest, most) = STRETCHES;
        let count = (backing.len() / ONE_IN / STRETCH).clamp(fewest, most);
        // The last ends with the file.
        let apart = backing.len().saturating_sub(STRETCH) / (count - 1);
        for from in (0..count).map(|number| number * apart) {
            window.load(from, STRETCH as usize, |_| ())?;
            for properties in properties(window.bytes()) {
                ours |= properties.keys().any(|key| feature::is_own_word(key));
                survey.add(&properties);
            }
        }
        let problems = survey.missing(read_as, file);
        survey.add_usual_columns();
        window.load(0, HEAD, |_| ())?;
        Ok(Self {
            problems,
            positions: positions(window.bytes(), &read_as.given),
            ..Self::of(&survey, read_as, ours)
        })
    }

    /// What the features of a surveyed layer mean.
    fn of(survey: &Survey, read_as: &ReadAs, ours: bool) -> Self {
        let understanding = Understanding::of(survey, read_as).without_ids();
        let understanding = if ours {
            understanding.with_own_words()
        } else {
            understanding
        };
        Self {
            keys: Keys::of(&understanding),
            understanding,
            ours,
            columns: survey.keys(),
            problems: Vec::new(),
            positions: Positions::default(),
        }
    }
}

/// How positions become places in a file that begins with these bytes.
fn positions(head: &[u8], given: &Given) -> Positions {
    let list = memchr::memmem::find(head, b"\"features\"").unwrap_or(0);
    let begin = memchr::memchr(b'[', &head[list..]).map_or(0, |open| list + open + 1);
    let beginning = str::from_utf8(&head[mark_length(head).min(begin)..begin]);
    Positions::before_features(beginning.unwrap_or_default(), given)
}

/// The properties of the features that begin in a stretch of a file.
fn properties(bytes: &[u8]) -> impl Iterator<Item = Map<String, Value>> {
    let key = Finder::new(b"\"properties\"").into_owned();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            from += key.find(bytes.get(from..)?)? + key.needle().len();
            let value = bytes[from..].trim_ascii_start();
            let Some(value) = value.strip_prefix(b":") else {
                continue;
            };
            let mut values = serde_json::Deserializer::from_slice(value).into_iter();
            if let Some(Ok(Value::Object(properties))) = values.next() {
                from = bytes.len() - value.len() + values.byte_offset();
                return Some(properties);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_understood_by_what_stands_far_behind_the_first_features() {
        let feature = |date: &str| {
            format!(
                r#"{{"type":"Feature","properties":{{"название":"Ош","date":"{date}"}},"geometry":null}},"#
            )
        };
        // Which of day and month stands first is seen at the end only.
        let mut text = feature("07/08/2021").repeat(40_000);
        text += &feature("18/10/2021").repeat(10_000);
        let meaning =
            Meaning::surveyed("a.geojson", &text.into_bytes(), &ReadAs::default()).unwrap();
        let words = meaning.understanding.words().join(", ");
        assert_eq!(
            words,
            "names from `название`, dates from `date` with the day first"
        );
        assert!(!meaning.ours);
    }

    #[test]
    fn what_is_cut_off_or_no_object_is_passed_over() {
        let text =
            br#"{"properties": null}, {"properties":{"a":1}}, "properties", {"properties":{"b":"#;
        let found: Vec<_> = properties(text).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["a"], 1);
    }
}
