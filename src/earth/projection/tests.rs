use proptest::prelude::*;

use super::*;
use crate::earth::lon_lat::along_edge;
use crate::earth::{Extent, distance_m};

const ALBERS: &str = "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84";

/// Places by longitude and latitude, and where PROJ 9.5.1 (through pyproj 3.7.2) puts them in
/// [`ALBERS`], in metres.
const BY_PROJ: [(&str, f64, f64, f64, f64); 20] = [
    ("Kant air base", 74.846, 42.853, 553_219.009, -218_203.593),
    ("Dushanbe", 68.787, 38.5598, 68_245.211, -721_414.388),
    ("Tashkent", 69.2401, 41.2995, 102_936.475, -414_583.235),
    ("Bishkek", 74.5698, 42.8746, 530_755.051, -217_598.621),
    ("Astana", 71.4491, 51.1694, 240_015.567, 697_224.784),
    ("Ashgabat", 58.3833, 37.9601, -839_814.197, -739_695.678),
    ("Kabul", 69.1723, 34.5281, 108_007.633, -1_168_843.723),
    ("Moscow", 37.6173, 55.7558, -1_884_457.543, 1_552_032.853),
    ("Beijing", 116.4074, 39.9042, 3_878_778.242, 598_031.478),
    ("Geneva", 6.1432, 46.2044, -4_293_796.345, 1_821_689.965),
    ("Singapore", 103.8198, 1.3521, 4_627_368.465, -3_554_408.205),
    ("the origin", 68.0, 45.0, 0.000, 0.000),
    (
        "the frame's south-west",
        46.0,
        34.0,
        -2_018_486.592,
        -957_683.891,
    ),
    (
        "the frame's north-east",
        88.0,
        56.0,
        1_250_076.572,
        1_380_579.587,
    ),
    ("Termez", 67.2783, 37.2242, -63_882.417, -870_282.818),
    ("Osh", 72.7985, 40.5283, 403_110.486, -490_022.715),
    ("Urumqi", 87.6168, 43.8256, 1_546_492.418, 52_475.324),
    ("Baku", 49.8671, 40.4093, -1_514_857.340, -348_192.364),
    ("Sydney", 151.2093, -33.8688, 11_625_098.661, -907_745.263),
    (
        "the north of Greenland",
        -33.3667,
        83.6583,
        -2_625_327.043,
        5_503_673.590,
    ),
];

/// Kant air base in other projections, by PROJ 9.5.1 too.
const KANT_BY_PROJ: [(&str, f64, f64); 9] = [
    (
        "+proj=laea +lat_0=90 +lon_0=68 +datum=WGS84",
        608_984.990,
        -5_072_460.174,
    ),
    (
        "+proj=laea +lat_0=45 +lon_0=68 +datum=WGS84",
        558_821.470,
        -215_211.914,
    ),
    (
        "+proj=eqearth +lon_0=68 +datum=WGS84",
        571_067.042,
        5_235_528.157,
    ),
    (
        "+proj=cea +lat_ts=10 +lon_0=20 +datum=WGS84",
        6_013_280.562,
        4_383_943.416,
    ),
    (
        "+proj=utm +zone=42 +datum=WGS84",
        977_694.595,
        4_761_095.549,
    ),
    (
        "+proj=ortho +lat_0=45 +lon_0=68 +R=6371008.8",
        556_740.011,
        -215_132.795,
    ),
    ("+proj=merc +datum=WGS84", 8_331_818.608, 5_260_554.087),
    (
        "+proj=lcc +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
        553_053.982,
        -212_713.179,
    ),
    (
        "+proj=aeqd +lat_0=45 +lon_0=68 +datum=WGS84",
        559_047.229,
        -215_205.530,
    ),
];

fn parsed(definition: &str) -> Projection {
    Projection::parse(definition).unwrap_or_else(|problem| panic!("{problem}"))
}

fn albers() -> Projection {
    parsed(ALBERS)
}

