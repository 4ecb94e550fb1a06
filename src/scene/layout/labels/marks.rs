//! Names of marks, and of the rows of large layers.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{
    APART, AnchorPlacement, Candidate, FAR_APART, FOCUS_CAPITAL, LEAD, Owner, of_weight, text,
    text_size_px,
};
use super::land_room::{Blocked, LandRoom};
use super::places::is_focus_capital;
use super::town_at::{at_town_px, nearest_town};
use crate::atlas::basemap::CountryIx;
use crate::atlas::{Feature, LayerIx, PrecisionClass, Subject, shortened};
use crate::earth::ScreenPoint;
use crate::scene::Text;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::symbols::qualifier;
use crate::scene::display::text::Reach;
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::layout::table;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;

/// Scale from which on marks of little weight are named, metres of the map per pixel.
const LIGHT_FROM: f64 = 6000.0;
/// Where no more marks than this have a symbol or a label of their own, all are named at every scale:
/// a file with ten places has room for ten names, however far apart they lie.
const FEW: usize = 30;
/// Marks of this weight are named at every scale, and may have their name apart with a line to it, as all
/// may where there are few.
const WEIGHTY: u8 = 40;
/// A selected mark's name is shortened only where it is longer than this, characters.
const SELECTED_LONG: usize = 56;
/// A name that tells two marks of one short name apart is no longer than this, characters.
const TOLD_APART_LONG: usize = 44;
/// Distance of a row's name from the row's middle, logical pixels.
const ROW_CLEAR_PX: f64 = 5.5;
/// Weight of a large layer's rows.
const ROW_WEIGHT: u8 = 10;
/// Offsets of a label that has no symbol from its own place, logical pixels.
const NEAR_BY: [(f64, f64); 7] = [
    (0.0, 0.0),
    (0.0, -14.0),
    (0.0, 14.0),
    (-28.0, 0.0),
    (28.0, 0.0),
    (0.0, -28.0),
    (0.0, 28.0),
];
/// Least distance that a label without a symbol may stand from its own place, logical pixels.
const LEAST_AWAY_PX: f64 = 30.0;
/// Places within a country that are offered for a label that has no symbol.
const PLACES: usize = 6;

/// The marks' names, heaviest first. The selected mark's is no candidate: it has its place before
/// all others.
pub(super) fn marks(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    land: &Blocked,
    is_still: bool,
) -> Vec<Candidate> {
    let mut rooms = BTreeMap::new();
    let few = are_few(stage) || is_still;
    let mut candidates: Vec<Candidate> = named(frame, stage)
        .map(|standing| of_mark(frame, standing, few, land, &mut rooms))
        .collect();
    candidates.sort_by_key(|candidate| candidate.priority);
    tell_apart(frame, &mut candidates);
    candidates
}

/// The names of the lead and of the stacks that go by the name of a capital in focus.
pub(super) fn firm_marks(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    land: &Blocked,
) -> Vec<Candidate> {
    let lead = frame.atlas.lead();
    let may_be = |standing: &&PlacedMark<'_>| standing.stack > 1 || lead == Some(standing.mark.ix);
    let mut rooms = BTreeMap::new();
    let few = are_few(stage);
    let mut candidates: Vec<Candidate> = named(frame, stage)
        .filter(may_be)
        .map(|standing| of_mark(frame, standing, few, land, &mut rooms))
        .collect();
    candidates.retain(Candidate::is_firm);
    candidates
}

/// The marks that have a name, topmost first: of those that share a place the heaviest.
fn named<'s, 'a>(
    frame: &ViewContext<'_>,
    stage: &'s VisibleMarks<'a>,
) -> impl Iterator<Item = &'s PlacedMark<'a>> {
    let light = frame.camera.metres_per_px < LIGHT_FROM || are_few(stage);
    stage.standing.iter().rev().filter(move |standing| {
        let weight = frame.atlas.weight(standing.mark.ix);
        !standing.selected
            && !standing.outside
            && standing.stack > 0
            && (weight >= WEIGHTY || light)
    })
}

/// Whether there are so few symbols and labels that each mark has room for its name.
fn are_few(stage: &VisibleMarks<'_>) -> bool {
    let apart = stage.standing.iter().filter(|mark| mark.stack > 0);
    apart.count() <= FEW
}

