mod globe;

use proptest::prelude::*;

use super::*;
use crate::earth::lon_lat::{along_edge, tests::places};
use crate::earth::{area_m2, circle, destination, distance_m, line_length_m};

fn ring_of(vertices: &[(f64, f64)]) -> Vec<LonLat> {
    vertices
        .iter()
        .map(|&(lon, lat)| LonLat::new(lon, lat))
        .collect()
}

/// A ring with its edges divided until they are geodesics as well as straight lines.
fn fine(ring: &[LonLat]) -> Vec<LonLat> {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .flat_map(|(&a, &b)| (0..64).map(move |at| along_edge(a, b, f64::from(at) / 64.0)))
        .collect()
}

fn sum_m2(pieces: &[Vec<LonLat>]) -> f64 {
    pieces.iter().map(|piece| area_m2(&[fine(piece)])).sum()
}

fn longest_step_deg(pieces: &[Vec<LonLat>]) -> f64 {
    pieces
        .iter()
        .flat_map(|piece| piece.iter().zip(piece.iter().cycle().skip(1)))
        .map(|(a, b)| (b.lon_deg - a.lon_deg).abs())
        .fold(0.0, f64::max)
}

fn globe() -> Domain {
    Domain::Cap {
        center: LonLat::new(68.0, 45.0),
        radius_deg: 89.0,
    }
}

/// A star-shaped ring: as many corners, each its own distance from the middle.
fn stars() -> impl Strategy<Value = Vec<LonLat>> {
    let corners = prop::collection::vec(200e3..1500e3, 5..14);
    ((-180.0..180.0, -65.0..65.0), corners).prop_map(|((lon, lat), corners)| {
        let count = corners.len() as f64;
        let corner = |(at, far_m): (usize, f64)| {
            let bearing_deg = 360.0 * at as f64 / count;
            destination(LonLat::new(lon, lat), bearing_deg, far_m)
        };
        corners.into_iter().enumerate().map(corner).collect()
    })
}

#[test]
fn a_ring_across_the_date_line_falls_in_two() {
    let chukotka = ring_of(&[(170.0, 65.0), (-172.0, 64.0), (-172.0, 67.0), (170.0, 70.0)]);
    let pieces = ring(&Domain::world(0.0), &chukotka);
    assert_eq!(pieces.len(), 2);
    let at_cut = |lon_deg: f64| {
        let mut lats: Vec<f64> = pieces
            .iter()
            .flatten()
            .filter(|place| place.lon_deg == lon_deg)
            .map(|place| place.lat_deg)
            .collect();
        lats.sort_by(f64::total_cmp);
        lats
    };
    assert_eq!(at_cut(180.0).len(), 2);
    for (one, other) in at_cut(180.0).iter().zip(at_cut(-180.0)) {
        assert!((one - other).abs() < 1e-12);
    }
    let whole = ring(&Domain::world(68.0), &chukotka);
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].len(), 4);
}

#[test]
fn vertices_on_both_sides_of_the_date_line_are_one_step_apart() {
    let there = [(179.0, 10.0), (180.0, 10.0), (-180.0, 10.0), (-179.0, 10.0)];
    let pieces = line(&Domain::world(68.0), &ring_of(&there));
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].first().unwrap().lon_deg, 179.0);
    assert_eq!(pieces[0].last().unwrap().lon_deg, 181.0);
}

#[test]
fn antarctica_is_the_same_however_a_flat_map_closes_it() {
    let coast = [
        (-180.0, -78.0),
        (-60.0, -65.0),
        (60.0, -67.0),
        (180.0, -78.0),
    ];
    let edges = [(180.0, -90.0), (-180.0, -90.0)];
    let bare = ring_of(&coast[..3]);
    let closed = ring_of(&[&coast[..], &edges[..]].concat());
    for domain in [
        Domain::world(0.0),
        Domain::world(68.0),
        Domain::world(-180.0),
    ] {
        let [bare, closed] = [&bare, &closed].map(|drawn| ring(&domain, drawn));
        assert_eq!((bare.len(), closed.len()), (1, 1), "{domain:?}");
        assert!((sum_m2(&bare) / sum_m2(&closed) - 1.0).abs() < 1e-9);
        assert!(sum_m2(&bare) > 1e13);
        assert!(longest_step_deg(&bare) <= 90.0);
    }
}

