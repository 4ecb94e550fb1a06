//! Countries and what lies in them.

use super::*;

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
        ("Shohimardon", 71.74, 39.97, "UZB"),
        ("Haidarkan, beside it", 71.33, 39.95, "KGZ"),
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
