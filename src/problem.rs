//! What is wrong with something a person gave us: what, where, why, and how to mend it.
//!
//! Reading never stops at the first fault: it returns a value and every
//! [`Problem`] found on the way. Programs that cannot go on have errors of
//! their own; a `Problem` is for what the reader of it can mend.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// `text` in quotation marks, cut to what fits a message.
#[must_use]
pub fn quoted(text: &str) -> String {
    const FITS: usize = 60;
    match text.char_indices().nth(FITS) {
        Some((end, _)) => format!("\"{}…\"", text[..end].trim_end()),
        None => format!("\"{text}\""),
    }
}

/// A count with a comma between groups of three digits: `12,000`.
#[must_use]
pub fn grouped(count: impl Into<u64>) -> String {
    let digits = count.into().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `one` for a single thing ("a row has"), or the count with `several` behind it ("1,200 rows have").
#[must_use]
pub fn counted(count: impl Into<u64>, one: &str, several: &str) -> String {
    match count.into() {
        1 => one.to_owned(),
        count => format!("{} {several}", grouped(count)),
    }
}

/// Most characters of a text within a problem: a key or value may be as long as its file.
const MOST_CHARS: usize = 600;

/// The text, cut to what a person reads.
fn capped(mut text: String) -> String {
    if text.len() > MOST_CHARS
        && let Some((end, _)) = text.char_indices().nth(MOST_CHARS)
    {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing was left out.
    Warning,
    /// Something was left out or could not be understood.
    Error,
}

/// Where in the files a problem stands. Any part may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// File name, relative to the dossier.
    pub file: Option<String>,
    /// Line, counted from 1.
    pub line: Option<u32>,
    /// Bytes of the file that are at fault.
    pub span: Option<Range<usize>>,
    /// Id of the feature at fault, or its number where it has none (`#12`).
    pub feature: Option<String>,
}

impl Place {
    /// A place in `file`, nothing more known.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: Some(file.into()),
            ..Self::default()
        }
    }

    /// A line of `file`, counted from 1.
    #[must_use]
    pub fn line(file: impl Into<String>, line: u32) -> Self {
        Self {
            line: Some(line),
            ..Self::file(file)
        }
    }

    /// The bytes `span` of `file`, whose whole text is `text`; the line follows from it.
    #[must_use]
    pub fn span(file: impl Into<String>, text: &str, span: Range<usize>) -> Self {
        let end = span.start.min(text.len());
        let newlines = text.as_bytes()[..end].split(|&byte| byte == b'\n').count() - 1;
        let line = u32::try_from(newlines + 1).unwrap_or(u32::MAX);
        Self {
            span: Some(span),
            ..Self::line(file, line)
        }
    }

    /// The same place, in the feature called `feature`.
    #[must_use]
    pub fn in_feature(mut self, feature: impl Into<String>) -> Self {
        self.feature = Some(capped(feature.into()));
        self
    }
}

impl Place {
    /// The change that writes `text` here.
    #[must_use]
    pub fn rewritten(&self, text: impl Into<String>) -> Option<Correction> {
        self.changed(Change::Write(text.into()))
    }

    /// The change that spells what is written here `to`, where it is `from`.
    #[must_use]
    pub fn respelt(&self, from: &str, to: &str) -> Option<Correction> {
        self.changed(Change::Respell {
            from: from.to_owned(),
            to: to.to_owned(),
        })
    }

    fn changed(&self, change: Change) -> Option<Correction> {
        Some(Correction {
            file: self.file.clone()?,
            span: self.span.clone()?,
            change,
        })
    }
}

impl fmt::Display for Place {
    /// `features.geojson:12 (base-kant)`, or as much of it as is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(file) = &self.file {
            f.write_str(file)?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            separator = " ";
        }
        match &self.feature {
            Some(feature) => write!(f, "{separator}({feature})"),
            None => Ok(()),
        }
    }
}

/// A change to the text of a file that mends a problem, and of whose meaning there is no doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// File name, relative to the dossier.
    pub file: String,
    /// Bytes of the file's text that change; none where something is added.
    pub span: Range<usize>,
    /// How they change.
    pub change: Change,
}

