//! Gestures that have no test of their own elsewhere: the stack, pinch, a tapped Space, files dropped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, DroppedFileHandle, Event, HoveredFile, Key};
use egui_kittest::kittest::Queryable;
use steppe::session::{Command, FileCommand};

use crate::app::window;
use crate::hand::click;
use crate::small::{self, DRILL, DUSHANBE, KANT};
use crate::{opened, says};

#[test]
fn a_second_click_steps_down_the_stack_and_round_again() {
    let mut harness = opened();
    let at = harness.state().pos_of(DUSHANBE);
    let mut chosen = Vec::new();
    // A second round begins with the topmost again.
    while chosen.len() < 2 || chosen.first() != chosen.last() {
        click(&mut harness, at);
        // Sooner, it would be a double click.
        harness.run_steps(20);
        chosen.push(harness.state().session().selected());
        assert!(chosen.len() < 10, "{chosen:?}");
    }
    assert!(chosen.contains(&Some(DRILL)) && chosen.contains(&Some(DUSHANBE)));
    let mut seen = chosen.clone();
    seen.pop();
    seen.dedup();
    assert_eq!(seen.len(), chosen.len() - 1, "each once: {chosen:?}");
}

#[test]
fn a_pinch_zooms_and_the_place_under_the_fingers_stays() {
    let mut harness = opened();
    let at = harness.state().map.center() + egui::vec2(120.0, 60.0);
    let point = (at - harness.state().map.min).to_pos2();
    let point = steppe::earth::ScreenPoint::new(f64::from(point.x), f64::from(point.y));
    let before = harness.state().session().view.camera;
    harness.event(Event::PointerMoved(at));
    harness.step();
    harness.event(Event::Zoom(1.5));
    harness.run_steps(30);
    let after = harness.state().session().view.camera;
    assert!((before.metres_per_px / after.metres_per_px - 1.5).abs() < 1e-3);
    let (from, to) = (before.map_from_screen(point), after.map_from_screen(point));
    let moved_px = (from.x_m - to.x_m).hypot(from.y_m - to.y_m) / after.metres_per_px;
    assert!(moved_px < 0.5, "{moved_px} px");
}

#[test]
fn a_tapped_space_plays_and_pauses() {
    let mut harness = window(egui::vec2(1280.0, 800.0), small::dated());
    for plays in [true, false] {
        harness.key_press(Key::Space);
        harness.step();
        let told = &harness.state().told;
        let playing = harness.state().session().timeline.play.playing;
        assert_eq!(playing, plays, "{told:?}");
    }
}

#[test]
fn each_line_of_the_right_click_menu_does_what_it_says() {
    for (line, expected) in [
        ("Copy 42.8", "CopyText(\"42.8"),
        ("Copy as GeoJSON", "CopyFeatures"),
        ("Copy citation", "CopyText(\"Kant"),
        ("Zoom here", "FlyTo"),
        ("Measure from here", "Path(Some"),
        ("What is within", "Ring"),
    ] {
        let mut harness = opened();
        let base = harness.state().pos_of(KANT);
        crate::hand::right_click(&mut harness, base);
        harness.get_by_label_contains(line).click();
        harness.run_ok();
        let told = format!("{:?}", harness.state().told);
        assert!(told.contains(expected), "{line}: {told}");
    }
}

#[test]
fn a_click_on_the_coordinates_writes_them_another_way() {
    let mut harness = opened();
    let pos = harness.state().map.center();
    let mut styles = vec![harness.state().session().shell.coordinates];
    for _ in 0..3 {
        harness.event(Event::PointerMoved(pos));
        harness.run_ok();
        harness
            .get_by_label_contains("Place under the pointer")
            .click();
        harness.run_ok();
        styles.push(harness.state().session().shell.coordinates);
    }
    assert_eq!(styles.first(), styles.last(), "it begins again");
    styles.dedup();
    assert_eq!(styles.len(), 4, "each once: {styles:?}");
}

/// A file that was let go over the window, of which only the path is asked for.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads it by its path".to_owned())
    }
}

#[test]
fn files_that_hover_are_named_with_what_letting_go_will_do() {
    let mut harness = opened();
    let hover = |path: &str| HoveredFile {
        path: Some(path.into()),
        ..HoveredFile::default()
    };
    for (paths, said) in [
        (
            &["/maps/dams.geojson"][..],
            "Let go to add dams.geojson as a layer",
        ),
        (
            &["/maps/dams.geojson", "/maps/roads.gpx"],
            "Let go to add dams.geojson and 1 more as layers",
        ),
        (&["/maps/rivers.dossier"], "Let go to open rivers.dossier"),
        (
            &["/maps/home.png"],
            "Let go to bring back the view or chart that home.png shows",
        ),
    ] {
        harness.input_mut().hovered_files = paths.iter().map(|path| hover(path)).collect();
        harness.step();
        harness.step();
        assert!(says(&harness, said), "{said}");
    }
    harness.input_mut().hovered_files.clear();
    harness.step();
    harness.step();
    assert!(!says(&harness, "Let go"), "they went away");
    assert!(
        harness.state().told.is_empty(),
        "{:?}",
        harness.state().told
    );
}

#[test]
fn dropped_files_are_added_together() {
    let mut harness = opened();
    let paths = ["/maps/dams.geojson", "/maps/roads.gpx"];
    let files = paths.map(|path| Arc::new(Dropped(path.into())) as DroppedFileHandle);
    harness.input_mut().dropped_files = files.into();
    harness.step();
    let add = FileCommand::Add(paths.map(Into::into).into());
    assert!(
        harness.state().told.contains(&Command::File(add)),
        "{:?}",
        harness.state().told
    );
}
