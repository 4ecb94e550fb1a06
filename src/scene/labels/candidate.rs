//! Names that ask for a place on the map, in their order of right.

use crate::atlas::basemap::CountryIx;
use crate::atlas::{LayerIx, LayerKind, Subject, TableIx};
use crate::earth::MapPoint;
use crate::scene::fonts::Face;
use crate::scene::frame::Frame;
use crate::scene::layers::dot_radius_px;
use crate::scene::marks::{Stage, Standing};
use crate::scene::prepare::{Place, PlaceKind};
use crate::scene::style::size;
use crate::scene::table;
use crate::scene::text::shortened;
use crate::scene::{Color, Text, TextAnchor};

/// Names of background marks show from this scale on, metres of the map per pixel.
const BACKGROUND_FROM: f64 = 6000.0;
/// Capitals show from this scale on.
const CAPITALS_FROM: f64 = 12_000.0;
/// Cities, water and expanses of each rank show from these scales on.
const CITIES_FROM: [f64; 5] = [9000.0, 4200.0, 2300.0, 1300.0, 700.0];
const WATER_FROM: [f64; 4] = [9000.0, 4000.0, 2200.0, 1100.0];
const EXPANSES_FROM: [f64; 4] = [6000.0, 3400.0, 2300.0, 1100.0];
/// Countries show down to this scale; nearer, the view lies within one or two.
const COUNTRIES_TO: f64 = 350.0;
/// A selected mark's name is shortened only where it is longer than this.
const SELECTED_LONG: usize = 56;
/// A row's name stands so far from its middle, logical pixels.
const ROW_CLEAR_PX: f64 = 5.5;
/// Levels of the order of right; the selected one stands before them all.
const ARTICLE: u32 = 1;
const COUNTRY: u32 = 2;
const CAPITAL: u32 = 3;
pub(super) const OTHER: u32 = 4;
const CITY: u32 = 5;
const WATER: u32 = 10;
const EXPANSE: u32 = 16;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Mark(Subject),
    Place(usize),
    Country(usize),
}

/// Where a name may stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stand {
    /// Beside a point, so far from its middle.
    Beside { clear_px: f64 },
    /// With its middle on the anchor, or near to it.
    Over,
}

/// A name that asks for a place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The lower, the sooner.
    pub(super) right: u32,
    pub(super) owner: Owner,
    pub(super) layer: Option<LayerIx>,
    pub(super) at: MapPoint,
    pub(super) stand: Stand,
    /// Half the width of the dot that comes with it; 0 for none.
    pub(super) dot_px: f64,
    pub(super) text: Text,
}

/// Every name that the view asks for, in its order of right.
pub(super) fn all(frame: &Frame<'_>, stage: &Stage<'_>) -> Vec<Candidate> {
    let mut candidates = of_marks(frame, stage);
    for state in frame
        .view
        .layers
        .iter()
        .filter(|state| frame.view.shows(state.layer))
    {
        match frame.atlas.layer(state.layer).kind {
            LayerKind::Countries => countries(frame, state.layer, &mut candidates),
            LayerKind::Cities | LayerKind::Water => places(frame, state.layer, &mut candidates),
            LayerKind::Table(ix) => rows(frame, state.layer, ix, &mut candidates),
            _ => {}
        }
    }
    // The sort is stable: equals keep their order.
    candidates.sort_by_key(|candidate| candidate.right);
    candidates
}

/// The marks' names. The selected mark's is no candidate: it has its place before all others.
pub(super) fn of_marks(frame: &Frame<'_>, stage: &Stage<'_>) -> Vec<Candidate> {
    let background = frame.camera.metres_per_px < BACKGROUND_FROM;
    // Of those that share a place the topmost is named, and a count says how many more there are.
    let named = stage.standing.iter().rev().filter(|standing| {
        !standing.selected
            && !standing.outside
            && standing.stack > 0
            && (standing.article || background)
    });
    named.map(|standing| of_mark(frame, standing)).collect()
}