#[test]
fn antarctica_reversed_is_still_the_south() {
    let mut coast = ring_of(&[(-120.0, -70.0), (0.0, -70.0), (120.0, -70.0)]);
    let domain = Domain::world(68.0);
    let there = sum_m2(&ring(&domain, &coast));
    coast.reverse();
    assert!((sum_m2(&ring(&domain, &coast)) / there - 1.0).abs() < 1e-9);
}

#[test]
fn antarctica_is_whole_on_a_map_of_the_pole() {
    let coast = [
        (-180.0, -78.0),
        (-60.0, -65.0),
        (60.0, -67.0),
        (180.0, -78.0),
    ];
    let edges = [(180.0, -90.0), (-180.0, -90.0)];
    let steps = [
        (180.0, -90.0),
        (90.0, -90.0),
        (0.0, -90.0),
        (-90.0, -90.0),
        (-180.0, -90.0),
    ];
    let closed = ring_of(&[&coast[..], &edges[..]].concat());
    let in_steps = ring_of(&[&coast[..], &steps[..]].concat());
    let pole = Domain::Cap {
        center: LonLat::new(0.0, -90.0),
        radius_deg: 60.0,
    };
    let expected_m2 = sum_m2(&ring(&Domain::world(0.0), &closed));
    for drawn in [ring_of(&coast[..3]), closed, in_steps] {
        let pieces = ring(&pole, &drawn);
        assert_eq!(pieces.len(), 1);
        let ratio = sum_m2(&pieces) / expected_m2;
        assert!((ratio - 1.0).abs() < 1e-4, "{ratio}");
    }
}

#[test]
fn neighbours_cross_the_cut_at_the_very_same_place() {
    // One border, 47 vertices, across the cut and back; a country on either side of it.
    let border: Vec<LonLat> = (0..47)
        .map(|at| {
            let way = f64::from(at) / 3.7;
            LonLat::new(247.3 + way.sin() * 3.1 + way * 0.1, 40.0 + way * 0.7).normalized()
        })
        .collect();
    let (first, last) = (border[0].lat_deg, border[border.len() - 1].lat_deg);
    let west = [LonLat::new(-130.1, last), LonLat::new(-130.1, first)];
    let east = [LonLat::new(-90.3, first), LonLat::new(-90.3, last)];
    let one: Vec<LonLat> = border.iter().copied().chain(west).collect();
    let other: Vec<LonLat> = border.iter().rev().copied().chain(east).collect();
    let crossings = |ring: &[LonLat]| {
        let mut lats: Vec<f64> = super::ring(&Domain::world(68.0), ring)
            .concat()
            .iter()
            .filter(|place| place.lon_deg == 248.0)
            .map(|place| place.lat_deg)
            .filter(|&lat_deg| lat_deg != first && lat_deg != last)
            .collect();
        lats.sort_by(f64::total_cmp);
        lats
    };
    assert!(crossings(&one).len() >= 3);
    assert_eq!(crossings(&one), crossings(&other));
}

#[test]
fn a_ring_that_needs_no_cut_keeps_its_vertices_to_the_last_bit() {
    let whole = circle(LonLat::new(68.0, 45.0), 1e6, 77);
    assert_eq!(ring(&Domain::world(68.0), &whole), [whole]);
}

#[test]
fn the_frame_of_the_world_is_the_world() {
    let frame = ring_of(&[
        (-180.0, -90.0),
        (180.0, -90.0),
        (180.0, 90.0),
        (-180.0, 90.0),
    ]);
    let pieces = ring(&Domain::world(68.0), &frame);
    let deg2: f64 = pieces
        .iter()
        .map(|piece| {
            let pairs = piece.iter().zip(piece.iter().cycle().skip(1));
            let double: f64 = pairs
                .map(|(a, b)| a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg)
                .sum();
            double.abs() / 2.0
        })
        .sum();
    assert_eq!(deg2, 360.0 * 180.0);
    assert!(longest_step_deg(&pieces) <= 90.0);
}

#[test]
fn what_lies_outside_the_band_is_cut_off() {
    let cone = Domain::Window {
        central_meridian_deg: 68.0,
        half_width_deg: 180.0,
        south_deg: -60.0,
        north_deg: 90.0,
    };
    let antarctica = ring_of(&[(-120.0, -70.0), (0.0, -70.0), (120.0, -70.0)]);
    assert!(ring(&cone, &antarctica).is_empty());
    let meridian = ring_of(&[(68.0, -90.0), (68.0, 90.0)]);
    assert_eq!(
        line(&cone, &meridian),
        [ring_of(&[(68.0, -60.0), (68.0, 90.0)])]
    );
}

