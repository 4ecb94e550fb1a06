use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::*;
use crate::earth::Extent;

fn map() -> BaseMap {
    BaseMap::embedded().unwrap()
}

fn code(map: &BaseMap, iso3: &str) -> CountryIx {
    map.country(iso3.parse().unwrap()).unwrap()
}

fn at(map: &BaseMap, lon_deg: f64, lat_deg: f64) -> Option<&str> {
    let found = map.country_at(LonLat::new(lon_deg, lat_deg))?;
    Some(map.countries[usize::from(found.0)].iso3.as_str())
}

fn lake_at(map: &BaseMap, level: &Level, lon_deg: f64, lat_deg: f64) -> Option<String> {
    let place = LonLat::new(lon_deg, lat_deg);
    let around = |ring: &Vec<LonLat>| {
        let crosses = |e: &&[LonLat]| {
            (e[0].lat_deg > place.lat_deg) != (e[1].lat_deg > place.lat_deg) && {
                let t = (place.lat_deg - e[0].lat_deg) / (e[1].lat_deg - e[0].lat_deg);
                e[0].lon_deg + (e[1].lon_deg - e[0].lon_deg) * t < place.lon_deg
            }
        };
        ring.windows(2).filter(crosses).count() % 2 == 1
    };
    let lake = level.lakes.iter().find(|lake| around(&lake.rings[0]))?;
    let name = lake
        .water
        .map(|at| map.waters[usize::from(at.0)].name.clone());
    Some(name.unwrap_or_default())
}

fn all_rings(level: &Level) -> impl Iterator<Item = (CountryIx, &Ring)> {
    level.countries.iter().flat_map(|area| {
        let rings = area.polygons.iter().flat_map(|polygon| &polygon.rings);
        rings.map(|ring| (area.country, ring))
    })
}

#[test]
fn every_exclave_lies_on_land_of_its_country_apart_from_the_rest() {
    let map = map();
    let fine = map.levels.last().unwrap();
    for exclave in EXCLAVES {
        let name = exclave.name;
        let (lon_deg, lat_deg) = (exclave.inside.lon_deg, exclave.inside.lat_deg);
        assert_eq!(at(&map, lon_deg, lat_deg), Some(exclave.of), "{name}");
        let country = code(&map, exclave.of);
        let areas = fine.countries.iter().filter(|area| area.country == country);
        let polygons = areas.flat_map(|area| &area.polygons);
        let outer = polygons.map(|polygon| &polygon.rings[0]);
        let around = outer.filter(|ring| fine.surrounds(ring, exclave.inside));
        let label = map.countries[usize::from(country.0)].label;
        for ring in around {
            assert!(!fine.surrounds(ring, label), "{name} is the main land");
        }
    }
}

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

fn end(level: &Level, arc_ref: ArcRef, last: bool) -> LonLat {
    let points = &level.arcs[arc_ref.arc as usize].points;
    points[if last == arc_ref.reversed {
        0
    } else {
        points.len() - 1
    }]
}

#[test]
fn an_arc_knows_the_countries_that_use_it_and_neighbours_share_it_in_opposite_senses() {
    for level in &map().levels {
        let mut users: HashMap<u32, Vec<(CountryIx, bool)>> = HashMap::new();
        for (country, ring) in all_rings(level) {
            for arc_ref in &ring.0 {
                let used = users.entry(arc_ref.arc).or_default();
                used.push((country, arc_ref.reversed));
            }
        }
        for (at, arc) in level.arcs.iter().enumerate() {
            let used = users.get(&(at as u32)).map_or(&[][..], Vec::as_slice);
            let sides: Vec<_> = used.iter().map(|(country, _)| Some(*country)).collect();
            match (arc.kind, used) {
                // An outline drawn at sea lies within no country.
                (BorderKind::Claim, []) => assert_eq!(arc.between[0], arc.between[1]),
                // A front, or the edge of a self-declared state.
                (BorderKind::Disputed | BorderKind::LineOfControl, []) => {
                    assert!(arc.between[0] == arc.between[1] && arc.between[0].is_some());
                }
                (BorderKind::Coast | BorderKind::Seam, [_]) => {
                    assert_eq!(arc.between, [sides[0], None]);
                }
                (_, [(_, a), (_, b)]) => {
                    assert!(
                        arc.between == [sides[0], sides[1]] || arc.between == [sides[1], sides[0]]
                    );
                    assert_ne!(a, b, "walked in the same sense on both sides");
                    let one_country = sides[0] == sides[1];
                    assert_eq!(one_country, arc.kind == BorderKind::Seam);
                    assert_ne!(arc.kind, BorderKind::Coast);
                }
                _ => panic!("arc {at}, {:?}, used by {used:?}", arc.kind),
            }
        }
    }
}

