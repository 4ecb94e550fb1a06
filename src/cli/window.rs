//! `steppe`: the window, or, where none can open, the map as a new PNG.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use super::Outcome;
use super::open::{NamedPaths, OpenedPaths, opened};
use super::terminal::{print, tell};
use crate::app::open::look;
use crate::app::{self, NoWindow, Settings, WindowWanted, WriteError, render_map, write_new};
use crate::dossier::BUILTIN_ID;
use crate::scene::Prepared;
use crate::session::{ExportSpec, Session};

/// Longest time that the window waits for a first look at its files. A network folder that hangs takes
/// minutes; a disk that wakes up takes some seconds, and the window then says what it waits for.
const LOOK_PATIENCE: Duration = Duration::from_secs(2);

/// Opens the window; where none can open, draws the map to a new file in the current folder.
///
/// What can be told of the files without reading them is told here, where it can be mended by typing
/// on; what only reading shows, or takes too long, is told by the window, which is there by then.
///
/// A `fresh` window neither reads nor keeps settings.
pub(super) fn run(paths: &[PathBuf], fresh: bool) -> Outcome {
    let looked = {
        let paths = paths.to_owned();
        in_time(LOOK_PATIENCE, move || wanted(&paths))
    };
    let wanted = match looked.unwrap_or_else(|| Ok(unseen(paths))) {
        Ok(wanted) => wanted,
        Err(error) => {
            tell(format_args!("steppe: {error}"));
            return Outcome::Failed;
        }
    };
    let settings = if fresh {
        Settings::default()
    } else {
        Settings::load()
    };
    match app::run(wanted, settings) {
        Ok(()) => Outcome::Done,
        Err(ended @ (NoWindow::Lost(_) | NoWindow::Fault(_))) => {
            tell(format_args!("steppe: {ended}"));
            Outcome::Failed
        }
        Err(no_window) => {
            tell(format_args!("steppe: {no_window}"));
            let Some(OpenedPaths {
                mut session,
                picture,
                faulty,
            }) = opened(paths)
            else {
                return Outcome::Failed;
            };
            if let Some(picture) = picture {
                session.receive(picture);
            }
            match draw_instead(&session) {
                Outcome::Done if faulty => Outcome::Faulty,
                outcome => outcome,
            }
        }
    }
}

/// What `look` returns, on a thread of its own; `None` if that takes longer than `patience`.
fn in_time<T: Send + 'static>(
    patience: Duration,
    look: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, seen) = sync_channel(1);
    let look_and_tell = move || {
        // Nobody waits any more where it took too long.
        let _ = sender.send(look());
    };
    let thread = thread::Builder::new().name("steppe-look".to_owned());
    thread.spawn(look_and_tell).ok()?;
    seen.recv_timeout(patience).ok()
}

/// What the window shall show, where a first look at the files takes too long.
fn unseen(paths: &[PathBuf]) -> WindowWanted {
    WindowWanted {
        paths: paths.to_owned(),
        picture: None,
    }
}

/// What the window shall show, after a first look at the files.
fn wanted(paths: &[PathBuf]) -> Result<WindowWanted, String> {
    let named = NamedPaths::of(paths);
    look(&named.files).map_err(|error| error.to_string())?;
    let builtin = named.files.is_empty().then_some(BUILTIN_ID);
    Ok(WindowWanted {
        picture: named.picture(builtin)?,
        paths: named.files,
    })
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
            tell(format_args!(
                "steppe: the map is drawn to a picture instead:"
            ));
            print(format_args!("{}", path.display()));
            Outcome::Done
        }
        Err(error) => {
            tell(format_args!(
                "steppe: {error}; `steppe export --out FOLDER/map.png` draws the map elsewhere"
            ));
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

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_folder_that_hangs_does_not_keep_the_window_away() {
        let (end, ended) = sync_channel::<()>(0);
        let begun = Instant::now();
        let looked = in_time(Duration::from_millis(50), move || ended.recv().is_ok());
        assert_eq!(looked, None);
        assert!(begun.elapsed() < Duration::from_secs(20));
        drop(end);
        assert_eq!(in_time(Duration::from_secs(20), || 7), Some(7));
    }
}
