//! Labels that say more where there is room for it: what their numbers count, and whose words they give.

use std::collections::BTreeSet;

use super::candidate::{AnchorPlacement, Candidate, Owner};
use super::placement_state::{APART_PX, MISREAD_PX};
use super::solve::PlacedName;
use super::stack_counts::first_position;
use super::town_at::at_town_px;
use crate::atlas::{Claim, Feature, Status, Subject};
use crate::earth::Camera;
use crate::scene::display::symbols::qualifier;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant, along};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{ScreenRect, Text};

/// Longest name of those whose words a label gives, characters.
const LONGEST_SOURCE: usize = 44;
/// Names keep so much farther from a mark than its symbol reaches to the sides, logical pixels.
const AROUND_SYMBOL_PX: f64 = 2.5;

/// Says what the counts of stacks count, "Dushanbe \u{b7} 8 marks" and "Rubezh-2021 +2 more", and whose opinion
/// something is, where that fits beside everything else: nothing else moves for it. A mark that has found no room
/// for its name is counted with the one that it touches, so that it is not taken for a part of that. `taken` holds
/// marks and margins, `wanted` says which of the candidates without a place were to have one.
pub(super) fn say_in_full(
    placed: &mut [PlacedName],
    candidates: &[Candidate],
    frame: &ViewContext<'_>,
    window: ScreenRect,
    taken: &CollisionIndex,
    wanted: impl Fn(&Candidate) -> bool,
) {
    let camera = &frame.camera;
    let dots = candidates.iter().filter(|candidate| candidate.dot_px > 0.0);
    let dots: Vec<ScreenRect> = dots
        .map(|candidate| ScreenRect::around(camera.screen_from_map(candidate.at), candidate.dot_px))
        .collect();
    let touching = counted_with(placed, candidates, camera, wanted);
    for at in 0..placed.len() {
        let PlacedName { number, spot } = &placed[at];
        let candidate = &candidates[*number];
        let marks = candidate.stack + touching[at];
        let said = &spot.text.text;
        let whose = whose(frame, candidate, said).filter(|_| touching[at] == 0);
        let own = camera.screen_from_map(candidate.at);
        let is_clear = |rect: &ScreenRect| {
            let apart = rect.inflated(APART_PX);
            let others = placed.iter().enumerate().filter(|(other, _)| *other != at);
            let mut others = others.flat_map(|(_, other)| other.spot.takes());
            window.holds(rect)
                && taken.is_free(&apart)
                && taken.first(rect, Occupant::Outline).is_none()
                && !dots.iter().any(|dot| dot.overlaps(&apart))
                && !others.any(|other| other.overlaps(&apart))
        };
        let is_free = |rect: &ScreenRect| {
            let near = rect.inflated(MISREAD_PX);
            let mut near_by = taken.overlapped(&near, Occupant::Mark);
            is_clear(rect) && near_by.all(|mark| mark.contains(own))
        };
        let saying = |words: String| {
            let longer = Text {
                text: words,
                ..spot.text.clone()
            };
            let here = spot.naming(&longer);
            let fits = here.covers.iter().all(is_free);
            // A name stays where it stands, unless a mark would else not be told of.
            let may_move = touching[at] > 0 || is_count(said);
            match (fits, may_move) {
                (true, _) => Some(here),
                (false, true) => {
                    first_position(candidate, longer, camera, &is_free).filter(|spot| {
                        spot.leader
                            .into_iter()
                            .flat_map(along)
                            .all(|rect| is_clear(&rect))
                    })
                }
                (false, false) => None,
            }
        };
        let longer = whose.into_iter().chain(counted(candidate, said, marks));
        if let Some(longer) = longer.into_iter().find_map(saying) {
            placed[at].spot = longer;
        }
    }
}

