//! Which names stand where: greedily, in their order of right.

use super::candidate::{Candidate, Stand};
use super::room::{Room, Taker};
use crate::earth::ScreenPoint;
use crate::scene::text::covers;
use crate::scene::{ScreenRect, TextAnchor};

/// Names keep this clear of each other, logical pixels.
const APART_PX: f64 = 1.0;
/// A city's name may also stand this far out, where a mark shares its place.
const AROUND_A_MARK_PX: f64 = 13.0;
/// The count of a stack takes so much beside it.
const PAST_COUNT_PX: f64 = 9.0;
/// A name over an expanse may stand so far from its anchor, right and down, in order of liking.
const NEAR_BY: [(f64, f64); 13] = [
    (0.0, 0.0),
    (0.0, -14.0),
    (0.0, 14.0),
    (-22.0, 0.0),
    (22.0, 0.0),
    (0.0, -28.0),
    (0.0, 28.0),
    (-36.0, -16.0),
    (36.0, 16.0),
    (-36.0, 16.0),
    (36.0, -16.0),
    (-60.0, 0.0),
    (60.0, 0.0),
];

/// A name that has its place.
#[derive(Debug, Clone)]
pub(in crate::scene) struct Placed {
    pub(super) candidate: Candidate,
    /// What the text covers.
    pub(super) covers: ScreenRect,
}

/// Where names can stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The window, as it is liked best.
    pub(super) window: ScreenRect,
    /// The window and what a pan of the same layout can bring into it.
    pub(super) reach: ScreenRect,
}

/// Gives each candidate its place, the first ones first; those for which there is none are left out.
pub(super) fn solve(
    candidates: Vec<Candidate>,
    at: impl Fn(&Candidate) -> ScreenPoint,
    bounds: Bounds,
    fixed: &[ScreenRect],
    mut room: Room,
) -> Vec<Placed> {
    let mut placed = Vec::new();
    for mut candidate in candidates {
        let anchor = at(&candidate);
        let dot = (candidate.dot_px > 0.0).then(|| ScreenRect::around(anchor, candidate.dot_px));
        let mut fallback = None;
        let mut found = None;
        for (at, text_anchor) in stands(&candidate, anchor) {
            candidate.text.at = at;
            candidate.text.anchor = text_anchor;
            let covers = covers(&candidate.text);
            let free = bounds.reach.holds(&covers) && room.is_free(&covers.inflated(APART_PX));
            if !free {
                continue;
            }
            let liked =
                bounds.window.holds(&covers) && !fixed.iter().any(|fixed| fixed.overlaps(&covers));
            if liked {
                found = Some((at, text_anchor, covers));
                break;
            }
            fallback = fallback.or(Some((at, text_anchor, covers)));
        }
        // A dot that a name of higher right covers would be lost: then neither stands.
        let dot_free = dot.is_none_or(|dot| room.is_free_of_names(&dot));
        if let (Some((at, text_anchor, covers)), true) = (found.or(fallback), dot_free) {
            candidate.text.at = at;
            candidate.text.anchor = text_anchor;
            room.take(covers, Taker::Name);
            if let Some(dot) = dot {
                room.take(dot, Taker::Name);
            }
            placed.push(Placed { candidate, covers });
        }
    }
    placed
}

/// The places that a name may have, best first: its anchor, and where it stands on it.
fn stands(candidate: &Candidate, at: ScreenPoint) -> Vec<(ScreenPoint, TextAnchor)> {
    let cap_px = f64::from(candidate.text.face.cap_height(candidate.text.size_px));
    match candidate.stand {
        Stand::Over => {
            let (sin, cos) = f64::from(candidate.text.angle_rad).sin_cos();
            // The middle of the capitals, not the baseline, stands on the anchor.
            let down = cap_px / 2.0;
            NEAR_BY
                .iter()
                .map(|&(right, below)| {
                    let below = below + down;
                    let at = ScreenPoint::new(
                        at.x_px + right * cos - below * sin,
                        at.y_px + right * sin + below * cos,
                    );
                    (at, TextAnchor::Middle)
                })
                .collect()
        }
        Stand::Beside { clear_px } => {
            let mut stands: Vec<_> = beside(at, clear_px, cap_px).collect();
            if candidate.dot_px > 0.0 {
                stands.extend(beside(at, AROUND_A_MARK_PX, cap_px));
            }
            stands
        }
    }
}

/// The eight positions around a point, after Imhof (1975), Positioning names on maps; then past the
/// count of a stack, and flush with the mark's sides, for one that stands at the window's edge.
pub(super) fn beside(
    at: ScreenPoint,
    clear_px: f64,
    cap_px: f64,
) -> impl Iterator<Item = (ScreenPoint, TextAnchor)> {
    use TextAnchor::{End, Middle, Start};
    let diagonal = clear_px * 0.72;
    let (x, y) = (at.x_px, at.y_px);
    let middle = y + cap_px / 2.0;
    let (above, below) = (y - diagonal - 1.0, y + diagonal + cap_px + 1.0);
    let (over, under) = (y - clear_px - 3.5, y + clear_px + cap_px + 2.0);
    let places = [
        (x + clear_px + 1.0, middle, Start),
        (x + diagonal + 1.0, above, Start),
        (x + diagonal + 1.0, below, Start),
        (x - clear_px - 1.0, middle, End),
        (x - diagonal - 1.0, above, End),
        (x - diagonal - 1.0, below, End),
        (x, over, Middle),
        (x, under, Middle),
        (x + clear_px + PAST_COUNT_PX, middle, Start),
        (x - clear_px, under, Start),
        (x + clear_px, under, End),
        (x - clear_px, over, Start),
        (x + clear_px, over, End),
    ];
    places
        .into_iter()
        .map(|(x, y, anchor)| (ScreenPoint::new(x, y), anchor))
}
