//! Names on the map: which of them stand where.

mod along;
mod candidate;
mod countries;
mod crowd;
mod layout;
mod lines;
mod marks;
mod places;
mod room;
mod selected;
mod solve;
mod spot;
mod steps;
mod visible;

pub(super) use layout::{Labels, Layout, Named};
