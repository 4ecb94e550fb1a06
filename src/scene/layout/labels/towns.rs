//! Names of the world's towns, where the dossier's gazetteer has none near.

use super::candidate::{AnchorPlacement, Candidate, LAST_CITY, Owner};
use super::places::{from_scale, name_of_capital, name_of_city};
use crate::atlas::basemap::{Town, TownIx};
use crate::atlas::{LayerIx, LayerKind};
use crate::earth::{MapPoint, is_within_m};
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::{PlaceKind, PreparedPlace, dot_radius_px, extent_in_view};

/// Most towns that ask for a place in one view.
const MOST: usize = 400;

/// Towns keep this clear of the gazetteer's that are named at the same scale, logical pixels: their
/// names would stand in each other's way, and the dossier's come first.
const CLEAR_PX: f64 = 56.0;

/// A town so near to one of the gazetteer is that one, whatever it is called, metres.
pub(super) const SAME_TOWN_M: f64 = 12_000.0;

/// Least population of the first, second and third rank.
const POPULATION: [u32; 3] = [1_000_000, 300_000, 50_000];

/// The names of towns in view that stand clear of the gazetteer's.
pub(super) fn towns(frame: &ViewContext<'_>, layer: LayerIx, candidates: &mut Vec<Candidate>) {
    if frame.atlas.layer(layer).kind != LayerKind::Cities {
        return;
    }
    let scale = frame.camera.metres_per_px;
    let extent = extent_in_view(&frame.atlas.projection, frame.seen);
    let near = Gazetteer::in_view(frame);
    let found = frame.atlas.basemap.towns.named_at(scale, extent);
    let clear = found.into_iter().filter_map(|(ix, town)| {
        let at = frame.atlas.projection.project(town.at)?;
        let wanted = frame.seen.contains(at) && near.leaves_room_for(town, at);
        wanted.then(|| of_town(frame, layer, ix, town, at))
    });
    candidates.extend(clear.take(MOST));
}

/// What dot a town has.
pub(super) fn dot_of(town: &Town) -> (PlaceKind, u8) {
    let kind = if town.capital {
        PlaceKind::Capital
    } else {
        PlaceKind::City
    };
    let above = POPULATION
        .iter()
        .take_while(|least| town.population < **least);
    (kind, above.count() as u8 + 2)
}

/// The gazetteer's towns in and near the view.
struct Gazetteer<'a> {
    clear_m: f64,
    /// Each with whether it is named at the view's scale.
    towns: Vec<(&'a PreparedPlace, bool)>,
}

impl<'a> Gazetteer<'a> {
    fn in_view(frame: &ViewContext<'a>) -> Self {
        let scale = frame.camera.metres_per_px;
        let clear_m = CLEAR_PX * scale;
        let around = frame.seen.inflate(clear_m.max(SAME_TOWN_M));
        let places = frame.prepared.places.iter();
        let towns = places.filter(|place| {
            matches!(place.kind, PlaceKind::Capital | PlaceKind::City) && around.contains(place.at)
        });
        Self {
            clear_m,
            towns: towns
                .map(|place| (place, scale < from_scale(place)))
                .collect(),
        }
    }

    fn leaves_room_for(&self, town: &Town, at: MapPoint) -> bool {
        self.towns.iter().all(|(place, named)| {
            let clear = !named || place.at.plane_distance_m(at) > self.clear_m;
            clear && !is_within_m(place.on_earth, town.at, SAME_TOWN_M)
        })
    }
}

fn of_town(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    ix: TownIx,
    town: &Town,
    at: MapPoint,
) -> Candidate {
    let (kind, rank) = dot_of(town);
    let name = town.name_on(frame.atlas.dossier.as_of);
    let (priority, text) = if town.capital {
        (LAST_CITY - 1, name_of_capital(frame, name))
    } else {
        (LAST_CITY, name_of_city(frame, name, rank))
    };
    let dot_px = dot_radius_px(kind, rank);
    let ring_px = if town.capital { 4.0 } else { 2.5 };
    Candidate {
        priority,
        owner: Owner::Town(ix),
        layer: Some(layer),
        at,
        stand: AnchorPlacement::Beside {
            clear_px: dot_px + ring_px,
            distances: 0,
        },
        dot_px: dot_px + 1.0,
        reach: Reach::of(&text),
        below: Vec::new(),
        text,
        stack: 0,
        place: None,
        borne_by: None,
    }
}
