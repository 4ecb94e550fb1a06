//! Why a scene could not be drawn.

use thiserror::Error;

/// Largest width and height of a picture, in pixels: what common viewers still open.
pub const MAX_SIDE_PX: u32 = 16_384;

/// Why a scene could not be drawn.
#[derive(Debug, Error)]
pub enum RenderError {
    /// Nothing to draw on, or too much of it.
    #[error(
        "expected a picture of 1 to {MAX_SIDE_PX} pixels to each side, found {width} x {height}"
    )]
    Size {
        /// Wanted pixels across.
        width: f64,
        /// Wanted pixels down.
        height: f64,
    },
    /// The page would be too small or too large.
    #[error(
        "expected a page of 1 to 19200 units of the map to each side, found {width} x {height}"
    )]
    Page {
        /// Logical pixels across.
        width: f64,
        /// Logical pixels down.
        height: f64,
    },
    /// The page could not be written.
    #[error("expected the scene as a PDF file, found it impossible to write: {0}")]
    Pdf(String),
    /// The pixels could not be written.
    #[error("expected the pixels as a PNG file, found them impossible to write")]
    Png(#[source] png::EncodingError),
    /// The frames of an animation could not be written.
    #[error("expected the frames as a GIF file, found them impossible to write")]
    Gif(#[source] gif::EncodingError),
    /// The picture was cancelled.
    #[error("the picture is no longer wanted")]
    Abandoned,
}
