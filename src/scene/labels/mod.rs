//! Names on the map: which of them stand where.

mod along;
mod candidate;
mod countries;
mod crowd;
mod layout;
mod lines;
mod marks;
mod places;
mod collision_index;
mod selected;
mod solve;
mod label_position;
mod steps;
mod visible;

pub(super) use layout::{Labels, Layout, Named};
