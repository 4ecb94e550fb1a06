//! Rows of cells as records, whichever file they come from: which row is the head, which columns are
//! places, and what each row is.

mod angle;
mod angle_parts;
mod by_columns;
mod by_content;
mod cell;
mod columns;
mod east;
mod head;
mod oddities;
mod place;
mod rows;
mod system;
mod title;
mod unplaced;

pub(super) use by_columns::ByColumns;
pub(super) use columns::{has_places, latitude_in_list};
pub(super) use head::known_head;
pub(super) use rows::{Records, Row};
pub(crate) use title::{plain_letters, without_remark, words as words_of_title};
