//! The features of a `GeoJSON` text that is not JSON as a whole: one missing
//! comma must not cost all the others.

use super::from_json::{JsonFault, Raw};
use super::report::Context;
use crate::problem::Problem;

/// Cuts a broken text into what look like its features.
///
/// Brackets are matched and strings end at their line, since JSON has no line
/// breaks in them (RFC 8259, section 7). Where the next feature begins before
/// the brackets of one have closed, that one is cut there.
pub(super) fn slices<'a>(cx: Context<'_>, raw: Raw<'a>, fault: &JsonFault) -> Vec<Raw<'a>> {
    let list = raw.text.find("\"features\"");
    let list = list.and_then(|at| Some(at + raw.text[at..].find('[')? + 1));
    let mut features = Vec::new();
    let mut at = list.unwrap_or(0);
    while let Some(open) = raw.text[at..].find('{') {
        let start = at + open;
        let end = end_of(raw.text, start);
        features.push(Raw {
            text: &raw.text[start..end],
            start: raw.start + start,
        });
        at = end;
    }
    let looks_like_one = |part: &Raw<'_>| {
        let marks = ["\"Feature\"", "\"properties\"", "\"geometry\""];
        marks.iter().any(|mark| part.text.contains(mark))
    };
    features.retain(looks_like_one);
    let whole = |raw: &Raw<'_>| raw.members().is_ok();
    if features.iter().all(whole) {
        let span = fault.offset..fault.offset + 1;
        cx.push(
            Problem::error(format!("not JSON: {}", fault.what), cx.at(&span))
                .why(format!(
                    "{} features could be read all the same",
                    features.len()
                ))
                .mend("look for a missing or superfluous comma or bracket between the features"),
        );
    }
    features
}

/// Where the object that opens at `start` ends.
fn end_of(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        if in_string {
            in_string = (byte != b'"' || escaped) && byte != b'\n';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b'"' => (in_string, escaped) = (true, false),
            b'{' if depth > 0 && opens_feature(&text[at..]) => return at,
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether `text` begins as features mostly do: `{ "type": "Feature"`.
fn opens_feature(text: &str) -> bool {
    let mut rest = text;
    ["{", "\"type\"", ":", "\"Feature\""].iter().all(|token| {
        let found = rest.trim_start().strip_prefix(token);
        rest = found.unwrap_or_default();
        found.is_some()
    })
}
