//! Shapefiles (ESRI, 1998), zipped: points, lines and areas of each layer in files of their own, in
//! WGS 84, texts in UTF-8.

use std::io::{self, Cursor, Write as _};

use geo::orient::Direction;
use geo::{Coord, Geometry, LineString, MultiPolygon, Orient as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::columns::Names;
use super::dbf::TableWriter;
use super::records::{RecordTest, RecordsToWrite};
use super::{OutputLayer, WriteReport, Writer};
use crate::formats::Record;
use crate::problem::{Place, Problem, counted};

/// Zipped shapefiles.
pub(super) const WRITER: Writer = Writer {
    name: "Shapefile",
    endings: &["zip"],
    write,
    one_by_one: None,
};

const WGS84: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/// What the shapes of one file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Point = 1,
    Lines = 3,
    Areas = 5,
    Points = 8,
}

impl Kind {
    /// The kind of a geometry; `None` for collections, which no shapefile holds.
    fn of(geometry: &Geometry<f64>) -> Option<Self> {
        Some(match geometry {
            Geometry::Point(_) => Self::Point,
            Geometry::MultiPoint(_) => Self::Points,
            Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                Self::Lines
            }
            Geometry::GeometryCollection(_) => return None,
            _ => Self::Areas,
        })
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Point | Self::Points => "points",
            Self::Lines => "lines",
            Self::Areas => "areas",
        }
    }
}

fn write(layers: &[OutputLayer], out: &mut dyn io::Write) -> io::Result<WriteReport> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut written = WriteReport::default();
    let mut names = Names::default();
    for layer in layers {
        let files = files_of(layer, &mut written);
        let several = files.len() > 1;
        for (kind, records) in files {
            let wanted = match (layer.name.trim(), several) {
                ("", false) => "features".to_owned(),
                ("", true) => kind.suffix().to_owned(),
                (name, false) => name.to_owned(),
                (name, true) => format!("{name}_{}", kind.suffix()),
            };
            let stem = names.give(&wanted, |name, copy| format!("{}{copy}", plain(name)));
            let begin = |ending: &str, zip: &mut ZipWriter<_>| {
                let begun =
                    zip.start_file(format!("{stem}.{ending}"), SimpleFileOptions::default());
                begun.map_err(io::Error::other)
            };
            begin("shp", &mut zip)?;
            let index = write_shapes(kind, &records, &mut zip)?;
            begin("shx", &mut zip)?;
            zip.write_all(&index)?;
            let mut table = TableWriter::of(&records);
            begin("dbf", &mut zip)?;
            table.write(&records, &mut zip)?;
            table.tell(&stem, &mut written.problems);
            for (ending, text) in [("prj", WGS84), ("cpg", "UTF-8")] {
                begin(ending, &mut zip)?;
                zip.write_all(text.as_bytes())?;
            }
            written.count += records.len();
        }
    }
    let bytes = zip.finish().map_err(io::Error::other)?;
    out.write_all(bytes.get_ref())?;
    Ok(written)
}

/// A name without what separates folders.
fn plain(name: &str) -> String {
    name.replace(['/', '\\', ':'], "-")
}

/// The records of a layer by what their shapes are; those without a place stand with the first, behind
/// the others.
fn files_of<'l>(
    layer: &'l OutputLayer,
    written: &mut WriteReport,
) -> Vec<(Kind, RecordsToWrite<'l>)> {
    let (mut points, mut lines, mut areas, mut nowhere) = (0, 0, 0, 0);
    let (mut several, mut left_out) = (false, 0u64);
    for record in layer.records.iter() {
        match record.geometry.as_ref().map(Kind::of) {
            None => nowhere += 1,
            Some(None) => left_out += 1,
            Some(Some(kind @ (Kind::Point | Kind::Points))) => {
                several |= kind == Kind::Points;
                points += 1;
            }
            Some(Some(Kind::Lines)) => lines += 1,
            Some(Some(Kind::Areas)) => areas += 1,
        }
    }
    if left_out > 0 {
        let what = counted(
            left_out,
            "a feature of points, lines and areas together was left out",
            "features of points, lines and areas together were left out",
        );
        written.problems.push(
            Problem::error(what, Place::default().in_feature(&layer.name))
                .why("a shapefile holds features of one kind")
                .mend("write GeoPackage or GeoJSON, which hold them"),
        );
    }
    let of_points = if several { Kind::Points } else { Kind::Point };
    let all: [(Kind, usize, RecordTest); 3] = [
        (of_points, points, |record| {
            matches!(kind_of(record), Some(Kind::Point | Kind::Points))
        }),
        (Kind::Lines, lines, |record| {
            kind_of(record) == Some(Kind::Lines)
        }),
        (Kind::Areas, areas, |record| {
            kind_of(record) == Some(Kind::Areas)
        }),
    ];
    let mut files: Vec<_> = all
        .into_iter()
        .filter(|&(_, count, _)| count > 0)
        .map(|(kind, count, test)| (kind, RecordsToWrite::of(&layer.records, count, test)))
        .collect();
    let unplaced = |record: &Record| record.geometry.is_none();
    match files.first_mut() {
        _ if nowhere == 0 => {}
        Some((_, records)) => records.and_then(nowhere, unplaced),
        None => {
            let records = RecordsToWrite::of(&layer.records, nowhere, unplaced);
            files.push((Kind::Point, records));
        }
    }
    files
}

