//! What is in view, small and large.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use steppe::atlas::{Atlas, Subject};
use steppe::earth::LonLat;
use steppe::scene::{Composer, Patience, Prepared, Scene};
use steppe::session::viewpoint::Viewpoint;

use crate::atlases;

/// The scene of an atlas around a place, at a scale.
fn scene_at(atlas: &Arc<Atlas>, at: LonLat, metres_per_px: f64) -> Option<Scene> {
    let mut view = Viewpoint::home(atlas);
    view.camera.center = atlas.projection.project(at)?;
    view.camera.metres_per_px = metres_per_px;
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas)));
    Some(Composer::new(prepared, Patience::Wait).compose(&view))
}

/// The names of what a scene shows, and how many it counts.
fn in_view(atlas: &Atlas, scene: &Scene) -> (BTreeSet<String>, usize) {
    let ids = scene.features_in_view().into_iter();
    let names = ids.map(|id| atlas.name(Subject::Feature(id)));
    (names.collect(), scene.layers_in_view().count())
}

#[test]
fn what_shows_a_part_in_the_view_is_in_view_wherever_its_anchor_lies() {
    let line = json!({ "type": "LineString", "coordinates": [[60, 40], [70, 40], [80, 40]] });
    let ring = [[59, 38], [80, 38], [80, 41], [59, 41], [59, 38]];
    let area = json!({ "type": "Polygon", "coordinates": [ring] });
    let around = json!({ "type": "LineString", "coordinates": [[60, 42], [70, 48], [80, 42]] });
    let point = json!({ "type": "Point", "coordinates": [61, 40] });
    let away = json!({ "type": "Point", "coordinates": [70, 40] });
    let features = [line, area, around, point, away].map(|geometry| (geometry, json!({})));
    for atlas in atlases(&features) {
        let atlas = Arc::new(atlas);
        // West of all anchors but that of the point.
        let scene = scene_at(&atlas, LonLat::new(61.0, 40.0), 200.0).expect("in the map");
        let (names, count) = in_view(&atlas, &scene);
        let expected = ["feature 0", "feature 1", "feature 3"].map(str::to_owned);
        assert_eq!((names, count), (BTreeSet::from(expected), 3));
        // Below the bend of a line, whose bounds hold the view.
        let scene = scene_at(&atlas, LonLat::new(70.0, 43.5), 200.0).expect("in the map");
        assert_eq!(in_view(&atlas, &scene), (BTreeSet::new(), 0));
    }
}

#[test]
fn the_same_map_is_chosen_for_lines_half_around_the_earth() {
    let bent = [[-134.9, -77.6], [-28.4, 13.0], [20.5, -3.1]];
    let line = json!({ "type": "LineString", "coordinates": bent });
    let points = [71, 132].map(|lon| json!({ "type": "Point", "coordinates": [lon, 10] }));
    let features: Vec<_> = points.into_iter().chain([line]).collect();
    let features: Vec<_> = features
        .into_iter()
        .map(|geometry| (geometry, json!({})))
        .collect();
    let [small, large] = atlases(&features);
    assert_eq!(small.projection.definition(), large.projection.definition());
}
