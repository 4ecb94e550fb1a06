//! Symbols: what stands for a feature, in shape its kind, in colour its actor, hollow where it was
//! given up and lighter where it is no plain fact.

mod doubt;
mod look;
mod sign;
mod symbol;

pub(in crate::scene) use doubt::{has_pin, qualifier};
pub(in crate::scene) use look::{Fill, SymbolLook, actor_colour, push, reach_px, rgb};
pub(in crate::scene) use sign::{Sign, colour_of};
pub(in crate::scene) use symbol::{contour, ring};
