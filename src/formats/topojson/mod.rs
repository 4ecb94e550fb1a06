//! TopoJSON 1.0: areas that share their borders as arcs.
//!
//! Each object of the topology is a layer. A transform and delta-coded arcs are undone. An arc that
//! is not there costs the feature that names it, and no other.

mod arcs;
mod object;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::crs::Crs;
use super::json::{JsonText, Outline, members};
use super::output::Output;
use super::{Format, Head, LayerInfo, Locator, ReadError, Recognition, Sink, Source};
use crate::problem::Problem;
use arcs::Arcs;
use object::ObjectReader;

/// TopoJSON.
pub(super) const FORMAT: Format = Format {
    name: "TopoJSON",
    endings: &["topojson", "json"],
    recognise,
    read,
    takes: &[],
};

fn recognise(head: &Head<'_>) -> Recognition {
    let outline = Outline::of(head.bytes);
    match outline.kind.as_deref() {
        Some("Topology") => Recognition::Certain,
        None if outline.has("arcs") && outline.has("objects") => Recognition::Likely,
        _ => Recognition::No,
    }
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let text = JsonText::read(source)?;
    let mut output = Output::new(source.name, sink);
    if let Some(problem) = text.problem() {
        output.problem(problem);
    }
    let members = match members(text.whole.trim()) {
        Ok(members) => members,
        Err(error) => {
            output.problem(text.not_json(&error));
            return Ok(());
        }
    };
    let raw = |key: &str| Some(members.iter().find(|(known, _)| known == key)?.1.get());
    let arcs = Arcs::read(raw("arcs"), raw("transform"));
    let crs = match raw("crs").filter(|crs| *crs != "null") {
        None => Ok(Crs::wgs84()),
        Some(crs) => Crs::from_geojson_member(&serde_json::from_str(crs).unwrap_or(Value::Null)),
    };
    if let Err(unknown) = &crs {
        let place = output.place(
            &raw("crs").map_or(Locator::Unknown, |crs| text.locator(crs)),
            "",
        );
        output.problem(unknown.problem(place));
    }
    let objects = raw("objects").and_then(|objects| super::json::members(objects).ok());
    let Some(objects) = objects else {
        let what = "the topology has no `objects`";
        let place = output.place(&text.locator_at(0), "");
        output.problem(
            Problem::error(what, place)
                .why("it holds no feature")
                .mend("export it again"),
        );
        return Ok(());
    };
    for (name, object) in objects {
        let layer = output.layer(LayerInfo {
            name: name.into_owned(),
            understood: Vec::new(),
        });
        let mut features = ObjectReader {
            text: &text,
            arcs: &arcs,
            crs: crs.as_ref().ok(),
            layer,
            output: &mut output,
        };
        features.add(object.get())?;
    }
    output.finish()?;
    Ok(())
}
