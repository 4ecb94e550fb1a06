//! The program in a real window, under real input. Linux alone has a screen in
//! memory to do this on.
//!
//! [`Harness`] starts an X server of its own that draws into memory, launches a
//! program on it with empty settings folders, sends it real pointer and key
//! events and reads the screen back. It never touches the display, the session
//! bus or the settings of whoever runs the tests, and ends what it started.
#![cfg(target_os = "linux")]

mod atspi;
mod fonts;
mod input;
mod kept;
mod killed;
mod needs;
mod picture;
mod private;
mod program;
mod renderers;
mod selftest;
mod size;
mod soak;
mod steppe;
mod xvfb;

pub(crate) use xvfb::Harness;

/// What went wrong, in words for whoever reads the test's output.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
