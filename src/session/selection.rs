//! The one selection that map, text and lists share.

use serde::{Deserialize, Serialize};

use super::Session;
use crate::atlas::{PassageIx, Subject};
use crate::earth::ScreenPoint;
use crate::math;

/// Selects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SelectCommand {
    /// A click on the map at `at`, with what stands there, topmost first.
    Click {
        /// Where.
        at: ScreenPoint,
        /// What stands there, topmost first.
        stack: Vec<Subject>,
    },
    /// A list of what stands there, to choose from, with nothing selected yet.
    List {
        /// Where.
        at: ScreenPoint,
        /// What stands there, the weightiest first.
        stack: Vec<Subject>,
    },
    /// One of the pick list; closes it. The map flies to what is not in view.
    FromPickList(Subject),
    /// A link in the text: the map flies there.
    FromText {
        /// What the link names.
        subject: Subject,
        /// Where the link stands.
        passage: PassageIx,
    },
    /// Something in a list; the map flies there.
    Jump(Subject),
    /// The map flies to where all of these are in view; the selection stays.
    Frame(Vec<Subject>),
    /// The next thing in the order of the text; the map flies there.
    NextInText,
    /// The one before; the map flies there.
    PreviousInText,
    /// Closes what is open, else clears the selection.
    Clear,
}

/// A second click this near to the first, in logical pixels, steps down the stack.
const SAME_PLACE_PX: f64 = 4.0;

/// Marks that stand on one another, offered as a list at the pointer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PickList {
    /// Where the click was.
    pub at: ScreenPoint,
    /// What stands there, topmost first.
    pub stack: Vec<Subject>,
}

impl Session {
    pub(super) fn apply_select(&mut self, command: SelectCommand) {
        match command {
            SelectCommand::Click { at, stack } => self.click(at, stack),
            SelectCommand::List { at, stack } => self.picks = Some(PickList { at, stack }),
            SelectCommand::FromPickList(subject) => {
                self.picks = None;
                if self.is_in_view(subject) {
                    self.select(Some(subject));
                } else {
                    self.select_and_fly(subject, None);
                }
            }
            SelectCommand::FromText { subject, passage } => {
                self.select_and_fly(subject, Some(passage));
            }
            SelectCommand::Jump(subject) => {
                self.picks = None;
                self.select_and_fly(subject, None);
            }
            SelectCommand::Frame(subjects) => self.frame(&subjects),
            SelectCommand::NextInText => self.step_in_text(true),
            SelectCommand::PreviousInText => self.step_in_text(false),
            SelectCommand::Clear => {
                let closed = self.picks.take().is_some() || self.shell.close_topmost();
                if closed || self.navigation.unpin() {
                    return;
                }
                if self.view.selected.is_none() && self.view.compare.is_some() {
                    self.leave_comparison();
                } else {
                    self.select(None);
                }
            }
        }
    }

    fn frame(&mut self, subjects: &[Subject]) {
        if let Some(camera) = self.camera_for(subjects) {
            let label = format!("Zoom to {} features", subjects.len());
            self.undoable(label, |session| session.fly(camera));
        }
    }

    fn click(&mut self, at: ScreenPoint, stack: Vec<Subject>) {
        let Some(&topmost) = stack.first() else {
            self.picks = None;
            self.select(None);
            return;
        };
        // What is selected is drawn topmost, which would change the order from click to click: that of
        // the first one holds.
        let before = self.picks.take();
        let again = before.filter(|picks| is_same(&picks.stack, &stack) && near(picks.at, at));
        let (stack, chosen) = match again {
            Some(picks) => {
                let below = self.below_selected(&picks.stack);
                (picks.stack, below.unwrap_or(topmost))
            }
            None => (stack, topmost),
        };
        self.picks = (stack.len() > 1).then_some(PickList { at, stack });
        self.select(Some(chosen));
    }

    /// Whether the anchor of a subject is in view; of what has none, nothing is to be flown to.
    fn is_in_view(&self, subject: Subject) -> bool {
        let place = self.atlas.anchor(subject);
        let at = place.and_then(|place| self.atlas.projection.project(place));
        at.is_none_or(|at| self.view.camera.view_rect().contains(at))
    }

    /// What stands under the selected one, the topmost again after the last.
    fn below_selected(&self, stack: &[Subject]) -> Option<Subject> {
        let position = stack
            .iter()
            .position(|&subject| Some(subject) == self.view.selected)?;
        stack.get((position + 1) % stack.len()).copied()
    }

    fn select(&mut self, subject: Option<Subject>) {
        let label = match subject {
            Some(subject) => format!("Select {}", self.atlas.name(subject)),
            None => "Clear the selection".to_owned(),
        };
        self.undoable(label, |session| session.set_selected(subject));
    }

    fn select_and_fly(&mut self, subject: Subject, passage: Option<PassageIx>) {
        let label = format!("Select {}", self.atlas.name(subject));
        self.undoable(label, |session| {
            session.set_selected(Some(subject));
            session.make_room_for(subject);
            if let Some(passage) = passage {
                session.reading.passage = Some(passage);
            }
            if let Some(camera) = session.camera_for(&[subject]) {
                session.fly(camera);
            }
        });
    }

    /// Selects `subject` and opens the article at its first passage.
    pub(super) fn set_selected(&mut self, subject: Option<Subject>) {
        self.view.selected = subject;
        if let Some(subject) = subject {
            self.shell.leave_hint();
            self.reveal_in_time(subject);
        }
        let first = subject.and_then(|subject| self.atlas.links.passages(subject).first().copied());
        match first {
            Some(passage) => self.reading.scroll_to(passage),
            None => self.reading.passage = None,
        }
    }

    fn step_in_text(&mut self, forward: bool) {
        let order = self.atlas.links.order();
        let Some(last) = order.len().checked_sub(1) else {
            return;
        };
        let position = self
            .view
            .selected
            .and_then(|selected| order.iter().position(|&subject| subject == selected));
        let next = match (position, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(position), true) => (position + 1) % order.len(),
            (Some(position), false) => position.checked_sub(1).unwrap_or(last),
        };
        let subject = order[next];
        self.picks = None;
        self.select_and_fly(subject, None);
    }
}

/// Whether two stacks are of the same marks, in whatever order.
fn is_same(a: &[Subject], b: &[Subject]) -> bool {
    a.len() == b.len() && a.iter().all(|subject| b.contains(subject))
}

fn near(a: ScreenPoint, b: ScreenPoint) -> bool {
    math::hypot(a.x_px - b.x_px, a.y_px - b.y_px) <= SAME_PLACE_PX
}
