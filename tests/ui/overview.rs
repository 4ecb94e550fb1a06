//! The whole map as it opens: its detail inset, what lies beyond its edge, the land under the pointer.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::atlas::{Atlas, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::{Item, ScreenRect, Target, TargetKind, covers};
use steppe::session::{CameraCommand, Command, Measurement, Panel, SelectCommand, ShellCommand};

use crate::app::{Window, window};
use crate::base_map::base_map;
use crate::hand::{click, wheel};

fn builtin<'a>() -> Harness<'a, Window> {
    let dossier = steppe::dossier::builtin().dossier;
    let atlas = Arc::new(Atlas::new(dossier, base_map()));
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

/// A place of the inset where no mark stands.
fn bare_place(harness: &Harness<'_, Window>) -> ScreenPoint {
    let targets = &harness.state().scene().targets;
    let detail = targets.detail.expect("marks crowd around Dushanbe");
    let rect = detail.rect.inflated(-12.0);
    let parts = (0..100).map(|number| (f64::from(number % 10), f64::from(number / 10)));
    let mut places = parts.map(|(right, down)| {
        ScreenPoint::new(
            rect.left + (right + 0.5) / 10.0 * rect.width(),
            rect.top + (down + 0.5) / 10.0 * rect.height(),
        )
    });
    let bare = places.find(|&at| targets.pick(at, 12.0).is_empty() && !detail.close().contains(at));
    bare.expect("a place without a mark")
}

#[test]
fn the_wheel_over_the_inset_goes_on_from_what_it_shows() {
    let mut harness = builtin();
    let at = bare_place(&harness);
    let detail = harness.state().scene().targets.detail;
    let detail = detail.expect("marks crowd around Dushanbe");
    let beneath = pos(&harness, at);
    wheel(&mut harness, beneath, 1.0);
    let camera = harness.state().session().view.camera;
    let moved_m = camera
        .map_from_screen(at)
        .plane_distance_m(detail.map_at(at));
    assert!(moved_m < camera.metres_per_px, "{moved_m} m away");
    let scale = detail.camera.metres_per_px / camera.metres_per_px;
    assert!((1.0..2.0).contains(&scale), "{scale} times as large");
    // Outwards it leaves the place where the map has it.
    let mut harness = builtin();
    let before = harness.state().session().view.camera;
    let there = before.screen_from_map(detail.map_at(at));
    wheel(&mut harness, beneath, -0.1);
    let camera = harness.state().session().view.camera;
    assert!(camera.metres_per_px > before.metres_per_px);
    let left = camera.screen_from_map(detail.map_at(at));
    assert!(left.distance_px(there) < 12.0, "{left:?}, not {there:?}");
}

#[test]
fn what_is_pointed_at_in_the_inset_is_what_it_shows_there() {
    let mut harness = builtin();
    let targets = &harness.state().scene().targets;
    let detail = targets.detail.expect("marks crowd around Dushanbe");
    let lone = |target: &&Target| targets.pick(target.at, 6.0).len() == 1;
    let mark = targets
        .in_detail
        .iter()
        .find(lone)
        .expect("a lone mark")
        .clone();
    let bare = bare_place(&harness);
    harness.key_press(Key::M);
    harness.run_ok();
    for at in [mark.at, bare] {
        let at = pos(&harness, at);
        click(&mut harness, at);
        // A second click at once would be a double click, which ends.
        harness.run_steps(40);
    }
    let session = harness.state().session();
    let Some(Measurement::Path { points, .. }) = &session.measure else {
        panic!("{:?}", session.measure)
    };
    assert_eq!(points[0].subject, Some(mark.subject));
    let on_map = session
        .atlas
        .projection
        .project(points[1].at)
        .expect("on the map");
    let at = session.view.camera.screen_from_map(on_map);
    assert!(detail.source.contains(at), "{at:?} of {:?}", detail.source);
    assert!(on_map.plane_distance_m(detail.map_at(bare)) < 1.0);
    harness.key_press(Key::Escape);
    harness.run_ok();
    let at = pos(&harness, mark.at);
    click(&mut harness, at);
    harness.run_steps(40);
    let session = harness.state().session();
    assert_eq!(session.selected(), Some(mark.subject));
}

#[test]
fn a_click_on_the_detail_inset_flies_to_what_it_enlarges() {
    let mut harness = builtin();
    let before = harness.state().session().view.camera;
    let detail = harness.state().scene().targets.detail;
    let detail = detail.expect("marks crowd around Dushanbe");
    let at = pos(&harness, bare_place(&harness));
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

#[test]
fn the_open_timeline_takes_140_pixels_and_shows_the_turning_points() {
    let mut harness = builtin();
    let toggle = || Command::Shell(ShellCommand::TogglePanel(Panel::Timeline));
    let is_open = |harness: &Harness<'_, Window>| {
        let shell = &harness.state().session().shell;
        shell.open(Panel::Timeline)
    };
    if is_open(&harness) {
        harness.state_mut().apply(toggle());
        harness.run_steps(6);
    }
    let folded = harness.state().map;
    harness.state_mut().apply(toggle());
    harness.run_steps(6);
    assert!(is_open(&harness));
    let taken_px = folded.bottom() - harness.state().map.bottom();
    // The strip of the folded one is 30 pixels high.
    assert!((100.0..=111.0).contains(&taken_px), "{taken_px}");
    let turns = harness.query_all_by_label_contains("Turning point ");
    assert_eq!(turns.count(), 5);
}

#[test]
fn the_list_of_a_stack_stands_beside_the_stacks_own_name() {
    let mut harness = builtin();
    let scene = harness.state().scene();
    let marks = scene.targets.all.iter();
    let marks: Vec<&Target> = marks
        .filter(|target| target.kind == TargetKind::Mark && target.line.is_empty())
        .collect();
    let shares = |one: &&&Target| {
        let others = marks.iter();
        others
            .filter(|other| other.at.distance_px(one.at) < 1.0)
            .count()
    };
    let stack = marks.iter().max_by_key(shares).expect("a stack").at;
    let labels = scene.group("labels").expect("names");
    let names = labels.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(covers(text)),
        _ => None,
    });
    let away_px = |rect: &ScreenRect| rect.center().distance_px(stack);
    let own = names.min_by(|a, b| away_px(a).total_cmp(&away_px(b)));
    let own = own.expect("a name");
    let at = pos(&harness, stack);
    let [min, max] = [(own.left, own.top), (own.right, own.bottom)]
        .map(|(x_px, y_px)| pos(&harness, ScreenPoint::new(x_px, y_px)));
    click(&mut harness, at);
    harness.run_steps(4);
    let id = egui::Id::unique("pick list");
    let list = harness.ctx.memory(|memory| memory.area_rect(id));
    let list = list.expect("a list");
    let own = Rect::from_min_max(min, max);
    assert!(!list.intersects(own), "{list:?} over {own:?}");
    assert!(!list.contains(at), "{list:?} over the stack at {at:?}");
}
