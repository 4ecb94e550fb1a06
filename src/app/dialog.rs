//! The system's file dialogs, and what to do where there are none.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::worker::{Answer, Answerer};
use crate::formats::FORMATS;
use crate::formats::write::{WRITERS, writer};
use crate::session::{
    Command, Event, FileCommand, NoticeKind, PromptPurpose, SaveId, ShellCommand, SourceId,
};

/// A dialog that ends sooner than a hand can was never shown: a system
/// without one answers in milliseconds, just as if the reader had cancelled.
const SOONEST_CANCEL: Duration = Duration::from_millis(250);

/// What the folder of a new dossier is called, if its author does not say otherwise.
const NEW_FOLDER: &str = "my-dossier";

/// What to ask where to save.
pub(super) struct SaveQuestion {
    /// For what.
    pub(super) save: SaveId,
    /// File name without date and ending.
    pub(super) stem: String,
    /// Ending without the dot; none for a folder.
    pub(super) extension: &'static str,
    /// Where to begin; `None` for the pictures folder.
    pub(super) folder: Option<SourceId>,
}

/// Asks where to save, and answers with what the reader chose.
pub(super) fn ask_save_path(question: SaveQuestion, to: &Answerer) {
    let SaveQuestion {
        save,
        stem,
        extension,
        folder,
    } = question;
    let folder = existing(folder).unwrap_or_else(pictures_folder);
    let name = file_name(&stem, extension);
    let proposed = folder.join(&name);
    in_thread(
        to,
        Event::NoDialog {
            purpose: PromptPurpose::Save(save),
            path: proposed.clone().into(),
        },
        move || {
            let began = Instant::now();
            let dialog = rfd::FileDialog::new()
                .set_title("Save the picture")
                .set_directory(&folder)
                .set_file_name(&name);
            let dialog = if extension.is_empty() {
                dialog
            } else {
                dialog.add_filter(extension.to_uppercase(), &[extension])
            };
            let dialog = if of_features(extension) {
                let others = WRITERS
                    .iter()
                    .filter(|writer| !writer.endings.contains(&extension));
                others.fold(dialog, |dialog, writer| {
                    dialog.add_filter(writer.name, writer.endings)
                })
            } else {
                dialog
            };
            match dialog.save_file() {
                // The dialog has asked about a file that is there, not about those of a folder.
                Some(path) => chosen(FileCommand::PathChosen {
                    save,
                    path: with_extension(path, extension).into(),
                    replace: !extension.is_empty(),
                }),
                None if began.elapsed() < SOONEST_CANCEL => Event::NoDialog {
                    purpose: PromptPurpose::Save(save),
                    path: proposed.into(),
                }
                .into(),
                None => chosen(FileCommand::Cancelled(save)),
            }
        },
    );
}

/// Asks what to open, and answers with what the reader chose.
pub(super) fn ask_open_path(folder: Option<SourceId>, to: &Answerer) {
    let folder = existing(folder).unwrap_or_else(home);
    in_thread(
        to,
        Event::NoDialog {
            purpose: PromptPurpose::Open,
            path: folder.clone().into(),
        },
        move || {
            let began = Instant::now();
            let dialog = rfd::FileDialog::new()
                .set_title("Open a dossier")
                .set_directory(&folder);
            let mut endings = vec![
                "dossier", "zip", "gz", "toml", "md", "geojson", "json", "png", "apng", "svg",
                "pdf",
            ];
            endings.extend(FORMATS.iter().flat_map(|format| format.endings));
            let dialog = dialog.add_filter("Dossiers, layers, and pictures of them", &endings);
            match dialog.pick_file() {
                Some(path) => chosen(FileCommand::Open(vec![path.into()])),
                None if began.elapsed() < SOONEST_CANCEL => Event::NoDialog {
                    purpose: PromptPurpose::Open,
                    path: folder.into(),
                }
                .into(),
                None => chosen(FileCommand::DismissPrompt),
            }
        },
    );
}

