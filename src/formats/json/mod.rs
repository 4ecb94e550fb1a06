//! JSON texts: which kind a file is, its text whatever the encoding, and the members of objects
//! with their places.

mod members;
mod outline;
mod text;

pub(super) use members::{Member, find, items, members};
pub(super) use outline::Outline;
pub(super) use text::Text;
