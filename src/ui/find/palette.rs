//! Commands by their names.

use super::rank::{FindQuery, Known};

/// The items whose texts answer `query`, best first.
pub(in crate::ui) fn best<T>(query: &str, items: impl Iterator<Item = (T, String)>) -> Vec<T> {
    let mut query = FindQuery::new(query);
    let ranked = items.filter_map(|(item, text)| {
        let known = Known {
            names: vec![text],
            ..Known::default()
        };
        Some((query.rank(&known)?, item))
    });
    let mut ranked: Vec<_> = ranked.collect();
    // Stable: of equal ranks the one that came first stays first.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}
