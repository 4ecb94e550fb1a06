//! What the legend says: for each kind of symbol, line and hatch that the view shows, its meaning.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::seen_lines::SeenLines;
use super::swatch::{self, SWATCH_PX};
use crate::atlas::{
    Atlas, Feature, FeatureId, LayerIx, LayerKind, PrecisionClass, Shape, Status, Symbol,
    group_thousands,
};
use crate::earth::ScreenPoint;
use crate::scene::Item;
use crate::scene::display::style::Style;
use crate::scene::display::symbols::{Sign, colour_of, has_pin, rgb};
use crate::scene::layout::layers::not_agreed;
use crate::scene::prepare::class_colour;
use crate::session::viewpoint::Viewpoint;

/// Least radius of a ring that the legend explains, logical pixels: smaller ones hide behind their
/// symbols.
const LEAST_RING_PX: f64 = 10.0;

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

/// Rows of the longest legend, without those of layers that are off at the start. What a label says
/// in words, or the source line, needs no row.
const MOST_ROWS: usize = 10;

/// The legend of what is in view of the view's layers, but for the large ones: at most ten rows,
/// the first ones first.
pub(super) fn legend(atlas: &Atlas, view: &Viewpoint) -> Vec<LegendSection> {
    let style = Style::seen_with(view.theme, view.vision);
    let ids = in_view(atlas, view);
    let features: Vec<&Feature> = ids.iter().map(|&ix| atlas.feature(ix)).collect();
    let alliances = blocs(atlas, view, style);
    let coloured = coloured(atlas, view, &features, style);
    let of_columns: usize = coloured.iter().map(|section| section.rows.len()).sum();
    let asked = alliances.len();
    let sections = [
        ("Marks", marks(atlas, view, &features, style)),
        ("Alliances", alliances),
        ("Led by", actors(atlas, view, &ids, style)),
        ("Lines", borders(atlas, view, style)),
    ];
    // What the reader has asked for comes first.
    let mut left = (MOST_ROWS + asked).saturating_sub(of_columns);
    let sections = sections
        .into_iter()
        .map(|(title, mut rows)| {
            rows.truncate(left);
            left -= rows.len();
            LegendSection {
                title: title.to_owned(),
                rows,
            }
        })
        .filter(|section| !section.rows.is_empty());
    coloured.into_iter().chain(sections).collect()
}

/// A section for each layer that is coloured by a column and has marks in view.
fn coloured(
    atlas: &Atlas,
    view: &Viewpoint,
    features: &[&Feature],
    style: &Style,
) -> Vec<LegendSection> {
    let present: BTreeSet<_> = features.iter().map(|feature| feature.layer).collect();
    let layers = view.feature_layers(atlas);
    let layers = layers.filter(|layer| present.contains(layer));
    let section = |layer| {
        let classes = atlas.classes(layer, view.styles.colours.get(&layer)?)?;
        let rows = classes.list.iter().map(|class| {
            let label = format!("{} ({})", class.label, group_thousands(class.count as f64));
            let color = class_colour(class, style);
            row(label, swatch::actor(color, Sign::default(), MIDDLE, style))
        });
        Some(LegendSection {
            title: layer_title(atlas, view, layer),
            rows: rows.collect(),
        })
    };
    layers.filter_map(section).collect()
}

/// What a section of a layer is called: by the column that it is coloured by, too.
pub(super) fn layer_title(atlas: &Atlas, view: &Viewpoint, layer: LayerIx) -> String {
    let name = &atlas.layer(layer).name;
    match view.styles.colours.get(&layer) {
        Some(by) => format!("{name} by {}", by.column),
        None => name.clone(),
    }
}

