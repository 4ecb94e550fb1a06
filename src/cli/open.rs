//! What the commands work on: the dossier named, or the built-in one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::load;
use crate::atlas::BaseMap;
use crate::problem::{Problem, Severity};
use crate::session::Session;

/// A session on what `files` name, or on the built-in dossier; says on
/// standard error what is wrong with them. `None` where they cannot be opened.
pub(super) fn session_of(files: &[PathBuf]) -> Option<Session> {
    let basemap = match BaseMap::embedded() {
        Ok(basemap) => Arc::new(basemap),
        Err(error) => {
            eprintln!(
                "steppe: the base map inside the program is damaged: {error}; build it again"
            );
            return None;
        }
    };
    match load(files, basemap) {
        Ok(loaded) => {
            tell_of_errors(&loaded.problems);
            Some(Session::new(loaded.atlas?, loaded.path, loaded.problems))
        }
        Err(error) => {
            eprintln!("steppe: {error}");
            None
        }
    }
}

fn tell_of_errors(problems: &[Problem]) {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    if errors > 0 {
        let (noun, verb) = if errors == 1 {
            ("part", "was")
        } else {
            ("parts", "were")
        };
        eprintln!(
            "steppe: {errors} {noun} could not be read and {verb} left out; `steppe check` lists them"
        );
    }
}
