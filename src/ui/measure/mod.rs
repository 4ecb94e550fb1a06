//! Measuring: the card with legs and sums, the ring and what lies in it.

mod paint;

use std::sync::Arc;

use egui::{DragValue, Id, Rect, RichText, ScrollArea, Ui};

pub(super) use paint::measure_paint;

use super::output::UiOutput;
use super::theme::{self, Ink};
use super::{View, coordinates, icons, roles, subject};
use crate::atlas::{Atlas, group_thousands, measured_words as words};
use crate::earth::{Camera, LonLat, MapPoint};
use crate::session::viewpoint::Viewpoint;
use crate::session::{
    Command, MeasureCommand, MeasurePoint, Measurement, RING_RANGE_M, SelectCommand, ShellCommand,
    Within,
};

/// Width of the card, logical pixels.
const WIDTH_PX: f32 = 288.0;
/// The card keeps this far off the map's corner, logical pixels.
const MARGIN_PX: f32 = 12.0;

/// What lies in the ring, looked for where ring or view has changed.
#[derive(Debug, Default)]
pub(super) struct MeasureState {
    known: Option<(Arc<Atlas>, Viewpoint, LonLat, f64)>,
    within: Within,
}

fn measure(command: MeasureCommand) -> Command {
    Command::Measure(command)
}

/// The card in the map's upper left corner, while something is measured.
pub(super) fn card_ui(
    ui: &Ui,
    view: View<'_>,
    map: Rect,
    state: &mut MeasureState,
    output: &mut UiOutput<'_>,
) {
    let Some(measured) = &view.session.measure else {
        state.known = None;
        return;
    };
    let width = WIDTH_PX.min(map.width() - 2.0 * MARGIN_PX);
    egui::Area::new(Id::unique("measure"))
        .fixed_pos(map.left_top() + egui::vec2(MARGIN_PX, MARGIN_PX))
        .order(egui::Order::Middle)
        .constrain_to(map)
        .accessible_name("Measure")
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style())
                .inner_margin(12)
                .show(ui, |ui| {
                    ui.set_width((width - 24.0).max(0.0));
                    match measured {
                        Measurement::Path { points, ended } => {
                            path_ui(ui, view, measured, points, *ended, output);
                        }
                        Measurement::Ring { center, radius_m } => {
                            state.follow(view, center.at, *radius_m);
                            let height = (map.height() - 160.0).clamp(80.0, 360.0);
                            ring_ui(ui, view, (center, *radius_m), &state.within, height, output);
                        }
                    }
                });
        });
}

/// The title of the card, and what closes it.
fn head_ui(ui: &mut Ui, title: &str, copied: impl FnOnce() -> String, output: &mut UiOutput<'_>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(theme::size::TEXT)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_ui(ui, icons::X, "Leave measuring") {
                output.act(measure(MeasureCommand::Leave));
            }
            if icon_ui(ui, icons::COPY, "Copy what was measured") {
                output.act(Command::Shell(ShellCommand::CopyText(copied())));
            }
        });
    });
}

