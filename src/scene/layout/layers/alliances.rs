//! Blocs: a tint over the members of each, and an outline around them.
//!
//! Where the outlines of several blocs run along one border they lie on each other, each narrower
//! than the one beneath, so that all are seen; dashes tell them apart where colours cannot.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::{ViewContext, line};
use crate::atlas::basemap::{BorderKind, CountryIx};
use crate::atlas::{Bloc, Iso3, Membership, When};
use crate::scene::prepare::{BaseMapLevel, BorderLine};
use crate::scene::{Area, Dash, Item, Stroke};

/// Strength of a tint: three of them on each other still let the land and its names through.
const TINT: f32 = 0.055;
/// Width of the narrowest outline, and how much wider each one beneath is, logical pixels.
const OUTLINE_PX: f32 = 1.6;
const WIDER_PX: f32 = 2.0;
/// Blocs beyond the fourth share their dashes with one before, in another colour.
const DASHES: [Dash; 4] = [
    Dash::Solid,
    dashed(10.0, 4.0),
    dashed(3.0, 4.0),
    dashed(16.0, 3.0),
];

const fn dashed(on_px: f32, off_px: f32) -> Dash {
    Dash::Dashed { on_px, off_px }
}

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

/// The dashes of the bloc at this position of the dossier's list.
pub(in crate::scene) fn dash(position: usize) -> Dash {
    DASHES[position % DASHES.len()]
}

/// The tints of all blocs in the dossier's order, and over them the outlines, the widest first.
pub(in crate::scene) fn items(frame: &ViewContext<'_>) -> Vec<Item> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let blocs = &frame.atlas.dossier.blocs;
    let members: Vec<BTreeSet<CountryIx>> = blocs
        .iter()
        .map(|bloc| {
            let members = members(bloc, frame.atlas.dossier.as_of);
            members
                .filter_map(|iso3| frame.atlas.basemap.country(iso3))
                .collect()
        })
        .collect();
    let mut items = Vec::new();
    for (position, members) in members.iter().enumerate() {
        items.extend(tint(frame, ground, position, members));
    }
    for (position, members) in members.iter().enumerate() {
        let stroke = Stroke {
            color: frame.style.bloc(position),
            width_px: OUTLINE_PX + WIDER_PX * (blocs.len() - 1 - position) as f32,
            dash: dash(position),
        };
        let lines = outline(frame, ground, members);
        items.extend(lines.map(|border| line(&border.geometry, stroke)));
    }
    items
}

fn tint(
    frame: &ViewContext<'_>,
    ground: &BaseMapLevel,
    position: usize,
    members: &BTreeSet<CountryIx>,
) -> impl Iterator<Item = Item> {
    let fill = frame.style.bloc(position).faded(TINT);
    let land = ground.land.within(frame.seen);
    let land = land.filter(|land| members.contains(&land.country));
    land.map(move |land| {
        Item::Area(Area {
            geometry: Arc::clone(&land.geometry),
            fill,
        })
    })
}

/// The lines that part a bloc from what is not of it: borders with others, and coasts.
fn outline<'g>(
    frame: &ViewContext<'_>,
    ground: &'g BaseMapLevel,
    members: &BTreeSet<CountryIx>,
) -> impl Iterator<Item = &'g BorderLine> {
    let borders = ground.borders.within(frame.seen);
    borders.filter(move |border| {
        let sides = border.between.iter().flatten();
        let of_it = sides.filter(|country| members.contains(country)).count();
        of_it == 1 && border.kind != BorderKind::Claim
    })
}
