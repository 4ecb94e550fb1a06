//! The best of what answers a query.

use super::hit::{Hit, HitGroup, HitTarget};
use crate::atlas::{Atlas, Subject};
use crate::ui::find::rank::{FindQuery, Known, Match, Rank};

/// Most hits of one kind.
pub(super) const MOST: usize = 8;
/// Weight of a thing that the dossier gives none.
pub(super) const USUAL_WEIGHT: u8 = 50;

/// The best of `items`, each with what is known of it.
pub(super) fn ranked<T>(
    name: &'static str,
    wanted: &mut FindQuery,
    items: impl Iterator<Item = (T, Known)>,
    most: usize,
    hit: impl Fn(T) -> Hit,
) -> HitGroup {
    let mut ranked: Vec<(Rank, T)> = items
        .filter_map(|(item, known)| Some((wanted.rank(&known)?, item)))
        .collect();
    // Stable: of equal ranks the one that came first stays first.
    ranked.sort_by_key(|(rank, _)| *rank);
    let best = ranked.first().map(|(rank, _)| *rank);
    // Some letters of a name are in many: they are shown where nothing answers better.
    let by_words = best.is_some_and(|best| best.matched < Match::Letters);
    let kept = ranked
        .into_iter()
        .filter(|(rank, _)| !by_words || rank.matched < Match::Letters)
        .take(most);
    HitGroup {
        name,
        hits: kept.map(|(_, item)| hit(item)).collect(),
        best,
    }
}

/// The hit of something that has a card.
pub(super) fn subject(atlas: &Atlas, subject: Subject) -> Hit {
    Hit {
        target: HitTarget::Subject(subject),
        text: atlas.name(subject),
    }
}
