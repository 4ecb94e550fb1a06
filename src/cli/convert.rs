//! `steppe convert`: the features in another format, by the ending of the file.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::filter::{self, FilterError};
use super::list::{Opened, each, in_one_line, opened, outcome, tell};
use super::terminal;
use crate::app::{WriteError, write_new, write_over};
use crate::atlas::query::Expression;
use crate::dossier::record;
use crate::formats::write::{Layer, WRITERS, Writer, writer};

/// What to convert, and into which file.
#[derive(Debug, Args)]
pub(super) struct ConvertArgs {
    /// A dossier, or files of any readable format; the built-in dossier by default
    #[arg(value_name = "DOSSIER|FILE")]
    files: Vec<PathBuf>,
    /// The file to write; its ending names the format: geojson, ndjson, csv, tsv, kml, gpx,
    /// xlsx, gpkg, fgb, or zip for a zipped shapefile
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Only features for which a condition holds (OGC CQL2 text), such as "fatalities >= 10 AND status = 'active'"
    #[arg(long = "where", value_name = "CONDITION")]
    condition: Option<String>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// Why nothing was converted.
#[derive(Debug, thiserror::Error)]
enum ConvertError {
    #[error("the ending of {} names no format that can be written; known are {known}", .path.display())]
    Ending { path: PathBuf, known: String },
    #[error("there is no feature to write; {} was not written", .0.display())]
    Nothing(PathBuf),
    #[error("a feature cannot be read again: {0}")]
    Read(#[source] io::Error),
    #[error("{} exists already; choose another name, or replace it with --force", .0.display())]
    Exists(PathBuf),
    #[error(transparent)]
    Where(#[from] FilterError),
    #[error(transparent)]
    Write(WriteError),
}

/// Writes the features, and tells on standard error what is wrong with them or was left out.
pub(super) fn run(args: &ConvertArgs) -> Outcome {
    let writer = match named(args) {
        Ok(writer) => writer,
        Err(error) => return failed(&error),
    };
    let Some(opened) = opened(&args.files) else {
        return Outcome::Failed;
    };
    match converted(&opened, writer, args) {
        Ok((count, cut)) => {
            tell(&opened.reading, count);
            match outcome(&opened.reading, count) {
                Outcome::Done if cut => Outcome::Faulty,
                outcome => outcome,
            }
        }
        Err(error) => {
            tell(&opened.reading, 0);
            failed(&error)
        }
    }
}

fn failed(error: &ConvertError) -> Outcome {
    terminal::tell(format_args!("steppe: {error}"));
    match error {
        ConvertError::Write(error) => Outcome::of_write(error),
        _ => Outcome::Failed,
    }
}

/// The writer that the ending names.
fn named(args: &ConvertArgs) -> Result<&'static Writer, ConvertError> {
    let ending = args.out.extension().unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    writer(&ending).ok_or_else(|| {
        let endings = WRITERS.iter().flat_map(|writer| writer.endings);
        ConvertError::Ending {
            path: args.out.clone(),
            known: endings.copied().collect::<Vec<_>>().join(", "),
        }
    })
}

/// Writes the file; gives how many features were read, and whether any was not written.
fn converted(
    opened: &Opened,
    writer: &Writer,
    args: &ConvertArgs,
) -> Result<(usize, bool), ConvertError> {
    let condition = args.condition.as_deref();
    let condition = condition
        .map(|text| filter::condition(&opened.atlas, text))
        .transpose()?;
    let layers = layers(opened, condition.as_ref()).map_err(ConvertError::Read)?;
    let count = layers.iter().map(|layer| layer.records.len()).sum();
    let mut bytes = Vec::new();
    let written = (writer.write)(&layers, &mut bytes).map_err(ConvertError::Read)?;
    for problem in &written.problems {
        terminal::tell(in_one_line(problem));
    }
    if written.count == 0 {
        return Err(ConvertError::Nothing(args.out.clone()));
    }
    let write = if args.force { write_over } else { write_new };
    write(&args.out, &bytes).map_err(|error| match error {
        WriteError::Exists(path) => ConvertError::Exists(path),
        other => ConvertError::Write(other),
    })?;
    Ok((count, written.count < count))
}

/// The features by layer, in the order of their files.
fn layers(opened: &Opened, condition: Option<&Expression>) -> io::Result<Vec<Layer>> {
    let mut layers: Vec<Layer> = Vec::new();
    each(&opened.atlas, condition, &mut |row| {
        let known = layers.iter().rposition(|layer| layer.name == row.layer);
        let at = known.unwrap_or_else(|| {
            layers.push(Layer {
                name: row.layer.to_owned(),
                records: Vec::new(),
            });
            layers.len() - 1
        });
        layers[at].records.push(record(row.feature));
        Ok(())
    })?;
    Ok(layers)
}
