//! Pictures on their way to a file, and dossiers on their way in.
//!
//! A picture waits here until it is written: a folder that cannot be
//! written, or a dialog that the system does not offer, never loses it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    Animation, AnimationSpec, ChartSpec, Colophon, Effect, ExportSpec, Incoming, Loaded,
    NoticeKind, RowRead, Session, Viewpoint,
};

/// Dossiers that File > Open Recent offers.
const MOST_RECENT: usize = 10;

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
    fn extension(&self) -> &'static str {
        match self {
            Self::Window(_) => "png",
            Self::Map { spec, .. } => spec.format.extension(),
            Self::Animation { animation, .. } => animation.format.extension(),
            Self::Chart { spec, .. } => spec.format.extension(),
        }
    }

    fn words(&self) -> &str {
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

/// What the in-app path field is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptPurpose {
    /// Where to write a picture.
    Save(SaveId),
    /// What to open.
    Open,
}

/// The in-app path field, where the system has no dialog or a path did not serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// For what.
    pub purpose: PromptPurpose,
    /// The path in the field when it opens.
    pub path: PathBuf,
    /// What was wrong with the last path: what, why, mend.
    pub error: Option<String>,
    /// A file is there: it is replaced only if the reader says so.
    pub exists: bool,
    /// Counts prompts, so that the field starts afresh with each.
    pub serial: u32,
}

/// Opens and saves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FileAction {
    /// Take a picture of the window.
    Screenshot,
    /// Open or close the export sheet.
    ToggleExport,
    /// Change what will be exported.
    SetExport(ExportSpec),
    /// Change how days will be exported, and whether they will.
    SetAnimation {
        /// How.
        animation: AnimationSpec,
        /// Whether moving pictures are exported, not a still one.
        animates: bool,
    },
    /// Export the map as the sheet says.
    Export,
    /// Export a chart.
    ExportChart {
        /// Its id.
        chart: String,
        /// How.
        spec: ChartSpec,
    },
    /// Ask what to open.
    AskOpen,
    /// Open the dossier at this path, or the layers and the article at these together; the built-in
    /// dossier where there is none.
    Open(Vec<PathBuf>),
    /// Forget which dossiers were opened.
    ClearRecent,
    /// The window's picture is there.
    Captured(SaveId, PictureId),
    /// The window's picture could not be taken.
    CaptureFailed(SaveId, String),
    /// The reader chose a path. `replace` where a dialog has already asked.
    PathChosen {
        /// For what.
        save: SaveId,
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        replace: bool,
    },
    /// The reader does not want to save after all.
    Cancelled(SaveId),
    /// The system offers no dialog: ask in the window.
    NoDialog {
        /// For which picture; `None` for opening.
        save: Option<SaveId>,
        /// What to propose.
        path: PathBuf,
    },
    /// The in-app path field is closed without a path.
    DismissPrompt,
    /// The picture was written.
    Saved(SaveId, PathBuf),
    /// A file is there already.
    Exists(SaveId, PathBuf),
    /// The picture could not be written.
    SaveFailed {
        /// Which.
        save: SaveId,
        /// Where to.
        path: PathBuf,
        /// Why not, and what to do.
        error: String,
    },
    /// So much of the picture is drawn and written, 0 to 1.
    Progress(SaveId, f32),
    /// The reader no longer wants the picture that is being written.
    Abandon(SaveId),
    /// Put a picture of the map on the clipboard.
    CopyMap,
    /// The picture is on the clipboard, or not.
    Copied {
        /// Why not, and what to do.
        error: Option<String>,
    },
    /// A picture of a map was read: its view shall come back.
    PictureRead {
        /// Where from.
        path: PathBuf,
        /// What it says of itself.
        colophon: Box<Colophon>,
    },
    /// A row's text was read again.
    RowRead(RowRead),
    /// The dossier was read, or so much of it that there is something to see.
    Opened(Loaded),
    /// So much of the dossier is read, 0 to 1.
    ReadSoFar(f32),
    /// The reader no longer wants the dossier that is being read.
    AbandonReading,
    /// The dossier could not be read.
    OpenFailed {
        /// Where from.
        path: PathBuf,
        /// Why not, and what to do.
        error: String,
    },
}

/// Pictures on their way to a file.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of what is under way, and none follows from another"
)]
pub struct Files {
    /// Pictures that wait for their file, oldest first.
    pub waiting: Vec<Capture>,
    /// The in-app path field, while it is open.
    pub prompt: Option<Prompt>,
    /// Whether the export sheet is open.
    pub exporting: bool,
    /// What the export sheet says.
    pub export: ExportSpec,
    /// What the export sheet says of moving pictures.
    pub animation: AnimationSpec,
    /// Whether the export sheet is set to moving pictures.
    pub animates: bool,
    /// Where the last file was chosen.
    pub last_folder: Option<PathBuf>,
    /// Dossiers opened before, last first.
    pub recent: Vec<PathBuf>,
    /// The dossier that is being read.
    pub reading: Option<Incoming>,
    /// Whether a picture is on its way to the clipboard.
    pub copying: bool,
    /// The picture whose view comes back when its dossier is open.
    pub(super) returning: Option<Box<Colophon>>,
    /// Whether the view came from a picture when the dossier was opened.
    pub(super) from_picture: bool,
    next_id: u32,
    prompts: u32,
}