/// How a part of a text changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Something else is written in its place.
    Write(String),
    /// A name or text is spelt otherwise; its quotation marks stay.
    Respell {
        /// The text as it is, without quotation marks.
        from: String,
        /// The text as it should be.
        to: String,
    },
}

impl Correction {
    /// What is written over `span` of the file's text; `None` where the text is not what it was taken
    /// for, so that nothing may be written.
    #[must_use]
    pub fn text(&self, whole: &str) -> Option<String> {
        let written = whole.get(self.span.clone())?;
        match &self.change {
            Change::Write(text) => Some(text.clone()),
            Change::Respell { to, .. } if to.contains(['"', '\'', '\\']) => None,
            Change::Respell { from, to } => ["", "\"", "'"].into_iter().find_map(|quote| {
                let same = written == format!("{quote}{from}{quote}");
                same.then(|| format!("{quote}{to}{quote}"))
            }),
        }
    }
}

/// Something wrong that the reader can mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop: "expected X, found Y".
    pub what: String,
    /// Where it stands.
    pub place: Place,
    /// Why that is a problem.
    pub why: String,
    /// What to do about it.
    pub mend: String,
    /// Changes that do it, where there is no doubt which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Problem {
    /// An error: something was left out or could not be understood.
    #[must_use]
    pub fn error(what: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Error, what.into(), place)
    }

    /// A warning: worth knowing, nothing was left out.
    #[must_use]
    pub fn warning(what: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Warning, what.into(), place)
    }

    fn new(severity: Severity, what: String, place: Place) -> Self {
        Self {
            severity,
            what: capped(what),
            place,
            why: String::new(),
            mend: String::new(),
            corrections: Vec::new(),
        }
    }

    /// The same problem, with the reason why it is one.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = capped(why.into());
        self
    }

    /// The same problem, with what to do about it.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = capped(mend.into());
        self
    }

    /// The same problem, with changes that mend it without doubt.
    #[must_use]
    pub fn corrected(mut self, by: impl IntoIterator<Item = Correction>) -> Self {
        self.corrections.extend(by);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{word}: {}", self.what)?;
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, ", at {place}")?;
        }
        if !self.why.is_empty() {
            write!(f, ": {}", self.why)?;
        }
        if !self.mend.is_empty() {
            write!(f, "; {}", self.mend)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_quotes_no_text_without_end() {
        let long = "ж".repeat(10_000_000);
        let place = Place::file("a.csv").in_feature(long.clone());
        let problem = Problem::error(long.clone(), place)
            .why(long.clone())
            .mend(long);
        assert!(problem.to_string().chars().count() < 5 * MOST_CHARS);
    }

    #[test]
    fn a_count_has_a_comma_between_thousands() {
        let of = |count: u32| grouped(count);
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(of),
            ["0", "999", "1,000", "1,234,567"]
        );
        let rows = |count: u32| counted(count, "a row has", "rows have");
        assert_eq!(rows(1), "a row has");
        assert_eq!(rows(2_000), "2,000 rows have");
    }

    #[test]
    fn a_span_knows_its_line() {
        let text = "one\ntwo\nthree\n";
        assert_eq!(Place::span("a.md", text, 4..7).line, Some(2));
        assert_eq!(Place::span("a.md", text, 0..1).line, Some(1));
        assert_eq!(Place::span("a.md", text, 99..100).line, Some(4));
    }

    #[test]
    fn a_problem_says_what_where_why_and_how_to_mend_it() {
        let problem = Problem::error(
            "expected a number, found \"far\"",
            Place::line("features.geojson", 12).in_feature("base-kant"),
        )
        .why("precision_m is a radius in metres")
        .mend("write it as a number, such as 5000");
        assert_eq!(
            problem.to_string(),
            "error: expected a number, found \"far\", at features.geojson:12 (base-kant): \
             precision_m is a radius in metres; write it as a number, such as 5000"
        );
    }
}
