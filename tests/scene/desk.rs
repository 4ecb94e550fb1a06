//! What a graphics desk would send back of a picture, told before it leaves.

use std::sync::Arc;

use steppe::atlas::NameLanguage;
use steppe::scene::{Composer, Patience, Prepared, editorial};
use steppe::session::viewpoint::{Detail, MapTheme, home_camera};

use crate::story::home_of;
use crate::support::{atlas, home};

#[test]
fn a_desk_judges_the_map_of_a_small_picture_and_misses_notes_beside_others() {
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas())));
    let found = |size: [f64; 2]| {
        let view = home_of(size, MapTheme::Light);
        let scene = Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
        let findings = editorial(&prepared, &view, &scene).into_iter();
        let findings: Vec<String> = findings.map(|finding| finding.what).collect();
        findings.join("; ")
    };
    let phone = found([390.0, 844.0]);
    assert!(!phone.contains("projection"), "{phone}");
    let low = found([800.0, 600.0]);
    assert!(low.contains("of 5 numbered notes have no room"), "{low}");
    for size in [[640.0, 480.0], [1280.0, 800.0]] {
        let less = found(size);
        assert!(less.is_empty(), "{less} at {size:?}");
    }
}

#[test]
fn an_inset_that_is_asked_for_and_has_no_room_is_told() {
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas())));
    let said = |size, detail| {
        let mut view = home_of(size, MapTheme::Light);
        view.furniture.detail = detail;
        let scene = Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
        let findings = editorial(&prepared, &view, &scene);
        let told = findings.iter().any(|found| found.what.contains("inset"));
        (scene.group("detail").is_some(), told)
    };
    let extent = steppe::earth::Extent {
        west_deg: 66.6,
        south_deg: 36.4,
        east_deg: 70.6,
        north_deg: 39.0,
    };
    assert_eq!(said([1280.0, 800.0], Detail::At(extent)), (true, false));
    assert_eq!(said([420.0, 420.0], Detail::At(extent)), (false, true));
    assert_eq!(said([420.0, 420.0], Detail::Auto), (false, false));
}

#[test]
fn a_desk_asks_for_names_in_the_language_that_the_map_is_written_in() {
    let mut view = home();
    view.camera = home_camera(atlas(), 640.0, 480.0);
    view.names = NameLanguage::Russian;
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas())));
    let scene = Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
    for finding in editorial(&prepared, &view, &scene) {
        if let Some(name) = finding.what.strip_suffix(" has no name on the map") {
            assert!(!name.is_ascii(), "asked for in English: {name}");
        }
    }
}
