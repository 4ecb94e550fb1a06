//! The world's seas.

use super::*;
use crate::earth::distance_m;

#[test]
fn the_circles_of_a_sea_lie_on_water_and_reach_into_no_other_sea() {
    let map = map();
    // The source has these within the Mediterranean.
    let within = ["Ionian Sea", "Aegean Sea", "Adriatic Sea", "Tyrrhenian Sea"];
    let all = SEAS
        .iter()
        .flat_map(|sea| sea.circles().map(move |(at, _)| (sea.name, at)));
    let on_land: Vec<_> = all
        .filter(|(_, at)| map.country_at(*at).is_some())
        .collect();
    assert!(on_land.is_empty(), "{on_land:?}");
    for (number, sea) in SEAS.iter().enumerate() {
        for (middle, radius_m) in sea.circles() {
            assert!(sea.holds(middle));
            for other in &SEAS[number + 1..] {
                let parts = sea.name == "Mediterranean Sea" && within.contains(&other.name);
                let mut circles = other.circles();
                let meets =
                    circles.any(|(at, reach_m)| distance_m(middle, at) < radius_m + reach_m);
                assert!(parts || !meets, "{} and {}", sea.name, other.name);
            }
        }
    }
}

#[test]
fn each_sea_has_a_name_of_its_own_and_its_widest_circle_first() {
    let mut names: Vec<&str> = SEAS.iter().map(|sea| sea.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SEAS.len());
    for sea in &SEAS {
        let radii_m: Vec<f64> = sea.circles().map(|(_, radius_m)| radius_m).collect();
        assert!(radii_m.is_sorted_by(|a, b| a >= b), "{}", sea.name);
    }
}
