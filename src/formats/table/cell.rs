//! A whole place in one cell: two numbers, well-known text or binary, JSON, a link to a map.

use geo::Geometry;
use wkt::TryFromWkt as _;

use super::angle::{self, Angle};
use crate::formats::{geojson, wkb};

/// Brackets within each other that are still read: sixteen collections, as in well-known binary, around
/// a multipolygon. The parser of the crate `wkt` calls itself for each collection, and would exhaust
/// the stack.
const DEEPEST: usize = 19;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Two plain numbers in the order in which they stand.
    Numbers([f64; 2]),
    /// Latitude and longitude, which are told apart.
    LatLon([Angle; 2]),
    /// A geometry.
    Geometry(Geometry<f64>),
}

/// What stands before latitude and longitude in a link to a map.
const BEFORE_PLACE: [&str; 8] = [
    "@", "?q=", "&q=", "ll=", "query=", "/search/", "/place/", "center=",
];

/// Words for latitude and longitude within a cell.
const LATITUDE: &str = "lat";
const LONGITUDES: [&str; 2] = ["lon", "lng"];

/// The place in a cell; `None` where it has none of these forms.
pub(super) fn read(text: &str) -> Option<Cell> {
    let text = text.trim();
    if text.starts_with('{')
        && let Some(geometry) = geojson::as_written(text)
    {
        return Some(Cell::Geometry(geometry));
    }
    let text = text.strip_prefix("geo:").unwrap_or(text);
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    if let Some(numbers) = two_numbers(bare) {
        return Some(Cell::Numbers(numbers));
    }
    if text.contains("://") {
        return link(text).map(Cell::Numbers);
    }
    labelled(text).or_else(|| two_sides(bare)).map(Cell::LatLon)
}

/// Two plain numbers with a comma, a semicolon, a stroke or a space between, also with decimal commas.
fn two_numbers(text: &str) -> Option<[f64; 2]> {
    let pair = |first: &str, second: &str| {
        let number = |text: &str| {
            let text = text.trim().trim_end_matches(['°', 'º']);
            text.replace(',', ".").parse::<f64>().ok()
        };
        let numbers = [number(first)?, number(second)?];
        numbers
            .iter()
            .all(|number| number.is_finite())
            .then_some(numbers)
    };
    let by = |separator: &str| {
        let (first, second) = text.split_once(separator)?;
        pair(first, second)
    };
    [";", ", ", " ", ",", "/", "|"].into_iter().find_map(by)
}

/// The place that a link to a map is of.
fn link(text: &str) -> Option<[f64; 2]> {
    let text = text
        .replace("%2C", ",")
        .replace("%2c", ",")
        .replace('+', "");
    let places = BEFORE_PLACE.iter().filter_map(|before| {
        let at = text.find(before)? + before.len();
        let numbers = |letter: &char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | ',');
        let numbers: String = text[at..].chars().take_while(numbers).collect();
        let mut parts = numbers.split(',').filter(|part| part.contains('.'));
        Some([parts.next()?.parse().ok()?, parts.next()?.parse().ok()?])
    });
    // OpenStreetMap: `#map=12/44.8/65.5`.
    let of_osm = || {
        let (_, view) = text.split_once("#map=")?;
        let mut parts = view.split(['/', '&']).skip(1);
        Some([parts.next()?.parse().ok()?, parts.next()?.parse().ok()?])
    };
    let mut places = places;
    places.next().or_else(of_osm)
}

/// Two numbers behind the words for them: `Lat: 44.8, Long: 65.5`, `{lat: 44.8, lng: 65.5}`.
fn labelled(text: &str) -> Option<[Angle; 2]> {
    let lower = text.to_lowercase();
    let lon_at = LONGITUDES.iter().find_map(|word| lower.find(word))?;
    let lat_at = lower.find(LATITUDE)?;
    let behind = |at: usize, end: usize| {
        let piece = lower.get(at..end)?;
        let number = piece.find(|letter: char| letter.is_ascii_digit() || letter == '-')?;
        let numeric = |letter: &char| letter.is_ascii_digit() || matches!(letter, '.' | '-');
        let digits: String = piece[number..].chars().take_while(numeric).collect();
        angle::parse(&digits)
    };
    let end = lower.len();
    Some(if lat_at < lon_at {
        [behind(lat_at, lon_at)?, behind(lon_at, end)?]
    } else {
        [behind(lat_at, end)?, behind(lon_at, lat_at)?]
    })
}

