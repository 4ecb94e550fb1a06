//! Lengths, areas and bearings in words.

use super::group_thousands;
use crate::earth::LengthUnit;
use crate::math;

/// Names of the directions, clockwise from north.
const DIRECTIONS: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/// A number with three digits that count, and no more than two behind the point.
fn number(value: f64) -> String {
    let digits = match value.abs() {
        0.0..10.0 => 2,
        10.0..100.0 => 1,
        _ => 0,
    };
    let unit = math::powi(10.0, digits);
    group_thousands((value * unit).round() / unit)
}

/// "699 km", "640 m"
#[must_use]
pub fn length(unit: LengthUnit, length_m: f64) -> String {
    match unit.of(length_m) {
        (short, symbol @ ("m" | "ft")) => format!("{} {symbol}", group_thousands(short.round())),
        (long, symbol) => format!("{} {symbol}", number(long)),
    }
}

/// "699 km · 434 mi · 378 nmi", the reader's unit first.
#[must_use]
pub fn lengths(unit: LengthUnit, length_m: f64) -> String {
    let others = LengthUnit::ALL.into_iter().filter(|&other| other != unit);
    let others = others.map(|other| match other {
        LengthUnit::Kilometres => length(other, length_m),
        _ => format!("{} {}", number(length_m / other.metres()), other.symbol()),
    });
    let all: Vec<String> = std::iter::once(length(unit, length_m))
        .chain(others)
        .collect();
    all.join(" \u{b7} ")
}

/// "12,309 km²"
#[must_use]
pub fn area(unit: LengthUnit, area_m2: f64) -> String {
    let (area, symbol) = unit.of_area(area_m2);
    format!("{} {symbol}", number(area))
}

/// "12,309 km² · 4,753 sq mi", the reader's unit first.
#[must_use]
pub fn areas(unit: LengthUnit, area_m2: f64) -> String {
    let other = match unit {
        LengthUnit::Miles => LengthUnit::Kilometres,
        LengthUnit::Kilometres | LengthUnit::NauticalMiles => LengthUnit::Miles,
    };
    [unit, other]
        .map(|unit| area(unit, area_m2))
        .join(" \u{b7} ")
}

/// "231° SW"
#[must_use]
pub fn bearing(bearing_deg: f64) -> String {
    let whole = (bearing_deg.round() as u32) % 360;
    let at = ((bearing_deg / 45.0).round() as usize) % DIRECTIONS.len();
    format!("{whole}\u{b0} {}", DIRECTIONS[at])
}

/// " ± 5 km", to stand behind a length: no number is surer than the places that it is measured between.
/// Nothing where it is not known how far it may be off, metres.
#[must_use]
pub fn plus_minus(unit: LengthUnit, off_m: Option<f64>) -> String {
    let off_m = off_m.filter(|off_m| *off_m > 0.0);
    off_m.map_or_else(String::new, |off_m| {
        format!(" \u{b1} {}", length(unit, off_m))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_three_units_and_bearings_with_their_side() {
        let (km, mi) = (LengthUnit::Kilometres, LengthUnit::Miles);
        assert_eq!(
            lengths(km, 699_262.85),
            "699 km \u{b7} 435 mi \u{b7} 378 nmi"
        );
        assert_eq!(
            lengths(mi, 699_262.85),
            "435 mi \u{b7} 699 km \u{b7} 378 nmi"
        );
        assert_eq!(lengths(km, 640.2), "640 m \u{b7} 0.4 mi \u{b7} 0.35 nmi");
        assert_eq!(areas(mi, 12_309e6), "4,753 sq mi \u{b7} 12,309 km\u{b2}");
        assert_eq!(areas(km, 12_309e6), "12,309 km\u{b2} \u{b7} 4,753 sq mi");
        assert_eq!(bearing(230.9), "231\u{b0} SW");
        assert_eq!(bearing(359.9), "0\u{b0} N");
    }
}
