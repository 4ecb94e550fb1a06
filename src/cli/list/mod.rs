//! `steppe list`: every feature as it is understood, one a line.

mod row;
mod tables;

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::Outcome;
use super::filter;
use super::terminal::{self, Notation, Terminal};
use super::waiting::Waiting;
use crate::app::open::open_all;
use crate::atlas::query::Expression;
use crate::atlas::{Atlas, BaseMap};
use crate::dossier::{Files, Reading, read};
use crate::problem::{Problem, Severity};
use row::ListedRow;

/// What to list, and how.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// A dossier, or files of any readable format; the built-in dossier by default
    #[arg(value_name = "DOSSIER|FILE")]
    files: Vec<PathBuf>,
    /// Only features for which a condition holds (OGC CQL2 text), such as "fatalities >= 10 AND status = 'active'"
    #[arg(long = "where", value_name = "CONDITION")]
    condition: Option<String>,
    /// Print one JSON object a line
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print comma-separated values with a head (RFC 4180)
    #[arg(long)]
    csv: bool,
}

impl ListArgs {
    /// How control characters of names are written.
    fn notation(&self, to_people: bool) -> Notation {
        match (self.json, self.csv) {
            (true, _) => Notation::Json,
            (_, true) if !to_people => Notation::Exact,
            _ => Notation::Text,
        }
    }
}

/// What the command line names, read.
#[derive(Debug)]
pub(super) struct ListedPaths {
    pub(super) atlas: Atlas,
    /// What reading told; its dossier is in the atlas.
    pub(super) reading: Reading,
}

/// Reads a dossier or files, or the built-in dossier; tells on standard error why that cannot be done.
pub(super) fn opened(paths: &[PathBuf]) -> Option<ListedPaths> {
    let files = if paths.is_empty() {
        Ok(Files::builtin())
    } else {
        let _waiting = Waiting::begin(paths);
        open_all(paths)
    };
    let basemap = BaseMap::embedded();
    let (files, basemap) = match (files, basemap) {
        (Ok(files), Ok(basemap)) => (files, Arc::new(basemap)),
        (Err(error), _) => {
            terminal::tell(format_args!("steppe: {error}"));
            return None;
        }
        (_, Err(error)) => {
            terminal::tell(format_args!(
                "steppe: the base map inside the program is damaged: {error}"
            ));
            return None;
        }
    };
    let mut reading = read(&files);
    let atlas = Atlas::new(std::mem::take(&mut reading.dossier), basemap);
    Some(ListedPaths { atlas, reading })
}

/// Lists the features on standard output, and what is wrong on standard error.
pub(super) fn run(args: &ListArgs) -> Outcome {
    let Some(ListedPaths { atlas, reading }) = opened(&args.files) else {
        return Outcome::Failed;
    };
    let condition = match args
        .condition
        .as_deref()
        .map(|text| filter::condition(&atlas, text))
    {
        None => None,
        Some(Ok(condition)) => Some(condition),
        Some(Err(error)) => {
            terminal::tell(format_args!("steppe: {error}"));
            return Outcome::Failed;
        }
    };
    let out = io::stdout().lock();
    let notation = args.notation(out.is_terminal());
    let mut out = BufWriter::new(Terminal::new(out, notation));
    let listed = match written(&atlas, condition.as_ref(), args, &mut out) {
        Ok(listed) => listed,
        Err(error) => {
            terminal::tell(format_args!(
                "steppe: the list could not be printed: {error}"
            ));
            return Outcome::Failed;
        }
    };
    tell(&reading, listed);
    outcome(&reading, listed + atlas.article().passages.len())
}

/// 0 if all was read, 1 if something was not, 2 if nothing was.
pub(super) fn outcome(reading: &Reading, listed: usize) -> Outcome {
    let of_errors = |problem: &Problem| problem.severity == Severity::Error;
    let faulty = reading.left_out > 0 || reading.problems.iter().any(of_errors);
    match (faulty, listed) {
        (false, _) => Outcome::Done,
        (true, 0) => Outcome::Failed,
        (true, _) => Outcome::Faulty,
    }
}

/// Tells how layers were understood, every problem, and how much was left out.
pub(super) fn tell(reading: &Reading, listed: usize) {
    for understood in &reading.understood {
        let layer = match understood.layer.as_str() {
            "" => String::new(),
            layer => format!(" ({layer})"),
        };
        terminal::tell(format_args!(
            "{}{layer}: note: {}",
            understood.file, understood.how
        ));
    }
    for problem in &reading.problems {
        terminal::tell(in_one_line(problem));
    }
    if reading.left_out > 0 {
        let all = reading.left_out + listed;
        terminal::tell(format_args!(
            "steppe: {} of {all} features left out",
            reading.left_out
        ));
    }
}

/// `features.geojson:12 (base-kant): error: what; why; mend`.
pub(super) fn in_one_line(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = problem.place.to_string();
    let mut parts = vec![problem.what.as_str(), &problem.why, &problem.mend];
    parts.retain(|part| !part.is_empty());
    let said = format!("{severity}: {}", parts.join("; "));
    if place.is_empty() {
        said
    } else {
        format!("{place}: {said}")
    }
}

/// Writes every feature; gives how many there are.
fn written(
    atlas: &Atlas,
    condition: Option<&Expression>,
    args: &ListArgs,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut listed = 0;
    if args.csv {
        out.write_all(&comma_separated(row::COLUMNS)?)?;
    }
    each(atlas, condition, &mut |row: &ListedRow<'_>| {
        listed += 1;
        if args.json {
            row.write_json(out)?;
            out.write_all(b"\n")
        } else if args.csv {
            out.write_all(&comma_separated(row.fields())?)
        } else {
            writeln!(out, "{row}")
        }
    })?;
    out.flush()?;
    Ok(listed)
}

/// Gives every feature for which `condition` holds to `take`, in the order of its file.
///
/// # Errors
/// What `take` fails with, and where a large file cannot be read again.
fn each(
    atlas: &Atlas,
    condition: Option<&Expression>,
    take: &mut dyn FnMut(&ListedRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (id, feature) in atlas.features() {
        if condition.is_some_and(|condition| !atlas.holds(id, condition)) {
            continue;
        }
        take(&ListedRow {
            file: &feature.file,
            line: Some(feature.line).filter(|&line| line > 0),
            layer: &atlas.layer(feature.layer).name,
            feature,
        })?;
    }
    tables::each(atlas, condition, take)
}

/// A row of comma-separated values, with its line break.
fn comma_separated<const N: usize>(fields: [impl AsRef<[u8]>; N]) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields)?;
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
