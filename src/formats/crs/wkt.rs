//! Well-known text of versions 1 (OGC 01-009, GDAL's and Esri's) and 2 (ISO 19162).

use super::definition::Definition;
use super::method::ProjectionMethod;
use super::method::plain;
use super::reference::from_epsg;
use super::tree::Node;
use super::{Crs, UnknownCrs};

const GEOGRAPHIC: [&str; 6] = [
    "GEOGCS",
    "GEOGCRS",
    "GEODCRS",
    "GEOGRAPHICCRS",
    "BASEGEOGCRS",
    "BASEGEODCRS",
];
const PROJECTED: [&str; 4] = ["PROJCS", "PROJCRS", "PROJECTEDCRS", "BASEPROJCRS"];
const COMPOUND: [&str; 5] = [
    "COMPD_CS",
    "COMPOUNDCRS",
    "BOUNDCRS",
    "SOURCECRS",
    "DERIVEDPROJCRS",
];
const DATUM: [&str; 5] = ["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE", "DYNAMIC"];
const LENGTH: [&str; 2] = ["LENGTHUNIT", "UNIT"];
const ANGLE: [&str; 2] = ["ANGLEUNIT", "UNIT"];

pub(super) fn from_wkt(wkt: &str) -> Result<Crs, UnknownCrs> {
    let root = Node::parse(wkt).ok_or_else(|| UnknownCrs::new(wkt, "its text is damaged"))?;
    let horizontal = horizontal(&root).ok_or_else(|| {
        UnknownCrs::new(
            root.name(),
            "it is neither geographic nor projected: a plan of its own, or heights",
        )
    })?;
    if let Some(crs) = code(horizontal).and_then(|code| from_epsg(code).ok()) {
        return Ok(crs);
    }
    let mut definition = definition(horizontal).ok_or_else(|| {
        UnknownCrs::new(root.name(), "its datum, ellipsoid or projection is missing")
    })?;
    if definition.shift.is_none() {
        definition.shift = bound_shift(&root);
    }
    if definition.is_wgs84() {
        return Ok(Crs::wgs84());
    }
    definition.into_crs()
}

/// The geographic or projected system within compounds and bounds.
fn horizontal(node: &Node) -> Option<&Node> {
    if GEOGRAPHIC.contains(&node.keyword()) || PROJECTED.contains(&node.keyword()) {
        return Some(node);
    }
    let compound = COMPOUND.contains(&node.keyword());
    compound.then(|| node.children().iter().find_map(horizontal))?
}

/// The code of EPSG that the element itself carries.
fn code(node: &Node) -> Option<u32> {
    let authority = node.child(&["AUTHORITY", "ID"])?;
    let known = matches!(
        authority.name().to_ascii_uppercase().as_str(),
        "EPSG" | "ESRI"
    );
    authority
        .number(1)
        .filter(|_| known)
        .map(|code| code as u32)
}

fn definition(node: &Node) -> Option<Definition> {
    let projected = PROJECTED.contains(&node.keyword());
    let geographic = if projected {
        node.child(&GEOGRAPHIC)?
    } else {
        node
    };
    let datum = geographic.child(&DATUM)?;
    let ellipsoid = datum.child(&["SPHEROID", "ELLIPSOID"])?;
    let angular_unit_rad = unit(geographic, &ANGLE).unwrap_or(1f64.to_radians());
    let meridian = geographic.child(&["PRIMEM", "PRIMEMERIDIAN"]);
    let prime_meridian_deg = meridian.map_or(0.0, |meridian| {
        let unit_rad = unit(meridian, &ANGLE).unwrap_or(angular_unit_rad);
        (meridian.number(1).unwrap_or(0.0) * unit_rad).to_degrees()
    });
    let shift = datum.child(&["TOWGS84"]).map(|shift| {
        let count = shift.children().len();
        (0..count).filter_map(|index| shift.number(index)).collect()
    });
    Some(Definition {
        name: node.name().to_owned(),
        datum: datum.name().to_owned(),
        semi_major_m: ellipsoid.number(1)? * unit(ellipsoid, &LENGTH).unwrap_or(1.0),
        inverse_flattening: ellipsoid.number(2)?,
        shift: shift.filter(|numbers: &Vec<f64>| matches!(numbers.len(), 3 | 7)),
        prime_meridian_deg: meridian_rounded(prime_meridian_deg),
        angular_unit_rad,
        projection: if projected {
            Some(projection(node, angular_unit_rad)?)
        } else {
            None
        },
    })
}