/// Asks where to begin a dossier, and answers with the folder that the reader named.
pub(super) fn ask_new_path(folder: Option<SourceId>, to: &Answerer) {
    let folder = existing(folder).unwrap_or_else(home);
    let no_dialog = Event::NoDialog {
        purpose: PromptPurpose::New,
        path: folder.join(NEW_FOLDER).into(),
    };
    in_thread(to, no_dialog.clone(), move || {
        let began = Instant::now();
        let dialog = rfd::FileDialog::new()
            .set_title("New dossier: name a folder for it")
            .set_directory(&folder)
            .set_file_name(NEW_FOLDER);
        match dialog.save_file() {
            Some(path) => chosen(FileCommand::New(path.into())),
            None if began.elapsed() < SOONEST_CANCEL => no_dialog.into(),
            None => chosen(FileCommand::DismissPrompt),
        }
    });
}

/// Asks where a copy of the dossier shall go, and answers with what the reader named: a new folder, or
/// one file with the ending of a dossier.
pub(super) fn ask_copy_path(save: SaveId, name: String, folder: Option<SourceId>, to: &Answerer) {
    const ENDING: &str = "dossier";
    let folder = existing(folder).unwrap_or_else(home);
    let no_dialog = Event::NoDialog {
        purpose: PromptPurpose::Save(save),
        path: folder.join(&name).into(),
    };
    in_thread(to, no_dialog.clone(), move || {
        let began = Instant::now();
        let dialog = rfd::FileDialog::new()
            .set_title("Save as a dossier of your own: a folder, or one file that ends in .dossier")
            .set_directory(&folder)
            .set_file_name(&name);
        match dialog.save_file() {
            // The dialog has asked about a file that is there, not about a folder.
            Some(path) => chosen(FileCommand::PathChosen {
                save,
                replace: path.extension().is_some_and(|ending| ending == ENDING),
                path: path.into(),
            }),
            None if began.elapsed() < SOONEST_CANCEL => no_dialog.into(),
            None => chosen(FileCommand::Cancelled(save)),
        }
    });
}

/// Where a folder lies, if it is there.
fn existing(folder: Option<SourceId>) -> Option<PathBuf> {
    let path = folder?.path().to_owned();
    path.is_dir().then_some(path)
}

/// What the reader chose, as an answer.
fn chosen(command: FileCommand) -> Answer {
    Command::File(command).into()
}

/// Runs `ask` in a thread of its own, since a dialog may stay open for as long as its reader likes.
fn in_thread(to: &Answerer, without: Event, ask: impl FnOnce() -> Answer + Send + 'static) {
    let answer = to.clone();
    let spawned = thread::Builder::new()
        .name("steppe-dialog".to_owned())
        .spawn(move || answer.send(ask()));
    if let Err(error) = spawned {
        let text = format!("no file dialog could be opened: {error}");
        to.send(Command::Shell(ShellCommand::Notify {
            text,
            kind: NoticeKind::Error,
        }));
        to.send(without);
    }
}

/// `<stem>_2021-10-18_14-05-09.png`, by the local clock: no colon, as some file systems refuse one.
fn file_name(stem: &str, extension: &str) -> String {
    let now = jiff::ZonedDateTime::now();
    let name = format!("{stem}_{}", now.strftime("%Y-%m-%d_%H-%M-%S"));
    if extension.is_empty() {
        name
    } else {
        format!("{name}.{extension}")
    }
}

/// Whether a file with this ending holds features, which other formats hold, too.
fn of_features(extension: &str) -> bool {
    writer(extension).is_some()
}

fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() || extension.is_empty() {
        path
    } else {
        path.with_extension(extension)
    }
}

/// The pictures folder's `Screenshots` where it stands, else the pictures folder, else home.
fn pictures_folder() -> PathBuf {
    let Some(pictures) = dirs::picture_dir().filter(|folder| folder.is_dir()) else {
        return home();
    };
    let screenshots = pictures.join("Screenshots");
    if screenshots.is_dir() {
        screenshots
    } else {
        pictures
    }
}

fn home() -> PathBuf {
    dirs::home_dir()
        .filter(|folder| folder.is_dir())
        .unwrap_or_else(|| Path::new(".").to_owned())
}
