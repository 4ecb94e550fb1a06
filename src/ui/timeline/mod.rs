//! The timeline under the map: lanes of dated marks, an axis with a brush, and what plays.
//!
//! Painted here and not with `egui_plot`: there a bar is paint and no widget, so that neither a
//! screen reader nor a test could name or click one, and its axes have no room for a brush.

mod axis;
mod axis_labels;
mod bar;
mod brush;
mod dates;
mod head;
mod lanes;
pub mod layout;
mod names;
pub mod scale;
mod standing;
mod status;
mod turns;

use egui::{Frame, Id, Margin, Panel as Side, Rect, Ui, pos2};

use super::faults::part_ui;
use super::output::UiOutput;
use super::theme::Ink;
use super::{View, icons, roles};
use crate::session::{Command, Panel, ShellCommand};
use scale::TimeScale;

pub(super) use dates::Drafts;
pub(super) use status::{empty_ui, status_ui};

/// Height of the strip that stays when the lanes are folded, logical pixels.
const STRIP_PX: f32 = 30.0;
/// Height of the panel: at first, least and most.
const HEIGHT_PX: [f32; 3] = [140.0, 96.0, 320.0];
/// Height of the panel from which on the turning points have a strip of their own, with their names; below,
/// their numbers stand on the axis.
const TURNS_FROM_PX: f32 = 160.0;
/// Height of the row of controls.
const HEAD_PX: f32 = 26.0;
/// Height of the axis, and of that of the strip, which leaves its bars eight pixels.
const AXIS_PX: f32 = 20.0;
const STRIP_AXIS_PX: f32 = 17.0;
/// Width of the names of the lanes, least and most: as wide as the longest needs.
const NAMES_PX: [f32; 2] = [88.0, 168.0];
/// Width of the strip's controls, and how much of the strip they take at most.
const STRIP_HEAD_PX: f32 = 240.0;
const STRIP_HEAD_PART: f32 = 0.6;

/// What the timeline says where nothing has a date.
const NO_DATES: &str = "No timeline: nothing that is open has a date";

/// What the hand is doing on the timeline.
#[derive(Debug, Default)]
pub(super) struct TimelineState {
    brush: brush::Brush,
    dates: dates::Drafts,
    lanes: lanes::LanesState,
    /// The day under the pointer.
    pointed_day: Option<f64>,
}

impl TimelineState {
    /// The day under the pointer, where the timeline is under it.
    pub(super) fn pointed_day(&self) -> Option<f64> {
        self.pointed_day
    }

    /// The pointer is at this day of a chart.
    pub(super) fn point_at(&mut self, day: Option<f64>) {
        self.pointed_day = day;
    }
}

/// What the panel is called where it fails.
const PART: &str = "The timeline";

/// What has the keyboard while the timeline has it.
pub(super) fn focus_id() -> Id {
    Id::unique("timeline")
}

/// The timeline's panel, open or folded to its strip.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: View<'_>,
    hand: &mut TimelineState,
    output: &mut UiOutput<'_>,
) {
    let open = view.session.shell.open(Panel::Timeline);
    let frame = Frame::NONE
        .fill(ui.visuals().panel_fill)
        .inner_margin(Margin::ZERO);
    if view.session.timeline.whole.is_none() {
        Side::bottom("timeline without days")
            .exact_size(STRIP_PX)
            .frame(frame)
            .show(ui, |ui| {
                roles::region(ui, "Timeline");
                undated_ui(ui);
            });
    } else if open {
        Side::bottom("timeline")
            .default_size(HEIGHT_PX[0])
            .size_range(HEIGHT_PX[1]..=HEIGHT_PX[2])
            .resizable(true)
            .frame(frame)
            .show(ui, |ui| {
                roles::region(ui, "Timeline");
                part_ui(ui, PART, output, |ui, output| {
                    open_ui(ui, view, hand, output);
                });
            });
    } else {
        Side::bottom("timeline strip")
            .exact_size(STRIP_PX)
            .frame(frame)
            .show(ui, |ui| {
                roles::region(ui, "Timeline");
                part_ui(ui, PART, output, |ui, output| {
                    strip_ui(ui, view, hand, output);
                });
            });
    }
}

