//! What a reader does first, in a real window: clicks Kant, hides the bases, takes a picture.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use ::steppe::app::Viewer;
use ::steppe::atlas::{Atlas, BaseMap, Subject};
use ::steppe::scene::Patience;
use ::steppe::session::Session;
use egui_kittest::Harness as Rehearsal;
use image::RgbaImage;

use crate::{Harness, Result};

const SIZE_PX: (u16, u16) = (1280, 800);
/// What software drawing on a busy machine may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// The water of the map that is drawn on light paper.
const WATER: [u8; 4] = [0xDC, 0xE7, 0xEE, 0xFF];

/// Where the mark of `id` stands in the window: the same interface is laid
/// out in memory and asked.
fn place_of(id: &str) -> (i16, i16) {
    let atlas = Atlas::new(
        ::steppe::dossier::builtin().dossier,
        Arc::new(BaseMap::embedded().expect("the base map is in the binary")),
    );
    let session = Session::new(Arc::new(atlas), None, Vec::new());
    let desk = Viewer::with_patience(session, Patience::Wait);
    let (width, height) = (f32::from(SIZE_PX.0), f32::from(SIZE_PX.1));
    let mut rehearsal = Rehearsal::builder()
        .with_size(egui::vec2(width, height))
        .with_max_steps(16)
        .build_ui_state(
            |ui, desk: &mut Option<Viewer>| {
                let Some(desk) = desk else {
                    // Fonts are there from the pass after the one that sets them.
                    return ::steppe::render::to_egui::install_fonts(ui.ctx());
                };
                let whole = ui.ctx().content_rect();
                let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
                desk.frame(&mut root);
            },
            None,
        );
    *rehearsal.state_mut() = Some(desk);
    rehearsal.run_ok();
    let desk = rehearsal.state().as_ref().expect("it was put there");
    let subject: Subject = desk.session().atlas.find(id).expect("the dossier has it");
    let target = desk.scene().targets.of(subject).expect("it is in view");
    let origin = desk.map_rect().min;
    let at = origin + egui::vec2(target.at.x_px as f32, target.at.y_px as f32);
    (at.x.round() as i16, at.y.round() as i16)
}

/// How many pixels within `reach` of `at` are of the blue of Russia's marks and of the selection.
fn blue_near(picture: &RgbaImage, at: (i16, i16), reach: i16) -> usize {
    let around = |middle: i16| (middle - reach).max(0)..=(middle + reach);
    let is_blue = |x: i16, y: i16| {
        let pixel = picture.get_pixel_checked(x.unsigned_abs().into(), y.unsigned_abs().into());
        pixel.is_some_and(|pixel| {
            pixel.0[0] < 40 && (80..150).contains(&pixel.0[1]) && pixel.0[2] > 140
        })
    };
    around(at.1)
        .flat_map(|y| around(at.0).map(move |x| (x, y)))
        .filter(|&(x, y)| is_blue(x, y))
        .count()
}

/// Mean difference of two pictures, part of the full range.
fn difference(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let total: u64 = (a.as_raw().iter().zip(b.as_raw()))
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    total as f64 / (a.as_raw().len() as f64 * 255.0)
}

#[test]
fn kant_is_clicked_the_bases_are_hidden_and_the_screenshot_shows_it() -> Result<()> {
    let Some(mut screen) = Harness::start(SIZE_PX.0, SIZE_PX.1)? else {
        return Ok(());
    };
    let kant = place_of("base-kant");
    screen.launch(env!("CARGO_BIN_EXE_steppe"), &[])?;
    let window = screen.wait_for_window("Steppe", PATIENCE)?;
    screen.settle(PATIENCE)?;
    // A first window leaves room for a frame about it; one that fills the screen has another home.
    screen.resize(window, SIZE_PX.0.into(), SIZE_PX.1.into())?;
    screen.settle(PATIENCE)?;
    screen.key("Home")?;
    let opened = screen.settle(PATIENCE)?;
    let mark = blue_near(&opened, kant, 6);
    assert!(
        mark > 20,
        "the mark of Kant stands at {kant:?}: {mark} blue pixels"
    );

    screen.click(kant.0, kant.1)?;
    let ring = blue_near(&opened, kant, 16);
    screen.wait_until(
        "a ring around Kant, and its card and passage beside it",
        PATIENCE,
        |picture| blue_near(picture, kant, 16) > ring + 30 && difference(&opened, picture) > 0.01,
    )?;

    // The first closes the list of what stands under the click, if there is one; the second clears the selection.
    screen.key("Escape")?;
    screen.key("Escape")?;
    screen.key("2")?;
    screen.move_to(kant.0, 40)?;
    screen.wait_until("Kant to go with the other bases", PATIENCE, |picture| {
        blue_near(picture, kant, 6) == 0
    })?;

    let shown = screen.settle(PATIENCE)?;
    screen.key("F12")?;
    screen.wait_until(
        "the path field, as there is no dialog here",
        PATIENCE,
        |picture| difference(picture, &shown) > 0.002,
    )?;
    screen.key("Return")?;
    let folder = screen.program()?.home().to_owned();
    let saved = || {
        let entries = std::fs::read_dir(&folder).ok()?;
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths.find(|path| path.extension().is_some_and(|extension| extension == "png"))
    };
    screen.wait_until("the file", PATIENCE, |_| saved().is_some())?;
    let picture = image::open(saved().expect("it is there"))?.into_rgba8();
    assert!(
        difference(&picture, &shown) < 0.002,
        "the file shows what the window showed"
    );
    assert_eq!(
        blue_near(&picture, kant, 6),
        0,
        "and the bases are hidden in it, too"
    );
    Ok(())
}