/// Conversion by way of radians leaves a Greenwich of 1e-17 degrees or Paris at 2.33722917000001.
fn meridian_rounded(deg: f64) -> f64 {
    (deg * 1e10).round() / 1e10
}

fn projection(node: &Node, angular_unit_rad: f64) -> Option<ProjectionMethod> {
    let unit_m = unit(node, &LENGTH)
        .or_else(|| axis_unit(node))
        .unwrap_or(1.0);
    let holder = node
        .child(&["CONVERSION", "DERIVINGCONVERSION"])
        .unwrap_or(node);
    let method = holder.child(&["PROJECTION", "METHOD"])?.name().to_owned();
    let parameters = holder
        .children()
        .iter()
        .filter(|child| child.keyword() == "PARAMETER");
    let parameters = parameters.filter_map(|parameter| {
        let name = parameter.name();
        let value = parameter.number(1)?;
        let value = if plain(name).contains("scalefactor") {
            value * unit(parameter, &["SCALEUNIT"]).unwrap_or(1.0)
        } else if is_length(name) {
            value * unit(parameter, &LENGTH).unwrap_or(unit_m)
        } else {
            let unit_rad = unit(parameter, &ANGLE).unwrap_or(angular_unit_rad);
            meridian_rounded((value * unit_rad).to_degrees())
        };
        Some((name.to_owned(), value))
    });
    Some(ProjectionMethod {
        method,
        parameters: parameters.collect(),
        unit_m,
    })
}

/// Whether a parameter is an easting, a northing or a height.
pub(super) fn is_length(name: &str) -> bool {
    let name = plain(name);
    name.contains("easting") || name.contains("northing") || name.contains("height")
}

/// The size of the unit that an element carries, in metres or radians.
fn unit(node: &Node, keywords: &[&str]) -> Option<f64> {
    node.child(keywords)?.number(1).filter(|size| *size > 0.0)
}

/// The unit of the first axis, where WKT 2 gives it for each.
fn axis_unit(node: &Node) -> Option<f64> {
    unit(node.child(&["AXIS"])?, &LENGTH)
}

/// The shift that a bound system in WKT 2 brings along, as parameters of its transformation.
fn bound_shift(root: &Node) -> Option<Vec<f64>> {
    let transformation = root.child(&["ABRIDGEDTRANSFORMATION"])?;
    let number = |name: &str| {
        let parameters = transformation.children().iter();
        parameters
            .filter(|child| plain(child.name()) == name)
            .find_map(|child| child.number(1))
    };
    let translation = ["xaxistranslation", "yaxistranslation", "zaxistranslation"];
    let mut shift: Vec<f64> = translation.into_iter().map(number).collect::<Option<_>>()?;
    if let Some(rotations) = ["xaxisrotation", "yaxisrotation", "zaxisrotation"]
        .into_iter()
        .map(number)
        .collect()
    {
        let rotations: Vec<f64> = rotations;
        // Coordinate frame rotations turn the other way than PROJ's position vectors.
        let frame = transformation
            .child(&["METHOD"])
            .is_some_and(|method| plain(method.name()).contains("coordinateframe"));
        shift.extend(
            rotations
                .iter()
                .map(|turn| if frame { -turn } else { *turn }),
        );
        // WKT 2 abridges the scale difference to a factor close to 1; PROJ wants parts per million.
        let scale = number("scaledifference").unwrap_or(1.0);
        shift.push(if scale > 0.5 {
            (scale - 1.0) * 1e6
        } else {
            scale
        });
    }
    Some(shift)
}
