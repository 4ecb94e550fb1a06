//! The features of a large file that is no JSON as a whole, as the small reader recovers them: one
//! missing comma must not cost all the others.

use std::io;

use super::features::FeatureReader;
use super::window::TextWindow;
use crate::formats::geojson::recovery;

/// Bytes that are read at once.
const STRETCH: usize = 1 << 20;

/// White space and words that may stand between an object's brace and what tells it to be a feature.
const LONGEST_BEGINNING: usize = 1 << 10;

/// Memory that one feature may need.
const MOST: usize = 256 << 20;

/// Where the list of features seems to begin in a file whose beginning is no JSON; else its beginning.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn begin(window: &mut TextWindow<'_>) -> io::Result<u64> {
    const LIST: &[u8] = b"\"features\"";
    let mut from = 0;
    loop {
        window.load(from, STRETCH, |_| ())?;
        if let Some(found) = memchr::memmem::find(window.bytes(), LIST) {
            let open = memchr::memchr(b'[', &window.bytes()[found..]);
            return Ok(open.map_or(0, |open| window.at(found + open + 1)));
        }
        if !window.goes_on() {
            return Ok(0);
        }
        from += STRETCH as u64;
    }
}

/// What recovering gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recovered {
    /// Whether all that looked like a feature was JSON.
    pub(super) whole: bool,
    /// Byte of a feature that was too long to be held in memory: what follows it was not read.
    pub(super) too_long: Option<u64>,
}

/// Reads whatever looks like a feature from `from` on.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn read(
    features: &mut FeatureReader<'_>,
    window: &mut TextWindow<'_>,
    from: u64,
) -> io::Result<Recovered> {
    let mut recovered = Recovered {
        whole: true,
        too_long: None,
    };
    let mut at = from;
    window.load(at, STRETCH, |_| ())?;
    loop {
        let begin = window.index(at);
        let rest = &window.bytes()[begin..];
        let Some(open) = memchr::memchr(b'{', rest) else {
            if !window.goes_on() {
                break;
            }
            at = window.at(window.bytes().len());
            load(features, window, at)?;
            continue;
        };
        at = window.at(begin + open);
        let rest = &rest[open..];
        let length = recovery::end_of(rest, 0);
        // What closes near the end may only seem to: a beginning could be cut off there.
        if length + LONGEST_BEGINNING >= rest.len() && window.goes_on() {
            if rest.len() > MOST {
                recovered.too_long = Some(at);
                break;
            }
            if rest.len() < STRETCH / 2 && begin + open > STRETCH / 2 {
                load(features, window, at)?;
            } else {
                window.grow()?;
            }
            continue;
        }
        let text = str::from_utf8(&rest[..length]).unwrap_or_default();
        if recovery::looks_like_one(text) {
            recovered.whole &= read_one(features, text, at);
        }
        at += length as u64;
    }
    features.notes.no_text(window.no_text);
    Ok(recovered)
}

/// Moves the window on to `from`.
fn load(
    features: &mut FeatureReader<'_>,
    window: &mut TextWindow<'_>,
    from: u64,
) -> io::Result<()> {
    features.notes.no_text(window.no_text);
    window.load(from, STRETCH, |_| ())
}

/// Reads the feature that `text` is; says whether it was JSON.
fn read_one(features: &mut FeatureReader<'_>, text: &str, start: u64) -> bool {
    let read = features.read(text.as_bytes(), 0, start, false);
    if read.is_err() {
        features.leave_out(start, text.len());
    }
    read.is_ok()
}
