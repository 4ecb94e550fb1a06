//! The `steppe` program.
fn main() {}
