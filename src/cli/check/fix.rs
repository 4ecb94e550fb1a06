//! `steppe check --fix`: what can be mended without doubt, shown as a diff and then written.

use std::io::{self, Write};
use std::path::PathBuf;

use super::diff::unified;
use super::{CheckError, numbered, opened, report};
use crate::app::write_mended;
use crate::cli::Outcome;
use crate::cli::terminal::tell;
use crate::dossier::{Files, Mended, mend, read};

/// Who says whether the changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Nobody needs to be asked.
    Given,
    /// A person at the terminal is asked.
    Asked,
    /// Nobody can be asked, so that they are only shown.
    Missing,
}

/// Mends what `paths` name together and writes the changes, and then what is left wrong with it, to `out`.
///
/// # Errors
/// Where the dossier cannot be opened, a file cannot be written, or `out` cannot.
pub fn fix(
    paths: &[PathBuf],
    consent: Consent,
    out: &mut dyn Write,
) -> Result<Outcome, CheckError> {
    let files = opened(paths)?;
    let reading = read(&files);
    let Some(mended) = mend(&files, &reading) else {
        let outcome = report(&files, &reading, false, out)?;
        if !reading.problems.is_empty() {
            writeln!(out, "nothing of it can be mended without doubt")?;
        }
        return Ok(outcome);
    };
    show(&files, &mended, out)?;
    out.flush()?;
    let of_files = format!(
        "{} in {}",
        numbered(mended.changes, "change"),
        numbered(mended.changed.len(), "file")
    );
    if !is_wanted(consent, &of_files)? {
        tell("steppe: nothing was written");
        return Ok(report(&files, &reading, false, out)?);
    }
    let changed = mended.changed.iter().map(String::as_str);
    write_mended(paths, (&files, &mended.files), changed)?;
    let outcome = report(&mended.files, &mended.reading, false, out)?;
    writeln!(out, "wrote {of_files}")?;
    Ok(outcome)
}

/// Shows how each file changes.
fn show(files: &Files, mended: &Mended, out: &mut dyn Write) -> io::Result<()> {
    for name in &mended.changed {
        let before = files.text(name).unwrap_or_default();
        let after = mended.files.text(name).unwrap_or_default();
        writeln!(out, "{}", unified(name, &before, &after))?;
    }
    Ok(())
}

/// Whether the changes are to be written; asks where somebody is there to answer.
fn is_wanted(consent: Consent, changes: &str) -> io::Result<bool> {
    match consent {
        Consent::Given => return Ok(true),
        Consent::Missing => {
            tell("steppe: nobody is there to be asked; `--yes` writes the changes without asking");
            return Ok(false);
        }
        Consent::Asked => {}
    }
    let mut terminal = io::stderr().lock();
    write!(terminal, "Write {changes}? [y/N] ")?;
    terminal.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let answer = answer.trim();
    Ok(answer.eq_ignore_ascii_case("y") || answer.eq_ignore_ascii_case("yes"))
}
