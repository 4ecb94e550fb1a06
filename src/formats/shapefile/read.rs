//! A shapefile and the files beside it, read together.

use super::super::output::Output;
use super::super::placing::Placing;
use super::super::table::ByColumns;
use super::super::window::SourceWindow;
use super::super::{LayerInfo, LayerNo, Locator, ReadError, Record, Sink, Source};
use super::FILE_CODE;
use super::attributes::{Attributes, Properties};
use super::dbf::Table;
use super::offsets::{HEADER, Offsets, be32};
use super::shape::{self, ShapeContent};
use super::system::crs;
use crate::problem::{Place, Problem, counted};

/// Records between two reports of progress.
const REPORT_EVERY: u64 = 4096;

pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut output = Output::new(source.name, sink);
    let mut window = SourceWindow::new(source.bytes);
    let is_shape = window.get(0, 4)?.is_some_and(|code| code == FILE_CODE);
    let table = if is_shape {
        source.companions.companion("dbf")
    } else {
        Some(source.bytes)
    };
    let table = table.map(Table::open).transpose()?.flatten();
    if is_shape && source.bytes.len() < HEADER {
        return Err(ReadError::damaged(
            "the file ends in the middle of its header",
        ));
    }
    if is_shape {
        return ShapeReader::read(source, table, window, &mut output);
    }
    let Some(table) = table else {
        return Err(ReadError::damaged(
            "it is neither a shapefile nor the table of one",
        ));
    };
    rows_alone(source, table, &mut output)
}

/// Reads a table without shapes; its columns may say where its rows are.
fn rows_alone(
    source: &Source<'_>,
    table: Table<'_>,
    output: &mut Output<'_>,
) -> Result<(), ReadError> {
    let mut attributes = Attributes::new(Some(table), source, output)?;
    let mut sample = Vec::new();
    for number in 0..ByColumns::SAMPLE as u64 {
        match attributes.of(number)? {
            Properties::Of(properties) => sample.push(properties),
            Properties::Deleted => {}
            Properties::Missing => break,
        }
    }
    let names = attributes.names().to_vec();
    let mut by_columns = ByColumns::of(names, &sample, source.given);
    if by_columns.is_none() {
        output.problem(
            Problem::warning("a table without shapes", Place::file(source.name))
                .why("the .shp that has its places is missing; its features are listed, but not on the map")
                .mend("open the .shp, with the .dbf in the same folder"),
        );
    }
    let mut understood = attributes.understood();
    understood.splice(0..0, by_columns.as_ref().map(ByColumns::understood));
    let layer = output.layer(LayerInfo {
        name: source.stem(),
        understood,
    });
    attributes.count_anew();
    for number in 0.. {
        match attributes.of(number)? {
            Properties::Of(properties) => {
                let geometry = by_columns.as_mut().and_then(|it| it.place(&properties));
                output.push(Record {
                    properties,
                    ..record(layer, number, geometry)
                })?;
            }
            Properties::Deleted => {}
            Properties::Missing => break,
        }
        if number.is_multiple_of(REPORT_EVERY) {
            output.progress(number * attributes.row_len())?;
        }
    }
    for problem in by_columns.iter().flat_map(|it| it.problems(source.name)) {
        output.problem(problem);
    }
    attributes.tell(source.name, output);
    output.progress(source.bytes.len())?;
    Ok(output.finish()?)
}

/// The record with this number, without its properties.
fn record(layer: LayerNo, number: u64, geometry: Option<geo::Geometry<f64>>) -> Record {
    Record {
        layer,
        geometry,
        locator: Locator::Row {
            row: number + 1,
            line: None,
        },
        ..Record::default()
    }
}

/// The shapes of a `.shp` on their way out.
struct ShapeReader<'s, 'o, 'k> {
    source: Source<'s>,
    window: SourceWindow<'s>,
    attributes: Attributes<'s>,
    placing: Placing,
    layer: LayerNo,
    multipatches: u64,
    /// Shapes that the table ends before.
    without_row: u64,
    output: &'o mut Output<'k>,
}

impl<'s, 'o, 'k> ShapeReader<'s, 'o, 'k> {
    fn read(
        source: &Source<'s>,
        table: Option<Table<'s>>,
        mut window: SourceWindow<'s>,
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
            without_row: 0,
            output,
        };
        shapes.all()
    }

    fn all(mut self) -> Result<(), ReadError> {
        let mut offsets = Offsets::new(&self.source)?;
        let mut number = 0;
        while let Some(at) = offsets.next(&mut self.window)? {
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
        shape: Result<ShapeContent, shape::BadShape>,
    ) -> Result<(), ReadError> {
        match self.attributes.give(number, self.output.rows())? {
            Properties::Of(()) => {}
            Properties::Deleted => return Ok(()),
            Properties::Missing => self.without_row += 1,
        }
        let name = self.source.name;
        let at = || Place::file(name).in_feature(format!("#{}", number + 1));
        let geometry = match shape {
            Ok(ShapeContent::Flat(geometry)) => self.placing.placed(geometry, at, self.output),
            Ok(ShapeContent::Multipatch(geometry)) => {
                self.multipatches += 1;
                self.placing.placed(geometry, at, self.output)
            }
            Ok(ShapeContent::Nothing) => None,
            Err(fault) => {
                self.placing.unreadable(&fault.to_string(), at, self.output);
                None
            }
        };
        Ok(self.output.end(record(self.layer, number, geometry))?)
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
            match self.attributes.give(number, self.output.rows())? {
                Properties::Of(()) => self.output.end(record(self.layer, number, None))?,
                Properties::Deleted => continue,
                Properties::Missing => break,
            }
            more += 1;
        }
        if more > 0 {
            self.output.problem(
                Problem::error(
                    counted(
                        more,
                        "a row of the .dbf has no shape",
                        "rows of the .dbf have no shape",
                    ),
                    Place::file(self.source.name),
                )
                .why("listed, but not on the map")
                .mend("look whether the .shp and the .dbf belong together and are whole"),
            );
        } else if self.without_row > 0 {
            self.output.problem(
                Problem::warning(
                    counted(
                        self.without_row,
                        "a shape has no row in the .dbf",
                        "shapes have no row in the .dbf",
                    ),
                    Place::file(self.source.name),
                )
                .why("on the map, but without a name and a date")
                .mend("look whether the .shp and the .dbf belong together and are whole"),
            );
        }
        Ok(())
    }

    fn finish(self) -> Result<(), ReadError> {
        if self.multipatches > 0 {
            let what = counted(
                self.multipatches,
                "a feature is a multipatch, a surface in space",
                "features are multipatches, surfaces in space",
            );
            let place = Place::file(self.source.name);
            self.output
                .problem(Problem::warning(what, place).why("drawn as seen from above"));
        }
        self.placing.finish(self.output);
        self.attributes.tell(self.source.name, self.output);
        self.output.progress(self.source.bytes.len())?;
        Ok(self.output.finish()?)
    }
}
