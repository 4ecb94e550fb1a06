//! PROJJSON, PROJ's own encoding of WKT 2 in JSON.

use serde_json::Value;

use super::definition::Definition;
use super::method::ProjectionMethod;
use super::method::plain;
use super::reference::{from_epsg, names_wgs84};
use super::wkt::is_length;
use super::{Crs, UnknownCrs};

/// Deepest nesting of compound, bound and derived systems that is followed.
const DEEPEST: usize = 4;

pub(super) fn from_projjson(json: &Value) -> Result<Crs, UnknownCrs> {
    let name = text(json, "name").unwrap_or("");
    let horizontal = horizontal(json, 0).ok_or_else(|| {
        UnknownCrs::new(
            name,
            "it is neither geographic nor projected: a plan of its own, or heights",
        )
    })?;
    if let Some(crs) = code(horizontal) {
        return crs;
    }
    let definition = definition(horizontal)
        .ok_or_else(|| UnknownCrs::new(name, "its datum, ellipsoid or projection is missing"))?;
    if definition.is_wgs84() {
        return Ok(Crs::wgs84());
    }
    definition.into_crs()
}

fn horizontal(json: &Value, depth: usize) -> Option<&Value> {
    if depth == DEEPEST {
        return None;
    }
    match text(json, "type")? {
        "GeographicCRS" | "GeodeticCRS" | "ProjectedCRS" => Some(json),
        "CompoundCRS" => horizontal(json.get("components")?.get(0)?, depth + 1),
        "BoundCRS" => horizontal(json.get("source_crs")?, depth + 1),
        _ => None,
    }
}

/// The system of its id, where that is one of EPSG's or OGC's that is known.
fn code(json: &Value) -> Option<Result<Crs, UnknownCrs>> {
    let id = json.get("id").or_else(|| json.get("ids")?.get(0))?;
    let code = id.get("code")?;
    let number = code.as_u64().or_else(|| code.as_str()?.parse().ok());
    match (text(id, "authority")?.to_ascii_uppercase().as_str(), number) {
        ("EPSG" | "ESRI", Some(number)) => from_epsg(u32::try_from(number).ok()?).ok().map(Ok),
        ("OGC", _) => code
            .as_str()
            .filter(|code| names_wgs84(&plain(code)))
            .map(|_| Ok(Crs::wgs84())),
        _ => None,
    }
}

fn text<'j>(json: &'j Value, key: &str) -> Option<&'j str> {
    json.get(key)?.as_str()
}

fn definition(json: &Value) -> Option<Definition> {
    let projected = json.get("conversion");
    let base = if projected.is_some() {
        json.get("base_crs")?
    } else {
        json
    };
    let datum = base.get("datum").or_else(|| base.get("datum_ensemble"))?;
    let ellipsoid = datum.get("ellipsoid")?;
    let semi_major_m = length(
        ellipsoid
            .get("semi_major_axis")
            .or_else(|| ellipsoid.get("radius"))?,
    )?;
    let flattening = match (
        ellipsoid.get("inverse_flattening"),
        ellipsoid.get("semi_minor_axis"),
    ) {
        (Some(inverse), _) => inverse.as_f64()?,
        (None, Some(minor)) => match semi_major_m - length(minor)? {
            0.0 => 0.0,
            difference => semi_major_m / difference,
        },
        (None, None) => 0.0,
    };
    let meridian = datum
        .get("prime_meridian")
        .and_then(|meridian| meridian.get("longitude"));
    let projection = match projected {
        Some(conversion) => Some(projection(json, conversion)?),
        None => None,
    };
    Some(Definition {
        name: text(json, "name").unwrap_or("unnamed").to_owned(),
        datum: text(datum, "name").unwrap_or_default().to_owned(),
        semi_major_m,
        inverse_flattening: flattening,
        shift: None,
        prime_meridian_deg: meridian.and_then(angle_deg).unwrap_or(0.0),
        angular_unit_rad: axis_unit(base)
            .and_then(angle_unit_rad)
            .unwrap_or(1f64.to_radians()),
        projection,
    })
}

fn projection(json: &Value, conversion: &Value) -> Option<ProjectionMethod> {
    let parameters = conversion
        .get("parameters")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let parameters = parameters.iter().filter_map(|parameter| {
        let name = text(parameter, "name")?;
        let value = parameter.get("value")?.as_f64()?;
        let unit = parameter.get("unit");
        let value = if is_length(name) {
            value * unit.and_then(length_unit_m).unwrap_or(1.0)
        } else if plain(name).contains("scalefactor") {
            value
        } else {
            (value * unit.and_then(angle_unit_rad).unwrap_or(1f64.to_radians())).to_degrees()
        };
        Some((name.to_owned(), value))
    });
    Some(ProjectionMethod {
        method: text(conversion.get("method")?, "name")?.to_owned(),
        parameters: parameters.collect(),
        unit_m: axis_unit(json).and_then(length_unit_m).unwrap_or(1.0),
    })
}

/// The unit of the first axis.
fn axis_unit(json: &Value) -> Option<&Value> {
    json.get("coordinate_system")?
        .get("axis")?
        .get(0)?
        .get("unit")
}

/// A length in metres: a number, or `{"value": …, "unit": …}`.
fn length(json: &Value) -> Option<f64> {
    match json.get("value") {
        Some(value) => {
            Some(value.as_f64()? * json.get("unit").and_then(length_unit_m).unwrap_or(1.0))
        }
        None => json.as_f64(),
    }
}

/// An angle in degrees: a number, or `{"value": …, "unit": …}`.
fn angle_deg(json: &Value) -> Option<f64> {
    match json.get("value") {
        Some(value) => {
            let unit_rad = json
                .get("unit")
                .and_then(angle_unit_rad)
                .unwrap_or(1f64.to_radians());
            Some((value.as_f64()? * unit_rad).to_degrees())
        }
        None => json.as_f64(),
    }
}

fn length_unit_m(unit: &Value) -> Option<f64> {
    match unit.as_str() {
        Some(_) => Some(1.0),
        None => unit.get("conversion_factor")?.as_f64(),
    }
}

fn angle_unit_rad(unit: &Value) -> Option<f64> {
    match unit.as_str() {
        Some("degree") => Some(1f64.to_radians()),
        Some(_) => Some(1.0),
        None => unit.get("conversion_factor")?.as_f64(),
    }
}