/// Two angles with the names of their sides, whatever stands between: `N 44° 48.000 E 065° 30.000`.
fn two_sides(text: &str) -> Option<[Angle; 2]> {
    let cuts = text
        .char_indices()
        .filter(|(_, letter)| letter.is_whitespace() || matches!(letter, ',' | ';' | '/' | '|'));
    let mut pairs = cuts.filter_map(|(at, letter)| {
        let first = angle::parse(&text[..at])?;
        let second = angle::parse(&text[at + letter.len_utf8()..])?;
        match (first.side?, second.side?) {
            ('N' | 'S', 'E' | 'W') => Some([first, second]),
            ('E' | 'W', 'N' | 'S') => Some([second, first]),
            _ => None,
        }
    });
    pairs.next()
}

/// A geometry in well-known text (ISO 19125-1) or binary, with the code of its system where `PostGIS` wrote
/// one with it.
pub(super) fn well_known(text: &str) -> Option<(Geometry<f64>, Option<u32>)> {
    if let Some(bytes) = hexadecimal(text) {
        return Some((wkb::read(&bytes).ok()?, wkb::srid(&bytes)));
    }
    let (srid, text) = match text.split_once(';') {
        Some((srid, text)) if begins_with_srid(srid) => {
            (srid[5..].trim().parse().ok(), text.trim())
        }
        _ => (None, text),
    };
    // The parser complains in the log of what is plainly no such text.
    let begins = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let geometry = begins && text.contains(['(', 'E', 'e']) && depth(text) <= DEEPEST;
    geometry
        .then(|| Geometry::try_from_wkt_str(text).ok())?
        .map(|it| (it, srid))
}

/// Whether a text begins with `SRID=`, as `PostGIS` puts it before well-known text.
fn begins_with_srid(text: &str) -> bool {
    let begin = text.get(..5);
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case("SRID="))
}

/// Most brackets that are open at once in `text`.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// The bytes of a text of hexadecimal digits that begins as well-known binary does; `PostgreSQL` writes
/// `\x` before them, and SQL Server `0x`.
fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let text = text
        .strip_prefix("\\x")
        .or_else(|| text.strip_prefix("0x"))
        .unwrap_or(text);
    let begins = text.starts_with("00") || text.starts_with("01");
    if !begins || !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let pairs = text.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_in_every_form_that_people_put_into_one_cell() {
        for text in [
            "44.8, 65.5",
            "(44.8, 65.5)",
            "[44.8,65.5]",
            "44,8; 65,5",
            "44.8|65.5",
            "geo:44.8,65.5",
            "https://www.google.com/maps/@44.8,65.5,12z",
            "https://maps.google.com/?q=44.8,65.5",
            "https://www.openstreetmap.org/#map=12/44.8/65.5",
        ] {
            assert_eq!(read(text), Some(Cell::Numbers([44.8, 65.5])), "{text}");
        }
        for text in [
            "{lat: 44.8, lng: 65.5}",
            "{\"lng\":65.5,\"lat\":44.8}",
            "Lat: 44.8, Long: 65.5",
            "N 44° 48.000 E 065° 30.000",
            "65.5°E, 44.8°N",
        ] {
            let Some(Cell::LatLon([lat, lon])) = read(text) else {
                panic!("{text} was not read");
            };
            assert!(
                (lat.deg - 44.8).abs() < 1e-9 && (lon.deg - 65.5).abs() < 1e-9,
                "{text}"
            );
        }
        let json = read("{\"type\":\"Point\",\"coordinates\":[65.5,44.8]}");
        assert!(matches!(json, Some(Cell::Geometry(Geometry::Point(_)))));
        for text in ["Osh", "Platt long", "https://example.org/a", "44.8", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn well_known_text_says_its_system() {
        let (_, srid) = well_known("SRID=3857;POINT(7291426 5591295)").expect("a geometry");
        assert_eq!(srid, Some(3857));
        assert_eq!(well_known("44.8|65.5"), None);
    }

    #[test]
    fn collections_nested_without_end_are_no_geometry_and_exhaust_no_stack() {
        let begin = |count: usize| "GEOMETRYCOLLECTION(".repeat(count);
        let nested =
            |count: usize| format!("{}POINT(65.5 44.8){}", begin(count), ")".repeat(count));
        assert!(well_known(&nested(16)).is_some());
        assert_eq!(well_known(&nested(100_000)), None);
        assert_eq!(well_known(&begin(100_000)), None);
    }
}
