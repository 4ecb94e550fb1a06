//! The commands.

pub mod check;
mod problems;
