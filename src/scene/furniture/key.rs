//! What the legend says: for each kind of symbol, line and hatch that the view shows, its meaning.

use std::collections::BTreeSet;

use super::swatch::{self, SWATCH_PX};
use crate::atlas::basemap::BorderKind;
use crate::atlas::{Atlas, Feature, LayerKind, Origin, PrecisionClass, Status};
use crate::earth::ScreenPoint;
use crate::scene::Item;
use crate::scene::layers::{not_agreed, solid};
use crate::scene::marks::{Outline, Sign, colour_of, rgb};
use crate::scene::style::{Style, size};
use crate::session::viewpoint::Viewpoint;

/// One row of the legend.
#[derive(Debug, Clone)]
pub struct LegendRow {
    /// What the swatch means.
    pub label: String,
    /// The swatch: paths and texts in a box of [`SWATCH_PX`](super::SWATCH_PX), its upper left
    /// corner at zero.
    pub items: Vec<Item>,
}

/// Rows of the legend that belong together.
#[derive(Debug, Clone)]
pub struct LegendSection {
    /// What they tell.
    pub title: String,
    /// At least one.
    pub rows: Vec<LegendRow>,
}

/// The legend of what the view's layers show.
#[must_use]
pub fn legend(atlas: &Atlas, view: &Viewpoint) -> Vec<LegendSection> {
    let style = Style::seen_with(view.theme, view.vision);
    let features: Vec<&Feature> = view
        .visible_features(atlas)
        .map(|ix| atlas.feature(ix))
        .collect();
    let sections = [
        ("Marks", kinds(atlas, view, style)),
        ("Led by", actors(atlas, &features, style)),
        ("How sure the place is", precisions(&features, style)),
        ("What is known", states(&features, style)),
        ("Alliances", blocs(atlas, view, style)),
        ("Borders", borders(atlas, view, style)),
    ];
    sections
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(title, rows)| LegendSection {
            title: title.to_owned(),
            rows,
        })
        .collect()
}

/// The middle of a swatch's box.
const MIDDLE: ScreenPoint = ScreenPoint::new(SWATCH_PX[0] / 2.0, SWATCH_PX[1] / 2.0);

fn row(label: impl Into<String>, items: Vec<Item>) -> LegendRow {
    LegendRow {
        label: label.into(),
        items,
    }
}

fn kinds(atlas: &Atlas, view: &Viewpoint, style: &Style) -> Vec<LegendRow> {
    let present: BTreeSet<_> = view
        .visible_features(atlas)
        .map(|ix| atlas.feature(ix).layer)
        .collect();
    view.feature_layers(atlas)
        .filter(|layer| present.contains(layer))
        .filter_map(|layer| {
            let layer = atlas.layer(layer);
            let LayerKind::Features(symbol) = layer.kind else {
                return None;
            };
            Some(row(
                layer.name.clone(),
                swatch::symbol(symbol, MIDDLE, style),
            ))
        })
        .collect()
}

fn actors(atlas: &Atlas, features: &[&Feature], style: &Style) -> Vec<LegendRow> {
    let colours = &atlas.dossier.colours;
    let own = |feature: &&Feature| colours.get(colour_of(&atlas.dossier, feature)?);
    let signs = Sign::of_all(&atlas.dossier);
    let present: BTreeSet<&str> = features
        .iter()
        .filter_map(own)
        .map(|colour| colour.name.as_str())
        .collect();
    let mut said = BTreeSet::new();
    colours
        .iter()
        .zip(signs)
        .filter(|(colour, _)| {
            present.contains(colour.name.as_str()) && said.insert(colour.name.as_str())
        })
        .map(|(colour, sign)| {
            row(
                colour.name.clone(),
                swatch::actor(rgb(colour.rgb), sign, MIDDLE, style),
            )
        })
        .collect()
}

fn precisions(features: &[&Feature], style: &Style) -> Vec<LegendRow> {
    let present: BTreeSet<_> = features
        .iter()
        .map(|feature| feature.precision.class)
        .collect();
    PrecisionClass::ALL
        .into_iter()
        .filter(|class| present.contains(class))
        .map(|class| {
            let words = match class {
                PrecisionClass::District => "to the district: disc to scale",
                PrecisionClass::Country => "to the country only: no pin",
                PrecisionClass::Site => "to the site",
                PrecisionClass::Town => "to the town",
                PrecisionClass::Zone | PrecisionClass::Inferred => class.words(),
            };
            row(words, swatch::precision(class, MIDDLE, style))
        })
        .collect()
}

fn states(features: &[&Feature], style: &Style) -> Vec<LegendRow> {
    let reported = |feature: &&Feature| matches!(feature.origin, Origin::Article | Origin::Caption);
    let background = |feature: &&Feature| feature.origin == Origin::Background;
    let mut rows = Vec::new();
    if features.iter().any(reported) {
        rows.push(row(
            "in the article",
            swatch::origin(Outline::Dark, MIDDLE, style),
        ));
    }
    if features.iter().any(background) {
        rows.push(row(
            "background",
            swatch::origin(Outline::Light, MIDDLE, style),
        ));
    }
    let present: BTreeSet<_> = features
        .iter()
        .filter_map(|feature| feature.status)
        .collect();
    let told = [Status::Former, Status::Reported, Status::Announced];
    for status in told.into_iter().filter(|status| present.contains(status)) {
        let words = match status {
            Status::Reported => "reported, not confirmed",
            _ => status.id(),
        };
        rows.push(row(words, swatch::status(status, MIDDLE, style)));
    }
    rows
}

fn borders(atlas: &Atlas, view: &Viewpoint, style: &Style) -> Vec<LegendRow> {
    let shown = |kind: LayerKind| {
        let mut layers = view.layers.iter();
        layers.any(|state| view.shows(state.layer) && atlas.layer(state.layer).kind == kind)
    };
    let coarse = atlas.basemap.levels.first();
    let has = |kind| coarse.is_some_and(|level| level.arcs.iter().any(|arc| arc.kind == kind));
    let mut rows = Vec::new();
    if shown(LayerKind::Borders) && has(BorderKind::International) {
        let stroke = solid(style.border, size::BORDER);
        rows.push(row("international", swatch::border(stroke, MIDDLE)));
    }
    if shown(LayerKind::DisputedBorders) {
        if has(BorderKind::Disputed) {
            rows.push(row("not agreed", swatch::border(not_agreed(style), MIDDLE)));
        }
        if has(BorderKind::LineOfControl) {
            rows.push(row("line of control", swatch::control(MIDDLE, style)));
        }
        if coarse.is_some_and(|level| !level.claimed.is_empty()) {
            rows.push(row("claimed area", swatch::claimed(MIDDLE, style)));
        }
    }
    rows
}

fn blocs(atlas: &Atlas, view: &Viewpoint, style: &Style) -> Vec<LegendRow> {
    let mut layers = view.layers.iter();
    let shown = layers.any(|state| {
        view.shows(state.layer) && atlas.layer(state.layer).kind == LayerKind::Alliances
    });
    let blocs = shown.then_some(&atlas.dossier.blocs);
    blocs
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(position, bloc)| row(bloc.short.clone(), swatch::bloc(position, MIDDLE, style)))
        .collect()
}
