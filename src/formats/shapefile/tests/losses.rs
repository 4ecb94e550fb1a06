//! What a damaged or careless shapefile loses is found again, or told.

use super::*;

fn posts() -> Files {
    let shapes = [
        point_at(65.5, 44.8),
        point_at(67.25, 45.5),
        point_at(68.0, 46.0),
    ];
    Files::new(&shapes, &[b"Alpha", b"Bravo", b"Charlie"])
}

#[test]
fn an_index_that_is_missing_points_elsewhere_or_ends_early_costs_no_shape() {
    let whole = points(&posts().read());
    let mut elsewhere = posts();
    elsewhere.0.get_mut("shx").unwrap()[108..112].copy_from_slice(&99_999_999u32.to_be_bytes());
    let mut exchanged = posts();
    let third: Vec<u8> = exchanged.0["shx"][116..120].to_vec();
    exchanged.0.get_mut("shx").unwrap()[108..112].copy_from_slice(&third);
    let mut short = posts();
    short.0.get_mut("shx").unwrap().truncate(116);
    let mut nonsense = posts();
    nonsense.set("shx", vec![7; 116]);
    let mut missing = posts();
    missing.0.remove("shx");
    for files in [elsewhere, exchanged, short, nonsense, missing] {
        let read = files.read();
        assert_eq!((points(&read), read.told()), (whole.clone(), String::new()));
    }
}

#[test]
fn numbers_that_overflow_and_rows_that_are_missing_are_told() {
    let mut files = posts();
    let rows: [&[&[u8]]; 3] = [&[b"Alpha", b"   12"], &[b"Bravo", b"*****"], &[b"C", b""]];
    let rows: Vec<Vec<&[u8]>> = rows.iter().map(|row| row.to_vec()).collect();
    files.set(
        "dbf",
        table(&[("NAME", b'C', 20), ("N", b'N', 5)], &rows, 0),
    );
    let read = files.read();
    assert!(
        read.told().contains("a number of the .dbf is lost"),
        "{}",
        read.told()
    );

    let mut files = posts();
    let cut = files.0["dbf"].len() - 21;
    files.0.get_mut("dbf").unwrap().truncate(cut);
    let read = files.read();
    assert_eq!(read.records.len(), 3);
    assert!(
        read.told().contains("a shape has no row"),
        "{}",
        read.told()
    );
}

#[test]
fn a_table_alone_is_placed_by_its_columns() {
    let mut files = Files::default();
    let rows: Vec<Vec<&[u8]>> = vec![vec![b"Alpha", b"44.8", b"65.5"], vec![b"B", b"44.8", b""]];
    let columns = [("NAME", b'C', 20), ("LAT", b'N', 9), ("LON", b'N', 9)];
    files.set("dbf", table(&columns, &rows, 0));
    let read = files.read();
    assert_eq!(
        read.records[0].geometry,
        Some(point!(x: 65.5, y: 44.8).into())
    );
    assert_eq!(read.layers[0].understood, ["places from `LAT`/`LON`"]);
    assert!(
        read.told().contains("a latitude without a longitude"),
        "{}",
        read.told()
    );
}

#[test]
fn a_shapefile_without_a_shape_says_that_it_is_empty() {
    let read = Files::new(&[], &[]).read();
    assert!(read.told().contains("holds no feature"), "{}", read.told());
}