/// Gives the later ones of several marks with one name their whole name.
fn tell_apart(frame: &ViewContext<'_>, candidates: &mut [Candidate]) {
    let mut said = BTreeSet::new();
    for candidate in candidates {
        if said.insert(candidate.text.text.to_lowercase()) {
            continue;
        }
        if let Owner::Mark(Subject::Feature(ix)) = candidate.owner {
            // What a column says may well be the same of many.
            if frame.label_of(frame.atlas.layer_of(ix), ix).is_some() {
                continue;
            }
            let name = &frame.atlas.feature(ix).name;
            if name.chars().count() <= TOLD_APART_LONG {
                candidate.text.text.clone_from(name);
                candidate.reach = Reach::of(&candidate.text);
                said.insert(name.to_lowercase());
            }
        }
    }
}

/// A mark's name: "Kant air base", "Dushanbe \u{b7} 8", "Shaymak outpost (reported)".
fn of_mark(
    frame: &ViewContext<'_>,
    standing: &PlacedMark<'_>,
    few: bool,
    land: &Blocked,
    rooms: &mut BTreeMap<CountryIx, LandRoom>,
) -> Candidate {
    let feature = frame.atlas.feature(standing.mark.ix);
    let place = town_of(frame, standing);
    let capital = place.is_some_and(|place| is_focus_capital(frame, place));
    let weight = frame.atlas.weight(standing.mark.ix);
    let is_lead = frame.atlas.lead() == Some(standing.mark.ix);
    let pinned = standing.mark.look.pinned;
    let face = match (pinned, capital) {
        (false, _) => Face::SansItalic,
        (true, true) => Face::SansSemiBold,
        (true, false) => Face::Sans,
    };
    let style = frame.style;
    let name = text(
        &words(frame, standing),
        face,
        frame.letters_px(size::LABEL),
        style.text,
        style.land,
    );
    let stand = if pinned {
        AnchorPlacement::Beside {
            clear_px: standing.reach_px() + 1.5,
            distances: if capital || is_lead || few {
                FAR_APART
            } else if weight >= WEIGHTY {
                APART
            } else {
                0
            },
        }
    } else {
        within(frame, standing, &name, land, rooms)
    };
    Candidate {
        priority: match (capital, is_lead) {
            (true, _) => FOCUS_CAPITAL,
            (false, true) => LEAD,
            (false, false) => of_weight(weight),
        },
        owner: Owner::Mark(standing.subject()),
        layer: Some(feature.layer),
        at: standing.on_map,
        stand,
        dot_px: 0.0,
        reach: Reach::of(&name),
        below: Vec::new(),
        text: name,
        stack: standing.stack,
        place,
        borne_by: None,
    }
}

/// Width and height of a mark's name where it stands upright, logical pixels.
pub(in crate::scene) fn name_size_px(
    frame: &ViewContext<'_>,
    standing: &PlacedMark<'_>,
) -> [f64; 2] {
    let size_px = frame.letters_px(size::LABEL);
    let width_px = Face::Sans.advance(&words(frame, standing), size_px, 0.0);
    [f64::from(width_px), f64::from(size_px)]
}

/// The places of a label without a symbol, the nearest to its own place first, which is the last:
/// within the feature's own areas; within the country where no more than that is known; else no
/// farther from its place than the feature may be.
fn within(
    frame: &ViewContext<'_>,
    standing: &PlacedMark<'_>,
    name: &Text,
    land: &Blocked,
    rooms: &mut BTreeMap<CountryIx, LandRoom>,
) -> AnchorPlacement {
    let mut places: Vec<ScreenPoint> = Vec::new();
    let feature = frame.atlas.feature(standing.mark.ix);
    let country = feature.country;
    let country = country.and_then(|iso3| frame.atlas.basemap.country(iso3));
    let size = text_size_px(name);
    let areas = &standing.mark.drawn(frame.atlas).areas;
    if !areas.is_empty() {
        let areas = areas.iter().map(AsRef::as_ref);
        let room = LandRoom::of_areas(frame, areas, land.window());
        places = room.places(land, size, standing.at, PLACES);
    } else if let (Some(country), Some(ground)) = (country, frame.land()) {
        let room = rooms
            .entry(country)
            .or_insert_with(|| LandRoom::of_country(frame, land, ground, country));
        places = room.places(land, size, standing.at, PLACES);
        let most_px = most_away_px(frame, feature);
        places.retain(|at| at.distance_px(standing.at) <= most_px);
        if feature.precision.class == PrecisionClass::Country {
            // What is known is the country: on other land the label would say something else.
            return on_map(frame, places);
        }
    }
    places.extend(
        NEAR_BY.map(|(right, down)| {
            ScreenPoint::new(standing.at.x_px + right, standing.at.y_px + down)
        }),
    );
    on_map(frame, places)
}

