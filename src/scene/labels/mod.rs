//! Names on the map: which of them stand where.

mod candidate;
mod layout;
mod room;
mod selected;
mod solve;
mod steps;

pub(super) use layout::{Labels, Layout};
