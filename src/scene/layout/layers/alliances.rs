//! A hatch for each bloc over its members.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::ViewContext;
use super::hatch::{Slope, on_screen, segments};
use crate::atlas::{Bloc, Iso3, Membership, When};
use crate::earth::{MapPoint, MapRect};
use crate::scene::{AreaGeometry, Item, Stroke};

/// Hatch lines stand so far apart, logical pixels.
const SPACING_PX: f64 = 16.0;
/// Hatches are made for this much more than the view on each side, as a part of it.
const AHEAD: f64 = 0.4;
/// Blocs beyond the fourth share a slope with one before, in another colour.
const SLOPES: [Slope; 4] = [Slope::Rising, Slope::Level, Slope::Upright, Slope::Falling];

/// The states that are members of a bloc on a day: former ones, observers and partners are not.
pub(in crate::scene) fn members(bloc: &Bloc, on: Option<Date>) -> impl Iterator<Item = Iso3> {
    bloc.members
        .iter()
        .filter(move |membership| membership.role == "member" && holds(membership, on))
        .map(|membership| membership.country)
}

/// Whether a membership holds on a day; with no day, whether it has not ended.
fn holds(membership: &Membership, on: Option<Date>) -> bool {
    let Some(on) = on else {
        return membership.until.is_none();
    };
    let since = membership.since.as_ref().and_then(When::earliest);
    // An end that is not dated has not come.
    let until = membership.until.as_ref().and_then(When::latest);
    since.is_none_or(|first| first <= on) && until.is_none_or(|last| last > on)
}

/// The slope of the bloc at this position of the dossier's list.
pub(in crate::scene) fn slope(position: usize) -> Slope {
    SLOPES[position % SLOPES.len()]
}

/// Hatches that were made for a view and a margin around it, and serve until it moves beyond.
#[derive(Debug, Default)]
pub(in crate::scene) struct Hatches {
    made_for: Option<(usize, u64)>,
    within: Option<MapRect>,
    pieces: BTreeMap<usize, Vec<[MapPoint; 2]>>,
}

impl Hatches {
    /// The hatch of every bloc, in the dossier's order.
    pub(in crate::scene) fn items(&mut self, frame: &ViewContext<'_>) -> Vec<Item> {
        self.keep_up(frame);
        self.pieces
            .iter()
            .filter_map(|(&position, pieces)| {
                let color = frame.style.bloc(position).faded(0.55);
                on_screen(frame, pieces, Stroke::solid(color, 1.2))
            })
            .collect()
    }

    fn keep_up(&mut self, frame: &ViewContext<'_>) {
        let Some((level, _)) = frame.ground else {
            self.pieces.clear();
            return;
        };
        let key = (level, frame.camera.metres_per_px.to_bits());
        let covers = |within: MapRect| within.union(&frame.seen) == within;
        if self.made_for == Some(key) && self.within.is_some_and(covers) {
            return;
        }
        let ahead_m = AHEAD * frame.seen.width_m().max(frame.seen.height_m());
        let within = frame.seen.inflate(ahead_m);
        let blocs = frame.atlas.dossier.blocs.iter().enumerate();
        self.pieces = blocs
            .map(|(position, bloc)| (position, pieces(frame, position, bloc, within)))
            .collect();
        self.made_for = Some(key);
        self.within = Some(within);
    }
}

fn pieces(
    frame: &ViewContext<'_>,
    position: usize,
    bloc: &Bloc,
    within: MapRect,
) -> Vec<[MapPoint; 2]> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let areas: Vec<&AreaGeometry> = members(bloc, frame.atlas.dossier.as_of)
        .filter_map(|iso3| frame.atlas.basemap.country(iso3))
        .flat_map(|country| ground.country(country))
        .map(|land| land.geometry.as_ref())
        .filter(|geometry| geometry.bounds.intersects(&within))
        .collect();
    let spacing_m = SPACING_PX * frame.camera.metres_per_px;
    segments(&areas, slope(position), spacing_m, within)
}