fn on_map(frame: &ViewContext<'_>, places: Vec<ScreenPoint>) -> AnchorPlacement {
    let places = places.into_iter();
    AnchorPlacement::Within {
        places: places.map(|at| frame.camera.map_from_screen(at)).collect(),
    }
}

/// Greatest distance of a label without a symbol from its own place, logical pixels: none where
/// only the country is known; else as far as the feature may be, so that the name of a corridor at
/// one end of a country does not stand at the other.
fn most_away_px(frame: &ViewContext<'_>, feature: &Feature) -> f64 {
    if feature.precision.class == PrecisionClass::Country {
        return f64::INFINITY;
    }
    let radius_m = feature.precision.radius_m.unwrap_or(0.0);
    (radius_m / frame.camera.metres_per_px).max(LEAST_AWAY_PX)
}

/// What a mark's label says.
pub(super) fn words(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> String {
    if let Some(place) = town_of(frame, standing).and_then(|at| frame.prepared.places.get(at)) {
        let town = frame.atlas.dossier.places[place.entry].name_in(frame.view.names);
        return format!("{town} \u{b7} {}", standing.stack);
    }
    let ix = standing.mark.ix;
    let own = || frame.atlas.short_name_in(ix, frame.view.names);
    let layer = frame.atlas.feature(ix).layer;
    let name = frame.label_of(layer, ix).unwrap_or_else(own);
    match standing.stack {
        0 | 1 => with_doubt(frame, standing, name),
        more => format!("{name} +{}", more - 1),
    }
}

/// A name, and in words that it is no plain fact.
fn with_doubt(frame: &ViewContext<'_>, standing: &PlacedMark<'_>, name: String) -> String {
    match qualifier(frame.atlas.feature(standing.mark.ix)) {
        Some(qualifier) => format!("{name} ({qualifier})"),
        None => name,
    }
}

/// What the selected mark's label says: its whole name where that is not too long.
pub(super) fn selected_words(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> [String; 2] {
    let name = &frame.atlas.feature(standing.mark.ix).name;
    let short = frame
        .atlas
        .short_name_in(standing.mark.ix, frame.view.names);
    let whole = if name.chars().count() <= SELECTED_LONG {
        name.clone()
    } else {
        short.clone()
    };
    [whole, short].map(|name| with_doubt(frame, standing, name))
}

/// The town after which a stack is named, as its place in the gazetteer. The stack of the map's lead has the
/// lead's name instead, except at a capital, which is always named.
fn town_of(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> Option<usize> {
    if standing.stack < 2 || standing.selected {
        return None;
    }
    let near_m = at_town_px(&frame.camera) * frame.camera.metres_per_px;
    let places = frame.prepared.places.iter().enumerate();
    let places = places.map(|(number, place)| (place.kind, place.on_earth, number));
    let is_lead = frame.atlas.lead() == Some(standing.mark.ix);
    nearest_town(places, standing.mark.place, near_m)
        .filter(|&number| !is_lead || is_focus_capital(frame, number))
}

/// Names of a large layer's rows, where few are in view. The selected row is always named.
pub(super) fn rows(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    of: &PreparedTable,
    candidates: &mut Vec<Candidate>,
) {
    let style = frame.style;
    for (row, at, name) in table::names(frame, of) {
        let subject = Subject::Feature(of.id(row));
        if frame.view.selected == Some(subject) {
            continue;
        }
        let text = text(
            &shortened(&name),
            Face::Sans,
            frame.letters_px(size::LABEL - 1.0),
            style.quiet_text,
            style.land,
        );
        candidates.push(Candidate {
            priority: of_weight(ROW_WEIGHT),
            owner: Owner::Mark(subject),
            layer: Some(layer),
            at,
            stand: AnchorPlacement::Beside {
                clear_px: ROW_CLEAR_PX,
                distances: 0,
            },
            dot_px: 0.0,
            reach: Reach::of(&text),
            below: Vec::new(),
            text,
            stack: 1,
            place: None,
            borne_by: None,
        });
    }
}
