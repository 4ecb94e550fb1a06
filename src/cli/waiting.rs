//! Files that give nothing until somebody writes into them: the terminal says what it waits for.

use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::terminal;
use crate::app::open::is_pipe;

/// Time after which it is said what is waited for.
const SOON: Duration = Duration::from_secs(1);

/// Says on standard error what is waited for, as long as it is there.
pub(super) struct Waiting {
    /// Dropped when reading is done, which ends the thread that waits to speak.
    _done: Option<Sender<()>>,
}

impl Waiting {
    /// Begins to wait for these files, where any of them is a pipe.
    pub(super) fn begin(paths: &[PathBuf]) -> Self {
        let pipe = paths.iter().find(|path| is_pipe(path)).cloned();
        Self {
            _done: pipe.and_then(speak_soon),
        }
    }
}

/// Says after a while that `path` is waited for, unless what is returned is dropped before.
fn speak_soon(path: PathBuf) -> Option<Sender<()>> {
    let (done, is_done) = mpsc::channel();
    let speak = move || {
        if is_done.recv_timeout(SOON) == Err(RecvTimeoutError::Timeout) {
            terminal::tell(format_args!(
                "steppe: waiting for a program to write into {}; Ctrl+C ends this",
                path.display()
            ));
        }
    };
    let named = thread::Builder::new().name("waiting".to_owned());
    match named.spawn(speak) {
        Ok(_) => Some(done),
        Err(error) => {
            log::debug!("nothing is said of waiting: {error}");
            None
        }
    }
}
