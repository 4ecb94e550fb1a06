//! Letters that no font of the program has, in a font of the system.

use std::time::Duration;

use image::RgbaImage;

use crate::{Harness, Result};

/// What software drawing on a busy machine may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A place whose name is nine letters of private use, which have no spelling: no font for texts has them.
const PLACE: &str = "name,lat,lon\n\u{e00c}\u{e038}\u{e03e}\u{e058}\u{e00c}\u{e038}\u{e03e}\u{e058}\u{e00c},38.56,68.79\n";

/// A font that has them, as a user's own.
const FONT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/fonts/SteppeIcons-Regular.ttf"
);

fn differing(a: &RgbaImage, b: &RgbaImage) -> usize {
    a.pixels().zip(b.pixels()).filter(|(a, b)| a != b).count()
}

#[test]
fn a_name_is_drawn_in_a_font_of_the_system_where_no_own_font_has_its_letters() -> Result<()> {
    let Some(mut screen) = Harness::start(1000, 700)? else {
        return Ok(());
    };
    let program = env!("CARGO_BIN_EXE_steppe");
    let begin = format!("printf '%s' '{PLACE}' > place.csv && exec '{program}' --fresh place.csv");
    screen.launch("/bin/sh", &["-c", &begin])?;
    screen.wait_for_window("place", PATIENCE)?;
    let without = screen.settle(PATIENCE)?;
    let install = format!("mkdir .fonts && cp '{FONT}' .fonts/ && {begin}");
    screen.launch("/bin/sh", &["-c", &install])?;
    screen.wait_for_window("place", PATIENCE)?;
    let named = |picture: &RgbaImage| (100..10_000).contains(&differing(picture, &without));
    screen.wait_until("the place has its name", PATIENCE, named)?;
    let rested = screen.settle(PATIENCE)?;
    assert!(named(&rested), "the name stays");
    Ok(())
}
