//! The map's place in the window: gestures in, a slot for its shapes out.

mod access;
mod chosen;
mod clear;
mod context_menu;
mod detail;
mod gestures;
mod picks;
mod pin;
mod tip;

use egui::layers::ShapeIdx;
use egui::{Id, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui};

use super::compare::Divider;
use super::output::UiOutput;
use super::slots::MOST_LISTS;
use super::theme::Ink;
use super::{View, subject};
use crate::earth::{LonLat, MapPoint, ScreenPoint};
use crate::scene::{Target, TargetKind};
use crate::session::{
    CameraCommand, Command, FileCommand, LayersCommand, MeasurePoint, Measurement, Session,
};
use chosen::chosen_paint;
use detail::{close_ui, detail_at};
use gestures::Gesture;

/// How near to a mark the pointer must be, logical pixels.
const REACH_PX: f64 = 6.0;

/// Where the map's shapes go in the painting order.
pub struct MapSlot {
    /// The map's place in the window.
    pub rect: Rect,
    painter: Painter,
    shapes: [ShapeIdx; MOST_LISTS],
}

impl MapSlot {
    /// The map's upper left corner in the window.
    #[must_use]
    pub fn origin(&self) -> Pos2 {
        self.rect.min
    }

    /// Paints the map: lists of shapes, the lowest first, each with the part of the window that it shows in.
    pub fn fill(mut self, clipped: Vec<(Rect, Vec<Shape>)>) {
        for (shape, (clip, shapes)) in self.shapes.into_iter().zip(clipped) {
            self.painter.set_clip_rect(clip.intersect(self.rect));
            self.painter.set(shape, Shape::Vec(shapes));
        }
    }
}

/// What the hand is doing on the map.
#[derive(Debug, Default)]
pub(super) struct MapState {
    gesture: Gesture,
    /// The place under the pointer.
    pointer: Option<LonLat>,
    tip: tip::Tip,
    menu: context_menu::MenuOrigin,
    steps: access::Steps,
    picks: picks::Choice,
    divider: Divider,
}

impl MapState {
    /// The place under the pointer.
    pub(super) fn pointer(&self) -> Option<LonLat> {
        self.pointer
    }
}

/// What has the keyboard while the map has it.
pub(super) fn focus_id() -> Id {
    Id::unique("map")
}

/// From the window to the map's own pixels and back.
#[derive(Debug, Clone, Copy)]
struct Local {
    origin: Pos2,
}

impl Local {
    fn point(self, pos: Pos2) -> ScreenPoint {
        let offset = pos - self.origin;
        ScreenPoint::new(f64::from(offset.x), f64::from(offset.y))
    }

    fn pos(self, point: ScreenPoint) -> Pos2 {
        self.origin + egui::vec2(point.x_px as f32, point.y_px as f32)
    }
}

pub(super) fn panel_ui(
    ui: &mut Ui,
    view: View<'_>,
    hand: &mut MapState,
    chosen: &[MapPoint],
    output: &mut UiOutput<'_>,
) -> MapSlot {
    let rect = ui.available_rect_before_wrap();
    let local = Local { origin: rect.min };
    let painter = ui.painter_at(rect);
    let shapes = std::array::from_fn(|_| painter.add(Shape::Noop));
    let response = ui.interact(rect, focus_id(), Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, &view.scene.description)
    });
    ui.advance_cursor_after_rect(rect);
    resize(view.session, rect, output);
    let on_divider = hand.divider.divider_ui(ui, view, rect, output);

    let pos = response
        .hover_pos()
        .filter(|pos| rect.contains(*pos) && !on_divider);
    hand.pointer = pos.and_then(|pos| place_at(view, local.point(pos)));
    let on_detail = pos.is_some_and(|pos| detail_at(view, local.point(pos)).is_some());
    hand.gesture.follow(ui, &response, view, local, output);
    if let Some(target) = pos.and_then(|pos| target_at(view, local.point(pos))) {
        output.hover(target.subject);
        let cursor = if hand.gesture.drags() {
            egui::CursorIcon::Grabbing
        } else {
            egui::CursorIcon::PointingHand
        };
        ui.ctx().set_cursor_icon(cursor);
    } else if on_detail && !hand.gesture.drags() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    } else if hand.gesture.drags() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    let measuring = view.session.measure.as_ref();
    if measuring.is_some_and(Measurement::takes_clicks) && pos.is_some() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    chosen_paint(ui, view, local, rect, chosen);
    pin::pin_ui(ui, view, local, rect);
    let shown_at = |place| pos_of(view.session, local, place);
    super::measure::measure_paint(ui, view, hand.pointer, shown_at);
    if let Some(drawn) = hand.gesture.drawn_box() {
        box_ui(ui, drawn);
    }
    close_ui(ui, view, local, output);
    hand.steps.access_ui(ui, &response, view, local, output);
    hand.menu.menu_ui(&response, view, local, output);
    hand.tip.tip_ui(
        ui,
        view,
        local,
        pos.filter(|_| !hand.gesture.drags() && view.session.picks.is_none())
            .filter(|_| !egui::Popup::is_any_open(ui.ctx()))
            .filter(|_| !measuring.is_some_and(Measurement::takes_clicks)),
    );
    hand.picks.picks_ui(ui, view, local, output);
    empty_ui(ui, view, rect, output);
    MapSlot {
        rect,
        painter,
        shapes,
    }
}

