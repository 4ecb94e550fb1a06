//! Borders, claims and arcs.

use super::*;

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
            ("Golan Heights", [35.70, 33.27], Some("ISR"), "SYR"), // the Shebaa Farms
            ("West Bank", [35.24, 31.78], Some("ISR"), "PSE"),     // East Jerusalem
            ("Gaza Strip", [34.4, 31.45], None, "PSE"),
            ("Habomai Islands", [146.15, 43.5], Some("RUS"), "JPN"),
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
fn outlines_that_were_drawn_for_this_map_are_told_to_be_schematic() {
    let rows = include_str!("../../../../assets/basemap/disputes.mjs");
    let mut name = "";
    let mut drawn = BTreeSet::new();
    for line in rows.lines().map(str::trim_start) {
        if let Some(named) = line.strip_prefix("name: \"") {
            name = named.split('"').next().unwrap_or_default();
        }
        if line.starts_with("ring:") {
            drawn.insert(name);
        }
    }
    let level = &map().levels[0];
    let told = level.claimed.iter().filter(|area| area.is_schematic());
    let told: BTreeSet<&str> = told.map(|area| area.name.as_str()).collect();
    assert_eq!(drawn, told);
}
