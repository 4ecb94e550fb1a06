//! Symbols: what stands for a feature, in shape its kind, in colour its actor, hollow where it was
//! given up and lighter where it is no plain fact.

mod doubt;
mod look;
mod sign;
mod symbol;

pub(super) use doubt::{has_pin, qualifier};
pub(super) use look::{Fill, Look, actor_colour, push, reach_px, rgb};
pub(super) use sign::{Sign, colour_of};
pub(super) use symbol::{contour, ring};
