//! What a machine must have to show a window.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Libraries that the window opens while it runs, and so the linker never asks
/// for: any one of each group will do.
const LIBRARIES: [&[&str]; 7] = [
    &["libX11.so.6"],
    &["libX11-xcb.so.1"],
    &["libXcursor.so.1"],
    &["libXi.so.6"],
    &["libxkbcommon.so.0"],
    &["libxkbcommon-x11.so.0"],
    &["libEGL.so.1", "libGL.so.1"],
];

/// Whether a test may not skip for want of a window.
pub(super) fn window_is_required() -> bool {
    env::var_os("STEPPE_REQUIRE_WINDOW").is_some_and(|value| value == "1")
}

/// The names of what is missing, empty where a window can be shown.
pub(super) fn missing() -> Vec<String> {
    let mut missing = Vec::new();
    if !path_folders()
        .iter()
        .any(|folder| folder.join("Xvfb").is_file())
    {
        missing.push("Xvfb on PATH".to_owned());
    }
    let folders = library_folders();
    for group in LIBRARIES {
        if !group
            .iter()
            .any(|name| folders.iter().any(|folder| folder.join(name).exists()))
        {
            missing.push(group.join(" or "));
        }
    }
    missing
}

fn path_folders() -> Vec<PathBuf> {
    env::var_os("PATH").map_or_else(Vec::new, |path| env::split_paths(&path).collect())
}

/// Where the loader looks, on the distributions in use: the common folders,
/// those of each architecture below them, and `LD_LIBRARY_PATH`.
fn library_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = env::var_os("LD_LIBRARY_PATH")
        .map_or_else(Vec::new, |path| env::split_paths(&path).collect());
    for common in ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib"] {
        folders.push(PathBuf::from(common));
        folders.extend(architecture_folders(Path::new(common)));
    }
    folders
}

fn architecture_folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with("-linux-gnu"))
        .collect()
}
