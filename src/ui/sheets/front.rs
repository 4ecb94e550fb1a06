//! Which sheet lies in front. The keyboard is its own: nothing behind it hears a key.

use egui::{Context, Id, Key, Order};

use super::super::find;
use crate::session::{Session, Sheet};

/// A sheet that lies in front of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Front {
    /// The path field.
    Prompt,
    /// The export sheet.
    Export,
    /// One of the others.
    Sheet(Sheet),
}

impl Front {
    /// The foremost sheet; `None` where the window lies open.
    pub(in crate::ui) fn of(session: &Session) -> Option<Self> {
        if session.files.prompt.is_some() {
            Some(Self::Prompt)
        } else if session.files.exporting {
            Some(Self::Export)
        } else {
            session.shell.sheet.map(Self::Sheet)
        }
    }
}

/// Keeps the keyboard in the foremost sheet, and gives it back where it was.
#[derive(Debug, Default)]
pub(super) struct FocusKeeper {
    front: Option<Front>,
    before: Option<Id>,
}

impl FocusKeeper {
    /// Called before the sheets are shown: a sheet that has come takes the keyboard, and the last one
    /// that has gone gives it back.
    pub(super) fn begin(&mut self, ctx: &Context, front: Option<Front>) {
        let came_from = std::mem::replace(&mut self.front, front);
        if came_from != front {
            // What was under the pointer is behind the sheet now: one more frame tells it so.
            ctx.request_repaint();
        }
        match (came_from, front) {
            (None, Some(_)) => {
                let focused = ctx.memory(egui::Memory::focused);
                if let Some(id) = focused {
                    ctx.memory_mut(|memory| memory.surrender_focus(id));
                }
                // The find box would open its list again.
                self.before = focused.filter(|&id| id != find::focus_id());
            }
            (Some(_), None) => {
                if let Some(id) = self.before.take() {
                    ctx.memory_mut(|memory| memory.request_focus(id));
                }
            }
            _ => {}
        }
    }

    /// Called after the sheets are shown: Tab goes round in the foremost one.
    pub(super) fn end(&self, ctx: &Context) {
        if self.front.is_none() {
            return;
        }
        let tab = ctx.input(|input| input.key_pressed(Key::Tab));
        let focused = ctx.memory(egui::Memory::focused);
        let at = focused.and_then(|id| ctx.read_response(id));
        // Past the last widget of the sheet, the first one of the window has the keyboard a frame later.
        let outside = at.is_some_and(|at| at.layer_id.order < Order::Foreground);
        let first = ctx.data(|data| data.get_temp::<Id>(first_id()));
        if let (Some(first), true) = (first, outside || (tab && focused.is_none())) {
            ctx.memory_mut(|memory| memory.request_focus(first));
        }
    }
}

/// Where a sheet notes what in it has the keyboard first.
pub(super) fn first_id() -> Id {
    Id::unique("first of the sheet")
}
