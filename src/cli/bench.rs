//! `steppe bench`: how fast it is, on the reader's own files and machine.

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::scene_file::{SceneFile, SceneFileError};
use super::terminal::tell;
use crate::app::bench::{BenchError, bench};
use crate::app::{WriteError, write_new, write_over};

/// What to measure, and on what.
#[derive(Debug, Args)]
pub(super) struct BenchArgs {
    /// What to measure: a dossier's folder, NAME.dossier, an article (.md) or GeoJSON files, the built-in dossier by default
    #[arg(value_name = "DOSSIER|FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object, as is done wherever the output is no terminal
    #[arg(long)]
    json: bool,
    /// Take views, picks and days from this file instead of a tour of the whole map
    #[arg(long, value_name = "FILE")]
    scene: Option<PathBuf>,
    /// Keep the PNG that is drawn
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the PNG where it is there already
    #[arg(long)]
    force: bool,
}

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Scene(#[from] SceneFileError),
    #[error(transparent)]
    Bench(#[from] BenchError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("the figures could not be printed: {0}; look where the output goes")]
    Print(#[from] std::io::Error),
}

/// Measures and prints.
pub(super) fn run(args: &BenchArgs) -> Outcome {
    match measured(args) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            tell(format_args!("steppe: {error}"));
            Outcome::Failed
        }
    }
}

fn measured(args: &BenchArgs) -> Result<(), Error> {
    let scene = args.scene.as_deref().map(SceneFile::read).transpose()?;
    let (figures, picture) = bench(&args.files, scene.map(|scene| scene.tour()))?;
    if let Some(out) = &args.out {
        let write = if args.force { write_over } else { write_new };
        write(out, &picture)?;
    }
    let mut out = std::io::stdout().lock();
    if args.json || !out.is_terminal() {
        let json = serde_json::to_string(&figures).map_err(std::io::Error::from)?;
        writeln!(out, "{json}")?;
    } else {
        for line in figures.lines() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
