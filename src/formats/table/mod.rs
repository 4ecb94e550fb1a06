//! Rows of cells as records, whichever file they come from: which row is the head, which columns are
//! places, and what each row is.

mod angle;
mod columns;
mod head;
mod place;
mod rows;

pub(super) use columns::has_places;
pub(super) use head::known_head;
pub(super) use rows::{Records, Row};

/// A column's name in lower case with letters, digits and `@` only, so that one name covers
/// `Start Lat`, `start_lat` and `startLat`.
fn plain(name: &str) -> String {
    let kept = name
        .chars()
        .filter(|&letter| letter.is_alphanumeric() || letter == '@');
    kept.flat_map(char::to_lowercase).collect()
}
