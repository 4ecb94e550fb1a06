//! Labels of stacks that say what their numbers count, where there is room for the word.

use super::candidate::Candidate;
use super::placement_state::{APART_PX, MISREAD_PX};
use super::solve::PlacedName;
use crate::earth::Camera;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::{ScreenRect, Text};

/// Says what the counts of stacks count, "Dushanbe \u{b7} 8 marks" and "Rubezh-2021 +2 more", where that
/// fits beside everything else: nothing else moves for it. `taken` holds marks and margins.
pub(super) fn say_in_full(
    placed: &mut [PlacedName],
    candidates: &[Candidate],
    (camera, window): (&Camera, ScreenRect),
    taken: &CollisionIndex,
) {
    let dots = candidates.iter().filter(|candidate| candidate.dot_px > 0.0);
    let dots: Vec<ScreenRect> = dots
        .map(|candidate| ScreenRect::around(camera.screen_from_map(candidate.at), candidate.dot_px))
        .collect();
    for at in 0..placed.len() {
        let PlacedName { number, spot } = &placed[at];
        let candidate = &candidates[*number];
        let Some(words) = in_full(candidate, &spot.text.text) else {
            continue;
        };
        let longer = spot.naming(&Text {
            text: words,
            ..spot.text.clone()
        });
        let own = camera.screen_from_map(candidate.at);
        let is_free = |rect: &ScreenRect| {
            let (apart, near) = (rect.inflated(APART_PX), rect.inflated(MISREAD_PX));
            let mut marks = taken.overlapped(&near, Occupant::Mark);
            let others = placed.iter().enumerate().filter(|(other, _)| *other != at);
            let mut others = others.flat_map(|(_, other)| other.spot.takes());
            window.holds(rect)
                && taken.is_free(&apart)
                && marks.all(|mark| mark.contains(own))
                && !dots.iter().any(|dot| dot.overlaps(&apart))
                && !others.any(|other| other.overlaps(&apart))
        };
        if longer.covers.iter().all(is_free) {
            placed[at].spot = longer;
        }
    }
}

/// A label with what its count counts; `None` for one without a count after its name.
fn in_full(candidate: &Candidate, said: &str) -> Option<String> {
    if candidate.stack < 2 {
        return None;
    }
    let counts = |mark: &str| {
        let count = said.rsplit_once(mark).map(|(_, count)| count);
        count.is_some_and(|count| count.parse::<usize>().is_ok())
    };
    if counts(" \u{b7} ") {
        Some(format!("{said} marks"))
    } else if counts(" +") {
        Some(format!("{said} more"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{FeatureId, Subject};
    use crate::earth::MapPoint;
    use crate::scene::Color;
    use crate::scene::display::fonts::Face;
    use crate::scene::display::text::Reach;
    use crate::scene::layout::labels::candidate::{AnchorPlacement, Owner, text};

    fn stack(said: &str, marks: usize) -> Candidate {
        let text = text(said, Face::Sans, 12.0, Color::hex(0), Color::hex(0));
        Candidate {
            priority: 20,
            owner: Owner::Mark(Subject::Feature(FeatureId(0))),
            layer: None,
            at: MapPoint::new(0.0, 0.0),
            stand: AnchorPlacement::Over,
            dot_px: 0.0,
            reach: Reach::of(&text),
            below: Vec::new(),
            text,
            stack: marks,
            place: None,
            borne_by: None,
        }
    }

    #[test]
    fn a_count_is_said_in_full_and_what_only_looks_like_one_is_left() {
        let in_full = |said: &str, marks| in_full(&stack(said, marks), said);
        assert_eq!(
            in_full("Dushanbe \u{b7} 8", 8).as_deref(),
            Some("Dushanbe \u{b7} 8 marks")
        );
        assert_eq!(
            in_full("Rubezh-2021 +2", 3).as_deref(),
            Some("Rubezh-2021 +2 more")
        );
        assert_eq!(in_full("C5 +1", 1), None, "a mark of that name alone");
        assert_eq!(in_full("Kant air base", 2), None);
        assert_eq!(in_full("+2", 3), None, "the count of a label without room");
    }
}
