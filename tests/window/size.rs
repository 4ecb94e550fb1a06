//! A window is no larger than the screen that it opens on.

use std::thread;
use std::time::{Duration, Instant};

use x11rb::protocol::xproto::ConnectionExt;

use crate::{Harness, Result};

/// What software drawing on a busy machine may take.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn a_first_window_fits_a_small_screen() -> Result<()> {
    let Some(mut screen) = Harness::start(640, 480)? else {
        return Ok(());
    };
    screen.launch(env!("CARGO_BIN_EXE_steppe"), &["--fresh"])?;
    let window = screen.wait_for_window("Steppe", PATIENCE)?;
    let end = Instant::now() + PATIENCE;
    loop {
        let size = screen.connection.get_geometry(window)?.reply()?;
        if size.width <= 640 && size.height <= 480 {
            return Ok(());
        }
        assert!(
            Instant::now() < end,
            "{} by {} on a screen of 640 by 480",
            size.width,
            size.height
        );
        thread::sleep(Duration::from_millis(100));
    }
}
