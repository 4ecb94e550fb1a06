//! `steppe`: the window, or, where none can open, the map as a new PNG.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Outcome;
use super::open::{Opened, opened};
use crate::app::{self, Settings, WriteError, render_map, write_new};
use crate::scene::Prepared;
use crate::session::{Action, ExportSpec, Session};

/// Opens the window; where none can open, draws the map to a new file in the current folder.
pub(super) fn run(files: &[PathBuf]) -> Outcome {
    let Some(Opened {
        mut session,
        picture,
    }) = opened(files)
    else {
        return Outcome::Failed;
    };
    let (atlas, path, problems) = (
        Arc::clone(&session.atlas),
        session.path.clone(),
        session.problems.clone(),
    );
    let settings = Settings::load();
    settings.give_to(&mut session);
    if let Some(picture) = &picture {
        session.apply(Action::File(picture.clone()));
    }
    match app::run(session, settings) {
        Ok(()) => Outcome::Done,
        Err(no_window) => {
            eprintln!("steppe: {no_window}");
            let mut session = Session::new(atlas, path, problems);
            if let Some(picture) = picture {
                session.apply(Action::File(picture));
            }
            draw_instead(&session)
        }
    }
}

/// Draws the map to a new PNG in the current folder, and prints its name.
fn draw_instead(session: &Session) -> Outcome {
    let prepared = Arc::new(Prepared::new(Arc::clone(&session.atlas)));
    let drawn = render_map(prepared, &session.view, ExportSpec::default())
        .map_err(|error| error.to_string());
    let stem = if session.atlas.dossier.id.is_empty() {
        "steppe"
    } else {
        &session.atlas.dossier.id
    };
    match drawn.and_then(|bytes| write_numbered(stem, &bytes).map_err(|error| error.to_string())) {
        Ok(path) => {
            eprintln!("steppe: the map is drawn to a picture instead:");
            println!("{}", path.display());
            Outcome::Done
        }
        Err(error) => {
            eprintln!(
                "steppe: {error}; `steppe export --out FOLDER/map.png` draws the map elsewhere"
            );
            Outcome::Failed
        }
    }
}

/// Writes to the first of `stem.png`, `stem-2.png`, … that is not there yet.
fn write_numbered(stem: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let mut number = 1;
    loop {
        let name = if number == 1 {
            format!("{stem}.png")
        } else {
            format!("{stem}-{number}.png")
        };
        match write_new(Path::new(&name), bytes) {
            Err(WriteError::Exists(_)) => number += 1,
            written => return written.map(|()| PathBuf::from(name)),
        }
    }
}
