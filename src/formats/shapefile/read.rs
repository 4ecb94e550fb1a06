//! A shapefile and the files beside it, read together.

use std::collections::BTreeSet;
use std::io;

use encoding_rs::{Encoding, UTF_8};
use serde_json::{Map, Value};

use super::super::crs::{Crs, UnknownCrs};
use super::super::output::Output;
use super::super::placing::Placing;
use super::super::window::Window;
use super::super::{LayerInfo, LayerNo, Locator, NoCompanions, ReadError, Record, Sink, Source};
use super::FILE_CODE;
use super::dbf::{Field, Row, Table};
use super::encoding::{self, Sample};
use super::field::{decoded, is_memo, value};
use super::offsets::{HEADER, Offsets, be32};
use super::shape::{self, Shape};
use crate::problem::{Place, Problem};

/// Largest `.prj` or `.cpg` that is read, in bytes.
const MOST_TEXT: u64 = 64 << 10;

/// Records between two reports of progress.
const REPORT_EVERY: u64 = 4096;

/// Degrees by which the extent of a file may exceed the globe's and still be one of degrees.
const BEYOND_GLOBE_DEG: f64 = 1.0;

pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut output = Output::new(source.name, sink);
    let mut window = Window::new(source.bytes);
    let is_shape = window.get(0, 4)?.is_some_and(|code| code == FILE_CODE);
    let table = if is_shape {
        source.companions.companion("dbf")
    } else {
        Some(source.bytes)
    };
    let table = table.map(Table::open).transpose()?.flatten();
    if is_shape {
        return Shapes::read(source, table, window, &mut output);
    }
    let Some(table) = table else {
        return Err(damaged("it is neither a shapefile nor the table of one"));
    };
    output.problem(
        Problem::warning("a table without shapes", Place::file(source.name))
            .why("the .shp that has its places is missing; its features are listed, but not on the map")
            .mend("open the .shp, with the .dbf in the same folder"),
    );
    let mut attributes = Attributes::new(Some(table), source, &mut output)?;
    let layer = output.layer(LayerInfo {
        name: source.stem(),
        understood: attributes.understood(),
    });
    for number in 0.. {
        match attributes.of(number)? {
            Properties::Of(properties) => output.push(record(layer, number, properties, None))?,
            Properties::Deleted => {}
            Properties::Missing => break,
        }
        if number.is_multiple_of(REPORT_EVERY) {
            output.progress(number * attributes.row_len())?;
        }
    }
    output.progress(source.bytes.len())?;
    Ok(output.finish()?)
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged {
        what: what.into(),
        mend: "copy the file again, or export it again".to_owned(),
    }
}

fn record(
    layer: LayerNo,
    number: u64,
    properties: Map<String, Value>,
    geometry: Option<geo::Geometry<f64>>,
) -> Record {
    Record {
        layer,
        geometry,
        properties,
        locator: Locator::Row {
            row: number + 1,
            line: None,
        },
        ..Record::default()
    }
}

/// The text of a small companion.
fn companion_text(source: &Source<'_>, ending: &str) -> io::Result<Option<String>> {
    let Some(bytes) = source.companions.companion(ending) else {
        return Ok(None);
    };
    let file = Source {
        name: source.name,
        bytes,
        companions: &NoCompanions,
    };
    let text = String::from_utf8_lossy(&file.all(MOST_TEXT)?).into_owned();
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// What the table says of one record.
enum Properties {
    Of(Map<String, Value>),
    Deleted,
    Missing,
}

/// The table with the names and the encoding of its columns.
struct Attributes<'s> {
    table: Option<Table<'s>>,
    fields: Vec<Field>,
    names: Vec<String>,
    encoding: &'static Encoding,
}

