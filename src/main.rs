//! The `steppe` program.

// No console stands behind the window; `steppe.com` prints what the commands say (`src/bin`).
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    steppe::cli::main()
}
