//! What of a Parquet file is read, and how it is placed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Row;
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use super::super::output::Output;
use super::super::placing::Placing;
use super::super::table::ByColumns;
use super::super::{LayerInfo, ReadError, Sink, Source};
use super::flat::FlatRows;
use super::metadata::{self, GeometryColumn};
use super::rows::RowReader;
use super::value::{self, Kinds};
use crate::problem::{Place, Problem};

/// Largest file that is read into memory, in bytes.
const MOST_BYTES: u64 = 8 << 30;

pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let bytes = Bytes::from(source.all(MOST_BYTES)?.into_owned());
    let reader = SerializedFileReader::new(bytes).map_err(|error| damaged(&error))?;
    let file = reader.metadata().file_metadata();
    let mut column = metadata::geometry_column(file).map_err(|what| ReadError::Damaged {
        what,
        mend: "export the layer again as GeoParquet 1.0 or 1.1".to_owned(),
    })?;
    let mut output = Output::new(source.name, sink);
    if let (Some(column), Some(given)) = (&mut column, source.given.crs()) {
        column.crs = given;
    }
    let (schema, unreadable) = readable_columns(file.schema(), column.as_ref());
    if !unreadable.is_empty() {
        let what = format!(
            "columns of types that cannot be read: {}",
            unreadable.join(", ")
        );
        output.problem(Problem::warning(what, Place::file(source.name)).why("they were left away"));
    }
    let kinds = Kinds::of(file.schema());
    let by_columns = if column.is_none() {
        let names = schema.get_fields().iter();
        let names = names.map(|field| field.name().to_owned()).collect();
        let sample = sample(&reader, schema.clone(), &kinds);
        ByColumns::of(names, &sample, source.given)
    } else {
        None
    };
    if by_columns.is_none() {
        tell_column(column.as_ref(), source, &mut output);
    }
    let promised = u64::try_from(file.num_rows()).unwrap_or_default();
    let places = column.as_ref();
    let places = places.map(|column| (column.name.as_str(), column.encoding));
    let flat = FlatRows::of(&reader, &schema, places);
    let understood = column
        .as_ref()
        .and_then(|column| column.crs.as_ref().ok())
        .map(|crs| crs.name.clone());
    let understood = understood.or_else(|| Some(by_columns.as_ref()?.understood()));
    let layer = output.layer(LayerInfo {
        name: source.stem(),
        understood: understood.into_iter().collect(),
    });
    let place = Place::file(source.name);
    let (encoding, name, crs) = match column {
        Some(column) => (Some(column.encoding), column.name, column.crs),
        None => (None, String::new(), Ok(super::super::crs::Crs::wgs84())),
    };
    let features = RowReader {
        source,
        geometry: encoding.map(|encoding| (name, encoding)),
        by_columns,
        kinds,
        promised,
        layer,
        placing: Placing::new(crs, place, &mut output),
        output: &mut output,
    };
    if let Some(rows) = flat {
        features.read_flat(rows)?;
    } else {
        let rows = reader.get_row_iter(Some(schema));
        features.read(rows.map_err(|error| damaged(&error))?)?;
    }
    output.progress(source.bytes.len())?;
    Ok(output.finish()?)
}

fn damaged(error: &ParquetError) -> ReadError {
    ReadError::Damaged {
        what: format!("the Parquet file cannot be read: {error}"),
        mend: "copy the file again, or export it again with snappy, gzip, zstd or no compression"
            .to_owned(),
    }
}

/// Tells how the column of the places was chosen, where that is not plain.
fn tell_column(column: Option<&GeometryColumn>, source: &Source<'_>, output: &mut Output<'_>) {
    let place = Place::file(source.name);
    let Some(column) = column else {
        output.problem(
            Problem::error("the Parquet file has no column of geometries", place)
                .why("it has no metadata \"geo\", and none of its columns is called geometry; its rows are listed, but not on the map")
                .mend("export it as GeoParquet"),
        );
        return;
    };
    if column.by_name {
        let what = format!(
            "the file has no GeoParquet metadata: its column \"{}\" was read as WKB in WGS 84",
            column.name
        );
        output.problem(
            Problem::warning(what, place.clone())
                .why("nothing else in it says where its rows are")
                .mend("export it as GeoParquet, which names the column and its coordinate reference system"),
        );
    }
    if !column.others.is_empty() {
        let what = format!("places were taken from the column \"{}\"", column.name);
        let why = format!(
            "it is the primary one; further geometries stand in {}",
            column.others.join(", ")
        );
        output.problem(Problem::warning(what, place).why(why));
    }
}

/// The schema of the columns that are read: the geometry and the properties. Names of columns whose
/// types the crate cannot give stand beside it.
fn readable_columns(schema: &Type, column: Option<&GeometryColumn>) -> (Type, Vec<String>) {
    let left_away = |name: &str| {
        column.is_some_and(|column| {
            column
                .others
                .iter()
                .chain(&column.extents)
                .any(|other| other == name)
        })
    };
    let mut unreadable = Vec::new();
    let mut kept: Vec<Arc<Type>> = Vec::new();
    for field in schema.get_fields() {
        if left_away(field.name()) {
            continue;
        }
        if value::is_readable(field) {
            kept.push(Arc::clone(field));
        } else {
            unreadable.push(field.name().to_owned());
        }
    }
    let built = Type::group_type_builder(schema.name())
        .with_fields(kept)
        .build();
    (built.unwrap_or_else(|_| schema.clone()), unreadable)
}

/// The first rows of a file, as far as they can be read.
fn sample(
    reader: &SerializedFileReader<Bytes>,
    schema: Type,
    kinds: &Kinds,
) -> Vec<Map<String, Value>> {
    let properties = |row: Row| {
        let columns = row.into_columns().into_iter();
        columns
            .map(|(column, field)| {
                let value = kinds.value(&column, &field);
                (column, value)
            })
            .collect()
    };
    let rows = || {
        let rows = reader.get_row_iter(Some(schema)).ok()?;
        let rows = rows.take(ByColumns::SAMPLE).map_while(Result::ok);
        Some(rows.map(properties).collect::<Vec<_>>())
    };
    // The crate panics on some damaged pages.
    let read = catch_unwind(AssertUnwindSafe(rows));
    read.ok().flatten().unwrap_or_default()
}
