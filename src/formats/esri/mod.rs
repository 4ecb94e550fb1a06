//! Esri JSON: feature sets as ArcGIS services answer them.
//!
//! Points, multipoints, paths, rings and envelopes, in the system that `spatialReference` names.
//! Fields of the type date, milliseconds since 1970, become ISO dates.

mod geometry;
mod set;
#[cfg(test)]
mod tests;

use super::json::{self, JsonText, Outline};
use super::output::Output;
use super::{Format, Head, ReadError, Recognition, Sink, Source};

/// Esri JSON.
pub(super) const FORMAT: Format = Format {
    name: "Esri JSON",
    endings: &["json", "esrijson"],
    recognise,
    read,
    takes: &[],
};

/// Members that a feature set has beside its features.
const MARKS: [&str; 5] = [
    "geometryType",
    "spatialReference",
    "displayFieldName",
    "objectIdFieldName",
    "fieldAliases",
];

fn recognise(head: &Head<'_>) -> Recognition {
    let outline = Outline::of(head.bytes);
    if outline.kind.is_some() {
        return Recognition::No;
    }
    let attributes = memchr::memmem::find(head.bytes, b"\"attributes\"").is_some();
    if outline.has("features") && (attributes || MARKS.iter().any(|mark| outline.has(mark))) {
        return Recognition::Certain;
    }
    let layers = memchr::memmem::find(head.bytes, b"\"featureSet\"").is_some();
    if (outline.has("layers") && layers) || (outline.has("attributes") && outline.has("geometry")) {
        return Recognition::Likely;
    }
    Recognition::No
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let text = JsonText::read(source)?;
    let mut output = Output::new(source.name, sink);
    if let Some(problem) = text.problem() {
        output.problem(problem);
    }
    let whole = text.whole.trim();
    match json::members(whole) {
        Ok(members) => {
            let layers = json::find(&members, "layers").and_then(|layers| json::items(layers).ok());
            match layers {
                Some(layers) => {
                    for layer in layers {
                        set::read_layer(&text, layer.get(), &mut output)?;
                    }
                }
                None => set::read(&text, whole, "", &mut output)?,
            }
        }
        Err(error) => output.problem(text.not_json(&error)),
    }
    output.finish()?;
    Ok(())
}
