//! Names on the map: which of them stand where.

mod candidate;
mod layout;
mod room;
mod selected;
mod solve;

pub(super) use layout::{Labels, Layout};
