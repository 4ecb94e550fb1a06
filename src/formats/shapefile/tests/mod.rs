//! Shapefiles as people have them, built by hand.

mod losses;
mod made;

use geo::{Geometry, point};
use serde_json::{Value, json};

use super::super::Head;
use super::*;
use made::{Files, doubles, header, parts, point_at, points, table};

#[test]
fn shapes_and_rows_stay_together_where_a_shape_is_null() {
    let files = Files::new(
        &[point_at(65.5, 44.8), vec![0; 4], point_at(66.5, 44.8)],
        &[b"A", b"Null", b"C"],
    );
    let read = files.read();
    assert!(
        read.error.is_none() && read.problems.is_empty(),
        "{}",
        read.told()
    );
    assert_eq!(
        points(&read),
        [
            (json!("A"), Some((65.5, 44.8))),
            (json!("Null"), None),
            (json!("C"), Some((66.5, 44.8))),
        ]
    );
    assert_eq!(read.layers[0].name, "posts");
}

#[test]
fn encodings_are_named_guessed_and_doubted() {
    let read = |name: &[u8], cpg: Option<&str>, language: u8| {
        let mut files = Files::new(&[point_at(65.5, 44.8)], &[]);
        files.set("dbf", table(&[("NAME", b'C', 20)], &[vec![name]], language));
        if let Some(cpg) = cpg {
            files.set("cpg", cpg);
        }
        let read = files.read();
        (
            read.records[0].properties["NAME"]
                .as_str()
                .unwrap()
                .to_owned(),
            read.told(),
        )
    };
    let utf8 = "Алматы".as_bytes();
    let cp1251 = b"\xc0\xeb\xec\xe0\xf2\xfb";
    let quiet = |name: &str| (name.to_owned(), String::new());
    assert_eq!(read(utf8, Some("UTF-8"), 0), quiet("Алматы"));
    assert_eq!(read(utf8, None, 0), quiet("Алматы"));
    for cpg in ["1251", "windows-1251", "ANSI 1251", "CP1251\r\n"] {
        assert_eq!(read(cp1251, Some(cpg), 0), quiet("Алматы"), "{cpg}");
    }
    assert_eq!(read(cp1251, None, 0xc9), quiet("Алматы"));
    assert_eq!(
        read(b"\x80\xab\xac\xa0\xe2\xeb", Some("OEM 866"), 0),
        quiet("Алматы")
    );
    let (guessed, told) = read(cp1251, None, 0);
    assert_eq!(guessed, "Алматы");
    assert!(told.contains("windows-1251 was guessed"), "{told}");
    for cpg in ["1252", "UTF-8", "ISO 8859-1"] {
        let (seen_through, told) = read(cp1251, Some(cpg), 0);
        assert_eq!(seen_through, "Алматы", "{cpg}");
        assert!(told.contains("the .cpg says"), "{told}");
    }
    let (seen_through, told) = read("Árrago".as_bytes(), Some("1252"), 0x57);
    assert_eq!(seen_through, "Árrago");
    assert!(told.contains("UTF-8"), "{told}");
    assert_eq!(read(b"Xar\xe0gua", Some("1252"), 0), quiet("Xaràgua"));
    // The end of a field cuts the last letter in two.
    assert_eq!(
        read("Петропавлов".as_bytes(), Some("UTF-8"), 0),
        quiet("Петропавло")
    );
}

#[test]
fn values_are_typed_and_blank_ones_are_null() {
    let mut files = Files::new(&[vec![0; 4]], &[]);
    let columns = [
        ("N", b'N', 8),
        ("F", b'F', 8),
        ("L", b'L', 1),
        ("D", b'D', 8),
        ("C", b'C', 4),
    ];
    let read = |files: &mut Files, row: [&[u8]; 5]| {
        files.set("dbf", table(&columns, &[row.to_vec()], 0));
        Value::Object(files.read().records[0].properties.clone())
    };
    let full = read(
        &mut files,
        [b"      42", b"     1.5", b"T", b"20211018", b"a b"],
    );
    assert_eq!(
        full,
        json!({"N": 42, "F": 1.5, "L": true, "D": "2021-10-18", "C": "a b"})
    );
    let nothing = json!({"N": null, "F": null, "L": null, "D": null, "C": null});
    assert_eq!(read(&mut files, [b"", b"", b"?", b"", b""]), nothing);
    assert_eq!(
        read(
            &mut files,
            [b"********", b"\0\0\0", b" ", b"00000000", b"\0\0\0\0"]
        ),
        nothing
    );
    let odd = read(&mut files, [b"1,5", b"1.5e3", b"y", b"20211000", b" x"]);
    assert_eq!(
        odd,
        json!({"N": 1.5, "F": 1500.0, "L": true, "D": "2021-10", "C": "x"})
    );
}

