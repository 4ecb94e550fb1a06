//! Lakes and rivers.

use super::*;

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
