//! Tables as people have them.

use geo::{Geometry, Point};

use super::FORMAT;
use crate::formats::Record;
use crate::formats::testing::{Collected, read};

fn read_bytes(bytes: &[u8]) -> Collected {
    read(&FORMAT, "posts.csv", bytes)
}

fn read_text(text: &str) -> Collected {
    read_bytes(text.as_bytes())
}

fn points(read: &Collected) -> Vec<Option<[f64; 2]>> {
    let point = |record: &Record| match record.geometry {
        Some(Geometry::Point(point)) => Some([point.x(), point.y()]),
        _ => None,
    };
    read.records.iter().map(point).collect()
}

const ALPHA: Option<[f64; 2]> = Some([65.5, 44.8]);
const BRAVO: Option<[f64; 2]> = Some([67.25, 45.5]);

#[test]
fn a_place_is_read_however_its_columns_say_it() {
    for text in [
        "name,lat,lon\nA,44.8,65.5\nB,45.5,67.25\n",
        "Place,Latitude,Longitude,Note\nA,44.8,65.5,a;b\nB,45.5,67.25,\n,,,\n,,,\n",
        "nom;lat;lon\nA;44,8;65,5\nB;45,5;67,25\n",
        "sep=;\nname;lat;lon\nA;44.8;65.5\nB;45.5;67.25\n",
        "name|lat|lon\nA|44.8|65.5\nB|45.5|67.25\n",
        "\u{feff}name,lat,lon\r\nA,44.8,65.5\r\nB,45.5,67.25\r\n",
        "name,coordinates\nA,\"44.8, 65.5\"\nB,\"45.5, 67.25\"\n",
        "name,location\nA,\"44.8, 65.5\"\nB,\"(45.5, 67.25)\"\n",
        "name,latlon\nA,44.8 65.5\nB,45.5 67.25\n",
        "name,latitudeE7,longitudeE7\nA,448000000,655000000\nB,455000000,672500000\n",
        "name,lat,lon\nA,44.8N,65.5E\nB,45.5 N,67.25 E\n",
        "name,lat,lon\nA,44°48'N,65°30'E\nB,45°30'00\"\" N,67°15' E\n",
        "name,wkt\nA,POINT (65.5 44.8)\nB,SRID=4326;POINT(67.25 45.5)\n",
        "Incidents 2021\n\nname,lat,lon\nA,44.8,65.5\nB,45.5,67.25\n",
        "name,lat,lon\nA,44.8,65.5\nname,lat,lon\nB,45.5,67.25\n",
        "name,широта,долгота\nA,44.8,65.5\nB,45.5,67.25\n",
    ] {
        assert_eq!(points(&read_text(text)), [ALPHA, BRAVO], "{text}");
    }
}

#[test]
fn a_row_begins_at_its_line_whatever_is_in_its_cells() {
    let read = read_text(
        "name,lat,lon,note\n\nA,44.8,65.5,\"first \"\"line\"\"\nsecond\"\nB,45.5,67.25,\n",
    );
    let lines: Vec<_> = read
        .records
        .iter()
        .map(|record| record.locator.line())
        .collect();
    assert_eq!(lines, [Some(3), Some(5)]);
    assert_eq!(read.records[0].properties["note"], "first \"line\"\nsecond");
    let after_sep = read_text("sep=,\nname,lat,lon\nA,44.8,65.5\n");
    assert_eq!(after_sep.records[0].locator.line(), Some(3));
}

#[test]
fn exchanged_axes_are_noticed_and_single_slips_are_not_placed() {
    let read = read_text("name,lat,lon\nA,104.1,43.5\nB,105.2,44.0\n");
    assert_eq!(points(&read), [Some([104.1, 43.5]), Some([105.2, 44.0])]);
    assert!(
        read.problems[0].what.contains("exchanged"),
        "{:?}",
        read.problems
    );
    let read = read_text("name,lat,lon\nA,44.8,65.5\nB,45.5,67.25\nC,104.1,43.5\n");
    assert_eq!(points(&read), [ALPHA, BRAVO, None]);
    assert_eq!(read.problems[0].place.line, Some(4));
}

