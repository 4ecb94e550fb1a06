//! A table and the features that the small reader makes of the same text agree.

mod edited;
mod system;
mod texts;
mod whole;

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::blocks::BLOCK;
use super::details::DetailsError;
use super::{Large, TableRead, details};
use crate::atlas::table::{Backing, Days, PartKind, TablePoint};
use crate::atlas::{Feature, FeatureTable, RowIx, Shape};
use crate::dossier::read_as::ReadAs;
use crate::dossier::{Files, Progress, Reading, read as read_dossier};
use texts::{HOSTILE, collection};

fn table_of(text: &[u8]) -> TableRead {
    let backing: Arc<dyn Backing> = Arc::new(text.to_vec());
    table_in(&backing)
}

fn table_in(backing: &Arc<dyn Backing>) -> TableRead {
    let large = Large {
        file: "a.geojson",
        backing,
        wanted: &["id-one".to_owned()].into(),
        read_as: &ReadAs::default(),
    };
    super::read(large, &Progress::default(), &|| false, &|_| ()).expect("nobody cancels")
}

/// The details of a row's feature, read again from the table's bytes.
fn read_again(table: &FeatureTable, row: RowIx) -> Feature {
    details_of(table, row).expect("it has not changed")
}

fn details_of(table: &FeatureTable, row: RowIx) -> Result<Feature, DetailsError> {
    let backing = table.backing.as_deref().expect("the table is large");
    let start = table.columns.starts[row.index()];
    let source = (backing as &dyn std::any::Any).downcast_ref();
    let source = source.expect("it was understood");
    details::read(&table.file, source, start)
}

fn small(text: &[u8]) -> Reading {
    let mut files = Files::new();
    files.insert("a.geojson", text.to_vec()).unwrap();
    read_dossier(&files)
}

/// Rows in the order of the file: name, kind, place, days.
fn rows_of(read: &TableRead) -> Vec<(String, String, Option<TablePoint>, Days)> {
    let table = &read.table;
    let mut rows: Vec<RowIx> = table.rows().collect();
    rows.sort_by_key(|row| table.columns.starts[row.index()]);
    let row = |row: RowIx| {
        (
            table.columns.names.get(row.index()).to_owned(),
            table.kind(row).unwrap_or_default().to_owned(),
            table.place(row),
            table.days(row),
        )
    };
    rows.into_iter().map(row).collect()
}

/// The same of the small reader's features; one called by its number has no name in a table.
fn features_of(reading: &Reading) -> Vec<(String, String, Option<TablePoint>, Days)> {
    let numbered = |feature: &Feature| {
        let number = feature.name.strip_prefix('#');
        number.is_some_and(|number| number.parse::<u32>().is_ok())
            || ["id-one", "700007", "a b"].contains(&feature.name.as_str())
    };
    let row = |feature: &Feature| {
        (
            if numbered(feature) {
                String::new()
            } else {
                feature.name.clone()
            },
            feature.kind.clone(),
            feature
                .shape
                .as_ref()
                .and_then(Shape::anchor)
                .map(TablePoint::of),
            feature.when.as_ref().map_or(Days::UNDATED, Days::of),
        )
    };
    reading.dossier.features.iter().map(row).collect()
}

fn assert_agree(text: &[u8]) {
    let (table, small) = (table_of(text), small(text));
    let (rows, features) = (rows_of(&table), features_of(&small));
    let shown = String::from_utf8_lossy(&text[..text.len().min(2000)]);
    assert_eq!(
        rows.len(),
        features.len(),
        "{shown}\n{:#?}\n{:#?}",
        table.problems,
        small.problems
    );
    for (row, feature) in rows.iter().zip(&features) {
        assert_eq!(
            (&row.0, &row.1, row.3),
            (&feature.0, &feature.1, feature.3),
            "{shown}"
        );
        let near = match (row.2, feature.2) {
            (Some(a), Some(b)) => {
                a.lon_e7.abs_diff(b.lon_e7) <= 1 && a.lat_e7.abs_diff(b.lat_e7) <= 1
            }
            (a, b) => a == b,
        };
        assert!(near, "{row:?} {feature:?} {shown}");
    }
}

/// `text` with so many spaces between its features that it has several blocks.
fn spread(text: &str, blocks: usize) -> String {
    let marks = text.matches("},").count().max(1);
    let space = " ".repeat(blocks * BLOCK as usize / marks);
    let begin = text.find("\"features\"").unwrap_or_default();
    let (head, features) = text.split_at(begin);
    head.to_owned() + &features.replace("},", &format!("}},{space}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_table_has_what_the_small_reader_reads(text in collection()) {
        assert_agree(text.as_bytes());
    }

    #[test]
    fn mutated_bytes_are_read_alike_and_never_panic(
        text in collection(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>()), 1..4),
    ) {
        let mut bytes = text.into_bytes();
        for (at, how, byte) in changes {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 if !bytes.is_empty() => bytes[at] = byte,
                1 if !bytes.is_empty() => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"{}[],:\"\\ "[usize::from(byte) % 9]),
                _ => bytes.truncate(at),
            }
        }
        let (table, small) = (table_of(&bytes), small(&bytes));
        // A text that is no JSON as a whole may be cut into features in more than one way; but no
        // reader takes fewer than the other without a word.
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        if serde_json::from_slice::<serde_json::Value>(&bytes).is_ok() {
            // Features that do not stand in `features` are looked for in small files only.
            let told = |problem: &crate::problem::Problem| problem.what.starts_with("expected a GeoJSON");
            if !(table.table.is_empty() && table.problems.iter().any(told)) {
                prop_assert_eq!(table.table.len(), small.dossier.features.len(), "{}", shown);
            }
        } else if table.table.len() < small.dossier.features.len() {
            prop_assert!(!table.problems.is_empty(), "{}", shown);
        }
    }
}

