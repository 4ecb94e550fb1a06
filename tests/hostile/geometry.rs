//! Rings, holes, parts and corners as no map should have them.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;

use super::{drawn, layer, one};

/// What hangs takes longer than this even without optimisation on a busy machine; the release takes
/// a fiftieth.
pub(super) const PATIENT: Duration = Duration::from_mins(2);

pub(super) fn square(lon: f64, lat: f64, half: f64) -> Vec<[f64; 2]> {
    [
        (-half, -half),
        (half, -half),
        (half, half),
        (-half, half),
        (-half, -half),
    ]
    .map(|(x, y)| [lon + x, lat + y])
    .to_vec()
}

#[test]
fn a_hole_with_a_corner_across_the_world_is_drawn() {
    let hole = json!([[61, 38.5], [62, 38.5], [-180, 39.1], [61, 39.1], [61, 38.5]]);
    let outline = json!([[60, 38], [63, 38], [63, 39.6], [60, 39.6], [60, 38]]);
    let geometry = json!({"type": "Polygon", "coordinates": [outline, hole]});
    drawn(layer(&one(&geometry)), PATIENT);
}

#[test]
fn hundreds_of_overlapping_parts_are_drawn() {
    let part = |i: u32| {
        [square(
            60.0 + f64::from(i % 32) * 0.2,
            38.0 + f64::from(i / 32) * 0.1,
            1.0,
        )]
    };
    let parts: Vec<_> = (0..300).map(part).collect();
    drawn(
        layer(&one(&json!({"type": "MultiPolygon", "coordinates": parts}))),
        PATIENT,
    );
}

#[test]
fn a_thousand_holes_are_drawn() {
    let mut rings = vec![square(65.0, 43.0, 5.0)];
    rings.extend((0..1000).map(|i: u32| {
        square(
            60.5 + f64::from(i % 45) * 0.2,
            38.5 + f64::from(i / 45) * 0.2,
            0.05,
        )
    }));
    drawn(
        layer(&one(&json!({"type": "Polygon", "coordinates": rings}))),
        PATIENT,
    );
}

#[test]
fn five_hundred_nested_rings_are_drawn() {
    let rings: Vec<_> = (0..500)
        .map(|i| square(65.0, 43.0, 6.0 - f64::from(i) * 0.01))
        .collect();
    drawn(
        layer(&one(&json!({"type": "Polygon", "coordinates": rings}))),
        PATIENT,
    );
}

fn position() -> impl Strategy<Value = [f64; 2]> {
    let lon =
        prop_oneof![4 => -180.0..180.0_f64, 1 => Just(180.0), 1 => Just(-180.0), 1 => Just(0.0)];
    let lat = prop_oneof![4 => -90.0..90.0_f64, 1 => Just(90.0), 1 => Just(-90.0), 1 => Just(0.0)];
    (lon, lat).prop_map(|(lon, lat)| [lon, lat])
}

fn ring() -> impl Strategy<Value = Vec<[f64; 2]>> {
    prop::collection::vec(position(), 3..8).prop_map(|mut ring| {
        ring.push(ring[0]);
        ring
    })
}

fn geometry() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        prop::collection::vec(ring(), 1..4)
            .prop_map(|rings| json!({"type": "Polygon", "coordinates": rings})),
        prop::collection::vec(prop::collection::vec(ring(), 1..3), 1..4)
            .prop_map(|parts| json!({"type": "MultiPolygon", "coordinates": parts})),
        prop::collection::vec(position(), 2..9)
            .prop_map(|line| json!({"type": "LineString", "coordinates": line})),
        prop::collection::vec(position(), 1..9)
            .prop_map(|points| json!({"type": "MultiPoint", "coordinates": points})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_geometry_is_read_composed_and_drawn_by_every_backend(geometry in geometry()) {
        drawn(layer(&one(&geometry)), PATIENT);
    }
}
