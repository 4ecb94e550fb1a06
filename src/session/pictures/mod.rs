//! What a picture or a chart that leaves the program is, as plain data.

pub(super) mod animation;
pub(super) mod charts;
pub(super) mod colophon;
pub(super) mod export;
pub(super) mod picture;
