//! The letter `O` behind a longitude: the east of German and Dutch, the west of French and Spanish.

use std::borrow::Cow;

use super::columns::Places;
use super::title;

/// Whether `O` behind a longitude is the east, as the title's language or a west beside it shows.
pub(super) fn is_o_east(places: &Places, names: &[&str], rows: &[Vec<&str>]) -> bool {
    const EASTERN: [&str; 5] = [
        "länge",
        "laenge",
        "geographischelänge",
        "geographischelaenge",
        "lengte",
    ];
    let Places::Pairs(pairs) = places else {
        return false;
    };
    pairs.iter().any(|&[_, lon]| {
        let title = title::plain(names[lon]);
        let by_title = EASTERN.iter().any(|begin| title.starts_with(begin));
        let has_west = || {
            let cells = rows.iter().filter_map(|row| row.get(lon));
            cells
                .into_iter()
                .any(|cell| cell.trim().ends_with(['W', 'w']))
        };
        by_title || has_west()
    })
}

/// A longitude with `E` where it has the `O` of German and Dutch.
pub(super) fn with_east(lon: &str) -> Cow<'_, str> {
    match lon.trim().strip_suffix(['O', 'o']) {
        Some(rest) => Cow::Owned(format!("{rest}E")),
        None => Cow::Borrowed(lon),
    }
}
