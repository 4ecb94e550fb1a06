//! Names on the map: which of them stand where.

mod along;
mod bearers;
mod candidate;
mod candidates;
mod choice;
mod claimed;
mod countries;
mod crossed;
mod exclaves;
mod ground_cells;
mod in_full;
mod label_position;
mod land_room;
mod layout;
mod leader;
mod lines;
mod marks;
mod nearest_first;
mod placement_state;
mod places;
mod seas;
mod selected;
mod shown;
mod solve;
mod stack_counts;
mod steps;
mod town_at;
mod towns;

pub(in crate::scene) use land_room::places_in_country;
pub(in crate::scene) use layout::{Enlarged, Labels};
pub(in crate::scene) use marks::name_size_px;
pub(in crate::scene) use shown::{LabelLayout, NameOwner};
pub use town_at::town_at;
