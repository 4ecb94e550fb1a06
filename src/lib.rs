//! Steppe ties a news article to a map.
//!
//! # Bird's-eye view
//!
//! ```text
//! files ──formats──▶ records ──dossier──▶ Atlas ──┐                       ┌─▶ to_egui ─▶ window
//!                                      (immutable)├─▶ scene ─▶ Scene ─────┤
//! user ──▶ Command ──▶ Session ───────────────────┘          (data)       └─▶ to_svg, to_pdf, to_png
//!            ▲            │
//!            └── worker ◀─┴ Effect (plain data: read, write, capture)
//! ```
//!
//! # Code map
//!
//! * [`earth`]: coordinates, projections, geodesic measures, camera, spatial index.
//! * [`formats`]: files in, records out; records in, files out. One table lists the formats.
//! * [`atlas`]: the immutable thing explored: a table of features for each layer, article, dates, base map.
//! * [`dossier`]: records and text in, a dossier and its problems out.
//! * [`session`]: all that can change, and [`session::Session::apply`], the one way of changing it.
//! * [`scene`]: what is drawn, as data.
//! * [`render`]: the backends, to egui, SVG, PDF and PNG; the note that a picture carries.
//! * [`ui`]: the panels about the map: a session and a scene in, commands out.
//! * `app`, `cli`: the window and the commands, the only places with effects (feature `desktop`).
//! * `cores`: work split over the processor's cores, with the same outcome for any number of them.
//! * `fault`: what is said of a fault of this program.
//! * `math`: sines and their kin, with the same digits on every system.
//! * [`problem`]: what is wrong with a file, where, why, and how to mend it.
//!
//! Begin with [`session::Session::apply`] and [`scene::Composer`], then [`dossier::read`]; a new format
//! begins with [`formats::Format`].
//!
//! # Invariants
//!
//! 1. `session`, `scene`, `dossier`, `earth` and `atlas` never touch egui, the clock, the disk or the network.
//! 2. The program speaks to the display, the session bus and the clipboard, and to no network socket.
//! 3. The same dossier, viewpoint and size give the same scene and the same exported bytes, on every machine.
//! 4. Reading never panics and never stops at the first fault.
//! 5. No file is overwritten without being asked, or half: write beside, sync, rename.
//! 6. No coordinate is moved for looks, no number loses its qualifier, no uncertainty is drawn as certainty.

#[cfg(feature = "desktop")]
pub mod app;
pub mod atlas;
#[cfg(feature = "desktop")]
pub mod cli;
mod cores;
pub mod dossier;
pub mod earth;
mod fault;
pub mod formats;
mod math;
pub mod problem;
pub mod render;
pub mod scene;
pub mod session;
pub mod ui;