/// A mark's name: "Kant air base", "Moscow +2".
pub(super) fn of_mark(frame: &Frame<'_>, standing: &Standing<'_>) -> Candidate {
    let feature = frame.atlas.feature(standing.mark.ix);
    let name = if standing.selected && feature.name.chars().count() <= SELECTED_LONG {
        feature.name.clone()
    } else {
        short_name(frame, standing)
    };
    let (face, size_px) = if standing.selected {
        (Face::SansSemiBold, size::LABEL + 1.0)
    } else {
        (Face::Sans, size::LABEL)
    };
    let style = frame.style;
    Candidate {
        right: if standing.article { ARTICLE } else { OTHER },
        owner: Owner::Mark(standing.subject()),
        layer: (!standing.selected).then_some(feature.layer),
        at: standing.mark.at,
        stand: Stand::Beside {
            clear_px: standing.reach_px() + 1.5,
        },
        dot_px: 0.0,
        text: text(&name, face, size_px, style.text, style.land),
    }
}

/// A mark's name as the map has it, and how many more share its place.
pub(super) fn short_name(frame: &Frame<'_>, standing: &Standing<'_>) -> String {
    let name = shortened(&frame.atlas.feature(standing.mark.ix).name);
    match standing.stack {
        0 | 1 => name,
        more => format!("{name} +{}", more - 1),
    }
}

/// Names of a large layer's rows, where few are in view; the selected one has its name in any case.
fn rows(frame: &Frame<'_>, layer: LayerIx, ix: TableIx, candidates: &mut Vec<Candidate>) {
    let style = frame.style;
    for (row, at, name) in table::names(frame, ix) {
        let subject = Subject::Row(ix, row);
        if frame.view.selected != Some(subject) {
            candidates.push(Candidate {
                right: OTHER,
                owner: Owner::Mark(subject),
                layer: Some(layer),
                at,
                stand: Stand::Beside {
                    clear_px: ROW_CLEAR_PX,
                },
                dot_px: 0.0,
                text: text(
                    &shortened(name),
                    Face::Sans,
                    size::LABEL - 1.0,
                    style.quiet_text,
                    style.land,
                ),
            });
        }
    }
}

fn countries(frame: &Frame<'_>, layer: LayerIx, candidates: &mut Vec<Candidate>) {
    let scale = frame.camera.metres_per_px;
    if scale < COUNTRIES_TO {
        return;
    }
    let style = frame.style;
    for (number, country) in frame.atlas.basemap.countries.iter().enumerate() {
        let Some(at) = frame.atlas.projection.project(country.label) else {
            continue;
        };
        if !frame.seen.contains(at) {
            continue;
        }
        let focus = frame.atlas.dossier.map.focus.contains(&country.iso3);
        let width_px = land_width_m(frame, number) / scale;
        let size_px = if focus { 13.0 } else { 11.5 };
        let mut text = text(
            &country.name.to_uppercase(),
            Face::Sans,
            size_px,
            style.country_text,
            if focus { style.land } else { style.neighbour },
        );
        text.spacing_px = (width_px / 90.0).clamp(1.0, 6.0) as f32;
        let advance = text.face.advance(&text.text, text.size_px, text.spacing_px);
        if f64::from(advance) > width_px * 1.15 {
            text.spacing_px = 0.6;
            let advance = text.face.advance(&text.text, text.size_px, text.spacing_px);
            if f64::from(advance) > width_px * 1.15 {
                continue;
            }
        }
        candidates.push(Candidate {
            right: COUNTRY,
            owner: Owner::Country(number),
            layer: Some(layer),
            at,
            stand: Stand::Over,
            dot_px: 0.0,
            text,
        });
    }
}

