//! Files: pictures on their way out, dossiers on their way in.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    AnimationSpec, Capture, ChartSpec, Colophon, DetailsRead, Effect, ExportSpec, Incoming, Loaded,
    NoticeKind, PictureId, Prompt, PromptPurpose, SaveId, Session,
};

/// Dossiers that File > Open Recent offers.
const MOST_RECENT: usize = 10;

/// Opens and saves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FileCommand {
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
    /// Ask where to begin a dossier of one's own.
    AskNew,
    /// Begin a dossier in a new folder at this path.
    New(PathBuf),
    /// The dossier is there.
    Began(PathBuf),
    /// The dossier could not be written.
    NewFailed {
        /// Where to.
        path: PathBuf,
        /// Why not, and what to do.
        error: String,
    },
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
        /// For what.
        purpose: PromptPurpose,
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
    DetailsRead(DetailsRead),
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

/// What is on its way to a file or from one.
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
    pub(super) next_id: u32,
    pub(super) prompts: u32,
}

impl Files {
    pub(super) fn remember(&mut self, path: &PathBuf) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.clone());
        self.recent.truncate(MOST_RECENT);
    }
}

impl Session {
    pub(super) fn apply_file(&mut self, command: FileCommand) -> Vec<Effect> {
        match command {
            FileCommand::Screenshot => return vec![Effect::Capture(self.files.next_save())],
            FileCommand::ToggleExport => {
                self.files.exporting = !self.files.exporting;
                // One sheet at a time.
                self.shell.sheet = None;
            }
            FileCommand::SetExport(spec) => self.files.export = spec,
            FileCommand::SetAnimation {
                animation,
                animates,
            } => (self.files.animation, self.files.animates) = (animation, animates),
            FileCommand::Export => return self.export(),
            FileCommand::ExportChart { chart, spec } => return self.export_chart(chart, spec),
            FileCommand::AskOpen => {
                return vec![Effect::AskOpenPath(self.files.last_folder.clone())];
            }
            FileCommand::AskNew => return vec![Effect::AskNewPath(self.files.last_folder.clone())],
            FileCommand::Open(paths) => return self.open(paths),
            FileCommand::New(path) => return self.begin_dossier(path),
            FileCommand::Began(path) => return self.began(path),
            FileCommand::NewFailed { path, error } => {
                self.files.ask(PromptPurpose::New, path, Some(error), false);
            }
            FileCommand::ClearRecent => self.files.recent.clear(),
            FileCommand::Captured(save, picture) => return self.captured(save, picture),
            FileCommand::CaptureFailed(_, error) => self.shell.notify(error, NoticeKind::Error),
            FileCommand::PathChosen {
                save,
                path,
                replace,
            } => return self.write(save, path, replace),
            FileCommand::Cancelled(save) => return self.files.remove(save),
            FileCommand::NoDialog { purpose, path } => self.files.ask(purpose, path, None, false),
            FileCommand::DismissPrompt => return self.dismiss_prompt(),
            FileCommand::Saved(save, path) => return self.saved(save, path),
            FileCommand::Exists(save, path) => self.ask_again(save, path, None),
            FileCommand::SaveFailed { save, path, error } => {
                self.ask_again(save, path, Some(error));
            }
            FileCommand::Progress(save, done) => self.files.progress(save, done),
            FileCommand::Abandon(save) => return self.abandon(save),
            FileCommand::CopyMap => return self.copy_map(),
            FileCommand::Copied { error } => self.copied(error),
            FileCommand::PictureRead { path, colophon } => {
                return self.picture_read(path, colophon);
            }
            FileCommand::DetailsRead(read) => self.details_read(read),
            FileCommand::Opened(loaded) => self.opened(loaded),
            FileCommand::ReadSoFar(done) => self.read_so_far(done),
            FileCommand::AbandonReading => return self.abandon_reading(),
            FileCommand::OpenFailed { path, error } => return self.open_failed(path, error),
        }
        Vec::new()
    }
}
