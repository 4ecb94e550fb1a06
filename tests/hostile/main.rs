//! What is meant to end the program, and does not: reading, composing and drawing of hostile files,
//! all the way from bytes to every backend.

mod geometry;
mod links;
mod sizes;
mod texts;
mod whole;

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use egui::Pos2;
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, Reading, read};
use steppe::render::to_egui::Painter;
use steppe::render::to_svg::{SvgOptions, svg};
use steppe::scene::{Composer, Patience, Prepared, Scene};
use steppe::session::viewpoint::{Furniture, Viewpoint, home_camera};

static BASEMAP: LazyLock<Arc<BaseMap>> =
    LazyLock::new(|| Arc::new(BaseMap::embedded().expect("the base map is in the binary")));

/// A layer file read as a dossier.
fn layer(geojson: &serde_json::Value) -> Reading {
    let mut files = Files::new();
    files
        .insert("hostile.geojson", geojson.to_string().into_bytes())
        .expect("a plain name");
    read(&files)
}

/// A collection of one feature with this geometry.
fn one(geometry: &serde_json::Value) -> serde_json::Value {
    serde_json::json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "a", "properties": {}, "geometry": geometry}
    ]})
}

/// The picture and the window's shapes of what was read; they must come within `limit`.
fn drawn(reading: Reading, limit: Duration) -> Scene {
    let began = Instant::now();
    let atlas = Arc::new(Atlas::new(reading.dossier, Arc::clone(&BASEMAP)));
    let mut view = Viewpoint::home(&atlas);
    view.camera = home_camera(&atlas, 800.0, 600.0);
    view.furniture = Furniture::PICTURE;
    let prepared = Arc::new(Prepared::new(atlas));
    let mut composer = Composer::new(prepared, Patience::Wait);
    let scene = composer.compose(&view);
    let ctx = egui::Context::default();
    steppe::render::to_egui::install_fonts(&ctx);
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let shapes = Painter::new().shapes(&scene, Pos2::ZERO, ui.ctx());
        assert!(!shapes.is_empty());
    });
    output.textures_delta.clear();
    assert!(svg(&scene, &SvgOptions::default()).contains("<svg"));
    assert!(
        !steppe::render::to_png::png(&scene, 1.0)
            .expect("a picture")
            .is_empty()
    );
    let took = began.elapsed();
    assert!(took < limit, "{took:?}");
    scene
}
