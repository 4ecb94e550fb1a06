//! Properties of a large source are what its features say one by one.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value;

use super::properties;
use crate::atlas::attributes::{AttributeValue, Gather};
use crate::atlas::{Atlas, Attribute, BaseMap};
use crate::dossier::{Files, details, read};

/// The layers of a file that is read as a large one.
fn large(name: &str, text: &str) -> Atlas {
    let mut files = Files::new();
    let bytes = Arc::new(text.as_bytes().to_vec());
    files.insert_large(name, bytes).unwrap();
    Atlas::new(read(&files).dossier, Arc::new(BaseMap::default()))
}

/// The properties of each feature of a table, one by one.
fn one_by_one(atlas: &Atlas, ix: crate::atlas::TableIx) -> Vec<Attribute> {
    let table = atlas.table(ix);
    let mut gather = Gather::default();
    let mut rows: Vec<_> = table.rows().collect();
    rows.sort_by_key(|row| table.columns.starts[row.index()]);
    for &row in &rows {
        let feature = details(atlas, atlas.id_in(ix, row)).unwrap();
        gather.next_row();
        for (position, (key, value)) in feature.other.iter().enumerate() {
            let texts = |items: &Vec<Value>| -> Vec<String> {
                let texts = items.iter().filter_map(Value::as_str);
                texts.map(str::to_owned).collect()
            };
            let list = value.as_array().map(texts).unwrap_or_default().join(", ");
            let value = match value {
                Value::Null | Value::Object(_) => AttributeValue::Missing,
                Value::Bool(truth) => AttributeValue::Text(if *truth { "true" } else { "false" }),
                Value::Number(number) => AttributeValue::Number(number.as_f64().unwrap()),
                Value::String(text) => AttributeValue::Text(text),
                Value::Array(_) => AttributeValue::Text(&list),
            };
            gather.add(position, key, value);
        }
    }
    let order: Vec<u32> = rows.into_iter().map(|row| row.0).collect();
    super::reordered(gather.finish(), &order)
}

fn assert_same(name: &str, text: &str) {
    let atlas = large(name, text);
    let mut tables = 0;
    for (ix, _) in atlas.large_tables() {
        let (found, expected) = (properties(&atlas, ix).unwrap(), one_by_one(&atlas, ix));
        assert!(!found.is_empty(), "{name}");
        // Not a number is not equal to itself.
        assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{name}");
        tables += 1;
    }
    assert!(tables > 0, "{name} was not read as a large file");
}

#[test]
fn properties_of_a_table_are_those_of_its_rows_in_every_type() {
    let mut text = "name,lat,lon,day,deaths,note,code,mixed\n".to_owned();
    for row in 0..9_000 {
        let mixed = if row % 3 == 0 { "7" } else { "about 7" };
        let day = row % 28 + 1;
        let note = if row % 5 == 0 {
            String::new()
        } else {
            format!("note {row}")
        };
        let _ = writeln!(
            text,
            "Post {row},4{}.5,6{},2021-10-{day:02},{},{note},00{},{mixed}",
            row % 10,
            row % 7,
            row % 40,
            row % 9
        );
    }
    assert_same("posts.csv", &text);
}

#[test]
fn properties_of_values_that_are_no_texts_are_those_of_their_records() {
    let mut text = "[".to_owned();
    for row in 0..200 {
        let value = [
            "12",
            "-3.5",
            "true",
            "null",
            "\"x\"",
            "[\"a\",\"b\"]",
            "{\"c\": 1}",
        ][row % 7];
        let comma = if row == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"lat\": 44.{row}, \"lon\": 65.5, \"value\": {value}, \"number\": {row}, \"only{}\": 1}}",
            row % 3
        );
    }
    text.push(']');
    assert_same("posts.json", &text);
}

#[test]
fn styles_of_a_file_are_properties_beside_its_own() {
    let mut text = "<kml><Document><Style id=\"s\"><LineStyle><color>ff0000ff</color><width>2</width></LineStyle></Style>".to_owned();
    for row in 0..60 {
        let style = if row % 2 == 0 {
            "<styleUrl>#s</styleUrl>"
        } else {
            ""
        };
        let _ = write!(
            text,
            "<Placemark><name>Post {row}</name>{style}<ExtendedData><Data name=\"size\"><value>{row}</value></Data></ExtendedData>\
             <LineString><coordinates>6{}.5,44 70,45</coordinates></LineString></Placemark>",
            row % 10
        );
    }
    text += "</Document></kml>";
    assert_same("map.kml", &text);
}
