//! The `steppe` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    steppe::cli::main()
}
