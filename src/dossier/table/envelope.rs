//! The collection around the features of a large file.

use std::io;

use super::tell::Teller;
use super::window::{TextWindow, mark_length};
use crate::dossier::report::{Context, Report};
use crate::dossier::text::SourceText;
use crate::formats::Given;
use crate::formats::geojson::{self, Judged, Positions};
use crate::formats::json::Raw;

/// Bytes that may stand behind the features: they are held in memory.
const MOST: usize = 64 << 20;

/// What the small reader says of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Envelope {
    /// Its features are where they say.
    Placed,
    /// Their coordinates are of another system.
    Unplaced,
    /// It is no collection of features.
    Nothing,
    /// What stands behind the features is no JSON, for this reason.
    Fault(String),
}

/// Lets the small reader read the file without the features of its list, which stand between the
/// two bytes `begin` and `end`, the second behind the bracket. What is `given` of its system goes before
/// what it says; `as_read` is how the positions were read.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn judge(
    file: &str,
    (begin, end): (u64, u64),
    has_features: bool,
    (given, as_read): (&Given, &Positions),
    window: &mut TextWindow<'_>,
    teller: &mut Teller<'_>,
) -> io::Result<Envelope> {
    let before = stretch(window, 0, begin as usize)?;
    let mark = mark_length(before.as_bytes());
    let before = &before[mark..];
    let behind = stretch(window, end, MOST)?;
    let whole = format!("{before}]{behind}");
    let text = whole.trim();
    let start = whole.len() - whole.trim_start().len();
    let report = Report::default();
    let cx = Context {
        file: &SourceText::new(file, &whole),
        report: &report,
    };
    let judged = match geojson::judge(&cx, Raw { text, start }, has_features, given, as_read) {
        Ok(Judged::Collection { placed: true }) => Envelope::Placed,
        Ok(Judged::Collection { placed: false }) => Envelope::Unplaced,
        Ok(Judged::Other) => Envelope::Nothing,
        Err(fault) => Envelope::Fault(fault.what),
    };
    for mut problem in report.into_problems(&[file]) {
        let span = problem.place.span.clone().unwrap_or_default();
        if let Some(further) = span.start.checked_sub(before.len() + 1) {
            // It stands behind the features.
            problem.place.span = Some(further..further + span.len());
            let lines = behind[..further].matches('\n').count();
            problem.place.line = u32::try_from(lines + 1).ok();
            teller.push_moved(problem, end)?;
        } else {
            teller.push_moved(problem, mark as u64)?;
        }
    }
    Ok(judged)
}

/// The text from a byte of the file on, of `most` bytes or up to the end.
fn stretch(window: &mut TextWindow<'_>, from: u64, most: usize) -> io::Result<String> {
    window.load(from, most.min(1 << 16), |_| ())?;
    while window.goes_on() && window.bytes().len() < most {
        window.grow()?;
    }
    let begin = window.index(from);
    let end = window.index(from + most as u64);
    let text = str::from_utf8(&window.bytes()[begin..end]);
    Ok(text.unwrap_or_default().to_owned())
}
