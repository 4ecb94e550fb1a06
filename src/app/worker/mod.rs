//! The one worker: reads, draws and writes off the interface thread, over
//! bounded channels, and answers with actions.

mod job;
mod picture;
mod profile;
mod reading;

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use super::copying::features_as_geojson;
use super::starting::begin;
use crate::dossier;
use crate::session::{DetailsRead, Event};

pub(super) use job::{Answer, Job, Pixels};
use picture::{Saving, copied};
use profile::profiled;
use reading::Reader;

/// Jobs that may wait.
const MOST_JOBS: usize = 32;

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
    /// The interface, as soon as there is one.
    ctx: Arc<OnceLock<egui::Context>>,
}

impl Answerer {
    /// Sends `answer`; when the interface is gone, nobody waits for it.
    pub(super) fn send(&self, answer: impl Into<Answer>) {
        if self.sender.send(answer.into()).is_err() {
            log::debug!("the window closed before an answer came");
        }
        if let Some(ctx) = self.ctx.get() {
            ctx.request_repaint();
        }
    }
}

impl Worker {
    /// Starts the worker. There need be no window yet: what that will show is read while the system
    /// makes it.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn start() -> std::io::Result<Self> {
        let (jobs, inbox) = sync_channel::<Job>(MOST_JOBS);
        let (sender, answers) = sync_channel(MOST_JOBS * 4);
        let answer = Answerer {
            sender,
            ctx: Arc::default(),
        };
        let to = answer.clone();
        thread::Builder::new()
            .name("steppe-worker".to_owned())
            .spawn(move || {
                let mut reader = Reader::default();
                for job in inbox {
                    work(job, &mut reader, &to);
                }
            })?;
        Ok(Self {
            jobs,
            answers,
            answer,
        })
    }

    /// From now on answers wake `ctx`.
    pub(super) fn wakes(&self, ctx: &egui::Context) {
        self.answer.ctx.get_or_init(|| ctx.clone());
    }

    /// Who answers.
    pub(super) fn answerer(&self) -> Answerer {
        self.answer.clone()
    }

    /// Hands `job` over; where too many wait, the job comes back undone.
    #[expect(
        clippy::result_large_err,
        reason = "a job that could not be handed over is given back whole"
    )]
    pub(super) fn hand(&self, job: Job) -> Result<(), Job> {
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(job) | TrySendError::Disconnected(job) => job,
        })
    }

    /// What has come back since the last look.
    pub(super) fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }

    /// The next answer; `None` where none comes within this time.
    pub(super) fn next_within(&self, time: Duration) -> Option<Answer> {
        self.answers.recv_timeout(time).ok()
    }
}

fn work(job: Job, reader: &mut Reader, to: &Answerer) {
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
        Job::ReadDetails { atlas, id } => {
            let details = dossier::details(&atlas, id);
            let details = details.map(|feature| Arc::new(feature.into_owned()));
            to.send(Event::DetailsRead(DetailsRead {
                id,
                details: details.map_err(|error| error.to_string()),
            }));
        }
        Job::CopyFeatures { atlas, ids } => to.send(match features_as_geojson(&atlas, &ids) {
            Ok(text) => Answer::CopiedFeatures(ids.len(), text),
            Err(error) => Answer::from(Event::FeaturesCopied(Err(error.to_string()))),
        }),
        Job::Profile { atlas, scope, logs } => profiled(&atlas, scope, &logs, to),
        Job::Begin(path) => to.send(match begin(&path) {
            Ok(()) => Event::Began(path),
            Err(error) => Event::NewFailed {
                path,
                error: error.to_string(),
            },
        }),
        Job::Read { paths, progress } => reader.read(&paths, &progress, to),
        Job::ReadAgain {
            sources,
            serial,
            progress,
        } => reader.read_again((&sources, serial), &progress, to),
    }
}
