//! Names for the map that have no card.

use super::fields::Fields;
use super::from_json::node;
use super::node::{Entry, Table};
use super::report::Context;
use super::shape::shape;
use super::words;
use crate::atlas::{GazetteerPlace, Shape};
use crate::earth::LonLat;
use crate::formats::{NOTHING_GIVEN, geojson};
use crate::problem::Problem;

/// Rank of a place that states none: the last.
const LAST_RANK: f64 = 9.0;

/// Reads a file of names.
pub(super) fn read(cx: Context<'_>) -> Vec<GazetteerPlace> {
    let mut places = Vec::new();
    let mended = geojson::mended(cx.file.whole, &cx);
    for raw in geojson::features(cx.file.whole, mended.as_ref(), &NOTHING_GIVEN, &cx) {
        let label = raw.label();
        let entries = raw.properties.iter().filter_map(|member| {
            let node = node(&member.value).ok()?;
            Some(Entry {
                key: member.key.clone(),
                key_span: member.key_span.clone(),
                node,
            })
        });
        let table = Table {
            entries: entries.collect(),
        };
        let fields = Fields::new(cx, &table, raw.span.clone()).of_feature(&label);
        let shape = raw.geometry.as_ref().and_then(shape).unwrap_or_default();
        let Some(at) = shape.anchor() else {
            cx.push(
                Problem::error("a name for the map has no place", fields.place())
                    .why("it was left out")
                    .mend("give it a Point, or a LineString that it is written along"),
            );
            continue;
        };
        let Some(name) = fields.required("name", "there is nothing to write on the map") else {
            continue;
        };
        let place = place(&fields, label.clone(), name, at);
        places.push(GazetteerPlace {
            axis: axis(shape),
            ..place
        });
    }
    places
}

/// The line that a name is written along, where it has no point.
fn axis(shape: Shape) -> Vec<LonLat> {
    let mut lines = shape.lines.into_iter();
    let first = lines.next().filter(|_| shape.points.is_empty());
    first.unwrap_or_default()
}

fn place(fields: &Fields<'_, '_>, id: String, name: String, at: LonLat) -> GazetteerPlace {
    let place = GazetteerPlace {
        id,
        name,
        kind: fields.text("kind").unwrap_or_else(|| "place".into()),
        at,
        axis: Vec::new(),
        rank: fields
            .number("rank")
            .unwrap_or(LAST_RANK)
            .clamp(1.0, LAST_RANK) as u8,
        country: words::country(fields, "country"),
        countries: words::countries(fields, "countries"),
        country_note: fields.text("country_note"),
        short_name: fields.text("short_name"),
        alt_names: fields.texts("alt_names"),
        names: words::names(fields),
        note: fields.text("note"),
        angle_deg: fields.number("angle_deg"),
        elevation_m: fields.number("elevation_m"),
        coord_basis: fields.text("coord_basis"),
        verify: fields.texts("verify"),
    };
    fields.others();
    place
}
