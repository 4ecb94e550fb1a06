//! The features of a `GeoJSON` text that is not JSON as a whole: one missing
//! comma must not cost all the others.

use super::findings::Findings;
use crate::formats::json::{JsonFault, Raw};
use crate::problem::{Place, Problem, counted};

/// Cuts a broken text into what look like its features.
///
/// Brackets are matched and strings end at their line, since JSON has no line
/// breaks in them (RFC 8259, section 7). Where the next feature begins before
/// the brackets of one have closed, that one is cut there.
pub(super) fn slices<'a>(findings: &dyn Findings, raw: Raw<'a>, fault: &JsonFault) -> Vec<Raw<'a>> {
    let list = raw.text.find("\"features\"");
    let list = list.and_then(|at| Some(at + raw.text[at..].find('[')? + 1));
    let mut features = Vec::new();
    let mut at = list.unwrap_or(0);
    while let Some(open) = raw.text[at..].find('{') {
        let start = at + open;
        let end = end_of(raw.text.as_bytes(), start);
        features.push(Raw {
            text: &raw.text[start..end],
            start: raw.start + start,
        });
        at = end;
    }
    features.retain(|part| looks_like_one(part.text));
    let whole = |raw: &Raw<'_>| raw.members().is_ok();
    if !features.is_empty() && features.iter().all(whole) {
        let span = fault.offset..fault.offset + 1;
        findings.problem(between(&fault.what, features.len(), findings.at(&span)));
    }
    features
}

/// The problem of a text whose features are all whole, so that the fault is between them.
pub(crate) fn between(what: &str, features: usize, place: Place) -> Problem {
    Problem::error(format!("not JSON: {what}"), place)
        .why(format!(
            "{} could be read all the same",
            counted(features as u64, "a feature", "features")
        ))
        .mend("look for a missing or superfluous comma or bracket between the features")
}

/// Whether a part of a text has what a feature has.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let marks = ["\"Feature\"", "\"properties\"", "\"geometry\""];
    marks.iter().any(|mark| text.contains(mark))
}

/// Where the object that opens at `start` ends.
pub(crate) fn end_of(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        if in_string {
            in_string = (byte != b'"' || escaped) && byte != b'\n';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b'"' => (in_string, escaped) = (true, false),
            b'{' if depth > 0 && opens_feature(&bytes[at..]) => return at,
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    bytes.len()
}

/// Whether `text` begins as features mostly do: `{ "type": "Feature"`.
fn opens_feature(text: &[u8]) -> bool {
    let mut rest = text;
    [&b"{"[..], b"\"type\"", b":", b"\"Feature\""]
        .iter()
        .all(|token| {
            let found = rest.trim_ascii_start().strip_prefix(*token);
            rest = found.unwrap_or_default();
            found.is_some()
        })
}
