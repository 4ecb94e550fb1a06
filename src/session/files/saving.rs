//! Pictures on their way to a file.
//!
//! A picture waits here until it is written: a folder that cannot be
//! written, or a dialog that the system does not offer, never loses it.

use crate::atlas::FeatureId;

use crate::session::{
    Capture, ChartSpec, Effect, ExportSpec, FeaturesWanted, NoticeKind, Picture, PictureId,
    PromptPurpose, SaveId, Session, SourceId, Viewpoint,
};

/// Screenshots that may wait for their files at once: one of a large screen takes 30 MB.
const MOST_CAPTURES: usize = 4;

impl Session {
    pub(in crate::session) fn captured(&mut self, save: SaveId, picture: PictureId) -> Vec<Effect> {
        let waits = |capture: &&Capture| matches!(capture.picture, Picture::Window(_));
        if self.files.waiting.iter().filter(waits).count() >= MOST_CAPTURES {
            let text = format!(
                "{MOST_CAPTURES} screenshots wait for their files: save or cancel these before you take another"
            );
            self.shell.notify(text, NoticeKind::Error);
            return vec![Effect::Forget(picture)];
        }
        self.files.wait_as(save, Picture::Window(picture));
        self.ask_save_path(save)
    }

    pub(in crate::session) fn export_chart(
        &mut self,
        chart: String,
        spec: ChartSpec,
    ) -> Vec<Effect> {
        let save = self.files.wait(Picture::Chart { chart, spec });
        self.ask_save_path(save)
    }

    pub(in crate::session) fn save_features(&mut self, which: FeaturesWanted) -> Vec<Effect> {
        let view = Box::new(self.view.clone());
        let save = self.files.wait(Picture::Features { view, which });
        self.ask_save_path(save)
    }

    pub(in crate::session) fn save_rows(&mut self, ids: Vec<FeatureId>) -> Vec<Effect> {
        let save = self.files.wait(Picture::Rows(ids));
        self.ask_save_path(save)
    }

    /// The view as a picture shows it: with nothing under the pointer, and with what is measured on it
    /// where `spec` says so.
    #[must_use]
    pub fn pictured(&self, spec: &ExportSpec) -> Viewpoint {
        Viewpoint {
            hovered: None,
            measure: self.measure.clone().filter(|_| spec.measured),
            ..self.view.clone()
        }
    }

    pub(in crate::session) fn export(&mut self) -> Vec<Effect> {
        let spec = self.files.export;
        let view = Box::new(self.pictured(&spec));
        let picture = match self.animation() {
            None => Picture::Map { view, spec },
            Some(Ok(animation)) => Picture::Animation {
                view,
                spec,
                animation,
            },
            Some(Err(error)) => {
                self.shell.notify(error.to_string(), NoticeKind::Error);
                return Vec::new();
            }
        };
        self.files.exporting = false;
        let save = self.files.wait(picture);
        self.ask_save_path(save)
    }

    fn ask_save_path(&mut self, save: SaveId) -> Vec<Effect> {
        let dossier = if self.atlas.dossier.id.is_empty() {
            "steppe"
        } else {
            &self.atlas.dossier.id
        };
        let subject = self
            .view
            .selected
            .map(|subject| self.atlas.id(subject).into_owned());
        let Some(capture) = self.files.find(save) else {
            return Vec::new();
        };
        // A chart is called by its own name, and all features by theirs, whatever is selected on the map.
        let of_selected = match capture.picture {
            Picture::Chart { .. } | Picture::Rows(_) => false,
            Picture::Features { which, .. } => which == FeaturesWanted::Selected,
            _ => true,
        };
        let subject = subject.filter(|_| of_selected);
        let stem = format!(
            "{dossier}_{}",
            subject.as_deref().unwrap_or(capture.picture.words())
        );
        let extension = capture.picture.extension();
        vec![Effect::AskSavePath {
            save,
            stem,
            extension,
            folder: self.files.last_folder.clone(),
        }]
    }

    /// The path did not serve: the picture waits, and the window asks for another.
    pub(in crate::session) fn ask_again(
        &mut self,
        save: SaveId,
        path: SourceId,
        error: Option<String>,
    ) {
        if let Some(capture) = self.files.find(save) {
            capture.writing = false;
            let exists = error.is_none();
            self.files
                .ask(PromptPurpose::Save(save), path, error, exists);
        }
    }

    pub(in crate::session) fn write(
        &mut self,
        save: SaveId,
        path: SourceId,
        replace: bool,
    ) -> Vec<Effect> {
        let files = &mut self.files;
        files.answered(PromptPurpose::Save(save));
        files.last_folder = path.folder().or(files.last_folder.take());
        let Some(capture) = files.find(save) else {
            return Vec::new();
        };
        (capture.writing, capture.done) = (true, None);
        vec![Effect::Save {
            save,
            picture: capture.picture.clone(),
            path,
            replace,
        }]
    }

    pub(in crate::session) fn saved(&mut self, save: SaveId, path: SourceId) -> Vec<Effect> {
        let text = format!("Saved {}", path.name());
        self.shell.notify(text, NoticeKind::Saved(path.clone()));
        let capture = self.files.find(save);
        let is_copy = capture.is_some_and(|it| matches!(it.picture, Picture::Dossier(_)));
        let mut effects = self.files.remove(save);
        if is_copy {
            // As everywhere, what was saved under another name is what is open then.
            effects.extend(self.begin_reading(vec![path]));
        }
        effects
    }

    pub(in crate::session) fn abandon(&mut self, save: SaveId) -> Vec<Effect> {
        let mut effects = self.files.remove(save);
        effects.push(Effect::Abandon(save));
        effects
    }
}
