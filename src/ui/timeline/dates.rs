//! The days that are shown, in two fields to type in.

use egui::{Id, Key, TextEdit, Ui};

use super::super::View;
use super::super::reply::Reply;
use super::super::theme::Ink;
use crate::atlas::date::{day_in_short, days_from_words};
use crate::session::viewpoint::TimeWindow;
use crate::session::{Action, TimeAction};

/// Width of a field, logical pixels.
const FIELD_PX: f32 = 76.0;

/// What is typed and not entered yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    texts: [String; 2],
    refused: [bool; 2],
}

impl Drafts {
    pub(super) fn dates_ui(&mut self, ui: &mut Ui, view: View<'_>, reply: &mut Reply<'_>) {
        let window = view.session.view.time.window;
        let days = window.map(|window| [window.from(), window.to()]);
        let names = ["First day", "Last day"];
        for end in 0..2 {
            if end == 1 {
                ui.label("\u{2013}");
            }
            let now = days.map_or_else(String::new, |days| day_in_short(days[end]));
            if let Some((first, last)) = self.field_ui(ui, end, names[end], &now) {
                let whole = view.session.timeline.whole;
                let other = window
                    .or(whole)
                    .map_or([first, last], |w| [w.from(), w.to()]);
                let typed = if end == 0 {
                    TimeWindow::new(first, other[1].max(last))
                } else {
                    TimeWindow::new(other[0].min(first), last)
                };
                reply.act(Action::Time(TimeAction::Show(Some(typed))));
            }
        }
    }

    /// One field; the days that were typed into it.
    fn field_ui(
        &mut self,
        ui: &mut Ui,
        end: usize,
        name: &str,
        now: &str,
    ) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let id = Id::unique(("typed day", end));
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
        let response = ui.add(field).accessible_name(name).on_hover_text(format!(
            "{name} shown. Write 2021-10-18, 18 Oct 2021, Oct 2021 or 2021, and press Enter."
        ));
        if response.gained_focus() || response.changed() {
            *refused = false;
        }
        let entered = ui.input(|input| input.key_pressed(Key::Enter));
        if !response.lost_focus() || text.trim().is_empty() || text == now {
            return None;
        }
        let days = days_from_words(text);
        *refused = days.is_none() && entered;
        days.filter(|_| entered)
    }
}
