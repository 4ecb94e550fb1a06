//! What is open at one moment, so that undo needs to read nothing.

use std::sync::Arc;

use crate::atlas::{Atlas, WrittenChart};
use crate::problem::Problem;
use crate::session::{Bookmark, Effect, SavedView, Session, SourceId, Sources};

/// What is open, and how it is seen.
#[derive(Debug, Clone)]
pub(in crate::session) struct Revision {
    atlas: Arc<Atlas>,
    path: Option<SourceId>,
    problems: Vec<Problem>,
    sources: Sources,
    bookmarks: Vec<Bookmark>,
    kept_charts: Vec<WrittenChart>,
    view: SavedView,
    /// How often files had been saved by then.
    generation: u64,
}

impl PartialEq for Revision {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.atlas, &other.atlas) && self.view == other.view
    }
}

impl Revision {
    pub(in crate::session) fn of(session: &Session) -> Self {
        Self {
            atlas: Arc::clone(&session.atlas),
            path: session.path.clone(),
            problems: session.problems.clone(),
            sources: session.files.sources.clone(),
            bookmarks: session.bookmarks.clone(),
            kept_charts: session.kept_charts.clone(),
            view: SavedView::of_viewpoint(&session.atlas, &session.view),
            generation: session.files.generation,
        }
    }

    /// Holds `after` instead of `before`, which it replaced.
    pub(in crate::session) fn follow(
        &mut self,
        before: &Arc<Atlas>,
        after: &Arc<Atlas>,
        generation: u64,
    ) {
        if Arc::ptr_eq(&self.atlas, before) {
            self.atlas = Arc::clone(after);
            self.generation = generation;
        }
    }
}

impl Session {
    /// Shows `revision`. Where files were saved since then, they are read again.
    pub(in crate::session) fn restore_revision(&mut self, revision: Revision) -> Vec<Effect> {
        self.files.revising = None;
        self.files.sources = revision.sources;
        self.path = revision.path;
        self.problems = revision.problems;
        self.bookmarks = revision.bookmarks;
        self.kept_charts = revision.kept_charts;
        self.show_revision(revision.atlas);
        let passage = self.reading.passage;
        self.restore_view(&revision.view);
        self.reading.passage = passage;
        if revision.generation == self.files.generation {
            Vec::new()
        } else {
            self.source_saved()
        }
    }
}
