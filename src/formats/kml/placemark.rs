//! A placemark: one record.

use serde_json::{Map, Value};

use super::super::output::Output;
use super::super::xml::Element;
use super::super::{Locator, Record};
use super::geometry::Geometries;
use super::schema::Schemas;
use super::styles::{self, StyleUrl};
use super::time;

/// A placemark as it was read.
#[derive(Debug)]
pub(super) struct Read {
    /// Its record, with the style that stands in it.
    pub(super) record: Record,
    /// The style that it refers to.
    pub(super) style: StyleUrl,
}

/// Elements of a placemark that are properties as they are, and what they are called then.
const PLAIN: [(&str, &str); 4] = [
    ("address", "address"),
    ("phoneNumber", "phoneNumber"),
    ("Snippet", "snippet"),
    ("snippet", "snippet"),
];

/// Reads a placemark, the one of this number in its file.
pub(super) fn read(
    element: &Element,
    number: u64,
    schemas: &Schemas,
    output: &mut Output<'_>,
) -> Read {
    let name = element
        .child("name")
        .map(Element::plain_text)
        .filter(|name| !name.is_empty());
    let id = element
        .tag
        .attribute("id")
        .filter(|id| !id.trim().is_empty())
        .map(str::to_owned);
    let label = name
        .clone()
        .or_else(|| id.clone())
        .unwrap_or_else(|| format!("#{number}"));
    let locator = Locator::from(element.at());
    let mut geometries = Geometries::default();
    for child in element.children() {
        geometries.add(child);
    }
    for fault in &geometries.faults {
        output.problem(fault.problem(output.place(&fault.at.into(), &label)));
    }
    let geometry = output.placed(geometries.parts, &locator, &label);
    let description = element.child("description").map(Element::plain_text);
    let stated = element.children().find_map(time::of);
    let record = Record {
        id,
        name,
        description: description.filter(|text| !text.is_empty()),
        time: stated.or(geometries.time),
        geometry,
        style: element.child("Style").and_then(styles::of),
        properties: properties(element, schemas),
        locator,
        ..Record::default()
    };
    let url = element.text_of("styleUrl");
    Read {
        record,
        style: StyleUrl::of(url.as_deref()),
    }
}

/// What a placemark says of itself besides name, text and place.
fn properties(element: &Element, schemas: &Schemas) -> Map<String, Value> {
    let mut properties = Map::new();
    for (name, key) in PLAIN {
        if let Some(child) = element.child(name) {
            let text = child.plain_text();
            if !text.is_empty() {
                properties.insert(key.to_owned(), text.into());
            }
        }
    }
    let link = element
        .child("link")
        .and_then(|link| link.tag.attribute("href"));
    if let Some(href) = link {
        properties.insert("link".to_owned(), href.into());
    }
    let author = element
        .child("author")
        .and_then(|author| author.text_of("name"));
    if let Some(author) = author {
        properties.insert("author".to_owned(), author.into());
    }
    for data in element
        .named("ExtendedData")
        .chain(element.named("Metadata"))
    {
        for child in data.children() {
            add_data(child, schemas, &mut properties);
        }
    }
    properties
}

/// Adds what one element of `ExtendedData` says.
fn add_data(element: &Element, schemas: &Schemas, properties: &mut Map<String, Value>) {
    match element.name() {
        "Data" => {
            let value = element
                .child("value")
                .map(Element::plain_text)
                .unwrap_or_default();
            if let Some(name) = element
                .tag
                .attribute("name")
                .filter(|name| !name.is_empty())
            {
                properties.insert(name.to_owned(), value.into());
            }
        }
        "SchemaData" => {
            let url = element.tag.attribute("schemaUrl").unwrap_or_default();
            for field in element.named("SimpleData") {
                if let Some(name) = field.tag.attribute("name") {
                    let value = schemas.value(url, name, field.plain_text());
                    properties.insert(name.to_owned(), value);
                }
            }
        }
        // Elements of another namespace, `<camp:number>14</camp:number>`.
        name => {
            properties.insert(name.to_owned(), element.plain_text().into());
        }
    }
}
