//! One box that finds article text, marks and places.

mod matching;

use egui::{Id, Key, Modifiers, Rect, RichText, TextEdit, Ui};

pub(super) use matching::best;
pub use matching::{Found, Hit, Target, find};

use super::output::UiOutput;
use super::theme::Ink;
use super::{View, icons, subject};
use crate::session::{CameraCommand, Command, ReadCommand, SelectCommand};

/// Width of the field, logical pixels.
const FIELD_PX: f32 = 232.0;
/// Width of the list, logical pixels.
const LIST_PX: f32 = 400.0;

/// The find field and its list.
#[derive(Debug, Default)]
pub(super) struct FindBox {
    text: String,
    line: usize,
    open: bool,
    field: Option<Rect>,
    wants_focus: bool,
}

/// What has the keyboard while the field has it.
pub(super) fn focus_id() -> Id {
    Id::unique("find")
}

impl FindBox {
    /// Puts the cursor into the field, what stands in it selected.
    pub(super) fn focus(&mut self, ctx: &egui::Context) {
        self.wants_focus = true;
        ctx.request_repaint();
    }

    pub(super) fn field_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        if self.open {
            self.keys(ui);
        }
        let find = view.offers.iter().find(|offer| offer.id == "find");
        let keys = find
            .and_then(|find| find.keys.first())
            .map(|keys| ui.ctx().format_shortcut(keys));
        let hint = format!("find…  {}", keys.unwrap_or_default());
        let frame = egui::Frame::NONE
            .fill(ui.visuals().widgets.inactive.bg_fill)
            .corner_radius(4)
            .inner_margin(egui::Margin::symmetric(8, 4));
        let field = TextEdit::singleline(&mut self.text)
            .id(focus_id())
            .hint_text(hint)
            .desired_width(FIELD_PX)
            .frame(frame);
        let response = ui
            .add(field)
            .accessible_name("Find in article, marks and places");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            select_all(ui, self.text.chars().count());
        }
        if response.changed() {
            self.line = 0;
        }
        if response.gained_focus() || response.changed() {
            self.open = true;
        }
        self.field = Some(response.rect);
    }

    fn keys(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.line += 1;
        }
        if pressed(Key::ArrowUp) {
            self.line = self.line.saturating_sub(1);
        }
        if pressed(Key::Escape) {
            self.close(ui.ctx());
        }
    }

    fn close(&mut self, ctx: &egui::Context) {
        self.open = false;
        ctx.memory_mut(|memory| memory.surrender_focus(focus_id()));
    }

    pub(super) fn results_ui(&mut self, ui: &Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let Some(field) = self
            .field
            .filter(|_| self.open && !self.text.trim().is_empty())
        else {
            return;
        };
        let found = find(&view.session.atlas, &self.text);
        let hits: Vec<&Hit> = found.groups().flat_map(|(_, hits)| hits).collect();
        self.line = self.line.min(hits.len().saturating_sub(1));
        let mut chosen = ui
            .input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
            .then_some(self.line);
        let area = egui::Area::new(Id::unique("find results")).order(egui::Order::Foreground);
        let shown = area
            .pivot(egui::Align2::RIGHT_TOP)
            .fixed_pos(field.right_bottom() + egui::vec2(0.0, 6.0))
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_width(LIST_PX);
                    let height = (ui.ctx().content_rect().height() * 0.6).min(480.0);
                    egui::ScrollArea::vertical()
                        .max_height(height)
                        .show(ui, |ui| self.list_ui(ui, view, &found, output))
                        .inner
                })
            });
        chosen = chosen.or(shown.inner.inner);
        if let Some(hit) = chosen.and_then(|line| hits.get(line)) {
            output.act(jump(hit.target));
            self.close(ui.ctx());
        } else if ui.input(|input| input.pointer.any_pressed())
            && !shown.response.contains_pointer()
            && !ui.rect_contains_pointer(field)
        {
            self.open = false;
        }
    }

    fn list_ui(
        &self,
        ui: &mut Ui,
        view: View<'_>,
        found: &Found,
        output: &mut UiOutput<'_>,
    ) -> Option<usize> {
        let ink = Ink::of(ui);
        let mut line = 0;
        let mut chosen = None;
        for (name, hits) in found.groups().filter(|(_, hits)| !hits.is_empty()) {
            if line > 0 {
                ui.add_space(8.0);
            }
            ui.label(RichText::new(name).small().color(ink.muted));
            for hit in hits {
                let response = hit_ui(ui, view, hit, line == self.line, output);
                if response.clicked() {
                    chosen = Some(line);
                }
                if line == self.line && ui.input(|input| input.events.iter().any(is_key)) {
                    response.scroll_to_me(None);
                }
                line += 1;
            }
        }
        if line == 0 {
            ui.label(format!("Nothing is called or says “{}”.", self.text.trim()));
            ui.label(
                RichText::new("Try a part of a word, or a place's other spelling.")
                    .color(ink.muted),
            );
        }
        chosen
    }
}

fn is_key(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { .. } | egui::Event::Text(_))
}

fn hit_ui(
    ui: &mut Ui,
    view: View<'_>,
    hit: &Hit,
    at: bool,
    output: &mut UiOutput<'_>,
) -> egui::Response {
    if let Target::Subject(what) = hit.target {
        let response = subject::line_ui(ui, view, what, at, output);
        if response.hovered() || at {
            output.hover(what);
        }
        return response;
    }
    let ink = Ink::of(ui);
    let icon = if matches!(hit.target, Target::Place(_)) {
        icons::MAP_PIN
    } else {
        icons::ARTICLE
    };
    let text = RichText::new(format!("{icon}  {}", hit.text));
    let button = egui::Button::new(text)
        .wrap()
        .fill(if at {
            ink.wash
        } else {
            egui::Color32::TRANSPARENT
        })
        .min_size(egui::vec2(ui.available_width(), 24.0));
    let response = ui.add(button);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, at, &hit.text)
    });
    response
}

fn jump(target: Target) -> Command {
    match target {
        Target::Subject(what) => Command::Select(SelectCommand::Jump(what)),
        Target::Passage(passage) => Command::Read(ReadCommand::GoTo(passage)),
        Target::Place(place) => Command::Camera(CameraCommand::GoTo(place)),
    }
}

fn select_all(ui: &Ui, chars: usize) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = TextEdit::load_state(ui.ctx(), focus_id()).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(chars));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), focus_id());
}
