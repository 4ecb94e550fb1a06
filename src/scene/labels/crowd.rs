//! How many marks of a crowd have no name for want of room: "+3".

use super::candidate::{Candidate, Owner};
use super::label_position::{Site, count};
use super::solve::{Placed, PlacementState};
use crate::earth::ScreenPoint;
use crate::scene::Text;
use crate::scene::fonts::Face;
use crate::scene::style::size;
use crate::scene::text::Reach;

/// A mark with no name is counted with the named one that is nearest, up to here.
const WITH_NAMED_PX: f64 = 30.0;
/// Marks with no name nearer than this to one another are one crowd.
const CROWD_PX: f64 = 30.0;

/// Adds to the names of marks how many near to them have none, where there is room, and a count of
/// its own to crowds in which nothing is named.
pub(super) fn add_counts(
    board: &mut PlacementState<'_>,
    placed: &mut Vec<Placed>,
    left_out: &[usize],
) {
    let at = |board: &PlacementState<'_>, number: usize| {
        board.camera.screen_from_map(board.candidates[number].at)
    };
    let marks = left_out
        .iter()
        .copied()
        .filter(|&number| is_mark(&board.candidates[number]));
    let named_marks = placed.iter().enumerate();
    let named_at: Vec<(usize, ScreenPoint)> = named_marks
        .filter(|(_, placed)| is_mark(&board.candidates[placed.number]))
        .map(|(named, placed)| (named, at(board, placed.number)))
        .collect();
    let mut with_named: Vec<Vec<usize>> = vec![Vec::new(); placed.len()];
    let mut alone: Vec<usize> = Vec::new();
    for number in marks {
        let here = at(board, number);
        let far = named_at
            .iter()
            .map(|(named, at)| (at.distance_px(here), *named));
        let nearest = far.min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest.filter(|(far_px, _)| *far_px <= WITH_NAMED_PX) {
            Some((_, named)) => with_named[named].push(number),
            None => alone.push(number),
        }
    }
    for (named, nameless) in with_named.into_iter().enumerate() {
        if !nameless.is_empty() && !widened(board, &mut placed[named], &nameless) {
            alone.extend(nameless);
        }
    }
    alone.sort_unstable();
    while let Some(&first) = alone.first() {
        let near = |number: &usize| at(board, first).distance_px(at(board, *number)) <= CROWD_PX;
        let (crowd, others): (Vec<usize>, Vec<usize>) =
            alone.iter().partition(|number| near(number));
        alone = others;
        placed.extend(counted(board, &crowd));
    }
}

fn is_mark(candidate: &Candidate) -> bool {
    matches!(candidate.owner, Owner::Mark(_))
}

fn heads(board: &PlacementState<'_>, numbers: &[usize]) -> usize {
    numbers
        .iter()
        .map(|&number| board.candidates[number].stack.max(1))
        .sum()
}

/// Whether a name had room for the count of those as well.
fn widened(board: &mut PlacementState<'_>, placed: &mut Placed, nameless: &[usize]) -> bool {
    let candidate = &board.candidates[placed.number];
    let more = candidate.stack.max(1) - 1 + heads(board, nameless);
    let wider = placed.spot.saying(format!("{} +{more}", candidate.words));
    let fits = wider.takes().all(|rect| {
        board.window.holds(&rect)
            && board
                .room
                .is_free_but_for(&rect.inflated(1.0), placed.number)
    });
    if fits {
        board.take(placed.number, &wider);
        placed.spot = wider;
    }
    fits
}

/// The count of a crowd beside one of its marks; a single mark says by itself that it has no name.
fn counted(board: &mut PlacementState<'_>, crowd: &[usize]) -> Option<Placed> {
    if crowd.len() < 2 {
        return None;
    }
    let words = format!("+{}", heads(board, crowd));
    let spot = crowd.iter().find_map(|&number| {
        let mark = &board.candidates[number];
        let text = Text {
            text: words.clone(),
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
        places.find_map(|place| site.spot(place, &|rect| board.is_free(rect)))
    })?;
    let number = *crowd.first()?;
    board.take(number, &spot);
    Some(Placed { number, spot })
}
