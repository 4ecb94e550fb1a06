//! Who is told that a job has ended by a fault of this program: a panic costs that job and nothing else.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Answer, Answerer, Job, Prepares};
use crate::atlas::FeatureId;
use crate::scene::Prepared;
use crate::session::{Command, DetailsRead, Event, NoticeKind, ProfileRead, SaveId, ShellCommand};
use crate::ui::RowsWaiter;

/// Who waits for the end of a job.
pub(super) enum JobWaiter {
    Prepare(Arc<Prepared>, Prepares),
    Save(SaveId, PathBuf),
    Copy,
    Details(FeatureId),
    CopyFeatures,
    Reproject,
    Fonts,
    Rows(RowsWaiter),
    Profile(ProfileRead),
    SaveState,
    Begin(PathBuf),
    Read(PathBuf),
    ReadAgain(u32),
}

impl JobWaiter {
    /// Who waits for `job`.
    pub(super) fn of(job: &Job) -> Self {
        match job {
            Job::Prepare(map, level) => Self::Prepare(Arc::clone(map), Prepares::Level(*level)),
            Job::PrepareTables(map, _) => Self::Prepare(Arc::clone(map), Prepares::Tables),
            Job::Save { save, path, .. } => Self::Save(*save, path.clone()),
            Job::Copy { .. } => Self::Copy,
            Job::ReadDetails { id, .. } => Self::Details(*id),
            Job::CopyFeatures { .. } => Self::CopyFeatures,
            Job::Reproject { .. } => Self::Reproject,
            Job::Fonts(_) => Self::Fonts,
            Job::Rows(job) => Self::Rows(job.waiter()),
            Job::Profile { request, .. } => Self::Profile(ProfileRead {
                request: request.clone(),
                profile: None,
            }),
            Job::SaveState { .. } => Self::SaveState,
            Job::Begin(path) => Self::Begin(path.clone()),
            Job::Read { paths, .. } => Self::Read(paths.first().cloned().unwrap_or_default()),
            Job::ReadAgain { serial, .. } => Self::ReadAgain(*serial),
        }
    }

    /// Tells who waits that nothing comes; `error` says why.
    pub(super) fn tell(self, error: String, to: &Answerer) {
        let event = match self {
            Self::Prepare(map, part) => {
                to.send(notice(format!(
                    "A part of the map cannot be drawn. {error}"
                )));
                return to.send(Answer::GaveUp(map, part));
            }
            Self::Reproject => {
                let text = format!("The map cannot be projected anew and stays as it is. {error}");
                return to.send(notice(text));
            }
            Self::Fonts => {
                let text = format!("Some names stay in Latin letters. {error}");
                return to.send(notice(text));
            }
            Self::Rows(waiter) => {
                waiter.give_up();
                to.send(notice(error));
                return to.send(Answer::RowsFound);
            }
            Self::Profile(read) => {
                to.send(notice(error));
                Event::Profiled(read)
            }
            Self::Save(save, path) => Event::SaveFailed {
                save,
                path: path.into(),
                error,
            },
            Self::Copy => Event::Copied { error: Some(error) },
            Self::Details(id) => Event::DetailsRead(DetailsRead {
                id,
                details: Err(error),
            }),
            Self::CopyFeatures => Event::FeaturesCopied(Err(error)),
            Self::SaveState => Event::StateNotSaved(error),
            Self::Begin(path) => Event::NewFailed {
                path: path.into(),
                error,
            },
            Self::Read(path) => Event::OpenFailed {
                path: path.into(),
                error,
            },
            Self::ReadAgain(serial) => Event::ReadAgainFailed { serial, error },
        };
        to.send(event);
    }
}

/// An error that the window shows.
pub(in crate::app) fn notice(text: String) -> Command {
    let kind = NoticeKind::Error;
    Command::Shell(ShellCommand::Notify { text, kind })
}
