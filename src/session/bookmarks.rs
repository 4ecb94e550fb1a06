//! Views that the reader keeps by name.

use serde::{Deserialize, Serialize};

use super::{Bookmark, NoticeKind, SavedView, Session};

/// Keeps views.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum BookmarkCommand {
    /// Keeps the view as it is now.
    Add,
    /// Shows a view that was kept.
    Show(usize),
    /// Calls a view otherwise.
    Rename {
        /// Its place in the list.
        at: usize,
        /// Its new name.
        name: String,
    },
    /// Moves a view in the list.
    Move {
        /// Where it is.
        from: usize,
        /// Where it goes.
        to: usize,
    },
    /// Forgets a view.
    Remove(usize),
}

impl Session {
    pub(super) fn apply_bookmark(&mut self, command: BookmarkCommand) {
        match command {
            BookmarkCommand::Add => self.add_bookmark(),
            BookmarkCommand::Show(at) => {
                if let Some(kept) = self.bookmarks.get(at).cloned() {
                    let label = format!("Show {}", kept.name);
                    self.undoable(label, |session| session.restore_view(&kept.view));
                }
            }
            BookmarkCommand::Rename { at, name } => {
                let name = name.trim();
                if let Some(kept) = self.bookmarks.get_mut(at).filter(|_| !name.is_empty()) {
                    name.clone_into(&mut kept.name);
                }
            }
            BookmarkCommand::Move { from, to } => {
                if from < self.bookmarks.len() && to < self.bookmarks.len() {
                    let kept = self.bookmarks.remove(from);
                    self.bookmarks.insert(to, kept);
                }
            }
            BookmarkCommand::Remove(at) => {
                if at < self.bookmarks.len() {
                    self.bookmarks.remove(at);
                }
            }
        }
    }

    fn add_bookmark(&mut self) {
        let view = SavedView {
            // A view that is kept has its place, whether the reader moved or not.
            camera: SavedView::of_viewpoint(&self.atlas, &self.view).camera,
            ..SavedView::of(self)
        };
        let name = self.bookmark_name();
        let text = format!("Kept as “{name}”. View > Bookmarks shows it again.");
        self.shell.notify(text, NoticeKind::Info);
        self.bookmarks.push(Bookmark { name, view });
    }

    /// What a new bookmark is called: by what is selected and the days shown, else by its number.
    fn bookmark_name(&self) -> String {
        let selected = self.selected().map(|subject| self.atlas.name(subject));
        let days = self.brushed().map(|window| window.short());
        let parts: Vec<String> = selected.into_iter().chain(days).collect();
        let name = if parts.is_empty() {
            format!("View {}", self.bookmarks.len() + 1)
        } else {
            parts.join(", ")
        };
        let taken = |name: &str| self.bookmarks.iter().any(|kept| kept.name == name);
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        names.find(|name| !taken(name)).unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap};
    use crate::session::{CameraCommand, Command};

    fn session() -> Session {
        let dossier = crate::dossier::builtin().dossier;
        let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
        Session::new(atlas, None, Vec::new())
    }

    #[test]
    fn a_view_is_kept_by_name_and_shown_again() {
        let mut session = session();
        let apply = |session: &mut Session, command| session.apply(Command::Bookmark(command));
        let before = session.view.camera;
        apply(&mut session, BookmarkCommand::Add);
        let zoom = CameraCommand::ZoomBy { factor: 4.0 };
        session.apply(Command::Camera(zoom));
        apply(&mut session, BookmarkCommand::Add);
        let names: Vec<&str> = session
            .bookmarks
            .iter()
            .map(|kept| kept.name.as_str())
            .collect();
        assert_eq!(names, ["View 1", "View 2"]);
        apply(&mut session, BookmarkCommand::Show(0));
        let now = session.view.camera;
        assert!((now.metres_per_px / before.metres_per_px - 1.0).abs() < 1e-6);
    }

    #[test]
    fn bookmarks_are_renamed_moved_and_forgotten_and_nothing_else_is() {
        let mut session = session();
        let commands = [
            BookmarkCommand::Add,
            BookmarkCommand::Add,
            BookmarkCommand::Rename {
                at: 1,
                name: " The valley ".into(),
            },
            BookmarkCommand::Rename {
                at: 0,
                name: "  ".into(),
            },
            BookmarkCommand::Move { from: 1, to: 0 },
            BookmarkCommand::Move { from: 1, to: 9 },
            BookmarkCommand::Remove(7),
            BookmarkCommand::Show(7),
        ];
        for command in commands {
            session.apply(Command::Bookmark(command));
        }
        let names: Vec<&str> = session
            .bookmarks
            .iter()
            .map(|kept| kept.name.as_str())
            .collect();
        assert_eq!(names, ["The valley", "View 1"]);
    }
}
