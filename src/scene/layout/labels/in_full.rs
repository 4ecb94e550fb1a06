//! Labels that say more where there is room for it: what their numbers count, and whose words they give.

use super::candidate::{Candidate, Owner};
use super::placement_state::{APART_PX, MISREAD_PX};
use super::solve::PlacedName;
use crate::atlas::{Claim, Feature, Status, Subject};
use crate::scene::display::symbols::qualifier;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{ScreenRect, Text};

/// Longest name of those whose words a label gives, characters.
const LONGEST_SOURCE: usize = 44;

/// Says what the counts of stacks count, "Dushanbe \u{b7} 8 marks" and "Rubezh-2021 +2 more", and whose opinion
/// something is, where that fits beside everything else: nothing else moves for it. `taken` holds marks and
/// margins.
pub(super) fn say_in_full(
    placed: &mut [PlacedName],
    candidates: &[Candidate],
    frame: &ViewContext<'_>,
    window: ScreenRect,
    taken: &CollisionIndex,
) {
    let camera = &frame.camera;
    let dots = candidates.iter().filter(|candidate| candidate.dot_px > 0.0);
    let dots: Vec<ScreenRect> = dots
        .map(|candidate| ScreenRect::around(camera.screen_from_map(candidate.at), candidate.dot_px))
        .collect();
    for at in 0..placed.len() {
        let PlacedName { number, spot } = &placed[at];
        let candidate = &candidates[*number];
        let said = &spot.text.text;
        let counted = || in_full(candidate, said);
        let Some(words) = whose(frame, candidate, said).or_else(counted) else {
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

/// A label with the names of those whose words it gives; `None` for one that gives nobody's, or names them.
fn whose(frame: &ViewContext<'_>, candidate: &Candidate, said: &str) -> Option<String> {
    let Owner::Mark(Subject::Feature(ix)) = candidate.owner else {
        return None;
    };
    let feature = frame.atlas.held(ix)?;
    let short = format!(" ({})", qualifier(feature)?);
    let full = format!(" (according to {})", sources(feature.by.as_deref()?)?);
    let name = said.strip_suffix(&short).filter(|_| is_unnamed(feature))?;
    Some(format!("{name}{full}"))
}

/// Whether the words that a label gives are somebody's, and not a plan or a report.
fn is_unnamed(feature: &Feature) -> bool {
    let is_claim = matches!(feature.claim, Claim::Opinion | Claim::Attributed);
    is_claim && !matches!(feature.status, Some(Status::Announced | Status::Reported))
}

/// "A, B and C" of "A; B; C"; `None` where that is too long.
fn sources(by: &str) -> Option<String> {
    let mut names: Vec<&str> = by.split(';').map(str::trim).collect();
    let last = names.pop().filter(|last| !last.is_empty())?;
    let all = if names.is_empty() {
        last.to_owned()
    } else {
        format!("{} and {last}", names.join(", "))
    };
    (all.chars().count() <= LONGEST_SOURCE).then_some(all)
}

/// A label with what its count counts; `None` for one without a count.
fn in_full(candidate: &Candidate, said: &str) -> Option<String> {
    if candidate.stack < 2 {
        return None;
    }
    let counts = |mark: &str| {
        let count = said.rsplit_once(mark).map(|(_, count)| count);
        count.is_some_and(|count| count.parse::<usize>().is_ok())
    };
    // A count without a name, where that has no room.
    if said
        .strip_prefix('+')
        .is_some_and(|count| count.parse::<usize>().is_ok())
    {
        Some(format!("{} marks", candidate.stack))
    } else if counts(" \u{b7} ") {
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
    use crate::atlas::FeatureId;
    use crate::earth::MapPoint;
    use crate::scene::Color;
    use crate::scene::display::fonts::Face;
    use crate::scene::display::text::Reach;
    use crate::scene::layout::labels::candidate::{AnchorPlacement, text};

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
        let without_name = in_full("+2", 3);
        assert_eq!(without_name.as_deref(), Some("3 marks"));
    }

    #[test]
    fn several_sources_are_named_as_people_name_them() {
        let of = |by: &str| sources(by);
        assert_eq!(of("Oxus Society").as_deref(), Some("Oxus Society"));
        assert_eq!(of("A; B").as_deref(), Some("A and B"));
        assert_eq!(of("A; B ;C").as_deref(), Some("A, B and C"));
        assert_eq!(of(" "), None);
        assert_eq!(of(&"x".repeat(45)), None);
    }
}
