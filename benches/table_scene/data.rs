//! Rows that are made up, the same each time.

use std::sync::Arc;

use steppe::atlas::table::{Columns, Days, Part, PartKind, TablePoint};
use steppe::atlas::{
    Atlas, BaseMap, Dossier, FeatureTable, Layer, LayerIx, LayerKind, MapFrame, RowIx, Symbol,
};
use steppe::earth::{Extent, LonLat};

const EXTENT: [f64; 4] = [46.0, 34.0, 88.0, 56.0];

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The place along a Hilbert curve over the whole earth, as tables are sorted.
fn along_curve(place: TablePoint) -> u64 {
    let side = |value: i32, most: f64| ((f64::from(value) / most + 1.0) * 32_767.5) as u32;
    let (mut x, mut y) = (side(place.lon_e7, 1.8e9), side(place.lat_e7, 9e8));
    let mut at = 0;
    for bit in (0..16).rev() {
        let (right, up) = (x >> bit & 1, y >> bit & 1);
        at = at << 2 | u64::from((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                (x, y) = (0xFFFF - x, 0xFFFF - y);
            }
            (x, y) = (y, x);
        }
    }
    at
}

/// Places in clusters, as towns are.
fn places(count: usize, numbers: &mut Numbers) -> Vec<TablePoint> {
    let [west, south, east, north] = EXTENT;
    let towns: Vec<[f64; 3]> = (0..400)
        .map(|_| {
            let lon = west + numbers.next() * (east - west);
            let lat = south + numbers.next() * (north - south);
            [lon, lat, 0.05 + 2.0 * numbers.next().powi(4)]
        })
        .collect();
    let mut places: Vec<TablePoint> = (0..count)
        .map(|_| {
            let [lon, lat, wide] = towns[(numbers.next().powi(2) * 400.0) as usize];
            let mut off = || (numbers.next() + numbers.next() + numbers.next() - 1.5) * wide;
            TablePoint::of(LonLat::new(lon + off(), (lat + off()).clamp(30.0, 60.0)))
        })
        .collect();
    places.sort_by_key(|&place| along_curve(place));
    places
}

fn columns(places: Vec<TablePoint>, numbers: &mut Numbers) -> Columns {
    let mut columns = Columns {
        kinds: ["city", "mine", "well", "mast", "farm"]
            .map(str::to_owned)
            .to_vec(),
        ..Columns::default()
    };
    for row in 0..places.len() {
        columns.starts.push(row as u64 * 180);
        columns.names.push("place");
        columns.kind_of.push((numbers.next().powi(2) * 5.0) as u16);
        let first = 10_957 + (numbers.next() * 8000.0) as i32;
        columns.days.push(Days {
            first,
            last: first + (numbers.next() * 30.0) as i32,
        });
    }
    columns.shapes.anchors = places;
    columns
}

pub(crate) fn points(count: usize) -> Columns {
    let mut numbers = Numbers(42);
    let places = places(count, &mut numbers);
    columns(places, &mut numbers)
}

pub(crate) fn lines(count: usize, corners: usize) -> Columns {
    let mut numbers = Numbers(43);
    let places = places(count, &mut numbers);
    let mut columns = columns(places, &mut numbers);
    let shapes = &mut columns.shapes;
    for (row, anchor) in shapes.anchors.iter().enumerate() {
        shapes.parts.push(Part {
            row: RowIx(row as u32),
            kind: PartKind::Line,
            begin: shapes.places.len() as u32,
        });
        let from = anchor.lon_lat();
        let (mut lon, mut lat) = (from.lon_deg, from.lat_deg);
        for _ in 0..corners {
            shapes.places.push(TablePoint::of(LonLat::new(lon, lat)));
            lon += (numbers.next() - 0.5) * 0.08;
            lat += (numbers.next() - 0.5) * 0.08;
        }
    }
    columns
}

