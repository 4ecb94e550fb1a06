//! A FlatGeobuf from its header to its last feature.

use flatgeobuf::{
    Feature, GeometryType, Header, size_prefixed_root_as_feature, size_prefixed_root_as_header,
};

use super::super::crs::{Crs, UnknownCrs};
use super::super::output::Output;
use super::super::placing::Placing;
use super::super::window::SourceWindow;
use super::super::{LayerInfo, LayerNo, Locator, ReadError, Record, Rows, Sink, Source};
use super::geometry;
use super::properties::{self, Column};
use crate::problem::{Place, Problem, counted};

/// Bytes before the header's length.
const MAGIC: u64 = 8;

/// Largest header that is believed, in bytes; the crate's own limit is the same.
const MOST_HEADER: usize = 10 << 20;

/// Bytes of a node of the index: four coordinates and an offset.
const NODE: u64 = 40;

/// Features between two reports of progress.
const REPORT_EVERY: u64 = 4096;

pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut window = SourceWindow::new(source.bytes);
    let version = window.get(0, MAGIC as usize)?.map(|magic| magic[3]);
    if version != Some(3) {
        return Err(ReadError::damaged(format!(
            "expected version 3 of FlatGeobuf, found version {}",
            version.unwrap_or_default()
        )));
    }
    let buffer = framed(&mut window, MAGIC)?.map(<[u8]>::to_vec);
    let buffer = buffer.filter(|buffer| (12..=MOST_HEADER).contains(&buffer.len()));
    let buffer = buffer.ok_or_else(|| ReadError::damaged("its header is cut off"))?;
    let header = size_prefixed_root_as_header(&buffer)
        .map_err(|error| ReadError::damaged(format!("its header is wrong: {error}")))?;
    let begin = index_len(header.features_count(), header.index_node_size())
        .and_then(|index| index.checked_add(MAGIC + buffer.len() as u64))
        .ok_or_else(|| ReadError::damaged("its index is larger than any file"))?;
    let mut output = Output::new(source.name, sink);
    let file = Place::file(source.name);
    let crs = source.given.crs();
    let crs = crs.unwrap_or_else(|| named_crs(&header, source, &mut output));
    let name = header
        .name()
        .filter(|name| !name.is_empty())
        .map_or_else(|| source.stem(), str::to_owned);
    let understood = crs.as_ref().ok().map(|crs| crs.name.clone());
    let layer = output.layer(LayerInfo {
        name,
        understood: understood.into_iter().collect(),
    });
    output.begin_rows()?;
    let columns = header.columns();
    let columns =
        columns.map(|columns| columns.iter().map(|it| column(it, output.rows())).collect());
    let features = LayerReader {
        source,
        columns: columns.unwrap_or_default(),
        kind: header.geometry_type(),
        promised: header.features_count(),
        layer,
        placing: Placing::new(crs, file, &mut output),
        output: &mut output,
        bad_properties: 0,
    };
    features.read(&mut window, begin)?;
    output.progress(source.bytes.len())?;
    Ok(output.finish()?)
}

fn column(column: flatgeobuf::Column<'_>, rows: &mut Rows) -> Column {
    Column {
        key: rows.key(column.name()),
        kind: column.type_(),
    }
}

/// The bytes at `at` with their length before them; `None` where the file ends within.
fn framed<'w>(window: &'w mut SourceWindow<'_>, at: u64) -> std::io::Result<Option<&'w [u8]>> {
    let Some(len) = window
        .get(at, 4)?
        .and_then(|bytes| bytes.first_chunk())
        .map(|bytes| u32::from_le_bytes(*bytes))
    else {
        return Ok(None);
    };
    window.get(at, 4 + len as usize)
}

/// Bytes of the index before the features; `None` where that is more than can be counted.
fn index_len(features: u64, node_size: u16) -> Option<u64> {
    if features == 0 || node_size < 2 {
        return Some(0);
    }
    let (mut level, mut nodes) = (features, features);
    while level > 1 {
        level = level.div_ceil(u64::from(node_size));
        nodes = nodes.checked_add(level)?;
    }
    // A tree of one feature still has a root above it.
    if features == 1 {
        nodes += 1;
    }
    nodes.checked_mul(NODE)
}

