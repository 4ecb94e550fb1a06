//! Names of the gazetteer that stand at a place.

use std::collections::BTreeSet;

use super::candidate::{
    APART, AnchorPlacement, CAPITAL, CITY, Candidate, EXPANSE, FAR_APART, FOCUS_CAPITAL, Owner,
    WATER, text, text_size_px,
};
use super::land_room::{Blocked, places_at_sea};
use crate::atlas::{LayerIx, LayerKind};
use crate::scene::Text;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::dot_radius_px;
use crate::scene::prepare::{PlaceKind, PreparedPlace};

/// Capitals show from this scale on.
const CAPITALS_FROM: f64 = 12_000.0;
/// Cities, water and expanses of each rank show from these scales on.
const CITIES_FROM: [f64; 5] = [9000.0, 4200.0, 2300.0, 1300.0, 700.0];
const WATER_FROM: [f64; 4] = [9000.0, 4000.0, 2200.0, 1100.0];
const EXPANSES_FROM: [f64; 4] = [6000.0, 3400.0, 2300.0, 1100.0];

/// The names of cities, summits and expanses in view, or of water, that stand at a place, but for
/// those that a stack of marks is `named` after.
pub(super) fn places(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    named: &BTreeSet<usize>,
    land: &Blocked,
    candidates: &mut Vec<Candidate>,
) {
    let water = frame.atlas.layer(layer).kind == LayerKind::Water;
    let scale = frame.camera.metres_per_px;
    for (number, place) in frame.prepared.places.iter().enumerate() {
        let of_layer = water == (place.kind == PlaceKind::Water);
        let due = scale < from_scale(place) || is_focus_capital(frame, number);
        let wanted = of_layer && due && !named.contains(&number);
        if wanted && !runs(place) && frame.seen.contains(place.at) {
            candidates.push(of_place(frame, layer, number, place, land));
        }
    }
}

/// Whether a place is the capital of one of the map's own countries.
pub(super) fn is_focus_capital(frame: &ViewContext<'_>, number: usize) -> bool {
    let place = frame.prepared.places.get(number);
    place.is_some_and(|place| {
        let country = frame.atlas.dossier.places[place.entry].country;
        let focus = &frame.atlas.dossier.map.focus;
        place.kind == PlaceKind::Capital && country.is_some_and(|iso3| focus.contains(&iso3))
    })
}

/// Whether its name runs along a line.
fn runs(place: &PreparedPlace) -> bool {
    place.river.is_some() || !place.axis.is_empty()
}

/// The scale from which on a place is named.
pub(super) fn from_scale(place: &PreparedPlace) -> f64 {
    let of_rank = |scales: &[f64]| scales[usize::from(place.rank.max(1) - 1).min(scales.len() - 1)];
    match place.kind {
        PlaceKind::Capital => CAPITALS_FROM,
        PlaceKind::City => of_rank(&CITIES_FROM),
        PlaceKind::Water => of_rank(&WATER_FROM),
        PlaceKind::Expanse | PlaceKind::Peak => of_rank(&EXPANSES_FROM),
    }
}

fn of_place(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    number: usize,
    place: &PreparedPlace,
    land: &Blocked,
) -> Candidate {
    let dot_px = dot_radius_px(place.kind, place.rank);
    let (priority, text) = lettered(frame, place);
    let priority = if is_focus_capital(frame, number) {
        FOCUS_CAPITAL
    } else {
        priority
    };
    let text = Text {
        angle_rad: place.angle_rad as f32,
        ..text
    };
    let stand = match place.kind {
        PlaceKind::Water if place.rank == 1 => at_sea(frame, place, &text, land),
        PlaceKind::Water | PlaceKind::Expanse => AnchorPlacement::Over,
        PlaceKind::Capital => AnchorPlacement::Beside {
            clear_px: dot_px + 4.0,
            distances: if is_focus_capital(frame, number) {
                FAR_APART
            } else {
                APART
            },
        },
        PlaceKind::City | PlaceKind::Peak => AnchorPlacement::Beside {
            clear_px: dot_px + 2.5,
            distances: 0,
        },
    };
    Candidate {
        priority,
        owner: Owner::Place(number),
        layer: Some(layer),
        at: place.at,
        stand,
        dot_px: if dot_px > 0.0 { dot_px + 1.0 } else { 0.0 },
        reach: Reach::of(&text),
        below: Vec::new(),
        text,
        stack: 0,
        place: None,
        borne_by: None,
    }
}

/// The places of a sea's name: near to its own place, on water, wherever of it is in view.
fn at_sea(
    frame: &ViewContext<'_>,
    place: &PreparedPlace,
    name: &Text,
    land: &Blocked,
) -> AnchorPlacement {
    let size = text_size_px(name);
    let near = frame.camera.screen_from_map(place.at);
    let places = places_at_sea(frame, land, size, near);
    if places.is_empty() {
        return AnchorPlacement::Over;
    }
    AnchorPlacement::Within {
        places: places
            .into_iter()
            .map(|at| frame.camera.map_from_screen(at))
            .collect(),
    }
}

/// The name of a capital as it is written.
pub(super) fn name_of_capital(frame: &ViewContext<'_>, name: &str) -> Text {
    let style = frame.style;
    let (face, size_px) = (Face::SansSemiBold, frame.letters_px(size::LABEL));
    text(name, face, size_px, style.quiet_text, style.land)
}

/// The name of a city or town of some rank as it is written.
pub(super) fn name_of_city(frame: &ViewContext<'_>, name: &str, rank: u8) -> Text {
    let style = frame.style;
    let size_px = frame.letters_px(if rank <= 2 { 11.5 } else { 10.5 });
    text(name, Face::Sans, size_px, style.quiet_text, style.land)
}

/// A place's name as it is written, and its priority.
pub(super) fn lettered(frame: &ViewContext<'_>, place: &PreparedPlace) -> (u32, Text) {
    let style = frame.style;
    let name = frame.atlas.dossier.places[place.entry].name_in(frame.view.names);
    let rank = u32::from(place.rank);
    let written = |name: &str, face, size_px, color| {
        text(name, face, frame.letters_px(size_px), color, style.land)
    };
    match place.kind {
        PlaceKind::Capital => (CAPITAL, name_of_capital(frame, name)),
        PlaceKind::City => (CITY + rank, name_of_city(frame, name, place.rank)),
        PlaceKind::Water => {
            let mut text = written(name, Face::SansItalic, 11.0, style.water_text);
            text.spacing_px = if rank == 1 { 0.8 } else { 0.2 };
            (WATER + rank, text)
        }
        PlaceKind::Peak => {
            let text = written(name, Face::Sans, 10.0, style.expanse_text);
            (EXPANSE + rank, text)
        }
        PlaceKind::Expanse => {
            let name = name.to_uppercase();
            let mut text = written(&name, Face::SansItalic, 10.0, style.expanse_text);
            text.spacing_px = 2.2;
            (EXPANSE + rank, text)
        }
    }
}
