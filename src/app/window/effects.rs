//! What the session asks of the world outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::ViewportCommand;

use super::super::dialog::{self, Question};
use super::super::open::paths_of;
use super::super::system;
use super::super::worker::{Answer, Job, PixelSource, notice};
use super::Window;
use crate::dossier::Progress;
use crate::session::{Effect, Event, Picture, SaveId, SourceId, Sources};

impl Window {
    /// Does what the session asks for.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>, ctx: &egui::Context) {
        for effect in effects {
            self.carry_out_one(effect, ctx);
        }
    }

    fn carry_out_one(&mut self, effect: Effect, ctx: &egui::Context) {
        match effect {
            Effect::Capture(save) => {
                let to = self.worker.answerer();
                ctx.request_screenshot(move |image| to.send(Answer::Captured(save, image)));
            }
            Effect::AskSavePath {
                save,
                stem,
                extension,
                folder,
            } => {
                self.ask(Question::save(save, &stem, extension, folder));
            }
            Effect::AskCopyPath { save, name, folder } => {
                self.ask(Question::copy(save, name, folder));
            }
            Effect::SaveState { path, what, state } => {
                let path = path.path().to_owned();
                self.worker
                    .hand_or_tell(Job::SaveState { path, what, state });
            }
            Effect::AskOpenPath(folder) => self.ask(Question::open(folder)),
            Effect::AskNewPath(folder) => self.ask(Question::new_dossier(folder)),
            Effect::Begin(path) => self.worker.hand_or_tell(Job::Begin(path.path().to_owned())),
            Effect::Save {
                save,
                picture,
                path,
                replace,
            } => self.save(save, picture, path, replace),
            Effect::Abandon(save) => {
                if let Some(abandoned) = self.writing.remove(&save) {
                    abandoned.store(true, Ordering::Relaxed);
                }
            }
            Effect::CopyMap { view, spec } => self.worker.hand_or_tell(Job::Copy {
                prepared: self.viewer.prepared(),
                view,
                spec,
            }),
            Effect::Forget(picture) => {
                self.pictures.remove(&picture);
            }
            Effect::Read(sources) => self.read(paths_of(&sources)),
            Effect::ReadAgain { sources, serial } => self.read_again(sources, serial),
            Effect::AbandonReading => self.progress.cancel(),
            Effect::ReadDetails(id) => {
                let atlas = Arc::clone(&self.viewer.session().atlas);
                self.worker.hand_or_tell(Job::ReadDetails { atlas, id });
            }
            Effect::CopyFeatures(ids) => {
                let atlas = Arc::clone(&self.viewer.session().atlas);
                self.worker.hand_or_tell(Job::CopyFeatures { atlas, ids });
            }
            Effect::Reproject(extent) => self.worker.hand_or_tell(Job::Reproject {
                prepared: self.viewer.prepared(),
                extent,
                metres_per_px: self.viewer.session().view.camera.metres_per_px,
                own: self.viewer.prepared_as_written(),
            }),
            Effect::Profile(request) => {
                let session = self.viewer.session();
                let (atlas, before) = (Arc::clone(&session.atlas), session.explore.profile.clone());
                self.worker.hand_or_tell(Job::Profile {
                    atlas,
                    request,
                    before,
                });
            }
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::OpenUrl(url) => self.tell_failure(system::open_address(&url)),
            Effect::OpenPath(path) => self.tell_failure(system::open(path.path().as_os_str())),
            Effect::ShowInFolder(path) => self.tell_failure(system::show_in_folder(path.path())),
            Effect::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn ask(&self, question: Question) {
        dialog::ask(question, &self.worker.answerer());
    }

    fn save(&mut self, save: SaveId, picture: Picture, path: SourceId, replace: bool) {
        let Some(pixels) = self.pixels(picture) else {
            let error = "the picture is no longer there; take it again".to_owned();
            self.worker
                .answerer()
                .send(Event::SaveFailed { save, path, error });
            return;
        };
        let abandoned = Arc::new(AtomicBool::new(false));
        self.writing.insert(save, Arc::clone(&abandoned));
        self.worker.hand_or_tell(Job::Save {
            save,
            pixels,
            path: path.path().to_owned(),
            replace,
            abandoned,
        });
    }

    /// Begins to read; of two readings at once, the one asked for last is wanted.
    pub(super) fn read(&mut self, paths: Vec<PathBuf>) {
        self.progress.cancel();
        self.progress = Arc::new(Progress::default());
        self.worker.hand_or_tell(Job::Read {
            paths,
            progress: Arc::clone(&self.progress),
        });
    }

    /// Reads again what is open; as with [`read`](Self::read), what was asked for last is wanted.
    fn read_again(&mut self, sources: Sources, serial: u32) {
        self.progress.cancel();
        self.progress = Arc::new(Progress::default());
        self.worker.hand_or_tell(Job::ReadAgain {
            sources,
            serial,
            progress: Arc::clone(&self.progress),
        });
    }

    fn pixels(&self, picture: Picture) -> Option<PixelSource> {
        match picture {
            Picture::Window(id) => self
                .pictures
                .get(&id)
                .map(|image| PixelSource::Window(Arc::clone(image))),
            Picture::Map { view, spec } => Some(PixelSource::Map {
                prepared: self.viewer.prepared(),
                view,
                spec,
                animation: None,
            }),
            Picture::Animation {
                view,
                spec,
                animation,
            } => Some(PixelSource::Map {
                prepared: self.viewer.prepared(),
                view,
                spec,
                animation: Some(animation),
            }),
            Picture::Features { view, which } => Some(PixelSource::Features {
                atlas: Arc::clone(&self.viewer.session().atlas),
                view,
                which,
            }),
            Picture::Rows(ids) => Some(PixelSource::Rows {
                atlas: Arc::clone(&self.viewer.session().atlas),
                ids,
            }),
            Picture::Dossier(copy) => Some(PixelSource::Dossier(copy)),
            Picture::Chart { chart, spec } => {
                let session = self.viewer.session();
                Some(PixelSource::Chart {
                    atlas: Arc::clone(&session.atlas),
                    chart: Box::new(session.chart(&chart)?.into_owned()),
                    spec,
                })
            }
        }
    }

    fn tell_failure(&self, done: Result<(), String>) {
        if let Err(text) = done {
            self.tell(text);
        }
    }

    /// Tells the reader of a failure.
    fn tell(&self, text: String) {
        self.worker.answerer().send(notice(text));
    }
}