/// The features in view whose symbols are drawn.
fn in_view(atlas: &Atlas, view: &Viewpoint) -> Vec<FeatureId> {
    let camera = view.camera;
    let seen = camera.view_rect();
    let stands = |ix: &FeatureId| {
        let feature = atlas.feature(*ix);
        let anchor = feature.shape.as_ref().and_then(Shape::anchor);
        let at = anchor.and_then(|anchor| atlas.projection.project(anchor));
        has_pin(feature) && at.is_some_and(|at| seen.contains(at))
    };
    view.visible_features(atlas).filter(stands).collect()
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

/// The kinds of marks, hollow ones beside those in use, and the ring in which a place lies.
fn marks(atlas: &Atlas, view: &Viewpoint, features: &[&Feature], style: &Style) -> Vec<LegendRow> {
    let present: BTreeSet<_> = features.iter().map(|feature| feature.layer).collect();
    let kinds = view
        .feature_layers(atlas)
        .filter(|layer| present.contains(layer))
        .filter_map(|layer| {
            let layer = atlas.layer(layer);
            let LayerKind::Features(symbol) = layer.kind else {
                return None;
            };
            // A dot with its name beside it is a place, as on any map.
            if symbol == Symbol::Dot {
                return None;
            }
            let name = &layer.name;
            let of_layer = || {
                let features = features.iter();
                features.filter(|feature| atlas.layer(feature.layer).id == layer.id)
            };
            let is_former = |feature: &&&Feature| feature.status == Some(Status::Former);
            let former = of_layer().any(|feature| is_former(&feature));
            let lasting = of_layer().any(|feature| !is_former(&feature));
            Some(match (former, lasting) {
                (false, _) => row(name.clone(), swatch::symbol(symbol, MIDDLE, style)),
                (true, false) => row(
                    format!("{name}, closed"),
                    swatch::given_up(symbol, MIDDLE, style),
                ),
                (true, true) => row(
                    format!("{name} / closed"),
                    swatch::used_and_given_up(symbol, MIDDLE, style),
                ),
            })
        });
    kinds.chain(ring_row(view, features, style)).collect()
}

/// The actors that lead, those first whose marks weigh most together.
fn actors(
    atlas: &Atlas,
    view: &Viewpoint,
    features: &[FeatureId],
    style: &Style,
) -> Vec<LegendRow> {
    let colours = &atlas.dossier.colours;
    let signs = Sign::of_all(&atlas.dossier);
    let mut weights: BTreeMap<&str, u32> = BTreeMap::new();
    // Of what is given up the label says whose it was.
    let by_column = |feature: &Feature| view.styles.colours.contains_key(&feature.layer);
    let lasting = |ix: &&FeatureId| {
        let feature = atlas.feature(**ix);
        feature.status != Some(Status::Former) && !by_column(feature)
    };
    for &ix in features.iter().filter(lasting) {
        let lead = atlas.feature(ix).actors.first().map(String::as_str);
        let colour = colour_of(&atlas.dossier, lead).and_then(|at| colours.get(at));
        if let Some(colour) = colour {
            *weights.entry(colour.name.as_str()).or_default() += u32::from(atlas.weight(ix));
        }
    }
    let mut said = BTreeSet::new();
    let mut present: Vec<_> = colours
        .iter()
        .zip(signs)
        .filter(|(colour, _)| {
            weights.contains_key(colour.name.as_str()) && said.insert(colour.name.as_str())
        })
        .collect();
    // The sort is stable: equals stand in the dossier's order, and all others last.
    present.sort_by_key(|(colour, _)| {
        let weight = weights.get(colour.name.as_str());
        (colour.actor.is_none(), Reverse(weight.copied()))
    });
    present
        .into_iter()
        .map(|(colour, sign)| {
            row(
                colour.name.clone(),
                swatch::actor(rgb(colour.rgb), sign, MIDDLE, style),
            )
        })
        .collect()
}

/// That a ring is where a place lies, where the view draws rings of some size.
fn ring_row(view: &Viewpoint, features: &[&Feature], style: &Style) -> Option<LegendRow> {
    let is_drawn = |feature: &&Feature| {
        let radius_m = feature.precision.radius_m.unwrap_or(0.0);
        let is_point = feature.zone.is_none() && feature.precision.class != PrecisionClass::Country;
        is_point && radius_m / view.camera.metres_per_px >= LEAST_RING_PX
    };
    features
        .iter()
        .copied()
        .find(|feature| is_drawn(feature))
        .map(|_| {
            let swatch = swatch::precision(PrecisionClass::District, MIDDLE, style);
            row("Within the ring", swatch)
        })
}

fn borders(atlas: &Atlas, view: &Viewpoint, style: &Style) -> Vec<LegendRow> {
    let shown = |kind: LayerKind| {
        let mut layers = view.layers.iter();
        layers.any(|state| view.shows(state.layer) && atlas.layer(state.layer).kind == kind)
    };
    let mut rows = Vec::new();
    if shown(LayerKind::DisputedBorders) {
        let seen = SeenLines::of(atlas, view);
        if seen.not_agreed {
            rows.push(row("not agreed", swatch::border(not_agreed(style), MIDDLE)));
        }
        if seen.control {
            rows.push(row("line of control", swatch::control(MIDDLE, style)));
        }
        if seen.claimed {
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
