//! Positions of a system brought to WGS 84.

use std::sync::LazyLock;

use geo::{Coord, CoordsIter as _, Geometry, LineString, Polygon};
use proj4rs::Proj;

use crate::math;

/// WGS 84 geographic coordinates, the other end of every transformation.
static WGS84: LazyLock<Option<Proj>> =
    LazyLock::new(|| Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").ok());

/// Radius of the sphere of Web Mercator, in metres (EPSG:1024).
const SPHERE_RADIUS_M: f64 = 6_378_137.0;

/// A position outside what its system can express.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("the position {x}, {y} lies outside the coordinate reference system")]
pub struct OutsideCrs {
    /// First coordinate, as in the file.
    pub x: f64,
    /// Second coordinate, as in the file.
    pub y: f64,
}

/// The way from a system to WGS 84.
#[derive(Debug, Clone)]
pub(super) enum ToWgs84 {
    /// Positions are WGS 84 degrees as they are.
    Degrees,
    /// Spherical Mercator, whose inverse is two formulas.
    WebMercator,
    /// A projection or datum of proj4rs.
    Proj(Box<Proj>),
    /// Geographic coordinates of proj4rs, in a unit of this number of radians.
    Geographic(Box<Proj>, f64),
}

impl ToWgs84 {
    pub(super) fn place(&self, geometry: &mut Geometry<f64>) -> Result<(), OutsideCrs> {
        match self {
            Self::Degrees => return Ok(()),
            Self::WebMercator => each(geometry, &mut |at| Ok(from_web_mercator(at)))?,
            Self::Proj(proj) => each(geometry, &mut |at| transformed(proj, at, 1.0))?,
            Self::Geographic(proj, unit_rad) => {
                each(geometry, &mut |at| transformed(proj, at, *unit_rad))?;
            }
        }
        if geometry.coords_count() > 1 {
            keep_whole(geometry);
        }
        Ok(())
    }
}

/// A change of one position.
type Change<'c> = dyn FnMut(Coord<f64>) -> Result<Coord<f64>, OutsideCrs> + 'c;

/// Changes every position. The closure is a trait object, since `geo`'s generic functions that can
/// fail do not compile for collections within collections.
fn each(geometry: &mut Geometry<f64>, change: &mut Change<'_>) -> Result<(), OutsideCrs> {
    let mut one = |at: &mut Coord<f64>| {
        *at = change(*at)?;
        Ok(())
    };
    match geometry {
        Geometry::Point(point) => one(&mut point.0),
        Geometry::MultiPoint(points) => points.0.iter_mut().try_for_each(|point| one(&mut point.0)),
        Geometry::LineString(line) => line.0.iter_mut().try_for_each(one),
        Geometry::MultiLineString(lines) => lines
            .0
            .iter_mut()
            .flat_map(|line| &mut line.0)
            .try_for_each(one),
        Geometry::Polygon(polygon) => each_of_polygon(polygon, change),
        Geometry::MultiPolygon(polygons) => polygons
            .0
            .iter_mut()
            .try_for_each(|polygon| each_of_polygon(polygon, change)),
        Geometry::GeometryCollection(parts) => {
            parts.0.iter_mut().try_for_each(|part| each(part, change))
        }
        // No reader makes these.
        Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => Ok(()),
    }
}

fn each_of_polygon(polygon: &mut Polygon<f64>, change: &mut Change<'_>) -> Result<(), OutsideCrs> {
    let mut ring = |ring: &mut LineString<f64>| {
        ring.0.iter_mut().try_for_each(|at| {
            *at = change(*at)?;
            Ok(())
        })
    };
    polygon.try_exterior_mut(&mut ring)?;
    polygon.try_interiors_mut(|rings| rings.iter_mut().try_for_each(ring))
}

/// Inverse of the spherical Mercator (Snyder 1987, p. 44).
fn from_web_mercator(at: Coord<f64>) -> Coord<f64> {
    Coord {
        x: (at.x / SPHERE_RADIUS_M).to_degrees(),
        y: math::atan(math::sinh(at.y / SPHERE_RADIUS_M)).to_degrees(),
    }
}

fn transformed(from: &Proj, at: Coord<f64>, scale: f64) -> Result<Coord<f64>, OutsideCrs> {
    let outside = OutsideCrs { x: at.x, y: at.y };
    let wgs84 = WGS84.as_ref().ok_or(outside)?;
    if !(at.x.is_finite() && at.y.is_finite()) {
        return Err(outside);
    }
    let mut point = (at.x * scale, at.y * scale, 0.0);
    proj4rs::transform::transform(from, wgs84, &mut point).map_err(|_| outside)?;
    let placed = Coord {
        x: point.0.to_degrees(),
        y: point.1.to_degrees(),
    };
    (placed.x.is_finite() && placed.y.abs() <= 90.0)
        .then_some(placed)
        .ok_or(outside)
}

/// Lets lines and rings run past ±180 where a projection's longitudes jump from one side to the other.
fn keep_whole(geometry: &mut Geometry<f64>) {
    match geometry {
        Geometry::LineString(line) => unwrap_longitudes(line),
        Geometry::Polygon(polygon) => unwrap_polygon(polygon),
        Geometry::MultiLineString(lines) => lines.0.iter_mut().for_each(unwrap_longitudes),
        Geometry::MultiPolygon(polygons) => polygons.0.iter_mut().for_each(unwrap_polygon),
        Geometry::GeometryCollection(parts) => parts.0.iter_mut().for_each(keep_whole),
        _ => {}
    }
}

fn unwrap_polygon(polygon: &mut Polygon<f64>) {
    polygon.exterior_mut(unwrap_longitudes);
    let near = polygon.exterior().0.first().copied();
    polygon.interiors_mut(|rings| {
        for ring in rings {
            unwrap_longitudes(ring);
            if let (Some(near), Some(first)) = (near, ring.0.first().copied()) {
                let turns = ((near.x - first.x) / 360.0).round() * 360.0;
                ring.0.iter_mut().for_each(|at| at.x += turns);
            }
        }
    });
}

fn unwrap_longitudes(line: &mut LineString<f64>) {
    let mut turns = 0.0;
    let mut before: Option<f64> = None;
    for at in &mut line.0 {
        if let Some(before) = before {
            turns -= 360.0 * ((at.x - before) / 360.0).round();
        }
        before = Some(at.x);
        at.x += turns;
    }
}
