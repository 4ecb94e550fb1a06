//! What a format can hold comes back the same, whatever it is.

use std::collections::BTreeMap;
use std::io::Read as _;

use geo::orient::Direction;
use geo::{Geometry, LineString, MultiLineString, MultiPoint, Orient as _, Point, Polygon, Rect};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::formats::{Bytes, Companions, FORMATS, Format, Record, Source, testing};

/// The files of an archive, by their ending.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Companions for Files {
    fn companion(&self, ending: &str) -> Option<&dyn Bytes> {
        self.0.get(ending).map(|bytes| bytes as &dyn Bytes)
    }
}

fn format(ending: &str) -> &'static Format {
    let mut formats = FORMATS.iter();
    let found = formats.find(|format| format.endings.contains(&ending));
    found.expect("a format")
}

fn read_back(ending: &str, bytes: &[u8]) -> Vec<Record> {
    if ending != "zip" {
        return testing::read(format(ending), &format!("a.{ending}"), bytes).records;
    }
    let mut files = Files::default();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it unpacks");
        let ending = file
            .name()
            .expect("a name")
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_owned();
        files.0.insert(ending, bytes);
    }
    let mut collected = testing::Collected::default();
    let source = Source {
        name: "a.shp",
        bytes: &files.0["shp"],
        companions: &files,
        given: &crate::formats::NOTHING_GIVEN,
    };
    (format("shp").read)(&source, &mut collected).expect("it can be read");
    collected.records
}

/// Values as a format without types has them: a number is its value, a truth value its word.
fn plain(properties: &Map<String, Value>) -> BTreeMap<String, String> {
    let plain = |value: &Value| match value {
        Value::String(text) => text
            .parse::<f64>()
            .map_or_else(|_| text.clone(), |number| number.to_string()),
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN).to_string(),
        other => other.to_string(),
    };
    let said = |(key, value): (&String, &Value)| {
        let hidden = matches!(
            key.as_str(),
            "id" | "longitude" | "latitude" | "wkt" | "geom"
        );
        (!hidden && !value.is_null()).then(|| (key.to_lowercase(), plain(value).to_lowercase()))
    };
    properties.iter().filter_map(said).collect()
}

/// Areas with their outer rings run the same way.
fn oriented(geometry: Option<&Geometry<f64>>) -> Option<Geometry<f64>> {
    Some(match geometry?.clone() {
        Geometry::Polygon(area) => area.orient(Direction::Default).into(),
        Geometry::MultiPolygon(areas) => areas.orient(Direction::Default).into(),
        other => other,
    })
}

fn at() -> impl Strategy<Value = (f64, f64)> {
    (-179.0..179.0, -89.0..89.0)
}

fn area((west, south): (f64, f64)) -> Polygon<f64> {
    Rect::new((west, south), (west + 0.5, south + 0.25)).to_polygon()
}

/// Geometries of one kind: a shapefile holds no others.
fn geometries() -> impl Strategy<Value = Vec<Geometry<f64>>> {
    let some = |strategy: BoxedStrategy<Geometry<f64>>| prop::collection::vec(strategy, 1..6);
    prop_oneof![
        some(at().prop_map(|at| Point::from(at).into()).boxed()),
        some(
            prop::collection::vec(at(), 2..4)
                .prop_map(|points| MultiPoint::from(points).into())
                .boxed()
        ),
        some(
            prop::collection::vec(at(), 2..6)
                .prop_map(|line| LineString::from(line).into())
                .boxed()
        ),
        some(
            prop::collection::vec(prop::collection::vec(at(), 2..4), 2..4)
                .prop_map(|lines| {
                    MultiLineString::new(lines.into_iter().map(LineString::from).collect()).into()
                })
                .boxed()
        ),
        some(at().prop_map(|at| area(at).into()).boxed()),
    ]
}