/// One of each family, and what `for_extent` can choose.
fn projections() -> impl Strategy<Value = Projection> {
    let definitions = [
        ALBERS,
        "+proj=aea +lat_1=-18 +lat_2=-36 +lat_0=-27 +lon_0=134 +datum=WGS84",
        "+proj=lcc +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
        "+proj=laea +lat_0=45 +lon_0=68 +datum=WGS84",
        "+proj=laea +lat_0=-90 +lon_0=-60 +datum=WGS84",
        "+proj=cea +lat_ts=10 +lon_0=160 +datum=WGS84",
        "+proj=eqc +lon_0=-100 +datum=WGS84",
        "+proj=eqearth +lon_0=68 +datum=WGS84",
        "+proj=merc +lon_0=150 +datum=WGS84",
        "+proj=utm +zone=60 +datum=WGS84",
        "+proj=ortho +lat_0=45 +lon_0=68 +R=6371008.8",
        "+proj=stere +lat_0=90 +lat_ts=70 +datum=WGS84",
        "+proj=aeqd +lat_0=45 +lon_0=68 +datum=WGS84",
    ];
    prop::sample::select(definitions.map(parsed).to_vec())
}

fn places() -> impl Strategy<Value = LonLat> {
    (-180.0..180.0, -89.9..89.9).prop_map(|(lon, lat)| LonLat::new(lon, lat))
}

#[test]
fn albers_is_within_a_metre_of_proj() {
    let albers = albers();
    for (name, lon_deg, lat_deg, x_m, y_m) in BY_PROJ {
        let point = albers.project(LonLat::new(lon_deg, lat_deg)).unwrap();
        let off_m = point.plane_distance_m(MapPoint::new(x_m, y_m));
        assert!(off_m < 0.001, "{name} is {off_m} m off");
    }
}

#[test]
fn the_other_projections_agree_with_proj_too() {
    for (definition, x_m, y_m) in KANT_BY_PROJ {
        let kant = parsed(definition)
            .project(LonLat::new(74.846, 42.853))
            .unwrap();
        let off_m = kant.plane_distance_m(MapPoint::new(x_m, y_m));
        assert!(off_m < 0.01, "{definition} is {off_m} m off");
    }
}

#[test]
fn both_sides_of_the_cut_can_be_named() {
    for definition in [ALBERS, "+proj=eqearth +lon_0=68 +datum=WGS84"] {
        let projection = parsed(definition);
        let x_m = |lon_deg| projection.project(LonLat::new(lon_deg, 20.0)).unwrap().x_m;
        assert_eq!(projection.central_meridian_deg(), 68.0);
        assert!((x_m(248.0) + x_m(-112.0)).abs() < 1e-3);
        assert!(x_m(248.0) > 1e6);
    }
}

#[test]
fn units_other_than_metres_come_out_as_metres() {
    let kant = LonLat::new(74.846, 42.853);
    let in_km = parsed(&format!("{ALBERS} +units=km"));
    let expected = albers().project(kant).unwrap();
    let point = in_km.project(kant).unwrap();
    assert!(point.plane_distance_m(expected) < 1e-6);
    assert!(distance_m(in_km.unproject(point).unwrap(), kant) < 1e-6);
}

#[test]
fn what_the_map_does_not_show_has_no_point_and_no_place() {
    let albers = albers();
    assert_eq!(albers.project(LonLat::new(68.0, -75.0)), None);
    assert_eq!(albers.project(LonLat::new(f64::NAN, 45.0)), None);
    assert_eq!(albers.project(LonLat::new(68.0, 91.0)), None);
    // Beyond the pole, and in the gap between the two sides of the cut.
    assert_eq!(albers.unproject(MapPoint::new(0.0, 9e6)), None);
    let globe = parsed("+proj=ortho +lat_0=45 +lon_0=68 +R=6371008.8");
    assert_eq!(globe.project(LonLat::new(-112.0, -45.0)), None);
    assert_eq!(globe.unproject(MapPoint::new(6.4e6, 0.0)), None);
}

