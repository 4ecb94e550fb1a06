//! Pictures on their way to a file.
//!
//! A picture waits here until it is written: a folder that cannot be
//! written, or a dialog that the system does not offer, never loses it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    Animation, ChartSpec, Effect, ExportSpec, Files, NoticeKind, PromptPurpose, Session, Viewpoint,
};

/// Names one picture on its way to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SaveId(pub u32);

/// Names pixels that the program outside keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PictureId(pub u32);

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Picture {
    /// The window as it was captured.
    Window(PictureId),
    /// The map, to be drawn from here.
    Map {
        /// What is drawn.
        view: Box<Viewpoint>,
        /// How.
        spec: ExportSpec,
    },
    /// The map day by day, to be drawn from here.
    Animation {
        /// What is drawn; its days are those of each frame.
        view: Box<Viewpoint>,
        /// How each frame is drawn.
        spec: ExportSpec,
        /// The frames.
        animation: Animation,
    },
    /// A chart, to be drawn or written as a table.
    Chart {
        /// Its id.
        chart: String,
        /// How.
        spec: ChartSpec,
    },
}

impl Picture {
    pub(super) fn extension(&self) -> &'static str {
        match self {
            Self::Window(_) => "png",
            Self::Map { spec, .. } => spec.format.extension(),
            Self::Animation { animation, .. } => animation.format.extension(),
            Self::Chart { spec, .. } => spec.format.extension(),
        }
    }

    pub(super) fn words(&self) -> &str {
        match self {
            Self::Window(_) => "window",
            Self::Map { .. } => "map",
            Self::Animation { .. } => "days",
            Self::Chart { chart, .. } => chart,
        }
    }
}

/// A picture that waits for its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// Its name.
    pub id: SaveId,
    /// What it is.
    pub picture: Picture,
    /// Whether the writer is at work on it.
    pub writing: bool,
    /// How much of it is done, 0 to 1, where the writer has said so.
    pub done: Option<f32>,
}

impl Files {
    pub(super) fn next_save(&mut self) -> SaveId {
        let id = SaveId(self.next_id);
        self.next_id += 1;
        id
    }

    fn find(&mut self, save: SaveId) -> Option<&mut Capture> {
        self.waiting.iter_mut().find(|capture| capture.id == save)
    }

    fn wait(&mut self, picture: Picture) -> SaveId {
        let id = self.next_save();
        self.wait_as(id, picture);
        id
    }

    fn wait_as(&mut self, id: SaveId, picture: Picture) {
        self.waiting.push(Capture {
            id,
            picture,
            writing: false,
            done: None,
        });
    }

    pub(super) fn remove(&mut self, save: SaveId) -> Vec<Effect> {
        let Some(index) = self.waiting.iter().position(|capture| capture.id == save) else {
            return Vec::new();
        };
        match self.waiting.remove(index).picture {
            Picture::Window(picture) => vec![Effect::Forget(picture)],
            Picture::Map { .. } | Picture::Animation { .. } | Picture::Chart { .. } => Vec::new(),
        }
    }

    /// So much of a picture is drawn and written.
    pub(super) fn progress(&mut self, save: SaveId, done: f32) {
        if let Some(capture) = self.find(save) {
            capture.done = Some(done);
        }
    }
}

impl Session {
    pub(super) fn captured(&mut self, save: SaveId, picture: PictureId) -> Vec<Effect> {
        self.files.wait_as(save, Picture::Window(picture));
        self.ask_save_path(save)
    }

    pub(super) fn export_chart(&mut self, chart: String, spec: ChartSpec) -> Vec<Effect> {
        let save = self.files.wait(Picture::Chart { chart, spec });
        self.ask_save_path(save)
    }

    pub(super) fn export(&mut self) -> Vec<Effect> {
        let mut view = Box::new(self.view.clone());
        view.hovered = None;
        let spec = self.files.export;
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
        // A chart is called by its own name, whatever is selected on the map.
        let is_chart = matches!(capture.picture, Picture::Chart { .. });
        let subject = subject.filter(|_| !is_chart);
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
    pub(super) fn ask_again(&mut self, save: SaveId, path: PathBuf, error: Option<String>) {
        if let Some(capture) = self.files.find(save) {
            capture.writing = false;
            let exists = error.is_none();
            self.files
                .ask(PromptPurpose::Save(save), path, error, exists);
        }
    }

    pub(super) fn write(&mut self, save: SaveId, path: PathBuf, replace: bool) -> Vec<Effect> {
        let files = &mut self.files;
        files.prompt = None;
        files.last_folder = path
            .parent()
            .map(PathBuf::from)
            .or(files.last_folder.take());
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

    pub(super) fn saved(&mut self, save: SaveId, path: PathBuf) -> Vec<Effect> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let text = format!("Saved {}", name.to_string_lossy());
        self.shell.notify(text, NoticeKind::Saved(path));
        self.files.remove(save)
    }

    pub(super) fn abandon(&mut self, save: SaveId) -> Vec<Effect> {
        let mut effects = self.files.remove(save);
        effects.push(Effect::Abandon(save));
        effects
    }
}
