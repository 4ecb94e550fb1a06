//! The running program: window, worker, settings.
//!
//! With `cli`, the only place with effects: it owns the session, shows the
//! interface, hands its actions to [`Session::apply`](crate::session::Session::apply)
//! and carries out what comes back, on a worker of its own where it takes long.

mod backing;
mod charts;
mod composed;
mod copying;
mod dialog;
mod dossier_saving;
mod features;
mod files;
mod follow;
mod leftovers;
mod load;
mod mending;
pub mod open;
mod pictures;
mod preflight;
mod preview;
mod reopen;
mod saving;
mod settings;
mod starting;
mod system;
mod system_fonts;
mod thumbnails;
mod viewer;
mod window;
mod worker;

pub use charts::render_chart;
pub use copying::{CopyError, features_as_geojson};
pub use dossier_saving::{DossierSaveError, save_copy, save_state};
pub use features::{FeaturesError, LayerToWrite, layers, write_layers, writer_for};
pub use files::{WriteError, write_new, write_over};
pub use load::{load, load_again, load_with};
pub use mending::{MendError, write_mended};
pub use pictures::{ComposedPicture, PictureError, prepared_for, render_map};
pub use reopen::{ReopenError, is_picture, reopen};
pub use saving::{Destination, SaveError, save_animation, save_map, save_picture};
pub use settings::Settings;
pub use starting::{BeginError, begin};
pub use viewer::Viewer;
pub use window::{NoWindow, WindowWanted, run};
