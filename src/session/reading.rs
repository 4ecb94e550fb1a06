//! Where the reader is in the article. The program scrolls the text only on
//! a choice of the reader's, never against a hand that reads on.

use serde::{Deserialize, Serialize};

use super::Session;
use crate::atlas::PassageIx;

/// Moves in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadCommand {
    /// The next passage that speaks of the selection.
    NextPassage,
    /// The one before.
    PreviousPassage,
    /// A click on a passage: the map frames all that it names.
    Frame(PassageIx),
    /// The reader has scrolled to this passage.
    ScrolledTo(PassageIx),
    /// Whether the map follows the reading.
    Follow(bool),
    /// A link to another passage.
    GoTo(PassageIx),
}

/// Where the reader is in the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadingPlace {
    /// The passage that is marked as current.
    pub passage: Option<PassageIx>,
    /// Counts the requests to scroll to it, so that each is served once.
    pub scroll_serial: u64,
    /// Whether the map follows the reading; off as soon as the reader pans.
    pub following: bool,
}

impl ReadingPlace {
    /// Marks `passage` and asks for it to be scrolled into sight.
    pub(super) fn scroll_to(&mut self, passage: PassageIx) {
        self.passage = Some(passage);
        self.scroll_serial += 1;
    }
}

impl Session {
    pub(super) fn apply_read(&mut self, command: ReadCommand) {
        match command {
            ReadCommand::NextPassage => self.step_passage(true),
            ReadCommand::PreviousPassage => self.step_passage(false),
            ReadCommand::Frame(passage) => self.frame_passage(passage),
            ReadCommand::ScrolledTo(passage) => {
                if self.reading.following && self.reading.passage != Some(passage) {
                    self.reading.passage = Some(passage);
                    self.fly_to_passage(passage);
                }
            }
            ReadCommand::Follow(following) => self.reading.following = following,
            ReadCommand::GoTo(passage) => {
                self.reading.scroll_to(passage);
                self.shell.show_article();
            }
        }
    }

    /// Which of the selection's passages is current, counted from 1, and how many there are.
    #[must_use]
    pub fn passage_count(&self) -> Option<(usize, usize)> {
        let passages = self.atlas.links.passages(self.view.selected?);
        let position = passages
            .iter()
            .position(|&passage| Some(passage) == self.reading.passage)?;
        Some((position + 1, passages.len()))
    }

    fn step_passage(&mut self, forward: bool) {
        let Some(selected) = self.view.selected else {
            return;
        };
        let passages = self.atlas.links.passages(selected);
        let Some(last) = passages.len().checked_sub(1) else {
            return;
        };
        let position = passages
            .iter()
            .position(|&passage| Some(passage) == self.reading.passage);
        let next = match (position, forward) {
            (None, _) => 0,
            (Some(position), true) => (position + 1) % passages.len(),
            (Some(position), false) => position.checked_sub(1).unwrap_or(last),
        };
        let passage = passages[next];
        self.reading.scroll_to(passage);
    }

    fn frame_passage(&mut self, passage: PassageIx) {
        self.reading.passage = Some(passage);
        let subjects = self.atlas.passage(passage).subjects();
        if let Some(camera) = self.camera_for(&subjects) {
            self.jump("Frame the passage", camera);
        }
    }

    /// Follows the reading: no undo step, the reader has chosen it once.
    fn fly_to_passage(&mut self, passage: PassageIx) {
        let subjects = self.atlas.passage(passage).subjects();
        if let Some(camera) = self.camera_for(&subjects) {
            self.fly(camera);
        }
    }
}
