//! What a reader does in the window, and what comes of it.

#[path = "../support/app.rs"]
mod app;
#[path = "../support/base_map.rs"]
mod base_map;
#[path = "../support/events.rs"]
mod events;
#[path = "../support/evidence.rs"]
mod evidence;
#[path = "../support/raster.rs"]
mod raster;
#[path = "../support/small.rs"]
mod small;

mod article;
mod columns;
mod compare;
mod country;
mod explore;
mod filter;
mod find;
mod focus;
mod gestures;
mod hand;
mod interaction;
mod keys;
mod layers;
mod map;
mod measure;
mod menus;
mod narrow;
mod overview;
mod random;
mod reading;
mod room;
mod settings;
mod sheets;
mod story;
mod table;
mod texts;
mod walks;

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
