//! The Military Grid Reference System: `42S VH 81442 67950`.
//!
//! Letters after NGA.SIG.0012 (2014), section 11 and appendix A (the AA scheme of WGS 84).

use super::grid::Zone;
use crate::earth::{LonLat, MapPoint};

/// Letters of the columns of squares of 100 km; they return every three zones.
const COLUMNS: [&[u8; 8]; 3] = [b"ABCDEFGH", b"JKLMNPQR", b"STUVWXYZ"];
/// Letters of the rows; they return every 2,000 km, and begin five letters on in even zones.
const ROWS: &[u8; 20] = b"ABCDEFGHJKLMNPQRSTUV";
/// Side of a lettered square, metres.
const SQUARE_M: f64 = 100_000.0;
/// The rows' letters return after this many metres.
const ROWS_M: f64 = 2_000_000.0;
/// A square at the edge of a band may lie this far outside it, degrees of latitude.
const BEYOND_BAND_DEG: f64 = 1.0;

/// The middle of the square that a reference of the military grid names, such as `42S VH 81442 67950`;
/// `None` where it is no reference.
///
/// References around the poles, which have no zone number, are not read.
#[must_use]
pub fn parse_mgrs(text: &str) -> Option<LonLat> {
    let compact: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| byte.to_ascii_uppercase())
        .collect();
    let digits = compact.iter().take_while(|byte| byte.is_ascii_digit());
    let (number, rest) = compact.split_at(digits.count());
    let [band, column, row, digits @ ..] = rest else {
        return None;
    };
    let zone = Zone::read(std::str::from_utf8(number).ok()?, char::from(*band))
        .filter(|zone| zone.number > 0)?;
    let columns = COLUMNS[(zone.number as usize - 1) % 3];
    let column = columns.iter().position(|letter| letter == column)?;
    let row = ROWS.iter().position(|letter| letter == row)?;
    let shift = if zone.number.is_multiple_of(2) { 5 } else { 0 };
    let row = (row + ROWS.len() - shift) % ROWS.len();
    let (x_m, y_m) = within_square(digits)?;
    let x_m = (column + 1) as f64 * SQUARE_M + x_m;
    in_band(zone, x_m, row as f64 * SQUARE_M + y_m)
}

/// Metres from the square's south-west corner to the middle of what the digits name.
fn within_square(digits: &[u8]) -> Option<(f64, f64)> {
    let half = digits.len() / 2;
    let even = digits.len().is_multiple_of(2) && half <= 5;
    if !even || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let unit_m = SQUARE_M / f64::from(10_u32.pow(half as u32));
    let metres = |digits: &[u8]| {
        let number = digits
            .iter()
            .fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
        (number + 0.5) * unit_m
    };
    Some((metres(&digits[..half]), metres(&digits[half..])))
}

/// The place in the zone's band at this easting, and at this northing beyond some full turn of the
/// rows' letters.
fn in_band(zone: Zone, x_m: f64, y_m: f64) -> Option<LonLat> {
    let grid = zone.projection()?;
    let band = zone.latitudes()?;
    let places = (0..5).filter_map(|turn| {
        let y_m = y_m + f64::from(turn) * ROWS_M;
        grid.unproject(MapPoint::new(x_m, y_m))
    });
    let beyond = |place: &LonLat| (band[0] - place.lat_deg).max(place.lat_deg - band[1]);
    places
        .filter(|place| place.valid() && beyond(place) <= BEYOND_BAND_DEG)
        .min_by(|a, b| beyond(a).total_cmp(&beyond(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::format_utm;

    #[test]
    fn a_reference_names_the_metre_that_utm_does() {
        // As GEOTRANS 3.9 has them, south of the equator and in a moved zone too.
        let references = [
            ("42SVH8144267950", "42S 481442 4267950"),
            ("43TDH8741844502", "43T 487418 4744502"),
            ("56HLH3436950948", "56H 334369 6250948"),
            ("32VKN9735400648", "32V 297354 6700648"),
            ("31NAA6602100000", "31N 166021 0"),
        ];
        for (reference, utm) in references {
            let place = parse_mgrs(reference).unwrap_or_else(|| panic!("{reference} was not read"));
            let written = format_utm(place);
            let close = |a: &str, b: &str| {
                let numbers = a.split(' ').zip(b.split(' '));
                numbers.skip(1).all(|(a, b)| {
                    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
                    (number(a) - number(b)).abs() <= 1.0
                })
            };
            assert!(close(&written, utm), "{reference}: {written} and not {utm}");
        }
    }

    #[test]
    fn few_digits_name_the_middle_of_a_large_square() {
        let place = parse_mgrs("42S VH").expect("a square of 100 km");
        assert_eq!(format_utm(place), "42S 450000 4250000");
        let place = parse_mgrs("42S VH 8 6").expect("a square of 10 km");
        assert_eq!(format_utm(place), "42S 485000 4265000");
    }
}
