//! The detail inset: where marks crowd, a part of the map once more, larger, over an empty part of it.
//!
//! [`DetailPlace::of`] chooses what is enlarged and where that stands; [`group`] draws a scene of its own
//! into the inset. The inset is a group of the main scene, cut to its frame, so that every
//! backend draws it as it draws everything else.
//!
//! Neither the steps of an animation nor the sides of a comparison have an inset, or notes: what
//! crowds differs from step to step, and an inset that jumps would move every name around it.

mod choose;
mod cut;
mod draw;
mod letter;

pub(in crate::scene) use choose::DetailPlace;
pub(in crate::scene) use draw::{group, guide_lines, outline_of};
pub(in crate::scene) use letter::letter_of;