/// The kind of file that a record belongs to; `None` where it has no place, or is of several kinds.
fn kind_of(record: &Record) -> Option<Kind> {
    record.geometry.as_ref().and_then(Kind::of)
}

/// Writes the file of shapes; gives that of their index.
fn write_shapes(
    kind: Kind,
    records: &RecordsToWrite<'_>,
    out: &mut dyn io::Write,
) -> io::Result<Vec<u8>> {
    // The head says how long the whole is and how far it reaches, so all are gone through before.
    let (mut index, mut bounds, mut length) = (Vec::new(), Bounds::default(), 0);
    for record in records.iter() {
        let words = in_words(shape_of(kind, &record, &mut bounds).len());
        index.extend(in_words(HEAD_BYTES + length).to_be_bytes());
        index.extend(words.to_be_bytes());
        length += RECORD_HEAD_BYTES + 2 * usize::try_from(words).unwrap_or_default();
    }
    out.write_all(&head(kind, length, bounds))?;
    for (number, record) in (1_i32..).zip(records.iter()) {
        let shape = shape_of(kind, &record, &mut Bounds::default());
        out.write_all(&number.to_be_bytes())?;
        out.write_all(&in_words(shape.len()).to_be_bytes())?;
        out.write_all(&shape)?;
    }
    let mut file = head(kind, index.len(), bounds);
    file.append(&mut index);
    Ok(file)
}

/// The shape of a record as the file has it.
fn shape_of(kind: Kind, record: &Record, bounds: &mut Bounds) -> Vec<u8> {
    record.geometry.as_ref().map_or_else(
        || 0_i32.to_le_bytes().to_vec(),
        |geometry| shape(kind, geometry, bounds),
    )
}

/// Bytes before each shape: its number and its length.
const RECORD_HEAD_BYTES: usize = 8;

/// Bytes of the head of either file.
const HEAD_BYTES: usize = 100;

fn in_words(bytes: usize) -> i32 {
    i32::try_from(bytes / 2).unwrap_or(i32::MAX)
}

fn head(kind: Kind, body: usize, bounds: Bounds) -> Vec<u8> {
    let mut head = vec![0; HEAD_BYTES];
    head[..4].copy_from_slice(&9994_i32.to_be_bytes());
    head[24..28].copy_from_slice(&in_words(HEAD_BYTES + body).to_be_bytes());
    head[28..32].copy_from_slice(&1000_i32.to_le_bytes());
    head[32..36].copy_from_slice(&(kind as i32).to_le_bytes());
    for (at, bound) in bounds.numbers().into_iter().enumerate() {
        head[36 + 8 * at..44 + 8 * at].copy_from_slice(&bound.to_le_bytes());
    }
    head
}

/// West, south, east and north of shapes.
#[derive(Debug, Clone, Copy, Default)]
struct Bounds(Option<[f64; 4]>);

impl Bounds {
    fn add(&mut self, at: Coord<f64>) {
        let [west, south, east, north] = self.0.unwrap_or([at.x, at.y, at.x, at.y]);
        self.0 = Some([
            west.min(at.x),
            south.min(at.y),
            east.max(at.x),
            north.max(at.y),
        ]);
    }

    fn numbers(self) -> [f64; 4] {
        self.0.unwrap_or_default()
    }
}

fn shape(kind: Kind, geometry: &Geometry<f64>, all: &mut Bounds) -> Vec<u8> {
    let parts = parts(geometry);
    let mut bytes = (kind as i32).to_le_bytes().to_vec();
    let positions = || parts.iter().flat_map(|part| &part.0);
    let mut bounds = Bounds::default();
    for at in positions() {
        bounds.add(*at);
        all.add(*at);
    }
    let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX).to_le_bytes();
    if kind != Kind::Point {
        bytes.extend(bounds.numbers().into_iter().flat_map(f64::to_le_bytes));
    }
    if matches!(kind, Kind::Lines | Kind::Areas) {
        bytes.extend(count(parts.len()));
    }
    if kind != Kind::Point {
        bytes.extend(count(positions().count()));
    }
    if matches!(kind, Kind::Lines | Kind::Areas) {
        let mut begin = 0;
        for part in &parts {
            bytes.extend(count(begin));
            begin += part.0.len();
        }
    }
    for at in positions() {
        bytes.extend(at.x.to_le_bytes());
        bytes.extend(at.y.to_le_bytes());
    }
    bytes
}

/// The parts of a geometry: outer rings run clockwise, holes the other way.
fn parts(geometry: &Geometry<f64>) -> Vec<LineString<f64>> {
    let areas = |areas: &MultiPolygon<f64>| {
        let mut parts = Vec::new();
        for area in areas.orient(Direction::Reversed) {
            let (outer, holes) = area.into_inner();
            parts.push(outer);
            parts.extend(holes);
        }
        parts
    };
    match geometry {
        Geometry::Point(point) => vec![LineString(vec![point.0])],
        Geometry::MultiPoint(points) => {
            vec![LineString(points.iter().map(|point| point.0).collect())]
        }
        Geometry::Line(line) => vec![LineString::from(*line)],
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        Geometry::Polygon(area) => areas(&MultiPolygon(vec![area.clone()])),
        Geometry::MultiPolygon(all) => areas(all),
        Geometry::Rect(rect) => areas(&MultiPolygon(vec![rect.to_polygon()])),
        Geometry::Triangle(triangle) => areas(&MultiPolygon(vec![triangle.to_polygon()])),
        // Nobody asks for those of a collection.
        Geometry::GeometryCollection(_) => Vec::new(),
    }
}
