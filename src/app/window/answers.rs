//! What the worker is asked for in each frame, and what comes back from it.

use std::sync::Arc;

use super::super::worker::{Answer, Job, Prepares};
use super::Window;
use crate::render::to_egui::install_fonts_beside;
use crate::scene::Prepared;
use crate::scene::shaping::borrow_fonts;
use crate::session::{Event, LoadedDossier, PictureId, SaveId};

impl Window {
    /// Has the worker prepare what the view asks for, one level at a time:
    /// what the reader never looks at costs neither time nor memory.
    pub(super) fn prepare(&mut self) {
        if !self.finding_rows
            && let Some(job) = self.viewer.take_rows_wanted()
        {
            self.finding_rows = true;
            self.worker.hand_or_tell(Job::Rows(job));
        }
        if let Some(letters) = self.viewer.take_letters_wanted() {
            self.worker.hand_or_tell(Job::Fonts(letters));
        }
        if self.preparing {
            return;
        }
        let can = |part: &Prepares| !self.given_up.contains(part);
        let level = self.viewer.level_wanted();
        let job = if let Some(level) = level.filter(|level| can(&Prepares::Level(*level))) {
            Job::Prepare(self.viewer.prepared(), level)
        } else if self.viewer.tables_wanted() && can(&Prepares::Tables) {
            let view = Box::new(self.viewer.session().view.clone());
            Job::PrepareTables(self.viewer.prepared(), view)
        } else {
            return;
        };
        self.preparing = self.worker.hand(job).is_ok();
    }

    pub(super) fn read_answers(&mut self, ctx: &egui::Context) {
        for answer in self.worker.answers() {
            self.take(answer, ctx);
        }
    }

    pub(super) fn take(&mut self, answer: Answer, ctx: &egui::Context) {
        let event = match answer {
            Answer::Event(event) => *event,
            Answer::Command(command) => {
                let effects = self.viewer.apply(*command);
                return self.carry_out(effects, ctx);
            }
            Answer::Opened(loaded, prepared) => return self.open(*loaded, prepared, ctx),
            Answer::Reprojected(prepared) => {
                let effects = self.viewer.reproject(prepared);
                return self.carry_out(effects, ctx);
            }
            // Egui has them from the next frame on; until then their letters would be boxes.
            Answer::Fonts(fonts) => {
                self.fonts_coming.extend(fonts);
                install_fonts_beside(ctx, &self.fonts_coming);
                ctx.request_repaint();
                return;
            }
            Answer::Captured(save, image) => {
                let id = PictureId(self.next_picture);
                self.next_picture += 1;
                self.pictures.insert(id, image);
                Event::Captured(save, id)
            }
            Answer::Copied(image) => {
                ctx.copy_image(image);
                Event::Copied { error: None }
            }
            Answer::CopiedFeatures(count, text) => {
                ctx.copy_text(text);
                Event::FeaturesCopied(Ok(count))
            }
            // The frame that this answer wakes shows them.
            Answer::RowsFound => {
                self.finding_rows = false;
                return;
            }
            Answer::Prepared => {
                self.preparing = false;
                return;
            }
            Answer::GaveUp(map, part) => {
                if Arc::ptr_eq(&map, &self.viewer.prepared()) {
                    self.preparing = false;
                    self.given_up.insert(part);
                }
                return;
            }
            Answer::OfReading(reading, answer) => {
                if !reading.is_cancelled() {
                    self.take(*answer, ctx);
                }
                return;
            }
        };
        let effects = self.viewer.receive(event);
        self.carry_out(effects, ctx);
        let waiting = &self.viewer.session().files.waiting;
        let goes_on = |save: &SaveId| waiting.iter().any(|it| it.id == *save && it.writing);
        self.writing.retain(|save, _| goes_on(save));
    }

    /// Shows a dossier that was read; what goes on with the one that is shown keeps its view.
    pub(super) fn open(
        &mut self,
        loaded: LoadedDossier,
        prepared: Option<Arc<Prepared>>,
        ctx: &egui::Context,
    ) {
        let session = self.viewer.session();
        let goes_on = session.goes_on(&loaded);
        if !goes_on {
            self.settings.take_from(session);
        }
        let before = Arc::as_ptr(&session.atlas);
        let effects = self.viewer.open(loaded, prepared);
        self.carry_out(effects, ctx);
        if !goes_on && before != Arc::as_ptr(&self.viewer.session().atlas) {
            self.begin_dossier(ctx);
        }
        self.preparing = false;
        self.given_up.clear();
    }

    /// Lets texts use the fonts that have come: by now egui has them.
    pub(super) fn take_fonts(&mut self) {
        let fonts = std::mem::take(&mut self.fonts_coming);
        if !fonts.is_empty() && borrow_fonts(fonts) {
            self.viewer.set_anew();
        }
    }
}
