//! Geometries of Esri JSON.

use geo::{Area, Contains, Coord, LineString, Point, Polygon};
use serde_json::Value;

use super::super::parts::Parts;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Geometry {
    x: Value,
    y: Value,
    points: Vec<Vec<Value>>,
    paths: Vec<Vec<Vec<Value>>>,
    rings: Vec<Vec<Vec<Value>>>,
    xmin: Value,
    ymin: Value,
    xmax: Value,
    ymax: Value,
    #[serde(rename = "curvePaths")]
    curve_paths: Value,
    #[serde(rename = "curveRings")]
    curve_rings: Value,
}

/// Adds the geometry that `raw` is to `parts`; an empty one adds nothing.
///
/// # Errors
/// What is wrong with it, in a sentence without a full stop.
pub(super) fn read(raw: &str, parts: &mut Parts) -> Result<(), String> {
    if raw == "null" {
        return Ok(());
    }
    let geometry: Geometry = serde_json::from_str(raw)
        .map_err(|error| format!("its geometry cannot be read: {error}"))?;
    if !(geometry.curve_paths.is_null() && geometry.curve_rings.is_null()) {
        return Err("its geometry has curves, which cannot be read".to_owned());
    }
    if let (Some(x), Some(y)) = (geometry.x.as_f64(), geometry.y.as_f64()) {
        parts.add_point(Coord { x, y });
    }
    for point in positions(&geometry.points)? {
        parts.add_point(point);
    }
    for path in &geometry.paths {
        parts.add_line(positions(path)?);
    }
    let rings = geometry.rings.iter().map(|ring| positions(ring));
    add_rings(rings.collect::<Result<_, _>>()?, parts);
    let bounds = [
        &geometry.xmin,
        &geometry.ymin,
        &geometry.xmax,
        &geometry.ymax,
    ]
    .map(Value::as_f64);
    if let [Some(west), Some(south), Some(east), Some(north)] = bounds {
        let corners = [
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ];
        parts.add_polygon(corners.map(|(x, y)| Coord { x, y }).to_vec(), Vec::new());
    }
    Ok(())
}

fn positions(numbers: &[Vec<Value>]) -> Result<Vec<Coord<f64>>, String> {
    let position =
        |numbers: &Vec<Value>| match (numbers.first()?.as_f64(), numbers.get(1)?.as_f64()) {
            (Some(x), Some(y)) => Some(Coord { x, y }),
            _ => None,
        };
    let positions: Option<Vec<_>> = numbers.iter().map(position).collect();
    positions.ok_or_else(|| "a position of its geometry is no two numbers".to_owned())
}

/// The holes of an area.
type Holes = Vec<Vec<Coord<f64>>>;

/// Adds rings: clockwise ones are outer, the others holes of the outer one that contains them.
fn add_rings(rings: Vec<Vec<Coord<f64>>>, parts: &mut Parts) {
    let mut outer: Vec<(Polygon<f64>, Holes)> = Vec::new();
    let mut holes = Vec::new();
    for ring in rings {
        let area = Polygon::new(LineString(ring), Vec::new());
        if area.signed_area() > 0.0 {
            holes.push(area);
        } else {
            outer.push((area, Vec::new()));
        }
    }
    for hole in holes {
        let corner = hole.exterior().0.first().copied().map(Point::from);
        let around = corner.and_then(|corner| {
            let contains = |(area, _): &&mut (Polygon<f64>, _)| area.contains(&corner);
            outer.iter_mut().find(contains)
        });
        match around {
            Some((_, holes)) => holes.push(hole.into_inner().0.0),
            // A hole in nothing is an area that was drawn the wrong way round.
            None => outer.push((hole, Vec::new())),
        }
    }
    for (area, holes) in outer {
        parts.add_polygon(area.into_inner().0.0, holes);
    }
}
