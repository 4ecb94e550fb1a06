//! The workers: they read, draw and write off the interface thread, over bounded channels, and
//! answer with events.
//!
//! Jobs of one [`JobLane`] are done in their order; those of different lanes do not wait for each
//! other, so that a picture on its way to a slow disk holds up neither the map nor a card. Each
//! reading has a thread of its own: what hangs (a network folder, a pipe that nobody fills) cannot
//! be called off, only left alone.

mod fault;
mod job;
mod picture;
mod profile;
mod reading;
#[cfg(test)]
mod tests;
mod work;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use crate::dossier::Progress;
use crate::fault::{caught, sentence};

use fault::JobWaiter;
pub(super) use fault::notice;
pub(super) use job::{Answer, Job, JobLane, PixelSource, Prepares};
use reading::DossierReader;
use work::work;

/// Jobs that may wait in a lane.
const MOST_JOBS: usize = 32;

/// Readings that may go on at once, those that nobody wants any more and that hang included.
const MOST_READINGS: usize = 8;

/// What is said of a job that there is no room for.
const NO_ROOM: &str = "too much is under way; try again when it is done";

/// The workers' end that the interface thread holds.
pub(super) struct Worker {
    lanes: [SyncSender<Job>; JobLane::ALL.len()],
    answers: Receiver<Answer>,
    answer: Answerer,
    run: Arc<Run>,
    readings: Arc<AtomicUsize>,
}

/// What does a job.
type Run = dyn Fn(Job, &Answerer) + Send + Sync;

/// Sends answers, and wakes the interface to read them.
#[derive(Clone)]
pub(super) struct Answerer {
    sender: SyncSender<Answer>,
    /// The interface, as soon as there is one.
    ctx: Arc<OnceLock<egui::Context>>,
    /// The reading that the answers are of; they are for nobody once it is cancelled.
    reading: Option<Arc<Progress>>,
}

impl Answerer {
    /// Sends `answer`; when the interface is gone, nobody waits for it.
    pub(super) fn send(&self, answer: impl Into<Answer>) {
        let answer = match &self.reading {
            Some(reading) => Answer::OfReading(Arc::clone(reading), Box::new(answer.into())),
            None => answer.into(),
        };
        if self.sender.send(answer).is_err() {
            log::debug!("the window closed before an answer came");
        }
        if let Some(ctx) = self.ctx.get() {
            ctx.request_repaint();
        }
    }

    /// One whose answers are of `reading`.
    fn of(&self, reading: &Arc<Progress>) -> Self {
        Self {
            reading: Some(Arc::clone(reading)),
            ..self.clone()
        }
    }
}

impl Worker {
    /// Starts the workers. There need be no window yet: what that will show is read while the system
    /// makes it.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn start() -> std::io::Result<Self> {
        let reader = DossierReader::default();
        Self::running(Arc::new(move |job, to: &Answerer| work(job, &reader, to)))
    }

    /// Starts workers that do jobs by `run`.
    fn running(run: Arc<Run>) -> std::io::Result<Self> {
        let (sender, answers) = sync_channel(MOST_JOBS * 4);
        let answer = Answerer {
            sender,
            ctx: Arc::default(),
            reading: None,
        };
        let start = |lane: JobLane| {
            let (jobs, inbox) = sync_channel::<Job>(MOST_JOBS);
            let (run, to) = (Arc::clone(&run), answer.clone());
            thread::Builder::new()
                .name(lane.thread_name().to_owned())
                .spawn(move || {
                    for job in inbox {
                        perform(job, &run, &to);
                    }
                })
                .map(|_| jobs)
        };
        let [map, output, features] = JobLane::ALL.map(start);
        Ok(Self {
            lanes: [map?, output?, features?],
            answers,
            answer,
            run,
            readings: Arc::default(),
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
        match job.progress().cloned() {
            Some(progress) => self.read(job, &progress),
            None => self.lanes[JobLane::of(&job) as usize]
                .try_send(job)
                .map_err(|error| match error {
                    TrySendError::Full(job) | TrySendError::Disconnected(job) => job,
                }),
        }
    }

    /// Hands `job` over; where too many wait, tells who waits for it that nothing comes.
    pub(super) fn hand_or_tell(&self, job: Job) {
        if let Err(job) = self.hand(job) {
            let to = match job.progress() {
                Some(progress) => self.answer.of(progress),
                None => self.answer.clone(),
            };
            JobWaiter::of(&job).tell(NO_ROOM.to_owned(), &to);
        }
    }

    /// Reads on a thread of its own.
    #[expect(clippy::result_large_err, reason = "as in `hand`")]
    fn read(&self, job: Job, progress: &Arc<Progress>) -> Result<(), Job> {
        if self.readings.load(Ordering::Acquire) >= MOST_READINGS {
            return Err(job);
        }
        self.readings.fetch_add(1, Ordering::AcqRel);
        let (run, to) = (Arc::clone(&self.run), self.answer.of(progress));
        let readings = Arc::clone(&self.readings);
        let fault = JobWaiter::of(&job);
        let thread = thread::Builder::new().name("steppe-read".to_owned());
        let spawned = thread.spawn(move || {
            perform(job, &run, &to);
            readings.fetch_sub(1, Ordering::AcqRel);
        });
        if let Err(error) = spawned {
            self.readings.fetch_sub(1, Ordering::AcqRel);
            let error = format!("the system gives no thread to read on ({error}); try again");
            fault.tell(error, &self.answer.of(progress));
        }
        Ok(())
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

/// Does `job`; where that panics, tells who waits for it.
fn perform(job: Job, run: &Arc<Run>, to: &Answerer) {
    let fault = JobWaiter::of(&job);
    if let Err(why) = caught(|| run(job, to)) {
        log::error!("a job ended by a fault of this program: {why}");
        fault.tell(sentence(&why), to);
    }
}
