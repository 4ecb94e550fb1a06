//! Runs of areas and lines of the map, as shapes.

use egui::Shape;

use super::areas::Areas;
use super::{Canvas, paths};
use crate::scene::Item;

/// Adds the run's visible parts, each item with its opacity; none of them in a swatch. `areas` looks
/// through the canvas's camera.
pub(super) fn draw(
    run: &[(&Item, f32)],
    areas: &mut Areas,
    canvas: &Canvas,
    shapes: &mut Vec<Shape>,
) {
    let Some((camera, view)) = canvas.camera else {
        return;
    };
    for &(item, opacity) in run {
        match item {
            Item::Area(area) => areas.add(area, opacity),
            Item::Line(line) if line.geometry.bounds.intersects(&view) => {
                // It lies over the areas so far.
                shapes.extend(areas.take());
                let points = line.geometry.points.iter();
                let points = points.map(|&point| camera.screen_from_map(point));
                paths::line(points, line.stroke, opacity, canvas, shapes);
            }
            _ => {}
        }
    }
    shapes.extend(areas.take());
}
