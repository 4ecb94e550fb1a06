//! Frames anywhere on earth, whatever projection the dossier names.

use std::collections::BTreeMap;
use std::sync::Arc;

use steppe::atlas::{Atlas, Dossier};
use steppe::earth::{Camera, Extent};
use steppe::scene::{Composer, Item, Patience, Prepared};
use steppe::session::viewpoint::{Furniture, Viewpoint, projected};

use super::support::{atlas, group};

const FRAMES: [(&str, [f64; 4]); 8] = [
    ("the world", [-180.0, -90.0, 180.0, 90.0]),
    ("the north pole", [-180.0, 60.0, 180.0, 90.0]),
    ("the south pole", [-180.0, -90.0, 180.0, -60.0]),
    ("Fiji", [177.0, -19.5, -179.0, -16.0]),
    ("Bering Strait", [165.0, 60.0, -160.0, 70.0]),
    ("Svalbard", [10.0, 76.0, 30.0, 81.0]),
    ("1 km", [68.77, 38.55, 68.78, 38.56]),
    ("20,000 km", [-90.0, -80.0, 90.0, 80.0]),
];

const PROJECTIONS: [&str; 5] = [
    "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
    "+proj=merc +datum=WGS84",
    "+proj=laea +lat_0=90 +lon_0=0 +datum=WGS84",
    "+proj=eqearth +lon_0=0 +datum=WGS84",
    "+proj=utm +zone=42 +datum=WGS84",
];

fn named(projection: &str) -> Atlas {
    let mut dossier = Dossier::default();
    dossier.map.projection = Some(projection.to_owned());
    Atlas::new(dossier, Arc::clone(&atlas().basemap))
}

#[test]
fn no_frame_is_sheared_whatever_projection_the_dossier_names() {
    for (place, frame) in FRAMES {
        let frame = Extent::from(frame);
        for definition in PROJECTIONS {
            let own = named(definition);
            let suited = own.suited_to(frame).unwrap_or(own);
            let error = suited.projection.scale_error(frame);
            assert!(error.is_finite(), "{place} in {definition}");
            // What spans half the earth cannot be true to scale everywhere.
            if frame.height_deg() < 90.0 {
                assert!(error <= 0.1, "{place} in {definition}: {error}");
            }
        }
    }
}

#[test]
fn no_frame_with_land_is_empty() {
    let mut drawn: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (place, frame) in FRAMES {
        let own = named(PROJECTIONS[0]);
        let suited = Arc::new(own.suited_to(Extent::from(frame)).unwrap_or(own));
        let mut view = Viewpoint::home(&suited);
        let rect = projected(&suited.projection, Extent::from(frame));
        view.camera = Camera::fitted(rect, 500.0, 320.0, 0.0);
        view.furniture = Furniture::BARE;
        let prepared = Arc::new(Prepared::for_picture(Arc::clone(&suited), &view.camera));
        let scene = Composer::new(prepared, Patience::Wait).compose(&view);
        let land = group(&scene, "countries").items.iter();
        let land = land.filter(|item| matches!(item, Item::Area(_))).count();
        assert!(land > 0, "{place} is empty");
        drawn
            .entry(suited.projection.name().to_owned())
            .or_default()
            .push(place);
    }
    assert!(drawn.len() > 2, "{drawn:?}");
}

#[test]
fn a_frame_that_suits_the_dossiers_projection_keeps_it() {
    let central_asia = Extent::from([46.0, 34.0, 88.0, 56.0]);
    assert!(atlas().suited_to(central_asia).is_none());
    let fiji = atlas()
        .suited_to(Extent::from(FRAMES[3].1))
        .expect("another projection");
    assert!(fiji.reprojected);
    assert_eq!(fiji.dossier.features.len(), atlas().dossier.features.len());
}
