//! What the commands work on: the dossier named, or the built-in one.

use std::path::PathBuf;
use std::sync::Arc;

use super::terminal::tell;
use super::waiting::Waiting;
use crate::app::{is_picture, load, reopen};
use crate::atlas::BaseMap;
use crate::problem::{Problem, Severity};
use crate::session::{Event, Session, needs};

/// What the command line names.
pub(super) struct OpenedPaths {
    /// A session on the dossier.
    pub(super) session: Session,
    /// The picture whose view it shall show.
    pub(super) picture: Option<Event>,
    /// Whether a part of it could not be read.
    pub(super) faulty: bool,
}

/// Paths of the command line.
pub(super) struct NamedPaths {
    /// A dossier, or layers and an article that make one together; none for the built-in dossier.
    pub(super) files: Vec<PathBuf>,
    /// Pictures, each with a view that it may bring back.
    pictures: Vec<PathBuf>,
}

impl NamedPaths {
    /// Tells pictures from the rest.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let (pictures, files) = paths.iter().cloned().partition(|path| is_picture(path));
        Self { files, pictures }
    }

    /// The one picture, as it was read; `of` says of which dossier it must be, where that is known.
    pub(super) fn picture(&self, of: Option<&str>) -> Result<Option<Event>, String> {
        let path = match self.pictures.as_slice() {
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
        if of.is_some_and(|id| id != colophon.dossier.id) {
            return Err(format!(
                "{}; here: `steppe DOSSIER {}`",
                needs(&colophon),
                path.display()
            ));
        }
        Ok(Some(Event::PictureRead {
            path: path.as_path().into(),
            colophon: Box::new(colophon),
        }))
    }
}

/// A session on what `files` name, or on the built-in dossier, and the picture
/// among them; says on standard error what is wrong with them. `None` where
/// they cannot be opened, or nothing in them can be read.
pub(super) fn opened(files: &[PathBuf]) -> Option<OpenedPaths> {
    let basemap = match BaseMap::embedded() {
        Ok(basemap) => Arc::new(basemap),
        Err(error) => {
            tell(format_args!(
                "steppe: the base map inside the program is damaged: {error}; build it again"
            ));
            return None;
        }
    };
    let named = NamedPaths::of(files);
    let waiting = Waiting::begin(&named.files);
    let loaded = load(&named.files, basemap);
    drop(waiting);
    let (session, faulty) = match loaded {
        Ok(loaded) => {
            let atlas = loaded.atlas?;
            let errors = tell_of_errors(&loaded.problems);
            if errors > 0 && atlas.feature_count() == 0 && atlas.article().passages.is_empty() {
                tell("steppe: nothing in it can be read, so there is nothing to show");
                return None;
            }
            let session = Session::new(atlas, loaded.path, loaded.problems);
            (session, errors > 0)
        }
        Err(error) => {
            tell(format_args!("steppe: {error}"));
            return None;
        }
    };
    match named.picture(Some(&session.atlas.dossier.id)) {
        Ok(picture) => Some(OpenedPaths {
            session,
            picture,
            faulty,
        }),
        Err(error) => {
            tell(format_args!("steppe: {error}"));
            None
        }
    }
}

/// Says how many parts could not be read, and gives that number.
fn tell_of_errors(problems: &[Problem]) -> usize {
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
        tell(format_args!(
            "steppe: {errors} {noun} could not be read and {verb} left out; `steppe check` lists them"
        ));
    }
    errors
}
