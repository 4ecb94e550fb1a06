//! What stands where in one view: marks, labels, furniture, the detail inset and callouts.
//!
//! Everything here starts from a [`ViewContext`](view_context::ViewContext): one view of one prepared
//! atlas.

pub(super) mod border_lines;
pub(super) mod callouts;
pub(super) mod collision_index;
pub(super) mod detail;
pub(super) mod furniture;
pub(super) mod labels;
pub(super) mod layers;
pub(super) mod marks;
pub(super) mod measured;
pub(super) mod table;
pub(super) mod view_context;
