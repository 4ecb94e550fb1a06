//! A window that is used for long: its memory stays as it is.

use std::thread;
use std::time::Duration;

use crate::{Harness, Result};

/// What software drawing on a busy machine may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Rounds of use, where the environment (`STEPPE_SOAK_ROUNDS`) asks for no other number.
const ROUNDS: usize = 18;

/// Rounds after which all is there that is kept: the history of what can be undone, the letters and
/// levels of detail in use, and room that the allocator does not give back.
const WARM_UP: usize = 8;

/// Rounds whose middle value counts at either end: what one round shows depends on what the program is
/// in the midst of, by up to a tenth.
const MEASURED: usize = 5;

/// Every so many rounds the colours change, which takes long to type.
const BETWEEN_THEMES: usize = 4;

/// Most that memory may grow from the end of the warm-up to the last rounds.
const MOST_GROWTH: f64 = 1.1;

/// Time that the program gets to answer a key, where nothing on the screen tells.
const ANSWER: Duration = Duration::from_millis(250);

fn rounds() -> usize {
    let asked = std::env::var("STEPPE_SOAK_ROUNDS").ok();
    asked
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS)
}

/// Readings and selections that fill the history of what can be undone, which keeps a bounded number
/// of revisions.
const FILLING: usize = 10;

/// Fills the history, so that what comes later takes the place of what is there.
fn fill_history(screen: &mut Harness) -> Result<()> {
    for _ in 0..FILLING {
        screen.key("F5")?;
        screen.key("n")?;
        thread::sleep(ANSWER);
    }
    screen.key("Escape")
}

/// Steps from the home picture to the finest level of detail.
const STEPS_IN: usize = 16;

/// Has the map prepare every level of detail, which flights between features do sooner or later: they
/// are kept, and the finest takes tens of megabytes.
fn see_all_levels(screen: &mut Harness) -> Result<()> {
    for _ in 0..STEPS_IN {
        screen.key("Plus")?;
        thread::sleep(ANSWER);
        screen.settle(PATIENCE)?;
    }
    screen.key("Home")?;
    screen.settle(PATIENCE)?;
    Ok(())
}

/// One round: the picture of the window taken and given up, features selected, layers hidden and
/// shown, the map moved and copied, its colours changed, and what is open read again.
fn used(screen: &mut Harness, round: usize) -> Result<()> {
    screen.key("F12")?;
    thread::sleep(ANSWER);
    screen.key("Escape")?;
    for _ in 0..4 {
        screen.key("n")?;
    }
    screen.key("Escape")?;
    for key in ["1", "1", "Plus", "Left", "PageDown", "Home"] {
        screen.key(key)?;
    }
    screen.key("Ctrl+Shift+c")?;
    let themes = ["dark map", "light map"];
    for theme in themes
        .iter()
        .filter(|_| round.is_multiple_of(BETWEEN_THEMES))
    {
        screen.key("Ctrl+k")?;
        thread::sleep(ANSWER);
        screen.type_text(theme)?;
        screen.key("Return")?;
    }
    screen.key("F5")?;
    thread::sleep(ANSWER);
    screen.check_program()
}

/// The middle value of an odd number of them.
fn middle(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

#[test]
fn memory_is_flat_while_a_window_is_used() -> Result<()> {
    let Some(mut screen) = Harness::start(1000, 700)? else {
        return Ok(());
    };
    let dossier = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/dossiers/central-asia-2021"
    );
    screen.launch(env!("CARGO_BIN_EXE_steppe"), &[dossier])?;
    screen.wait_for_window("Steppe", PATIENCE)?;
    screen.settle(PATIENCE)?;
    see_all_levels(&mut screen)?;
    fill_history(&mut screen)?;
    let rounds = rounds().max(WARM_UP + 2 * MEASURED);
    let mut curve = Vec::new();
    for round in 0..rounds {
        used(&mut screen, round)?;
        curve.push(screen.program()?.resident_mb()?);
    }
    screen.settle(PATIENCE)?;
    println!("{rounds} rounds, megabytes after each: {curve:.0?}");
    let before = middle(&curve[WARM_UP..WARM_UP + MEASURED]);
    let after = middle(&curve[rounds - MEASURED..]);
    assert!(
        after <= before * MOST_GROWTH,
        "from {before:.0} MB to {after:.0} MB in {rounds} rounds: {curve:.0?}"
    );
    Ok(())
}
