//! One box that finds article text, marks, places and coordinates.
//!
//! Its list is open while the field has the keyboard, and closes with it.

mod matching;
mod palette;
mod rank;
mod towns;

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Rect, RichText, TextEdit, Ui};

pub use matching::{Hit, HitGroup, HitTarget, Hits, find};
pub(super) use palette::best;

use super::coordinates::coordinates;
use super::output::UiOutput;
use super::theme::Ink;
use super::{View, icons, presses, roles, subject};
use crate::atlas::Atlas;
use crate::session::{
    CameraCommand, Command, CoordinateStyle, ReadCommand, SelectCommand, Session,
};
use matching::find_with;

/// Width of the field, logical pixels.
const FIELD_PX: f32 = 232.0;
/// Width of the field in a window below [`NARROW_PX`], logical pixels.
const NARROW_FIELD_PX: f32 = 132.0;
/// Below this width of the window the field gives way to the menus, logical pixels.
const NARROW_PX: f32 = 720.0;
/// Width of the list, logical pixels.
const LIST_PX: f32 = 400.0;

/// The find field and its list.
#[derive(Debug, Default)]
pub(super) struct FindBox {
    text: String,
    line: usize,
    open: bool,
    /// Enter was pressed in the field.
    entered: bool,
    field: Option<Rect>,
    wants_focus: bool,
    found: Option<Answer>,
}

/// What was found, for which words in which atlas.
#[derive(Debug)]
struct Answer {
    text: String,
    atlas: Arc<Atlas>,
    style: CoordinateStyle,
    found: Arc<Hits>,
}

/// What has the keyboard while the field has it.
pub(super) fn focus_id() -> Id {
    Id::unique("find")
}

impl FindBox {
    /// Puts the cursor into the field, what stands in it selected.
    pub(super) fn focus(&mut self, ctx: &egui::Context) {
        self.wants_focus = true;
        // What is typed in this very frame is the field's already.
        ctx.memory_mut(|memory| memory.request_focus(focus_id()));
        ctx.request_repaint();
    }

