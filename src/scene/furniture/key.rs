//! What the legend says: for each kind of symbol, line and hatch that the view shows, its meaning.

use std::collections::BTreeSet;

use super::swatch::{self, SWATCH_PX};
use crate::atlas::basemap::BorderKind;
use crate::atlas::{Atlas, Claim, Feature, LayerKind, Origin, PrecisionClass, Status};
use crate::earth::ScreenPoint;
use crate::scene::Item;
use crate::scene::layers::{not_agreed, solid};
use crate::scene::marks::{Sign, colour_of, rgb};
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
    /// The bloc that it stands for, where it stands for one: position in the dossier's list.
    pub bloc: Option<usize>,
}

/// Rows of the legend that belong together.
#[derive(Debug, Clone)]
pub struct LegendSection {
    /// What they tell.
    pub title: String,
    /// At least one.
    pub rows: Vec<LegendRow>,
}

/// The legend of what the view's layers show, but for the large ones.
pub(super) fn legend(atlas: &Atlas, view: &Viewpoint) -> Vec<LegendSection> {
    let style = Style::seen_with(view.theme, view.vision);
    let features: Vec<&Feature> = view
        .visible_features(atlas)
        .map(|ix| atlas.feature(ix))
        .collect();
    let sections = [
        ("Marks", kinds(atlas, view, style)),
        ("Led by", actors(atlas, &features, style)),
        ("How sure the place is", precisions(&features, style)),
        ("Where it comes from", origins(&features, style)),
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
        bloc: None,
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
    let own = |feature: &&Feature| {
        let lead = feature.actors.first().map(String::as_str);
        colours.get(colour_of(&atlas.dossier, lead)?)
    };
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

fn origins(features: &[&Feature], style: &Style) -> Vec<LegendRow> {
    let present: BTreeSet<_> = features.iter().map(|feature| feature.origin).collect();
    Origin::ALL
        .into_iter()
        .filter(|origin| present.contains(origin))
        .map(|origin| {
            let words = match origin {
                Origin::Article => "in the article",
                Origin::Caption => "from a caption",
                Origin::Background => "background",
                Origin::Inferred => "inferred",
            };
            row(words, swatch::origin(origin, MIDDLE, style))
        })
        .collect()
}

/// Claims and states. A plain mark is explained where others stand beside it.
fn states(features: &[&Feature], style: &Style) -> Vec<LegendRow> {
    let claims: BTreeSet<_> = features.iter().map(|feature| feature.claim).collect();
    let states: BTreeSet<_> = features
        .iter()
        .filter_map(|feature| feature.status)
        .collect();
    let plain_claims = claims.iter().all(|&claim| claim == Claim::Stated);
    let plain_states = states.iter().all(|&status| status == Status::Active);
    let of_claim = |claim: &Claim| row(claim.words(), swatch::claim(*claim, MIDDLE, style));
    let rows = claims.iter().filter(|_| !plain_claims).map(of_claim);
    // A base that is said to exist and a claim that is not confirmed look alike and mean the same.
    let told = |status: &&Status| {
        let said = **status == Status::Reported && claims.contains(&Claim::Reported);
        !(plain_states || said)
    };
    let of_status = |status: &Status| {
        let words = match status {
            Status::Active | Status::Announced => status.words(),
            Status::Former => "former",
            Status::Reported => "reported, not confirmed",
        };
        row(words, swatch::status(*status, MIDDLE, style))
    };
    rows.chain(states.iter().filter(told).map(of_status))
        .collect()
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
        .map(|(position, bloc)| LegendRow {
            bloc: Some(position),
            ..row(bloc.short.clone(), swatch::bloc(position, MIDDLE, style))
        })
        .collect()
}
