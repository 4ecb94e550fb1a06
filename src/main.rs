//! The `steppe` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::Builder::from_env(
        env_logger::Env::default().default_filter_or("warn,rfd=off,eframe=off"),
    )
    .init();
    steppe::cli::main()
}
