//! `steppe convert`: the features in another format, by the ending of the file.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::filter::{self, FilterError};
use super::list::{ListedPaths, in_one_line, opened, outcome, tell};
use super::terminal;
use crate::app::{FeaturesError, LayerToWrite, WriteError, layers, write_layers, writer_for};
use crate::formats::write::Writer;

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
    #[error(transparent)]
    Features(#[from] FeaturesError),
    #[error("there is no feature to write; {} was not written", .0.display())]
    Nothing(PathBuf),
    #[error("{} exists already; choose another name, or replace it with --force", .0.display())]
    Exists(PathBuf),
    #[error(transparent)]
    Where(#[from] FilterError),
    #[error(transparent)]
    Write(WriteError),
}

/// Writes the features, and tells on standard error what is wrong with them or was left out.
pub(super) fn run(args: &ConvertArgs) -> Outcome {
    let writer = match writer_for(&args.out) {
        Ok(writer) => writer,
        Err(error) => return failed(&error.into()),
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

/// Writes the file; gives how many features were read, and whether any was not written.
fn converted(
    opened: &ListedPaths,
    writer: &Writer,
    args: &ConvertArgs,
) -> Result<(usize, bool), ConvertError> {
    let condition = args.condition.as_deref();
    let condition = condition
        .map(|text| filter::condition(&opened.atlas, text))
        .transpose()?;
    let atlas = &opened.atlas;
    let passes = |id| condition.as_ref().is_none_or(|it| atlas.holds(id, it));
    let layers = layers(atlas, &passes);
    let count = layers.iter().map(LayerToWrite::len).sum();
    let written = write_layers(writer, atlas, &layers, (&args.out, args.force));
    let written = written.map_err(|error| match error {
        FeaturesError::Write(WriteError::Exists(path)) => ConvertError::Exists(path),
        FeaturesError::Write(other) => ConvertError::Write(other),
        other => other.into(),
    })?;
    for problem in &written.problems {
        terminal::tell(in_one_line(problem));
    }
    if written.count == 0 {
        return Err(ConvertError::Nothing(args.out.clone()));
    }
    Ok((count, written.count < count))
}
