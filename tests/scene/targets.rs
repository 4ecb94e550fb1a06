//! Picking: what stands where, and can be chosen.

use proptest::prelude::*;
use steppe::atlas::Subject;
use steppe::earth::ScreenPoint;
use steppe::scene::style::Style;
use steppe::scene::{Item, TargetKind};
use steppe::session::viewpoint::MapTheme;

use crate::support::{
    atlas, composed, group, has_pin, looking_at, names, on_screen, selected, shown, views, window,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_mark_of_a_shown_layer_has_one_target_at_its_own_place(view in views()) {
        let scene = composed(&view);
        for (ix, _) in atlas().features() {
            let of_it: Vec<_> = scene.targets.all.iter().filter(|target| target.subject == Subject::Feature(ix)).collect();
            let at = on_screen(&view.camera, ix);
            let within = at.filter(|&at| window(&view.camera).contains(at));
            let chosen = view.selected == Some(Subject::Feature(ix));
            // A picture cuts no symbol: what stands on its very edge lies beyond it.
            let on_edge = |at: &ScreenPoint| !window(&view.camera).inflated(-12.0).contains(*at);
            if view.furniture.title && within.as_ref().is_some_and(on_edge) {
                prop_assert!(of_it.len() <= 1);
                continue;
            }
            match within.filter(|_| shown(&view, ix)) {
                Some(at) if has_pin(ix) => {
                    prop_assert_eq!(of_it.len(), 1);
                    prop_assert_eq!(of_it[0].kind, TargetKind::Mark);
                    prop_assert!(of_it[0].at.distance_px(at) < 1e-6, "a coordinate was moved");
                }
                // What has no symbol is picked by its label, where that has room.
                Some(_) => {
                    prop_assert!(of_it.len() <= 1 && (!of_it.is_empty() || !chosen));
                    prop_assert!(of_it.iter().all(|target| !target.line.is_empty()));
                }
                None if shown(&view, ix) => {
                    prop_assert!(of_it.len() <= 1);
                    prop_assert!(of_it.iter().all(|target| target.kind == TargetKind::EdgeMark));
                    let may = at.is_some() && (has_pin(ix) || chosen);
                    prop_assert!(of_it.len() <= usize::from(may));
                    prop_assert!(!(of_it.is_empty() && may && chosen), "the selected mark is told of");
                }
                None => prop_assert!(of_it.is_empty(), "a hidden mark can be picked"),
            }
        }
    }

    #[test]
    fn a_pick_finds_what_stands_there_and_nothing_else(view in views()) {
        let scene = composed(&view);
        for target in scene.targets.all.iter().filter(|target| target.kind != TargetKind::Line) {
            let picked = scene.targets.pick(target.at, 4.0);
            prop_assert!(picked.contains(target), "{}", target.name);
            for other in picked.iter().filter(|other| other.kind != TargetKind::Line) {
                let near = other.at.distance_px(target.at) <= other.radius_px.max(4.0);
                prop_assert!(near || !other.line.is_empty());
            }
        }
        prop_assert!(scene.targets.pick(ScreenPoint::new(-500.0, -500.0), 4.0).is_empty());
    }
}

#[test]
fn a_border_with_a_card_can_be_picked_along_its_line() {
    let view = looking_at(69.0, 37.3, 400.0);
    let scene = composed(&view);
    let border = atlas().find("border-tjk-afg").unwrap();
    let target = scene.targets.of(border).unwrap();
    assert_eq!(target.kind, TargetKind::Line);
    let at = target.line[target.line.len() / 2];
    assert!(
        scene
            .targets
            .pick(at, 3.0)
            .iter()
            .any(|target| target.subject == border)
    );
}

#[test]
fn a_selected_border_is_drawn_in_the_accent() {
    let view = selected(looking_at(69.0, 37.3, 400.0), "border-tjk-afg");
    let accent = Style::of(MapTheme::Light).accent;
    let scene = composed(&view);
    let accented = group(&scene, "selection")
        .items
        .iter()
        .any(|item| matches!(item, Item::Line(line) if line.stroke.color == accent));
    assert!(accented);
}

#[test]
fn a_selected_border_has_its_name_beside_its_line() {
    let view = selected(looking_at(69.0, 37.3, 400.0), "border-tjk-afg");
    let scene = composed(&view);
    let border = view.selected.expect("it is selected");
    let name = atlas().name(border);
    let labels = names(group(&scene, "labels"));
    let (_, covers) = labels
        .iter()
        .find(|(said, _)| *said == name)
        .expect("the border has its name");
    let target = scene.targets.of(border).expect("the border is in view");
    assert!(!target.line.iter().any(|&at| covers[0].contains(at)));
}
