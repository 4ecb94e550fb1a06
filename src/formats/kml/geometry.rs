//! Points, lines, areas and tracks.

use geo::Coord;

use super::super::Time;
use super::super::parts::Parts;
use super::super::xml::{Element, Position};
use crate::problem::{Place, Problem};

/// Names of elements that are a geometry.
const NAMES: [&str; 9] = [
    "Point",
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiGeometry",
    "Track",
    "MultiTrack",
    "Model",
    "GeometryCollection",
];

/// Whether an element of this name is a geometry.
pub(super) fn is_one(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Why a part of a placemark is not on the map.
#[derive(Debug, Clone, PartialEq)]
enum FaultKind {
    /// This stands where numbers should.
    Coordinates(String),
    /// A polygon has holes and no outline around them.
    NoOutline,
}

/// A part of a placemark that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    kind: FaultKind,
    /// Where its element begins.
    pub(super) at: Position,
}

impl Fault {
    /// What to say of it.
    pub(super) fn problem(&self, place: Place) -> Problem {
        let (what, mend) = match &self.kind {
            FaultKind::Coordinates(found) => {
                let found: String = found.chars().take(40).collect();
                (
                    format!("coordinates: expected longitude,latitude, found \"{found}\""),
                    "write longitude,latitude in degrees, with a point for decimals, and a space between positions",
                )
            }
            FaultKind::NoOutline => (
                "a polygon has an innerBoundaryIs and no outerBoundaryIs".to_owned(),
                "give the outline of the area, or make an outline of the hole",
            ),
        };
        Problem::error(what, place)
            .why("this part of the placemark is not on the map")
            .mend(mend)
    }
}

/// The geometries of one placemark.
#[derive(Debug, Default)]
pub(super) struct Geometries {
    /// Their parts.
    pub(super) parts: Parts,
    /// From the first to the last time of its tracks.
    pub(super) time: Option<Time>,
    /// What could not be read.
    pub(super) faults: Vec<Fault>,
}

impl Geometries {
    /// Adds an element, if it is a geometry, with those in it.
    pub(super) fn add(&mut self, element: &Element) {
        match element.name() {
            "Point" => self.add_point(element),
            "LineString" | "LinearRing" => {
                let line = self.coordinates(element);
                self.parts.add_line(line);
            }
            "Polygon" => {
                let outer = self.rings(element, "outerBoundaryIs").into_iter().next();
                let holes = self.rings(element, "innerBoundaryIs");
                if outer.is_none() && !holes.is_empty() {
                    self.faults.push(Fault {
                        kind: FaultKind::NoOutline,
                        at: element.at(),
                    });
                }
                self.parts.add_polygon(outer.unwrap_or_default(), holes);
            }
            "MultiGeometry" | "MultiTrack" | "GeometryCollection" => {
                element.children().for_each(|child| self.add(child));
            }
            "Track" => self.add_track(element),
            "Model" => {
                let location = element.child("Location");
                let number = |name| location?.text_of(name)?.parse::<f64>().ok();
                if let (Some(x), Some(y)) = (number("longitude"), number("latitude")) {
                    self.parts.add_point(Coord { x, y });
                }
            }
            _ => {}
        }
    }

    /// The rings within the elements called `boundary`; some programs put several into one.
    fn rings(&mut self, polygon: &Element, boundary: &str) -> Vec<Vec<Coord<f64>>> {
        let boundaries = polygon.named(boundary);
        // Some programs leave the element of the ring out.
        let rings: Vec<&Element> = boundaries
            .flat_map(|boundary| {
                let bare = boundary.child("coordinates").map(|_| boundary);
                boundary.named("LinearRing").chain(bare)
            })
            .collect();
        rings
            .into_iter()
            .map(|ring| self.coordinates(ring))
            .collect()
    }

    /// The positions of an element's `<coordinates>`; none where they cannot be read, which is told.
    fn coordinates(&mut self, element: &Element) -> Vec<Coord<f64>> {
        let Some(coordinates) = element.child("coordinates") else {
            return Vec::new();
        };
        positions(&coordinates.text()).unwrap_or_else(|found| {
            self.faults.push(Fault {
                kind: FaultKind::Coordinates(found),
                at: coordinates.at(),
            });
            Vec::new()
        })
    }

    /// A point has one position: two of them are one with decimal commas, `65,5 44,8`.
    fn add_point(&mut self, element: &Element) {
        let positions = self.coordinates(element);
        if let [position] = *positions {
            self.parts.add_point(position);
        } else if let Some(coordinates) = element.child("coordinates")
            && !positions.is_empty()
        {
            self.faults.push(Fault {
                kind: FaultKind::Coordinates(coordinates.text()),
                at: coordinates.at(),
            });
        }
    }

    fn add_track(&mut self, track: &Element) {
        let mut line = Vec::new();
        for coord in track.named("coord") {
            let text = coord.text();
            if text.is_empty() {
                continue;
            }
            match position_of(
                text.split([' ', '\t', '\n', '\r', ','])
                    .filter(|number| !number.is_empty()),
            ) {
                Some(position) => line.push(position),
                None => self.faults.push(Fault {
                    kind: FaultKind::Coordinates(text),
                    at: coord.at(),
                }),
            }
        }
        self.parts.add_line(line);
        let mut whens = track
            .named("when")
            .map(Element::text)
            .filter(|when| !when.is_empty());
        let Some(first) = whens.next() else {
            return;
        };
        let last = whens.last().unwrap_or_else(|| first.clone());
        match &mut self.time {
            Some(time) => time.end = Some(last),
            None => {
                self.time = Some(Time {
                    begin: Some(first),
                    end: Some(last),
                });
            }
        }
    }
}

/// The positions of `text`: numbers with commas between them, and spaces between positions. Spaces around
/// a comma, which many programs write, do not separate positions.
///
/// # Errors
/// What stands where a position should.
pub(super) fn positions(text: &str) -> Result<Vec<Coord<f64>>, String> {
    let mut positions = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let length = length_of_position(rest);
        let (position, behind) = rest.split_at(length);
        let coord = position_of(position.split(',').map(str::trim))
            .ok_or_else(|| position.trim().to_owned())?;
        positions.push(coord);
        rest = behind.trim_start();
    }
    Ok(positions)
}

/// Bytes of the position that `text` begins with: up to a space that no comma is next to.
fn length_of_position(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let spaces = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        let next = at + spaces;
        let joined = at > 0 && bytes[at - 1] == b',' || bytes.get(next) == Some(&b',');
        if !joined {
            return at;
        }
        at = next;
    }
    bytes.len()
}

/// The first two of `numbers` as a position; a third is its height, and a fourth a time or measure that some
/// programs add. More of them are decimal commas, or positions without a space between.
fn position_of<'t>(mut numbers: impl Iterator<Item = &'t str>) -> Option<Coord<f64>> {
    let (x, y) = (numbers.next()?, numbers.next()?);
    let has_points = x.contains('.') || y.contains('.');
    let behind = numbers.filter(|number| !number.is_empty()).count();
    let alone = behind <= 1 || behind == 2 && has_points;
    let (x, y) = (x.parse().ok()?, y.parse().ok()?);
    alone.then_some(Coord { x, y })
}
