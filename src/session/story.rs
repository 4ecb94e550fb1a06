//! Walking through the article passage by passage, while the map frames what each names.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Panel, Session, Shell};
use crate::atlas::PassageIx;

/// Walks through the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoryCommand {
    /// Begins where the reader is in the article.
    Begin,
    /// To the next passage.
    Next,
    /// To the passage before.
    Previous,
    /// Leaves; the next time it goes on from here.
    Leave,
}

/// A walk through the article that is under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The passage that is told.
    pub passage: PassageIx,
    /// How the window was before.
    before: Before,
}

/// How the window was before a walk.
#[derive(Debug, Clone, PartialEq)]
struct Before {
    full_screen: bool,
    folded: BTreeSet<Panel>,
    table: bool,
    callouts: bool,
}

impl Story {
    fn restore(&self, shell: &mut Shell) {
        shell.full_screen = self.before.full_screen;
        shell.folded.clone_from(&self.before.folded);
        shell.table = self.before.table;
    }
}

impl Session {
    pub(super) fn apply_story(&mut self, command: StoryCommand) {
        match command {
            StoryCommand::Begin => self.begin_story(),
            StoryCommand::Next => self.step_story(1),
            StoryCommand::Previous => self.step_story(-1),
            StoryCommand::Leave => {
                if let Some(story) = self.story.take() {
                    story.restore(&mut self.shell);
                    self.view.furniture.callouts = story.before.callouts;
                }
            }
        }
    }

    /// Number of the passage that is told, from 1, and how many there are.
    #[must_use]
    pub fn story_place(&self) -> Option<(usize, usize)> {
        let story = self.story.as_ref()?;
        Some((
            story.passage.index() + 1,
            self.atlas.article().passages.len(),
        ))
    }

    /// How the window is arranged, or was before the walk that is under way.
    #[must_use]
    pub fn shell_outside_story(&self) -> Shell {
        let mut shell = self.shell.clone();
        if let Some(story) = &self.story {
            story.restore(&mut shell);
        }
        shell
    }

    fn begin_story(&mut self) {
        if self.story.is_some() || self.atlas.article().passages.is_empty() {
            return;
        }
        let last = self.atlas.article().passages.len() - 1;
        let passage = self
            .reading
            .passage
            .filter(|passage| passage.index() <= last);
        let passage = passage.unwrap_or(PassageIx(0));
        self.story = Some(Story {
            passage,
            before: Before {
                full_screen: self.shell.full_screen,
                folded: self.shell.folded.clone(),
                table: self.shell.table,
                callouts: self.view.furniture.callouts,
            },
        });
        self.shell.full_screen = true;
        self.shell.table = false;
        self.shell.folded = [Panel::Layers, Panel::Article, Panel::Timeline].into();
        self.view.furniture.callouts = true;
        self.tell(passage);
    }

    fn step_story(&mut self, by: i64) {
        let Some(story) = &mut self.story else {
            return;
        };
        let last = self.atlas.article().passages.len() as u32 - 1;
        let next = i64::from(story.passage.0) + by;
        let next = PassageIx(u32::try_from(next).unwrap_or_default().min(last));
        if next != story.passage {
            story.passage = next;
            self.tell(next);
        }
    }

    /// Frames what a passage names, and brings its days into sight.
    fn tell(&mut self, passage: PassageIx) {
        self.reading.scroll_to(passage);
        let subjects = self.atlas.passage(passage).subjects();
        if let Some(camera) = self.camera_for(&subjects) {
            self.fly(camera);
        }
        if let Some(&first) = subjects.first() {
            self.reveal_in_time(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap};
    use crate::session::Command;

    #[test]
    fn a_walk_frames_each_passage_and_leaves_the_window_as_it_was() {
        let dossier = crate::dossier::builtin().dossier;
        let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
        let mut session = Session::new(atlas, None, Vec::new());
        let before = session.shell.clone();
        let mut told = |command| {
            session.apply(Command::Story(command));
            session.story_place()
        };
        let (first, all) = told(StoryCommand::Begin).expect("it has begun");
        assert_eq!(first, 1);
        assert_eq!(told(StoryCommand::Next), Some((2, all)));
        assert_eq!(told(StoryCommand::Previous), Some((1, all)));
        assert_eq!(
            told(StoryCommand::Previous),
            Some((1, all)),
            "there is none before"
        );
        told(StoryCommand::Next);
        assert!(session.shell.full_screen && session.view.furniture.callouts);
        assert_eq!(session.shell_outside_story(), before);
        session.apply(Command::Story(StoryCommand::Leave));
        assert_eq!(session.shell, before);
        assert!(!session.view.furniture.callouts);
        session.apply(Command::Story(StoryCommand::Begin));
        assert_eq!(
            session.story_place(),
            Some((2, all)),
            "it goes on where it was left"
        );
    }
}
