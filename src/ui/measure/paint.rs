//! The measured path and the ring, over the map.

use egui::{Color32, Pos2, Shape, Stroke, Ui};

use super::super::View;
use super::super::theme::Ink;
use crate::earth::{LonLat, circle, distance_m, interpolate};
use crate::session::Measure;

/// A leg is drawn in steps of this many metres, so that it bends as the geodesic does.
const STEP_M: f64 = 25_000.0;
/// Most steps of a leg.
const MOST_STEPS: usize = 400;
/// Corners of a ring.
const CORNERS: usize = 180;
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
    match measure {
        Measure::Path { points, ended } => {
            for pair in points.windows(2) {
                line(along(pair[0].at, pair[1].at), ink.accent, false);
            }
            let next = pointer.filter(|_| !ended);
            if let (Some(last), Some(next)) = (points.last(), next) {
                line(along(last.at, next), ink.accent, true);
            }
        }
        Measure::Ring { center, radius_m } => {
            let mut ring = circle(center.at, *radius_m, CORNERS);
            ring.extend(ring.first().copied());
            line(ring, ink.accent, false);
        }
    }
    for point in measure.points() {
        if let Some(at) = pos(point.at) {
            let stroke = Stroke::new(1.5, ink.raised);
            over_map.circle(at, DOT_PX, ink.accent, stroke);
        }
    }
}

/// Places along the shortest way.
fn along(from: LonLat, to: LonLat) -> Vec<LonLat> {
    let steps = (distance_m(from, to) / STEP_M).ceil() as usize;
    let steps = steps.clamp(1, MOST_STEPS);
    let at = |step: usize| interpolate(from, to, step as f64 / steps as f64);
    (0..=steps).map(at).collect()
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
