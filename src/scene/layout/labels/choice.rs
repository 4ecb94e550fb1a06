//! Which of its places a name has, by what is not as it should be with each.

use super::candidate::{AnchorPlacement, Candidate, Owner};
use super::label_position::{LabelPosition, Site, count};
use super::placement_state::PlacementState;
use crate::scene::ScreenRect;

/// What is not as it should be with a name in a place, the worst first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Faults {
    /// It would be read as another mark's.
    pub(super) is_misread: bool,
    /// It is led to from its mark.
    is_apart: bool,
    /// How much of borders and rings it lies on.
    pub(super) crossed: usize,
}

/// A place that a name can have.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// Which of its places that is.
    pub(super) place: usize,
    pub(super) spot: LabelPosition,
    /// Whether it is wanted for something else.
    pub(super) taking: bool,
    pub(super) faults: Faults,
}

impl Choice {
    /// The lower, the better.
    fn rank(&self) -> (bool, Faults) {
        (self.taking, self.faults)
    }
}

impl Faults {
    /// Whether a place is so much better that a name had better leave its own for it: it is read as nothing
    /// else, or half of the lines at most are left under it.
    pub(super) fn is_well_below(self, other: Self) -> bool {
        let sure = (self.is_misread, self.is_apart);
        let as_sure = (other.is_misread, other.is_apart);
        sure < as_sure || (sure == as_sure && 2 * self.crossed <= other.crossed)
    }
}

impl PlacementState<'_> {
    /// What is not as it should be with a place; `lines` says how much of them a rectangle covers.
    pub(super) fn faults(
        &self,
        candidate: &Candidate,
        spot: &LabelPosition,
        lines: impl Fn(&ScreenRect) -> usize,
    ) -> Faults {
        let is_apart = spot.leader.is_some();
        // The places of other names are in an order of their own, and of those apart the nearest is best.
        let near = match candidate.stand {
            AnchorPlacement::Beside { .. } => !is_apart,
            AnchorPlacement::Within { .. } => matches!(candidate.owner, Owner::Mark(_)),
            _ => false,
        };
        Faults {
            is_misread: self.is_misread(candidate, spot),
            is_apart,
            crossed: if near {
                spot.covers.iter().map(lines).sum()
            } else {
                0
            },
        }
    }

    /// The first of the places with the least faults. `lines` says how much of them a rectangle covers, `taking`
    /// whether a place is wanted for something else.
    pub(super) fn choose(
        &self,
        candidate: &Candidate,
        lines: impl Fn(&ScreenRect) -> usize,
        taking: impl Fn(&LabelPosition) -> bool,
    ) -> Option<Choice> {
        let site = Site::of(candidate, self.camera);
        let mut best: Option<Choice> = None;
        for place in 0..count(candidate) {
            let Some(spot) = self.fitting(&site, place) else {
                continue;
            };
            let choice = Choice {
                place,
                taking: taking(&spot),
                faults: self.faults(candidate, &spot, &lines),
                spot,
            };
            if choice.rank() == <(bool, Faults)>::default() {
                return Some(choice);
            }
            if best.as_ref().is_none_or(|best| choice.rank() < best.rank()) {
                best = Some(choice);
            }
        }
        best
    }
}
