//! Marks of a view: which features have one, where it stands, and what stands on the edge for those
//! beyond it.

mod edge;
mod in_view;
mod visible_marks;

pub(in crate::scene) use edge::EdgeChip;
pub(in crate::scene) use visible_marks::{ONE_PLACE_PX, PlacedMark, VisibleMarks, marks_in_view};
