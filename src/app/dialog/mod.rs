//! The system's file dialogs, and what to do where there are none.
//!
//! The disk is asked on the dialog's own thread only: while a network folder hangs no dialog comes, but
//! the window goes on.

mod desktop;
mod question;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::worker::{Answer, Answerer, notice};
use crate::session::{Command, Event, PromptPurpose};
use desktop::{Desktop, FileDialog, SystemDesktop};
pub(super) use question::Question;

/// A dialog that ends sooner than a hand can was never shown: a system
/// without one answers in milliseconds, just as if the reader had cancelled.
const SOONEST_CANCEL: Duration = Duration::from_millis(250);

/// Asks `question` in a dialog of the system, and answers with what the reader chose.
pub(super) fn ask(question: Question, to: &Answerer) {
    ask_on(Arc::new(SystemDesktop), question, to);
}

/// The same on `desktop`, in a thread of its own: a dialog may stay open for as long as its reader
/// likes.
fn ask_on(desktop: Arc<dyn Desktop>, question: Question, to: &Answerer) {
    let without = no_dialog(question.purpose, question.remembered_path());
    let answer = to.clone();
    let spawned = thread::Builder::new()
        .name("steppe-dialog".to_owned())
        .spawn(move || answer.send(answered(desktop.as_ref(), question)));
    if let Err(error) = spawned {
        to.send(notice(format!("no file dialog could be opened: {error}")));
        to.send(without);
    }
}

/// Shows the dialog and waits for its end.
fn answered(desktop: &dyn Desktop, question: Question) -> Answer {
    let folder = question.first_folder(desktop);
    let began = Instant::now();
    let chosen = desktop.choose(&FileDialog {
        title: question.title,
        folder: &folder,
        name: question.name.as_deref(),
        filters: &question.filters,
    });
    match chosen {
        Some(path) => Command::File((question.chosen)(path)).into(),
        None if began.elapsed() < SOONEST_CANCEL => {
            no_dialog(question.purpose, question.path_in(folder)).into()
        }
        None => Command::File(question.cancelled).into(),
    }
}

/// Has the window ask in its own path field, which begins with `path`.
fn no_dialog(purpose: PromptPurpose, path: PathBuf) -> Event {
    Event::NoDialog {
        purpose,
        path: path.into(),
    }
}
