//! Systems that PROJ strings define.

use proj4rs::Proj;
use proj4rs::proj::ProjType;

use super::to_wgs84::ToWgs84;
use super::{Crs, UnknownCrs};

/// Mean shift of NAD 27 to WGS 84 over the contiguous United States, in metres (EPSG:1173, accurate
/// to about 10 m). PROJ itself uses grids here, which are files that this program does not bring.
const NAD27_SHIFT: &str = "+ellps=clrk66 +towgs84=-8,160,176";

/// The system of a PROJ string; `name` is what it is called, where that is known.
pub(super) fn from_proj_string(definition: &str, name: Option<&str>) -> Result<Crs, UnknownCrs> {
    from_proj_string_in(definition, name, None)
}

/// The same where geographic coordinates are in units of `angular_unit_rad` radians.
pub(super) fn from_proj_string_in(
    definition: &str,
    name: Option<&str>,
    angular_unit_rad: Option<f64>,
) -> Result<Crs, UnknownCrs> {
    let unknown = |why: &str| UnknownCrs::new(name.unwrap_or(definition), why);
    let (usable, caveat) = without_grids(definition);
    let proj = Proj::from_proj_string(&usable).map_err(|error| unknown(&error.to_string()))?;
    let to_wgs84 = match proj.projection_type() {
        ProjType::Geocentric => {
            return Err(unknown(
                "it is geocentric, and its positions are no places on a map",
            ));
        }
        _ if !proj.has_inverse() => return Err(unknown("its projection has no inverse")),
        ProjType::Latlong if angular_unit_rad.is_none() && is_unshifted(&usable) => {
            ToWgs84::Degrees
        }
        ProjType::Latlong => ToWgs84::Geographic(
            Box::new(proj),
            angular_unit_rad.unwrap_or(1f64.to_radians()),
        ),
        ProjType::Other if is_web_mercator(&usable) => ToWgs84::WebMercator,
        ProjType::Other => ToWgs84::Proj(Box::new(proj)),
    };
    let caveat = caveat.or_else(|| {
        let shift_known = ["datum", "towgs84", "nadgrids"].iter().any(|key| value_of(&usable, key).is_some());
        let near_wgs84 = matches!(value_of(&usable, "ellps"), Some("WGS84" | "GRS80"));
        let spherical = value_of(&usable, "R").is_some() || matches!(to_wgs84, ToWgs84::WebMercator);
        (!shift_known && !near_wgs84 && !spherical).then(|| {
            "its datum's shift to WGS 84 is not known, so places can be off by some hundred metres".to_owned()
        })
    });
    Ok(Crs {
        name: name.map_or_else(|| definition.trim().to_owned(), str::to_owned),
        caveat,
        to_wgs84,
    })
}

/// The code that the old `+init=epsg:3857` of a PROJ string refers to; `None` where it has no `+init`.
pub(super) fn init_code(definition: &str) -> Option<Result<u32, UnknownCrs>> {
    let code = value_of(definition, "init")?.rsplit(':').next()?;
    let no_number = |_| UnknownCrs::new(definition, "its code is not a number");
    Some(code.parse().map_err(no_number))
}

/// The value of `+key=value` in a PROJ string.
fn value_of<'d>(definition: &'d str, key: &str) -> Option<&'d str> {
    definition
        .split_whitespace()
        .filter_map(|word| word.strip_prefix('+')?.split_once('='))
        .find_map(|(found, value)| (found == key).then_some(value))
}

/// The definition without shift grids that would have to be files, and what is lost by that. An
/// order of axes that only swaps easting and northing is dropped, since files store easting first.
fn without_grids(definition: &str) -> (String, Option<String>) {
    let mut caveat = None;
    let words = definition.split_whitespace().filter_map(|word| match word {
        "+datum=NAD27" if !definition.contains("+towgs84") => Some(NAD27_SHIFT),
        "+axis=neu" | "+type=crs" | "+over" => None,
        word if word.starts_with("+nadgrids=") && !word.contains("@null") => {
            // The datum New Zealand 1949 has a shift of its own beside the grid.
            if !definition.contains("+datum=") && !definition.contains("+towgs84") {
                caveat = Some(format!(
                    "its shift grid {} is not at hand, so places can be off by some hundred metres",
                    &word["+nadgrids=".len()..]
                ));
            }
            None
        }
        word if word.starts_with("+geoidgrids=") => None,
        word => Some(word),
    });
    let words: Vec<&str> = words.collect();
    (words.join(" "), caveat)
}

/// Whether geographic coordinates of this definition differ from WGS 84 by less than a few metres:
/// WGS 84 itself, and ETRS 89, NAD 83, SIRGAS 2000 and their like.
fn is_unshifted(definition: &str) -> bool {
    let greenwich = matches!(value_of(definition, "pm"), None | Some("0" | "greenwich"));
    let datum = match (
        value_of(definition, "datum"),
        value_of(definition, "towgs84"),
    ) {
        (None, Some(shift)) => shift.split(',').all(|part| part.parse() == Ok(0.0)),
        (None | Some("WGS84" | "NAD83"), None) => true,
        _ => false,
    };
    let ellipsoid = matches!(
        value_of(definition, "ellps"),
        None | Some("WGS84" | "GRS80")
    ) && {
        let axis = value_of(definition, "a").and_then(|a| a.parse::<f64>().ok());
        axis.is_none_or(|a| (a - 6_378_137.0).abs() < 0.5)
    };
    greenwich
        && datum
        && ellipsoid
        && value_of(definition, "axis").is_none()
        && !definition.contains("+geoc")
}

fn is_web_mercator(definition: &str) -> bool {
    let number = |key| value_of(definition, key).and_then(|value| value.parse::<f64>().ok());
    let zero = |key| number(key).unwrap_or(0.0) == 0.0;
    let is_one = |number: f64| (number - 1.0).abs() < f64::EPSILON;
    let projection = value_of(definition, "proj");
    let spherical = number("R").or_else(|| number("a").filter(|&a| number("b") == Some(a)))
        == Some(6_378_137.0);
    (projection == Some("webmerc") || (projection == Some("merc") && spherical))
        && ["lat_ts", "lon_0", "x_0", "y_0"].into_iter().all(zero)
        && number("k").or_else(|| number("k_0")).is_none_or(is_one)
        && matches!(value_of(definition, "units"), None | Some("m"))
        && number("to_meter").is_none_or(is_one)
}
