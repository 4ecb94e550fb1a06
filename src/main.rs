//! The `steppe` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    // tiny_skia tells of every line that is too short to be drawn, in each frame anew.
    let quiet = "warn,rfd=off,eframe=off,tiny_skia=error";
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(quiet)).init();
    steppe::cli::main()
}