#[test]
fn the_window_opens_before_the_file_on_the_command_line_is_read() -> Result<()> {
    let Some(mut screen) = Harness::start(SIZE_PX.0, SIZE_PX.1)? else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    // A pipe gives nothing before somebody writes: no reader is slower.
    let pipe = folder.path().join("slow.geojson");
    let made = Command::new("mkfifo").arg(&pipe).status()?;
    assert!(made.success(), "mkfifo {}", pipe.display());
    let path = pipe.to_str().expect("a path of letters");
    screen.launch(env!("CARGO_BIN_EXE_steppe"), &[path])?;
    screen.wait_for_window("slow.geojson", PATIENCE)?;
    let water = |picture: &RgbaImage| {
        let water = picture.pixels().filter(|pixel| pixel.0 == WATER).count();
        water as f64 / picture.pixels().len() as f64
    };
    screen.wait_until("a map with nothing on it", PATIENCE, |picture| {
        water(picture) > 0.33
    })?;
    std::fs::write(
        &pipe,
        r#"{"type":"Feature","id":"osh","properties":{"name":"Osh"},"geometry":{"type":"Point","coordinates":[72.8,40.5]}}"#,
    )?;
    // Osh lies on land; the globe alone shows water then.
    screen.wait_until("the map of what is read", PATIENCE, |picture| {
        water(picture) < 0.05
    })?;
    Ok(())
}

#[test]
fn a_save_in_another_program_shows_and_a_broken_one_changes_nothing_on_the_map() -> Result<()> {
    let Some(mut screen) = Harness::start(SIZE_PX.0, SIZE_PX.1)? else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("areas.geojson");
    let area = |lon: i32| {
        let ring = format!(
            "[[{lon},40],[{0},40],[{0},44],[{lon},44],[{lon},40]]",
            lon + 4
        );
        format!(
            r#"{{"type":"Feature","id":"a{lon}","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let whole = |lons: &[i32]| {
        let areas: Vec<String> = lons.iter().map(|&lon| area(lon)).collect();
        format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            areas.join(",\n")
        )
    };
    std::fs::write(&path, whole(&[60, 80]))?;
    screen.launch(
        env!("CARGO_BIN_EXE_steppe"),
        &[path.to_str().expect("a path of letters")],
    )?;
    let window = screen.wait_for_window("areas", PATIENCE)?;
    screen.resize(window, SIZE_PX.0.into(), SIZE_PX.1.into())?;
    // Away from what has a tip, which would come and go.
    screen.move_to(1100, 500)?;
    // The notice of what was found while reading goes by itself.
    std::thread::sleep(Duration::from_secs(9));
    let two = screen.settle(PATIENCE)?;
    std::fs::write(&path, whole(&[60, 70, 80]))?;
    screen.wait_until("a third area", PATIENCE, |picture| {
        difference(&two, picture) > 0.001
    })?;
    let three = screen.settle(PATIENCE)?;
    let broken = whole(&[60, 70, 80]);
    std::fs::write(&path, &broken[..broken.len() / 2])?;
    screen.wait_until("a notice of what is wrong", PATIENCE, |picture| {
        difference(&three, picture) > 0.0005
    })?;
    std::fs::write(&path, whole(&[60, 70, 80]))?;
    screen.wait_until("the same again", PATIENCE, |picture| {
        difference(&three, picture) < 0.0005
    })?;
    Ok(())
}

#[test]
fn another_file_opens_while_one_hangs() -> Result<()> {
    let Some(mut screen) = Harness::start(SIZE_PX.0, SIZE_PX.1)? else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    // Nobody ever writes to it, as a network folder that is gone never answers.
    let pipe = folder.path().join("hangs.geojson");
    let made = Command::new("mkfifo").arg(&pipe).status()?;
    assert!(made.success(), "mkfifo {}", pipe.display());
    let path = pipe.to_str().expect("a path of letters");
    screen.launch(env!("CARGO_BIN_EXE_steppe"), &[path])?;
    screen.wait_for_window("hangs.geojson", PATIENCE)?;
    let home = screen.program()?.home().to_owned();
    std::fs::write(
        home.join("towns.csv"),
        "name,lat,lon\nOsh,40.5,72.8\nKant,42.9,74.8\n",
    )?;
    // It says what it reads, which moves: the screen never comes to rest.
    let before = screen.wait_until("a map with nothing on it", PATIENCE, |picture| {
        let water = picture.pixels().filter(|pixel| pixel.0 == WATER).count();
        water > picture.pixels().len() / 3
    })?;
    screen.key("Ctrl+o")?;
    screen.wait_until(
        "the path field, as there is no dialog here",
        PATIENCE,
        |now| difference(now, &before) > 0.004,
    )?;
    screen.key("Ctrl+a")?;
    screen.type_text(home.join("towns.csv").to_str().expect("a path of letters"))?;
    screen.key("Return")?;
    screen.wait_for_window("towns", PATIENCE)?;
    // What hangs does not keep the window from closing, either.
    screen.key("Ctrl+q")?;
    assert!(screen.program()?.ended(PATIENCE)?.success());
    Ok(())
}
