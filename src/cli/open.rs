//! What the commands work on: the dossier named, or the built-in one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{is_picture, load, reopen};
use crate::atlas::BaseMap;
use crate::problem::{Problem, Severity};
use crate::session::{FileAction, Session, needs};

/// What the command line names.
pub(super) struct Opened {
    /// A session on the dossier.
    pub(super) session: Session,
    /// The picture whose view it shall show.
    pub(super) picture: Option<FileAction>,
}

/// A session on what `files` name, or on the built-in dossier, and the picture
/// among them; says on standard error what is wrong with them. `None` where
/// they cannot be opened.
pub(super) fn opened(files: &[PathBuf]) -> Option<Opened> {
    let basemap = match BaseMap::embedded() {
        Ok(basemap) => Arc::new(basemap),
        Err(error) => {
            eprintln!(
                "steppe: the base map inside the program is damaged: {error}; build it again"
            );
            return None;
        }
    };
    let (pictures, files): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|path| is_picture(path));
    let session = match load(&files, basemap) {
        Ok(loaded) => {
            tell_of_errors(&loaded.problems);
            Session::new(loaded.atlas?, loaded.path, loaded.problems)
        }
        Err(error) => {
            eprintln!("steppe: {error}");
            return None;
        }
    };
    match picture_for(&session, &pictures) {
        Ok(picture) => Some(Opened { session, picture }),
        Err(error) => {
            eprintln!("steppe: {error}");
            None
        }
    }
}

/// The view of the one picture among `pictures`, where it shows this session's dossier.
fn picture_for(session: &Session, pictures: &[PathBuf]) -> Result<Option<FileAction>, String> {
    let path = match pictures {
        [] => return Ok(None),
        [path] => path,
        [_, another, ..] => {
            return Err(format!(
                "{} cannot be opened beside another picture; open one at a time",
                another.display()
            ));
        }
    };
    let colophon = reopen(path).map_err(|error| error.to_string())?;
    if colophon.dossier.id != session.atlas.dossier.id {
        return Err(format!(
            "{}; here: `steppe DOSSIER {}`",
            needs(&colophon),
            path.display()
        ));
    }
    Ok(Some(FileAction::PictureRead {
        path: path.clone(),
        colophon: Box::new(colophon),
    }))
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
