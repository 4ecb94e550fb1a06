//! Reading what is open again: after a save in another program, with a layer more, or with one less.
//!
//! The view, the selection, the filter and the place in the article stay. A file that was saved broken
//! changes nothing on the map: the last good state stays, and the problems are listed.

use std::sync::Arc;

use super::details::DetailsRequest;
use crate::atlas::{Atlas, LayerIx, Passage, PassageIx};
use crate::problem::{Problem, Severity};
use crate::session::sources::{Cause, Revising};
use crate::session::viewpoint::LayerState;
use crate::session::{
    Effect, Incoming, LoadedDossier, Notice, NoticeKind, SavedView, Session, Sheet, SourceId,
    Sources, Timeline, Viewpoint,
};

/// How the notice of a broken save begins; the next good one closes it.
const BROKEN: &str = "What was saved cannot be read whole";

impl Session {
    /// Reads again what is open, since the reader asked for it.
    pub(in crate::session) fn read_again(&mut self) -> Vec<Effect> {
        self.revise(self.files.sources.clone(), Cause::Asked)
    }

    /// Reads again what is open, since one of its files was saved.
    pub(in crate::session) fn source_saved(&mut self) -> Vec<Effect> {
        // What is being read now is read as it is now.
        if self.files.reading.is_some() && self.files.revising.is_none() {
            return Vec::new();
        }
        self.revise(self.files.sources.clone(), Cause::Saved)
    }

    /// Adds the layers at `paths` to what is open; where nothing is, opens them.
    pub(in crate::session) fn add_layers(&mut self, paths: Vec<SourceId>) -> Vec<Effect> {
        if self.is_blank() || paths.is_empty() {
            return self.open(paths);
        }
        let sources = self.files.sources.with(&paths);
        self.revise(sources, Cause::Added(paths))
    }

    /// Takes the file that `layer` was read from off the map.
    pub(in crate::session) fn remove_layer(&mut self, layer: LayerIx) -> Vec<Effect> {
        let Some(file) = self.removable_file(layer).map(str::to_owned) else {
            return Vec::new();
        };
        let sources = self.files.sources.without(&file);
        self.revise(sources, Cause::Removed(file))
    }

    /// The file that `layer` was read from, if it can be taken off the map.
    #[must_use]
    pub fn removable_file(&self, layer: LayerIx) -> Option<&str> {
        let file = self.atlas.file_of(layer)?;
        let loose = &self.atlas.dossier.loose_files;
        loose.iter().any(|name| name == file).then_some(file)
    }

    pub(in crate::session) fn revise(&mut self, sources: Sources, cause: Cause) -> Vec<Effect> {
        let added = match &cause {
            Cause::Added(paths) => paths.as_slice(),
            _ => &[],
        };
        let first = added.first().or(sources.opened.first());
        let first = first.or(sources.added.first());
        self.files.reading = first.map(|path| Incoming {
            path: path.clone(),
            others: added.len().saturating_sub(1),
            done: None,
            shown: false,
            waits: false,
        });
        self.files.readings += 1;
        let serial = self.files.readings;
        self.files.revising = Some(Revising {
            serial,
            sources: sources.clone(),
            cause,
        });
        vec![Effect::ReadAgain { sources, serial }]
    }

    /// Takes what was read again.
    pub(in crate::session) fn revised(&mut self, serial: u32, loaded: LoadedDossier) {
        let Some(Revising { sources, cause, .. }) = self.awaited(serial) else {
            return;
        };
        self.files.reading = None;
        let Some(atlas) = loaded.atlas else {
            return;
        };
        match cause {
            Cause::Saved | Cause::Asked => {
                if self.is_broken(&atlas, &loaded.problems) {
                    self.keep_last_good(loaded.problems);
                } else {
                    self.follow(atlas, loaded.problems);
                }
            }
            Cause::Added(paths) => {
                let label = format!("Add {}", names(&paths));
                self.change_revision(label, atlas, loaded.problems, sources);
                let text = format!("{} was added as a layer", names(&paths));
                self.shell.notify(text, NoticeKind::Added(paths));
            }
            Cause::Removed(file) => {
                let label = format!("Remove {file}");
                self.change_revision(label, atlas, loaded.problems, sources);
            }
            Cause::Understood(file) => {
                let label = format!("Read {file} otherwise");
                self.change_revision(label, atlas, loaded.problems, sources);
            }
            Cause::Kept => {
                let added = sources.added.clone();
                self.change_revision(
                    "Add what was added before".to_owned(),
                    atlas,
                    loaded.problems,
                    sources,
                );
                if !added.is_empty() {
                    let text = format!("{} was added before and is here again", names(&added));
                    self.shell.notify(text, NoticeKind::Info);
                }
            }
        }
    }

