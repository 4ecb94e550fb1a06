//! Marks that bear the names of their towns: a file that lists "Wad Medani" names the town that the base
//! map calls Wad Madani, and one of the two names is enough.

use super::candidate::{AnchorPlacement, Candidate, Owner};
use super::towns::SAME_TOWN_M;
use crate::atlas::{Atlas, NamesByLanguage, Subject, is_same_name};
use crate::earth::MapPoint;
use crate::scene::layout::view_context::ViewContext;

/// Notes for each town among the candidates which mark near to it bears its name, in whatever spelling.
pub(super) fn find_bearers(frame: &ViewContext<'_>, candidates: &mut [Candidate]) {
    let marks: Vec<(Subject, MapPoint)> = candidates.iter().filter_map(bearer).collect();
    for candidate in candidates {
        let names = names_of_town(frame, candidate.owner);
        let near = |at: MapPoint| at.plane_distance_m(candidate.at) <= SAME_TOWN_M;
        let bears = |subject: Subject| {
            let of_mark = names_of_mark(frame.atlas, subject);
            of_mark
                .iter()
                .any(|name| names.iter().any(|town| is_same_name(name, town)))
        };
        let mut found = marks
            .iter()
            .filter(|&&(_, at)| !names.is_empty() && near(at));
        let found = found.find(|&&(subject, _)| bears(subject));
        candidate.borne_by = found.map(|&(subject, _)| Owner::Mark(subject));
    }
}

/// A mark that can bear the name of a town, and where it stands: one whose own label stands beside it.
fn bearer(candidate: &Candidate) -> Option<(Subject, MapPoint)> {
    match (&candidate.stand, candidate.owner) {
        (AnchorPlacement::Beside { .. }, Owner::Mark(subject)) => Some((subject, candidate.at)),
        _ => None,
    }
}

/// Every name of a town; none of what is no town.
fn names_of_town<'a>(frame: &ViewContext<'a>, owner: Owner) -> Vec<&'a str> {
    match owner {
        Owner::Town(ix) => frame
            .atlas
            .basemap
            .towns
            .get(ix)
            .map_or(Vec::new(), |town| {
                let former = town.former.as_ref().map(|(name, _)| name.as_str());
                former.into_iter().chain([town.name.as_str()]).collect()
            }),
        Owner::Place(number) => frame
            .prepared
            .places
            .get(number)
            .map_or(Vec::new(), |place| {
                let place = &frame.atlas.dossier.places[place.entry];
                let others = others(place.short_name.as_deref(), &place.alt_names, &place.names);
                others.chain([place.name.as_str()]).collect()
            }),
        Owner::Mark(_)
        | Owner::Country(_)
        | Owner::Claimed(_)
        | Owner::Exclave(_)
        | Owner::Sea(_) => Vec::new(),
    }
}

/// Every name of a mark.
fn names_of_mark(atlas: &Atlas, subject: Subject) -> Vec<String> {
    let mut names = vec![atlas.name(subject)];
    if let Subject::Feature(id) = subject
        && let Some(feature) = atlas.held(id)
    {
        let short_name = feature.short_name.as_deref();
        let others = others(short_name, &feature.alt_names, &feature.names);
        names.extend(others.map(str::to_owned));
    }
    names
}

/// The names of something beside its first.
fn others<'a>(
    short_name: Option<&'a str>,
    alt_names: &'a [String],
    names: &'a NamesByLanguage,
) -> impl Iterator<Item = &'a str> {
    let spelled = alt_names.iter().chain(names.values()).map(String::as_str);
    short_name.into_iter().chain(spelled)
}
