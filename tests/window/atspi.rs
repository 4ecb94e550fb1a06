//! A walk with a real screen reader's interface, AT-SPI: what the tree of names promises reaches the bus.

use std::path::Path;
use std::time::Duration;

use crate::{Harness, Result, needs};

/// What software drawing and a tree that is read over a bus take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(4);

/// What the client needs, beside what a window does.
const NEEDS: [&str; 3] = [
    "/usr/bin/dbus-run-session",
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/python3/dist-packages/pyatspi",
];

#[test]
fn a_base_is_found_its_sources_are_read_and_a_picture_is_exported_over_at_spi() -> Result<()> {
    let missing: Vec<&str> = NEEDS
        .into_iter()
        .filter(|path| !Path::new(path).exists())
        .collect();
    if !missing.is_empty() {
        let reason = format!(
            "no AT-SPI client can run here, missing: {}",
            missing.join(", ")
        );
        if needs::window_is_required() {
            return Err(reason.into());
        }
        eprintln!("{reason}");
        return Ok(());
    }
    let Some(mut screen) = Harness::start(1280, 800)? else {
        return Ok(());
    };
    let client = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/window/atspi_walk.py");
    // Whichever process starts the accessibility bus, the bus sends its keys to X only where nothing
    // in its environment names a Wayland session.
    let walk = [
        "--unset=WAYLAND_DISPLAY",
        "/usr/bin/dbus-run-session",
        "--",
        "/usr/bin/python3",
        client,
        env!("CARGO_BIN_EXE_steppe"),
    ];
    screen.launch("/usr/bin/env", &walk)?;
    screen.wait_for_window("Steppe", PATIENCE)?;
    let ended = screen.program()?.ended(PATIENCE)?;
    let said = screen.program()?.output();
    assert!(ended.success(), "{said}");
    assert!(said.contains("the picture is saved"), "{said}");
    Ok(())
}
