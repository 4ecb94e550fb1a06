//! The one worker: reads, draws and writes off the interface thread, over
//! bounded channels, and answers with actions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;

use egui::ColorImage;

use super::charts::render_chart;
use super::files::{WriteError, write_new, write_over};
use super::load::load;
use super::pictures::{map_pixels, render_map};
use super::reopen::{is_picture, reopen};
use crate::atlas::{Atlas, BaseMap};
use crate::render::to_png::{self, encode};
use crate::scene::Prepared;
use crate::session::{Action, ChartSpec, ExportSpec, FileAction, SaveId, Viewpoint};

/// Jobs that may wait.
const MOST_JOBS: usize = 32;

/// Something that takes long.
pub(super) enum Job {
    /// Prepare a level of detail of a map.
    Prepare(Arc<Prepared>, usize),
    /// Draw a picture and write it.
    Save {
        /// Which.
        save: SaveId,
        /// What.
        pixels: Pixels,
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        replace: bool,
        /// Set when nobody wants it any more.
        abandoned: Arc<AtomicBool>,
    },
    /// Draw a picture for the clipboard.
    Copy {
        /// The atlas in map metres.
        prepared: Arc<Prepared>,
        /// What is shown.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
    },
    /// Read a dossier, the built-in one where none is named.
    Read {
        /// Where it is.
        path: Option<PathBuf>,
        /// What lies under it.
        basemap: Arc<BaseMap>,
    },
}

/// Where a picture's pixels come from.
pub(super) enum Pixels {
    /// They are there.
    Window(Arc<ColorImage>),
    /// They are to be drawn.
    Map {
        /// The atlas in map metres.
        prepared: Arc<Prepared>,
        /// What is shown.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
    },
    /// A chart, to be drawn or written as a table.
    Chart {
        /// Whose.
        atlas: Arc<Atlas>,
        /// Its id.
        chart: String,
        /// How.
        spec: ChartSpec,
    },
}

/// What comes back to the interface thread.
pub(super) enum Answer {
    /// For the session.
    Act(Box<Action>),
    /// The window's picture.
    Captured(SaveId, Arc<ColorImage>),
    /// A picture for the clipboard.
    Copied(ColorImage),
    /// A level is ready: compose anew.
    Prepared,
}

impl From<Action> for Answer {
    fn from(action: Action) -> Self {
        Self::Act(Box::new(action))
    }
}

/// The worker's end that the interface thread holds.
pub(super) struct Worker {
    jobs: SyncSender<Job>,
    answers: Receiver<Answer>,
    answer: Answerer,
}

/// Sends answers, and wakes the interface to read them.
#[derive(Clone)]
pub(super) struct Answerer {
    sender: SyncSender<Answer>,
    ctx: egui::Context,
}

impl Answerer {
    /// Sends `answer`; when the interface is gone, nobody waits for it.
    pub(super) fn send(&self, answer: impl Into<Answer>) {
        if self.sender.send(answer.into()).is_err() {
            log::debug!("the window closed before an answer came");
        }
        self.ctx.request_repaint();
    }
}

impl Worker {
    /// Starts the worker; `ctx` is woken by its answers.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn start(ctx: egui::Context) -> std::io::Result<Self> {
        let (jobs, inbox) = sync_channel::<Job>(MOST_JOBS);
        let (sender, answers) = sync_channel(MOST_JOBS * 4);
        let answer = Answerer { sender, ctx };
        let to = answer.clone();
        thread::Builder::new()
            .name("steppe-worker".to_owned())
            .spawn(move || {
                for job in inbox {
                    work(job, &to);
                }
            })?;
        Ok(Self {
            jobs,
            answers,
            answer,
        })
    }

    /// Who answers.
    pub(super) fn answerer(&self) -> Answerer {
        self.answer.clone()
    }

    /// Hands `job` over; where too many wait, the job comes back undone.
    pub(super) fn hand(&self, job: Job) -> Result<(), Job> {
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(job) | TrySendError::Disconnected(job) => job,
        })
    }

    /// What has come back since the last look.
    pub(super) fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }
}

fn work(job: Job, to: &Answerer) {
    match job {
        Job::Prepare(prepared, level) => {
            prepared.prepare(level);
            to.send(Answer::Prepared);
        }
        Job::Save {
            save,
            pixels,
            path,
            replace,
            abandoned,
        } => to.send(saved(save, &pixels, path, replace, &abandoned)),
        Job::Copy {
            prepared,
            view,
            spec,
        } => to.send(copied(prepared, &view, spec)),
        Job::Read { path, basemap } => to.send(Action::File(read(path.as_deref(), basemap))),
    }
}

fn read(path: Option<&Path>, basemap: Arc<BaseMap>) -> FileAction {
    let failed = |error: String| FileAction::OpenFailed {
        path: path.unwrap_or(Path::new("")).to_owned(),
        error,
    };
    if let Some(path) = path.filter(|path| is_picture(path)) {
        return match reopen(path) {
            Ok(colophon) => FileAction::PictureRead {
                path: path.to_owned(),
                colophon: Box::new(colophon),
            },
            Err(error) => failed(error.to_string()),
        };
    }
    let paths: Vec<PathBuf> = path.map(Path::to_owned).into_iter().collect();
    match load(&paths, basemap) {
        Ok(loaded) => FileAction::Opened(loaded),
        Err(error) => failed(error.to_string()),
    }
}

fn copied(prepared: Arc<Prepared>, view: &Viewpoint, spec: ExportSpec) -> Answer {
    match map_pixels(prepared, view, spec) {
        Ok(pixels) => {
            let size = [pixels.width as usize, pixels.height as usize];
            Answer::Copied(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba))
        }
        Err(error) => Answer::from(Action::File(FileAction::Copied {
            error: Some(error.to_string()),
        })),
    }
}

fn saved(
    save: SaveId,
    pixels: &Pixels,
    path: PathBuf,
    replace: bool,
    abandoned: &AtomicBool,
) -> Action {
    let unwanted = || abandoned.load(Ordering::Relaxed);
    if unwanted() {
        return Action::File(FileAction::Cancelled(save));
    }
    // Asked before drawing, so that nobody waits for a picture that has no place.
    if !replace && path.is_file() {
        return Action::File(FileAction::Exists(save, path));
    }
    let bytes = match pixels {
        Pixels::Window(image) => {
            let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
            let [width, height] = image.size.map(side);
            let rgba = image
                .pixels
                .iter()
                .flat_map(egui::Color32::to_array)
                .collect();
            encode(
                to_png::Pixmap {
                    width,
                    height,
                    rgba,
                },
                1.0,
                None,
            )
            .map_err(|error| error.to_string())
        }
        Pixels::Map {
            prepared,
            view,
            spec,
        } => render_map(Arc::clone(prepared), view, *spec).map_err(|error| error.to_string()),
        Pixels::Chart { atlas, chart, spec } => match render_chart(atlas, chart, *spec) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(format!(
                "there is no chart \"{chart}\" any more; choose another"
            )),
            Err(error) => Err(error.to_string()),
        },
    };
    if unwanted() {
        return Action::File(FileAction::Cancelled(save));
    }
    let written = bytes.and_then(|bytes| {
        let write = if replace { write_over } else { write_new };
        match write(&path, &bytes) {
            Ok(()) => Ok(true),
            Err(WriteError::Exists(_)) => Ok(false),
            Err(error) => Err(error.to_string()),
        }
    });
    Action::File(match written {
        Ok(true) => FileAction::Saved(save, path),
        Ok(false) => FileAction::Exists(save, path),
        Err(error) => FileAction::SaveFailed { save, path, error },
    })
}
