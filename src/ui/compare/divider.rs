//! The divider between before and after: dragged, moved with the arrows, and told to those who do not see it.

use egui::{
    EventFilter, Id, Key, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::session::viewpoint::CompareMode;
use crate::session::{Command, CompareCommand};

/// Half of the width in which it answers to the pointer, logical pixels.
const REACH_PX: f32 = 7.0;
/// Half of the size of what can be taken hold of.
const GRIP_PX: f32 = 13.0;
/// How far an arrow key moves it, with Shift and without, as a part of the map's width.
const STEPS: [f64; 2] = [0.1, 0.01];

/// What the hand is doing with the divider.
#[derive(Debug, Default)]
pub(in crate::ui) struct Divider {
    /// How far aside of it the pointer has taken it.
    aside_px: Option<f32>,
}

impl Divider {
    /// The divider over the map in `map`; whether the pointer is on it.
    pub(in crate::ui) fn divider_ui(
        &mut self,
        ui: &Ui,
        view: View<'_>,
        map: Rect,
        output: &mut UiOutput<'_>,
    ) -> bool {
        let compare = view.session.view.compare;
        let Some(compare) = compare.filter(|compare| compare.mode == CompareMode::Swipe) else {
            self.aside_px = None;
            return false;
        };
        let x_of = |divider: f64| map.left() + (divider * f64::from(map.width())) as f32;
        let x = x_of(compare.divider());
        let hit = Rect::from_min_max(
            pos2(x - REACH_PX, map.top()),
            pos2(x + REACH_PX, map.bottom()),
        );
        let response = ui.interact(hit, Id::unique("divider"), Sense::click_and_drag());
        let percent = (compare.divider() * 100.0).round();
        response.widget_info(|| {
            let name = format!("Divider between before and after, at {percent} %");
            WidgetInfo::slider(true, percent, name)
        });
        let mut divided = compare.divider();
        if response.drag_started()
            && let Some(from) = ui.input(|input| input.pointer.press_origin())
        {
            self.aside_px = Some(from.x - x);
        }
        if let (Some(aside_px), Some(pos)) = (
            self.aside_px.filter(|_| response.dragged()),
            response.interact_pointer_pos(),
        ) {
            let px = f64::from(pos.x - aside_px - map.left());
            divided = px / f64::from(map.width().max(1.0));
        }
        if response.has_focus() {
            divided += keys(ui, &response);
        }
        let moved = compare.divided_at(divided);
        if moved.divider().to_bits() != compare.divider().to_bits() {
            output.act(Command::Compare(CompareCommand::Divide(moved.divider())));
        }
        if response.drag_stopped() {
            self.aside_px = None;
            output.act(Command::Compare(CompareCommand::Settled));
        }
        let on = response.hovered() || response.dragged();
        if on {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        }
        let lit = on || response.has_focus();
        grip_paint(ui, pos2(x_of(moved.divider()).round(), map.center().y), lit);
        on
    }
}

/// How far the arrows move it.
fn keys(ui: &Ui, response: &Response) -> f64 {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input(|input| {
        let step = STEPS[usize::from(!input.modifiers.shift)];
        let pressed = |key| f64::from(i8::from(input.key_pressed(key)));
        step * (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft))
    })
}

/// A disc on the divider with an arrow to each side.
fn grip_paint(ui: &Ui, at: Pos2, lit: bool) {
    let ink = Ink::of(ui);
    let painter = ui.painter();
    let ground = if lit { ink.deep_wash } else { ink.raised };
    painter.circle(at, GRIP_PX, ground, Stroke::new(1.6, ink.text));
    for way in [-1.0, 1.0] {
        let corner = |along: f32, aside: f32| at + vec2(way * along, aside);
        let arrow = vec![corner(8.5, 0.0), corner(3.5, -4.5), corner(3.5, 4.5)];
        painter.add(Shape::convex_polygon(arrow, ink.text, Stroke::NONE));
    }
}
