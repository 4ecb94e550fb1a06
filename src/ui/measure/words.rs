//! Lengths, areas and bearings in words.

use crate::atlas::group_thousands;
use crate::session::Leg;

/// An international mile (1959), metres.
const MILE_M: f64 = 1609.344;
/// A nautical mile (BIPM), metres.
const NAUTICAL_MILE_M: f64 = 1852.0;
/// Names of the directions, clockwise from north.
const DIRECTIONS: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/// A number with three digits that count, and no more than two behind the point.
fn number(value: f64) -> String {
    let digits = match value.abs() {
        0.0..10.0 => 2,
        10.0..100.0 => 1,
        _ => 0,
    };
    let unit = 10_f64.powi(digits);
    group_thousands((value * unit).round() / unit)
}

/// "699 km", "640 m"
pub(super) fn length(length_m: f64) -> String {
    if length_m < 1000.0 {
        format!("{} m", group_thousands(length_m.round()))
    } else {
        format!("{} km", number(length_m / 1000.0))
    }
}

/// "699 km · 434 mi · 378 nmi"
pub(super) fn lengths(length_m: f64) -> String {
    format!(
        "{} \u{b7} {} mi \u{b7} {} nmi",
        length(length_m),
        number(length_m / MILE_M),
        number(length_m / NAUTICAL_MILE_M)
    )
}

/// "12,309 km² · 4,753 sq mi"
pub(super) fn areas(area_m2: f64) -> String {
    format!(
        "{} km\u{b2} \u{b7} {} sq mi",
        number(area_m2 / 1e6),
        number(area_m2 / (MILE_M * MILE_M))
    )
}

/// "231° SW"
pub(super) fn bearing(bearing_deg: f64) -> String {
    let whole = (bearing_deg.round() as u32) % 360;
    let at = ((bearing_deg / 45.0).round() as usize) % DIRECTIONS.len();
    format!("{whole}\u{b0} {}", DIRECTIONS[at])
}

/// "± 5 km": no number is surer than the places that it is measured between.
pub(super) fn plus_minus(leg: &Leg) -> String {
    let plus_minus = leg.plus_minus_m.filter(|off_m| *off_m > 0.0);
    plus_minus.map_or_else(String::new, |off_m| format!(" \u{b1} {}", length(off_m)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_three_units_and_bearings_with_their_side() {
        assert_eq!(lengths(699_262.85), "699 km \u{b7} 435 mi \u{b7} 378 nmi");
        assert_eq!(lengths(640.2), "640 m \u{b7} 0.4 mi \u{b7} 0.35 nmi");
        assert_eq!(areas(12_309e6), "12,309 km\u{b2} \u{b7} 4,753 sq mi");
        assert_eq!(bearing(230.9), "231\u{b0} SW");
        assert_eq!(bearing(359.9), "0\u{b0} N");
    }
}
