//! What the legend says: for each kind of symbol, line and hatch that the view shows, its meaning.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::seen_lines::SeenLines;
use super::swatch::{self, SWATCH_PX};
use super::vague::Vague;
use crate::atlas::{
    Atlas, Claim, Feature, FeatureId, LayerIx, LayerKind, PrecisionClass, Status, Symbol,
    group_thousands,
};
use crate::earth::ScreenPoint;
use crate::scene::display::style::Style;
use crate::scene::display::symbols::{Fill, Sign, colour_of, has_pin, rgb};
use crate::scene::layout::layers::not_agreed;
use crate::scene::prepare::class_colour;
use crate::scene::{Color, Item, LayersInView};
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

/// Rows of the longest legend on a map, without those of layers that are off at the start. What a
/// label says in words, or the source line, needs no row.
pub(super) const MOST_ROWS: usize = 10;
/// The same in a margin of a picture, which has room for more.
pub(super) const MOST_ROWS_IN_MARGIN: usize = 12;
/// Of the rows of either, at most so many for kinds of marks and how they are known: in a margin these then
/// stand on one line.
const MOST_ROWS_OF_MARKS: usize = 5;

/// The legend of what is `in_view` of the view's layers, but for the large ones: at most `most_rows`,
/// the first ones first. Where the actors need more rows than are left, the lightest share one.
pub(super) fn legend(
    atlas: &Atlas,
    view: &Viewpoint,
    in_view: LayersInView<'_>,
    most_rows: usize,
) -> Vec<LegendSection> {
    let style = Style::seen_with(view.theme, view.vision);
    let features = in_view.features.iter();
    let features = features.map(|&ix| (ix, atlas.feature(ix)));
    let pinned = features.filter(|(_, feature)| has_pin(feature));
    let (ids, features): (Vec<FeatureId>, Vec<&Feature>) = pinned.unzip();
    let is_of_country =
        |ix: &FeatureId| atlas.feature(*ix).precision.class == PrecisionClass::Country;
    let countries = in_view.features.iter().any(is_of_country);
    let vague = Vague::of(atlas, view, &features, countries, in_view.enlarged);
    let alliances = blocs(atlas, view, style);
    let coloured = coloured(atlas, view, &features, style);
    let of_columns: usize = coloured.iter().map(|section| section.rows.len()).sum();
    let asked = alliances.len();
    let marks = marks(
        atlas,
        view,
        (&features, vague),
        match most_rows {
            usize::MAX => usize::MAX,
            _ => MOST_ROWS_OF_MARKS,
        },
        style,
    );
    // What the reader has asked for comes first.
    let mut left = most_rows.saturating_add(asked).saturating_sub(of_columns);
    let for_actors = left.saturating_sub(marks.len() + asked);
    let sections = [
        ("Marks", marks),
        ("Alliances", alliances),
        (
            "Led by",
            actor_rows(&actors(atlas, view, &ids), for_actors, style),
        ),
        ("Lines", borders(atlas, view, style)),
    ];
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

/// The middle of a swatch's box.
const MIDDLE: ScreenPoint = ScreenPoint::new(SWATCH_PX[0] / 2.0, SWATCH_PX[1] / 2.0);

fn row(label: impl Into<String>, items: Vec<Item>) -> LegendRow {
    LegendRow {
        label: label.into(),
        items,
        bloc: None,
    }
}

/// A kind of marks as the legend names it.
#[derive(Debug, Clone, Copy)]
struct Kind<'a> {
    name: &'a str,
    symbol: Symbol,
    /// Whether some in view were given up.
    former: bool,
    /// Whether some in view were not.
    lasting: bool,
}

/// The kinds of marks, hollow ones beside those in use, what is not a fact, and how a place is drawn
/// that is not known exactly; in `most` rows where that can be. `features` have symbols.
fn marks(
    atlas: &Atlas,
    view: &Viewpoint,
    (features, vague): (&[&Feature], Option<Vague>),
    most: usize,
    style: &Style,
) -> Vec<LegendRow> {
    let doubts = unconfirmed_row(features, style);
    let doubts = doubts
        .into_iter()
        .chain(vague.map(|vague| vague_row(vague, style)));
    let doubts: Vec<_> = doubts.collect();
    let kinds = kinds(atlas, view, features);
    let mut rows = kind_rows(&kinds, most.saturating_sub(doubts.len()), style);
    rows.extend(doubts);
    rows
}

/// The kinds of marks in view.
fn kinds<'a>(atlas: &'a Atlas, view: &Viewpoint, features: &[&Feature]) -> Vec<Kind<'a>> {
    // Of each layer, whether some were given up, and whether some were not.
    let mut seen: BTreeMap<LayerIx, [bool; 2]> = BTreeMap::new();
    for feature in features {
        let [former, lasting] = seen.entry(feature.layer).or_default();
        if feature.status == Some(Status::Former) {
            *former = true;
        } else {
            *lasting = true;
        }
    }
    let kind = |ix: LayerIx| {
        let &[former, lasting] = seen.get(&ix)?;
        let layer = atlas.layer(ix);
        match layer.kind {
            // A dot with its name beside it is a place, as on any map.
            LayerKind::Features(symbol) if symbol != Symbol::Dot => Some(Kind {
                name: &layer.name,
                symbol,
                former,
                lasting,
            }),
            _ => None,
        }
    };
    view.feature_layers(atlas).filter_map(kind).collect()
}

