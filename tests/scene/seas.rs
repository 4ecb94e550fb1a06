//! Names of the world's seas, where a dossier has none of its own.

use std::sync::Arc;

use proptest::prelude::*;
use steppe::atlas::basemap::SEAS;
use steppe::atlas::{Atlas, Dossier};
use steppe::earth::{Camera, Extent, LonLat, ScreenPoint};
use steppe::scene::{Composer, Patience, Prepared, Scene, ScreenRect};
use steppe::session::viewpoint::{Viewpoint, projected};

use crate::story::{SIZES, home_scene};
use crate::support::{atlas, group, names};

/// A map of a frame without a gazetteer, and what it is of.
fn bare_map(frame: [f64; 4]) -> (Arc<Atlas>, Scene) {
    let extent = Extent::from(frame);
    let bare = Atlas::new(Dossier::default(), Arc::clone(&atlas().basemap));
    let atlas = Arc::new(bare).suited_to(extent);
    let mut view = Viewpoint::home(&atlas);
    view.camera = Camera::fitted(projected(&atlas.projection, extent), 1000.0, 700.0, 0.0);
    let prepared = Arc::new(Prepared::for_picture(Arc::clone(&atlas), &view.camera));
    let scene = Composer::new(prepared, Patience::Wait).compose(&view);
    (atlas, scene)
}

/// The seas that a map names, and what each name covers.
fn seas(scene: &Scene) -> Vec<(&str, Vec<ScreenRect>)> {
    let names = names(group(scene, "labels")).into_iter();
    let is_sea = |said: &str| SEAS.iter().any(|sea| sea.name == said);
    names.filter(|(said, _)| is_sea(said)).collect()
}

#[test]
fn a_map_anywhere_on_the_sea_says_which_it_is() {
    for (frame, expected) in [
        ([177.0, -19.5, 181.0, -16.0], "Pacific Ocean"),
        ([31.5, 45.0, 39.0, 49.0], "Sea of Azov"),
        ([27.0, 40.0, 42.0, 47.0], "Black Sea"),
        ([50.0, 5.0, 75.0, 26.0], "Arabian Sea"),
        ([46.0, 22.0, 60.0, 31.0], "Persian Gulf"),
        ([125.0, 32.0, 143.0, 45.0], "Sea of Japan (East Sea)"),
        ([-98.0, 18.0, -80.0, 31.0], "Gulf of Mexico"),
        ([88.0, -12.0, 91.0, -10.0], "Indian Ocean"),
        ([10.0, 76.0, 60.0, 81.0], "Barents Sea"),
        ([46.0, 36.0, 56.0, 47.0], "Caspian Sea"),
    ] {
        let (_, scene) = bare_map(frame);
        let said = seas(&scene);
        assert!(
            said.iter().any(|(name, _)| *name == expected),
            "{expected} of {frame:?}: {said:?}"
        );
    }
}

/// Distance of the middle of what a name covers from its place, at most, logical pixels.
const NEAR_PX: f64 = 2.0;

/// A name of a sea that is said twice, or stands on land or another sea.
fn misplaced(atlas: &Atlas, scene: &Scene) -> Option<String> {
    let said = seas(scene);
    said.iter()
        .enumerate()
        .find_map(|(number, (name, covers))| {
            let twice = said[..number].iter().any(|(other, _)| other == name);
            let sea = SEAS.iter().find(|sea| sea.name == *name)?;
            let place = |at: ScreenPoint| {
                let at = scene.camera.map_from_screen(at);
                atlas.projection.unproject(at)
            };
            let middle = covers.first()?.center();
            // What a name covers is not quite centred on its place.
            let asides = [
                (0.0, 0.0),
                (NEAR_PX, 0.0),
                (-NEAR_PX, 0.0),
                (0.0, NEAR_PX),
                (0.0, -NEAR_PX),
            ];
            let near = asides.map(|(dx, dy)| ScreenPoint::new(middle.x_px + dx, middle.y_px + dy));
            let holds = |at: &ScreenPoint| place(*at).is_some_and(|at: LonLat| sea.holds(at));
            let elsewhere = !near.iter().any(holds);
            let mut corners = covers.iter().flat_map(|rect| {
                [
                    ScreenPoint::new(rect.left, rect.center().y_px),
                    rect.center(),
                    ScreenPoint::new(rect.right, rect.center().y_px),
                ]
            });
            let on_land =
                corners.any(|at| place(at).is_none_or(|at| atlas.basemap.country_at(at).is_some()));
            let wrong = [
                (twice, "twice"),
                (elsewhere, "beyond its water"),
                (on_land, "on land"),
            ];
            let wrong = wrong.into_iter().find(|(is_so, _)| *is_so);
            wrong.map(|(_, how)| format!("{name} at {middle:?}: {how}"))
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_name_of_a_sea_stands_once_and_on_its_own_water(
        west in -180.0..170.0_f64,
        south in -75.0..70.0_f64,
        width in 2.0..60.0_f64,
    ) {
        let frame = [west, south, west + width, (south + width * 0.5).min(85.0)];
        let (atlas, scene) = bare_map(frame);
        prop_assert_eq!(misplaced(&atlas, &scene), None, "in {:?}", frame);
    }
}

#[test]
fn a_name_whose_place_lies_on_the_brink_of_its_water_is_on_it() {
    let frame = [149.152_112, 29.572_961, 190.748_059, 50.370_934];
    let (atlas, scene) = bare_map(frame);
    assert!(
        seas(&scene)
            .iter()
            .any(|(name, _)| *name == "Sea of Okhotsk")
    );
    assert_eq!(misplaced(&atlas, &scene), None);
}

#[test]
fn a_sea_of_the_gazetteer_is_named_once() {
    let mut named = 0;
    for size in SIZES {
        let all = names(group(home_scene(size), "labels"));
        let caspian = all
            .iter()
            .filter(|(said, _)| *said == "Caspian Sea")
            .count();
        assert!(caspian <= 1, "{caspian} times at {size:?}");
        named += caspian;
    }
    assert!(named > 4, "{named} pictures are few");
}
