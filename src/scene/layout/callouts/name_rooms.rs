//! The rooms that the map's names may stand in beside their symbols, as far as notes judge them.

use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::CollisionIndex;
use crate::scene::layout::labels::name_size_px;
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;

/// Distance of a name from its symbol, logical pixels.
const CLEAR_PX: f64 = 2.0;
/// Cost of taking one of several rooms of a name, logical pixels.
const ONE_OF_SEVERAL: f64 = 16.0;
/// Cost of taking the last room of a name, logical pixels: the mark would stand without a word.
const LAST: f64 = 160.0;

/// For each mark that the map itself names, the free rooms of its name around its symbol.
#[derive(Debug, Clone)]
pub(super) struct NameRooms(Vec<Vec<ScreenRect>>);

impl NameRooms {
    /// The rooms that are clear of what is `taken`, for all marks but those that are `enlarged` elsewhere.
    pub(super) fn of(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        taken: &CollisionIndex,
        enlarged: &[ScreenRect],
    ) -> Self {
        let drawn = stage.standing.iter().filter(|mark| mark.is_drawn());
        let own = drawn.filter(|mark| !enlarged.iter().any(|part| part.contains(mark.at)));
        let rooms = own.map(|mark| {
            let around = around(mark, name_size_px(frame, mark)).into_iter();
            let free = around.filter(|room| frame.window.holds(room) && taken.is_free(room));
            free.collect()
        });
        Self(rooms.collect())
    }

    /// What it costs names that a note stands there, with its line as squares.
    pub(super) fn cost(&self, note: &ScreenRect, line: &[ScreenRect]) -> f64 {
        let bounds = line.iter().fold(*note, |all, part| all.with(part));
        let is_taken = |room: &&ScreenRect| {
            room.overlaps(&bounds)
                && (room.overlaps(note) || line.iter().any(|part| part.overlaps(room)))
        };
        let costs = self.0.iter().map(|rooms| {
            let taken = rooms.iter().filter(is_taken).count();
            match taken {
                0 => 0.0,
                all if all == rooms.len() => LAST,
                some => ONE_OF_SEVERAL * some as f64,
            }
        });
        costs.sum()
    }

    /// Leaves out the rooms that are taken now.
    pub(super) fn take(&mut self, covers: &[ScreenRect]) {
        for rooms in &mut self.0 {
            rooms.retain(|room| !covers.iter().any(|rect| rect.overlaps(room)));
        }
    }
}

/// Where a name of this size stands to the right, to the left, above and below its symbol.
fn around(mark: &PlacedMark<'_>, [width, height]: [f64; 2]) -> [ScreenRect; 4] {
    let symbol = mark.covers();
    let (left, top) = (mark.at.x_px - width / 2.0, mark.at.y_px - height / 2.0);
    [
        (symbol.right + CLEAR_PX, top),
        (symbol.left - CLEAR_PX - width, top),
        (left, symbol.top - CLEAR_PX - height),
        (left, symbol.bottom + CLEAR_PX),
    ]
    .map(|(left, top)| ScreenRect::new(left, top, width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_room_of_a_name_costs_more_than_one_of_several() {
        let (right, left) = (
            ScreenRect::new(10.0, 0.0, 80.0, 12.0),
            ScreenRect::new(-90.0, 0.0, 80.0, 12.0),
        );
        let mut rooms = NameRooms(vec![vec![right, left]]);
        let note = ScreenRect::new(60.0, -20.0, 100.0, 60.0);
        assert!((rooms.cost(&note, &[]) - ONE_OF_SEVERAL).abs() < 1e-9);
        let line = [ScreenRect::around(left.center(), 2.0)];
        assert!(
            (rooms.cost(&note, &line) - LAST).abs() < 1e-9,
            "its line counts, too"
        );
        rooms.take(&[left]);
        assert!((rooms.cost(&note, &[]) - LAST).abs() < 1e-9);
        rooms.take(&[right]);
        let taken_by_others = rooms.cost(&note, &line);
        assert!(taken_by_others.abs() < 1e-9, "{taken_by_others}");
    }
}