#[test]
fn a_parallel_all_round_is_one_line_on_the_map() {
    let parallel = ring_of(&[(-180.0, 40.0), (180.0, 40.0)]);
    let pieces = line(&Domain::world(0.0), &parallel);
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces[0].len(), 5);
    let shifted = line(&Domain::world(68.0), &parallel);
    let ends: Vec<_> = shifted
        .iter()
        .map(|piece| (piece[0].lon_deg, piece[piece.len() - 1].lon_deg))
        .collect();
    assert_eq!(ends, [(180.0, 248.0), (-112.0, 180.0)]);
}

#[test]
fn a_hole_stays_with_its_outline_and_a_cut_one_joins_it() {
    let outline = ring_of(&[(160.0, 40.0), (-160.0, 40.0), (-160.0, 60.0), (160.0, 60.0)]);
    let whole = ring_of(&[(165.0, 45.0), (170.0, 45.0), (170.0, 50.0), (165.0, 50.0)]);
    let cut = ring_of(&[(175.0, 45.0), (-175.0, 45.0), (-175.0, 50.0), (175.0, 50.0)]);
    let pieces = polygon(&Domain::world(0.0), &[outline, whole, cut]);
    let counts: Vec<_> = pieces.iter().map(Vec::len).collect();
    assert_eq!(pieces.len(), 2);
    assert_eq!(counts.iter().sum::<usize>(), 3);
}

#[test]
fn nothing_has_no_pieces() {
    for domain in [Domain::world(0.0), globe()] {
        assert!(ring(&domain, &[]).is_empty());
        assert!(line(&domain, &[]).is_empty());
        assert!(line(&domain, &ring_of(&[(68.0, 45.0)])).is_empty());
        let no_places = ring_of(&[(f64::NAN, 1.0), (1.0, f64::NAN), (0.0, 95.0)]);
        assert!(ring(&domain, &no_places).is_empty());
    }
}

proptest! {
    #[test]
    fn cutting_keeps_the_area(star in stars(), lon in -180.0..180.0) {
        let pieces = ring(&Domain::world(lon), &star);
        let before_m2 = area_m2(&[fine(&star)]);
        let off = (sum_m2(&pieces) - before_m2).abs() / before_m2;
        // The finer edges of a cut piece are nearer to straight ones than those of the whole.
        prop_assert!(off < 1e-3, "{off} off in {} pieces", pieces.len());
        prop_assert!(longest_step_deg(&pieces) <= 180.0);
        for place in pieces.iter().flatten() {
            prop_assert!((place.lon_deg - lon).abs() <= 180.0 + 1e-9);
        }
    }

    #[test]
    fn a_cap_and_what_it_leaves_out_are_the_whole(star in stars(), center in places()) {
        let cap = Domain::Cap { center, radius_deg: 60.0 };
        let antipode = LonLat::new(center.lon_deg + 180.0, -center.lat_deg).normalized();
        let rest = Domain::Cap { center: antipode, radius_deg: 120.0 };
        let parts: f64 = [cap, rest]
            .iter()
            .flat_map(|domain| polygon(domain, &[&star]))
            .map(|polygon| {
                let rings: Vec<_> = polygon.iter().map(|ring| fine(ring)).collect();
                area_m2(&rings)
            })
            .sum();
        let whole_m2 = area_m2(&[fine(&star)]);
        prop_assert!((parts / whole_m2 - 1.0).abs() < 5e-3, "{}", parts / whole_m2);
    }

    #[test]
    fn a_cut_line_keeps_its_length_and_its_ends(
        a in places(), b in places(), lon in -180.0..180.0
    ) {
        // Where an edge goes half round either way is short.
        prop_assume!(((b.lon_deg - a.lon_deg).abs() - 180.0).abs() > 1.0);
        let pieces = line(&Domain::world(lon), &[a, b]);
        prop_assert!(distance_m(pieces[0][0], a) < 1e-3, "{pieces:?}");
        let last = *pieces[pieces.len() - 1].last().unwrap();
        prop_assert!(distance_m(last, b) < 1e-3, "{pieces:?}");
        let whole = &line(&Domain::world(a.lon_deg), &[a, b]);
        let steps_deg = |pieces: &[Vec<LonLat>]| -> f64 {
            let pairs = pieces.iter().flat_map(|piece| piece.windows(2));
            pairs.map(|pair| (pair[1].lon_deg - pair[0].lon_deg).abs()).sum()
        };
        prop_assert!((steps_deg(&pieces) - steps_deg(whole)).abs() < 1e-6);
    }
}
