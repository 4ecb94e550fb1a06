//! The days that are shown, in two fields to type in.

use egui::{Id, Key, TextEdit, Ui};

use super::super::theme::Ink;
use crate::atlas::date::{day_in_short, days_from_words};
use crate::session::viewpoint::TimeWindow;

/// Tells the timeline's own fields.
pub(super) const SHOWN: &str = "shown";
/// Width of a field, logical pixels.
const FIELD_PX: f32 = 76.0;
/// Width of both with what stands between them.
pub(super) const WIDTH_PX: f32 = 2.0 * FIELD_PX + 56.0;

/// How a day is written.
const HOW: &str = "Write 2021-10-18, 18 Oct 2021, Oct 2021 or 2021, .";

/// What is typed and not entered yet.
#[derive(Debug, Default)]
pub(in crate::ui) struct Drafts {
    texts: [String; 2],
    refused: [bool; 2],
}

impl Drafts {
    /// Two fields with the days of `window`; the window that was typed, within `whole` where one end is open.
    /// `salt` tells these fields from others of the window.
    pub(in crate::ui) fn dates_ui(
        &mut self,
        ui: &mut Ui,
        salt: &str,
        window: Option<TimeWindow>,
        whole: Option<TimeWindow>,
    ) -> Option<TimeWindow> {
        let days = window.map(|window| [window.from(), window.to()]);
        let mut entered = None;
        for (end, name) in ["First day", "Last day"].into_iter().enumerate() {
            if end == 1 {
                ui.label("\u{2013}");
            }
            let now = days.map_or_else(String::new, |days| day_in_short(days[end]));
            let name = if salt == SHOWN {
                name.to_owned()
            } else {
                format!("{salt}: {}", name.to_lowercase())
            };
            if let Some((first, last)) = self.field_ui(ui, (salt, end), &name, &now) {
                let is_stretch = first < last;
                // A month or a year that is typed while all days are shown means that stretch.
                let other = window
                    .or(whole.filter(|_| !is_stretch))
                    .map_or([first, last], |w| [w.from(), w.to()]);
                entered = Some(if end == 0 {
                    TimeWindow::new(first, other[1].max(last))
                } else {
                    TimeWindow::new(other[0].min(first), last)
                });
            }
        }
        entered
    }

    /// One field; the days that were typed into it.
    fn field_ui(
        &mut self,
        ui: &mut Ui,
        (salt, end): (&str, usize),
        name: &str,
        now: &str,
    ) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let id = Id::unique(("typed day", salt, end));
        let (text, refused) = (&mut self.texts[end], &mut self.refused[end]);
        if !ui.memory(|memory| memory.has_focus(id)) && !*refused {
            now.clone_into(text);
        }
        let ink = Ink::of(ui);
        let color = if *refused { ink.error } else { ink.text };
        let field = TextEdit::singleline(text)
            .id(id)
            .hint_text(if end == 0 { "first day" } else { "last day" })
            .desired_width(FIELD_PX)
            .font(egui::TextStyle::Small)
            .text_color(color)
            .margin(egui::Margin::symmetric(6, 2))
            .align(egui::Align2::CENTER_CENTER);
        let response = ui.add(field).accessible_name(name);
        if *refused {
            response.show_tooltip_text(format!("This is no day. {HOW}"));
        }
        let response = response.on_hover_text(format!("{name}. {HOW}"));
        if response.gained_focus() || response.changed() {
            *refused = false;
        }
        if response.gained_focus() {
            crate::ui::select_all(ui, id, text.chars().count());
        }
        // Enter, Tab and leaving the field alike take what was typed; Escape does not.
        let left = ui.input(|input| input.key_pressed(Key::Escape));
        if !response.lost_focus() || left || text.trim().is_empty() || text == now {
            return None;
        }
        let days = days_from_words(text);
        *refused = days.is_none();
        days
    }
}
