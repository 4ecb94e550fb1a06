//! Whether the place of a row meets another.

use geo::{Coord, Geometry, Intersects as _, LineString, Point, Polygon, Rect};

use crate::atlas::query::SpatialLiteral;
use crate::atlas::table::{self, PartKind, RowIx, Shapes};

/// The place as geometries of its own; a box across the 180th meridian is two.
pub(super) fn geometries(place: &SpatialLiteral) -> Vec<Geometry<f64>> {
    match place {
        SpatialLiteral::Geometry(geometry) => vec![geometry.clone()],
        &SpatialLiteral::Bounds([west, south, east, north]) => {
            let part = |west: f64, east: f64| {
                let corner = |x, y| Coord { x, y };
                Geometry::Rect(Rect::new(corner(west, south), corner(east, north)))
            };
            if west > east {
                vec![part(west, 180.0), part(-180.0, east)]
            } else {
                vec![part(west, east)]
            }
        }
    }
}

/// Whether a row meets one of `places`; `None` where it has no place.
pub(super) fn meets(shapes: &Shapes, row: RowIx, places: &[Geometry<f64>]) -> Option<bool> {
    let anchor = shapes.anchor(row)?;
    let parts = shapes.parts_of(row);
    if parts.is_empty() {
        let point = Point(coord(anchor));
        return Some(places.iter().any(|place| place.intersects(&point)));
    }
    let mut polygons: Vec<Polygon<f64>> = Vec::new();
    for at in parts {
        let line = LineString(shapes.part(at).iter().copied().map(coord).collect());
        match shapes.parts[at].kind {
            PartKind::Points => {
                let points = line.into_points();
                let meets = |point: &Point<f64>| places.iter().any(|place| place.intersects(point));
                if points.iter().any(meets) {
                    return Some(true);
                }
            }
            PartKind::Line if places.iter().any(|place| place.intersects(&line)) => {
                return Some(true);
            }
            PartKind::Line => {}
            PartKind::Outer => polygons.push(Polygon::new(line, Vec::new())),
            PartKind::Hole => {
                if let Some(outer) = polygons.last_mut() {
                    outer.interiors_push(line);
                }
            }
        }
    }
    let meets = |polygon: &Polygon<f64>| places.iter().any(|place| place.intersects(polygon));
    Some(polygons.iter().any(meets))
}

fn coord(place: table::TablePoint) -> Coord<f64> {
    let at = place.lon_lat();
    Coord {
        x: at.lon_deg,
        y: at.lat_deg,
    }
}