fn icon_ui(ui: &mut Ui, icon: &str, name: &str) -> bool {
    let button = ui
        .add(egui::Button::new(icon).frame(false))
        .on_hover_text(name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    button.clicked()
}

/// What a corner is called: its mark's name, else its coordinates.
fn named(view: View<'_>, point: &MeasurePoint) -> String {
    match point.subject {
        Some(subject) => view.session.atlas.name(subject),
        None => coordinates::coordinates(view.session, point.at),
    }
}

/// What a path says, line by line: the sum first, then each leg.
fn path_lines(view: View<'_>, measured: &Measurement) -> Vec<String> {
    let unit = view.session.view.units;
    let legs = measured.legs(&view.session.atlas);
    let points = measured.points();
    let mut lines = Vec::new();
    if legs.len() > 1 {
        let sum: f64 = legs.iter().map(|leg| leg.length_m).sum();
        lines.push(format!("Together {}", words::lengths(unit, sum)));
    }
    if let Some(area_m2) = measured.area_m2() {
        lines.push(format!(
            "Closed, an area of {}",
            words::areas(unit, area_m2)
        ));
    }
    for (leg, ends) in legs.iter().zip(points.windows(2)) {
        lines.push(format!(
            "{} to {}: {}{}, {}",
            named(view, &ends[0]),
            named(view, &ends[1]),
            words::lengths(unit, leg.length_m),
            words::plus_minus(unit, leg.plus_minus_m),
            words::bearing(leg.bearing_deg)
        ));
    }
    lines
}

fn path_ui(
    ui: &mut Ui,
    view: View<'_>,
    measured: &Measurement,
    points: &[MeasurePoint],
    ended: bool,
    output: &mut UiOutput<'_>,
) {
    let lines = path_lines(view, measured);
    head_ui(ui, "Distance", || lines.join("\n"), output);
    let muted = Ink::of(ui).muted;
    ScrollArea::vertical()
        .max_height(240.0)
        .min_scrolled_height(240.0)
        .stick_to_bottom(true)
        .show(ui, |ui| {
            for line in &lines {
                ui.add(egui::Label::new(line).wrap().selectable(true));
            }
        });
    let hint = match (points.len(), ended) {
        (0, _) => "Click the first place on the map. Esc leaves.",
        (_, false) => "Click on. Enter ends, Backspace takes back, Esc leaves.",
        (_, true) => "Esc leaves; M measures anew.",
    };
    ui.add(egui::Label::new(RichText::new(hint).small().color(muted)).wrap());
}

impl MeasureState {
    /// Looks for what lies in the ring, where ring or view has changed; where the camera is and what
    /// is under the pointer does not matter.
    fn follow(&mut self, view: View<'_>, center: LonLat, radius_m: f64) {
        let session = view.session;
        let mut seen = session.view.clone();
        seen.hovered = None;
        seen.selected = None;
        seen.camera = Camera {
            center: MapPoint::new(0.0, 0.0),
            metres_per_px: 1.0,
            width_px: 1.0,
            height_px: 1.0,
        };
        let known = self
            .known
            .as_ref()
            .is_some_and(|(atlas, view, at, radius)| {
                Arc::ptr_eq(atlas, &session.atlas)
                    && (view, at) == (&seen, &center)
                    && radius.to_bits() == radius_m.to_bits()
            });
        if !known {
            self.within = session.within(center, radius_m);
            self.known = Some((Arc::clone(&session.atlas), seen, center, radius_m));
        }
    }
}

fn ring_ui(
    ui: &mut Ui,
    view: View<'_>,
    (center, radius_m): (&MeasurePoint, f64),
    within: &Within,
    height: f32,
    output: &mut UiOutput<'_>,
) {
    let name = named(view, center);
    let unit = view.session.view.units;
    let copied = || {
        let lines = within.nearest.iter().map(|(away_m, what)| {
            format!(
                "{}\t{}",
                words::length(unit, *away_m),
                view.session.atlas.name(*what)
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    head_ui(ui, "What is within", copied, output);
    ui.horizontal(|ui| {
        let mut radius = radius_m / unit.metres();
        let speed = radius / 100.0;
        let [least, most] = RING_RANGE_M.map(|metres| metres / unit.metres());
        let drag = DragValue::new(&mut radius)
            .range(least..=most)
            .speed(speed)
            .max_decimals(1)
            .suffix(format!(" {}", unit.symbol()));
        let field = ui
            .add(drag)
            .on_hover_text("Radius. Drag it, or click and type.");
        field.widget_info(|| egui::WidgetInfo::drag_value(true, radius));
        if field.changed() {
            output.act(measure(MeasureCommand::SetRadius(radius * unit.metres())));
        }
        ui.add(egui::Label::new(format!("of {name}")).truncate());
    });
    let count = match within.count {
        0 => "Nothing that is shown lies in it.".to_owned(),
        1 => "One thing that is shown lies in it.".to_owned(),
        count if count > within.nearest.len() => format!(
            "{} lie in it; the nearest {} are listed.",
            group_thousands(count as f64),
            within.nearest.len()
        ),
        count => format!("{count} lie in it, the nearest first."),
    };
    let muted = Ink::of(ui).muted;
    ui.add(egui::Label::new(RichText::new(count).small().color(muted)).wrap());
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show_rows(ui, 24.0, within.nearest.len(), |ui, rows| {
            for (away_m, what) in &within.nearest[rows] {
                roles::item(ui, |ui| {
                    ui.horizontal(|ui| {
                        let away = RichText::new(words::length(unit, *away_m))
                            .small()
                            .color(muted);
                        ui.add_sized([64.0, 24.0], egui::Label::new(away));
                        let selected = view.session.selected() == Some(*what);
                        let line = subject::line_ui(ui, view, *what, selected, output);
                        if line.hovered() {
                            output.hover(*what);
                        }
                        if line.clicked() {
                            output.act(Command::Select(SelectCommand::Jump(*what)));
                        }
                    })
                });
            }
        });
}
