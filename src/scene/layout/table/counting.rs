//! How the rows of a table are counted in a view: into which cells, and at which level.

use super::region::Region;
use crate::scene::Patience;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::shapes::PreparedShapes;

/// Levels between the cells that are drawn and the smaller ones in which lines are followed: 2^2 of those
/// to a side.
const FINER: u32 = 2;

/// The level at which lines are followed through cells of 2^`cell` steps.
fn level_for(cell: u32) -> u32 {
    cell.saturating_sub(FINER)
}

/// The ready level nearest to that. It is no coarser than the cells, so that no place moves to
/// another one.
fn ready_for(shapes: &PreparedShapes, cell: u32) -> u32 {
    shapes.ready_up_to(level_for(cell), cell)
}

/// How rows are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counting {
    /// Into which cells.
    pub(super) region: Region,
    /// The level at which lines are followed.
    pub(super) level: u32,
    /// Whether all are of one class, and not each of its own.
    pub(super) plain: bool,
}

impl Counting {
    /// How a view counts the rows of a table. Without the patience to make the level that lines
    /// deserve, they are followed at the nearest that is ready.
    pub(super) fn of(
        table: &PreparedTable,
        frame: &ViewContext<'_>,
        patience: Patience,
        plain: bool,
    ) -> Self {
        let region = Region::of(table, frame);
        let level = match (&table.shapes, patience) {
            (Some(shapes), Patience::BestReady) => ready_for(shapes, region.shift),
            _ => level_for(region.shift),
        };
        Self {
            region,
            level,
            plain,
        }
    }

    /// Whether its level stands for one that is not ready.
    pub(super) fn waits(&self) -> bool {
        self.level != level_for(self.region.shift)
    }

    /// How many classes each cell counts.
    pub(super) fn classes(&self, table: &PreparedTable) -> usize {
        if self.plain { 1 } else { table.palette.len() }
    }
}
