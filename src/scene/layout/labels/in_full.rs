//! Labels that say more where there is room for it: what their numbers count, and whose words they give.

use std::collections::BTreeSet;

use super::candidate::{AnchorPlacement, Candidate, Owner};
use super::label_position::{EVERYWHERE, LabelPosition};
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
/// for its name is counted with the one that it touches, so that it is not taken for a part of that. The bare count
/// of a stack, which tells little, stands only where the stack has neither. `taken` holds
/// marks and margins, `wanted` says which of the candidates without a place were to have one.
pub(super) fn say_in_full(
    placed: &mut Vec<PlacedName>,
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
    let room = RoomLeft {
        window,
        taken,
        dots: &dots,
        camera,
    };
    for at in (0..placed.len()).rev() {
        let candidate = &candidates[placed[at].number];
        if !is_count(&placed[at].spot.text.text) {
            continue;
        }
        if let Some(spot) = room.instead_of_count(placed, at, candidate) {
            placed[at].spot = spot;
            continue;
        }
        let is_free = |rect: &ScreenRect| room.is_free(placed, at, candidate, rect);
        let is_misread = !placed[at].spot.covers.iter().all(is_free);
        if is_misread || counted_with(placed, candidates, camera, candidate).is_some() {
            placed.remove(at);
        }
    }
    let touching = touching(placed, candidates, camera, wanted);
    for at in 0..placed.len() {
        let PlacedName { number, spot } = &placed[at];
        let candidate = &candidates[*number];
        let marks = candidate.stack + touching[at];
        let said = &spot.text.text;
        let whose = whose(frame, candidate, said).filter(|_| touching[at] == 0);
        let saying = |words: String| {
            let longer = Text {
                text: words,
                ..spot.text.clone()
            };
            let here = spot.naming(&longer);
            let is_free = |rect: &ScreenRect| room.is_free(placed, at, candidate, rect);
            // A name stays where it stands, unless a mark would else not be told of.
            match (here.covers.iter().all(is_free), touching[at]) {
                (true, _) => Some(here),
                (false, 0) => None,
                (false, _) => room.position(placed, at, candidate, longer),
            }
        };
        let longer = whose.into_iter().chain(counted(candidate, said, marks));
        if let Some(longer) = longer.into_iter().find_map(saying) {
            placed[at].spot = longer;
        }
    }
}

/// What names have left free.
struct RoomLeft<'a> {
    window: ScreenRect,
    /// Marks and margins.
    taken: &'a CollisionIndex,
    dots: &'a [ScreenRect],
    camera: &'a Camera,
}

impl RoomLeft<'_> {
    /// Whether nothing else is where the name of this number would stand.
    fn is_clear(&self, placed: &[PlacedName], at: usize, rect: &ScreenRect) -> bool {
        let apart = rect.inflated(APART_PX);
        let others = placed.iter().enumerate().filter(|(other, _)| *other != at);
        let mut others = others.flat_map(|(_, other)| other.spot.takes());
        self.window.holds(rect)
            && self.taken.is_free(&apart)
            && self.taken.first(rect, Occupant::Outline).is_none()
            && !self.dots.iter().any(|dot| dot.overlaps(&apart))
            && !others.any(|other| other.overlaps(&apart))
    }

    /// The same, where it would not be read as the name of another mark either.
    fn is_free(
        &self,
        placed: &[PlacedName],
        at: usize,
        candidate: &Candidate,
        rect: &ScreenRect,
    ) -> bool {
        let own = self.camera.screen_from_map(candidate.at);
        let near = rect.inflated(MISREAD_PX);
        let mut near_by = self.taken.overlapped(&near, Occupant::Mark);
        self.is_clear(placed, at, rect) && near_by.all(|mark| mark.contains(own))
    }

    /// The first place of a label with these words.
    fn position(
        &self,
        placed: &[PlacedName],
        at: usize,
        candidate: &Candidate,
        words: Text,
    ) -> Option<LabelPosition> {
        let is_free = |rect: &ScreenRect| self.is_free(placed, at, candidate, rect);
        let is_led = |spot: &LabelPosition| {
            let mut line = spot.leader.into_iter().flat_map(along);
            line.all(|rect| self.is_clear(placed, at, &rect))
        };
        first_position(candidate, words, self.camera, &is_free, &is_led)
    }

    /// A label that says more than the bare count of a stack, which tells a reader little: its name, however far
    /// away it stands, or what is counted.
    fn instead_of_count(
        &self,
        placed: &[PlacedName],
        at: usize,
        candidate: &Candidate,
    ) -> Option<LabelPosition> {
        let far = Candidate {
            stand: candidate.stand.clone().led_over(EVERYWHERE),
            ..candidate.clone()
        };
        let is_said = |words: &str| placed.iter().any(|other| other.spot.text.text == words);
        let name = &candidate.text.text;
        let names = counted(candidate, name, candidate.stack).into_iter();
        let names = names.chain([name.clone()]).filter(|words| !is_said(words));
        let mut names = names.map(|words| Text {
            text: words,
            ..candidate.text.clone()
        });
        let by_name = names.find_map(|name| self.position(placed, at, &far, name));
        by_name.or_else(|| {
            let words = Text {
                text: format!("{} marks", candidate.stack),
                ..placed[at].spot.text.clone()
            };
            self.position(placed, at, &far, words)
        })
    }
}

/// For each of the names how many marks without one are counted with its own.
fn touching(
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
        if let Some(at) = counted_with(placed, candidates, camera, unnamed) {
            counts[at] += unnamed.stack;
        }
    }
    counts
}

/// The name with which the marks of a stack that has none are counted: that of the nearest symbol that theirs
/// touches. One that goes by its town counts what stands in the town alone.
fn counted_with(
    placed: &[PlacedName],
    candidates: &[Candidate],
    camera: &Camera,
    unnamed: &Candidate,
) -> Option<usize> {
    let symbol = symbol(unnamed, camera)?;
    let reach = |(at, name): (usize, &PlacedName)| {
        let head = &candidates[name.number];
        let touches = self::symbol(head, camera)?.overlaps(&symbol);
        let is_itself = head.owner == unnamed.owner;
        let away_px = camera
            .screen_from_map(head.at)
            .distance_px(camera.screen_from_map(unnamed.at));
        let in_town = head.place.is_none() || away_px <= at_town_px(camera);
        (touches && in_town && !is_itself).then_some((away_px, at))
    };
    let nearest = placed.iter().enumerate().filter_map(reach);
    let nearest = nearest.min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, at)| at)
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
    if is_marks(said) {
        return vec![format!("{marks} marks")];
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

/// Whether a label is a count in words, without a name.
fn is_marks(said: &str) -> bool {
    let count = said.strip_suffix(" marks");
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
        assert_eq!(in_full("2 marks", 2, 3), ["3 marks"]);
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
