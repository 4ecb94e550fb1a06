//! `[view]` and `[[bookmarks]]` of `dossier.toml`: what is shown when the dossier opens, and the views
//! that it keeps by name.
//!
//! ```toml
//! [view]
//! middle = [71.4, 40.1]                 # longitude, latitude; the whole map where it is left out
//! metres_per_pixel = 1500               # on the map, for a pixel of the screen
//! layers = [{ id = "bases" }, { id = "water", visible = false, opacity = 0.5 },
//!           { id = "events", colour_by = "deaths", classes = "natural-breaks", label_by = "place" }]
//! days = { from = "2021-06-01", to = "2021-10-31" }
//! other_days = "dimmed"                 # hidden where it is left out
//! undated = false                       # whether what has no date is shown beside the days
//! evidence = { origin = ["article", "caption"] }
//! where = ["fatalities >= 10"]          # OGC CQL2 text
//! selected = "inc-kabul-fall"
//!
//! [[bookmarks]]                         # the same names, and what the view is called
//! name = "The Ferghana valley"
//! ```

use std::collections::BTreeMap;

use super::fields::Fields;
use super::nearest::did_you_mean;
use super::{presets, records};
use crate::atlas::classes::{Classing, ColourBy};
use crate::atlas::query::Expression;
use crate::atlas::{
    Dossier, Evidence, Facet, Layer, WrittenBookmark, WrittenComparison, WrittenLayer, WrittenView,
};
use crate::problem::Problem;

/// How marks of other days are shown.
const OTHER_DAYS: [(bool, &str); 2] = [(false, "hidden"), (true, "dimmed")];
/// How numbers are divided into classes.
const CLASSES: [(Classing, &str); 2] = [
    (Classing::Quantiles, "quantiles"),
    (Classing::NaturalBreaks, "natural-breaks"),
];
/// How two windows of days stand beside each other.
const COMPARED_AS: [(bool, &str); 2] = [(false, "swipe"), (true, "split")];

/// The view that the dossier opens with, and those that it keeps by name, once its layers are read.
pub(super) fn read(
    fields: &Fields<'_, '_>,
    dossier: &Dossier,
) -> (Option<WrittenView>, Vec<WrittenBookmark>) {
    let opening = fields.table("view").map(|table| {
        let view = view(&table, dossier);
        table.finish();
        view
    });
    let bookmarks = fields.tables("bookmarks").into_iter().filter_map(|table| {
        let name = table.required("name", "a view is shown again by its name; it was left out");
        let view = view(&table, dossier);
        table.finish();
        Some(WrittenBookmark { name: name?, view })
    });
    (opening, bookmarks.collect())
}

fn view(table: &Fields<'_, '_>, dossier: &Dossier) -> WrittenView {
    let middle = records::place(table, "middle");
    let metres_per_px = table.size("metres_per_pixel").filter(|size| *size > 0.0);
    let days = table.table("days").and_then(|days| {
        let window = presets::days(&days, "all days are shown");
        days.finish();
        window
    });
    WrittenView {
        place: middle.zip(metres_per_px),
        layers: layers(table, dossier),
        days,
        compared: compared(table),
        dims_others: table.word("other_days", &OTHER_DAYS).unwrap_or(false),
        undated: table.flag("undated").unwrap_or(true),
        evidence: evidence(table),
        conditions: conditions(table),
        selected: table.text("selected"),
    }
}

fn layers(table: &Fields<'_, '_>, dossier: &Dossier) -> Vec<WrittenLayer> {
    let ground = Layer::ground();
    let known = || {
        dossier
            .layers
            .iter()
            .chain(&ground)
            .map(|layer| layer.id.as_str())
    };
    let layers = table.tables("layers").into_iter().filter_map(|layer| {
        let id = layer.required("id", "a layer is named by it; the row was left out");
        let visible = layer.flag("visible").unwrap_or(true);
        let opacity = layer.size("opacity").unwrap_or(1.0).min(1.0) as f32;
        let colour_by = layer.text("colour_by");
        let classing = layer.word("classes", &CLASSES).unwrap_or_default();
        let colour_by = colour_by.map(|column| ColourBy { column, classing });
        let label_by = layer.text("label_by");
        layer.finish();
        let id = id?;
        if known().all(|other| other != id) {
            let near = did_you_mean(&id, known());
            layer.push(
                Problem::warning(
                    format!("there is no layer called \"{id}\""),
                    layer.place_of("id"),
                )
                .why("the row has no effect")
                .mend(
                    near.unwrap_or_else(|| "write the id of a layer, or take the row out".into()),
                ),
            );
        }
        Some(WrittenLayer {
            id,
            visible,
            opacity,
            colour_by,
            label_by,
        })
    });
    layers.collect()
}

fn compared(table: &Fields<'_, '_>) -> Option<WrittenComparison> {
    let compared = table.table("compared")?;
    let why = "nothing is compared";
    let sides = ["before", "after"].map(|side| {
        let days = compared.table(side)?;
        let window = presets::days(&days, why);
        days.finish();
        window
    });
    let two_maps = compared.word("as", &COMPARED_AS).unwrap_or(false);
    compared.finish();
    let [Some(before), Some(after)] = sides else {
        compared.push(
            Problem::error(
                "`compared`: expected two windows of days, `before` and `after`",
                compared.place(),
            )
            .why(why)
            .mend(
                "write before = { from = \"2021-07-15\", to = \"2021-08-14\" }, and `after` alike",
            ),
        );
        return None;
    };
    Some(WrittenComparison {
        days: [before, after],
        two_maps,
    })
}

fn evidence(table: &Fields<'_, '_>) -> BTreeMap<String, Vec<String>> {
    let mut ticked = BTreeMap::new();
    let Some(evidence) = table.table("evidence") else {
        return ticked;
    };
    for facet in Facet::ALL {
        if evidence.get(facet.id()).is_none() {
            continue;
        }
        let (mut values, before) = (Vec::new(), evidence.placed_texts(facet.id()));
        let asked = before.len();
        for (id, span) in before {
            if Evidence::read(facet, &id).is_some() {
                values.push(id);
                continue;
            }
            evidence.push(
                Problem::error(
                    format!("`{}`: \"{id}\" is not one of its words", facet.id()),
                    evidence.at(&span),
                )
                .why("the word has no effect")
                .mend("write a word of `steppe list --json`, such as \"article\" for `origin`"),
            );
        }
        if asked == 0 || !values.is_empty() {
            ticked.insert(facet.id().to_owned(), values);
        }
    }
    evidence.finish();
    ticked
}

pub(super) fn conditions(table: &Fields<'_, '_>) -> Vec<Expression> {
    let conditions = table.placed_texts("where").into_iter();
    let conditions = conditions.filter_map(|(text, span)| match text.parse() {
        Ok(condition) => Some(condition),
        Err(error) => {
            table.push(
                Problem::error(format!("`where`: {error}"), table.at(&span))
                    .why("the condition was left out")
                    .mend("write CQL2 text, such as \"fatalities >= 10\""),
            );
            None
        }
    });
    conditions.collect()
}