#[test]
fn features_of_a_misspelled_type_are_features_to_both_readers() {
    let text = br#"{"type":"Collection","features":[{"type":" eature","id":7,"properties":{},"geometry":null}]}"#;
    let (table, small) = (table_of(text), small(text));
    assert_eq!(small.dossier.features.len(), table.table.len());
    assert!(!small.problems.is_empty() && !table.problems.is_empty());
}

#[test]
fn a_feature_in_a_list_of_its_own_is_not_lost_unsaid() {
    let feature = r#"{"type":"Feature","properties":{"name":"Osh"},"geometry":null}"#;
    let text = format!(r#"{{"type":"FeatureCollection","features":[{feature},[{feature}]}}"#);
    let (table, small) = (table_of(text.as_bytes()), small(text.as_bytes()));
    assert_eq!(small.dossier.features.len(), 2);
    assert_eq!((table.table.len(), table.left_out), (1, 1));
    assert!(!table.problems.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn blocks_give_what_one_reader_would_have_read(text in collection()) {
        let text = spread(&text, 5);
        assert_agree(text.as_bytes());
    }
}

fn points(count: usize, name: &str) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for number in 0..count {
        let comma = if number == 0 { "" } else { ",\n" };
        let (lon, lat) = (number % 179, number % 85);
        write!(
            text,
            r#"{comma}{{"type":"Feature","id":{number},"properties":{{"name":"{name} {number}","kind":"{}","start":"2021-01-{:02}"}},"geometry":{{"type":"Point","coordinates":[{}.25,{}.5]}}}}"#,
            ["town", "mine", "town"][number % 3],
            number % 28 + 1,
            lon,
            lat,
        )
        .unwrap();
    }
    text + "\n]}"
}

#[test]
fn names_that_look_like_features_are_names_in_every_block() {
    for hostile in HOSTILE.iter().take(4) {
        let text = points(16_000, hostile);
        let read = table_of(text.as_bytes());
        assert!(text.len() as u64 > 2 * BLOCK);
        assert_eq!((read.table.len(), read.left_out), (16_000, 0));
        let rows = rows_of(&read);
        let plain = hostile.replace("\\\"", "\"").replace("\\\\", "\\");
        assert_eq!(rows[15_999].0, format!("{plain} 15999"));
    }
}

#[test]
fn features_one_after_another_are_a_layer_too() {
    let collection = points(9_000, "station");
    let expected = rows_of(&table_of(collection.as_bytes()));
    let features = collection.lines().skip(1).filter(|line| line.len() > 2);
    let lines: Vec<&str> = features.map(|line| line.trim_end_matches(',')).collect();
    for text in [
        lines.join("\n"),
        format!("\u{1e}{}\n", lines.join("\n\u{1e}")),
    ] {
        let read = table_of(text.as_bytes());
        assert_eq!(rows_of(&read), expected);
    }
}

#[test]
fn a_table_stands_in_the_order_of_the_curve_and_keeps_its_rows_together() {
    let text = points(12_000, "station");
    let read = table_of(text.as_bytes());
    let table = &read.table;
    assert_eq!(table.columns.kinds, ["town", "mine"]);
    for ix in table.rows().step_by(97) {
        let feature = read_again(table, ix);
        assert_eq!(feature.name, table.name(ix));
        assert_eq!(Some(feature.kind.as_str()), table.kind(ix));
        assert_eq!(
            feature.shape.unwrap().anchor().map(TablePoint::of),
            table.place(ix)
        );
        assert_eq!(feature.when.as_ref().map(Days::of), Some(table.days(ix)));
    }
    let extent = table.extent.unwrap();
    assert_eq!((extent.south_deg, extent.north_deg), (0.5, 84.5));
}

#[test]
fn shapes_keep_their_parts() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]],[[[9,9],[10,9],[10,10],[9,9]]]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4],[5,6]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"MultiPoint","coordinates":[[1,2]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[
            {"type":"LineString","coordinates":[[1,2],[3,4]]},{"type":"Point","coordinates":[7,8]}]}}]}"#;
    let read = table_of(text.as_bytes());
    let shapes = &read.table.columns.shapes;
    let mut kinds: Vec<Vec<(PartKind, usize)>> = read
        .table
        .rows()
        .map(|row| {
            let parts = shapes.parts_of(row);
            parts
                .map(|at| (shapes.parts[at].kind, shapes.part(at).len()))
                .collect()
        })
        .collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            vec![],
            vec![(PartKind::Points, 1), (PartKind::Line, 2)],
            vec![(PartKind::Line, 3)],
            vec![
                (PartKind::Outer, 4),
                (PartKind::Hole, 4),
                (PartKind::Outer, 4)
            ],
        ]
    );
}