#[test]
fn columns_of_one_name_are_both_kept() {
    let mut files = Files::new(&[vec![0; 4]], &[]);
    files.set(
        "dbf",
        table(&[("A", b'C', 1), ("A", b'C', 1)], &[vec![b"1", b"2"]], 0),
    );
    assert_eq!(
        Value::Object(files.read().records[0].properties.clone()),
        json!({"A": "1", "A_2": "2"})
    );
}

#[test]
fn deleted_rows_take_their_shapes_with_them() {
    let mut files = Files::new(&[point_at(65.5, 44.8), point_at(66.5, 44.8)], &[b"A", b"B"]);
    let dbf = files.0.get_mut("dbf").unwrap();
    let first_row = dbf.len() - 2 * 21;
    dbf[first_row] = b'*';
    let read = files.read();
    assert_eq!(points(&read), [(json!("B"), Some((66.5, 44.8)))]);
    assert!(
        read.told().contains("is marked as deleted"),
        "{}",
        read.told()
    );
}

#[test]
fn rings_that_run_counterclockwise_are_holes_of_the_area_around_them() {
    let outer = [
        [60.0, 40.0],
        [60.0, 46.0],
        [70.0, 46.0],
        [70.0, 40.0],
        [60.0, 40.0],
    ];
    let hole = [
        [62.0, 42.0],
        [64.0, 42.0],
        [64.0, 44.0],
        [62.0, 44.0],
        [62.0, 42.0],
    ];
    let island = [
        [80.0, 40.0],
        [80.0, 46.0],
        [90.0, 46.0],
        [90.0, 40.0],
        [80.0, 40.0],
    ];
    let read = |shape| {
        Files::new(&[shape], &[b"Z"])
            .read()
            .records
            .remove(0)
            .geometry
    };
    for kind in [5, 15, 25] {
        let Some(Geometry::Polygon(polygon)) = read(parts(kind, &[&hole, &outer])) else {
            panic!()
        };
        assert_eq!(
            (polygon.exterior().0.len(), polygon.interiors().len()),
            (5, 1)
        );
        assert!(polygon.exterior().0[2].x > 69.0);
    }
    let Some(Geometry::MultiPolygon(areas)) = read(parts(5, &[&outer, &hole, &island])) else {
        panic!()
    };
    assert_eq!(
        areas
            .0
            .iter()
            .map(|area| area.interiors().len())
            .collect::<Vec<_>>(),
        [1, 0]
    );
    // All in the wrong direction, as programs write that do not heed it.
    let turned = |ring: [[f64; 2]; 5]| {
        let mut ring = ring;
        ring.reverse();
        ring
    };
    let Some(Geometry::Polygon(area)) = read(parts(5, &[&turned(outer), &hole])) else {
        panic!()
    };
    assert_eq!(area.interiors().len(), 1);
    let Some(Geometry::MultiPolygon(areas)) = read(parts(5, &[&turned(outer), &turned(island)]))
    else {
        panic!()
    };
    assert_eq!(areas.0.len(), 2);
}

#[test]
fn lines_points_and_multipoints_are_read() {
    let read = |shape| {
        Files::new(&[shape], &[b"Z"])
            .read()
            .records
            .remove(0)
            .geometry
    };
    let line = [[1.0, 2.0], [3.0, 4.0]];
    assert!(matches!(
        read(parts(3, &[&line])),
        Some(Geometry::LineString(_))
    ));
    assert!(matches!(
        read(parts(13, &[&line, &line])),
        Some(Geometry::MultiLineString(_))
    ));
    let with_height = [
        11u32.to_le_bytes().to_vec(),
        doubles(&[65.5, 44.8, 300.0, 0.0]),
    ]
    .concat();
    assert_eq!(read(with_height), Some(point!(x: 65.5, y: 44.8).into()));
    let multipoint = [
        8u32.to_le_bytes().to_vec(),
        doubles(&[0.0; 4]),
        2u32.to_le_bytes().to_vec(),
        doubles(&[1.0, 2.0, 3.0, 4.0]),
    ]
    .concat();
    assert!(matches!(read(multipoint), Some(Geometry::MultiPoint(points)) if points.0.len() == 2));
}