    /// Escape closes the list and clears the field before it means anything else. Where the list is closed
    /// already, since something in it was chosen, Escape clears the field with the selection.
    pub(super) fn dismiss(&mut self, ctx: &egui::Context) {
        let escape = |input: &mut egui::InputState| input.consume_key(Modifiers::NONE, Key::Escape);
        if self.open && ctx.input_mut(escape) {
            self.text.clear();
            self.close(ctx);
        } else if ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.text.clear();
        }
    }

    pub(super) fn field_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        if self.open && ui.memory(|memory| memory.has_focus(focus_id())) {
            self.keys(ui);
        }
        let find = view.offers.iter().find(|offer| offer.id == "find");
        let keys = find
            .and_then(|find| find.keys.first())
            .map(|keys| ui.ctx().format_shortcut(keys));
        let hint = format!("find\u{2026}  {}", keys.unwrap_or_default());
        let frame = egui::Frame::NONE
            .fill(ui.visuals().widgets.inactive.bg_fill)
            .corner_radius(4)
            .inner_margin(egui::Margin::symmetric(8, 4));
        let narrow = ui.ctx().content_rect().width() < NARROW_PX;
        let wants_focus = std::mem::take(&mut self.wants_focus);
        if wants_focus {
            // Before the field reads what was typed in this frame: that takes the place of what is
            // selected, and is not selected itself.
            super::select_all(ui, focus_id(), self.text.chars().count());
        }
        let field = TextEdit::singleline(&mut self.text)
            .id(focus_id())
            .hint_text(hint)
            .desired_width(if narrow { NARROW_FIELD_PX } else { FIELD_PX })
            .frame(frame);
        let response = ui
            .add(field)
            .accessible_name("Find in article, marks and places, or go to coordinates");
        if wants_focus {
            response.request_focus();
        } else if response.gained_focus() {
            super::select_all(ui, focus_id(), self.text.chars().count());
        }
        if response.changed() {
            self.line = 0;
        }
        if response.gained_focus() || response.changed() {
            self.open = true;
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        self.entered = response.lost_focus() && enter;
        self.field = Some(response.rect);
    }

    fn keys(&mut self, ui: &Ui) {
        self.line += presses(ui, Modifiers::NONE, Key::ArrowDown);
        self.line = self
            .line
            .saturating_sub(presses(ui, Modifiers::NONE, Key::ArrowUp));
    }

    fn close(&mut self, ctx: &egui::Context) {
        self.open = false;
        ctx.memory_mut(|memory| memory.surrender_focus(focus_id()));
    }

    /// What is found for the text in the field, looked for where that has changed.
    fn answer(&mut self, session: &Session) -> Arc<Hits> {
        let (atlas, style) = (&session.atlas, session.shell.coordinates);
        let known = self.found.as_ref().filter(|answer| {
            answer.text == self.text && answer.style == style && Arc::ptr_eq(&answer.atlas, atlas)
        });
        if let Some(answer) = known {
            return Arc::clone(&answer.found);
        }
        let written = |at| coordinates(session, at);
        let found = Arc::new(find_with(atlas, &self.text, written));
        self.found = Some(Answer {
            text: self.text.clone(),
            atlas: Arc::clone(atlas),
            style,
            found: Arc::clone(&found),
        });
        found
    }

    pub(super) fn results_ui(&mut self, ui: &Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let Some(field) = self.field.filter(|_| self.open) else {
            return;
        };
        let focused = ui.memory(|memory| memory.has_focus(focus_id()));
        if self.text.trim().is_empty() {
            self.open = focused;
            return;
        }
        let found = self.answer(view.session);
        let hits: Vec<&Hit> = found.hits().collect();
        self.line = self.line.min(hits.len().saturating_sub(1));
        let mut chosen = self.entered.then_some(self.line);
        let screen = ui.ctx().content_rect();
        let area = egui::Area::new(Id::unique("find results")).order(egui::Order::Foreground);
        let shown = area
            .pivot(egui::Align2::RIGHT_TOP)
            .fixed_pos(field.right_bottom() + egui::vec2(0.0, 6.0))
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_width(LIST_PX.min(screen.width() - 32.0).max(0.0));
                    let height = (screen.height() * 0.6).min(480.0);
                    // The list is as high as its lines, whatever it was before.
                    egui::ScrollArea::vertical()
                        .max_height(height)
                        .min_scrolled_height(height)
                        .show(ui, |ui| self.list_ui(ui, view, &found, output))
                        .inner
                })
            });
        chosen = chosen.or(shown.inner.inner);
        // A press in the list takes the keyboard from the field before it is a click.
        let in_list = shown.response.contains_pointer()
            && ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if let Some(hit) = chosen.and_then(|line| hits.get(line)) {
            output.act(jump(hit.target));
            self.close(ui.ctx());
        } else if !focused && !in_list {
            self.open = false;
        }
    }

    fn list_ui(
        &self,
        ui: &mut Ui,
        view: View<'_>,
        found: &Hits,
        output: &mut UiOutput<'_>,
    ) -> Option<usize> {
        let ink = Ink::of(ui);
        let mut line = 0;
        let mut chosen = None;
        for HitGroup { name, hits, .. } in &found.groups {
            if line > 0 {
                ui.add_space(8.0);
            }
            ui.label(RichText::new(*name).small().color(ink.muted));
            roles::list(ui, name, |ui| {
                for hit in hits {
                    let at = line == self.line;
                    let response = roles::item(ui, |ui| hit_ui(ui, view, hit, at, output));
                    if response.clicked() {
                        chosen = Some(line);
                    }
                    if at && ui.input(|input| input.events.iter().any(is_key)) {
                        response.scroll_to_me(None);
                    }
                    line += 1;
                }
            });
        }
        if line == 0 {
            ui.label(format!("Nothing is called or says “{}”.", self.text.trim()));
            ui.label(
                RichText::new(
                    "Try a part of a word, a place's other spelling, or coordinates such as 38.56, 68.79.",
                )
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
    if let HitTarget::Subject(what) = hit.target {
        let response = subject::line_ui(ui, view, what, at, output);
        if response.hovered() || at {
            output.hover(what);
        }
        return response;
    }
    let ink = Ink::of(ui);
    let icon = if matches!(hit.target, HitTarget::Place(_)) {
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

fn jump(target: HitTarget) -> Command {
    match target {
        HitTarget::Subject(what) => Command::Select(SelectCommand::Jump(what)),
        HitTarget::Passage(passage) => Command::Read(ReadCommand::GoTo(passage)),
        HitTarget::Place(place) => Command::Camera(CameraCommand::GoTo(place)),
    }
}
