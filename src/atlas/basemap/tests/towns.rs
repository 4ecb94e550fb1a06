//! The towns of the world.

use super::*;

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
    for iso3 in ["HKG", "MAC"] {
        let region = iso3.parse().unwrap();
        assert!(map.towns.all().any(|town| town.country == region), "{iso3}");
        assert!(!capitals.contains_key(&region), "{iso3} is no state");
    }
}
