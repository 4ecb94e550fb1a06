//! The window's surroundings: the only place beside the commands that touches the disk.

pub mod open;
