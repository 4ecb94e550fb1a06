//! Names on the map: which of them stand where.

mod along;
mod candidate;
mod collision_index;
mod countries;
mod crowd;
mod label_position;
mod layout;
mod lines;
mod marks;
mod places;
mod selected;
mod solve;
mod steps;
mod visible;

pub(super) use layout::{Labels, Layout, Named};
