//! What one frame gathers from the parts of the window.

use std::collections::BTreeMap;

use egui::{Pos2, Shape, Ui};

use super::commands::OfferChosen;
use super::jobs::RowsJob;
use super::slots::PreviewSlot;
use crate::atlas::Subject;
use crate::render::to_egui::Painter;
use crate::scene::Item;
use crate::session::{Command, Session};

/// The parts of the window that have failed, and why. Panels are not tried again unasked: they would fail
/// in each frame.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) BTreeMap<&'static str, String>);

/// What one frame gathers from the parts of the window.
pub(super) struct UiOutput<'a> {
    actions: Vec<Command>,
    /// Commands chosen from menu or palette.
    pub(super) chosen: Vec<OfferChosen>,
    /// Where the export sheet shows the picture.
    pub(super) preview: Option<PreviewSlot>,
    /// Where bookmarks are shown small, each with its number in the list.
    pub(super) thumbnails: Vec<(usize, PreviewSlot)>,
    /// Rows that the table waits for.
    pub(super) rows: Option<RowsJob>,
    hovered: Option<Subject>,
    painter: &'a mut Painter,
    /// The parts of the window that have failed.
    pub(super) faults: Faults,
}

impl<'a> UiOutput<'a> {
    pub(super) fn new(painter: &'a mut Painter, faults: Faults) -> Self {
        Self {
            actions: Vec::new(),
            chosen: Vec::new(),
            preview: None,
            thumbnails: Vec::new(),
            rows: None,
            hovered: None,
            painter,
            faults,
        }
    }

    /// The reader did this.
    pub(super) fn act(&mut self, action: Command) {
        self.actions.push(action);
    }

    /// What the reader did so far.
    #[cfg(test)]
    pub(super) fn actions(&self) -> &[Command] {
        &self.actions
    }

    /// The pointer is over something that stands for `subject`: on the map, in the text or in a list.
    pub(super) fn hover(&mut self, subject: Subject) {
        self.hovered = Some(subject);
    }

    /// Paints `items` with their origin at `at`.
    pub(super) fn paint(&mut self, ui: &Ui, items: &[Item], at: Pos2) {
        ui.painter().extend(self.shapes(ui, items, at));
    }

    /// The shapes of `items` with their origin at `at`.
    pub(super) fn shapes(&mut self, ui: &Ui, items: &[Item], at: Pos2) -> Vec<Shape> {
        self.painter.items(items, at, ui.ctx())
    }

    /// Everything that happened, the hover last and only where it changed.
    pub(super) fn finish(mut self, session: &Session) -> Vec<Command> {
        if self.hovered != session.view.hovered {
            self.actions.push(Command::Hover(self.hovered));
        }
        self.actions
    }
}