#[test]
fn places_lie_in_their_countries() {
    let map = map();
    let places = [
        ("Baikonur", 63.3, 45.6, "KAZ"),
        ("Dushanbe", 68.78, 38.54, "TJK"),
        ("Kabul", 69.18, 34.53, "AFG"),
        ("Tashkent", 69.24, 41.3, "UZB"),
        ("Termez", 67.28, 37.23, "UZB"),
        ("Ashgabat", 58.38, 37.95, "TKM"),
        ("Bishkek", 74.6, 42.87, "KGZ"),
        ("Kashgar", 75.99, 39.47, "CHN"),
        ("Khorog", 71.55, 37.49, "TJK"),
        ("Osh", 72.8, 40.53, "KGZ"),
        ("Sokh", 71.13, 39.97, "UZB"),
        ("Vorukh", 70.6, 39.84, "TJK"),
        ("Mazar-i-Sharif", 67.11, 36.71, "AFG"),
        ("Mashhad", 59.6, 36.3, "IRN"),
        ("Siachen", 77.1, 35.45, "IND"),
        ("Chukotka", 175.0, 66.5, "RUS"),
        ("Uelen", -169.9, 66.15, "RUS"),
        ("South Pole", 10.0, -89.9, "ATA"),
        ("Maseru", 27.6, -29.45, "LSO"),
        ("Bloemfontein", 26.2, -29.1, "ZAF"),
    ];
    for (name, lon_deg, lat_deg, iso3) in places {
        assert_eq!(at(&map, lon_deg, lat_deg), Some(iso3), "{name}");
    }
    assert_eq!(at(&map, 50.8, 41.9), None, "the Caspian is sea");
    assert_eq!(at(&map, 64.0, 15.0), None, "the Arabian Sea");
}

#[test]
fn no_place_lies_in_two_countries() {
    let level = &map().levels[2];
    for lon in 40..98 {
        for lat in 30..58 {
            let place = LonLat::new(f64::from(lon) + 0.123, f64::from(lat) + 0.456);
            let around = (level.countries.iter()).filter(|area| level.contains(area, place));
            assert!(around.count() <= 1, "{place:?}");
        }
    }
}

#[test]
fn every_member_of_the_united_nations_is_there() {
    let members = "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH \
        BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP \
        CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB \
        GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN \
        KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX \
        MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK \
        PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB \
        SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR \
        URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE";
    let map = map();
    let missing: Vec<_> = members
        .split_whitespace()
        .filter(|iso3| map.country(iso3.parse().unwrap()).is_none())
        .collect();
    assert_eq!(members.split_whitespace().count(), 193);
    assert!(missing.is_empty(), "{missing:?}");
    assert!(map.country("ZZZ".parse().unwrap()).is_none());
    let tajikistan = &map.countries[usize::from(code(&map, "TJK").0)];
    assert_eq!(tajikistan.name, "Tajikistan");
    assert_eq!(
        at(&map, tajikistan.label.lon_deg, tajikistan.label.lat_deg),
        Some("TJK")
    );
}