fn resize(session: &Session, rect: Rect, output: &mut UiOutput<'_>) {
    let (width_px, height_px) = (f64::from(rect.width()), f64::from(rect.height()));
    let camera = session.view.camera;
    let same =
        (camera.width_px - width_px).abs() < 0.01 && (camera.height_px - height_px).abs() < 0.01;
    if !same && width_px >= 1.0 && height_px >= 1.0 {
        output.act(Command::Camera(CameraCommand::Resize {
            width_px,
            height_px,
        }));
    }
}

/// The place that stands at `at`, in the detail inset what that shows there.
fn place_at(view: View<'_>, at: ScreenPoint) -> Option<LonLat> {
    let shown = &view.session.view;
    let on_map = match detail_at(view, at) {
        Some(detail) => detail.map_at(at),
        None => shown.camera.map_from_screen(shown.camera_point(at)),
    };
    view.session.atlas.projection.unproject(on_map)
}

/// Where a place stands in the window; `None` where the projection has none for it.
fn pos_of(session: &Session, local: Local, place: LonLat) -> Option<Pos2> {
    let point = session.atlas.projection.project(place)?;
    let at = session.view.pane_camera().screen_from_map(point);
    Some(local.pos(at))
}

/// What a corner set at `at` stands for: the mark there, else the place.
fn corner_at(view: View<'_>, at: ScreenPoint) -> Option<MeasurePoint> {
    let atlas = &view.session.atlas;
    let target = target_at(view, at).filter(|target| target.kind == TargetKind::Mark);
    let mark = target.and_then(|target| {
        let subject = target.subject;
        Some(MeasurePoint {
            at: atlas.anchor(subject)?,
            subject: Some(subject),
        })
    });
    let place = place_at(view, at);
    mark.or_else(|| place.map(|at| MeasurePoint { at, subject: None }))
}

/// The topmost thing at `at`.
fn target_at(view: View<'_>, at: ScreenPoint) -> Option<Target> {
    let targets = &view.scene.targets;
    let target = targets.pick(at, REACH_PX).into_iter().next()?;
    // Of a cell's many rows none is the one that is pointed at.
    let in_cell = targets.looks_up(target.subject) && targets.cell_at(at).is_some();
    (!in_cell).then_some(target)
}

fn box_ui(ui: &Ui, drawn: Rect) {
    let accent = Ink::of(ui).accent;
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Middle,
        Id::unique("zoom box"),
    ));
    painter.rect(
        drawn,
        0.0,
        accent.gamma_multiply(0.12),
        Stroke::new(1.0, accent),
        egui::StrokeKind::Inside,
    );
}

/// With nothing to show yet, or every layer of features off, words and a way on.
fn empty_ui(ui: &Ui, view: View<'_>, rect: Rect, output: &mut UiOutput<'_>) {
    if let Some(reading) = &view.session.files.reading
        && view.session.is_blank()
    {
        words_ui(ui, "reading", rect, |ui| {
            ui.label(format!("{}\u{2026}", reading.sentence()));
            if ui.button("Cancel").clicked() {
                output.act(Command::File(FileCommand::AbandonReading));
            }
        });
        return;
    }
    let hidden = subject::feature_layers_all_off(view.session);
    let Some(first) = hidden.first().copied() else {
        return;
    };
    words_ui(ui, "all layers off", rect, |ui| {
        ui.label("All layers of marks are off.");
        if ui.button("Show them").clicked() {
            let show = || Command::Layers(LayersCommand::ShowAlone(first));
            output.act(show());
            output.act(show());
        }
    });
}

/// A line of words over the upper part of an empty map.
fn words_ui(ui: &Ui, id: &'static str, rect: Rect, line: impl FnOnce(&mut Ui)) {
    egui::Area::new(Id::unique(id))
        .fixed_pos(rect.center_top() + egui::vec2(0.0, 24.0))
        .pivot(egui::Align2::CENTER_TOP)
        .show(ui.ctx(), |ui| {
            egui::Frame::NONE
                .fill(Ink::of(ui).raised)
                .corner_radius(6)
                .inner_margin(egui::Margin::symmetric(16, 8))
                .show(ui, |ui| ui.horizontal(line));
        });
}
