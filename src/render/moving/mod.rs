//! Animations: frames go in one by one, and none is kept but the last.
//!
//! A frame is written as what differs from the one before. The same frames
//! give the same bytes.

mod apng;
mod changed;
mod gif;
mod palette;

pub use apng::Apng;
pub use gif::Gif;

/// How many frames there will be, and how fast they go by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// How many, at least 1.
    pub frames: u32,
    /// Frames a second.
    pub per_s: f64,
}