/// For each of the names how many marks without one are counted with its own: those whose symbol touches that. One
/// that goes by its town counts what stands in the town alone.
fn counted_with(
    placed: &[PlacedName],
    candidates: &[Candidate],
    camera: &Camera,
    wanted: impl Fn(&Candidate) -> bool,
) -> Vec<usize> {
    let mut counts = vec![0; placed.len()];
    let named: BTreeSet<usize> = placed.iter().map(|name| name.number).collect();
    let unnamed = candidates.iter().enumerate();
    let unnamed =
        unnamed.filter(|(number, candidate)| !named.contains(number) && wanted(candidate));
    for (_, unnamed) in unnamed {
        let Some(symbol) = symbol(unnamed, camera) else {
            continue;
        };
        let reach = |(at, name): (usize, &PlacedName)| {
            let head = &candidates[name.number];
            let touches = self::symbol(head, camera)?.overlaps(&symbol);
            let away_px = camera
                .screen_from_map(head.at)
                .distance_px(camera.screen_from_map(unnamed.at));
            let in_town = head.place.is_none() || away_px <= at_town_px(camera);
            (touches && in_town).then_some((away_px, at))
        };
        let nearest = placed.iter().enumerate().filter_map(reach);
        if let Some((_, at)) = nearest.min_by(|a, b| a.0.total_cmp(&b.0)) {
            counts[at] += unnamed.stack;
        }
    }
    counts
}

/// What the symbol of a mark covers; `None` for what has none.
fn symbol(candidate: &Candidate, camera: &Camera) -> Option<ScreenRect> {
    let AnchorPlacement::Beside { clear_px, .. } = candidate.stand else {
        return None;
    };
    let at = camera.screen_from_map(candidate.at);
    let half_px = clear_px - AROUND_SYMBOL_PX;
    matches!(candidate.owner, Owner::Mark(_)).then(|| ScreenRect::around(at, half_px))
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

/// A label with the count of its marks, in full and in short; nothing for one mark alone.
fn counted(candidate: &Candidate, said: &str, marks: usize) -> Vec<String> {
    if marks < 2 {
        return Vec::new();
    }
    let more = marks - 1;
    if is_count(said) {
        return vec![format!("{marks} marks"), format!("+{more}")];
    }
    if candidate.place.is_some()
        && let Some((town, _)) = said.rsplit_once(" \u{b7} ")
    {
        return [" marks", ""]
            .map(|unit| format!("{town} \u{b7} {marks}{unit}"))
            .to_vec();
    }
    let own = format!(" +{}", candidate.stack.saturating_sub(1));
    let name = said.strip_suffix(&own).filter(|_| candidate.stack > 1);
    let name = name.unwrap_or(said);
    [" more", ""]
        .map(|unit| format!("{name} +{more}{unit}"))
        .to_vec()
}

/// Whether a label is a count without a name, where that has no room.
fn is_count(said: &str) -> bool {
    let count = said.strip_prefix('+');
    count.is_some_and(|count| count.parse::<usize>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::FeatureId;
    use crate::earth::MapPoint;
    use crate::scene::Color;
    use crate::scene::display::fonts::Face;
    use crate::scene::display::text::Reach;
    use crate::scene::layout::labels::candidate::text;

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
        let in_full = |said: &str, stacked, marks| {
            let mut candidate = stack(said, stacked);
            candidate.place = said.contains('\u{b7}').then_some(0);
            counted(&candidate, said, marks)
        };
        let dushanbe = ["Dushanbe \u{b7} 8 marks", "Dushanbe \u{b7} 8"];
        assert_eq!(in_full("Dushanbe \u{b7} 8", 8, 8), dushanbe);
        let rubezh = ["Rubezh-2021 +2 more", "Rubezh-2021 +2"];
        assert_eq!(in_full("Rubezh-2021 +2", 3, 3), rubezh);
        assert!(
            in_full("C5 +1", 1, 1).is_empty(),
            "a mark of that name alone"
        );
        assert_eq!(in_full("+2", 3, 3), ["3 marks", "+2"]);
        // With a mark that touches it.
        assert_eq!(in_full("+2", 3, 4), ["4 marks", "+3"]);
        assert_eq!(in_full("C5 +1", 1, 2)[0], "C5 +1 +1 more");
        assert_eq!(in_full("C5 +1", 2, 3)[0], "C5 +2 more");
        assert_eq!(in_full("Kant air base", 1, 2)[0], "Kant air base +1 more");
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