#[test]
fn borders_are_of_the_kind_of_october_2021() {
    use BorderKind::{Disputed, International, LineOfControl};
    let map = map();
    let kinds = |a, b| {
        let arcs = map.border_between(code(&map, a), code(&map, b));
        let mut kinds: Vec<_> = arcs.map(|arc| arc.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds("AFG", "PAK"), [Disputed]);
    assert_eq!(kinds("PAK", "AFG"), [Disputed], "either way round");
    assert_eq!(kinds("TJK", "KGZ"), [Disputed]);
    assert_eq!(kinds("AFG", "TJK"), [International]);
    assert_eq!(kinds("AFG", "UZB"), [International]);
    assert_eq!(kinds("CHN", "KAZ"), [International]);
    assert_eq!(
        kinds("IND", "PAK"),
        [International, Disputed, LineOfControl]
    );
    assert!(kinds("AFG", "KAZ").is_empty(), "they do not touch");
    let arcs = map.border_between(code(&map, "KAZ"), code(&map, "KAZ"));
    assert_eq!(arcs.count(), 0, "Baikonur leaves no edge in Kazakhstan");
}

#[test]
fn seams_lie_on_the_cut_or_within_one_country() {
    for level in &map().levels {
        let seams: Vec<_> = (level.arcs.iter())
            .filter(|arc| arc.kind == BorderKind::Seam)
            .collect();
        assert!(
            seams.len() > 4,
            "Chukotka, Wrangel Island, Fiji, Antarctica"
        );
        let on_cut = |arc: &BorderArc| {
            let east = arc.points.iter().all(|p| p.lon_deg.abs() >= 180.0);
            let south = arc.points.iter().all(|p| p.lat_deg <= -90.0);
            east || south
        };
        assert!(
            seams
                .iter()
                .all(|arc| on_cut(arc) || arc.between[0] == arc.between[1])
        );
        let coasts = (level.arcs.iter()).filter(|arc| arc.kind == BorderKind::Coast);
        for arc in coasts {
            let on = |p: &LonLat| p.lon_deg.abs() >= 180.0;
            assert!(!arc.points.windows(2).any(|e| on(&e[0]) && on(&e[1])));
        }
    }
}

#[test]
fn lakes_are_as_in_2021() {
    let map = map();
    for level in &map.levels {
        let named = |lon, lat| lake_at(&map, level, lon, lat).unwrap_or_default();
        assert_eq!(named(75.0, 46.45), "Lake Balkhash");
        assert_eq!(named(77.3, 42.45), "Issyk-Kul");
        assert_eq!(named(60.8, 46.4), "North Aral Sea");
        assert_eq!(named(58.5, 45.0), "South Aral Sea");
        assert_eq!(lake_at(&map, level, 60.0, 45.0), None, "dry since");
    }
    assert_eq!(at(&map, 60.0, 44.7), Some("UZB"));
    let finest = map.levels.last().unwrap();
    for at in 0..map.waters.len() {
        let ix = Some(WaterIx(at as u16));
        let drawn = match map.waters[at].kind {
            WaterKind::Lake => finest.lakes.iter().any(|lake| lake.water == ix),
            WaterKind::River => finest.rivers.iter().any(|river| river.water == ix),
            WaterKind::Sea => map.country_at(map.waters[at].label).is_none(),
        };
        assert!(drawn, "{}", map.waters[at].name);
    }
}

#[test]
fn a_river_on_the_border_is_the_border() {
    let map = map();
    let panj = map.waters.iter().position(|w| w.name == "Panj").unwrap();
    for level in &map.levels {
        let border: Vec<_> = (level.arcs.iter())
            .filter(|arc| {
                let ends = arc
                    .between
                    .map(|c| c.map(|c| map.countries[usize::from(c.0)].iso3));
                let names = ends.map(|c| c.map(|c| c.to_string()).unwrap_or_default());
                names == ["AFG", "TJK"] || names == ["TJK", "AFG"]
            })
            .flat_map(|arc| &arc.points)
            .collect();
        let river: Vec<_> = (level.rivers.iter())
            .filter(|river| river.water == Some(WaterIx(panj as u16)))
            .flat_map(|river| &river.points)
            .collect();
        let on = river.iter().filter(|p| border.contains(*p)).count();
        assert!(on * 100 >= river.len() * 95, "{on} of {}", river.len());
        assert!(river.len() > 20);
    }
}

#[test]
fn claimed_areas_are_held_by_those_around_them() {
    let map = map();
    for level in &map.levels {
        let names: Vec<_> = level
            .claimed
            .iter()
            .map(|area| area.name.as_str())
            .collect();
        assert!(
            names.contains(&"Aksai Chin") && names.contains(&"Azad Kashmir"),
            "{names:?}"
        );
        let aksai_chin = &level.claimed[names.iter().position(|n| *n == "Aksai Chin").unwrap()];
        assert!(level.surrounds(&aksai_chin.ring, LonLat::new(79.3, 35.2)));
        assert_eq!(aksai_chin.held_by, Some(code(&map, "CHN")));
        assert_eq!(aksai_chin.claimed_by, [code(&map, "IND")]);
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

fn town<'m>(map: &'m BaseMap, name: &str, iso3: &str) -> &'m Town {
    let mut towns = map.towns.all();
    towns
        .find(|town| town.name == name && town.country.as_str() == iso3)
        .unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn towns_of_the_world_are_small_and_read_when_a_map_is_fine_enough_for_them() {
    assert!(TOWNS.len() <= 1_300_000, "{}", TOWNS.len());
    let map = map();
    assert!(format!("{:?}", map.towns).contains("read: 0"));
    let europe = Extent::from([0.0, 40.0, 30.0, 60.0]);
    assert!(map.towns.named_at(8000.0, europe).len() > 3);
    assert!(format!("{:?}", map.towns).contains("read: 1"));
    assert!(map.towns.all().count() > 70_000);
}

#[test]
fn every_frame_on_inhabited_land_has_its_towns() {
    let map = map();
    for (place, [west_deg, south_deg, east_deg, north_deg], metres_per_px) in [
        ("Ukraine", [24.0, 46.0, 38.0, 51.5], 1000.0),
        ("Sudan", [22.0, 12.0, 37.0, 20.0], 1600.0),
        ("Myanmar", [92.0, 12.0, 98.5, 26.0], 2000.0),
        ("Ecuador", [-81.0, -5.0, -75.0, 1.5], 900.0),
        ("Fiji", [177.0, -19.5, -179.0, -16.0], 500.0),
        ("Svalbard", [10.0, 76.0, 28.0, 81.0], 800.0),
        ("Chukotka", [160.0, 62.0, -170.0, 70.0], 1500.0),
        ("Greenland", [-55.0, 60.0, -20.0, 75.0], 2000.0),
    ] {
        let extent = Extent::from([west_deg, south_deg, east_deg, north_deg]);
        let found = map.towns.named_at(metres_per_px, extent);
        let least = match place {
            "Svalbard" => 1,
            "Chukotka" | "Greenland" => 2,
            _ => 4,
        };
        assert!(found.len() >= least, "{place}: {}", found.len());
        assert!(
            found.iter().all(|(_, town)| extent.contains(town.at)),
            "{place}"
        );
        let scales = found.iter().map(|(_, town)| town.from_metres_per_px);
        assert!(scales.rev().is_sorted(), "{place}");
        for (ix, found) in &found {
            assert_eq!(map.towns.get(*ix), Some(*found));
        }
    }
}

#[test]
fn a_finer_map_names_every_town_of_a_coarser_one() {
    let map = map();
    let extent = Extent::from([20.0, 30.0, 60.0, 55.0]);
    let mut before = Vec::new();
    for metres_per_px in [9000.0, 3000.0, 1000.0, 300.0] {
        let found = map.towns.named_at(metres_per_px, extent);
        let found: Vec<TownIx> = found.into_iter().map(|(ix, _)| ix).collect();
        assert!(before.iter().all(|ix| found.contains(ix)));
        assert!(found.len() > before.len());
        before = found;
    }
}

#[test]
fn towns_have_the_names_of_the_day() {
    let map = map();
    let astana = town(&map, "Astana", "KAZ");
    let day = |text: &str| Some(text.parse().unwrap());
    assert!(astana.capital);
    assert_eq!(astana.name_on(day("2021-10-23")), "Nur-Sultan");
    assert_eq!(astana.name_on(day("2022-09-17")), "Astana");
    assert_eq!(astana.name_on(None), "Astana");
    assert_eq!(
        town(&map, "Samar", "UKR").name_on(day("2021-10-23")),
        "Novomoskovsk"
    );
}

#[test]
fn every_country_of_some_size_has_one_capital() {
    let map = map();
    let mut capitals: HashMap<Iso3, usize> = HashMap::new();
    for town in map.towns.all().filter(|town| town.capital) {
        *capitals.entry(town.country).or_default() += 1;
    }
    assert!(capitals.len() > 220, "{}", capitals.len());
    assert!(capitals.values().all(|count| *count == 1));
    for iso3 in [
        "UKR", "SDN", "MMR", "ECU", "FJI", "BRA", "TJK", "GEO", "TUR", "MNG",
    ] {
        assert!(capitals.contains_key(&iso3.parse().unwrap()), "{iso3}");
    }
}

#[test]
fn the_table_of_claims_says_who_holds_who_claims_and_what_says_so() {
    let map = map();
    for level in &map.levels {
        for (name, [lon_deg, lat_deg], held_by, claimant) in [
            ("Gilgit-Baltistan", [74.3, 35.9], Some("PAK"), "IND"),
            (
                "Jammu and Kashmir, Ladakh",
                [77.6, 34.1],
                Some("IND"),
                "PAK",
            ),
            ("Abkhazia", [41.0, 43.0], None, "GEO"),
            ("South Ossetia", [43.97, 42.23], None, "GEO"),
            ("Transnistria", [29.7, 46.9], None, "MDA"),
            ("Donetsk and Luhansk", [38.5, 48.1], None, "UKR"),
            ("Crimea", [34.1, 45.2], Some("RUS"), "UKR"),
            ("Golan Heights", [35.8, 33.0], Some("ISR"), "SYR"),
            ("Western Sahara", [-13.0, 25.0], Some("MAR"), "ESH"),
            ("Kosovo", [20.9, 42.6], Some("XKX"), "SRB"),
            ("Taiwan", [121.0, 23.8], Some("TWN"), "CHN"),
            ("Spratly Islands", [114.5, 9.5], None, "PHL"),
            ("Essequibo", [-60.0, 5.5], Some("GUY"), "VEN"),
            ("East Falkland", [-58.9, -51.7], Some("GBR"), "ARG"),
            ("Halaib Triangle", [35.5, 22.3], Some("EGY"), "SDN"),
            ("Nagorno-Karabakh", [46.75, 39.9], None, "AZE"),
            ("Doklam", [88.95, 27.3], None, "CHN"),
        ] {
            let mut areas = level.claimed.iter();
            let area = areas.find(|area| area.name == name).expect(name);
            assert!(
                level.surrounds(&area.ring, LonLat::new(lon_deg, lat_deg)),
                "{name}"
            );
            assert_eq!(area.held_by, held_by.map(|iso3| code(&map, iso3)), "{name}");
            assert!(area.claimed_by.contains(&code(&map, claimant)), "{name}");
            assert!(held_by.is_some() || area.holder.is_some(), "{name}");
        }
        assert!(level.claimed.len() > 30);
        for area in &level.claimed {
            assert!((1800..=2021).contains(&area.since), "{}", area.name);
            assert!(!area.source.is_empty(), "{}", area.name);
        }
    }
}

#[test]
fn self_declared_states_have_their_lines() {
    let map = map();
    for (iso3, kind) in [
        ("GEO", BorderKind::Disputed),
        ("MDA", BorderKind::Disputed),
        ("UKR", BorderKind::LineOfControl),
    ] {
        let within = [Some(code(&map, iso3)); 2];
        for level in &map.levels {
            let mut arcs = level.arcs.iter();
            let line = arcs.any(|arc| arc.between == within && arc.kind == kind);
            assert!(line, "{iso3}");
        }
    }
    let (georgia, russia) = (code(&map, "GEO"), code(&map, "RUS"));
    let mut border = map.border_between(georgia, russia);
    assert!(border.all(|arc| arc.kind == BorderKind::Disputed));
}

#[test]
fn rivers_that_are_borders_are_told_from_those_that_are_not() {
    let map = map();
    let named = |name: &str| {
        let at = map.waters.iter().position(|water| water.name == name);
        Some(WaterIx(at.expect(name) as u16))
    };
    let level = map.levels.last().unwrap();
    let pieces = |name: &str, is_border: bool| {
        let of_name = level
            .rivers
            .iter()
            .filter(move |river| river.is_border == is_border);
        let ix = named(name);
        of_name
            .filter(|river| river.water == ix)
            .map(|river| river.points.len())
            .sum::<usize>()
    };
    assert!(pieces("Panj", true) > 10 * pieces("Panj", false));
    assert_eq!(pieces("Naryn", true), 0);
    for drawn in ["Kafirnigan", "Surkhandarya"] {
        assert!(pieces(drawn, false) > 4, "{drawn}");
    }
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
            relief.light_at(place).abs()
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
    assert!((relief.light_at(west) - relief.light_at(east)).abs() < 1e-6);
}
