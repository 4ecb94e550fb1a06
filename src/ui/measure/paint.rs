//! The measured path and the ring, over the map.

use egui::{Color32, Pos2, Shape, Stroke, Ui};

use super::super::View;
use super::super::theme::Ink;
use crate::earth::LonLat;

/// Radius of a corner's dot, logical pixels.
const DOT_PX: f32 = 4.0;
/// Width of the path and of the halo around it, logical pixels.
const WIDTH_PX: [f32; 2] = [2.0, 4.5];

/// Paints what is measured; `pointer` is where a click would set the next corner.
pub(in crate::ui) fn measure_paint(
    ui: &Ui,
    view: View<'_>,
    pointer: Option<LonLat>,
    pos: impl Fn(LonLat) -> Option<Pos2>,
) {
    let Some(measure) = &view.session.measure else {
        return;
    };
    let ink = Ink::of(ui);
    let over_map = ui.painter();
    let line = |places: Vec<LonLat>, color: Color32, dashed: bool| {
        for run in runs(places, &pos) {
            over_map.add(Shape::line(
                run.clone(),
                Stroke::new(WIDTH_PX[1], ink.raised),
            ));
            let stroke = Stroke::new(WIDTH_PX[0], color);
            if dashed {
                over_map.extend(Shape::dashed_line(&run, stroke, 5.0, 4.0));
            } else {
                over_map.add(Shape::line(run, stroke));
            }
        }
    };
    for places in measure.lines() {
        line(places, ink.accent, false);
    }
    if let Some(next) = pointer.and_then(|next| measure.line_to(next)) {
        line(next, ink.accent, true);
    }
    for point in measure.points() {
        if let Some(at) = pos(point.at) {
            let stroke = Stroke::new(1.5, ink.raised);
            over_map.circle(at, DOT_PX, ink.accent, stroke);
        }
    }
}

/// The runs of places that the projection shows.
fn runs(places: Vec<LonLat>, pos: impl Fn(LonLat) -> Option<Pos2>) -> Vec<Vec<Pos2>> {
    let mut runs = vec![Vec::new()];
    for place in places {
        match (pos(place), runs.last_mut()) {
            (Some(at), Some(run)) => run.push(at),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() >= 2);
    runs
}
