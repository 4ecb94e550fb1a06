//! Which ways are areas, and areas put together of several ways.

use geo::{Contains, Coord, LineString, Point, Polygon};
use serde_json::{Map, Value};

use super::super::parts::Parts;

/// A line, or a ring.
type Line = Vec<Coord<f64>>;

/// Whether a way is an area: it closes, and is not tagged as a line (OpenStreetMap wiki, "Area").
pub(super) fn is_one(line: &[Coord<f64>], tags: &Map<String, Value>) -> bool {
    let says = |key: &str, value: &str| tags.get(key).is_some_and(|found| found == value);
    let closed = line.len() >= 4 && line.first() == line.last();
    let linear = ["highway", "barrier", "railway", "waterway", "route"]
        .iter()
        .any(|key| tags.contains_key(*key));
    closed && !says("area", "no") && (!linear || says("area", "yes")) && !tags.is_empty()
}

/// Adds the area whose outer and inner rings these lines make, joined end to end.
pub(super) fn add(outer: Vec<Line>, inner: Vec<Line>, parts: &mut Parts) {
    let (outer, open) = rings(outer);
    for line in open {
        parts.add_line(line);
    }
    let mut areas: Vec<(Polygon<f64>, Vec<Line>)> = outer
        .into_iter()
        .map(|ring| (Polygon::new(LineString(ring), Vec::new()), Vec::new()))
        .collect();
    for hole in rings(inner).0 {
        let around = hole.first().and_then(|&corner| {
            areas
                .iter_mut()
                .find(|(area, _)| area.contains(&Point::from(corner)))
        });
        if let Some((_, holes)) = around {
            holes.push(hole);
        }
    }
    for (area, holes) in areas {
        parts.add_polygon(area.into_inner().0.0, holes);
    }
}

/// Lines joined where their ends meet: those that close, and those that do not.
fn rings(mut lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let (mut closed, mut open) = (Vec::new(), Vec::new());
    lines.retain(|line| line.len() > 1);
    while let Some(mut ring) = lines.pop() {
        while ring.first() != ring.last() {
            let end = ring.last().copied();
            let Some(at) = lines
                .iter()
                .position(|line| line.first().copied() == end || line.last().copied() == end)
            else {
                break;
            };
            let mut next = lines.swap_remove(at);
            if next.first().copied() != end {
                next.reverse();
            }
            ring.extend(next.into_iter().skip(1));
        }
        if ring.first() == ring.last() {
            closed.push(ring);
        } else {
            open.push(ring);
        }
    }
    (closed, open)
}
