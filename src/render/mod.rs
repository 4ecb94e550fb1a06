//! The backends: each draws a [`Scene`](crate::scene::Scene) and decides nothing.
//!
//! [`to_egui`] gives the shapes of a frame, [`to_svg`] a document and [`to_pdf`] a page with
//! live text, and [`to_png`] pixels.
//! What they show is the same, since all take the same items, cut by the same code,
//! dashed from the same start and set in the same faces. A picture can carry
//! a note, which [`note()`] finds again. [`moving`] makes an animation of many pixels.
//!
//! Cost follows the screen: what lies outside the view is cut away, and
//! points closer than can be seen apart are merged.

mod clip;
mod error;
pub mod moving;
mod note;
mod pixels;
mod progress;
pub mod to_egui;
pub mod to_pdf;
pub mod to_png;
pub mod to_svg;
mod visible;
mod xml;

pub use error::RenderError;
pub use note::{NoteError, note};
pub use progress::{ProgressReceiver, RenderProgress};

/// What texts become in a picture of vectors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lettering {
    /// Text, that can be selected and searched.
    #[default]
    Live,
    /// Shapes, that look the same in every program.
    Outlines,
}
