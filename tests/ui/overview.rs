//! The whole map as it opens: its detail inset, what lies beyond its edge, the land under the pointer.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::atlas::{Atlas, BaseMap, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::{Target, TargetKind};
use steppe::session::{CameraCommand, Command, SelectCommand};

use crate::app::{Window, window};
use crate::hand::click;

fn builtin<'a>() -> Harness<'a, Window> {
    let dossier = steppe::dossier::builtin().dossier;
    let basemap = BaseMap::embedded().expect("the base map that is carried along");
    let atlas = Arc::new(Atlas::new(dossier, Arc::new(basemap)));
    window(vec2(1280.0, 800.0), atlas)
}

fn pos(harness: &Harness<'_, Window>, at: ScreenPoint) -> Pos2 {
    harness.state().map.min + vec2(at.x_px as f32, at.y_px as f32)
}

/// The marks of the chip that stands for most of them.
fn largest_chip(harness: &Harness<'_, Window>) -> Vec<Target> {
    let targets = &harness.state().scene().targets;
    let beyond = targets.all.iter();
    let beyond: Vec<&Target> = beyond
        .filter(|target| target.kind == TargetKind::EdgeMark)
        .collect();
    let chips = beyond.iter().map(|one| {
        let same = beyond.iter().filter(|other| other.at == one.at);
        same.map(|target| Target::clone(target)).collect()
    });
    chips.max_by_key(Vec::len).expect("a chip")
}

#[test]
fn a_click_on_an_edge_chip_lists_its_marks_and_flies_to_the_one_that_is_chosen() {
    let mut harness = builtin();
    let chip = largest_chip(&harness);
    assert!(chip.len() > 1, "{chip:?}");
    let before = harness.state().session().view.camera;
    let at = pos(&harness, chip[0].at);
    click(&mut harness, at);
    let session = harness.state().session();
    let picks = session.picks.as_ref().expect("a list");
    let wanted: Vec<Subject> = chip.iter().map(|target| target.subject).collect();
    assert_eq!(picks.stack, wanted);
    assert_eq!(session.selected(), None, "nothing is chosen yet");
    assert_eq!(session.view.camera, before);
    let chosen = wanted[1];
    let choose = Command::Select(SelectCommand::FromPickList(chosen));
    harness.state_mut().apply(choose);
    harness.run_steps(60);
    let session = harness.state().session();
    assert_eq!(session.selected(), Some(chosen));
    let place = session.atlas.anchor(chosen).expect("a place");
    let at = session.atlas.projection.project(place).expect("on the map");
    assert!(session.view.camera.view_rect().contains(at));
}

#[test]
fn a_click_on_the_detail_inset_flies_to_what_it_enlarges() {
    let mut harness = builtin();
    let before = harness.state().session().view.camera;
    let detail = harness.state().scene().targets.detail;
    let detail = detail.expect("marks crowd around Dushanbe");
    let at = pos(&harness, detail.rect.center());
    click(&mut harness, at);
    harness.run_steps(60);
    let after = harness.state().session().view.camera;
    assert!(after.metres_per_px < before.metres_per_px / 1.5);
    let middle = before.map_from_screen(detail.source.center());
    let off_px = after.screen_from_map(middle).distance_px(after.middle());
    assert!(off_px < 2.0, "{off_px}");
    let scene = harness.state().scene();
    assert!(
        scene.targets.detail.is_none(),
        "who looks closer needs none"
    );
    let home = Command::Camera(CameraCommand::Home);
    harness.state_mut().apply(home);
    harness.run_steps(60);
    assert!(harness.state().scene().targets.detail.is_some());
}

#[test]
fn the_detail_inset_can_be_closed_and_brought_back() {
    let mut harness = builtin();
    harness
        .get_by_role_and_label(
            Role::Button,
            "Close the detail inset; the View menu brings it back",
        )
        .click();
    harness.run_ok();
    assert!(harness.state().scene().targets.detail.is_none());
    harness.state_mut().apply(Command::ToggleDetail);
    harness.run_steps(4);
    let state = harness.state();
    let shown = state.scene().targets.detail;
    assert!(shown.is_some(), "{:?}", state.told);
}

#[test]
fn the_tip_of_the_land_covers_no_mark() {
    let mut harness = builtin();
    let bishkek = harness.state().session().atlas.find("base-kant");
    let mark = harness.state().pos_of(bishkek.expect("Kant air base"));
    // On Kazakh land: below and to the right of the pointer lie the marks around Bishkek.
    harness.hover_at(mark + vec2(-30.0, -34.0));
    harness.run_steps(30);
    let tip = harness.get_by_label_contains("CSTO, SCO, EAEU").rect();
    let covered = Rect::from_center_size(mark, vec2(12.0, 12.0));
    assert!(!tip.intersects(covered), "{tip:?} over {covered:?}");
}
