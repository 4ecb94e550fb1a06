//! Places in the military grid: `42SVF8144267950`.
//!
//! Squares after NGA.SIG.0012 (2014), The Universal Grids, section 10 and figure 13: the letters of
//! columns repeat every three zones, those of rows every two.

use crate::earth::{LonLat, parse_lonlat};

/// Letters of columns in the zones 1, 2 and 3, and so on.
const COLUMNS: [&str; 3] = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"];

/// Letters of rows in odd zones; in even ones they begin five squares further.
const ROWS: &str = "ABCDEFGHJKLMNPQRSTUV";

/// Bands of latitude from 80° south on, eight degrees each.
const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";

/// Side of a square, in metres.
const SQUARE_M: f64 = 100_000.0;

/// Squares after which the letters of rows repeat.
const ROWS_REPEAT: usize = 20;

/// The middle of the square that a text names.
pub(super) fn parse(text: &str) -> Option<LonLat> {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let text = text.to_ascii_uppercase();
    let zone_len = text.find(|letter: char| !letter.is_ascii_digit())?;
    let zone: usize = text[..zone_len]
        .parse()
        .ok()
        .filter(|zone| (1..=60).contains(zone))?;
    let mut letters = text[zone_len..].chars();
    let (band, column, row) = (letters.next()?, letters.next()?, letters.next()?);
    let digits = letters.as_str();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || !digits.len().is_multiple_of(2) || digits.len() > 10 {
        return None;
    }
    let band_at = BANDS.find(band)?;
    let column_at = COLUMNS[(zone - 1) % 3].find(column)?;
    let first_row = if zone.is_multiple_of(2) { 5 } else { 0 };
    let row_at = (ROWS.find(row)? + ROWS_REPEAT - first_row) % ROWS_REPEAT;
    let (easting, northing) = digits.split_at(digits.len() / 2);
    let step_m = easting.bytes().fold(SQUARE_M, |step_m, _| step_m / 10.0);
    let within = |part: &str| Some((part.parse().unwrap_or(0.0) + 0.5) * step_m);
    let x_m = (column_at + 1) as f64 * SQUARE_M + within(easting)?;
    let y_m = row_at as f64 * SQUARE_M + within(northing)?;
    let south_deg = band_at as f64 * 8.0 - 80.0;
    // A square reaches over the edges of its band by as much as its own side.
    let band_deg = south_deg - 1.0..=south_deg + 13.0;
    (0..5).find_map(|repeat| {
        let y_m = y_m + (repeat * ROWS_REPEAT) as f64 * SQUARE_M;
        let place = parse_lonlat(&format!("{zone}{band} {x_m} {y_m}"))?;
        band_deg.contains(&place.lat_deg).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_found_in_either_half_of_the_earth() {
        // UTM 42S 481442 4267950, as `format_utm` says it of Dushanbe.
        let dushanbe = parse("42S VH 81442 67950").expect("a place");
        assert!((dushanbe.lon_deg - 68.787).abs() < 1e-4, "{dushanbe:?}");
        assert!((dushanbe.lat_deg - 38.5598).abs() < 1e-4, "{dushanbe:?}");
        // Sydney Opera House.
        let sydney = parse("56HLH3490052294").expect("a place");
        assert!((sydney.lon_deg - 151.215).abs() < 0.01, "{sydney:?}");
        assert!((sydney.lat_deg + 33.857).abs() < 0.01, "{sydney:?}");
    }

    #[test]
    fn what_is_no_square_is_not_read() {
        for text in [
            "",
            "42S",
            "42IVH8144267950",
            "61SVH8144267950",
            "42SVH814426795",
            "Osh 12",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
