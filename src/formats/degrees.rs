//! Longitude and latitude within their ranges: brought back where that is sure, refused where it is not.

use geo::{Coord, CoordsIter, Geometry, MapCoordsInPlace};

/// Degrees by which a coordinate may pass its range through rounding.
const NOISE_DEG: f64 = 1e-6;

/// Longitudes beyond this are no longitudes: a panned map adds a few turns, a projection more.
const MOST_LON_DEG: f64 = 1000.0;

/// Why coordinates are no longitude and latitude.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct OutOfRange {
    /// The position at fault.
    pub(super) position: [f64; 2],
}

impl OutOfRange {
    /// What is wrong, in a sentence without a full stop.
    pub(super) fn what(&self) -> String {
        let [x, y] = self.position;
        match self.kind() {
            Kind::NoNumber => "a coordinate is not a number".to_owned(),
            Kind::LatitudeFirst => format!("latitude {y} is beyond \u{b1}90"),
            Kind::Projected => format!("[{x}, {y}] is no longitude and latitude"),
            Kind::Beyond => format!("[{x}, {y}] is outside \u{b1}180 and \u{b1}90 degrees"),
        }
    }

    /// How to mend it.
    pub(super) fn mend(&self) -> String {
        let [x, y] = self.position;
        match self.kind() {
            Kind::NoNumber => "write plain numbers, longitude first".to_owned(),
            Kind::LatitudeFirst => format!("latitude seems to stand first; write {y}, {x}"),
            Kind::Projected => {
                "these look like metres of a projection; export the file in WGS 84 (EPSG:4326)"
                    .to_owned()
            }
            Kind::Beyond => "write longitude and latitude in degrees".to_owned(),
        }
    }

    fn kind(&self) -> Kind {
        let [x, y] = self.position;
        if !(x.is_finite() && y.is_finite()) {
            Kind::NoNumber
        } else if x.abs() > MOST_LON_DEG || y.abs() > MOST_LON_DEG {
            Kind::Projected
        } else if x.abs() <= 90.0 && y.abs() <= 180.0 {
            Kind::LatitudeFirst
        } else {
            Kind::Beyond
        }
    }
}

enum Kind {
    NoNumber,
    LatitudeFirst,
    Projected,
    Beyond,
}

/// Brings longitudes beyond ±180° back by whole turns, and says whether that was more than rounding.
/// A line or ring moves as a whole, so that it stays in one piece and may run past ±180°.
///
/// # Errors
/// Fails if a position is no longitude and latitude.
pub(super) fn bring_back(geometry: &mut Geometry<f64>) -> Result<bool, OutOfRange> {
    for Coord { x, y } in geometry.coords_iter() {
        if !(x.abs() <= MOST_LON_DEG && y.abs() <= 90.0 + NOISE_DEG) {
            return Err(OutOfRange { position: [x, y] });
        }
    }
    let clamped = |deg: f64, most: f64| {
        let beyond = deg.abs() - most;
        if beyond > 0.0 && beyond <= NOISE_DEG {
            most.copysign(deg)
        } else {
            deg
        }
    };
    geometry.map_coords_in_place(|Coord { x, y }| Coord {
        x: clamped(x, 180.0),
        y: clamped(y, 90.0),
    });
    Ok(turn_back(geometry))
}

/// Moves each part by whole turns to where its middle is within ±180°; says whether any moved or runs beyond.
fn turn_back(geometry: &mut Geometry<f64>) -> bool {
    match geometry {
        Geometry::MultiPoint(points) => {
            let mut moved = false;
            for point in &mut points.0 {
                moved |= turn_part(point);
            }
            moved
        }
        Geometry::MultiLineString(lines) => lines
            .0
            .iter_mut()
            .fold(false, |moved, line| turn_part(line) | moved),
        Geometry::MultiPolygon(areas) => areas
            .0
            .iter_mut()
            .fold(false, |moved, area| turn_part(area) | moved),
        Geometry::GeometryCollection(parts) => parts
            .0
            .iter_mut()
            .fold(false, |moved, part| turn_back(part) | moved),
        other => turn_part(other),
    }
}

fn turn_part<G>(part: &mut G) -> bool
where
    G: CoordsIter<Scalar = f64> + MapCoordsInPlace<f64>,
{
    let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
    for coord in part.coords_iter() {
        west = west.min(coord.x);
        east = east.max(coord.x);
    }
    if !(west < -180.0 || east > 180.0) {
        return false;
    }
    // A middle on the antimeridian itself stays where it is.
    let middle = f64::midpoint(west, east);
    let turns = ((middle.abs() - 180.0) / 360.0)
        .ceil()
        .max(0.0)
        .copysign(middle);
    if turns != 0.0 {
        part.map_coords_in_place(|Coord { x, y }| Coord {
            x: x - turns * 360.0,
            y,
        });
    }
    true
}

#[cfg(test)]
mod tests {
    use geo::{line_string, point, polygon};

    use super::*;

    #[test]
    fn a_panned_map_is_turned_back() {
        let mut geometry = Geometry::from(point!(x: -215.0, y: 35.0));
        assert_eq!(bring_back(&mut geometry), Ok(true));
        assert_eq!(geometry, Geometry::from(point!(x: 145.0, y: 35.0)));
    }

    #[test]
    fn an_area_across_the_date_line_stays_in_one_piece() {
        let mut area = Geometry::from(
            polygon![(x: 126.9, y: -46.0), (x: 187.7, y: -46.0), (x: 187.7, y: -22.0)],
        );
        let before = area.clone();
        assert_eq!(bring_back(&mut area), Ok(true));
        assert_eq!(area, before);
    }

    #[test]
    fn rounding_is_no_fault() {
        let mut line =
            Geometry::from(line_string![(x: 170.0, y: 60.0), (x: 180.000_000_03, y: 90.000_000_1)]);
        assert_eq!(bring_back(&mut line), Ok(false));
        assert_eq!(
            line,
            Geometry::from(line_string![(x: 170.0, y: 60.0), (x: 180.0, y: 90.0)])
        );
    }

    #[test]
    fn what_is_no_place_is_refused_with_its_reason() {
        let refused = |x, y| bring_back(&mut Geometry::from(point!(x: x, y: y))).unwrap_err();
        assert!(refused(43.5, 104.1).mend().contains("104.1, 43.5"));
        assert!(refused(795_609.7, 618_963.6).mend().contains("metres"));
        assert!(refused(f64::NAN, 2.0).what().contains("not a number"));
        assert!(refused(150.0, 95.0).what().contains("outside"));
    }
}
