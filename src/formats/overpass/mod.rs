//! JSON answers of the Overpass API: nodes, ways and relations of OpenStreetMap.
//!
//! Nodes with tags are points. Ways are lines, or areas where they close and their tags say so, by
//! their own geometry (`out geom`) or by the nodes in the file. Multipolygons and boundaries are
//! areas put together of their members.

mod area;
mod element;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use geo::Coord;

use super::json::{self, JsonText, Outline, find};
use super::output::Output;
use super::parts::Parts;
use super::{Format, Head, LayerInfo, LayerNo, ReadError, Recognition, Record, Sink, Source};
use crate::problem::Problem;
use element::{ElementKind, OsmElement};

/// Answers of the Overpass API.
pub(super) const FORMAT: Format = Format {
    name: "Overpass JSON",
    endings: &["json"],
    recognise,
    read,
    takes: &[],
};

fn recognise(head: &Head<'_>) -> Recognition {
    let outline = Outline::of(head.bytes);
    if !outline.has("elements") {
        return Recognition::No;
    }
    if outline.has("osm3s") || outline.has("generator") {
        return Recognition::Certain;
    }
    match memchr::memmem::find(head.bytes, b"\"node\"") {
        Some(_) => Recognition::Likely,
        None => Recognition::No,
    }
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let text = JsonText::read(source)?;
    let mut output = Output::new(source.name, sink);
    if let Some(problem) = text.problem() {
        output.problem(problem);
    }
    let members = match json::members(text.whole.trim()) {
        Ok(members) => members,
        Err(error) => {
            output.problem(text.not_json(&error));
            return Ok(());
        }
    };
    let raws = find(&members, "elements")
        .and_then(|raw| json::items(raw).ok())
        .unwrap_or_default();
    let mut elements = Vec::with_capacity(raws.len());
    for raw in raws {
        match serde_json::from_str::<OsmElement>(raw.get()) {
            Ok(element) => elements.push((raw.get(), element)),
            Err(error) => {
                let place = output.place(&text.locator(raw.get()), "");
                let what = format!("this element cannot be read: {error}");
                output.problem(
                    Problem::error(what, place)
                        .why("it was left out")
                        .mend("run the query again"),
                );
                output.left_out(1);
            }
        }
    }
    let known = Known::of(&elements);
    let layer = output.layer(LayerInfo::default());
    for (raw, element) in elements {
        if element.kind == ElementKind::Node
            && element.tags.is_empty()
            && known.in_ways.contains(&element.id)
        {
            continue;
        }
        give(element, layer, &known, text.locator(raw), &mut output)?;
    }
    output.finish()?;
    Ok(())
}

fn give(
    element: OsmElement,
    layer: LayerNo,
    known: &Known,
    locator: super::Locator,
    output: &mut Output<'_>,
) -> Result<(), ReadError> {
    let id = format!("{}/{}", element.kind.name(), element.id);
    let mut parts = Parts::default();
    if !known.add(&element, &mut parts) {
        output.problem(
            Problem::warning(
                "its nodes are not in the file, or not all of them",
                output.place(&locator, &id),
            )
            .why("it is drawn as far as they are there")
            .mend("end the query with \"out geom;\""),
        );
    }
    let geometry = output.placed(parts, &locator, &id);
    let name = element
        .tags
        .get("name")
        .and_then(|name| name.as_str())
        .map(str::to_owned);
    output.push(Record {
        layer,
        id: Some(id),
        name,
        geometry,
        properties: element.tags,
        locator,
        ..Record::default()
    })?;
    Ok(())
}

/// What the elements of a file know of each other.
#[derive(Debug, Default)]
struct Known {
    nodes: BTreeMap<i64, Coord<f64>>,
    ways: BTreeMap<i64, Vec<i64>>,
    in_ways: BTreeSet<i64>,
}

impl Known {
    fn of(elements: &[(&str, OsmElement)]) -> Self {
        let mut known = Self::default();
        for (_, element) in elements {
            match element.kind {
                ElementKind::Node => {
                    if let Some(place) = element.place() {
                        known.nodes.insert(element.id, place);
                    }
                }
                ElementKind::Way => {
                    known.in_ways.extend(&element.nodes);
                    known.ways.insert(element.id, element.nodes.clone());
                }
                ElementKind::Relation => {}
            }
        }
        known
    }

    /// Adds the geometry of an element; says whether all of it is there.
    fn add(&self, element: &OsmElement, parts: &mut Parts) -> bool {
        match element.kind {
            ElementKind::Node => {
                if let Some(place) = element.place() {
                    parts.add_point(place);
                }
                true
            }
            ElementKind::Way => self.add_way(element, parts),
            ElementKind::Relation => {
                let whole = self.add_relation(element, parts);
                // A query that ends with "out center" gives the middle alone.
                let middle = element.middle().filter(|_| parts.is_empty());
                if let Some(middle) = middle {
                    parts.add_point(middle);
                }
                whole
            }
        }
    }

    fn add_way(&self, element: &OsmElement, parts: &mut Parts) -> bool {
        let (line, whole) = match element.line() {
            Some(line) => (line, true),
            None => self.line_of_nodes(&element.nodes),
        };
        if let Some(middle) = element.middle().filter(|_| !whole || line.is_empty()) {
            parts.add_point(middle);
            return whole;
        }
        if line.is_empty() {
            return whole;
        }
        if whole && area::is_one(&line, &element.tags) {
            parts.add_polygon(line, Vec::new());
        } else {
            parts.add_line(line);
        }
        whole
    }

    fn add_relation(&self, element: &OsmElement, parts: &mut Parts) -> bool {
        let kind = element.tags.get("type").and_then(|kind| kind.as_str());
        let is_area = matches!(kind, Some("multipolygon" | "boundary"));
        let (mut outer, mut inner, mut whole) = (Vec::new(), Vec::new(), true);
        for member in &element.members {
            if member.kind == ElementKind::Node {
                // A label or an admin centre is no part of an area.
                let place = member.place();
                let place = place.or_else(|| self.nodes.get(&member.id).copied());
                if let Some(place) = place.filter(|_| !is_area) {
                    parts.add_point(place);
                }
                continue;
            }
            let line = member
                .line()
                .or_else(|| Some(self.line_of_nodes(self.ways.get(&member.id)?).0));
            match line {
                Some(line) if member.role == "inner" => inner.push(line),
                Some(line) => outer.push(line),
                None => whole = false,
            }
        }
        if is_area {
            area::add(outer, inner, parts);
        } else {
            outer
                .into_iter()
                .chain(inner)
                .for_each(|line| parts.add_line(line));
        }
        whole
    }

    /// The places of nodes, as far as they are in the file, and whether all are.
    fn line_of_nodes(&self, nodes: &[i64]) -> (Vec<Coord<f64>>, bool) {
        let line: Vec<_> = nodes
            .iter()
            .filter_map(|node| self.nodes.get(node).copied())
            .collect();
        let whole = line.len() == nodes.len();
        (line, whole)
    }
}
