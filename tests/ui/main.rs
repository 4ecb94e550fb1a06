//! What a reader does in the window, and what comes of it.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test's helpers fail as its test does"
)]

#[path = "../support/app.rs"]
mod app;
#[path = "../support/raster.rs"]
mod raster;
#[path = "../support/small.rs"]
mod small;

mod article;
mod hand;
mod keys;
mod layers;
mod map;
mod sheets;

use app::{Window, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The window of the small dossier at the size that the design names.
fn opened<'a>() -> Harness<'a, Window> {
    window(egui::vec2(1280.0, 800.0), small::atlas())
}

/// Whether a text stands somewhere in the window.
fn says(harness: &Harness<'_, Window>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}
