//! Records come back as they were packed.

use geo::{Geometry, LineString, MultiPoint, Point, polygon};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Packed, Packer, Packing, Rows};
use crate::formats::{Colour, LayerNo, Locator, Record, RecordStyle, Time};

/// Records packed in parts of `each`, and the number of each of them.
fn packed(records: &[Record], each: usize) -> (Packed, Vec<u64>) {
    let (mut packing, mut packer) = (Packing::default(), Packer::default());
    let mut next = Vec::new();
    let mut numbers = Vec::new();
    for part in records.chunks(each) {
        for rows in Rows::by_layer(part.to_vec()) {
            let layer = usize::from(rows.layer().0);
            next.resize(next.len().max(layer + 1), 0);
            next[layer] = packer.add(packing.pack(rows, |_, _| ()).unwrap());
        }
        for record in part {
            let number = &mut next[usize::from(record.layer.0)];
            numbers.push(*number);
            *number += 1;
        }
    }
    (packer.finish(), numbers)
}

fn geometries() -> impl Strategy<Value = Option<Geometry<f64>>> {
    let at = || (-180.0..180.0, -90.0..90.0);
    let places = || prop::collection::vec(at(), 2..5);
    prop_oneof![
        Just(None),
        at().prop_map(|at| Some(Point::from(at).into())),
        places().prop_map(|line| Some(LineString::from(line).into())),
        places().prop_map(|points| Some(MultiPoint::from(points).into())),
        Just(Some(
            polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 0.0)].into()
        )),
    ]
}

prop_compose! {
    fn records()(
        geometry in geometries(),
        layer in 0_u16..3,
        id in prop::option::of(".{0,8}"),
        row in any::<u64>(),
        line in prop::option::of(any::<u32>()),
        rowid in any::<i64>(),
        by_row in any::<bool>(),
        styled in any::<bool>(),
        texts in prop::collection::btree_map("[a-e]{1,2}", ".{0,12}", 0..5),
    ) -> Record {
        let mut properties: Map<String, Value> =
            texts.into_iter().map(|(key, text)| (key, text.into())).collect();
        properties.insert("list".to_owned(), json!([1, null, {"a": -2.5}]));
        properties.insert("flag".to_owned(), json!(styled));
        properties.insert("none".to_owned(), Value::Null);
        Record {
            layer: LayerNo(layer),
            id,
            time: styled.then(|| Time { begin: Some("2021".into()), end: None }),
            style: styled.then(|| RecordStyle {
                fill: Some(Colour { rgba: [1, 2, 3, 4] }),
                width_px: Some(1.5),
                ..RecordStyle::default()
            }),
            geometry,
            properties,
            locator: if by_row { Locator::Row { row, line } } else { Locator::RowId { rowid } },
            ..Record::default()
        }
    }
}

proptest! {
    #[test]
    fn records_come_back_as_they_were(
        records in prop::collection::vec(records(), 1..40),
        each in 1_usize..40,
    ) {
        let rows = Rows::by_layer(records.clone());
        let mut sorted = records.clone();
        sorted.sort_by_key(|record| record.layer);
        let unpacked: Vec<Record> = rows.into_iter().flat_map(Rows::into_records).collect();
        prop_assert_eq!(unpacked, sorted);
        let (packed, numbers) = packed(&records, each);
        for (record, number) in records.iter().zip(numbers) {
            prop_assert_eq!(&packed.record(number).unwrap(), record);
        }
        let mut count = 0;
        for block in 0..packed.blocks.len() {
            packed.each_unplaced(block, |_| true, |record| {
                assert_eq!(record.geometry, None);
                count += 1;
            }).unwrap();
        }
        prop_assert_eq!(count, records.len());
    }
}

#[test]
fn many_records_fall_into_several_blocks() {
    let record = |row: u64| Record {
        properties: json!({"name": format!("Post {row}"), "note": "x".repeat(100)})
            .as_object()
            .cloned()
            .unwrap_or_default(),
        locator: Locator::Row { row, line: None },
        ..Record::default()
    };
    let records: Vec<Record> = (0..50_000).map(record).collect();
    let (all, numbers) = packed(&records, 4_096);
    assert!(
        all.blocks.len() > 5 && all.len() < 2_000_000,
        "{}",
        all.len()
    );
    // Lasting names are made of these numbers: they are the same however records are packed.
    assert!(numbers.iter().copied().eq(1..=50_000));
    for row in [0, 1, 2_500, 49_999] {
        assert_eq!(all.record(numbers[row as usize]).unwrap(), record(row));
    }
    assert!(all.record(u64::MAX).is_err());
}

#[test]
fn of_several_values_under_one_key_the_last_counts_in_the_place_of_the_first() {
    let mut rows = Rows::default();
    let [a, b] = ["a", "b"].map(|key| rows.key(key));
    for (key, text) in [(b, "1"), (a, "2"), (b, "3")] {
        rows.text(key, text);
    }
    rows.end(Record::default());
    rows.text(a, "4");
    rows.end(Record::default());
    let records = rows.into_records();
    let properties = records.iter().map(|record| &record.properties);
    let texts: Vec<String> = properties.map(|it| json!(it).to_string()).collect();
    assert_eq!(texts, [r#"{"b":"3","a":"2"}"#, r#"{"a":"4"}"#]);
}

#[test]
fn records_that_leave_out_properties_stand_in_columns_of_one_order() {
    let record = |keys: &[&str]| Record {
        properties: keys
            .iter()
            .map(|&key| (key.to_owned(), Value::from(format!("{key} of it"))))
            .collect(),
        ..Record::default()
    };
    let rows = |records: Vec<Record>| {
        let mut rows = Rows::default();
        for key in ["a", "b", "c"] {
            rows.key(key);
        }
        for record in records {
            rows.push(record);
        }
        rows
    };
    for (keys, even) in [
        (vec![vec!["c"], vec!["a", "c"], vec!["a", "b"]], true),
        (vec![vec!["c", "a"], vec!["c"], vec!["c", "a", "b"]], true),
        (vec![vec!["c", "a"], vec!["a", "c"]], false),
    ] {
        let records: Vec<Record> = keys.iter().map(|keys| record(keys)).collect();
        let mut all = Packer::default();
        let block = Packing::default().pack(rows(records.clone()), |_, _| ());
        let first = all.add(block.unwrap());
        let all = all.finish();
        assert_eq!(all.blocks[0].even, even, "{keys:?}");
        for (number, record) in (first..).zip(&records) {
            let back = all.record(number).unwrap().properties;
            assert!(back.iter().eq(&record.properties), "{keys:?}");
        }
    }
}
