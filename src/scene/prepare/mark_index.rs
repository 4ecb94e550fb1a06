//! Which marks lie in a part of the map.

use super::Mark;
use crate::atlas::Atlas;
use crate::earth::{Index, MapRect};

/// The marks of an atlas, found by where their features lie.
#[derive(Debug)]
pub(super) struct MarkIndex {
    /// Positions of the marks among all marks, by the bounds of their features.
    positions: Index<usize>,
    /// Positions of the marks outside of the frame that the dossier starts with, in rising order.
    away: Vec<usize>,
}

impl MarkIndex {
    /// Indexes marks by all that is drawn of their features.
    pub(super) fn of(atlas: &Atlas, marks: &[Option<Mark>]) -> Self {
        let standing = || {
            let marks = marks.iter().enumerate();
            marks.filter_map(|(position, mark)| Some((position, mark.as_ref()?)))
        };
        let bounds = |mark: &Mark| {
            let anchor: MapRect = std::iter::once(mark.at).collect();
            if mark.is_extended(atlas) {
                anchor.union(&mark.drawn(atlas).bounds)
            } else {
                anchor
            }
        };
        let placed = standing().map(|(position, mark)| (bounds(mark), position));
        let away = standing().filter(|(_, mark)| !mark.at_home);
        Self {
            positions: Index::bulk_load(placed.collect()),
            away: away.map(|(position, _)| position).collect(),
        }
    }

    /// Positions of the marks whose features may lie in `rect`, and of those outside of the dossier's
    /// frame, in rising order.
    pub(super) fn around(&self, rect: MapRect) -> Vec<usize> {
        let within = self.positions.query(rect).copied();
        let mut positions: Vec<usize> = within.chain(self.away.iter().copied()).collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}
