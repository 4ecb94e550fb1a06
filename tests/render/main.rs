//! The backends draw the same scene alike.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as its test does")]

mod alike;
mod documents;
mod hostile;
mod letters;
#[path = "../support/page.rs"]
mod page;
#[path = "../support/raster.rs"]
mod raster;
mod scenes;
mod scripts;
mod vectors;

use egui::{Pos2, vec2};
use image::RgbaImage;
use steppe::render::to_egui::Painter;
use steppe::render::to_png::png;
use steppe::scene::Scene;

use raster::harness;

/// The scene as the window shows it.
fn screen(scene: &Scene, pixels_per_point: f32) -> RgbaImage {
    let size = vec2(scene.camera.width_px as f32, scene.camera.height_px as f32);
    let mut painter = Painter::new();
    let mut harness = harness(size, pixels_per_point).build_ui(|ui| {
        let shapes = painter.shapes(scene, Pos2::ZERO, ui.ctx());
        ui.painter()
            .with_clip_rect(ui.ctx().content_rect())
            .extend(shapes);
    });
    harness.render().unwrap()
}

/// The scene as its PNG shows it.
fn picture(scene: &Scene, scale: f32) -> RgbaImage {
    let bytes = png(scene, scale).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgba8()
}

/// The mean difference of two pictures' channels, 0 to 1.
fn difference(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a
        .iter()
        .zip(b.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.len() as f64 / 255.0
}

/// The smallest box around the pixels that differ clearly from the upper left one.
fn inked(picture: &RgbaImage) -> [u32; 4] {
    let ground = *picture.get_pixel(0, 0);
    let mut found = [u32::MAX, u32::MAX, 0, 0];
    for (x, y, pixel) in picture.enumerate_pixels() {
        let differs = pixel
            .0
            .iter()
            .zip(ground.0)
            .any(|(a, b)| a.abs_diff(b) > 80);
        if differs {
            found = [
                found[0].min(x),
                found[1].min(y),
                found[2].max(x),
                found[3].max(y),
            ];
        }
    }
    found
}

/// Keeps both pictures for the eye where the environment names a folder for them.
fn keep(name: &str, picture: &RgbaImage) {
    if let Some(folder) = std::env::var_os("STEPPE_TEST_PICTURES") {
        picture
            .save(std::path::Path::new(&folder).join(name))
            .unwrap();
    }
}

/// The colour of a cell over the water, as the eye has it.
fn over_water([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let mixed = |over: u8, under: u8| {
        let part = f32::from(a) / 255.0;
        (f32::from(over) * part + f32::from(under) * (1.0 - part)).round() as u8
    };
    [mixed(r, 0xD3), mixed(g, 0xE0), mixed(b, 0xE8), 255]
}
