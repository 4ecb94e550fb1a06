//! `steppe check`: every problem of a dossier, with its place and how to mend it.

mod diff;
mod fix;

use std::io::{self, Write};
use std::path::PathBuf;

use super::Outcome;
use super::problems::{as_json, drawn};
use super::waiting::Waiting;
use crate::app::MendError;
use crate::app::open::{OpenError, open_all};
use crate::atlas::{Dossier, Role};
use crate::dossier::{Files, Reading, read};
use crate::problem::{Severity, grouped};
pub use fix::{Consent, fix};

/// Why a dossier could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What was mended could not be written.
    #[error(transparent)]
    Mend(#[from] MendError),
    /// What was found could not be printed.
    #[error("what was found could not be printed: {0}")]
    Print(#[from] io::Error),
}

/// Checks what `paths` name together, or the built-in dossier, and writes what is wrong to `out`, as
/// text or as a JSON array. Where nothing could be read of it, it failed.
///
/// # Errors
/// Where the dossier cannot be opened, or `out` cannot be written to.
pub fn run(paths: &[PathBuf], json: bool, out: &mut dyn Write) -> Result<Outcome, CheckError> {
    let files = opened(paths)?;
    Ok(report(&files, &read(&files), json, out)?)
}

/// The files that `paths` name together, or those of the built-in dossier.
fn opened(paths: &[PathBuf]) -> Result<Files, OpenError> {
    if paths.is_empty() {
        return Ok(Files::builtin());
    }
    let _waiting = Waiting::begin(paths);
    open_all(paths)
}

/// Writes what is wrong with what was read from `files`, as [`run`] does.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn report(
    files: &Files,
    reading: &Reading,
    json: bool,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    if json {
        let problems = reading.problems.iter();
        let problems: Vec<_> = problems.map(|problem| as_json(problem, files)).collect();
        writeln!(out, "{:#}", serde_json::Value::from(problems))?;
    } else {
        for problem in &reading.problems {
            writeln!(out, "{}\n", drawn(problem, files))?;
        }
        writeln!(out, "{}", summary(reading))?;
    }
    let dossier = &reading.dossier;
    let holds_something = features(dossier) + passages(dossier) > 0;
    Ok(match (counted(reading, Severity::Error), holds_something) {
        (0, _) => Outcome::Done,
        (_, true) => Outcome::Faulty,
        (_, false) => Outcome::Failed,
    })
}

fn counted(reading: &Reading, severity: Severity) -> usize {
    let problems = reading.problems.iter();
    problems
        .filter(|problem| problem.severity == severity)
        .count()
}

/// "checked 78 features, 37 passages: no problems".
fn summary(reading: &Reading) -> String {
    let mut contents = contents(&reading.dossier);
    if reading.left_out > 0 {
        let left_out = numbered(reading.left_out, "feature");
        contents = format!("{contents} ({left_out} left out)");
    }
    let found = [
        (counted(reading, Severity::Error), "error"),
        (counted(reading, Severity::Warning), "warning"),
    ];
    let found: Vec<String> = found
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| numbered(count, noun))
        .collect();
    let found = if found.is_empty() {
        "no problems".to_owned()
    } else {
        found.join(", ")
    };
    format!("checked {contents}: {found}")
}

fn features(dossier: &Dossier) -> usize {
    let rows: usize = dossier.tables.iter().map(|table| table.len()).sum();
    dossier.features.len() + rows
}

/// Passages of the article's own.
fn passages(dossier: &Dossier) -> usize {
    let of_article = |passage: &&crate::atlas::Passage| passage.role != Role::Related;
    dossier.article.passages.iter().filter(of_article).count()
}

fn contents(dossier: &Dossier) -> String {
    let optional = [
        (dossier.places.len(), "place"),
        (dossier.borders.len(), "border"),
        (dossier.blocs.len(), "bloc"),
        (dossier.charts.len(), "chart"),
        (dossier.conflicts.len(), "conflict"),
        (dossier.actors.len(), "actor"),
    ];
    let mut parts = vec![
        numbered(features(dossier), "feature"),
        numbered(passages(dossier), "passage"),
    ];
    let optional = optional.into_iter().filter(|(count, _)| *count > 0);
    parts.extend(optional.map(|(count, noun)| numbered(count, noun)));
    parts.join(", ")
}

/// "1 error", "2 errors".
fn numbered(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count as u64))
}