#[test]
fn a_wrong_string_is_answered_with_what_is_wrong_and_an_example() {
    let wrong = [
        ("+proj=albers +lon_0=68", "no projection is called `albers`"),
        ("+lat_1=36", "it names no projection"),
        ("+proj=aea +lat_1=30 +lat_2=-30", "`+lat_1=` and `+lat_2=`"),
        (
            "+proj=merc +datum=Krasovsky",
            "no datum is called `Krasovsky`",
        ),
        (
            "+proj=merc +ellps=potato",
            "no ellipsoid is called `potato`",
        ),
        ("+proj=longlat +datum=WGS84", "degrees are not metres"),
        ("EPSG:3857", "expected a PROJ string"),
        ("", "it names no projection"),
    ];
    for (definition, words) in wrong {
        let message = Projection::parse(definition).unwrap_err().to_string();
        assert!(message.contains(words), "{definition}: {message}");
        assert!(message.contains("+proj=aea"), "{message}");
        assert!(message.contains(definition), "{message}");
    }
}

#[test]
fn two_strings_apart_by_spaces_are_one_projection() {
    assert_eq!(
        parsed("  +proj=merc   +datum=WGS84 "),
        parsed("+proj=merc +datum=WGS84")
    );
    assert_ne!(parsed("+proj=merc +datum=WGS84"), albers());
    assert_eq!(albers().definition(), ALBERS);
}

#[test]
fn a_projection_can_be_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&albers());
}

#[test]
fn the_chosen_projection_suits_the_extent() {
    let chosen = [
        ([46.0, 34.0, 88.0, 56.0], "aea", 67.0),
        ([112.0, -44.0, 154.0, -10.0], "aea", 133.0),
        ([-20.0, -8.0, 52.0, 8.0], "cea", 16.0),
        // A cylinder would be off by a fifth at both ends of Africa.
        ([-20.0, -35.0, 52.0, 38.0], "laea", 16.0),
        ([160.0, 50.0, -150.0, 70.0], "aea", -175.0),
        ([-180.0, 60.0, 180.0, 90.0], "laea", 0.0),
        ([-180.0, -90.0, 180.0, -60.0], "laea", 0.0),
        ([-180.0, -90.0, 180.0, 90.0], "eqearth", 0.0),
        ([-76.0, -56.0, -66.0, -17.0], "laea", -71.0),
    ];
    for (extent, name, central_meridian_deg) in chosen {
        let projection = Projection::for_extent(Extent::from(extent));
        assert_eq!(projection.name(), name, "{extent:?}");
        assert_eq!(projection.central_meridian_deg(), central_meridian_deg);
    }
}

#[test]
fn the_dossiers_own_projection_keeps_scale_and_shape_over_its_frame() {
    let albers = albers();
    for step in 0..=220 {
        let lat_deg = 34.0 + f64::from(step) / 10.0;
        let here = albers.distortion_at(LonLat::new(80.0, lat_deg)).unwrap();
        assert!((0.989..=1.012).contains(&here.along_parallel), "{here:?}");
        assert!(here.angle_rad.to_degrees() < 1.4, "{here:?}");
        assert!((here.area - 1.0).abs() < 1e-6, "{here:?}");
    }
}

#[test]
fn distortion_is_as_proj_has_it() {
    // pyproj's get_factors, PROJ 9.5.1: parallel and meridional scale, angle and convergence.
    let by_proj = [
        (34.0, 1.004_949, 0.995_075, 0.565_734),
        (45.0, 0.989_056, 1.011_066, 1.261_026),
        (56.0, 1.011_625, 0.988_508, 1.324_441),
    ];
    for (lat_deg, parallel, meridian, angle_deg) in by_proj {
        let place = LonLat::new(78.0, lat_deg);
        let here = albers().distortion_at(place).unwrap();
        assert!((here.along_parallel - parallel).abs() < 1e-6, "{here:?}");
        assert!((here.along_meridian - meridian).abs() < 1e-6, "{here:?}");
        assert!(
            (here.angle_rad.to_degrees() - angle_deg).abs() < 1e-4,
            "{here:?}"
        );
        let north_rad = albers().meridian_convergence_rad(place).unwrap();
        assert!((north_rad.to_degrees() - 6.932_794).abs() < 1e-5);
    }
}

