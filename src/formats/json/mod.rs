//! JSON texts: which kind a file is, its text whatever the encoding, the members of objects with their
//! places, and what is no JSON, mended.

mod members;
mod outline;
mod raw;
mod relaxed;
mod scanner;
mod text;

pub(super) use members::{NamedValue, find, items, members};
pub(super) use outline::Outline;
pub(crate) use raw::{JsonFault, Member, Raw};
pub(crate) use relaxed::Mended;
pub(crate) use scanner::{ByteSpan, Scanned, Scanner, Stop};
pub(super) use text::JsonText;
