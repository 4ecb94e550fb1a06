//! Puts icon, version and manifest into `steppe.exe`; does nothing for other systems.

use std::env;

const ICON: &str = "assets/release/icon/steppe.ico";
const MANIFEST: &str = "assets/release/windows/steppe.manifest";

fn main() {
    for file in ["build.rs", ICON, MANIFEST] {
        println!("cargo::rerun-if-changed={file}");
    }
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    let compiled = winresource::WindowsResource::new()
        .set("ProductName", "Steppe")
        .set("FileDescription", "Steppe")
        .set("OriginalFilename", "steppe.exe")
        .set("LegalCopyright", "MIT or Apache-2.0")
        .set_icon(ICON)
        .set_manifest_file(MANIFEST)
        .compile_for("steppe");
    // A program without an icon is better than none.
    if let Err(error) = compiled {
        println!("cargo::warning=steppe.exe gets no icon and no manifest: {error}");
    }
}
