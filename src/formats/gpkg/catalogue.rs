//! What layers a GeoPackage lists, and in which systems.

use rusqlite::{Connection, OptionalExtension as _, Result, Row};

use super::super::crs::{Crs, UnknownCrs};

/// A table of features.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UserTable {
    /// Its name.
    pub(super) name: String,
    /// The column of its geometries.
    pub(super) geometry_column: String,
    /// Number of its reference system.
    pub(super) srs_id: i64,
}

/// The tables of features, in the order of the file.
pub(super) fn feature_tables(connection: &Connection) -> Result<Vec<UserTable>> {
    let mut statement = connection.prepare(
        "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY rowid",
    )?;
    let table = |row: &Row<'_>| {
        Ok(UserTable {
            name: row.get(0)?,
            geometry_column: row.get(1)?,
            // A file without the column's number is read as one with an undefined system.
            srs_id: row.get::<_, Option<i64>>(2)?.unwrap_or(-1),
        })
    };
    statement.query_map([], table)?.collect()
}

/// Tables that are listed as features and have a column of geometries, which the list of such columns does
/// not name.
pub(super) fn unlisted_tables(connection: &Connection) -> Result<Vec<UserTable>> {
    let mut found = Vec::new();
    for (name, kind) in other_tables(connection)? {
        let columns = columns(connection, &name)?;
        let geometry = columns.iter().find(|column| column.is_geometry());
        if let (Some(geometry), "features") = (geometry, kind.as_str()) {
            let srs_id = connection.query_row(
                "SELECT srs_id FROM gpkg_contents WHERE table_name = ?1",
                [&name],
                |row| row.get::<_, Option<i64>>(0),
            )?;
            found.push(UserTable {
                geometry_column: geometry.name.clone(),
                srs_id: srs_id.unwrap_or(-1),
                name,
            });
        }
    }
    Ok(found)
}

/// Names and kinds of the tables that hold no features: "attributes", "tiles" and others.
pub(super) fn other_tables(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(
        "SELECT table_name, data_type FROM gpkg_contents \
         WHERE table_name NOT IN (SELECT table_name FROM gpkg_geometry_columns) ORDER BY rowid",
    )?;
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableColumn {
    /// Its name.
    pub(super) name: String,
    /// Its declared type, in capitals: "BOOLEAN", "DATE", "TEXT(20)".
    pub(super) kind: String,
    /// Whether it is the table's primary key.
    pub(super) is_key: bool,
}

impl TableColumn {
    /// Whether its type is one of geometries (OGC 12-128r19, annex G).
    fn is_geometry(&self) -> bool {
        const KINDS: [&str; 8] = [
            "GEOMETRY",
            "POINT",
            "LINESTRING",
            "POLYGON",
            "MULTIPOINT",
            "MULTILINESTRING",
            "MULTIPOLYGON",
            "GEOMETRYCOLLECTION",
        ];
        KINDS.contains(&self.kind.as_str())
    }
}

/// The columns of a table or view.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<Vec<TableColumn>> {
    let mut statement = connection.prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?;
    let column = |row: &Row<'_>| {
        Ok(TableColumn {
            name: row.get(0)?,
            kind: row
                .get::<_, Option<String>>(1)?
                .unwrap_or_default()
                .to_ascii_uppercase(),
            is_key: row.get::<_, i64>(2)? > 0,
        })
    };
    statement.query_map([table], column)?.collect()
}

/// The reference system with this number. -1 is a plan of its own; 0 is longitude and latitude of
/// nobody knows which datum.
pub(super) fn crs(connection: &Connection, srs_id: i64) -> Result<Result<Crs, UnknownCrs>> {
    let unknown = |why: &str| UnknownCrs {
        name: format!("with srs_id {srs_id}"),
        why: why.to_owned(),
    };
    match srs_id {
        -1 => {
            return Ok(Err(unknown(
                "it is an undefined Cartesian coordinate reference system, a plan of its own",
            )));
        }
        0 => {
            let caveat = "it is an undefined geographic one (srs_id 0) and was taken for WGS 84, so places can be off by some hundred metres";
            let mut crs = Crs::wgs84();
            crs.caveat = Some(caveat.to_owned());
            return Ok(Ok(crs));
        }
        _ => {}
    }
    let found = connection.query_row(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
        [srs_id],
        |row| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<String>>(2)?)),
    );
    let Some((organization, code, definition)) = found.optional()? else {
        // Files without the row still mean EPSG's code by the number.
        let code = u32::try_from(srs_id).ok().map(Crs::from_epsg);
        return Ok(code.unwrap_or_else(|| Err(unknown("the file does not define it"))));
    };
    let known = organization
        .is_some_and(|name| matches!(name.to_ascii_uppercase().as_str(), "EPSG" | "ESRI"));
    let by_code = code
        .and_then(|code| u32::try_from(code).ok())
        .filter(|_| known)
        .and_then(|code| Crs::from_epsg(code).ok());
    let by_definition = || {
        definition
            .filter(|text| !text.eq_ignore_ascii_case("undefined"))
            .map(|text| Crs::parse(&text))
    };
    Ok(by_code
        .map(Ok)
        .or_else(by_definition)
        .unwrap_or_else(|| Err(unknown("the file does not define it"))))
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
