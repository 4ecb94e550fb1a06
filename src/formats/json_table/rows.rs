//! Objects as rows: members within members are columns of their own, called by their path.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::formats::table::{Records, Row, has_places, latitude_in_list};
use crate::formats::{Flow, LayerInfo, Sink, Source};
use crate::problem::{Place, Problem};

/// Columns of a table at most.
const MOST_COLUMNS: usize = 2_000;

/// Objects within each other that become columns; deeper ones stay as they are written.
const DEEPEST: usize = 3;

/// Members that hold what the object itself is about, so that their names say nothing.
const WRAPPERS: [&str; 5] = ["attributes", "fields", "properties", "_source", "attrs"];

/// The columns of a table, in the order in which the objects name them.
#[derive(Debug, Default)]
pub(super) struct Columns {
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
    /// Whether any value is a geometry, or a position in a list.
    has_positions: bool,
}

/// The rows of a table, as objects.
pub(super) struct Objects<'o> {
    pub(super) count: usize,
    /// The object of a row, as it is written.
    pub(super) get: &'o dyn Fn(usize) -> Cow<'o, str>,
    /// The line that it stands on, where it stands on one.
    pub(super) line: &'o dyn Fn(usize) -> Option<u32>,
}

/// Whether an object is a geometry of `GeoJSON`, or made as its features are, whatever it says that
/// it is.
pub(super) fn is_of_geojson(object: &str) -> bool {
    let Ok(object) = serde_json::from_str::<Map<String, Value>>(object) else {
        return false;
    };
    let mut of_features = ["type", "properties", "geometry"].iter();
    of_features.all(|member| object.contains_key(*member)) || is_geometry(&object)
}

/// Whether the members of an object say where it is.
pub(super) fn has_places_of(object: &str) -> bool {
    let mut columns = Columns::default();
    columns.add(object);
    columns.has_places()
}

impl Columns {
    /// Adds the columns that an object has.
    pub(super) fn add(&mut self, object: &str) {
        for (name, value) in flat(object).unwrap_or_default() {
            self.has_positions |= is_position(&name, &value);
            if self.names.len() < MOST_COLUMNS && !self.by_name.contains_key(&name) {
                self.by_name.insert(name.clone(), self.names.len());
                self.names.push(name);
            }
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether they say where a row is.
    pub(super) fn has_places(&self) -> bool {
        self.has_positions || has_places(&self.names)
    }

    /// Gives the objects as rows of a table.
    pub(super) fn give(
        &self,
        source: &Source<'_>,
        objects: &Objects<'_>,
        info: LayerInfo,
        sink: &mut dyn Sink,
    ) -> Flow {
        let first = 0..objects.count.min(Records::SAMPLE);
        let read: Vec<(Vec<String>, Option<u32>)> = first
            .map(|row| {
                let members = flat(&(objects.get)(row)).unwrap_or_default();
                (self.cells(&members), (objects.line)(row))
            })
            .collect();
        let head = Row {
            cells: self.names.iter().map(String::as_str).collect(),
            line: read.first().and_then(|(_, line)| *line),
        };
        let mut sample = vec![head];
        sample.extend(read.iter().map(|(cells, line)| row(cells, *line)));
        let mut too_deep = Vec::new();
        let mut records = Records::begin(source, &sample, info, sink);
        for number in 0..objects.count {
            let line = (objects.line)(number);
            let Some(members) = flat(&(objects.get)(number)) else {
                too_deep.push(line);
                continue;
            };
            let cells = self.cells(&members);
            records.row_with(&row(&cells, line), || {
                members
                    .into_iter()
                    .filter(|(_, value)| !value.is_null())
                    .collect()
            })?;
            if number % Records::SAMPLE == 0 {
                let part = number as f64 / objects.count as f64;
                records.progress((part * source.bytes.len() as f64) as u64)?;
            }
        }
        records.finish()?;
        tell_of_too_deep(source.name, &too_deep, sink);
        Ok(())
    }

    /// The members of an object as the cells of a row.
    fn cells(&self, members: &Map<String, Value>) -> Vec<String> {
        let mut cells = vec![String::new(); self.names.len()];
        for (name, value) in members {
            if let Some(&at) = self.by_name.get(name) {
                cells[at] = cell(name, value).into_owned();
            }
        }
        cells
    }
}

fn row(cells: &[String], line: Option<u32>) -> Row<'_> {
    Row {
        cells: cells.iter().map(String::as_str).collect(),
        line,
    }
}

/// Tells of objects on these lines that could not be read, though they are JSON.
fn tell_of_too_deep(file: &str, lines: &[Option<u32>], sink: &mut dyn Sink) {
    let Some(first) = lines.first() else {
        return;
    };
    let what = match lines.len() {
        1 => "an object holds others too deep in each other".to_owned(),
        count => format!("{count} objects hold others too deep in each other"),
    };
    sink.problem(
        Problem::error(what, Place::line(file, first.unwrap_or(1)))
            .why("left out: objects are read to 128 levels")
            .mend("export the data without what stands so deep"),
    );
    sink.left_out(lines.len());
}

/// The members of an object, with those of the objects in it; `None` where they stand too deep.
fn flat(object: &str) -> Option<Map<String, Value>> {
    let mut members = Map::new();
    let object = serde_json::from_str::<Map<String, Value>>(object).ok()?;
    add_members("", object, 0, &mut members);
    Some(members)
}

fn add_members(
    path: &str,
    object: Map<String, Value>,
    depth: usize,
    into: &mut Map<String, Value>,
) {
    for (name, value) in object {
        let full = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        match value {
            Value::Object(inner) if !is_geometry(&inner) && depth < DEEPEST => {
                let is_wrapper = path.is_empty() && WRAPPERS.contains(&name.as_str());
                let path = if is_wrapper { "" } else { full.as_str() };
                add_members(path, inner, depth + 1, into);
            }
            value => {
                into.entry(full).or_insert(value);
            }
        }
    }
}

/// Whether an object is a geometry of `GeoJSON`.
fn is_geometry(object: &Map<String, Value>) -> bool {
    let is_type = object.get("type").is_some_and(Value::is_string);
    is_type && object.get("coordinates").is_some_and(Value::is_array)
}

/// A value as the cell of a table.
fn cell<'v>(name: &str, value: &'v Value) -> Cow<'v, str> {
    match value {
        Value::Null => "".into(),
        Value::String(text) => text.into(),
        Value::Array(items) => match position(name, items) {
            Some(position) => position.into(),
            None => list(items).into(),
        },
        other => other.to_string().into(),
    }
}

/// Whether the value of a member is a geometry, or a list that is a position.
fn is_position(name: &str, value: &Value) -> bool {
    match value {
        Value::Object(object) => is_geometry(object),
        Value::Array(items) => position(name, items).is_some(),
        _ => false,
    }
}

/// A position that is written as a list of two or three numbers, as a cell that is read as one.
fn position(name: &str, items: &[Value]) -> Option<String> {
    let numbers: Option<Vec<f64>> = items.iter().map(Value::as_f64).collect();
    let numbers = numbers.filter(|it| matches!(it.len(), 2 | 3))?;
    let lat_at = latitude_in_list(name.rsplit('.').next().unwrap_or(name))?;
    let (lat, lon) = (numbers[lat_at], numbers[1 - lat_at]);
    Some(format!(
        "{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}"
    ))
}

/// The items of a list with commas between; objects as they are written.
fn list(items: &[Value]) -> String {
    let texts: Vec<Cow<'_, str>> = items.iter().map(|item| cell("", item)).collect();
    texts.join(", ")
}
