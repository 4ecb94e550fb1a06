//! What an atlas tells of countries, and how a scene shows the selected one.

use std::sync::{Arc, LazyLock};

use steppe::atlas::{Atlas, BaseMap, Iso3, Subject};
use steppe::earth::LonLat;
use steppe::scene::{Composer, Item, Patience, Prepared, Scene};
use steppe::session::{Command, SavedView, SelectCommand, Session, Viewpoint};
use steppe::ui::find::{HitTarget, find};

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let dossier = steppe::dossier::builtin().dossier;
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    Arc::new(Prepared::new(Arc::new(Atlas::new(
        dossier,
        Arc::new(basemap),
    ))))
});

fn atlas() -> &'static Arc<Atlas> {
    PREPARED.atlas()
}

fn code(text: &str) -> Iso3 {
    text.parse().expect("a code")
}

fn country(text: &str) -> Subject {
    atlas().find(text).expect("a country of the base map")
}

fn composed(view: &Viewpoint) -> Scene {
    Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(view)
}

#[test]
fn claimed_land_has_a_holder_and_claimants_and_other_land_has_none() {
    let at = |lon_deg, lat_deg| atlas().dispute_at(LonLat::new(lon_deg, lat_deg));
    let crimea = at(34.1, 44.95).expect("Simferopol");
    assert_eq!(crimea.area, "Crimea");
    assert!(crimea.holder.contains("Russia"), "{crimea:?}");
    assert_eq!(crimea.claimed_by, ["Ukraine"]);
    assert_eq!(at(30.52, 50.45), None, "Kyiv");
    assert_eq!(at(-30.0, 30.0), None, "the ocean");
}

#[test]
fn an_area_is_that_of_the_outline() {
    // Published areas differ by what they count as water; the outline is Natural Earth's.
    for (iso3, published_km2) in [
        ("KAZ", 2_724_900.0),
        ("KGZ", 199_951.0),
        ("TJK", 144_100.0),
        ("UZB", 447_400.0),
        ("RUS", 17_098_242.0),
        ("LSO", 30_355.0),
    ] {
        let Subject::Country(ix) = country(iso3) else {
            panic!("{iso3} is a country")
        };
        let area_km2 = atlas().country_area_m2(ix).expect("it has land") / 1e6;
        let off = (area_km2 / published_km2 - 1.0).abs();
        assert!(off < 0.02, "{iso3}: {area_km2} km², {off}");
    }
}

#[test]
fn no_area_is_held_or_claimed_by_itself() {
    for (iso3, area, holder, claimant) in [
        ("MAR", "Western Sahara", "Morocco", "its own government"),
        ("SRB", "Kosovo", "its own government", "Serbia"),
    ] {
        let Subject::Country(ix) = country(iso3) else {
            panic!("{iso3} is a country")
        };
        let disputes = atlas().disputes_of(ix);
        let dispute = disputes.iter().find(|dispute| dispute.area == area);
        let dispute = dispute.expect(area);
        assert_eq!(dispute.holder, holder, "{area}");
        assert_eq!(dispute.claimed_by, [claimant], "{area}");
    }
}

#[test]
fn a_country_has_its_features_borders_blocs_and_passages() {
    let tajik = code("TJK");
    let blocs: Vec<&str> = atlas()
        .memberships(tajik)
        .map(|(bloc, _)| bloc.short.as_str())
        .collect();
    assert_eq!(blocs, ["CSTO", "SCO"]);
    assert!(atlas().features_in(tajik).count() > 5);
    assert!(
        atlas()
            .features_abroad(tajik)
            .all(|(_, feature)| feature.country != Some(tajik))
    );
    assert!(
        atlas()
            .borders_of(tajik)
            .all(|ix| atlas().border(ix).pair.contains(&tajik))
    );
    assert_eq!(atlas().borders_of(tajik).count(), 4);
    let passages = atlas().passages_on(tajik);
    assert!(passages.len() > 3 && passages.is_sorted());
    assert!(atlas().unaligned(code("TKM")).is_some());
    assert_eq!(
        atlas().capital(tajik).map(|place| place.name.as_str()),
        Some("Dushanbe")
    );
}

#[test]
fn a_disputed_outline_is_told_on_both_sides() {
    for (one, other) in [("IND", "PAK"), ("PAK", "IND")] {
        let Subject::Country(ix) = country(one) else {
            panic!("{one} is a country")
        };
        assert!(atlas().disputed_with(ix).contains(&code(other)), "{one}");
        assert!(!atlas().disputes_of(ix).is_empty(), "{one}");
    }
    let Subject::Country(turkmen) = country("TKM") else {
        panic!("a country")
    };
    assert!(atlas().disputes_of(turkmen).is_empty());
}

#[test]
fn a_country_is_found_by_its_name_and_code() {
    let first_group = |query| {
        let found = find(atlas(), query);
        found.groups.first().expect("a group").name
    };
    assert_eq!(first_group("tajik"), "Countries");
    assert_eq!(first_group("kant"), "Marks and borders");
    for query in ["Tajikistan", "tajik", "TJK"] {
        let found = find(atlas(), query);
        let first = found.hits().next().map(|hit| hit.target);
        assert_eq!(first, Some(HitTarget::Subject(country("TJK"))), "{query}");
    }
}

#[test]
fn a_selected_country_is_outlined_and_what_lies_in_it_does_not_step_back() {
    let mut session = Session::new(Arc::clone(atlas()), None, Vec::new());
    session.apply(Command::Select(SelectCommand::Jump(country("TJK"))));
    session.apply(Command::Tick { dt_s: 10.0 });
    assert_eq!(session.undo_label(), Some("Select Tajikistan"));
    let scene = composed(&session.view);
    let outline = scene.group("selection").expect("a group").items.iter();
    let lines = outline.filter(|item| matches!(item, Item::Line(_))).count();
    assert!(lines >= 2, "halo and line");
    assert!(scene.description.contains("selected: Tajikistan"));

    let strengths = |layer: &str| {
        let group = scene.group(layer).expect("it is shown");
        let alphas = group.items.iter().filter_map(|item| match item {
            Item::Path(path) => path.fill.map(|fill| fill.a),
            _ => None,
        });
        alphas.collect::<Vec<_>>()
    };
    let bases = strengths("bases");
    assert!(
        bases.contains(&255) && bases.iter().any(|&alpha| alpha < 200),
        "{bases:?}"
    );

    let kept = SavedView::of(&session);
    assert_eq!(kept.selected.as_deref(), Some("TJK"));
    session.apply(Command::Undo);
    assert_eq!(session.selected(), None);
    session.apply(Command::Restore(Box::new(kept)));
    assert_eq!(session.selected(), Some(country("TJK")));
}

#[test]
fn no_id_of_the_dossier_is_a_countrys() {
    for (ix, feature) in atlas().features() {
        assert_eq!(atlas().find(&feature.id), Some(Subject::Feature(ix)));
    }
    assert!(atlas().find("tjk").is_none() && atlas().find("ZZZ").is_none());
}
