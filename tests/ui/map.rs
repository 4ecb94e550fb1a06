//! Gestures on the map.

use std::sync::Arc;

use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use steppe::atlas::{Atlas, Feature, GazetteerPlace, NamesByLanguage};
use steppe::earth::LonLat;
use steppe::session::{CameraCommand, Command, SelectCommand};

use crate::hand::{click, drag, wheel};
use crate::small::{DRILL, DUSHANBE, KANT};
use crate::{opened, says};

#[test]
fn the_map_has_at_least_half_of_the_window() {
    let harness = opened();
    let map = harness.state().map;
    assert!(map.area() >= 1280.0 * 800.0 / 2.0, "{map:?}");
}

#[test]
fn a_click_on_a_mark_selects_it() {
    let mut harness = opened();
    let pos = harness.state().pos_of(KANT);
    click(&mut harness, pos + vec2(2.0, 1.0));
    assert_eq!(harness.state().session().selected(), Some(KANT));
    let clicks = harness
        .state()
        .told
        .iter()
        .filter(|action| matches!(action, Command::Select(SelectCommand::Click { .. })));
    assert_eq!(
        clicks.count(),
        1,
        "one path only: {:?}",
        harness.state().told
    );
}

#[test]
fn a_mark_can_be_found_by_its_name() {
    let mut harness = opened();
    harness
        .get_by_role_and_label(egui::accesskit::Role::Button, "Kant air base")
        .click();
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), Some(KANT));
}

#[test]
fn a_drag_pans_by_exactly_the_drag() {
    let mut harness = opened();
    let from = harness.state().map.center() + vec2(-90.0, 120.0);
    let before = harness.state().session().view.camera;
    let path = [
        vec2(0.0, 0.0),
        vec2(2.0, 1.0),
        vec2(30.0, -7.0),
        vec2(101.0, -33.0),
    ]
    .map(|offset| from + offset);
    drag(&mut harness, &path, Modifiers::NONE);
    let after = harness.state().session().view.camera;
    let whole = before.panned(101.0, -33.0);
    assert!(
        after.center.plane_distance_m(whole.center) < 1e-6,
        "{after:?}"
    );
    assert!((after.metres_per_px - whole.metres_per_px).abs() < 1e-9);
    assert_eq!(
        harness.state().told.last(),
        Some(&Command::Camera(CameraCommand::Settled))
    );
}

#[test]
fn the_grabbed_place_is_under_the_pointer_in_the_same_frame() {
    let mut harness = opened();
    let from = harness.state().map.center();
    let before = harness.state().session().view.camera;
    harness.event(egui::Event::PointerMoved(from));
    harness.step();
    harness.event(egui::Event::PointerButton {
        pos: from,
        button: egui::PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    harness.step();
    harness.event(egui::Event::PointerMoved(from + vec2(50.0, 20.0)));
    harness.step();
    assert_eq!(
        harness.state().session().view.camera,
        before.panned(50.0, 20.0)
    );
}

#[test]
fn shift_and_drag_zooms_to_the_box() {
    let mut harness = opened();
    let middle = harness.state().map.center();
    drag(
        &mut harness,
        &[
            middle,
            middle + vec2(60.0, 40.0),
            middle + vec2(120.0, 80.0),
        ],
        Modifiers::SHIFT,
    );
    let told = &harness.state().told;
    let boxed = told.iter().any(|action| {
        matches!(action, Command::Camera(CameraCommand::FrameBox { from, to })
        if (to.x_px - from.x_px - 120.0).abs() < 0.01 && (to.y_px - from.y_px - 80.0).abs() < 0.01)
    });
    assert!(boxed, "{told:?}");
    assert!(
        !told
            .iter()
            .any(|action| matches!(action, Command::Camera(CameraCommand::PanBy { .. }))),
        "{told:?}"
    );
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_settles() {
    let mut harness = opened();
    let map = harness.state().map;
    let pos = map.center() + vec2(80.0, -60.0);
    let local =
        steppe::earth::ScreenPoint::new(f64::from(pos.x - map.min.x), f64::from(pos.y - map.min.y));
    let before = harness.state().session().view.camera;
    wheel(&mut harness, pos, 1.0);
    let after = harness.state().session().view.camera;
    let factor = before.metres_per_px / after.metres_per_px;
    assert!((1.2..1.7).contains(&factor), "{factor}");
    let moved = after
        .screen_from_map(before.map_from_screen(local))
        .distance_px(local);
    assert!(moved < 1e-6, "{moved}");
    assert_eq!(
        harness.state().told.last(),
        Some(&Command::Camera(CameraCommand::Settled))
    );
}

#[test]
fn a_click_where_several_marks_stand_opens_a_list_that_the_keyboard_walks() {
    let mut harness = opened();
    let pos = harness.state().pos_of(DUSHANBE);
    click(&mut harness, pos);
    assert_eq!(
        harness
            .state()
            .session()
            .picks
            .as_ref()
            .map(|picks| picks.stack.len()),
        Some(2)
    );
    let first = harness.state().session().selected();
    let camera = harness.state().session().view.camera;
    harness.key_press(Key::ArrowDown);
    harness.step();
    harness.key_press(Key::ArrowDown);
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert!(harness.state().session().picks.is_none());
    assert_ne!(harness.state().session().selected(), first);
    assert!([Some(DUSHANBE), Some(DRILL)].contains(&harness.state().session().selected()));
    assert_eq!(
        harness.state().session().view.camera,
        camera,
        "the arrows belong to the list"
    );
}

#[test]
fn escape_closes_the_list_and_then_clears() {
    let mut harness = opened();
    let pos = harness.state().pos_of(DUSHANBE);
    click(&mut harness, pos);
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert!(
        harness.state().session().picks.is_none() && harness.state().session().selected().is_some()
    );
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), None);
}

#[test]
fn the_marks_name_stands_beside_it_when_the_pointer_rests() {
    let mut harness = opened();
    let pos = harness.state().pos_of(KANT);
    harness.hover_at(pos);
    harness.step();
    assert_eq!(
        harness.state().session().view.hovered,
        Some(KANT),
        "it brightens at once"
    );
    let tips = |harness: &egui_kittest::Harness<'_, crate::Window>| {
        harness
            .query_all_by_role_and_label(egui::accesskit::Role::Label, "Kant air base")
            .count()
    };
    assert_eq!(tips(&harness), 0);
    for _ in 0..20 {
        harness.step();
    }
    assert_eq!(tips(&harness), 1);
}