/// Squares with wiggly borders that they share.
pub(crate) fn areas(across: usize, corners: usize) -> Columns {
    let [west, south, east, north] = EXTENT;
    let (wide, high) = (
        (east - west) / across as f64,
        (north - south) / across as f64,
    );
    let corner = |column: usize, row: usize| {
        LonLat::new(west + wide * column as f64, south + high * row as f64)
    };
    let side = |from: LonLat, to: LonLat, seed: u64| -> Vec<LonLat> {
        let mut numbers = Numbers(seed * 2_654_435_761 + 1);
        let upright = (from.lon_deg - to.lon_deg).abs() < 1e-9;
        (0..corners)
            .map(|step| {
                let part = step as f64 / corners as f64;
                let off = if step == 0 {
                    0.0
                } else {
                    (numbers.next() - 0.5) * 0.2 * wide.min(high)
                };
                let lon = from.lon_deg + (to.lon_deg - from.lon_deg) * part;
                let lat = from.lat_deg + (to.lat_deg - from.lat_deg) * part;
                if upright {
                    LonLat::new(lon + off, lat)
                } else {
                    LonLat::new(lon, lat + off)
                }
            })
            .collect()
    };
    let number = |column: usize, row: usize, upright: u64| {
        (row * (across + 1) + column) as u64 * 2 + upright
    };
    let mut squares: Vec<(TablePoint, Vec<TablePoint>)> = Vec::new();
    for row in 0..across {
        for column in 0..across {
            let low = side(
                corner(column, row),
                corner(column + 1, row),
                number(column, row, 0),
            );
            let right = side(
                corner(column + 1, row),
                corner(column + 1, row + 1),
                number(column + 1, row, 1),
            );
            let mut top = side(
                corner(column, row + 1),
                corner(column + 1, row + 1),
                number(column, row + 1, 0),
            );
            let mut left = side(
                corner(column, row),
                corner(column, row + 1),
                number(column, row, 1),
            );
            top.push(corner(column + 1, row + 1));
            left.push(corner(column, row + 1));
            let ring = low
                .into_iter()
                .chain(right)
                .chain(top.into_iter().skip(1).rev())
                .chain(left.into_iter().rev());
            let ring: Vec<TablePoint> = ring.map(TablePoint::of).collect();
            squares.push((
                TablePoint::of(LonLat::new(
                    west + wide * (column as f64 + 0.5),
                    south + high * (row as f64 + 0.5),
                )),
                ring,
            ));
        }
    }
    squares.sort_by_key(|(anchor, _)| along_curve(*anchor));
    let anchors = squares.iter().map(|(anchor, _)| *anchor).collect();
    let mut columns = columns(anchors, &mut Numbers(44));
    for (row, (_, ring)) in squares.into_iter().enumerate() {
        columns.shapes.parts.push(Part {
            row: RowIx(row as u32),
            kind: PartKind::Outer,
            begin: columns.shapes.places.len() as u32,
        });
        columns.shapes.places.extend(ring);
    }
    columns
}

pub(crate) fn atlas(columns: Columns) -> Arc<Atlas> {
    atlas_of(&[table("rows.geojson", columns)], &Arc::default())
}

/// A large source.
pub(crate) fn table(file: &str, columns: Columns) -> FeatureTable {
    let extent = Some(Extent::from(EXTENT));
    FeatureTable::new(file.into(), columns, extent, Arc::new(Vec::new()))
}

/// An atlas of these sources, each in a layer of its own.
pub(crate) fn atlas_of(tables: &[FeatureTable], basemap: &Arc<BaseMap>) -> Arc<Atlas> {
    let layer = |table: &FeatureTable| Layer {
        id: table.file.clone(),
        name: table.file.clone(),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    };
    let in_layer =
        |(number, table): (u16, &FeatureTable)| Arc::new(table.clone().in_layer(LayerIx(number)));
    let dossier = Dossier {
        map: MapFrame {
            extent: Some(Extent::from(EXTENT)),
            ..MapFrame::default()
        },
        layers: tables.iter().map(layer).collect(),
        tables: (0..).zip(tables).map(in_layer).collect(),
        ..Dossier::default()
    };
    Arc::new(Atlas::new(dossier, Arc::clone(basemap)))
}
