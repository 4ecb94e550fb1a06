//! Towns of the world that a query names.

use super::rank::{FindQuery, Known, folded};
use crate::atlas::Atlas;
use crate::atlas::basemap::Town;
use crate::earth::is_within_m;

/// Weight of a town named on maps of the whole world; one of a fiftieth of that scale has none.
const GREATEST_WEIGHT: f64 = 80.0;
const WORLD_METRES_PER_PX: f64 = 10_000.0;

/// A town so near to one of the gazetteer is that one, metres.
const SAME_TOWN_M: f64 = 12_000.0;

/// The towns whose names begin with the query, but for those of the gazetteer. Ten thousands of names
/// are passed over at each key, so that only beginnings count.
pub(super) fn towns<'a>(
    atlas: &'a Atlas,
    wanted: &FindQuery,
) -> impl Iterator<Item = (&'a Town, Known)> + use<'a> {
    let folded_query = wanted.folded().to_owned();
    let first = folded_query.chars().next();
    let begins = move |name: &str| {
        let same = name
            .chars()
            .next()
            .map(|letter| folded(letter.encode_utf8(&mut [0; 4])));
        same.and_then(|same| same.chars().next()) == first
            && folded(name).starts_with(&folded_query)
    };
    let known_already = move |town: &Town| {
        let mut places = atlas.dossier.places.iter();
        places.any(|place| is_within_m(place.at, town.at, SAME_TOWN_M))
    };
    let day = atlas.dossier.as_of;
    let found = (!wanted.is_short()).then(|| {
        let towns = atlas.basemap.towns.all();
        towns.filter(move |town| begins(town.name_on(day)) && !known_already(town))
    });
    found.into_iter().flatten().map(move |town| {
        let scale = town.from_metres_per_px / WORLD_METRES_PER_PX;
        let known = Known {
            names: vec![town.name_on(day).to_owned()],
            words: Vec::new(),
            weight: (GREATEST_WEIGHT * scale.sqrt()).min(GREATEST_WEIGHT) as u8,
        };
        (town, known)
    })
}
