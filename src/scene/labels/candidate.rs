//! Names that ask for a place on the map, in their order of right.

use super::along::Stretch;
use super::countries::countries;
use super::rivers::rivers;
use crate::atlas::{LayerIx, LayerKind, Subject, TableIx};
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::fonts::Face;
use crate::scene::frame::Frame;
use crate::scene::layers::dot_radius_px;
use crate::scene::marks::{Stage, Standing};
use crate::scene::prepare::{Place, PlaceKind};
use crate::scene::style::size;
use crate::scene::table;
use crate::scene::text::{shortened, width_px};
use crate::scene::{Color, ScreenRect, Text, TextAnchor};

/// Names of background marks show from this scale on, metres of the map per pixel.
const BACKGROUND_FROM: f64 = 6000.0;
/// Capitals show from this scale on.
const CAPITALS_FROM: f64 = 12_000.0;
/// Cities, water and expanses of each rank show from these scales on.
const CITIES_FROM: [f64; 5] = [9000.0, 4200.0, 2300.0, 1300.0, 700.0];
const WATER_FROM: [f64; 4] = [9000.0, 4000.0, 2200.0, 1100.0];
const EXPANSES_FROM: [f64; 4] = [6000.0, 3400.0, 2300.0, 1100.0];
/// A selected mark's name is shortened only where it is longer than this.
const SELECTED_LONG: usize = 56;
/// A row's name stands so far from its middle, logical pixels.
const ROW_CLEAR_PX: f64 = 5.5;
/// Levels of the order of right; the selected one stands before them all.
const ARTICLE: u32 = 1;
pub(super) const COUNTRY: u32 = 2;
const CAPITAL: u32 = 3;
pub(super) const OTHER: u32 = 4;
/// Names of marks come no later: what then has none is counted.
pub(super) const LAST_WITH_COUNTS: u32 = OTHER;
const CITY: u32 = 5;
pub(super) const WATER: u32 = 10;
const EXPANSE: u32 = 16;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Mark(Subject),
    Place(usize),
    Country(usize),
}

/// Where a name may stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stand {
    /// Beside a point, so far from its middle; apart from it with a line to it, where it is `led`.
    Beside { clear_px: f64, led: bool },
    /// With its middle on the anchor, or near to it.
    Over,
    /// Along a line, in the best of these places.
    Along { stretches: Vec<Stretch> },
}

impl Stand {
    /// The same without places apart.
    pub(super) fn unled(self) -> Self {
        match self {
            Self::Beside { clear_px, .. } => Self::Beside {
                clear_px,
                led: false,
            },
            other => other,
        }
    }
}

/// Where in the laid-out region the window lies, about.
#[derive(Debug, Clone, Copy)]
pub(super) struct InView<'a> {
    pub(super) window: ScreenRect,
    /// What stands on the window.
    pub(super) furniture: &'a [ScreenRect],
    /// It may lie so far off, each way.
    pub(super) off_px: f64,
}

impl InView<'_> {
    /// What is in the window wherever it lies, and what then stands on that.
    pub(super) fn surely(&self) -> (ScreenRect, Vec<ScreenRect>) {
        let furniture = self.furniture.iter().map(|rect| rect.inflated(self.off_px));
        (self.window.inflated(-self.off_px), furniture.collect())
    }
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
    /// How wide the text is, logical pixels.
    pub(super) width_px: f64,
    /// What it says but for a count.
    pub(super) words: String,
    /// How many marks share its place; 0 for what is no mark.
    pub(super) stack: usize,
}

/// Every name that the view asks for, in its order of right.
pub(super) fn all(frame: &Frame<'_>, stage: &Stage<'_>, in_view: InView<'_>) -> Vec<Candidate> {
    let mut candidates = dated(frame, stage);
    for state in frame
        .view
        .layers
        .iter()
        .filter(|state| frame.view.shows(state.layer))
    {
        match frame.atlas.layer(state.layer).kind {
            LayerKind::Countries => countries(frame, state.layer, in_view, &mut candidates),
            LayerKind::Cities => places(frame, state.layer, &mut candidates),
            LayerKind::Water => {
                places(frame, state.layer, &mut candidates);
                rivers(frame, state.layer, &mut candidates);
            }
            _ => {}
        }
    }
    // The sort is stable: equals keep their order.
    candidates.sort_by_key(|candidate| candidate.right);
    candidates
}

/// The names of what has days: marks and rows of large layers, in their order of right.
pub(super) fn dated(frame: &Frame<'_>, stage: &Stage<'_>) -> Vec<Candidate> {
    let mut candidates = of_marks(frame, stage);
    let states = frame.view.layers.iter();
    for state in states.filter(|state| frame.view.shows(state.layer)) {
        if let LayerKind::Table(ix) = frame.atlas.layer(state.layer).kind {
            rows(frame, state.layer, ix, &mut candidates);
        }
    }
    candidates.sort_by_key(|candidate| candidate.right);
    candidates
}

/// The marks' names. The selected mark's is no candidate: it has its place before all others.
fn of_marks(frame: &Frame<'_>, stage: &Stage<'_>) -> Vec<Candidate> {
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
    let name = text(&name, face, size_px, style.text, style.land);
    Candidate {
        right: if standing.article { ARTICLE } else { OTHER },
        owner: Owner::Mark(standing.subject()),
        layer: (!standing.selected).then_some(feature.layer),
        at: standing.mark.at,
        stand: Stand::Beside {
            clear_px: standing.reach_px() + 1.5,
            led: standing.article,
        },
        dot_px: 0.0,
        width_px: width_px(&name),
        text: name,
        words: shortened(&feature.name),
        stack: standing.stack,
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
        if frame.view.selected == Some(subject) {
            continue;
        }
        let words = shortened(name);
        let text = text(
            &words,
            Face::Sans,
            size::LABEL - 1.0,
            style.quiet_text,
            style.land,
        );
        candidates.push(Candidate {
            right: OTHER,
            owner: Owner::Mark(subject),
            layer: Some(layer),
            at,
            stand: Stand::Beside {
                clear_px: ROW_CLEAR_PX,
                led: false,
            },
            dot_px: 0.0,
            width_px: width_px(&text),
            text,
            words,
            stack: 1,
        });
    }
}

fn places(frame: &Frame<'_>, layer: LayerIx, candidates: &mut Vec<Candidate>) {
    let water = frame.atlas.layer(layer).kind == LayerKind::Water;
    let scale = frame.camera.metres_per_px;
    for (number, place) in frame.prepared.places.iter().enumerate() {
        let of_layer = water == (place.kind == PlaceKind::Water);
        if of_layer
            && place.river.is_none()
            && scale < from_scale(place)
            && frame.seen.contains(place.at)
        {
            candidates.push(of_place(frame, layer, number, place));
        }
    }
}

/// The scale from which on a place is named.
pub(super) fn from_scale(place: &Place) -> f64 {
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
            led: false,
        },
        PlaceKind::City | PlaceKind::Peak => Stand::Beside {
            clear_px: dot_px + 2.5,
            led: false,
        },
    };
    Candidate {
        right,
        owner: Owner::Place(number),
        layer: Some(layer),
        at: place.at,
        stand,
        dot_px: if dot_px > 0.0 { dot_px + 1.0 } else { 0.0 },
        words: text.text.clone(),
        width_px: width_px(&text),
        text,
        stack: 0,
    }
}

pub(super) fn text(name: &str, face: Face, size_px: f32, color: Color, halo: Color) -> Text {
    Text {
        at: ScreenPoint::new(0.0, 0.0),
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