#[test]
fn metres_are_told_once_and_never_placed() {
    let read = read_text("name,x,y\nA,7290426.6,5591295.9\nB,7290427,5591296\n");
    assert_eq!(points(&read), [None, None]);
    let [problem] = read.problems.as_slice() else {
        panic!("{:?}", read.problems);
    };
    assert!(problem.what.contains("2 rows"), "{problem:?}");
    assert!(problem.mend.contains("metres"), "{problem:?}");
}

#[test]
fn a_table_without_places_or_without_a_head_is_told_so() {
    let read = read_text("name,value\nA,1\nB,2\n");
    assert_eq!(points(&read), [None, None]);
    assert!(read.problems[0].what.contains("no column with coordinates"));
    let read = read_text("Osh,40.5,72.8\nKant,42.85,74.85\n");
    assert_eq!(points(&read), [None, None]);
    assert!(read.problems[0].what.contains("no head"));
}

#[test]
fn gdelt_is_known_without_a_head() {
    let mut cells = vec![String::new(); 58];
    for (at, cell) in [
        (0, "1"),
        (1, "20220224"),
        (2, "202202"),
        (3, "2022"),
        (50, "Town A"),
        (53, "50.45"),
        (54, "30.52"),
    ] {
        cell.clone_into(&mut cells[at]);
    }
    let read = read_text(&format!("{}\n", cells.join("\t")));
    assert_eq!(points(&read), [Some([30.52, 50.45])]);
    assert_eq!(read.records[0].properties["ActionGeo_FullName"], "Town A");
}

#[test]
fn two_pairs_are_a_line_and_are_never_mixed() {
    let read = read_text("name,lat,lon,lat,lon\nTrip,44.8,65.5,45.5,67.25\n");
    let Some(Geometry::LineString(line)) = &read.records[0].geometry else {
        panic!("{:?}", read.records);
    };
    assert_eq!(
        line.points().collect::<Vec<_>>(),
        [Point::new(65.5, 44.8), Point::new(67.25, 45.5)]
    );
}

#[test]
fn what_was_decided_is_said() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251
        .encode("название;lat;lon\nАлматы;43,25;76,95\nБишкек;42,87;74,59\n");
    let read = read_bytes(&bytes);
    assert_eq!(read.records[0].properties["название"], "Алматы");
    assert_eq!(
        read.layers[0].understood,
        [
            "places from `lat`/`lon`",
            "semicolons between cells",
            "windows-1251"
        ]
    );
}

#[test]
fn a_web_page_is_called_one() {
    let page = read_text("<!doctype html><html></html>");
    let error = page.error.expect("it is no table").to_string();
    assert!(error.contains("web page"), "{error}");
}

