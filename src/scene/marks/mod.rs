//! Marks: what stands for a feature, in shape its kind, in colour its actor,
//! in outline how sure its place is and where it comes from.

mod badge;
mod edge;
mod look;
mod sign;
mod symbol;
mod visible_marks;
mod voice;

pub(super) use badge::{badge, badge_covers};
pub(super) use edge::EdgeMark;
pub(super) use look::{Edge, Fill, Line, Look, actor_colour, push, rgb};
pub(super) use sign::{Sign, colour_of};
pub(super) use symbol::{contour, ring};
pub(super) use visible_marks::{PlacedMark, VisibleMarks};
pub(super) use voice::Voice;
