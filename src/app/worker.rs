//! The one worker: reads, draws and writes off the interface thread, over
//! bounded channels, and answers with actions.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use egui::ColorImage;

use super::charts::render_chart;
use super::files::{WriteError, write_new, write_over};
use super::load::load_with;
use super::pictures::{PictureError, map_pixels};
use super::reopen::{is_picture, reopen};
use super::saving::{Destination, SaveError, save_animation, save_map};
use super::starting::begin;
use crate::atlas::{Atlas, BaseMap, RowIx, Table, TableIx};
use crate::dossier::{self, Progress};
use crate::render::Watch;
use crate::render::to_png::{self, encode};
use crate::scene::Prepared;
use crate::session::{
    Action, Animation, ChartSpec, ExportSpec, FileAction, Loaded, RowRead, SaveId, Viewpoint,
};

/// Jobs that may wait.
const MOST_JOBS: usize = 32;

/// What takes longer says how far it is,
const SOON: Duration = Duration::from_millis(400);
/// and says so again after this time.
const BETWEEN: Duration = Duration::from_millis(100);

/// Something that takes long.
pub(super) enum Job {
    /// Prepare a level of detail of a map.
    Prepare(Arc<Prepared>, usize),
    /// Prepare what a view shows of large layers.
    PrepareTables(Arc<Prepared>, Box<Viewpoint>),
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
    /// Read the text of a row again.
    ReadRow {
        /// Of which large layer.
        table: Arc<Table>,
        /// Its number.
        ix: TableIx,
        /// Which row.
        row: RowIx,
    },
    /// Write the example of a dossier to a new folder.
    Begin(PathBuf),
    /// Read a dossier, the built-in one where none is named.
    Read {
        /// Where it is.
        path: Option<PathBuf>,
        /// What lies under it.
        basemap: Arc<BaseMap>,
        /// Tells the worker when nobody wants it any more.
        progress: Arc<Progress>,
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
        /// Its days, where it moves.
        animation: Option<Animation>,
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
    /// A dossier, with its map.
    Opened(Box<Loaded>, Option<Arc<Prepared>>),
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
            prepared.prepare_for_window(level);
            to.send(Answer::Prepared);
        }
        Job::PrepareTables(prepared, view) => {
            prepared.prepare_tables(&view);
            to.send(Answer::Prepared);
        }
        Job::Save {
            save,
            pixels,
            path,
            replace,
            abandoned,
        } => {
            let saving = Saving {
                save,
                path: &path,
                replace,
                abandoned: &abandoned,
                to,
            };
            to.send(saving.saved(&pixels));
        }
        Job::Copy {
            prepared,
            view,
            spec,
        } => to.send(copied(prepared, &view, spec)),
        Job::ReadRow { table, ix, row } => {
            let feature = dossier::row(&table, row);
            to.send(Action::File(FileAction::RowRead(RowRead {
                table: ix,
                row,
                feature: feature.map(Arc::new).map_err(|error| error.to_string()),
            })));
        }
        Job::Begin(path) => to.send(Action::File(match begin(&path) {
            Ok(()) => FileAction::Began(path),
            Err(error) => FileAction::NewFailed {
                path,
                error: error.to_string(),
            },
        })),
        Job::Read {
            path,
            basemap,
            progress,
        } => read(path.as_deref(), &basemap, &progress, to),
    }
}

/// Reads what is at `path`; where it is large, what came first is sent while the rest is read.
fn read(path: Option<&Path>, basemap: &Arc<BaseMap>, progress: &Progress, to: &Answerer) {
    let failed = |error: String| {
        let path = path.unwrap_or(Path::new("")).to_owned();
        to.send(Action::File(FileAction::OpenFailed { path, error }));
    };
    if let Some(path) = path.filter(|path| is_picture(path)) {
        return match reopen(path) {
            Ok(colophon) => to.send(Action::File(FileAction::PictureRead {
                path: path.to_owned(),
                colophon: Box::new(colophon),
            })),
            Err(error) => failed(error.to_string()),
        };
    }
    let paths: Vec<PathBuf> = path.map(Path::to_owned).into_iter().collect();
    let show = |loaded| to.send(opened(loaded));
    match load_with(&paths, basemap, progress, &show) {
        Ok(Some(loaded)) => show(loaded),
        // It was cancelled: nobody waits for it.
        Ok(None) => {}
        Err(error) => failed(error.to_string()),
    }
}

/// A dossier with its map: a million rows take a moment to project, and the window goes on meanwhile.
fn opened(loaded: Loaded) -> Answer {
    let prepared = loaded
        .atlas
        .as_ref()
        .map(|atlas| Arc::new(Prepared::new(Arc::clone(atlas))));
    Answer::Opened(Box::new(loaded), prepared)
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

/// A picture that somebody waits for.
struct Saving<'a> {
    save: SaveId,
    path: &'a Path,
    replace: bool,
    abandoned: &'a AtomicBool,
    to: &'a Answerer,
}

impl Saving<'_> {
    fn saved(&self, pixels: &Pixels) -> Action {
        let Self { save, path, .. } = *self;
        let began = Instant::now();
        let told = Mutex::new(began);
        let tell = |done: f32| {
            // A short wait needs no account, and a long one no more than the eye can follow.
            let now = Instant::now();
            if let Ok(mut told) = told.try_lock()
                && now - began >= SOON
                && now - *told >= BETWEEN
            {
                *told = now;
                self.to.send(Action::File(FileAction::Progress(save, done)));
            }
            !self.abandoned.load(Ordering::Relaxed)
        };
        let to = Destination {
            path,
            replace: self.replace,
            watch: Watch::new(&tell),
        };
        let path = path.to_owned();
        Action::File(match write(pixels, to) {
            Ok(()) => FileAction::Saved(save, path),
            Err(error) if error.is_abandoned() => FileAction::Cancelled(save),
            Err(SaveError::Write(WriteError::Exists(_))) => FileAction::Exists(save, path),
            Err(error) => FileAction::SaveFailed {
                save,
                path,
                error: error.to_string(),
            },
        })
    }
}

fn write(pixels: &Pixels, to: Destination<'_>) -> Result<(), SaveError> {
    to.watch.reach(0.0).map_err(PictureError::from)?;
    match pixels {
        Pixels::Window(image) => {
            let encoded = encode(pixmap_of(image), 1.0, None);
            let bytes = encoded.map_err(PictureError::from)?;
            let write = if to.replace { write_over } else { write_new };
            Ok(write(to.path, &bytes)?)
        }
        Pixels::Map {
            prepared,
            view,
            spec,
            animation,
        } => {
            let prepared = Arc::clone(prepared);
            match animation {
                None => save_map(prepared, view, *spec, to),
                Some(animation) => save_animation(prepared, view, *spec, animation, to),
            }
        }
        Pixels::Chart { atlas, chart, spec } => {
            let write = if to.replace { write_over } else { write_new };
            match render_chart(atlas, chart, *spec) {
                Ok(Some(bytes)) => Ok(write(to.path, &bytes)?),
                Ok(None) => Err(SaveError::NoChart(chart.clone())),
                Err(error) => Err(error.into()),
            }
        }
    }
}

fn pixmap_of(image: &ColorImage) -> to_png::Pixmap {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let [width, height] = image.size.map(side);
    let pixels = image.pixels.iter();
    to_png::Pixmap {
        width,
        height,
        rgba: pixels.flat_map(egui::Color32::to_array).collect(),
    }
}