#[test]
fn a_long_parallel_is_bent_and_a_short_one_is_not() {
    let mut line = Vec::new();
    let parallel = [LonLat::new(46.0, 45.0), LonLat::new(88.0, 45.0)];
    albers().project_line(&parallel, 100.0, &mut line);
    assert!(line.len() > 10);
    line.clear();
    let short = [LonLat::new(68.0, 45.0), LonLat::new(68.05, 45.0)];
    albers().project_line(&short, 100.0, &mut line);
    assert_eq!(line.len(), 2);
}

#[test]
fn a_rings_closing_edge_is_bent_too() {
    let corners = [(46.0, 50.0), (46.0, 40.0), (88.0, 40.0), (88.0, 50.0)];
    let mut ring = corners.map(|(lon, lat)| LonLat::new(lon, lat)).to_vec();
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    albers().project_ring(&ring, 100.0, &mut open);
    ring.push(ring[0]);
    albers().project_ring(&ring, 100.0, &mut closed);
    assert_eq!(open, closed);
    let last = albers().unproject(open[open.len() - 1]).unwrap();
    assert!(last.lon_deg > 46.0 && last.lon_deg < 50.0, "{last:?}");
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_place(projection in projections(), place in places()) {
        if let Some(point) = projection.project(place) {
            let back = projection.unproject(point);
            let back = back.ok_or_else(|| TestCaseError::fail(format!("no way back: {place:?}")))?;
            prop_assert!(distance_m(back, place) < 1e-3, "{place:?} came back as {back:?}");
        }
    }

    #[test]
    fn what_is_cut_stays_on_its_side_of_the_map(a in places(), b in places(), lon in -180.0..180.0) {
        let projection = parsed(&format!("+proj=eqearth +lon_0={lon} +datum=WGS84"));
        for place in crate::earth::clip::line(&projection.domain(), &[a, b]).concat() {
            let x_m = projection.project(place).unwrap().x_m;
            prop_assert!(x_m * (place.lon_deg - lon) >= -1e-3, "{place:?} stands at {x_m}");
        }
    }

    #[test]
    fn no_chord_departs_from_its_curve(
        projection in projections(), a in places(), b in places(), tolerance_m in 10.0..1e5
    ) {
        let mut pieces = crate::earth::clip::line(&projection.domain(), &[a, b]);
        pieces.retain(|piece| piece.iter().all(|&place| projection.project(place).is_some()));
        for piece in pieces {
            let mut chain = Vec::new();
            projection.project_line(&piece, tolerance_m, &mut chain);
            for pair in piece.windows(2) {
                for step in 0..=64 {
                    let part = f64::from(step) / 64.0;
                    let place = along_edge(pair[0], pair[1], part);
                    let Some(point) = projection.project(place) else { continue };
                    let off_m = chain
                        .windows(2)
                        .map(|chord| densify::distance_to_chord_m(point, chord[0], chord[1]))
                        .fold(f64::INFINITY, f64::min);
                    // A chord is looked at in a few places: between two of them it may be a little farther.
                    prop_assert!(off_m <= 1.01 * tolerance_m, "{off_m} at {place:?}");
                }
            }
        }
    }

    #[test]
    fn every_extent_has_a_projection_that_shows_its_middle(
        (west, east) in (-180.0..180.0, -180.0..180.0), (one, other) in (-90.0..90.0, -90.0..90.0)
    ) {
        let extent = Extent::from([west, f64::min(one, other), east, f64::max(one, other)]);
        let projection = Projection::for_extent(extent);
        prop_assert!(projection.project(extent.center()).is_some(), "{projection:?}");
    }

    #[test]
    fn no_string_is_too_strange(text in "(\\+(proj|lat_1|lat_0|lon_0|zone|datum|R|units|pm)=[-a-z0-9.\"]{0,6} ?){0,5}") {
        if let Ok(projection) = Projection::parse(&text) {
            let point = projection.project(LonLat::new(68.0, 45.0));
            prop_assert!(point.is_none_or(|point| point.x_m.is_finite()));
        }
    }
}
