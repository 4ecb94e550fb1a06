//! Large layers in a view: drawn, counted and picked at a cost that follows the screen.
//!
//! A view takes the blocks of rows that meet it. Up to 20,000 rows are symbols, lines and areas; more
//! are counted into square cells that stand still on the map. Nothing is left out without the
//! legend saying how many.

mod bands;
mod bins;
mod chosen;
mod counting;
mod crossing;
mod drawn;
mod look;
mod names;
mod pick;
mod ramp;
mod region;
mod row_mask;
#[cfg(test)]
mod tests;

pub(in crate::scene) use chosen::{chosen_items, chosen_name};
pub(in crate::scene) use look::{TableLook, Tables};
pub(in crate::scene) use names::{few, names};

/// Lines and areas of one table have no more vertices in a frame than this.
const MOST_VERTICES: usize = 60_000;