impl Files {
    fn find(&mut self, save: SaveId) -> Option<&mut Capture> {
        self.waiting.iter_mut().find(|capture| capture.id == save)
    }

    fn wait(&mut self, picture: Picture) -> SaveId {
        let id = SaveId(self.next_id);
        self.next_id += 1;
        self.waiting.push(Capture {
            id,
            picture,
            writing: false,
            done: None,
        });
        id
    }

    fn remove(&mut self, save: SaveId) -> Vec<Effect> {
        let Some(index) = self.waiting.iter().position(|capture| capture.id == save) else {
            return Vec::new();
        };
        match self.waiting.remove(index).picture {
            Picture::Window(picture) => vec![Effect::Forget(picture)],
            Picture::Map { .. } | Picture::Animation { .. } | Picture::Chart { .. } => Vec::new(),
        }
    }

    pub(super) fn remember(&mut self, path: &PathBuf) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.clone());
        self.recent.truncate(MOST_RECENT);
    }

    pub(super) fn ask(
        &mut self,
        purpose: PromptPurpose,
        path: PathBuf,
        error: Option<String>,
        exists: bool,
    ) {
        self.prompts += 1;
        self.prompt = Some(Prompt {
            purpose,
            path,
            error,
            exists,
            serial: self.prompts,
        });
    }

    fn write(&mut self, save: SaveId, path: PathBuf, replace: bool) -> Vec<Effect> {
        self.last_folder = path.parent().map(PathBuf::from).or(self.last_folder.take());
        let Some(capture) = self.find(save) else {
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
}

impl Session {
    pub(super) fn apply_file(&mut self, action: FileAction) -> Vec<Effect> {
        match action {
            FileAction::Screenshot => {
                let id = SaveId(self.files.next_id);
                self.files.next_id += 1;
                return vec![Effect::Capture(id)];
            }
            FileAction::ToggleExport => self.files.exporting = !self.files.exporting,
            FileAction::SetExport(spec) => self.files.export = spec,
            FileAction::SetAnimation {
                animation,
                animates,
            } => (self.files.animation, self.files.animates) = (animation, animates),
            FileAction::Export => return self.export(),
            FileAction::ExportChart { chart, spec } => {
                let save = self.files.wait(Picture::Chart { chart, spec });
                return self.ask_save_path(save);
            }
            FileAction::AskOpen => {
                return vec![Effect::AskOpenPath {
                    folder: self.files.last_folder.clone(),
                }];
            }
            FileAction::Open(paths) => {
                self.files.prompt = None;
                return self.begin_reading(paths);
            }
            FileAction::ClearRecent => self.files.recent.clear(),
            FileAction::Captured(save, picture) => {
                self.files.waiting.push(Capture {
                    id: save,
                    picture: Picture::Window(picture),
                    writing: false,
                    done: None,
                });
                return self.ask_save_path(save);
            }
            FileAction::CaptureFailed(_, error) => self.shell.notify(error, NoticeKind::Error),
            FileAction::PathChosen {
                save,
                path,
                replace,
            } => {
                self.files.prompt = None;
                return self.files.write(save, path, replace);
            }
            FileAction::Cancelled(save) => return self.files.remove(save),
            FileAction::NoDialog { save, path } => {
                let purpose = save.map_or(PromptPurpose::Open, PromptPurpose::Save);
                self.files.ask(purpose, path, None, false);
            }
            FileAction::DismissPrompt => return self.dismiss_prompt(),
            FileAction::Saved(save, path) => {
                let name = path
                    .file_name()
                    .unwrap_or(path.as_os_str())
                    .to_string_lossy()
                    .into_owned();
                self.shell
                    .notify(format!("Saved {name}"), NoticeKind::Saved(path));
                return self.files.remove(save);
            }
            FileAction::Exists(save, path) => self.ask_again(save, path, None),
            FileAction::SaveFailed { save, path, error } => self.ask_again(save, path, Some(error)),
            FileAction::Progress(save, done) => {
                if let Some(capture) = self.files.find(save) {
                    capture.done = Some(done);
                }
            }
            FileAction::Abandon(save) => {
                let mut effects = self.files.remove(save);
                effects.push(Effect::Abandon(save));
                return effects;
            }
            FileAction::CopyMap => return self.copy_map(),
            FileAction::Copied { error } => self.copied(error),
            FileAction::PictureRead { path, colophon } => {
                return self.picture_read(path, colophon);
            }
            FileAction::RowRead(read) => self.row_read(read),
            FileAction::Opened(loaded) => self.opened(loaded),
            FileAction::ReadSoFar(done) => self.read_so_far(done),
            FileAction::AbandonReading => return self.abandon_reading(),
            FileAction::OpenFailed { path, error } => return self.open_failed(path, error),
        }
        Vec::new()
    }

    fn export(&mut self) -> Vec<Effect> {
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
    fn ask_again(&mut self, save: SaveId, path: PathBuf, error: Option<String>) {
        if let Some(capture) = self.files.find(save) {
            capture.writing = false;
            let exists = error.is_none();
            self.files
                .ask(PromptPurpose::Save(save), path, error, exists);
        }
    }

    fn dismiss_prompt(&mut self) -> Vec<Effect> {
        match self.files.prompt.take().map(|prompt| prompt.purpose) {
            Some(PromptPurpose::Save(save)) => self.files.remove(save),
            Some(PromptPurpose::Open) | None => Vec::new(),
        }
    }
}
