//! What one frame gathers from the parts of the window.

use egui::{Painter, Pos2, Shape};

use super::commands::Chosen;
use crate::atlas::Subject;
use crate::scene::Item;
use crate::session::{Action, Session};

/// Turns items of a scene into shapes, their origin at the given place: the map's own backend.
pub type Draw<'a> = dyn FnMut(&[Item], Pos2) -> Vec<Shape> + 'a;

/// What one frame gathers from the parts of the window.
pub(super) struct Reply<'a, 'd> {
    actions: Vec<Action>,
    /// Commands chosen from menu or palette.
    pub(super) chosen: Vec<Chosen>,
    hovered: Option<Subject>,
    draw: &'a mut Draw<'d>,
}

impl<'a, 'd> Reply<'a, 'd> {
    pub(super) fn new(draw: &'a mut Draw<'d>) -> Self {
        Self { actions: Vec::new(), chosen: Vec::new(), hovered: None, draw }
    }

    /// The reader did this.
    pub(super) fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// The pointer is over something that stands for `subject`: on the map, in the text or in a list.
    pub(super) fn hover(&mut self, subject: Subject) {
        self.hovered = Some(subject);
    }

    /// Paints `items` with their origin at `at`.
    pub(super) fn paint(&mut self, painter: &Painter, items: &[Item], at: Pos2) {
        painter.extend((self.draw)(items, at));
    }

    /// Everything that happened, the hover last and only where it changed.
    pub(super) fn finish(mut self, session: &Session) -> Vec<Action> {
        if self.hovered != session.view.hovered {
            self.actions.push(Action::Hover(self.hovered));
        }
        self.actions
    }
}
