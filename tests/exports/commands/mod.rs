//! The commands, as they are typed: no display, no GPU, no settings of whoever runs them.

mod anywhere;
mod charts;
mod codes;
mod conditions;
mod dossiers;
mod killed;
#[cfg(target_os = "linux")]
mod memory;
mod mended;
mod moving;
mod saving;
mod still;
mod towns;

use std::path::Path;
use std::process::{Command, Output};

struct Run {
    output: Output,
}

impl Run {
    fn code(&self) -> i32 {
        self.output
            .status
            .code()
            .expect("it ended by itself, not by a signal")
    }

    fn out(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    fn err(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

/// Runs `steppe ARGS` in `folder` with no display.
fn steppe(folder: &Path, args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(args)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .output()
        .expect("it starts");
    Run { output }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn picture(path: &Path) -> image::RgbaImage {
    image::open(path).expect("a picture").into_rgba8()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}
