//! Countries: named under the pointer, found, and told of on a card.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::atlas::{Atlas, Subject};
use steppe::earth::LonLat;
use steppe::session::{self, Command, LoadedDossier, SelectCommand};

use crate::app::{Window, window};
use crate::base_map::base_map;
use crate::says;

fn builtin<'a>() -> Harness<'a, Window> {
    let dossier = steppe::dossier::builtin().dossier;
    let atlas = Arc::new(Atlas::new(dossier, base_map()));
    // High, so that the whole of a card and of the legend is in sight.
    window(vec2(1280.0, 2400.0), atlas)
}

/// Where a place stands in the window.
fn pos_at(harness: &Harness<'_, Window>, lon_deg: f64, lat_deg: f64) -> Pos2 {
    let session = harness.state().session();
    let place = LonLat::new(lon_deg, lat_deg);
    let at = session
        .atlas
        .projection
        .project(place)
        .expect("a place of the map");
    let at = session.view.camera.screen_from_map(at);
    harness.state().map.min + vec2(at.x_px as f32, at.y_px as f32)
}

/// Land of Kazakhstan without a mark.
const EMPTY: (f64, f64) = (70.0, 49.0);

fn select(harness: &mut Harness<'_, Window>, code: &str) {
    let country = harness
        .state()
        .session()
        .atlas
        .find(code)
        .expect("a country");
    let jump = Command::Select(SelectCommand::Jump(country));
    harness.state_mut().apply(jump);
    harness.run_ok();
}

#[test]
fn the_pointer_at_rest_on_land_names_the_country_and_its_blocs() {
    let mut harness = builtin();
    let pos = pos_at(&harness, EMPTY.0, EMPTY.1);
    harness.hover_at(pos);
    harness.step();
    assert!(!says(&harness, "CSTO, SCO, EAEU"), "not at once");
    harness.run_steps(30);
    assert!(says(&harness, "CSTO, SCO, EAEU") && says(&harness, "Bases 6"));
    assert!(harness.state().told.is_empty(), "nothing else changes");
}

#[test]
fn what_is_told_of_the_land_goes_with_its_dossier() {
    let mut harness = builtin();
    let pos = pos_at(&harness, EMPTY.0, EMPTY.1);
    harness.hover_at(pos);
    harness.run_steps(30);
    assert!(says(&harness, "Bases 6"));
    // A dossier of its own map opens under a pointer that stays where it is.
    let dossier = steppe::dossier::builtin().dossier;
    let empty = steppe::atlas::Dossier {
        blocs: dossier.blocs,
        map: dossier.map,
        ..steppe::atlas::Dossier::default()
    };
    let basemap = Arc::clone(&harness.state().session().atlas.basemap);
    let loaded = LoadedDossier {
        path: None,
        problems: Vec::new(),
        atlas: Some(Arc::new(Atlas::new(empty, basemap))),
        so_far: false,
        again: None,
    };
    harness.state_mut().receive(session::Event::Opened(loaded));
    harness.run_steps(30);
    assert!(says(&harness, "CSTO, SCO, EAEU") && !says(&harness, "Bases 6"));
}

#[test]
fn a_click_on_empty_land_clears_the_selection_as_ever() {
    let mut harness = builtin();
    select(&mut harness, "TJK");
    let pos = pos_at(&harness, 66.9, 34.6);
    crate::hand::click(&mut harness, pos);
    assert_eq!(harness.state().session().selected(), None);
}

#[test]
fn the_menu_of_a_right_click_leads_to_the_country() {
    let mut harness = builtin();
    let pos = pos_at(&harness, EMPTY.0, EMPTY.1);
    crate::hand::right_click(&mut harness, pos);
    let before = harness.state().session().view.camera;
    harness.get_by_label("About Kazakhstan").click();
    harness.run_ok();
    let session = harness.state().session();
    assert_eq!(session.selected(), session.atlas.find("KAZ"));
    assert_eq!(
        session.view.camera, before,
        "what lies under the pointer stays there"
    );
}

#[test]
fn the_card_of_a_country_draws_together_what_the_dossier_has_on_it() {
    let mut harness = builtin();
    select(&mut harness, "TJK");
    for text in [
        "Dushanbe",
        "km²",
        "Member since 15 May 1992",
        "Bases: Russia",
        "Borders",
        "In the article",
        "Its outline",
        "Natural Earth",
    ] {
        assert!(says(&harness, text), "{text}");
    }
    let atlas = Arc::clone(&harness.state().session().atlas);
    let base = atlas.find("base-201st-dushanbe").or_else(|| {
        let tajik = "TJK".parse().expect("a code");
        atlas
            .features_in(tajik)
            .next()
            .map(|(ix, _)| Subject::Feature(ix))
    });
    let base = base.expect("something lies in Tajikistan");
    harness
        .get_all_by_role_and_label(Role::Button, &atlas.name(base))
        .last()
        .expect("the card lists it")
        .click();
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), Some(base));
    let links = harness.get_all_by_role_and_label(Role::Link, "Tajikistan");
    // The article's own link stands above the card.
    let lowest = links.max_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    lowest.expect("the card leads to the country").click();
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), atlas.find("TJK"));
}

#[test]
fn a_state_in_no_bloc_says_so() {
    let mut harness = builtin();
    select(&mut harness, "TKM");
    assert!(says(&harness, "Keeps out of blocs"));
}

#[test]
fn the_legend_of_a_bloc_lists_its_states() {
    let mut harness = builtin();
    harness.get_by_label("Alliances").click();
    harness.run_ok();
    harness.get_by_label("States of SCO").click();
    harness.run_ok();
    let lines = harness.get_all_by_role_and_label(Role::Button, "Kyrgyzstan");
    lines.last().expect("the list has it").click();
    harness.run_ok();
    let session = harness.state().session();
    assert_eq!(session.selected(), session.atlas.find("KGZ"));
}
