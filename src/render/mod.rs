//! The backends: each draws a [`Scene`](crate::scene::Scene) and decides nothing.
//!
//! [`to_egui`] gives the shapes of a frame, [`to_svg`] a document with live
//! text, and [`to_png`] the pixels of that document. What they show is the
//! same, since both take the same items, cut by the same code,
//! dashed from the same start and set in the same faces.
//!
//! Cost follows the screen: what lies outside the view is cut away, and
//! points closer than can be seen apart are merged.

mod cut;
pub mod to_egui;
pub mod to_png;
pub mod to_svg;
