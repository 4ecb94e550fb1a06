//! What is on its way to a file or from one.

pub(super) mod copying;
pub(super) mod details;
pub(super) mod dossier_saving;
pub(super) mod filing;
pub(super) mod incoming;
pub(super) mod opening;
pub(super) mod prompt;
pub(super) mod reopening;
pub(super) mod revising;
pub(super) mod revision;
pub(super) mod saving;
pub(super) mod starting;
pub(super) mod understanding;

use super::sources::Revising;
use super::{
    AnimationSpec, Capture, Colophon, Effect, ExportSpec, Incoming, Picture, Prompt, PromptPurpose,
    SaveId, SourceId, Sources,
};
use crate::atlas::{WrittenState, WrittenWords};

/// Dossiers that File > Open Recent offers.
const MOST_RECENT: usize = 10;

/// What is on its way to a file or from one.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of what is under way, and none follows from another"
)]
pub struct FileState {
    /// Pictures that wait for their file, oldest first.
    pub waiting: Vec<Capture>,
    /// The in-app path field, while it is open.
    pub prompt: Option<Prompt>,
    /// What is asked for once that field is answered, the next first.
    pub(super) later: Vec<Prompt>,
    /// Whether the export sheet is open.
    pub exporting: bool,
    /// What the export sheet says.
    pub export: ExportSpec,
    /// What the export sheet says of moving pictures.
    pub animation: AnimationSpec,
    /// Whether the export sheet is set to moving pictures.
    pub animates: bool,
    /// Where the last file was chosen.
    pub last_folder: Option<SourceId>,
    /// Dossiers opened before, last first.
    pub recent: Vec<SourceId>,
    /// The dossier that is being read.
    pub reading: Option<Incoming>,
    /// Which files are open.
    pub sources: Sources,
    /// Which will be when what was asked for last is read.
    pub(super) coming: Sources,
    /// Why what is open is being read again, while it is.
    pub(super) revising: Option<Revising>,
    /// How often what is open was read again.
    pub(super) readings: u32,
    /// How often files that are open have been saved.
    pub(super) generation: u64,
    /// Whether a picture is on its way to the clipboard.
    pub copying: bool,
    /// The picture whose view comes back when its dossier is open.
    pub(super) returning: Option<Box<Colophon>>,
    /// Whether the view came from a picture when the dossier was opened.
    pub(super) from_picture: bool,
    /// What the reader has called the dossier since it was opened.
    pub words: Option<WrittenWords>,
    /// What was saved in the dossier since it was read.
    pub(super) kept: Option<WrittenState>,
    pub(super) next_id: u32,
    pub(super) prompts: u32,
}

impl FileState {
    pub(super) fn remember(&mut self, path: &SourceId) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.clone());
        self.recent.truncate(MOST_RECENT);
    }

    pub(super) fn next_save(&mut self) -> SaveId {
        let id = SaveId(self.next_id);
        self.next_id += 1;
        id
    }

    pub(super) fn find(&mut self, save: SaveId) -> Option<&mut Capture> {
        self.waiting.iter_mut().find(|capture| capture.id == save)
    }

    pub(super) fn wait(&mut self, picture: Picture) -> SaveId {
        let id = self.next_save();
        self.wait_as(id, picture);
        id
    }

    pub(super) fn wait_as(&mut self, id: SaveId, picture: Picture) {
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
        self.answered(PromptPurpose::Save(save));
        match self.waiting.remove(index).picture {
            Picture::Window(picture) => vec![Effect::Forget(picture)],
            Picture::Map { .. }
            | Picture::Animation { .. }
            | Picture::Chart { .. }
            | Picture::Features { .. }
            | Picture::Rows(_)
            | Picture::Dossier(_) => Vec::new(),
        }
    }

    /// Notes the part of a picture that is drawn and written, 0 to 1.
    pub(super) fn progress(&mut self, save: SaveId, done: f32) {
        if let Some(capture) = self.find(save) {
            capture.done = Some(done);
        }
    }
}
