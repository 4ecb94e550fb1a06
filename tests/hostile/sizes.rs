//! Shapes of ten thousand to half a million corners in one feature.

use std::sync::Arc;
use std::time::Duration;

use cpu_time::ThreadTime;
use egui::Pos2;
use steppe::atlas::Atlas;
use steppe::dossier::{Files, read};
use steppe::render::to_egui::Painter;
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Viewpoint, home_camera};

use super::geometry::{PATIENT, square};
use super::{BASEMAP, drawn, layer, one};

/// Processor time of a frame; without optimisation it takes up to five times as long, and twice that beside
/// other tests.
const FRAME: Duration = Duration::from_millis(if cfg!(debug_assertions) { 500 } else { 50 });

fn in_rows(count: u32, columns: u32, half: f64) -> Vec<Vec<[f64; 2]>> {
    let step = 24.0 / f64::from(columns);
    let at = |i: u32| {
        let (column, row) = (f64::from(i % columns), f64::from(i / columns));
        square(56.0 + column * step, 30.0 + row * step, half)
    };
    (0..count).map(at).collect()
}

/// The files of a layer with one feature of this geometry, as large as the program reads them.
fn files(geometry: &serde_json::Value) -> Files {
    let text = one(geometry).to_string().into_bytes();
    let mut files = Files::new();
    files
        .insert_large("hostile.geojson", Arc::new(text))
        .expect("a plain name");
    files
}

/// Draws a feature of this geometry with every backend, then zooms to its middle as a window does: each
/// frame with what is ready, and what it lacks prepared before the next.
fn is_drawn_and_zoomed(geometry: &serde_json::Value) {
    let files = files(geometry);
    drawn(read(&files), PATIENT);
    let atlas = Arc::new(Atlas::new(read(&files).dossier, Arc::clone(&BASEMAP)));
    let mut view = Viewpoint::home(&atlas);
    view.camera = home_camera(&atlas, 1280.0, 800.0);
    let prepared = Arc::new(Prepared::new(atlas));
    let mut composer = Composer::new(Arc::clone(&prepared), Patience::BestReady);
    let ctx = egui::Context::default();
    steppe::render::to_egui::install_fonts(&ctx);
    let mut painter = Painter::new();
    let mut longest = Duration::ZERO;
    for step in 0..14 {
        let began = ThreadTime::now();
        let scene = composer.compose(&view);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let shapes = painter.shapes(&scene, Pos2::ZERO, ui.ctx());
            ui.painter().extend(shapes);
        });
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = began.elapsed();
        assert!(!meshes.is_empty());
        output.textures_delta.clear();
        // The first frames set the letters, which every file needs.
        if step > 1 {
            longest = longest.max(took);
        }
        prepared.prepare_tables(&view);
        view.camera.metres_per_px /= if step % 7 == 6 { 0.2 } else { 1.5 };
    }
    assert!(longest < FRAME, "{longest:?}");
}

#[test]
fn ten_thousand_holes() {
    let mut rings = vec![square(68.0, 42.0, 13.0)];
    rings.extend(in_rows(10_000, 100, 0.08));
    is_drawn_and_zoomed(&serde_json::json!({"type": "Polygon", "coordinates": rings}));
}

#[test]
fn three_thousand_overlapping_parts() {
    let parts: Vec<_> = in_rows(3000, 60, 2.0)
        .into_iter()
        .map(|ring| [ring])
        .collect();
    is_drawn_and_zoomed(&serde_json::json!({"type": "MultiPolygon", "coordinates": parts}));
}

#[test]
fn a_hundred_thousand_squares() {
    let parts: Vec<_> = in_rows(100_000, 400, 0.025)
        .into_iter()
        .map(|ring| [ring])
        .collect();
    is_drawn_and_zoomed(&serde_json::json!({"type": "MultiPolygon", "coordinates": parts}));
}

#[test]
fn a_hundred_thousand_rings_within_each_other_are_drawn() {
    let rings: Vec<_> = (0..100_000)
        .map(|i| square(68.0, 42.0, 20.0 - f64::from(i) * 0.000_19))
        .collect();
    let geometry = serde_json::json!({"type": "Polygon", "coordinates": rings});
    drawn(read(&files(&geometry)), PATIENT);
}

#[test]
fn an_outline_that_crosses_itself_millions_of_times_is_told_and_not_filled() {
    let at = |i: u32| (f64::from(i) * 2.4).sin_cos();
    let mut ring: Vec<[f64; 2]> = (0..20_000)
        .map(|i| [68.0 + 15.0 * at(i).1, 42.0 + 15.0 * at(i).0])
        .collect();
    ring.push(ring[0]);
    let geometry = serde_json::json!({"type": "Polygon", "coordinates": [ring]});
    let small = layer(&one(&geometry));
    for reading in [&small, &read(&files(&geometry))] {
        let told = reading.problems.iter().map(ToString::to_string);
        let told: Vec<String> = told
            .filter(|problem| problem.contains("not filled"))
            .collect();
        assert_eq!(told.len(), 1, "{told:?}");
    }
    drawn(read(&files(&geometry)), PATIENT);
}
