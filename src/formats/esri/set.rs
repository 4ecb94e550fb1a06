//! A set of features: one layer.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::crs::{Crs, UnknownCrs};
use super::super::json::{self, JsonText, find};
use super::super::output::Output;
use super::super::parts::Parts;
use super::super::{LayerInfo, LayerNo, ReadError, Record};
use super::geometry;
use crate::problem::Problem;

/// What a set says of all its features.
struct Set<'t> {
    text: &'t JsonText<'t>,
    layer: LayerNo,
    /// `None` where positions cannot be placed, which is told.
    crs: Option<Crs>,
    /// The field that names a feature.
    name: Option<String>,
    /// The field that is its id.
    id: Option<String>,
    dates: Vec<String>,
}

/// Reads a layer of a feature collection of ArcGIS Online: a definition and a set.
pub(super) fn read_layer(
    text: &JsonText<'_>,
    layer: &str,
    output: &mut Output<'_>,
) -> Result<(), ReadError> {
    let members = json::members(layer).unwrap_or_default();
    let definition = find(&members, "layerDefinition")
        .and_then(|raw| json::members(raw).ok())
        .unwrap_or_default();
    let name = find(&definition, "name")
        .and_then(text_of)
        .unwrap_or_default();
    match find(&members, "featureSet") {
        Some(set) => read(text, set, &name, output),
        None => Ok(()),
    }
}

/// Reads the set that `whole` is, as the layer called `layer`. A feature alone is a set of one.
pub(super) fn read(
    text: &JsonText<'_>,
    whole: &str,
    layer: &str,
    output: &mut Output<'_>,
) -> Result<(), ReadError> {
    let members = json::members(whole).unwrap_or_default();
    let get = |key| find(&members, key);
    let features = get("features").and_then(|raw| json::items(raw).ok());
    let features = features.map(|items| items.iter().map(|item| item.get()).collect::<Vec<_>>());
    let features = features.unwrap_or_else(|| vec![whole]);
    let reference = get("spatialReference")
        .map(str::to_owned)
        .or_else(|| first_reference(&features));
    let layer = output.layer(LayerInfo {
        name: layer.to_owned(),
        understood: Vec::new(),
    });
    let crs = match crs_of(reference.as_deref()) {
        Ok(crs) => Some(crs),
        Err(unknown) => {
            let place = output.place(&text.locator(get("spatialReference").unwrap_or(whole)), "");
            output.problem(unknown.problem(place));
            None
        }
    };
    let set = Set {
        text,
        layer,
        crs,
        name: get("displayFieldName").and_then(text_of),
        id: get("objectIdFieldName").and_then(text_of),
        dates: date_fields(get("fields")),
    };
    for feature in features {
        set.add(feature, output)?;
    }
    if get("exceededTransferLimit") == Some("true") {
        let place = output.place(&text.locator(whole), "");
        output.problem(
            Problem::warning("the server has more features than it sent", place)
                .why("it gives a limited number at a time, and these are the first of them")
                .mend("fetch the others with `resultOffset`, or export the whole layer"),
        );
    }
    Ok(())
}

impl Set<'_> {
    fn add(&self, feature: &str, output: &mut Output<'_>) -> Result<(), ReadError> {
        let number = output.given() + 1;
        let locator = self.text.locator(feature);
        let members = json::members(feature).unwrap_or_default();
        let properties = find(&members, "attributes")
            .map(|raw| self.attributes(raw))
            .unwrap_or_default();
        let field = |name: &Option<String>| match properties.get(name.as_ref()?)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let (name, id) = (field(&self.name), field(&self.id));
        let label = name.clone().unwrap_or_else(|| format!("#{number}"));
        let mut parts = Parts::default();
        if let Some(Err(fault)) =
            find(&members, "geometry").map(|raw| geometry::read(raw, &mut parts))
        {
            output.problem(
                Problem::error(fault, output.place(&locator, &label))
                    .why("the feature is listed, but not on the map")
                    .mend("export the layer as GeoJSON"),
            );
            parts = Parts::default();
        }
        let crs = self.crs.as_ref();
        let geometry = crs.and_then(|crs| output.placed_from(crs, parts, &locator, &label));
        output.push(Record {
            layer: self.layer,
            id,
            name,
            geometry,
            properties,
            locator,
            ..Record::default()
        })?;
        Ok(())
    }

    fn attributes(&self, raw: &str) -> Map<String, Value> {
        let mut attributes: Map<String, Value> = serde_json::from_str(raw).unwrap_or_default();
        for field in &self.dates {
            if let Some(value) = attributes.get_mut(field)
                && let Some(date) = value.as_i64().and_then(iso_date)
            {
                *value = date.into();
            }
        }
        attributes
    }
}

/// Milliseconds since 1970 as an ISO date, with a time where that is not midnight.
fn iso_date(milliseconds: i64) -> Option<String> {
    let text = jiff::Timestamp::from_millisecond(milliseconds)
        .ok()?
        .to_string();
    Some(
        text.strip_suffix("T00:00:00Z")
            .map_or(text.clone(), str::to_owned),
    )
}

fn date_fields(fields: Option<&str>) -> Vec<String> {
    let fields: Vec<BTreeMap<String, Value>> = fields
        .and_then(|raw| serde_json::from_str(raw).ok())
        .unwrap_or_default();
    let dates = fields.iter().filter(|field| {
        field
            .get("type")
            .is_some_and(|kind| kind == "esriFieldTypeDate")
    });
    dates
        .filter_map(|field| Some(field.get("name")?.as_str()?.to_owned()))
        .collect()
}

/// The system that the first geometry names, where the set names none.
fn first_reference(features: &[&str]) -> Option<String> {
    let members = json::members(features.first()?).ok()?;
    let geometry = json::members(find(&members, "geometry")?).ok()?;
    find(&geometry, "spatialReference").map(str::to_owned)
}

/// The system that a spatial reference names; WGS 84 where there is none.
fn crs_of(reference: Option<&str>) -> Result<Crs, UnknownCrs> {
    let reference: Map<String, Value> = reference
        .and_then(|raw| serde_json::from_str(raw).ok())
        .unwrap_or_default();
    let code = |key| {
        reference
            .get(key)?
            .as_u64()
            .and_then(|code| u32::try_from(code).ok())
    };
    match (
        code("latestWkid"),
        code("wkid"),
        reference.get("wkt").and_then(Value::as_str),
    ) {
        (Some(latest), wkid, _) => Crs::from_epsg(latest).or_else(|unknown| match wkid {
            Some(wkid) => Crs::from_epsg(wkid),
            None => Err(unknown),
        }),
        (None, Some(wkid), _) => Crs::from_epsg(wkid),
        (None, None, Some(wkt)) => Crs::parse(wkt),
        (None, None, None) => Ok(Crs::wgs84()),
    }
}

fn text_of(raw: &str) -> Option<String> {
    serde_json::from_str::<String>(raw)
        .ok()
        .filter(|text| !text.is_empty())
}
