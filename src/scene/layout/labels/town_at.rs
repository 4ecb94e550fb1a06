//! The town that marks stand at.

use crate::atlas::Atlas;
use crate::earth::{Camera, LonLat, distance_m};
use crate::scene::prepare::{PlaceKind, kind_of};
use crate::session::viewpoint::Viewpoint;

/// A stack goes by the name of a town that is nearer than this: so far its symbols are joined, but
/// no farther than a reader would take for "at" the town.
const AT_TOWN_PX: f64 = 9.0;
const AT_TOWN_M: [f64; 2] = [15_000.0, 40_000.0];
/// Towns are looked for within this many degrees of latitude.
const NEAR_DEG: f64 = 1.0;

/// The name of the town that a mark at `place` stands at in this view, as the label of several marks there names it.
#[must_use]
pub fn town_at(atlas: &Atlas, view: &Viewpoint, place: LonLat) -> Option<String> {
    let camera = view.pane_camera();
    let near_m = at_town_px(&camera) * camera.metres_per_px;
    let places = atlas.dossier.places.iter();
    let places = places.map(|town| (kind_of(&town.kind), town.at, town));
    let town = nearest_town(places, place, near_m)?;
    Some(town.name_in(view.names).to_owned())
}

/// How far from a town its marks are, logical pixels.
pub(super) fn at_town_px(camera: &Camera) -> f64 {
    let [least_m, most_m] = AT_TOWN_M;
    (AT_TOWN_PX * camera.metres_per_px).clamp(least_m, most_m) / camera.metres_per_px
}

/// Of places of these kinds the town nearest to `place`, where that is no farther than `near_m` metres.
pub(super) fn nearest_town<T>(
    places: impl Iterator<Item = (PlaceKind, LonLat, T)>,
    place: LonLat,
    near_m: f64,
) -> Option<T> {
    let away = |(kind, at, town): (PlaceKind, LonLat, T)| {
        let is_town = matches!(kind, PlaceKind::Capital | PlaceKind::City);
        let near = (at.lat_deg - place.lat_deg).abs() < NEAR_DEG;
        (is_town && near).then(|| (distance_m(at, place), town))
    };
    let nearest = places.filter_map(away).min_by(|a, b| a.0.total_cmp(&b.0));
    let (away_m, town) = nearest?;
    (away_m <= near_m).then_some(town)
}
