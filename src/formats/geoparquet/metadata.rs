//! What the file's metadata says of its geometries.

use parquet::basic::{LogicalType, Type as Physical};
use parquet::file::metadata::FileMetaData;
use parquet::schema::types::Type;
use serde_json::Value;

use super::super::crs::{Crs, UnknownCrs};

/// The key of GeoParquet's metadata.
const KEY: &str = "geo";

/// Names of columns that hold well-known binary where nothing says so.
const USUAL_NAMES: [&str; 7] = [
    "geometry",
    "geom",
    "wkb_geometry",
    "the_geom",
    "wkb",
    "shape",
    "geography",
];

/// How a geometry is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Well-known binary.
    Wkb,
    /// `GeoArrow`: positions, or lists of them.
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
}

/// The column of the places.
#[derive(Debug)]
pub(super) struct GeometryColumn {
    /// Its name.
    pub(super) name: String,
    /// How it is stored.
    pub(super) encoding: Encoding,
    /// Its reference system.
    pub(super) crs: Result<Crs, UnknownCrs>,
    /// Other columns of geometries.
    pub(super) others: Vec<String>,
    /// Columns that only repeat the extent of each geometry.
    pub(super) extents: Vec<String>,
    /// Whether it was found by its name, since the file says nothing of geometries.
    pub(super) by_name: bool,
}

/// The column of the places: `None` where there is none.
///
/// # Errors
/// Fails with a reason where the metadata names one that cannot be read.
pub(super) fn geometry_column(metadata: &FileMetaData) -> Result<Option<GeometryColumn>, String> {
    let pairs = metadata.key_value_metadata().map_or(&[][..], Vec::as_slice);
    let geo = pairs
        .iter()
        .find(|pair| pair.key == KEY)
        .and_then(|pair| pair.value.as_deref());
    let fields = metadata.schema_descr().root_schema().get_fields();
    if let Some(text) = geo {
        let geo: Value = serde_json::from_str(text)
            .map_err(|error| format!("its metadata \"geo\" is no JSON: {error}"))?;
        return from_geo(&geo).map(Some);
    }
    let own_type = fields.iter().find_map(|field| from_type(field, pairs));
    Ok(own_type.or_else(|| fields.iter().find_map(|field| from_name(field))))
}

fn from_geo(geo: &Value) -> Result<GeometryColumn, String> {
    let columns = geo.get("columns").and_then(Value::as_object);
    let columns = columns
        .filter(|columns| !columns.is_empty())
        .ok_or("its metadata \"geo\" lists no columns")?;
    let primary = geo
        .get("primary_column")
        .and_then(Value::as_str)
        .filter(|name| columns.contains_key(*name));
    let (name, column) = match primary {
        Some(name) => (name, &columns[name]),
        None => columns
            .iter()
            .next()
            .map(|(name, column)| (name.as_str(), column))
            .ok_or("its metadata lists no columns")?,
    };
    let written = column
        .get("encoding")
        .and_then(Value::as_str)
        .unwrap_or("WKB");
    let encoding = encoding(written)
        .ok_or_else(|| format!("geometries in the encoding \"{written}\" are not supported"))?;
    let covering = |column: &Value| {
        let path = column.get("covering")?.get("bbox")?.get("xmin")?.get(0)?;
        path.as_str().map(str::to_owned)
    };
    Ok(GeometryColumn {
        name: name.to_owned(),
        encoding,
        crs: crs(column.get("crs")),
        others: columns
            .keys()
            .filter(|other| *other != name)
            .cloned()
            .collect(),
        extents: columns.values().filter_map(covering).collect(),
        by_name: false,
    })
}

fn encoding(written: &str) -> Option<Encoding> {
    let name = written.to_ascii_lowercase();
    Some(match name.strip_prefix("geoarrow.").unwrap_or(&name) {
        "wkb" => Encoding::Wkb,
        "point" => Encoding::Point,
        "linestring" => Encoding::LineString,
        "polygon" => Encoding::Polygon,
        "multipoint" => Encoding::MultiPoint,
        "multilinestring" => Encoding::MultiLineString,
        "multipolygon" => Encoding::MultiPolygon,
        _ => return None,
    })
}

/// The reference system of a column: OGC:CRS84 where it is absent, unknown where it is `null`;
/// files before version 0.4 have WKT in it.
fn crs(crs: Option<&Value>) -> Result<Crs, UnknownCrs> {
    match crs {
        None => Ok(Crs::wgs84()),
        Some(Value::Null) => Err(UnknownCrs {
            name: "null".to_owned(),
            why: "the file says that its coordinate reference system is not known (\"crs\": null)"
                .to_owned(),
        }),
        Some(Value::String(definition)) => Crs::parse(definition),
        Some(json) => Crs::from_projjson(json),
    }
}

/// A column of Parquet's own type for geometries.
fn from_type(field: &Type, pairs: &[parquet::file::metadata::KeyValue]) -> Option<GeometryColumn> {
    let crs = match field.get_basic_info().logical_type_ref()? {
        LogicalType::Geometry(geometry) => geometry.crs.clone(),
        LogicalType::Geography(geography) => geography.crs.clone(),
        _ => return None,
    };
    let crs = match crs.as_deref() {
        None | Some("") => Ok(Crs::wgs84()),
        Some(named) => match named.split_once(':') {
            Some(("srid", code)) => Crs::parse(&format!("EPSG:{code}")),
            Some(("projjson", key)) => {
                let found = pairs
                    .iter()
                    .find(|pair| pair.key == key)
                    .and_then(|pair| pair.value.as_deref());
                Crs::parse(found.unwrap_or(named))
            }
            _ => Crs::parse(named),
        },
    };
    Some(plain_column(field, crs, false))
}

/// A column of bytes that is called as columns of geometries are.
fn from_name(field: &Type) -> Option<GeometryColumn> {
    let usual = USUAL_NAMES.contains(&field.name().to_ascii_lowercase().as_str());
    let bytes = field.is_primitive() && field.get_physical_type() == Physical::BYTE_ARRAY;
    (usual && bytes).then(|| plain_column(field, Ok(Crs::wgs84()), true))
}

fn plain_column(field: &Type, crs: Result<Crs, UnknownCrs>, by_name: bool) -> GeometryColumn {
    GeometryColumn {
        name: field.name().to_owned(),
        encoding: Encoding::Wkb,
        crs,
        others: Vec::new(),
        extents: Vec::new(),
        by_name,
    }
}
