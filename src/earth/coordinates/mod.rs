//! Coordinates in words, and back.

mod form;
mod grid;
mod link;
mod mgrs;
mod place;
mod read;
mod spelled;

pub use form::{CoordinateForm, MapService, ReadPlace};
pub use grid::format_utm;
pub use mgrs::parse_mgrs;
pub use place::read_place;
pub use read::parse_lonlat;

use super::LonLat;

/// Degrees with four decimals, about ten metres: `38.5598° N, 68.7870° E`.
///
/// ```
/// use steppe::earth::{LonLat, format_decimal};
///
/// let dushanbe = LonLat::new(68.787, 38.5598);
/// assert_eq!(format_decimal(dushanbe), "38.5598° N, 68.7870° E");
/// ```
#[must_use]
pub fn format_decimal(place: LonLat) -> String {
    let place = place.normalized();
    let part = |angle_deg: f64, [plus, minus]: [char; 2]| {
        let rounded = format!("{:.4}", angle_deg.abs());
        // What rounds to nothing lies on neither side of it.
        let west_or_south = angle_deg < 0.0 && rounded != "0.0000";
        format!("{rounded}° {}", if west_or_south { minus } else { plus })
    };
    let lat = part(place.lat_deg, ['N', 'S']);
    format!("{lat}, {}", part(place.lon_deg, ['E', 'W']))
}

/// Degrees, minutes and whole seconds, about thirty metres: `38°33′35″ N, 68°47′13″ E`.
///
/// ```
/// use steppe::earth::{LonLat, format_dms};
///
/// let kant = LonLat::new(74.846, 42.853);
/// assert_eq!(format_dms(kant), "42°51′11″ N, 74°50′46″ E");
/// ```
#[must_use]
pub fn format_dms(place: LonLat) -> String {
    let place = place.normalized();
    let part = |angle_deg: f64, [plus, minus]: [char; 2]| {
        // Rounded before it is split, so that no minute has 60 seconds.
        let seconds = (angle_deg.abs() * 3600.0).round() as u32;
        let side = if angle_deg < 0.0 && seconds > 0 {
            minus
        } else {
            plus
        };
        let (degrees, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{degrees}°{minutes:02}′{seconds:02}″ {side}")
    };
    let lat = part(place.lat_deg, ['N', 'S']);
    format!("{lat}, {}", part(place.lon_deg, ['E', 'W']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::distance_m;
    use crate::earth::lon_lat::tests::places;

    #[test]
    fn a_place_is_written_as_people_write_it() {
        let written = [
            (
                68.787,
                38.5598,
                "38.5598° N, 68.7870° E",
                "38°33′35″ N, 68°47′13″ E",
            ),
            (
                -0.1278,
                51.5074,
                "51.5074° N, 0.1278° W",
                "51°30′27″ N, 0°07′40″ W",
            ),
            (
                151.2093,
                -33.8688,
                "33.8688° S, 151.2093° E",
                "33°52′08″ S, 151°12′33″ E",
            ),
            (0.0, 0.0, "0.0000° N, 0.0000° E", "0°00′00″ N, 0°00′00″ E"),
            (
                -0.000_01,
                -0.000_01,
                "0.0000° N, 0.0000° E",
                "0°00′00″ N, 0°00′00″ E",
            ),
            (
                59.999_99,
                9.999_99,
                "10.0000° N, 60.0000° E",
                "10°00′00″ N, 60°00′00″ E",
            ),
            (
                190.0,
                90.0,
                "90.0000° N, 170.0000° W",
                "90°00′00″ N, 170°00′00″ W",
            ),
        ];
        for (lon, lat, decimal, dms) in written {
            assert_eq!(format_decimal(LonLat::new(lon, lat)), decimal);
            assert_eq!(format_dms(LonLat::new(lon, lat)), dms);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(place in places()) {
            // Four decimals, whole seconds and whole metres, each half of it both ways.
            let forms = [
                (format_decimal(place), 8.0),
                (format_dms(place), 22.0),
                (format_utm(place), 1.0),
            ];
            for (written, off_m) in forms {
                let read = parse_lonlat(&written);
                let read = read.ok_or_else(|| TestCaseError::fail(written.clone()))?;
                prop_assert!(distance_m(read, place) < off_m, "{written} read as {read:?}");
            }
        }
    }
}