/// The layer's reference system; without one, degrees where the extent looks like degrees.
fn named_crs(
    header: &Header<'_>,
    source: &Source<'_>,
    output: &mut Output<'_>,
) -> Result<Crs, UnknownCrs> {
    let named = |crs: &flatgeobuf::Crs<'_>| {
        crs.code() > 0 || crs.wkt().is_some() || crs.code_string().is_some()
    };
    if let Some(crs) = header.crs().filter(named) {
        let organisation = crs.org().unwrap_or("EPSG");
        let code = u32::try_from(crs.code()).ok().filter(|code| *code > 0);
        let known = matches!(
            organisation.to_ascii_uppercase().as_str(),
            "EPSG" | "ESRI" | ""
        );
        if let Some(found) = code
            .filter(|_| known)
            .and_then(|code| Crs::from_epsg(code).ok())
        {
            return Ok(found);
        }
        if let Some(text) = crs.wkt().filter(|text| !text.is_empty()) {
            return Crs::parse(text);
        }
        let written = crs
            .code_string()
            .map_or_else(|| crs.code().to_string(), str::to_owned);
        return Crs::parse(&format!("{organisation}:{written}"));
    }
    let extent: Vec<f64> = header
        .envelope()
        .map(|extent| extent.iter().collect())
        .unwrap_or_default();
    let within = |index: usize, most: f64| {
        extent
            .get(index)
            .is_none_or(|number| number.is_nan() || number.abs() <= most)
    };
    if !(within(0, 361.0) && within(2, 361.0) && within(1, 91.0) && within(3, 91.0)) {
        return Err(UnknownCrs {
            name: "of a FlatGeobuf that names none".to_owned(),
            why: format!(
                "the file names no system, and its positions, within {extent:?}, are no degrees"
            ),
        });
    }
    output.problem(
        Problem::warning(
            "the file names no coordinate reference system: WGS 84 longitude and latitude were assumed",
            Place::file(source.name),
        )
        .why("the positions look like degrees")
        .mend("export the layer with its coordinate reference system"),
    );
    Ok(Crs::wgs84())
}

/// The features of a layer on their way out.
struct LayerReader<'f, 's, 'k> {
    source: &'f Source<'s>,
    columns: Vec<Column>,
    kind: GeometryType,
    promised: u64,
    layer: LayerNo,
    placing: Placing,
    output: &'f mut Output<'k>,
    bad_properties: u64,
}

impl LayerReader<'_, '_, '_> {
    fn read(mut self, window: &mut SourceWindow<'_>, begin: u64) -> Result<(), ReadError> {
        let mut at = begin;
        let mut number = 0;
        let end = self.source.bytes.len();
        while at < end && (self.promised == 0 || number < self.promised) {
            let Some(framed) = framed(window, at)? else {
                break;
            };
            at += framed.len() as u64;
            number += 1;
            match size_prefixed_root_as_feature(framed) {
                Ok(feature) => self.push(number, &feature)?,
                Err(error) => {
                    let place = Place::file(self.source.name).in_feature(format!("#{number}"));
                    self.output.left_out(1);
                    self.output.problem(
                        Problem::error(format!("a feature cannot be read: {error}"), place)
                            .why("it was left out"),
                    );
                }
            }
            if number.is_multiple_of(REPORT_EVERY) {
                self.output.progress(at)?;
            }
        }
        let cut_off = at < end && self.promised == 0;
        self.finish(number, cut_off);
        Ok(())
    }

    fn push(&mut self, number: u64, feature: &Feature<'_>) -> Result<(), ReadError> {
        let own = feature.columns().filter(|columns| !columns.is_empty());
        let own: Option<Vec<Column>> = own.map(|columns| {
            let columns = columns.iter();
            columns.map(|it| column(it, self.output.rows())).collect()
        });
        let columns = own.as_ref().unwrap_or(&self.columns);
        let whole = feature
            .properties()
            .is_none_or(|bytes| properties::read(bytes.bytes(), columns, self.output.rows()));
        self.bad_properties += u64::from(!whole);
        let name = self.source.name;
        let at = || Place::file(name).in_feature(format!("#{number}"));
        let geometry = match feature
            .geometry()
            .map(|stored| geometry::read(&stored, self.kind, 0))
        {
            Some(Ok(geometry)) => self.placing.placed(geometry, at, self.output),
            Some(Err(fault)) => {
                self.placing.unreadable(&fault.to_string(), at, self.output);
                None
            }
            None => None,
        };
        Ok(self.output.end(Record {
            layer: self.layer,
            geometry,
            locator: Locator::Row {
                row: number,
                line: None,
            },
            ..Record::default()
        })?)
    }

    fn finish(self, found: u64, cut_off: bool) {
        let place = Place::file(self.source.name);
        if self.promised > found {
            let missing = self.promised - found;
            self.output
                .left_out(usize::try_from(missing).unwrap_or(usize::MAX));
        }
        if self.promised > found || cut_off {
            self.output.problem(
                Problem::error(
                    format!(
                        "the file ends after {}",
                        counted(found, "1 feature", "features")
                    ),
                    place.clone(),
                )
                .why("it is damaged or was not copied to its end")
                .mend("copy the file again"),
            );
        }
        if self.bad_properties > 0 {
            let what = format!(
                "the properties of {} features cannot be read to their end",
                self.bad_properties
            );
            self.output
                .problem(Problem::error(what, place).why("what stood before the fault was read"));
        }
        self.placing.finish(self.output);
    }
}