impl<'s> Attributes<'s> {
    fn new(
        table: Option<Table<'s>>,
        source: &Source<'s>,
        output: &mut Output<'_>,
    ) -> Result<Self, ReadError> {
        let Some(mut table) = table else {
            return Ok(Self {
                table: None,
                fields: Vec::new(),
                names: Vec::new(),
                encoding: UTF_8,
            });
        };
        let cpg = companion_text(source, "cpg").or_else(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => Ok(None),
            _ => Err(error),
        })?;
        let decision =
            encoding::decide(cpg.as_deref(), table.header.language, &sample(&mut table)?);
        if let Some(doubt) = decision.doubt {
            output.problem(
                Problem::warning(doubt, Place::file(source.name))
                    .why("texts in another encoding than the one that is named become unreadable")
                    .mend("look at a few names; a file of the same name that ends in .cpg names the encoding, such as UTF-8 or 1251"),
            );
        }
        let fields = std::mem::take(&mut table.header.fields);
        if fields.iter().any(is_memo) {
            output.problem(
                Problem::warning("memo fields were not read", Place::file(source.name))
                    .why("their texts stand in a .dbt or .fpt file"),
            );
        }
        let mut taken = BTreeSet::new();
        let mut names = Vec::with_capacity(fields.len());
        for (index, field) in fields.iter().enumerate() {
            let written = decoded(&field.name, decision.encoding);
            let name = if written.is_empty() {
                format!("field_{}", index + 1)
            } else {
                written
            };
            let others = (2..).map(|copy| format!("{name}_{copy}"));
            let free = std::iter::once(name.clone())
                .chain(others)
                .find(|name| !taken.contains(name));
            let name = free.unwrap_or(name);
            taken.insert(name.clone());
            names.push(name);
        }
        Ok(Self {
            table: Some(table),
            fields,
            names,
            encoding: decision.encoding,
        })
    }

    fn understood(&self) -> Vec<String> {
        let named = self.table.is_some() && self.encoding != UTF_8;
        named
            .then(|| self.encoding.name().to_owned())
            .into_iter()
            .collect()
    }

    fn row_len(&self) -> u64 {
        self.table
            .as_ref()
            .map_or(0, |table| table.header.row_len as u64)
    }

    fn rows(&self) -> Option<u64> {
        self.table.as_ref().map(|table| table.header.rows)
    }

    fn of(&mut self, number: u64) -> io::Result<Properties> {
        let Some(table) = &mut self.table else {
            return Ok(Properties::Of(Map::new()));
        };
        Ok(match table.row(number)? {
            Row::Kept(row) => {
                let values = self
                    .fields
                    .iter()
                    .map(|field| value(field, row, self.encoding));
                Properties::Of(self.names.iter().cloned().zip(values).collect())
            }
            Row::Deleted => Properties::Deleted,
            Row::Missing => Properties::Missing,
        })
    }
}

/// Texts of the table's first rows.
fn sample(table: &mut Table<'_>) -> io::Result<Sample> {
    let mut sample = Sample::default();
    let fields = table.header.fields.clone();
    for number in 0.. {
        let row = match table.row(number)? {
            Row::Kept(row) => row,
            Row::Deleted => continue,
            Row::Missing => break,
        };
        let texts = fields.iter().filter(|field| field.kind == b'C');
        let mut texts = texts.filter_map(|field| row.get(field.at..field.at + field.len));
        if !texts.all(|text| sample.add(text)) {
            break;
        }
    }
    for field in &fields {
        sample.add(&field.name);
    }
    Ok(sample)
}

/// The shapes of a `.shp` on their way out.
struct Shapes<'s, 'o, 'k> {
    source: Source<'s>,
    window: Window<'s>,
    attributes: Attributes<'s>,
    placing: Placing,
    layer: LayerNo,
    multipatches: u64,
    output: &'o mut Output<'k>,
}

impl<'s, 'o, 'k> Shapes<'s, 'o, 'k> {
    fn read(
        source: &Source<'s>,
        table: Option<Table<'s>>,
        mut window: Window<'s>,
        output: &'o mut Output<'k>,
    ) -> Result<(), ReadError> {
        let file = Place::file(source.name);
        if table.is_none() {
            output.problem(
                Problem::warning("the attributes of a shapefile are missing", file.clone())
                    .why("there is no readable .dbf of the same name beside it, so its features have no names and no dates")
                    .mend("put the .dbf into the same folder, or the same .zip"),
            );
        }
        let attributes = Attributes::new(table, source, output)?;
        let crs = crs(source, &mut window, output)?;
        let mut understood = attributes.understood();
        understood.extend(crs.as_ref().ok().map(|crs| crs.name.clone()));
        let layer = output.layer(LayerInfo {
            name: source.stem(),
            understood,
        });
        let placing = Placing::new(crs, file, output);
        let shapes = Self {
            source: *source,
            window,
            attributes,
            placing,
            layer,
            multipatches: 0,
            output,
        };
        shapes.all()
    }

    fn all(mut self) -> Result<(), ReadError> {
        let mut offsets = Offsets::new(&self.source)?;
        let mut number = 0;
        while let Some(at) = offsets.next()? {
            let header = self.window.get(at, 8)?;
            let Some(length) = header.map(|header| 2 * u64::from(be32(&header[4..]))) else {
                if at < self.source.bytes.len() {
                    self.cut_off(number);
                }
                break;
            };
            let content = self
                .window
                .get(at + 8, usize::try_from(length).unwrap_or(usize::MAX))?;
            let shape = content.map(shape::read);
            offsets.ended_at(at + 8 + length);
            let Some(shape) =
                shape.or_else(|| offsets.can_skip().then_some(Err(shape::BadShape::Short)))
            else {
                self.cut_off(number);
                break;
            };
            self.push(number, shape)?;
            number += 1;
            if number.is_multiple_of(REPORT_EVERY) {
                self.output.progress(at)?;
            }
        }
        self.rest_of_table(number)?;
        self.finish()
    }

