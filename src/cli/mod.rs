//! The commands.

pub mod check;
mod convert;
mod export;
mod filter;
mod list;
mod new;
mod open;
mod problems;
mod progress;
mod scene_file;
mod terminal;
mod waiting;
mod window;

use std::io::{IsTerminal as _, stderr, stdin};
use std::path::PathBuf;
use std::process::ExitCode;

use check::{CheckError, Consent};
use terminal::{Notation, Terminal, tell};

use clap::{CommandFactory, Parser, Subcommand};

use crate::app::WriteError;
use crate::fault::{caught, sentence};

/// Ties a news article to a map.
///
/// Without a command, opens a window on the built-in dossier or on the one
/// named. Where no window can open, says what is missing and draws the map to
/// a new PNG in the current folder instead.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
struct Steppe {
    #[command(subcommand)]
    command: Option<Command>,
    /// What to open: a dossier's folder, NAME.dossier, an article (.md) or GeoJSON files, the built-in dossier by default; a picture that was exported brings its view or chart back
    #[arg(value_name = "DOSSIER|FILE")]
    files: Vec<PathBuf>,
    /// Begin as if for the first time: settings, views and bookmarks are neither read nor kept
    #[arg(long)]
    fresh: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Draw the map to a PNG, SVG or PDF file, its days to an animation, or a chart to PNG, SVG, PDF or CSV; needs no display
    Export(Box<export::ExportArgs>),
    /// List every problem of a dossier with file, line and mend; exit 1 where there is an error
    Check {
        /// A dossier, or layers and an article that make one together; the built-in dossier by default
        #[arg(value_name = "DOSSIER|FILE")]
        files: Vec<PathBuf>,
        /// Print the problems as a JSON array, each with the changes that mend it without doubt
        #[arg(long)]
        json: bool,
        /// Mend what can be mended without doubt, such as the spelling of a known word or a ring that is not closed: shows the changes as a diff, and asks before it writes them
        #[arg(long, requires = "files", conflicts_with = "json")]
        fix: bool,
        /// Write the changes without asking
        #[arg(long, requires = "fix")]
        yes: bool,
    },
    /// List every feature as it is understood, whatever its file; exit 1 where something was left out
    List(list::ListArgs),
    /// Write the features of a dossier or of files to another format: GeoJSON, CSV, KML or GPX
    Convert(convert::ConvertArgs),
    /// Write a small dossier to a new folder, that teaches the format by example and passes `steppe check`
    New {
        /// The folder; it must not be there yet
        folder: PathBuf,
    },
}

/// What a command ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// It ran, and what it looked at has errors or was left out; or the system failed at writing.
    Faulty,
    /// Nothing could be read, or what was asked cannot be done.
    Failed,
}

impl Outcome {
    /// What a command ends with that could not write its file.
    fn of_write(error: &WriteError) -> Self {
        if error.is_of_system() {
            Self::Faulty
        } else {
            Self::Failed
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Faulty => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Parses the command line, and does what it says.
#[must_use]
pub fn main() -> ExitCode {
    terminal::log_to_it();
    let steppe = Steppe::parse();
    let outcome = caught(|| match steppe.command {
        None => window::run(&steppe.files, steppe.fresh),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Check {
            files,
            fix: true,
            yes,
            ..
        }) => mended(&files, yes),
        Some(Command::Check { files, json, .. }) => checked(&files, json),
        Some(Command::List(args)) => list::run(&args),
        Some(Command::Convert(args)) => convert::run(&args),
        Some(Command::New { folder }) => new::run(&folder),
    });
    let outcome = outcome.unwrap_or_else(|why| {
        tell(format_args!("steppe: {}", sentence(&why)));
        Outcome::Failed
    });
    outcome.into()
}

/// The command line as data, for man pages and completions.
#[must_use]
pub fn command() -> clap::Command {
    Steppe::command()
}

/// Checks a dossier and prints what it found.
fn checked(files: &[PathBuf], json: bool) -> Outcome {
    let notation = if json { Notation::Json } else { Notation::Text };
    let mut out = Terminal::new(std::io::stdout().lock(), notation);
    outcome_of(check::run(files, json, &mut out))
}

/// Mends a dossier, shows the changes, and prints what is left wrong.
fn mended(files: &[PathBuf], yes: bool) -> Outcome {
    let is_anybody_there = || stdin().is_terminal() && stderr().is_terminal();
    let consent = if yes {
        Consent::Given
    } else if is_anybody_there() {
        Consent::Asked
    } else {
        Consent::Missing
    };
    let mut out = Terminal::new(std::io::stdout().lock(), Notation::Text);
    outcome_of(check::fix(files, consent, &mut out))
}

fn outcome_of(checked: Result<Outcome, CheckError>) -> Outcome {
    match checked {
        Ok(outcome) => outcome,
        Err(error) => {
            tell(format_args!("steppe: {error}"));
            // What was read is still wrong.
            match error {
                CheckError::Mend(_) => Outcome::Faulty,
                _ => Outcome::Failed,
            }
        }
    }
}
