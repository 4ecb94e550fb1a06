//! What waypoints, routes and tracks say of themselves.

use serde_json::{Map, Value};

use super::super::xml::Element;
use super::super::{Colour, Record, RecordStyle};

/// Elements that are fields of a record of their own, or none of its properties.
const NOT_PROPERTIES: [&str; 8] = [
    "name",
    "desc",
    "time",
    "link",
    "extensions",
    "rtept",
    "trkseg",
    "bounds",
];

/// Adds what `element`, a child of a waypoint, route or track, says to its `record`.
pub(super) fn add(element: &Element, record: &mut Record) {
    match element.name() {
        "name" => record.name = some(element.plain_text()),
        "desc" => record.description = some(element.plain_text()),
        "link" => {
            if let Some(href) = element.tag.attribute("href") {
                insert(&mut record.properties, "link", href.to_owned());
            }
        }
        "extensions" => add_extensions(element, record),
        name if !NOT_PROPERTIES.contains(&name) => {
            let text = element.plain_text();
            match (name, text.parse::<f64>()) {
                ("ele", Ok(height)) if height.is_finite() => {
                    record.properties.insert("ele".to_owned(), height.into());
                }
                _ => insert(&mut record.properties, name, text),
            }
        }
        _ => {}
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn insert(properties: &mut Map<String, Value>, name: &str, text: String) {
    if !text.is_empty() && !properties.contains_key(name) {
        properties.insert(name.to_owned(), text.into());
    }
}

/// Adds what programs say in elements of their own; colours of Garmin and of GPX Style become the style.
fn add_extensions(element: &Element, record: &mut Record) {
    for child in element.children() {
        let text = child.text();
        if child.children().next().is_some() {
            add_extensions(child, record);
            continue;
        }
        let colour = match child.name() {
            "DisplayColor" => named_colour(&text),
            "color" => hex_colour(&text),
            _ => None,
        };
        match colour {
            Some(colour) => {
                record.style.get_or_insert_with(RecordStyle::default).stroke = Some(colour);
            }
            None => insert(&mut record.properties, child.name(), text),
        }
    }
}

fn hex_colour(text: &str) -> Option<Colour> {
    let digits = text.trim().trim_start_matches('#');
    if digits.len() != 6 {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Colour {
        rgba: [red, green, blue, 255],
    })
}

/// The colours of Garmin's `GpxExtensions` v3.
fn named_colour(name: &str) -> Option<Colour> {
    let [red, green, blue] = match name.trim() {
        "Black" => [0, 0, 0],
        "DarkRed" => [0x8b, 0, 0],
        "DarkGreen" => [0, 0x64, 0],
        "DarkYellow" => [0xb5, 0xb0, 0x20],
        "DarkBlue" => [0, 0, 0x8b],
        "DarkMagenta" => [0x8b, 0, 0x8b],
        "DarkCyan" => [0, 0x8b, 0x8b],
        "LightGray" => [0xd3, 0xd3, 0xd3],
        "DarkGray" => [0xa9, 0xa9, 0xa9],
        "Red" => [0xff, 0, 0],
        "Green" => [0, 0x80, 0],
        "Yellow" => [0xff, 0xff, 0],
        "Blue" => [0, 0, 0xff],
        "Magenta" => [0xff, 0, 0xff],
        "Cyan" => [0, 0xff, 0xff],
        "White" => [0xff, 0xff, 0xff],
        _ => return None,
    };
    Some(Colour {
        rgba: [red, green, blue, 255],
    })
}
