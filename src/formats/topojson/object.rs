//! The geometry objects of a topology as records.

use geo::Coord;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::crs::Crs;
use super::super::json::{self, JsonText, NamedValue, find};
use super::super::output::Output;
use super::super::parts::Parts;
use super::super::{LayerNo, Locator, ReadError, Record};
use super::arcs::{Arcs, Position};
use crate::problem::Problem;

/// Collections within each other that are read.
const DEEPEST: usize = 32;

/// Adds the features of one object of a topology.
pub(super) struct ObjectReader<'f, 'k> {
    pub(super) text: &'f JsonText<'f>,
    pub(super) arcs: &'f Arcs,
    /// `None` where positions cannot be placed, which is told.
    pub(super) crs: Option<&'f Crs>,
    pub(super) layer: LayerNo,
    pub(super) output: &'f mut Output<'k>,
}

/// Why a geometry cannot be read, in a sentence without a full stop.
type Fault = String;

impl ObjectReader<'_, '_> {
    /// Adds one object: each geometry of a collection is a feature.
    pub(super) fn add(&mut self, object: &str) -> Result<(), ReadError> {
        let members = json::members(object).unwrap_or_default();
        let own = |key| find(&members, key).is_some_and(|raw| raw != "null");
        let collection = find(&members, "geometries").filter(|_| !own("properties") && !own("id"));
        let Some(items) = collection.and_then(|list| json::items(list).ok()) else {
            return self.feature(object, &members);
        };
        for item in items {
            let members = json::members(item.get()).unwrap_or_default();
            self.feature(item.get(), &members)?;
        }
        Ok(())
    }

    fn feature(&mut self, object: &str, members: &[NamedValue<'_>]) -> Result<(), ReadError> {
        let number = self.output.given() + 1;
        let locator = self.text.locator(object);
        let id = find(members, "id").and_then(id_of);
        let mut record = Record {
            layer: self.layer,
            locator,
            id,
            ..Record::default()
        };
        let name =
            find(members, "properties").and_then(|raw| self.properties(raw, number, &mut record));
        let label = record
            .id
            .clone()
            .or(name)
            .unwrap_or_else(|| format!("#{number}"));
        let mut parts = Parts::default();
        match self.parts(members, &mut parts, 0) {
            Ok(()) => record.geometry = self.placed(parts, &record.locator, &label),
            Err(fault) => {
                let place = self.output.place(&record.locator, &label);
                self.output.problem(
                    Problem::error(fault, place)
                        .why("the feature is listed, but not on the map")
                        .mend("export the file again"),
                );
            }
        }
        self.output.push(record)?;
        Ok(())
    }

    fn placed(
        &mut self,
        parts: Parts,
        locator: &Locator,
        label: &str,
    ) -> Option<geo::Geometry<f64>> {
        self.output.placed_from(self.crs?, parts, locator, label)
    }

    /// Reads the properties into `record`; gives its name for messages. One that cannot be read is told.
    fn properties(&mut self, raw: &str, number: u64, record: &mut Record) -> Option<String> {
        let mut properties = Map::new();
        for (key, value) in json::members(raw).unwrap_or_default() {
            match serde_json::from_str::<Value>(value.get()) {
                Ok(value) => drop(properties.insert(key.into_owned(), value)),
                Err(error) => {
                    let place = self
                        .output
                        .place(&self.text.locator(value.get()), &format!("#{number}"));
                    let what = format!("`{key}` cannot be read: {error}");
                    self.output
                        .problem(Problem::error(what, place).why("the property was left out"));
                }
            }
        }
        let name = properties
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned);
        record.properties = properties;
        name
    }

    fn parts(
        &self,
        members: &[NamedValue<'_>],
        parts: &mut Parts,
        depth: usize,
    ) -> Result<(), Fault> {
        let kind = find(members, "type").and_then(|raw| serde_json::from_str::<String>(raw).ok());
        let arcs = find(members, "arcs");
        let coordinates = find(members, "coordinates");
        match kind.as_deref() {
            None => {}
            Some("Point") => {
                if let Some(place) = self.place(coordinates)? {
                    parts.add_point(place);
                }
            }
            Some("MultiPoint") => {
                for position in numbers::<Vec<Position>>(coordinates, "coordinates")? {
                    parts.add_point(self.arcs.place(position));
                }
            }
            Some("LineString") => parts.add_line(self.line(&numbers::<Vec<i64>>(arcs, "arcs")?)?),
            Some("MultiLineString") => {
                for line in numbers::<Vec<Vec<i64>>>(arcs, "arcs")? {
                    parts.add_line(self.line(&line)?);
                }
            }
            Some("Polygon") => self.add_polygon(&numbers::<Vec<Vec<i64>>>(arcs, "arcs")?, parts)?,
            Some("MultiPolygon") => {
                for polygon in numbers::<Vec<Vec<Vec<i64>>>>(arcs, "arcs")? {
                    self.add_polygon(&polygon, parts)?;
                }
            }
            Some("GeometryCollection") if depth < DEEPEST => {
                let list = find(members, "geometries").and_then(|list| json::items(list).ok());
                for item in list.unwrap_or_default() {
                    let members = json::members(item.get()).map_err(|error| error.to_string())?;
                    self.parts(&members, parts, depth + 1)?;
                }
            }
            Some("GeometryCollection") => {
                return Err(format!(
                    "collections stand more than {DEEPEST} deep in each other"
                ));
            }
            Some(other) => return Err(format!("\"{other}\" is no type of geometry")),
        }
        Ok(())
    }

    fn place(&self, coordinates: Option<&str>) -> Result<Option<Coord<f64>>, Fault> {
        if coordinates.is_none_or(|raw| matches!(raw, "null" | "[]")) {
            return Ok(None);
        }
        Ok(Some(self.arcs.place(numbers(coordinates, "coordinates")?)))
    }

    fn line(&self, numbers: &[i64]) -> Result<Vec<Coord<f64>>, Fault> {
        self.arcs.line(numbers).map_err(|error| error.to_string())
    }

    fn add_polygon(&self, rings: &[Vec<i64>], parts: &mut Parts) -> Result<(), Fault> {
        let rings = rings.iter().map(|ring| self.line(ring));
        let mut rings = rings.collect::<Result<Vec<_>, _>>()?.into_iter();
        if let Some(outer) = rings.next() {
            parts.add_polygon(outer, rings.collect());
        }
        Ok(())
    }
}

/// What the member called `name` says; nothing where it is missing or null.
fn numbers<T: DeserializeOwned + Default>(raw: Option<&str>, name: &str) -> Result<T, Fault> {
    match raw {
        None | Some("null") => Ok(T::default()),
        Some(raw) => {
            serde_json::from_str(raw).map_err(|error| format!("`{name}` cannot be read: {error}"))
        }
    }
}

fn id_of(raw: &str) -> Option<String> {
    match serde_json::from_str(raw).ok()? {
        Value::String(id) if !id.is_empty() => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