fn open_ui(ui: &mut Ui, view: View<'_>, hand: &mut TimelineState, output: &mut UiOutput<'_>) {
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    let head = Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + HEAD_PX));
    head::head_ui(ui, head, view, &mut hand.dates, output);
    let left = rect.left() + lanes::names_px(ui, view).clamp(NAMES_PX[0], NAMES_PX[1]);
    let right = (rect.right() - 12.0).max(left + 1.0);
    let axis = Rect::from_min_max(
        pos2(left, head.bottom()),
        pos2(right, head.bottom() + AXIS_PX),
    );
    let scale = scale_of(view, axis);
    let turning = turns::Turns::of(view.session, scale, axis, rect.height() >= TURNS_FROM_PX);
    let body = Rect::from_min_max(
        pos2(left, turning.strip.bottom() + 1.0),
        pos2(right, rect.bottom() - 3.0),
    );
    let whole = Rect::from_min_max(pos2(rect.left(), axis.top()), rect.max);
    // The keyboard comes to what is made first: to the brush before a hundred bars.
    lanes::ground_ui(ui, view, scale, body, whole, output);
    hand.brush.brush_ui(ui, view, scale, axis, output);
    lanes::lanes_ui(ui, view, scale, whole, body, &mut hand.lanes, output);
    let numbers: Vec<Rect> = turning.discs().collect();
    axis::axis_ui(ui, view, scale, axis, body, (&hand.brush, &numbers));
    turning.show_ui(ui, view, body, output);
    hand.point_ui(ui, scale, axis.union(body));
}

/// What stands in the timeline's place where nothing has a date: an axis would name days that nobody wrote.
fn undated_ui(ui: &mut Ui) {
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    edge_paint(ui, rect);
    let ink = Ink::of(ui);
    // The keys go from pane to pane, and this is one of them.
    let response = ui.interact(rect, focus_id(), egui::Sense::focusable_noninteractive());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, NO_DATES));
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        NO_DATES,
        super::theme::sans(super::theme::size::SMALL),
        ink.muted,
    );
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, ink.accent);
        let inner = rect.shrink(2.0);
        ui.painter()
            .rect_stroke(inner, 2.0, stroke, egui::StrokeKind::Inside);
    }
}

/// The strip: play, the days that are shown, and the axis with all events as one line of marks.
fn strip_ui(ui: &mut Ui, view: View<'_>, hand: &mut TimelineState, output: &mut UiOutput<'_>) {
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    let head_px = STRIP_HEAD_PX.min(rect.width() * STRIP_HEAD_PART);
    let head = Rect::from_min_max(rect.min, pos2(rect.left() + head_px, rect.bottom()));
    head::strip_ui(ui, head, view, output);
    let right = (rect.right() - 12.0).max(head.right() + 1.0);
    let axis = Rect::from_min_max(
        pos2(head.right(), rect.top() + 2.0),
        pos2(right, rect.top() + 2.0 + STRIP_AXIS_PX),
    );
    let body = Rect::from_min_max(
        pos2(head.right(), axis.bottom() + 1.0),
        pos2(right, rect.bottom() - 2.0),
    );
    let scale = scale_of(view, axis);
    lanes::ground_ui(ui, view, scale, body, body, output);
    hand.brush.brush_ui(ui, view, scale, axis, output);
    lanes::strip_ui(ui, view, scale, body, &mut hand.lanes, output);
    axis::axis_ui(ui, view, scale, axis, body, (&hand.brush, &[]));
    hand.point_ui(ui, scale, axis.union(body));
}

impl TimelineState {
    /// Notes the day under the pointer, and marks the one that the pointer is at in a chart.
    fn point_ui(&mut self, ui: &Ui, scale: TimeScale, rect: Rect) {
        let elsewhere = self.pointed_day.take();
        let hovered = ui
            .rect_contains_pointer(rect)
            .then(|| ui.ctx().pointer_hover_pos());
        self.pointed_day = hovered.flatten().map(|pos| scale.day_at(pos.x));
        let Some(day) = elsewhere.filter(|_| self.pointed_day.is_none()) else {
            return;
        };
        let x = scale.x(day);
        if rect.x_range().contains(x) {
            let stroke = egui::Stroke::new(1.0, Ink::of(ui).muted);
            ui.painter().vline(x, rect.y_range(), stroke);
        }
    }
}

fn scale_of(view: View<'_>, axis: Rect) -> TimeScale {
    TimeScale {
        stretch: view.session.timeline.shown,
        left_px: axis.left(),
        right_px: axis.right(),
    }
}

/// What folds the lanes away, or opens them.
fn fold_ui(ui: &Ui, at: egui::Pos2, open: bool, output: &mut UiOutput<'_>) {
    let (icon, tip) = if open {
        (icons::CARET_DOWN, "Fold the timeline to its strip")
    } else {
        (icons::CARET_UP, "Open the timeline's lanes")
    };
    let rect = Rect::from_center_size(at, egui::vec2(24.0, 24.0));
    if super::layers::icon_ui(ui, rect, Id::unique("fold timeline"), icon, tip) {
        output.act(Command::Shell(ShellCommand::TogglePanel(Panel::Timeline)));
    }
}

/// A hairline over the panel, which parts it from the map.
fn edge_paint(ui: &Ui, rect: Rect) {
    let stroke = egui::Stroke::new(1.0, Ink::of(ui).hairline);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, stroke);
}
