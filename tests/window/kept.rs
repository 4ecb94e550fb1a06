//! What a reader changed is kept, however the program ends.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{Harness, Result};

/// What software drawing on a busy machine may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Changes are on the disk within this time: two seconds, and some for a busy machine.
const KEPT_WITHIN: Duration = Duration::from_secs(4);

/// A window whose settings are kept already, so that what comes next is a change.
fn opened() -> Result<Option<Harness>> {
    let Some(mut screen) = Harness::start(800, 600)? else {
        return Ok(None);
    };
    screen.launch(env!("CARGO_BIN_EXE_steppe"), &[])?;
    screen.wait_for_window("Steppe", PATIENCE)?;
    screen.settle(PATIENCE)?;
    wait_for(&mut screen, PATIENCE, |kept| !shown(kept).is_empty())?;
    Ok(Some(screen))
}

/// What the settings say now; nothing where there are none.
fn kept(screen: &mut Harness) -> Result<Value> {
    let file = screen
        .program()?
        .home()
        .join("xdg_config_home/steppe/settings.json");
    let bytes = std::fs::read(file).unwrap_or_else(|_| b"null".to_vec());
    Ok(serde_json::from_slice(&bytes)?)
}

fn wait_for(
    screen: &mut Harness,
    patience: Duration,
    is_kept: impl Fn(&Value) -> bool,
) -> Result<()> {
    let until = Instant::now() + patience;
    loop {
        let now = kept(screen)?;
        if is_kept(&now) {
            return Ok(());
        }
        if Instant::now() > until {
            return Err(format!("within {patience:?} the settings say {now}").into());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Hides or shows the first layer of the built-in dossier, as the next start then finds it.
fn switch_a_layer(screen: &mut Harness) -> Result<()> {
    let before = screen.settle(PATIENCE)?;
    screen.key("1")?;
    screen.wait_until("the layer to come or go", PATIENCE, |now| *now != before)?;
    Ok(())
}

/// Which layers of the built-in dossier are kept as shown.
fn shown(kept: &Value) -> Vec<bool> {
    let layers = kept["views"]["central-asia-2021"]["layers"].as_array();
    let shown = |layer: &Value| layer["visible"] == true;
    layers.into_iter().flatten().map(shown).collect()
}

#[test]
fn a_change_outlives_a_program_that_is_killed_two_seconds_later() -> Result<()> {
    let Some(mut screen) = opened()? else {
        return Ok(());
    };
    let before = shown(&kept(&mut screen)?);
    switch_a_layer(&mut screen)?;
    wait_for(&mut screen, KEPT_WITHIN, |kept| shown(kept) != before)?;
    screen.program()?.signal("KILL")?;
    screen.program()?.ended(PATIENCE)?;
    assert_ne!(shown(&kept(&mut screen)?), before);
    Ok(())
}

#[test]
fn a_change_is_kept_where_the_system_asks_the_program_to_end() -> Result<()> {
    for signal in ["TERM", "HUP", "INT"] {
        let Some(mut screen) = opened()? else {
            return Ok(());
        };
        let before = shown(&kept(&mut screen)?);
        switch_a_layer(&mut screen)?;
        screen.program()?.signal(signal)?;
        let status = screen.program()?.ended(PATIENCE)?;
        assert!(status.success(), "{signal}: {status}");
        assert_ne!(shown(&kept(&mut screen)?), before, "kept on SIG{signal}");
    }
    Ok(())
}

#[test]
fn a_change_outlives_the_display() -> Result<()> {
    let Some(mut screen) = opened()? else {
        return Ok(());
    };
    let before = shown(&kept(&mut screen)?);
    switch_a_layer(&mut screen)?;
    wait_for(&mut screen, KEPT_WITHIN, |kept| shown(kept) != before)?;
    screen.end_server();
    screen.program()?.ended(PATIENCE)?;
    assert_ne!(shown(&kept(&mut screen)?), before);
    let pictures = std::fs::read_dir(screen.program()?.home())?
        .filter_map(|entry| entry.ok()?.path().extension().map(|it| it == "png"))
        .filter(|&is_picture| is_picture);
    assert_eq!(
        pictures.count(),
        0,
        "no picture is drawn in the place of a window that was there"
    );
    Ok(())
}
