//! The military grid's zones: Universal Transverse Mercator, and Polar Stereographic at the poles.
//!
//! Zones and letters after NGA.SIG.0012 (2014), The Universal Grids and the Transverse Mercator and
//! Polar Stereographic Map Projections, sections 7 and 10.

use crate::earth::{LonLat, MapPoint, Projection};

/// Eight degrees of latitude each from 80° S on; the last has twelve.
const BANDS: &[u8; 20] = b"CDEFGHJKLMNPQRSTUVWX";

/// A grid's zone: a number and a letter, or a letter alone at the poles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    /// 1..=60 eastward from 180°, six degrees each; 0 at the poles.
    pub(super) number: u32,
    /// The band of latitude; A and B around the south pole, Y and Z around the north pole.
    pub(super) letter: char,
}

/// Zone, letter, easting and northing in whole metres: `42S 481442 4267950`.
///
/// Beyond 84° N and 80° S, where UTM has no zones, the polar grid: `Z 2151949 1582524`.
///
/// ```
/// use steppe::earth::{LonLat, format_utm};
///
/// assert_eq!(format_utm(LonLat::new(68.787, 38.5598)), "42S 481442 4267950");
/// ```
#[must_use]
pub fn format_utm(place: LonLat) -> String {
    let place = place.normalized();
    let zone = Zone::of(place);
    let point = zone.projection().and_then(|grid| grid.project(place));
    let Some(MapPoint { x_m, y_m }) = point else {
        // Not a place at all.
        return "–".to_owned();
    };
    let number = match zone.number {
        0 => String::new(),
        number => number.to_string(),
    };
    format!("{number}{} {x_m:.0} {y_m:.0}", zone.letter)
}

impl Zone {
    fn of(place: LonLat) -> Self {
        let LonLat { lon_deg, lat_deg } = place;
        if !(-80.0..84.0).contains(&lat_deg) {
            let letters = if lat_deg < 0.0 {
                ['A', 'B']
            } else {
                ['Y', 'Z']
            };
            let letter = letters[usize::from(lon_deg >= 0.0)];
            return Self { number: 0, letter };
        }
        let band = (((lat_deg + 80.0) / 8.0) as usize).min(BANDS.len() - 1);
        let letter = char::from(BANDS[band]);
        let number = ((lon_deg + 180.0) / 6.0) as u32 % 60 + 1;
        let number = moved(letter, lon_deg).unwrap_or(number);
        Self { number, letter }
    }

    /// The grid of this zone; `None` where there is no such zone.
    pub(super) fn projection(self) -> Option<Projection> {
        let south = if self.letter < 'N' { " +south" } else { "" };
        let definition = if self.number == 0 {
            format!("+proj=ups{south} +datum=WGS84")
        } else {
            format!("+proj=utm +zone={}{south} +datum=WGS84", self.number)
        };
        Projection::parse(&definition).ok()
    }

    /// The least and the greatest latitude of its band, degrees; `None` at the poles.
    pub(super) fn latitudes(self) -> Option<[f64; 2]> {
        let letter = u8::try_from(self.letter).ok()?;
        let band = BANDS.iter().position(|&band| band == letter)?;
        let south = -80.0 + 8.0 * band as f64;
        let height = if self.letter == 'X' { 12.0 } else { 8.0 };
        Some([south, south + height])
    }

    /// The zone of a number and a letter as they are written.
    pub(super) fn read(number: &str, letter: char) -> Option<Self> {
        let letter = letter.to_ascii_uppercase();
        let polar = matches!(letter, 'A' | 'B' | 'Y' | 'Z');
        let number = match number {
            "" if polar => 0,
            "" => return None,
            number => number.parse().ok().filter(|_| !polar)?,
        };
        let band = polar || u8::try_from(letter).is_ok_and(|letter| BANDS.contains(&letter));
        (band && number <= 60 && (number > 0 || polar)).then_some(Self { number, letter })
    }
}

/// The zone where the rule of six degrees does not hold: south-west Norway and Svalbard.
fn moved(letter: char, lon_deg: f64) -> Option<u32> {
    match (letter, lon_deg) {
        ('V', 3.0..12.0) => Some(32),
        ('X', 0.0..9.0) => Some(31),
        ('X', 9.0..21.0) => Some(33),
        ('X', 21.0..33.0) => Some(35),
        ('X', 33.0..42.0) => Some(37),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_is_as_proj_has_it() {
        // cs2cs of PROJ 9.5.1.
        let written = [
            (68.787, 38.5598, "42S 481442 4267950"),
            (74.846, 42.853, "43T 487418 4744502"),
            (151.2093, -33.8688, "56H 334369 6250948"),
            (5.3221, 60.3913, "32V 297354 6700648"),
            (15.6356, 78.2232, "33X 514481 8683358"),
            (180.0, 0.0, "1N 166021 0"),
            (0.0, 90.0, "Z 2000000 2000000"),
            (20.0, 86.0, "Z 2151949 1582524"),
            (-45.0, -85.0, "A 1607232 2392768"),
        ];
        for (lon, lat, grid) in written {
            assert_eq!(format_utm(LonLat::new(lon, lat)), grid);
        }
    }

    #[test]
    fn what_is_no_place_has_no_zone() {
        assert_eq!(format_utm(LonLat::new(f64::NAN, 0.0)), "–");
    }
}