/// The rows of kinds, in `most` rows where that can be: of the last ones two share a row, but none
/// that has hollow marks.
fn kind_rows(kinds: &[Kind<'_>], most: usize, style: &Style) -> Vec<LegendRow> {
    let plain = kinds.iter().rev().take_while(|kind| !kind.former).count();
    let shared = kinds.len().saturating_sub(most).min(plain / 2);
    let (alone, paired) = kinds.split_at(kinds.len() - 2 * shared);
    let alone = alone.iter().map(|kind| {
        let Kind { name, symbol, .. } = *kind;
        match (kind.former, kind.lasting) {
            (false, _) => row(name, swatch::symbol(symbol, MIDDLE, style)),
            (true, false) => row(
                format!("{name}, closed"),
                swatch::given_up(symbol, MIDDLE, style),
            ),
            (true, true) => row(
                format!("{name} / closed"),
                swatch::used_and_given_up(symbol, MIDDLE, style),
            ),
        }
    });
    let paired = paired.as_chunks().0.iter().map(|[one, other]| {
        let label = format!("{}, {}", one.name, other.name.to_lowercase());
        let symbols = [one.symbol, other.symbol];
        row(label, swatch::two_symbols(symbols, MIDDLE, style))
    });
    alone.chain(paired).collect()
}

/// That a paler mark is not a fact, where the view has one.
fn unconfirmed_row(features: &[&Feature], style: &Style) -> Option<LegendRow> {
    let mut fills = features.iter().map(|feature| Fill::of(feature));
    let pale = fills.any(|fill| fill == Fill::Light);
    pale.then(|| {
        row(
            "Not confirmed",
            swatch::claim(Claim::Reported, MIDDLE, style),
        )
    })
}

/// An actor as the legend names it.
#[derive(Debug, Clone, Copy)]
struct Actor<'a> {
    name: &'a str,
    color: Color,
    sign: Sign,
    /// Whether it stands for all whom the dossier does not colour.
    others: bool,
}

/// The actors that lead, those first whose marks weigh most together, and all others last.
fn actors<'a>(atlas: &'a Atlas, view: &Viewpoint, features: &[FeatureId]) -> Vec<Actor<'a>> {
    let colours = &atlas.dossier.colours;
    let signs = Sign::of_all(&atlas.dossier);
    let mut weights: BTreeMap<&str, u32> = BTreeMap::new();
    let by_actor = |ix: &&FeatureId| {
        let layer = atlas.feature(**ix).layer;
        !view.styles.colours.contains_key(&layer)
    };
    for &ix in features.iter().filter(by_actor) {
        let lead = atlas.feature(ix).actors.first().map(String::as_str);
        let colour = colour_of(&atlas.dossier, lead).and_then(|at| colours.get(at));
        if let Some(colour) = colour {
            *weights.entry(colour.name.as_str()).or_default() += u32::from(atlas.weight(ix));
        }
    }
    let mut said = BTreeSet::new();
    let mut present: Vec<Actor<'_>> = colours
        .iter()
        .zip(signs)
        .filter(|(colour, _)| {
            weights.contains_key(colour.name.as_str()) && said.insert(colour.name.as_str())
        })
        .map(|(colour, sign)| Actor {
            name: &colour.name,
            color: rgb(colour.rgb),
            sign,
            others: colour.actor.is_none(),
        })
        .collect();
    // The sort is stable: equals stand in the dossier's order.
    present.sort_by_key(|actor| (actor.others, Reverse(weights.get(actor.name).copied())));
    present
}

/// The rows of actors, in `most` rows where that can be: an actor whose marks stand in the frame is
/// explained, so that two of the last share a row before one is left out: of three in a row none would
/// be found. The first of them, whose names tend to be long, shares its row with all others.
fn actor_rows(actors: &[Actor<'_>], most: usize, style: &Style) -> Vec<LegendRow> {
    let shared = actors.len().saturating_sub(most).min(actors.len() / 2);
    let (alone, paired) = actors.split_at(actors.len() - 2 * shared);
    let (first, last) = paired.split_at(shared);
    let pairs = first.iter().zip(last.iter().rev());
    let pairs = pairs.map(|(one, other)| vec![*one, *other]);
    let rows = alone.iter().map(|actor| vec![*actor]).chain(pairs);
    rows.map(|actors| actor_row(&actors, style)).collect()
}

/// The row that actors share.
fn actor_row(actors: &[Actor<'_>], style: &Style) -> LegendRow {
    let marks: Vec<_> = actors
        .iter()
        .map(|actor| (actor.color, actor.sign))
        .collect();
    let names = actors.iter().enumerate();
    let names = names.map(|(number, actor)| match (actor.others, number) {
        (true, 1..) => actor.name.to_lowercase(),
        _ => actor.name.to_owned(),
    });
    let label = names.collect::<Vec<_>>().join(", ");
    let swatch = swatch::several_actors(&marks, MIDDLE, style);
    row(label, swatch)
}

/// That a place lies somewhere in its ring or in its country.
fn vague_row(vague: Vague, style: &Style) -> LegendRow {
    match vague {
        Vague::Rings => row(
            "Somewhere in the ring",
            swatch::precision(PrecisionClass::District, MIDDLE, style),
        ),
        Vague::Countries => row(
            "Somewhere in the country",
            swatch::precision(PrecisionClass::Country, MIDDLE, style),
        ),
        Vague::Both => row(
            "Somewhere within",
            swatch::in_ring_and_country(MIDDLE, style),
        ),
    }
}

fn borders(atlas: &Atlas, view: &Viewpoint, style: &Style) -> Vec<LegendRow> {
    let shown = |kind: LayerKind| view.shows_kind(atlas, kind);
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
    let shown = view.shows_kind(atlas, LayerKind::Alliances);
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