#[test]
fn problems_are_those_of_the_small_reader() {
    let good = r#"{"type":"Feature","properties":{"name":"Osh"},"geometry":{"type":"Point","coordinates":[72.8,40.5]}}"#;
    let list = |features: &[&str]| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}",
            features.join(",\n")
        )
    };
    for text in [
        list(&[
            good,
            r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[40.5,172.8]}}"#,
        ]),
        list(&[
            good,
            r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}}"#,
        ]),
        list(&[good, "null", r#"{"type":"Featur"}"#, "7"]),
        list(&[
            good,
            r#"{"type":"Feature","properties":{"date":"soon"},"geometry":null}"#,
        ]),
        list(&[good, good])[..200].to_owned(),
        list(&[good]).replace("FeatureCollection", "Collection"),
        list(&[good]).replace("]}", "],\n\"crs\":{\"name\":\"EPSG:3857\"}}"),
        String::new(),
        "[1,2]".to_owned(),
        format!("{}{}", "[".repeat(5000), "]".repeat(5000)),
        list(&[&format!(
            r#"{{"type":"Feature","properties":{{"a":{}1{}}},"geometry":null}}"#,
            "[".repeat(500),
            "]".repeat(500)
        )]),
    ] {
        let (table, small) = (table_of(text.as_bytes()), small(text.as_bytes()));
        let told = |problem: &crate::problem::Problem| (problem.what.clone(), problem.place.line);
        let mut a: Vec<_> = table.problems.iter().map(told).collect();
        let mut b: Vec<_> = small.problems.iter().map(told).collect();
        a.sort();
        b.sort();
        let shown = text.chars().take(300).collect::<String>();
        assert_eq!(table.left_out, small.left_out, "{shown}");
        // A list is read as a whole, however large it is: that a table tells something is enough.
        let whole = text.starts_with('[');
        if !whole
            && !b
                .iter()
                .any(|(what, _)| what.starts_with("not JSON") || what.contains("cannot be read"))
        {
            assert_eq!(a, b, "{shown}");
        }
        assert!(!table.problems.is_empty());
    }
}

#[test]
fn a_topology_is_called_what_it_is() {
    let text =
        r#"{"type":"Topology","features":[{"type":"Feature","properties":{},"geometry":null}]}"#;
    let read = table_of(text.as_bytes());
    assert!(read.table.is_empty());
    let [problem] = read.problems.as_slice() else {
        panic!("{:#?}", read.problems);
    };
    assert!(problem.mend.contains("TopoJSON"), "{problem:?}");
}

#[test]
fn a_slip_of_json_costs_a_large_file_the_feature_and_is_told() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Osh"},"geometry":{"type":"Point","coordinates":[72.8,40.5]}},
        {"type":"Feature","properties":{"name":"Kant"},"geometry":{"type":"Point","coordinates":[NaN,1]}}]}"#;
    let (table, small) = (table_of(text.as_bytes()), small(text.as_bytes()));
    assert_eq!((table.table.len(), table.left_out), (1, 1));
    let nan = |problem: &crate::problem::Problem| problem.mend.contains("NaN");
    assert!(table.problems.iter().any(nan), "{:#?}", table.problems);
    // A small file is mended as a whole: there the slip costs the place alone.
    assert_eq!((small.dossier.features.len(), small.left_out), (2, 0));
}

#[test]
fn a_million_faults_are_counted_and_not_listed() {
    let bad = r#"{"type":"Featur","geometry":{"type":"Point","coordinates":[0,99]}}"#;
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        vec![bad; 40_000].join(",")
    );
    let read = table_of(text.as_bytes());
    assert_eq!((read.left_out, read.table.len()), (40_000, 0));
    assert!(read.problems.len() < 110);
    let more = read.problems.last().unwrap();
    assert!(more.what.starts_with("39,900 more"), "{}", more.what);
}

#[test]
fn bytes_that_are_no_text_are_told_once() {
    let text = points(9_000, "x")
        .replace("x 8000", "x 8\u{0}00")
        .into_bytes();
    let text: Vec<u8> = text
        .into_iter()
        .map(|b| if b == 0 { 0xFF } else { b })
        .collect();
    let read = table_of(&text);
    let rows = rows_of(&read);
    assert_eq!(rows.len(), 9_000);
    assert_eq!(rows[8_000].0, "x 8?00");
    let told: Vec<_> = read
        .problems
        .iter()
        .filter(|p| p.what.contains("UTF-8"))
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.line, Some(8_002));
}
