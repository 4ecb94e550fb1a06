//! The files of the base map and its levels.

use super::*;

#[test]
fn the_files_are_small_and_quickly_read() {
    assert!(BASEMAP.len() + RIVERS.len() <= 3_000_000);
    let best = (0..5).map(|_| {
        let start = Instant::now();
        assert!(BaseMap::read(BASEMAP, RIVERS).is_ok());
        start.elapsed()
    });
    let best = best.min().unwrap();
    println!("read in {best:?}");
    let most = if cfg!(debug_assertions) { 2000 } else { 40 };
    assert!(best < Duration::from_millis(most), "{best:?}");
}

#[test]
fn a_level_that_is_read_late_is_the_same() {
    let (late, early) = (map(), BaseMap::read(BASEMAP, RIVERS).unwrap());
    for (late, early) in late.levels.iter().zip(&early.levels) {
        assert!(format!("{late:?}").contains("read: false"));
        let tolerance_m = late.tolerance_m.to_bits();
        assert!(late == early);
        assert_eq!(tolerance_m, Level::clone(late).tolerance_m.to_bits());
    }
}

#[test]
fn levels_grow_finer_and_hold_every_country() {
    let map = map();
    assert!(map.levels.len() >= 3);
    let points = |level: &Level| level.arcs.iter().map(|arc| arc.points.len()).sum::<usize>();
    for pair in map.levels.windows(2) {
        assert!(pair[0].tolerance_m > pair[1].tolerance_m);
        assert!(points(&pair[0]) < points(&pair[1]));
    }
    for level in &map.levels {
        println!(
            "{} m: {} arcs, {} points",
            level.tolerance_m,
            level.arcs.len(),
            points(level)
        );
        assert_eq!(level.countries.len(), map.countries.len());
        assert!(level.countries.iter().all(|area| !area.polygons.is_empty()));
    }
}

#[test]
fn the_level_follows_the_scale() {
    let map = map();
    let tolerance = |pixel_m| map.level_for(pixel_m).unwrap().tolerance_m;
    assert!(tolerance(20_000.0) > tolerance(1000.0));
    assert!(tolerance(1000.0) > tolerance(100.0));
    let finest = map.levels.last().unwrap();
    assert_eq!(tolerance(0.1).to_bits(), finest.tolerance_m.to_bits());
}

#[test]
fn every_ring_closes_and_has_an_inside() {
    for level in &map().levels {
        let claimed = level.claimed.iter().map(|area| &area.ring);
        for ring in all_rings(level).map(|(_, ring)| ring).chain(claimed) {
            let points: Vec<_> = level.ring_points(ring).collect();
            assert!(points.len() >= 4, "{points:?}");
            assert_eq!(points.first(), points.last());
            let jump = |pair: &[LonLat]| (pair[0].lon_deg - pair[1].lon_deg).abs() > 180.0;
            let seam = |pair: &[LonLat]| pair.iter().all(|p| p.lat_deg <= -90.0);
            assert!(points.windows(2).all(|pair| !jump(pair) || seam(pair)));
            for (a, b) in ring.0.iter().zip(ring.0.iter().cycle().skip(1)) {
                assert_eq!(
                    end(level, *a, true),
                    end(level, *b, false),
                    "arcs must meet"
                );
            }
        }
        let lake_rings = level.lakes.iter().flat_map(|lake| &lake.rings);
        assert!(
            lake_rings
                .clone()
                .all(|r| r.len() >= 4 && r.first() == r.last())
        );
    }
}

#[test]
fn a_damaged_file_is_refused_and_never_panics() {
    assert!(matches!(
        BaseMap::read(b"", RIVERS),
        Err(BaseMapError::NotBaseMap)
    ));
    assert!(matches!(
        BaseMap::read(RIVERS, BASEMAP),
        Err(BaseMapError::NotBaseMap)
    ));
    let mut newer = BASEMAP.to_vec();
    newer[4] += 1;
    assert!(matches!(
        BaseMap::read(&newer, RIVERS),
        Err(BaseMapError::Version { .. })
    ));
    assert!(BaseMap::read(&BASEMAP[..BASEMAP.len() / 2], RIVERS).is_err());
    for at in (5..BASEMAP.len()).step_by(BASEMAP.len() / 7) {
        let mut torn = BASEMAP.to_vec();
        torn[at] ^= 0x55;
        assert!(BaseMap::read(&torn, RIVERS).is_err(), "byte {at}");
    }
}

/// The light at one place.
fn light_at(relief: &Relief, place: LonLat) -> f32 {
    let place = Relief::on_grid(place);
    let mut patch = ReliefPatch::default();
    relief.unpack([place; 2], &mut patch);
    patch.light_at(patch.within(place))
}

#[test]
fn relief_is_small_and_tells_mountains_from_plains_and_the_sea() {
    assert!(RELIEF.len() <= 1_000_000, "{}", RELIEF.len());
    let relief = map().relief;
    assert!(format!("{relief:?}").contains("read: 0"));
    let roughness = |west_deg: f64, south_deg: f64| {
        let places = (0..40).flat_map(|row| (0..40).map(move |column| (row, column)));
        let lights = places.map(|(row, column)| {
            let place = LonLat::new(
                west_deg + f64::from(column) * 0.1,
                south_deg + f64::from(row) * 0.1,
            );
            light_at(&relief, place).abs()
        });
        lights.sum::<f32>() / 1600.0
    };
    let (pamirs, steppe, ocean) = (
        roughness(71.0, 37.0),
        roughness(64.0, 47.0),
        roughness(-150.0, 0.0),
    );
    assert!(pamirs > 0.2, "{pamirs}");
    assert!(steppe < 0.05, "{steppe}");
    assert!(ocean == 0.0, "{ocean}");
    assert!(format!("{relief:?}").contains("read: 3"), "{relief:?}");
    let (west, east) = (LonLat::new(-180.0, 66.0), LonLat::new(180.0, 66.0));
    assert!((light_at(&relief, west) - light_at(&relief, east)).abs() < 1e-6);
}