/// How wide a country's largest piece of land is on the map.
fn land_width_m(frame: &Frame<'_>, number: usize) -> f64 {
    let country = CountryIx(u16::try_from(number).unwrap_or(u16::MAX));
    let pieces = frame
        .land()
        .into_iter()
        .flat_map(|ground| ground.country(country));
    pieces
        .map(|land| land.geometry.bounds.width_m())
        .fold(0.0, f64::max)
}

fn places(frame: &Frame<'_>, layer: LayerIx, candidates: &mut Vec<Candidate>) {
    let water = frame.atlas.layer(layer).kind == LayerKind::Water;
    let scale = frame.camera.metres_per_px;
    for (number, place) in frame.prepared.places.iter().enumerate() {
        let of_layer = water == (place.kind == PlaceKind::Water);
        if of_layer && scale < from_scale(place) && frame.seen.contains(place.at) {
            candidates.push(of_place(frame, layer, number, place));
        }
    }
}

/// The scale from which on a place is named.
fn from_scale(place: &Place) -> f64 {
    let of_rank = |scales: &[f64]| scales[usize::from(place.rank.max(1) - 1).min(scales.len() - 1)];
    match place.kind {
        PlaceKind::Capital => CAPITALS_FROM,
        PlaceKind::City => of_rank(&CITIES_FROM),
        PlaceKind::Water => of_rank(&WATER_FROM),
        PlaceKind::Expanse | PlaceKind::Peak => of_rank(&EXPANSES_FROM),
    }
}

fn of_place(frame: &Frame<'_>, layer: LayerIx, number: usize, place: &Place) -> Candidate {
    let style = frame.style;
    let name = &frame.atlas.dossier.places[place.entry].name;
    let rank = u32::from(place.rank);
    let dot_px = dot_radius_px(place.kind, place.rank);
    let (right, text) = match place.kind {
        PlaceKind::Capital => {
            let text = text(
                name,
                Face::SansSemiBold,
                size::LABEL,
                style.quiet_text,
                style.land,
            );
            (CAPITAL, text)
        }
        PlaceKind::City => {
            let size_px = if rank <= 2 { 11.5 } else { 10.5 };
            let text = text(name, Face::Sans, size_px, style.quiet_text, style.land);
            (CITY + rank, text)
        }
        PlaceKind::Water => {
            let halo = style.land;
            let mut text = text(name, Face::SansItalic, 11.0, style.water_text, halo);
            text.spacing_px = if rank == 1 { 0.8 } else { 0.2 };
            (WATER + rank, text)
        }
        PlaceKind::Peak => {
            let text = text(name, Face::Sans, 10.0, style.expanse_text, style.land);
            (EXPANSE + rank, text)
        }
        PlaceKind::Expanse => {
            let name = name.to_uppercase();
            let mut text = text(
                &name,
                Face::SansItalic,
                10.0,
                style.expanse_text,
                style.land,
            );
            text.spacing_px = 2.2;
            (EXPANSE + rank, text)
        }
    };
    let text = Text {
        angle_rad: place.angle_rad as f32,
        ..text
    };
    let stand = match place.kind {
        PlaceKind::Water | PlaceKind::Expanse => Stand::Over,
        PlaceKind::Capital => Stand::Beside {
            clear_px: dot_px + 4.0,
        },
        PlaceKind::City | PlaceKind::Peak => Stand::Beside {
            clear_px: dot_px + 2.5,
        },
    };
    Candidate {
        right,
        owner: Owner::Place(number),
        layer: Some(layer),
        at: place.at,
        stand,
        dot_px: if dot_px > 0.0 { dot_px + 1.0 } else { 0.0 },
        text,
    }
}

fn text(name: &str, face: Face, size_px: f32, color: Color, halo: Color) -> Text {
    Text {
        at: crate::earth::ScreenPoint::new(0.0, 0.0),
        anchor: TextAnchor::Start,
        text: name.to_owned(),
        face,
        size_px,
        color,
        halo: Some((halo, size::LABEL_HALO)),
        angle_rad: 0.0,
        spacing_px: 0.0,
    }
}
