//! The coordinate reference system of a table, where a column or the values say it, and places in zones.

use geo::{Geometry, Point};

use super::cell::well_known;
use super::title::plain;
use crate::earth::parse_lonlat;
use crate::formats::crs::{Crs, UnknownCrs};

/// Columns that hold the code of a system.
const CODES: [&str; 6] = [
    "epsg",
    "epsgcode",
    "srid",
    "crs",
    "spatialreference",
    "coordinatesystem",
];

/// The system that all rows state in a column of their own, or in front of their well-known text.
pub(super) fn stated_crs(names: &[&str], rows: &[Vec<&str>]) -> Option<Result<Crs, UnknownCrs>> {
    let column = names
        .iter()
        .position(|name| CODES.contains(&plain(name).as_str()));
    if let Some(column) = column {
        let mut codes = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.trim());
        let first = codes.find(|code| !code.is_empty())?;
        let alike = codes.all(|code| code.is_empty() || code == first);
        // What is no system, such as a name of a sector under `crs`, says nothing.
        return Crs::parse(first).ok().filter(|_| alike).map(Ok);
    }
    let cells = rows.first()?.iter();
    let code = cells
        .filter(|cell| {
            cell.starts_with("SRID=") || cell.starts_with("01") || cell.starts_with("00")
        })
        .find_map(|cell| well_known(cell)?.1)?;
    (code != 0 && code != 4326).then(|| Crs::from_epsg(code))
}

/// A place of Universal Transverse Mercator; the zone has its letter, `42N` or `42 S` being halves
/// of the earth as often as bands, or the hemisphere stands by itself.
pub(super) fn utm(
    zone: &str,
    hemisphere: &str,
    easting: &str,
    northing: &str,
) -> Option<Geometry<f64>> {
    let mut zone: String = zone
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    if zone.bytes().all(|byte| byte.is_ascii_digit()) {
        // As bands: `S` behind a zone is one of the north.
        zone.push(match hemisphere.chars().next()?.to_ascii_uppercase() {
            'N' => 'N',
            'S' => 'M',
            _ => return None,
        });
    }
    let (x, y) = (metres(easting)?, metres(northing)?);
    let place = parse_lonlat(&format!("{zone} {x} {y}"))?;
    Some(Point::new(place.lon_deg, place.lat_deg).into())
}

/// A number of metres, with marks between its thousands or a decimal comma.
fn metres(text: &str) -> Option<f64> {
    let kept: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\'' | '\u{2019}' | '_'))
        .collect();
    let grouped = |mark: char| {
        let mut groups = kept.split(mark);
        let first = groups.next().is_some_and(|it| (1..=3).contains(&it.len()));
        let mut rest = groups.peekable();
        let whole = |group: &str| {
            group
                .split(['.', ','])
                .next()
                .is_some_and(|it| it.len() == 3)
        };
        first && rest.peek().is_some() && rest.all(whole)
    };
    let plain = if grouped(',') {
        kept.replace(',', "")
    } else if kept.matches('.').count() > 1 && grouped('.') {
        kept.replace('.', "").replace(',', ".")
    } else {
        kept.replace(',', ".")
    };
    plain.parse().ok().filter(|it: &f64| it.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_may_be_marked_in_the_ways_of_several_countries() {
        for (text, expected) in [
            ("539500", 539_500.0),
            ("539,500", 539_500.0),
            ("4,960,900.5", 4_960_900.5),
            ("4 960 900,5", 4_960_900.5),
            ("4.960.900,5", 4_960_900.5),
            ("4'960'900", 4_960_900.0),
            ("697773.25", 697_773.25),
            ("697773,25", 697_773.25),
        ] {
            assert_eq!(metres(text), Some(expected), "{text}");
        }
        assert_eq!(metres("Osh"), None);
    }

    #[test]
    fn the_half_of_the_earth_may_stand_beside_the_zone() {
        let lat_deg = |side| match utm("41", side, "697773", "4964330") {
            Some(Geometry::Point(point)) => point.y(),
            other => panic!("a point: {other:?}"),
        };
        assert!((lat_deg("N") - 44.805).abs() < 0.001);
        assert!(
            (lat_deg("South") + 45.461).abs() < 0.1,
            "{}",
            lat_deg("South")
        );
        assert_eq!(utm("41", "", "697773", "4964330"), None);
    }

    #[test]
    fn a_column_of_codes_states_the_system_where_its_rows_agree() {
        let stated = |rows: &[Vec<&str>]| stated_crs(&["x", "y", "epsg"], rows);
        let name = |rows: &[Vec<&str>]| Some(stated(rows)?.expect("known").name);
        assert_eq!(
            name(&[vec!["1", "2", "3857"]]).as_deref(),
            Some("EPSG:3857")
        );
        assert_eq!(
            name(&[vec!["1", "2", "3857"], vec!["1", "2", "32641"]]),
            None
        );
    }
}
