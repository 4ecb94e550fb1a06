//! Problems as a good compiler draws its own, and as JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::dossier::Files;
use crate::problem::{Correction, Problem, Severity};

/// Longest line of a file that is shown whole, in bytes; of a longer one, as
/// minified `GeoJSON` has, only what surrounds the fault.
const LONGEST_LINE: usize = 2_000;

/// Bytes shown on either side of a fault in such a line.
const AROUND: usize = 60;

/// Where a problem stands, with the piece of its file that shows it.
struct Excerpt<'t> {
    line: usize,
    /// In characters, from 1.
    column: usize,
    text: &'t str,
    /// The bytes of `text` at fault.
    span: Range<usize>,
    /// Whether `text` is only a part of its line, so that columns cannot be counted in it.
    cut: bool,
}

/// Draws a problem with the lines of its file, without colours.
pub(super) fn drawn(problem: &Problem, files: &Files) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let text = problem
        .place
        .file
        .as_deref()
        .and_then(|file| files.text(file));
    let excerpt = text.as_deref().and_then(|text| excerpt(problem, text));
    let mut elements: Vec<Element<'_>> = Vec::new();
    let file = problem.place.file.as_deref().unwrap_or_default();
    if let Some(excerpt) = &excerpt {
        let mark = AnnotationKind::Primary.span(excerpt.span.clone());
        let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.line);
        if excerpt.cut {
            let origin = Origin::path(file).line(excerpt.line);
            elements.push(origin.char_column(excerpt.column).into());
        } else {
            snippet = snippet.path(file);
        }
        elements.push(snippet.annotation(mark).into());
    } else if !file.is_empty() {
        let origin = Origin::path(file);
        elements.push(match problem.place.line {
            Some(line) => origin.line(line as usize).into(),
            None => origin.into(),
        });
    }
    if let Some(feature) = &problem.place.feature {
        elements.push(
            Level::NOTE
                .with_name("feature")
                .message(feature.as_str())
                .into(),
        );
    }
    for (name, text) in [("why", &problem.why), ("help", &problem.mend)] {
        if !text.is_empty() {
            elements.push(Level::HELP.with_name(name).message(text.as_str()).into());
        }
    }
    let group: Group<'_> = level
        .primary_title(problem.what.as_str())
        .elements(elements);
    Renderer::plain().render(&[group])
}

/// A problem as an object with all that is known of its place.
pub(super) fn as_json(problem: &Problem, files: &Files) -> Value {
    let text = problem
        .place
        .file
        .as_deref()
        .and_then(|file| files.text(file));
    let column = text
        .as_deref()
        .and_then(|text| excerpt(problem, text))
        .map(|excerpt| excerpt.column);
    json!({
        "severity": match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "what": problem.what,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": column,
        "feature": problem.place.feature,
        "why": problem.why,
        "mend": problem.mend,
        "corrections": corrections(problem, files),
    })
}

/// The changes that mend a problem without doubt; bytes are those of the file's text without a byte order
/// mark.
fn corrections(problem: &Problem, files: &Files) -> Vec<Value> {
    let correction = |it: &Correction| {
        let text = it.text(&files.text(&it.file)?)?;
        let Range { start, end } = it.span;
        Some(json!({ "file": it.file, "from_byte": start, "to_byte": end, "text": text }))
    };
    problem.corrections.iter().filter_map(correction).collect()
}

fn excerpt<'t>(problem: &Problem, text: &'t str) -> Option<Excerpt<'t>> {
    let span = match (&problem.place.span, problem.place.line) {
        (Some(span), _) => span.clone(),
        (None, Some(line)) => line_span(text, line)?,
        (None, None) => return None,
    };
    let at = text.floor_char_boundary(span.start);
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length);
    let end = text.floor_char_boundary(span.end.min(line_end)).max(at);
    let long = line_end - line_start > LONGEST_LINE;
    let (from, to) = if long {
        let from = text.floor_char_boundary(at.saturating_sub(AROUND));
        let to = text.floor_char_boundary(end.min(at + AROUND) + AROUND);
        (from.max(line_start), to.min(line_end))
    } else {
        (line_start, line_end)
    };
    Some(Excerpt {
        line: text[..at].bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: text[line_start..at].chars().count() + 1,
        text: &text[from..to],
        span: at - from..end.min(to) - from,
        cut: long,
    })
}

/// The bytes of a line, counted from 1.
fn line_span(text: &str, line: u32) -> Option<Range<usize>> {
    let mut start = 0;
    for _ in 1..line {
        start += text[start..].find('\n')? + 1;
    }
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    Some(start..start + length)
}
