//! What a globe shows of rings and lines.

use super::*;

#[test]
fn the_world_on_a_globe_is_its_visible_side() {
    let frame = ring_of(&[
        (-180.0, -90.0),
        (180.0, -90.0),
        (180.0, 90.0),
        (-180.0, 90.0),
    ]);
    let pieces = ring(&globe(), &frame);
    assert_eq!(pieces.len(), 1);
    for &place in &pieces[0] {
        assert!(globe().contains(place), "{place:?}");
    }
    let seen_m2 = 510.066e12 * (1.0 - 89_f64.to_radians().cos()) / 2.0;
    assert!(
        (sum_m2(&pieces) / seen_m2 - 1.0).abs() < 1e-3,
        "{}",
        sum_m2(&pieces) / seen_m2
    );
}

#[test]
fn a_ring_round_the_middle_of_a_globe_is_cut_at_its_rim() {
    let near = circle(LonLat::new(68.0, 45.0), 3e6, 90);
    assert_eq!(ring(&globe(), &near).len(), 1);
    // Its smaller side is the far one, all of it beyond the rim.
    let far = circle(LonLat::new(68.0, 45.0), 12e6, 90);
    assert!(ring(&globe(), &far).is_empty());
    let across = circle(LonLat::new(68.0, 0.0), 7e6, 90);
    let pieces = ring(&globe(), &across);
    assert_eq!(pieces.len(), 1);
    assert!(pieces[0].iter().all(|&place| globe().contains(place)));
}

#[test]
fn a_ring_whose_edge_passes_close_by_the_middle_keeps_its_side() {
    // Found by chance: the middle lies within 0.01° of an edge, and steps are a degree.
    let star = ring_of(&[
        (93.149_832, -33.573_084),
        (95.286_751, -36.994_560),
        (93.149_832, -39.372_552),
        (83.293_604, -46.568_934),
        (80.682_035, -40.028_419),
        (91.012_913, -36.994_560),
    ]);
    let cap = Domain::Cap {
        center: LonLat::new(81.375_276, -40.416_242),
        radius_deg: 60.0,
    };
    let ratio = sum_m2(&ring(&cap, &star)) / area_m2(&[fine(&star)]);
    assert!((ratio - 1.0).abs() < 1e-3, "{ratio}");
}

#[test]
fn the_ocean_of_a_globe_is_its_disc_without_the_land() {
    let land = [
        circle(LonLat::new(68.0, 45.0), 3e6, 90),
        circle(LonLat::new(68.0, -45.0), 2e6, 90),
        circle(LonLat::new(-112.0, -45.0), 2e6, 90),
        circle(LonLat::new(150.0, 30.0), 1e6, 90),
    ];
    let frame = ring_of(&[
        (-180.0, -90.0),
        (180.0, -90.0),
        (180.0, 90.0),
        (-180.0, 90.0),
    ]);
    let rings: Vec<Vec<LonLat>> = std::iter::once(frame).chain(land.clone()).collect();
    let seen_m2 = |polygons: Vec<Vec<Vec<LonLat>>>| -> f64 {
        let areas = polygons.iter().map(|polygon| {
            let rings: Vec<_> = polygon.iter().map(|ring| fine(ring)).collect();
            area_m2(&rings)
        });
        areas.sum()
    };
    let ocean_m2 = seen_m2(polygon(&globe(), &rings));
    let land_m2: f64 = land
        .iter()
        .map(|island| seen_m2(polygon(&globe(), &[island])))
        .sum();
    let disc_m2 = seen_m2(polygon(&globe(), &rings[..1]));
    assert!(land_m2 > 3e13);
    assert!(((ocean_m2 + land_m2) / disc_m2 - 1.0).abs() < 1e-3);
}

#[test]
fn a_ring_behind_the_globe_is_not_seen() {
    let behind = circle(LonLat::new(-112.0, -45.0), 2e6, 90);
    assert!(ring(&globe(), &behind).is_empty());
    assert!(line(&globe(), &behind).is_empty());
}

#[test]
fn a_line_round_the_globe_is_cut_at_its_rim() {
    let equator = ring_of(&[(-180.0, 0.0), (180.0, 0.0)]);
    let pieces = line(&globe(), &equator);
    assert_eq!(pieces.len(), 1);
    let length_m = line_length_m(&pieces[0]);
    // Nearly half the equator: 40,075 km.
    assert!((length_m / 1e3 - 20_000.0).abs() < 400.0, "{length_m}");
}
