//! Counts beside stacks whose label has no room: the number of marks that share the place.

use super::candidate::Candidate;
use super::label_position::{Site, count};
use super::solve::{Placed, PlacementState};
use crate::earth::ScreenPoint;
use crate::scene::Text;
use crate::scene::fonts::Face;
use crate::scene::style::size;
use crate::scene::text::Reach;

/// Places a count for each stack among those `left_out`, where that has room.
pub(super) fn add_counts(
    board: &mut PlacementState<'_>,
    placed: &mut Vec<Placed>,
    left_out: &[usize],
) {
    for &number in left_out {
        if board.candidates[number].stack > 1 {
            placed.extend(counted(board, number));
        }
    }
}

fn counted(board: &mut PlacementState<'_>, number: usize) -> Option<Placed> {
    let mark = &board.candidates[number];
    let text = Text {
        text: mark.stack.to_string(),
        face: Face::SansSemiBold,
        size_px: size::LABEL - 1.0,
        at: ScreenPoint::new(0.0, 0.0),
        ..mark.text.clone()
    };
    let candidate = Candidate {
        reach: Reach::of(&text),
        text,
        stand: mark.stand.clone().unled(),
        ..mark.clone()
    };
    let site = Site::of(&candidate, board.camera);
    let mut places = 0..count(&candidate);
    let spot = places.find_map(|place| site.spot(place, &|rect| board.is_free(rect)))?;
    board.take(number, &spot);
    Some(Placed { number, spot })
}