prop_compose! {
    fn layers()(
        geometries in geometries(),
        texts in prop::collection::vec("[a-zа-я<&\";'][a-zа-я<&\";' ]{0,8}[a-z]", 6),
        wholes in prop::collection::vec(-1_000_000_i64..1_000_000, 6),
        reals in prop::collection::vec(-1000.0_f64..1000.0, 6),
    ) -> Vec<OutputLayer> {
        let records = geometries.into_iter().enumerate().map(|(at, geometry)| {
            let mut properties = json!({
                "name": texts[at],
                "count": wholes[at],
                "size": (reals[at] * 1000.0).round() / 1000.0,
                "used": at % 2 == 0,
            });
            if at == 1 {
                properties["count"] = Value::Null;
            }
            Record {
                id: Some(format!("r{at}")),
                name: Some(texts[at].clone()),
                geometry: Some(geometry),
                properties: properties.as_object().cloned().unwrap_or_default(),
                ..Record::default()
            }
        });
        vec![OutputLayer { name: "posts".to_owned(), records: records.collect() }]
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn geometries_and_properties_come_back(layers in layers()) {
        for ending in ["gpkg", "fgb", "xlsx", "zip", "csv"] {
            let mut bytes = Vec::new();
            let writer = writer(ending).expect("a writer");
            let written = (writer.write)(&layers, &mut bytes).expect("it can be written");
            let records: Vec<Record> = layers[0].records.iter().collect();
            prop_assert_eq!(written.count, records.len());
            prop_assert!(written.problems.is_empty(), "{}: {:?}", ending, written.problems);
            let back = read_back(ending, &bytes);
            prop_assert_eq!(back.len(), records.len(), "{}", ending);
            for (back, record) in back.iter().zip(&records) {
                prop_assert_eq!(
                    oriented(back.geometry.as_ref()),
                    oriented(record.geometry.as_ref()),
                    "{}", ending
                );
                prop_assert_eq!(plain(&back.properties), plain(&record.properties), "{}", ending);
                let id = back.properties.get("id").and_then(Value::as_str);
                prop_assert_eq!(id, record.id.as_deref(), "{}", ending);
            }
        }
    }
}

#[test]
fn a_shapefile_says_which_names_and_texts_it_cut_and_what_it_left_out() {
    let record = |key: &str, text: &str, geometry: Geometry<f64>| Record {
        geometry: Some(geometry),
        properties: json!({key: text}).as_object().cloned().unwrap_or_default(),
        ..Record::default()
    };
    let collection =
        Geometry::GeometryCollection(geo::GeometryCollection::from(Point::new(1.0, 2.0)));
    let layers = [OutputLayer {
        name: "posts".to_owned(),
        records: vec![
            record(
                "a_very_long_name",
                &"é".repeat(200),
                Point::new(1.0, 2.0).into(),
            ),
            record("a_very_long_other", "x", Point::new(3.0, 4.0).into()),
            record("name", "both", collection),
        ]
        .into(),
    }];
    let mut bytes = Vec::new();
    let written = (writer("zip").expect("a writer").write)(&layers, &mut bytes).expect("written");
    assert_eq!(written.count, 2);
    let told: Vec<String> = written.problems.iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    for part in [
        "`a_very_long_name` is called `a_very_lon`",
        "`a_very_long_other` is called `a_very_lo2`",
        "a text was cut",
        "a feature of points, lines and areas together was left out",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let back = read_back("zip", &bytes);
    assert_eq!(back[1].properties["a_very_lo2"], "x");
    let first = layers[0].records.iter().next().expect("a record");
    assert_eq!(back[0].geometry, first.geometry);
}

#[test]
fn layers_are_tables_sheets_and_files_of_their_own() {
    let layer = |name: &str, at: f64| OutputLayer {
        name: name.to_owned(),
        records: vec![Record {
            geometry: Some(Point::new(at, at).into()),
            properties: json!({"Name": name, "name": 1})
                .as_object()
                .cloned()
                .unwrap_or_default(),
            ..Record::default()
        }]
        .into(),
    };
    let layers = [
        layer("Bases/Former", 1.0),
        layer("Roads", 2.0),
        layer("roads", 3.0),
    ];
    for ending in ["gpkg", "xlsx"] {
        let mut bytes = Vec::new();
        let writer = writer(ending).expect("a writer");
        (writer.write)(&layers, &mut bytes).expect("it can be written");
        let back = testing::read(format(ending), &format!("a.{ending}"), &bytes);
        assert_eq!(back.layers.len(), 3, "{ending}: {}", back.told());
        let last = layers[2].records.iter().next().expect("a record");
        assert_eq!(back.records[2].geometry, last.geometry);
    }
}
