//! The rows by keyboard: arrows go from row to row, Shift chooses on the way.

use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::super::theme::Ink;
use super::super::{UiOutput, View};
use super::TableState;
use crate::atlas::{FeatureId, Subject};
use crate::session::{Command, SelectCommand};

/// What the keys asked of the rows in one frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Asked {
    /// Rows down, or up where it is negative.
    rows: isize,
    /// Whether the rows on the way are chosen as well.
    extends: bool,
    toggles: bool,
    selects: bool,
}

impl Asked {
    fn of(ui: &Ui) -> Self {
        ui.input_mut(|input| {
            let mut count = |held, key| {
                let presses = input.count_and_consume_key(held, key);
                isize::try_from(presses).unwrap_or_default()
            };
            // A key without modifiers means the same key with Shift as well, so Shift is asked first.
            let extended =
                count(Modifiers::SHIFT, Key::ArrowDown) - count(Modifiers::SHIFT, Key::ArrowUp);
            let moved =
                count(Modifiers::NONE, Key::ArrowDown) - count(Modifiers::NONE, Key::ArrowUp);
            Self {
                rows: extended + moved,
                extends: extended != 0,
                toggles: count(Modifiers::NONE, Key::Space) > 0,
                selects: count(Modifiers::NONE, Key::Enter) > 0,
            }
        })
    }
}

/// What has the keyboard while the rows have it.
fn rows_id() -> Id {
    Id::unique("table rows")
}

impl TableState {
    /// Gives the keyboard to the rows, at one of them.
    pub(super) fn take_keys(&mut self, ctx: &egui::Context, at: usize) {
        self.cursor = at;
        ctx.memory_mut(|memory| memory.request_focus(rows_id()));
    }

    /// The rows as one stop of Tab. Gives the row that the keys have come to in this frame.
    pub(super) fn keys_ui(
        &mut self,
        ui: &Ui,
        view: View<'_>,
        ids: &[FeatureId],
        output: &mut UiOutput<'_>,
    ) -> Option<usize> {
        let rect = ui.available_rect_before_wrap();
        let rows = ui.interact(rect, rows_id(), Sense::focusable_noninteractive());
        self.cursor = self.cursor.min(ids.len().saturating_sub(1));
        let cursor = self.cursor;
        rows.widget_info(|| {
            let name = view.session.atlas.name(Subject::Feature(ids[cursor]));
            let said = format!(
                "Rows, at {} of {}: {name}. Arrows go from row to row, with Shift they choose, Space \
                 chooses one more or less, Enter shows it on the map.",
                cursor + 1,
                ids.len()
            );
            WidgetInfo::labeled(Role::Table, true, said)
        });
        if !rows.has_focus() {
            return None;
        }
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(rows_id(), filter));
        let asked = Asked::of(ui);
        if asked.rows != 0 {
            self.cursor = cursor.saturating_add_signed(asked.rows).min(ids.len() - 1);
            self.choose_by_keys(asked.extends, cursor, ids);
        }
        let what = Subject::Feature(ids[self.cursor]);
        output.hover(what);
        if asked.toggles {
            self.choose(Modifiers::COMMAND, self.cursor, ids);
        }
        if asked.selects {
            output.act(Command::Select(SelectCommand::FromPickList(what)));
            self.selected = Some(what);
        }
        rows.gained_focus()
            .then_some(self.cursor)
            .or((asked.rows != 0).then_some(self.cursor))
    }

    /// Chooses the row that the keys have come to, or all from where Shift was first held.
    fn choose_by_keys(&mut self, extends: bool, before: usize, ids: &[FeatureId]) {
        if extends {
            let from = self.from.unwrap_or(before).min(ids.len() - 1);
            let stretch = from.min(self.cursor)..=from.max(self.cursor);
            self.chosen.set(ids[stretch].iter().copied());
            self.from = Some(from);
        } else {
            self.choose(Modifiers::NONE, self.cursor, ids);
        }
    }

    /// The ring around the row that the keys are at.
    pub(super) fn ring_ui(ui: &Ui, row: Option<egui::Rect>) {
        let focused = ui.memory(|memory| memory.has_focus(rows_id()));
        if let (Some(row), true) = (row, focused) {
            let stroke = Stroke::new(1.5, Ink::of(ui).accent);
            ui.painter()
                .rect_stroke(row, 2.0, stroke, StrokeKind::Inside);
        }
    }
}