    /// The reading that this answer is awaited for; one that was asked for before the last is not.
    fn awaited(&mut self, serial: u32) -> Option<Revising> {
        self.files
            .revising
            .take_if(|revising| revising.serial == serial)
    }

    /// What is open could not be read again: it stays as it is.
    pub(in crate::session) fn revision_failed(&mut self, serial: u32, error: String) {
        if self.awaited(serial).is_some() {
            self.files.reading = None;
            self.shell.notify(error, NoticeKind::Error);
        }
    }

    /// Whether a file was saved broken or half: reading it found more errors than before, and less of
    /// what is on the map.
    fn is_broken(&self, atlas: &Atlas, problems: &[Problem]) -> bool {
        let errors = |problems: &[Problem]| {
            let errors = problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error);
            errors.count()
        };
        let before = &self.atlas;
        let less = atlas.feature_count() < before.feature_count()
            || atlas.layers.len() < before.layers.len()
            || atlas.article().passages.len() < before.article().passages.len();
        less && errors(problems) > errors(&self.problems)
    }

    fn keep_last_good(&mut self, problems: Vec<Problem>) {
        let first = problems
            .iter()
            .find(|problem| problem.severity == Severity::Error);
        let first = first.map(|problem| format!(" ({}: {})", problem.place, problem.what));
        let text = format!(
            "{BROKEN}{}. The map stays as it was; Help > Problems lists what to mend",
            first.unwrap_or_default()
        );
        self.problems = problems;
        self.shell.notify(text, NoticeKind::Error);
    }

    /// Shows another revision of what is open, as one undoable step.
    fn change_revision(
        &mut self,
        label: String,
        atlas: Arc<Atlas>,
        problems: Vec<Problem>,
        sources: Sources,
    ) {
        self.undoable_revision(label, |session| {
            session.files.sources = sources;
            session.problems = problems;
            session.show_revision(atlas);
        });
    }

    /// Shows what was saved. Steps of undo go on to name what they named before.
    fn follow(&mut self, atlas: Arc<Atlas>, problems: Vec<Problem>) {
        let before = Arc::clone(&self.atlas);
        self.problems = problems;
        self.show_revision(atlas);
        let is_past = |notice: &Notice| notice.text.starts_with(BROKEN);
        self.shell.notices.retain(|notice| !is_past(notice));
        self.files.generation += 1;
        let after = Arc::clone(&self.atlas);
        self.history.follow(&before, &after, self.files.generation);
    }

    /// Shows `atlas` with the view that the one before it had.
    pub(in crate::session) fn show_revision(&mut self, atlas: Arc<Atlas>) {
        let saved = SavedView::of_viewpoint(&self.atlas, &self.view);
        let before = std::mem::replace(&mut self.atlas, atlas);
        self.files.kept = None;
        let home = Viewpoint::home(&self.atlas);
        let passage = self.reading.passage.and_then(|ix| {
            let id = &before.article().passages.get(ix.index())?.id;
            let passages = (0..).map(PassageIx).zip(&self.atlas.article().passages);
            let same = |(ix, passage): (PassageIx, &Passage)| (passage.id == *id).then_some(ix);
            { passages }.find_map(same)
        });
        self.view.layers = home.layers;
        let camera = self.view.camera;
        self.restore_view(&saved);
        self.reading.passage = passage;
        // The same numbers, and not the same place to within a rounding.
        if before.projection.definition() == self.atlas.projection.definition() {
            self.view.camera = camera;
        }
        self.put_new_on_top(&before);
        self.follow_reading_sheet(&before);
        self.view.hovered = None;
        self.picks = None;
        self.measure = None;
        self.details = DetailsRequest::default();
        let playing = self.timeline.play.clone();
        self.timeline = Timeline::of(&self.atlas);
        self.timeline.play = playing;
    }

    /// The sheet on a layer stays with it, and goes with it.
    fn follow_reading_sheet(&mut self, before: &Atlas) {
        if let Some(Sheet::Reading(layer)) = self.shell.sheet {
            let layer = self.atlas.layer_named(&before.layer(layer).id);
            self.shell.sheet = layer.map(Sheet::Reading);
        }
    }

    /// Layers of features that `before` has not stand above all others.
    fn put_new_on_top(&mut self, before: &Atlas) {
        let atlas = &self.atlas;
        let is_new =
            |state: &LayerState| before.layer_named(&atlas.layer(state.layer).id).is_none();
        self.view.layers.sort_by_key(|state| !is_new(state));
    }
}

/// The names of files in words: "towns.csv", "towns.csv and 2 more".
fn names(paths: &[SourceId]) -> String {
    let name = paths.first().map(SourceId::name).unwrap_or_default();
    match paths.len() {
        0 | 1 => name.into_owned(),
        count => format!("{name} and {} more", count - 1),
    }
}
