//! Marks of a view: which features have one, where it stands, and what stands on the edge for those
//! beyond it.

mod edge;
mod in_view;
mod placed_mark;
mod ring;
mod stacks;
mod visible_marks;

pub(in crate::scene) use edge::EdgeChip;
pub(in crate::scene) use placed_mark::PlacedMark;
pub(in crate::scene) use ring::Ring;
pub(in crate::scene) use stacks::ONE_PLACE_PX;
pub(in crate::scene) use visible_marks::{VisibleMarks, marks_in_view};
