//! What the program around the session answers, as plain data.

use serde::{Deserialize, Serialize};

use crate::atlas::WrittenChart;

use super::{
    Bookmark, Colophon, DetailsRead, Effect, LoadedDossier, NoticeKind, PictureId, ProfileRead,
    PromptPurpose, Reprojected, SaveId, SavedState, Session, SourceId, Sources,
};

/// Something that has happened outside: what came of an [`Effect`], or what was kept of an earlier
/// visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The dossier is there.
    Began(SourceId),
    /// The dossier could not be written.
    NewFailed {
        /// Where to.
        path: SourceId,
        /// Why not, and what to do.
        error: String,
    },
    /// The window's picture is there.
    Captured(SaveId, PictureId),
    /// The window's picture could not be taken.
    CaptureFailed(SaveId, String),
    /// The system offers no dialog: ask in the window.
    NoDialog {
        /// For what.
        purpose: PromptPurpose,
        /// What to propose.
        path: SourceId,
    },
    /// The picture was written.
    Saved(SaveId, SourceId),
    /// View and bookmarks are in the dossier.
    StateSaved {
        /// Where that is.
        path: SourceId,
        /// What of it changed, in words.
        what: String,
        /// What was written.
        state: Box<SavedState>,
    },
    /// View and bookmarks could not be written: why, and what to do.
    StateNotSaved(String),
    /// A file is there already.
    Exists(SaveId, SourceId),
    /// The picture was given up, as the reader asked.
    SaveAbandoned(SaveId),
    /// The picture could not be written.
    SaveFailed {
        /// Which.
        save: SaveId,
        /// Where to.
        path: SourceId,
        /// Why not, and what to do.
        error: String,
    },
    /// The part of the picture that is drawn and written, 0 to 1.
    Progress(SaveId, f32),
    /// The picture is on the clipboard, or not.
    Copied {
        /// Why not, and what to do.
        error: Option<String>,
    },
    /// The number of features on the clipboard; or why there is none, and what to do.
    FeaturesCopied(Result<usize, String>),
    /// A picture of a map was read: its view shall come back.
    PictureRead {
        /// Where from.
        path: SourceId,
        /// What it says of itself.
        colophon: Box<Colophon>,
    },
    /// A row's text was read again.
    DetailsRead(DetailsRead),
    /// The dossier was read, or enough of it to show something.
    Opened(LoadedDossier),
    /// What is read is a pipe, into which another program has to write first.
    ReadingWaits,
    /// The part of the dossier that is read, 0 to 1.
    ReadSoFar(f32),
    /// The dossier could not be read.
    OpenFailed {
        /// Where from.
        path: SourceId,
        /// Why not, and what to do.
        error: String,
    },
    /// A file of what is open was saved by another program.
    SourceSaved,
    /// What is open could not be read again.
    ReadAgainFailed {
        /// Which reading.
        serial: u32,
        /// Why not, and what to do.
        error: String,
    },
    /// The atlas is there in another projection.
    Reprojected(Reprojected),
    /// What was asked of columns is worked out.
    Profiled(ProfileRead),
    /// These views were kept of the dossier before.
    BookmarksRead(Vec<Bookmark>),
    /// These charts were kept of the dossier before.
    ChartsRead(Vec<WrittenChart>),
    /// This was added to what is open at an earlier visit, and read so.
    SourcesRead(Sources),
}

impl Session {
    /// Takes what has happened outside; what must happen there next comes back.
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = self.received(event);
        effects.extend(self.ask_for_details());
        effects.extend(self.ask_for_profile());
        effects
    }

    fn received(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Began(path) => return self.began(path),
            Event::NewFailed { path, error } => {
                self.files.ask(PromptPurpose::New, path, Some(error), false);
            }
            Event::Captured(save, picture) => return self.captured(save, picture),
            Event::CaptureFailed(_, error) | Event::StateNotSaved(error) => {
                self.shell.notify(error, NoticeKind::Error);
            }
            Event::NoDialog { purpose, path } => self.files.ask(purpose, path, None, false),
            Event::SaveAbandoned(save) => return self.files.remove(save),
            Event::Saved(save, path) => return self.saved(save, path),
            Event::StateSaved { path, what, state } => self.state_saved(path, &what, &state),
            Event::Exists(save, path) => self.ask_again(save, path, None),
            Event::SaveFailed { save, path, error } => {
                self.ask_again(save, path, Some(error));
            }
            Event::Progress(save, done) => self.files.progress(save, done),
            Event::Copied { error } => self.copied(error),
            Event::FeaturesCopied(copied) => self.features_copied(copied),
            Event::PictureRead { path, colophon } => {
                return self.picture_read(path, colophon);
            }
            Event::DetailsRead(read) => self.details_read(read),
            Event::Opened(loaded) => self.opened(loaded),
            Event::ReadingWaits => self.reading_waits(),
            Event::ReadSoFar(done) => self.read_so_far(done),
            Event::OpenFailed { path, error } => return self.open_failed(path, error),
            Event::SourceSaved => return self.source_saved(),
            Event::ReadAgainFailed { serial, error } => self.revision_failed(serial, error),
            Event::Reprojected(reprojected) => self.reprojected(reprojected),
            Event::Profiled(read) => self.profiled(read),
            Event::BookmarksRead(kept) => self.bookmarks = kept,
            Event::ChartsRead(kept) => self.kept_charts = kept,
            Event::SourcesRead(kept) => return self.restore_sources(kept),
        }
        Vec::new()
    }
}