#[test]
fn without_prj_degrees_are_assumed_and_metres_are_not_placed() {
    let mut files = Files::new(&[point_at(65.5, 44.8)], &[b"A"]);
    files.0.remove("prj");
    let read = files.read();
    assert!(read.records[0].geometry.is_some());
    assert!(read.told().contains("no .prj"), "{}", read.told());
    let mut metres = Files::new(&[point_at(500_000.0, 4_649_776.0)], &[b"A"]);
    metres.0.remove("prj");
    let shp = metres.0.get_mut("shp").unwrap();
    shp[36..68].copy_from_slice(&doubles(&[500_000.0, 4_649_776.0, 500_000.0, 4_649_776.0]));
    let read = metres.read();
    assert_eq!(read.records[0].geometry, None);
    assert!(read.told().contains("no .prj"), "{}", read.told());
}

#[test]
fn utm_is_brought_to_degrees() {
    let mut files = Files::new(&[point_at(500_000.0, 4_649_776.22)], &[b"A"]);
    files.set("prj", b"PROJCS[\"WGS_1984_UTM_Zone_42N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",69.0],PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]");
    let read = files.read();
    let (x, y) = points(&read)[0].1.unwrap();
    assert!(
        (x - 69.0).abs() < 1e-6 && (y - 42.0).abs() < 1e-6,
        "{x} {y}"
    );
    assert_eq!(read.layers[0].understood, ["WGS_1984_UTM_Zone_42N"]);
}

#[test]
fn what_is_cut_off_or_damaged_costs_itself_and_is_told() {
    let mut files = Files::new(&[point_at(65.5, 44.8), point_at(66.5, 44.8)], &[b"A", b"B"]);
    let shp = files.0.get_mut("shp").unwrap();
    shp.truncate(shp.len() - 5);
    files.0.remove("shx");
    let read = files.read();
    assert_eq!(
        points(&read),
        [(json!("A"), Some((65.5, 44.8))), (json!("B"), None)]
    );
    assert!(
        read.told().contains("in the middle of a shape"),
        "{}",
        read.told()
    );
    let unknown = [99u32.to_le_bytes().to_vec(), doubles(&[1.0])].concat();
    let read = Files::new(&[unknown, point_at(66.5, 44.8)], &[b"A", b"B"]).read();
    assert_eq!(
        points(&read),
        [(json!("A"), None), (json!("B"), Some((66.5, 44.8)))]
    );
    assert!(read.told().contains("type 99"), "{}", read.told());
}

#[test]
fn a_shapefile_without_table_and_a_table_without_shapes_are_read_and_told() {
    let mut files = Files::new(&[point_at(65.5, 44.8)], &[b"A"]);
    files.0.remove("dbf");
    let read = files.read();
    assert!(read.records[0].geometry.is_some() && read.told().contains(".dbf"));
    let mut files = Files::new(&[], &[b"A", b"B"]);
    files.0.remove("shp");
    let read = files.read();
    assert_eq!(points(&read), [(json!("A"), None), (json!("B"), None)]);
    assert!(
        read.told().contains("table without shapes"),
        "{}",
        read.told()
    );
}

#[test]
fn shapefiles_are_recognised_by_their_code_and_an_index_is_none() {
    let recognised = |name, bytes: &[u8]| {
        recognise(&Head {
            name,
            bytes,
            len: bytes.len() as u64,
        })
    };
    assert_eq!(recognised("posts.shp", &header()), Recognition::Certain);
    assert_eq!(recognised("posts.shx", &header()), Recognition::No);
    assert_eq!(
        recognised("posts.dbf", &table(&[("A", b'C', 1)], &[], 0)),
        Recognition::Certain
    );
    assert_eq!(recognised("posts.csv", b"a,b"), Recognition::No);
}

#[test]
fn a_file_that_ends_within_its_header_is_damaged() {
    let mut files = Files::default();
    files.set("shp", FILE_CODE);
    let error = files.read().error.expect("it is told");
    assert!(error.to_string().contains("header"), "{error}");
}