#[test]
fn alt_and_arrows_step_over_the_marks_and_enter_selects() {
    let mut harness = opened();
    let empty = harness.state().map.left_bottom() + vec2(60.0, -60.0);
    click(&mut harness, empty);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    harness.step();
    harness.step();
    let at = harness.state().session().view.hovered;
    assert!(at.is_some());
    harness.key_press(Key::Enter);
    harness.step();
    harness.step();
    assert_eq!(harness.state().session().selected(), at);
}

/// The small dossier with so many garrisons more where the first one stands, in a town of the gazetteer.
fn crowded<'a>(more: usize) -> egui_kittest::Harness<'a, crate::Window> {
    let mut dossier = crate::small::atlas().dossier.clone();
    let garrison = dossier.features[1].clone();
    let others = (0..more).map(|number| Feature {
        id: format!("other-{number}"),
        name: format!("Other garrison {number} of the division that was moved there in autumn"),
        ..garrison.clone()
    });
    dossier.features.extend(others.collect::<Vec<_>>());
    dossier.places.push(GazetteerPlace {
        id: "city-dushanbe".into(),
        name: "Dushanbe".into(),
        kind: "capital".into(),
        at: LonLat::new(68.787, 38.5598),
        axis: Vec::new(),
        rank: 1,
        country: None,
        countries: Vec::new(),
        country_note: None,
        short_name: None,
        alt_names: Vec::new(),
        names: NamesByLanguage::default(),
        note: None,
        angle_deg: None,
        elevation_m: None,
        coord_basis: None,
        verify: Vec::new(),
    });
    let atlas = Arc::new(Atlas::new(dossier, crate::base_map::base_map()));
    crate::window(egui::vec2(1280.0, 800.0), atlas)
}

#[test]
fn the_tip_of_several_marks_names_three_and_counts_the_others() {
    let mut harness = crowded(6);
    let pos = harness.state().pos_of(DUSHANBE);
    harness.hover_at(pos);
    harness.run_steps(30);
    assert!(says(&harness, "and 5 more"));
    let role = egui::accesskit::Role::Label;
    let count_of = |name: &str| harness.query_all_by_role_and_label(role, name).count();
    let names: Vec<String> = {
        let atlas = &harness.state().session().atlas;
        atlas
            .features()
            .map(|(_, feature)| feature.name.clone())
            .collect()
    };
    let count: usize = names.iter().map(|name| count_of(name)).sum();
    assert_eq!(count, 3);
}

#[test]
fn the_list_of_several_marks_says_where_and_how_many_and_names_them_in_full() {
    let mut harness = crowded(6);
    let pos = harness.state().pos_of(DUSHANBE);
    click(&mut harness, pos);
    harness.run_ok();
    assert!(says(&harness, "Dushanbe: 8 marks"));
    let name = "Other garrison 0 of the division that was moved there in autumn";
    let role = egui::accesskit::Role::Button;
    // The mark on the map has the same name.
    let line = harness
        .query_all_by_role_and_label(role, name)
        .map(|node| node.rect())
        .find(|rect| rect.width() > 200.0)
        .expect("it is listed");
    assert!(line.height() > 30.0, "it has two lines of words: {line:?}");
}