proptest::proptest! {
    #[test]
    fn no_table_is_too_strange(text in "[-a-z0-9,;|\t\"\n .=°NE]{0,80}") {
        read_text(&text);
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_no_row() {
    for (text, names) in [
        (
            "name,lat,lon\nA,44.8,65.5\n\"B,45.5,67.25\nC,45,66\n",
            ["A", "\"B", "C"],
        ),
        (
            "name,lat,lon,note\nA,44.8,65.5,\"north\nB,45.5,67.25,a\nC,45,66,\"b\"\n",
            ["A", "B", "C"],
        ),
        (
            "name,lat,lon\n\"A\nB\",44.8,65.5\nC,45.5,67.25\nD,45,66\n",
            ["A\nB", "C", "D"],
        ),
    ] {
        let read = read_text(text);
        let name = |record: &Record| record.properties["name"].as_str().map(str::to_owned);
        let read_names: Vec<_> = read.records.iter().filter_map(name).collect();
        assert_eq!(read_names, names, "{text}");
        assert!(read.records.iter().all(|record| record.geometry.is_some()));
        let told = read.problems.len();
        assert_eq!(told, usize::from(!text.contains("B\",")), "{text}");
    }
}

#[test]
fn hexadecimal_binary_and_a_grid_reference_in_one_cell_are_places() {
    for text in [
        "name,the_geom\nA,0101000020E610000000000000006050406666666666664640\n",
        "name,the_geom\nA,010100000000000000006050406666666666664640\n",
    ] {
        assert_eq!(points(&read_text(text)), [ALPHA], "{text}");
    }
    let read = read_text("name,utm\nA,41T 697719 4963782\n");
    let [Some([lon_deg, lat_deg])] = points(&read)[..] else {
        panic!("a place: {:?}", read.problems);
    };
    assert!((lon_deg - 65.5).abs() < 1e-4 && (lat_deg - 44.8).abs() < 1e-4);
    // The system that it states is brought to degrees; 65.5 m and -44.8 m of Web Mercator are next to 0, 0.
    let read = read_text("name,the_geom\nA,0101000020110F0000000000000060504066666666666646C0\n");
    let [Some([lon_deg, lat_deg])] = points(&read)[..] else {
        panic!("a place: {:?}", read.problems);
    };
    assert!((lon_deg - 0.000_588).abs() < 1e-6 && (lat_deg + 0.000_402).abs() < 1e-6);
}

#[test]
fn rows_that_are_no_feature_are_told_and_passed_over() {
    let read = read_text(
        "name,lat,lon,n\n,deg,deg,\nA,44.8,65.5,1\n# the next is doubtful\nB,0,0,2\nTotal,,,3\n",
    );
    assert_eq!(points(&read), [ALPHA, Some([0.0, 0.0]), None]);
    for part in ["units", "remark", "total", "Gulf of Guinea"] {
        assert!(
            read.problems
                .iter()
                .any(|problem| problem.what.contains(part)),
            "{part}: {:?}",
            read.problems
        );
    }
}

#[test]
fn a_decimal_comma_without_quotation_marks_places_nothing() {
    let read = read_text("name,lat,lon\nAlpha,44,8,65,5\nBravo,45,5,67,25\n");
    assert_eq!(points(&read), [None, None]);
    assert!(
        read.problems[0].what.contains("decimal commas"),
        "{:?}",
        read.problems
    );
}

#[test]
fn german_o_is_the_east_and_spanish_o_the_west() {
    let read = read_text("Name;Breite;Länge\nA;44°48'N;65°30'O\n");
    assert_eq!(points(&read), [ALPHA]);
    let read = read_text("nombre;latitud;longitud\nA;44°48'N;65°30'O\n");
    assert_eq!(points(&read), [Some([-65.5, 44.8])]);
}

#[test]
fn a_title_may_name_longitude_first_and_single_quotation_marks_are_some() {
    let read = read_text("name,lonlat\nA,\"65.5, 44.8\"\n");
    assert_eq!(points(&read), [ALPHA]);
    let read = read_text("'name';'lat';'lon'\n'A';'44.8';'65.5'\n");
    assert_eq!(points(&read), [ALPHA]);
}

#[test]
fn a_table_of_a_million_columns_is_read_in_part_and_told() {
    let read = read_text(&format!("lat,lon,name{}\n1,2,A\n", ",x".repeat(1_000_000)));
    assert_eq!(points(&read), [Some([2.0, 1.0])]);
    assert!(read.told().contains("1000003 columns"), "{}", read.told());
}

#[test]
fn degrees_minutes_seconds_and_sides_in_columns_of_their_own_are_one_place() {
    for text in [
        "name,lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec\nA,44,48,0,65,30,0\n",
        "name,lat_d,lat_m,lon_d,lon_m\nA,44,48.0,65,30\n",
        "name,lat,lat_dir,lon,lon_dir\nA,44.8,N,65.5,E\n",
    ] {
        assert_eq!(points(&read_text(text)), [ALPHA], "{text}");
    }
    let south = read_text("name,lat,ns,lon,ew\nA,44.8,S,65.5,W\nB,-44.8,S,-65.5,W\n");
    assert_eq!(points(&south), [Some([-65.5, -44.8]), Some([-65.5, -44.8])]);
    let clash = read_text("name,lat,ns,lon,ew\nA,-44.8,N,65.5,E\n");
    assert_eq!(points(&clash), [None]);
    assert!(clash.told().contains("cannot be read"), "{}", clash.told());
}

#[test]
fn half_a_place_is_told() {
    let read = read_text("name,lat,lon\nA,44.8,65.5\nB,45.5,\nC,,\n");
    assert_eq!(points(&read), [ALPHA, None, None]);
    let told = read.told();
    assert!(told.contains("lat 45.5, lon , at posts.csv:3"), "{told}");
    assert_eq!(read.problems.len(), 1);
}

#[test]
fn well_known_text_in_another_system_is_brought_to_degrees() {
    let read = read_text(
        "name,geom\nA,SRID=4326;POINT(65.5 44.8)\nB,SRID=3857;POINT(7291426.646959 5590090.341527)\n",
    );
    let [Some(alpha), Some([lon, lat])] = points(&read)[..] else {
        panic!("{}", read.told());
    };
    assert_eq!(Some(alpha), ALPHA);
    assert!((lon - 65.5).abs() < 1e-6 && (lat - 44.8).abs() < 1e-6);
}

#[test]
fn a_zero_within_a_text_makes_no_other_file_of_it_and_a_layer_of_mapinfo_is_no_table() {
    use crate::formats::{Head, Recognition};
    let recognised = |name: &str, bytes: &[u8]| {
        (FORMAT.recognise)(&Head {
            name,
            bytes,
            len: bytes.len() as u64,
        })
    };
    let zero = b"name,lat,lon\nA\0B,44.8,65.5\n";
    assert_eq!(recognised("a.csv", zero), Recognition::Likely);
    assert_eq!(recognised("a.dat", zero), Recognition::No);
    assert_eq!(points(&read_bytes(zero)), [ALPHA]);
    let mapinfo = b"!table\n!version 300\n!charset WindowsLatin1\n\nDefinition Table\n";
    assert_eq!(recognised("a.tab", mapinfo), Recognition::No);
}

#[test]
fn a_dash_is_a_minus_and_a_remark_below_the_table_is_told() {
    let text = "name,lat,lon\nA,\u{2013}33.9,151.2\n\nSource: Ministry\n";
    let read = read(&FORMAT, "a.csv", text.as_bytes());
    let place = Geometry::Point(Point::new(151.2, -33.9));
    assert_eq!(read.records[0].geometry, Some(place));
    assert!(
        read.told().contains("remark below the table"),
        "{}",
        read.told()
    );
}

#[test]
fn a_column_of_geometries_is_one_whatever_it_is_called() {
    let wkb = "0101000020e610000000000000006050406666666666664640";
    for cells in [
        ["way", wkb],
        ["position of it", &format!("\\x{wkb}")],
        ["blob", &format!("0x{wkb}")],
        ["where", "srid=4326;POINT(65.5 44.8)"],
        ["seen near", "N 44.8 E 65.5"],
        ["found", "\"44.8000, 65.5000\""],
    ] {
        let text = format!("name,{}\nA,{}\n", cells[0], cells[1]);
        let read = read(&FORMAT, "a.csv", text.as_bytes());
        assert!(
            read.records[0].geometry.is_some(),
            "{text}: {}",
            read.told()
        );
    }
    let read = read(&FORMAT, "a.csv", b"name,lat,lon,scale\nA,,,\"12, 14\"\n");
    assert_eq!(
        (read.records[0].geometry.as_ref(), read.told()),
        (None, String::new())
    );
}

#[test]
fn numbers_in_one_column_are_read_the_way_in_which_all_of_them_can_be() {
    let read = read_text("name,coordinates\nA,\"65.5, 44.8\"\nB,\"104.1, 43.5\"\n");
    assert_eq!(points(&read), [ALPHA, Some([104.1, 43.5])]);
    assert!(
        read.told().contains("longitude stands before latitude"),
        "{}",
        read.told()
    );
    // One of many is a slip, and a title that says the order is believed.
    let rows: Vec<String> = (0..30)
        .map(|row| format!("{row},\"44.{row}, 65.5\"\n"))
        .collect();
    let rows = rows.concat();
    let read = read_text(&format!("name,coordinates\n{rows}A,\"104.1, 43.5\"\n"));
    assert_eq!(points(&read)[0], Some([65.5, 44.0]));
    assert_eq!(points(&read)[30], None);
    let read = read_text("name,latlon\nA,\"44.8, 65.5\"\nB,\"45.5, 67.25\"\nC,\"104.1, 43.5\"\n");
    assert_eq!(points(&read), [ALPHA, BRAVO, None]);
}