    fn push(
        &mut self,
        number: u64,
        shape: Result<Shape, shape::BadShape>,
    ) -> Result<(), ReadError> {
        let properties = match self.attributes.of(number)? {
            Properties::Of(properties) => properties,
            Properties::Deleted => return Ok(()),
            Properties::Missing => Map::new(),
        };
        let name = self.source.name;
        let at = || Place::file(name).in_feature(format!("#{}", number + 1));
        let geometry = match shape {
            Ok(Shape::Flat(geometry)) => self.placing.placed(geometry, at, self.output),
            Ok(Shape::Multipatch(geometry)) => {
                self.multipatches += 1;
                self.placing.placed(geometry, at, self.output)
            }
            Ok(Shape::Nothing) => None,
            Err(fault) => {
                self.placing.unreadable(&fault.to_string(), at, self.output);
                None
            }
        };
        Ok(self
            .output
            .push(record(self.layer, number, properties, geometry))?)
    }

    /// Tells that the file ends within the record after the first `number`.
    fn cut_off(&mut self, number: u64) {
        let place = Place::file(self.source.name).in_feature(format!("#{}", number + 1));
        self.output.problem(
            Problem::error("the file ends in the middle of a shape", place)
                .why("it is damaged or was not copied to its end; the shapes before were read")
                .mend("copy the file again"),
        );
    }

    /// Rows of the table that have no shape are features without a place.
    fn rest_of_table(&mut self, shapes: u64) -> Result<(), ReadError> {
        let rows = self.attributes.rows().unwrap_or(shapes);
        let mut more = 0u64;
        for number in shapes..rows {
            match self.attributes.of(number)? {
                Properties::Of(properties) => self
                    .output
                    .push(record(self.layer, number, properties, None))?,
                Properties::Deleted => continue,
                Properties::Missing => break,
            }
            more += 1;
        }
        if more > 0 {
            self.output.problem(
                Problem::error(
                    format!("{more} rows of the .dbf have no shape"),
                    Place::file(self.source.name),
                )
                .why("they are listed, but not on the map")
                .mend("look whether the .shp and the .dbf belong together and are whole"),
            );
        } else if rows < shapes {
            self.output.problem(
                Problem::warning(
                    format!("{} shapes have no row in the .dbf", shapes - rows),
                    Place::file(self.source.name),
                )
                .why("they are on the map, but have no names and no dates")
                .mend("look whether the .shp and the .dbf belong together and are whole"),
            );
        }
        Ok(())
    }

    fn finish(self) -> Result<(), ReadError> {
        if self.multipatches > 0 {
            let what = format!(
                "{} features are multipatches, surfaces in space",
                self.multipatches
            );
            let place = Place::file(self.source.name);
            self.output
                .problem(Problem::warning(what, place).why("they are drawn as seen from above"));
        }
        self.placing.finish(self.output);
        self.output.progress(self.source.bytes.len())?;
        Ok(self.output.finish()?)
    }
}

/// The system that the `.prj` names; without one, degrees where the file's extent looks like degrees.
fn crs(
    source: &Source<'_>,
    window: &mut Window<'_>,
    output: &mut Output<'_>,
) -> io::Result<Result<Crs, UnknownCrs>> {
    if let Some(text) = companion_text(source, "prj")? {
        return Ok(Crs::parse(&text));
    }
    let extent = window.get(0, HEADER as usize)?.map(extent);
    let [west, south, east, north] = extent.unwrap_or_default();
    let degrees = west.abs().max(east.abs()) <= 360.0 + BEYOND_GLOBE_DEG
        && south.abs().max(north.abs()) <= 90.0 + BEYOND_GLOBE_DEG;
    if !degrees {
        let why = format!(
            "there is no .prj, and the positions, from {west}, {south} to {east}, {north}, are no degrees"
        );
        return Ok(Err(UnknownCrs {
            name: "of a shapefile without .prj".to_owned(),
            why,
        }));
    }
    output.problem(
        Problem::warning("there is no .prj: WGS 84 longitude and latitude were assumed", Place::file(source.name))
            .why("a shapefile says its coordinate reference system in a file that ends in .prj; the positions look like degrees")
            .mend("put the .prj into the same folder, or the same .zip"),
    );
    Ok(Ok(Crs::wgs84()))
}

/// West, south, east and north from the header of a `.shp`; zero where it says none.
fn extent(header: &[u8]) -> [f64; 4] {
    let number = |at: usize| {
        header
            .get(at..)
            .and_then(<[u8]>::first_chunk)
            .map_or(0.0, |bytes| f64::from_le_bytes(*bytes))
    };
    [36, 44, 52, 60]
        .map(number)
        .map(|number| if number.is_finite() { number } else { 0.0 })
}
