//! How fast it is on any files, beside other programs on the same: `cargo bench --bench peer -- FILE…`.

mod figures;
mod measure;
mod scene_file;
mod tour;

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use measure::{BenchError, bench};
use scene_file::{SceneFile, SceneFileError};
use steppe::app::{WriteError, write_new, write_over};

/// What to measure, and on what.
#[derive(Debug, Parser)]
struct Args {
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    bench: bool,
    /// What to measure: a dossier's folder, NAME.dossier, an article (.md) or GeoJSON files, the built-in dossier by default
    #[arg(value_name = "DOSSIER|FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object, as is done wherever the output is no terminal
    #[arg(long)]
    json: bool,
    /// Take views, picks and days from this file instead of a tour of the whole map
    #[arg(long, value_name = "FILE")]
    scene: Option<PathBuf>,
    /// Whether mountains are shaded, as the program does at first; no other program does
    #[arg(long, value_enum, default_value_t = Relief::Off)]
    relief: Relief,
    /// Keep the PNG that is drawn
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the PNG where it is there already
    #[arg(long)]
    force: bool,
}

/// Whether mountains are shaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Relief {
    On,
    Off,
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

fn main() -> ExitCode {
    match measured(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("peer: {error}");
            ExitCode::from(2)
        }
    }
}

fn measured(args: &Args) -> Result<(), Error> {
    let scene = args.scene.as_deref().map(SceneFile::read).transpose()?;
    let (figures, picture) = bench(
        &args.files,
        scene.map(|scene| scene.tour()),
        args.relief == Relief::On,
    )?;
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
