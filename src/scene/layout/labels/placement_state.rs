//! What is taken of a window while its names get their places, and what a name may take.

use std::collections::BTreeSet;

use super::candidate::{AnchorPlacement, Candidate, Owner};
use super::label_position::{LabelPosition, Site};
use super::leader::up_to_symbol;
use crate::earth::{Camera, ScreenPoint};
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant, along};

/// Names keep this clear of each other and of marks, logical pixels.
pub(super) const APART_PX: f64 = 1.0;
/// A name so near to the symbol of another mark would be read as that mark's, logical pixels.
pub(super) const MISREAD_PX: f64 = 5.0;
/// One that does not stand beside its own mark is read so from farther away: above or below the symbol, and on
/// one line with it, where that mark's own name would stand.
const MISREAD_OVER_PX: f64 = 8.0;
const MISREAD_ON_LINE_PX: f64 = 20.0;
/// One beside its own mark is read so where the symbol stands at its other end.
const MISREAD_AT_END_PX: f64 = 12.0;
/// Additional distance between names on one line, logical pixels: closer together they read as one name.
const BETWEEN_PX: f64 = 5.0;
/// A name that begins so far past its symbol's square leaves room for a line between the two, logical pixels.
const BESIDE_PX: f64 = 3.0;
/// Least distance between two places where a river has its name, logical pixels.
const AGAIN_PX: f64 = 320.0;

/// The state of label placement: the candidates, and the occupants of the window so far.
#[derive(Clone)]
pub(super) struct PlacementState<'a> {
    pub(super) candidates: &'a [Candidate],
    pub(super) camera: &'a Camera,
    pub(super) window: ScreenRect,
    pub(super) room: CollisionIndex,
    /// Where rivers have their names.
    named: Vec<(Owner, ScreenPoint)>,
    /// What the other names say, in small letters: no two say the same.
    said: BTreeSet<String>,
    /// The marks and the claimed areas that have their names.
    named_owners: Vec<Owner>,
}

impl<'a> PlacementState<'a> {
    pub(super) fn new(
        candidates: &'a [Candidate],
        camera: &'a Camera,
        window: ScreenRect,
        room: CollisionIndex,
    ) -> Self {
        Self {
            candidates,
            camera,
            window,
            room,
            named: Vec::new(),
            said: BTreeSet::new(),
            named_owners: Vec::new(),
        }
    }

    pub(super) fn is_free(&self, rect: &ScreenRect) -> bool {
        self.window.holds(rect) && self.room.is_free(&rect.inflated(APART_PX))
    }

    /// Whether the line to the mark is free as well, or what lies between the name and the mark, where there is no
    /// line: another name's line there would be read as its own.
    fn has_room(&self, candidate: &Candidate, spot: &LabelPosition) -> bool {
        let is_clear = |rect: ScreenRect| self.room.is_free_but_for_marks(&rect);
        let Some(line) = spot.leader else {
            return between(candidate, spot, self.camera).all(is_clear);
        };
        // Where it is drawn up to the symbol it lies beside that, and may lie on no name.
        let mut drawn = along(up_to_symbol(line));
        along(line).all(|rect| self.is_free(&rect)) && drawn.all(is_clear)
    }

    /// Whether the name of a place or a mark lies on the outline of what an inset enlarges: it would belong to both.
    fn straddles(&self, candidate: &Candidate, spot: &LabelPosition) -> bool {
        let is_point = matches!(candidate.stand, AnchorPlacement::Beside { .. });
        let mut covers = spot.covers.iter();
        is_point && covers.any(|rect| self.room.first(rect, Occupant::Outline).is_some())
    }

    pub(super) fn take(&mut self, number: usize, spot: &LabelPosition) {
        self.take_room(number, spot);
        let candidate = self.candidates.get(number);
        let runs =
            candidate.filter(|candidate| matches!(candidate.stand, AnchorPlacement::Along { .. }));
        if let (Some(candidate), Some(first)) = (runs, spot.covers.first()) {
            self.named.push((candidate.owner, first.center()));
        } else if let Some(candidate) = candidate {
            self.said.insert(candidate.says());
            // The count of a stack says nobody's name.
            let is_one = matches!(candidate.owner, Owner::Mark(_) | Owner::Claimed(_));
            if is_one && spot.text.text == candidate.text.text {
                self.named_owners.push(candidate.owner);
            }
        }
    }

    /// Takes what a name and its dot cover.
    pub(super) fn take_room(&mut self, number: usize, spot: &LabelPosition) {
        let candidate = self.candidates.get(number);
        let dot = candidate.and_then(|candidate| self.dot(candidate));
        let between = candidate.map(|candidate| between(candidate, spot, self.camera));
        let between = between.into_iter().flatten();
        for rect in claims(spot).chain(dot).chain(between) {
            self.room.take(rect, Occupant::Label(number));
        }
    }

    /// Whether so much room is left before and after a name that it reads as one with no other on its line.
    pub(super) fn stands_alone(&self, spot: &LabelPosition) -> bool {
        spot.covers.iter().all(|rect| {
            let line = rect.widened([BETWEEN_PX; 2]);
            self.room.is_free_but_for_marks(&line)
        })
    }

    /// Whether a river has the same name too near already.
    fn repeats(&self, candidate: &Candidate, spot: &LabelPosition) -> bool {
        let Some(first) = spot.covers.first() else {
            return false;
        };
        let near = |at: &ScreenPoint| at.distance_px(first.center()) < AGAIN_PX;
        self.named
            .iter()
            .any(|(owner, at)| *owner == candidate.owner && near(at))
    }

    /// Whether another name says the same, be it in another spelling; a river's own name may.
    pub(super) fn is_said(&self, candidate: &Candidate) -> bool {
        let runs = matches!(candidate.stand, AnchorPlacement::Along { .. });
        let bearer = candidate.borne_by;
        let borne = bearer.is_some_and(|mark| self.named_owners.contains(&mark));
        // One of the labels that an area may have.
        let is_area = matches!(candidate.owner, Owner::Claimed(_));
        let has_other = is_area && self.named_owners.contains(&candidate.owner);
        borne || has_other || (!runs && self.said.contains(&candidate.says()))
    }

    pub(super) fn dot(&self, candidate: &Candidate) -> Option<ScreenRect> {
        let at = self.camera.screen_from_map(candidate.at);
        (candidate.dot_px > 0.0).then(|| ScreenRect::around(at, candidate.dot_px))
    }

    /// A dot that a name of higher right or the margins cover would be lost: then neither stands.
    pub(super) fn dot_is_free(&self, candidate: &Candidate) -> bool {
        self.dot(candidate)
            .is_none_or(|dot| self.room.is_free_but_for_marks(&dot))
    }

    pub(super) fn fitting(&self, site: &Site<'_>, place: usize) -> Option<LabelPosition> {
        site.spot(place, &|rect| self.is_free(rect)).filter(|spot| {
            let candidate = site.candidate;
            !self.repeats(candidate, spot)
                && !self.straddles(candidate, spot)
                && self.has_room(candidate, spot)
        })
    }

    /// Whether the name of a town, or the label of a mark without a symbol, would be read as the name of a symbol
    /// that is none of the `named` ones: without it the map says less, and nothing wrong.
    pub(super) fn misleads(
        &self,
        candidate: &Candidate,
        spot: &LabelPosition,
        named: &[ScreenPoint],
    ) -> bool {
        let is_dispensable = match candidate.owner {
            Owner::Place(_) | Owner::Town(_) => !candidate.is_firm(),
            Owner::Mark(_) => matches!(candidate.stand, AnchorPlacement::Within { .. }),
            Owner::Country(_) | Owner::Claimed(_) | Owner::Exclave(_) | Owner::Sea(_) => false,
        };
        let is_nameless = |mark: &ScreenRect| !named.iter().any(|at| mark.contains(*at));
        is_dispensable && self.is_read_as(candidate, spot, is_nameless)
    }

    /// Whether the symbol of another mark is so near to the name of a mark, or to one that stands beside or
    /// apart from a point, that a reader would take the name for that mark's.
    pub(super) fn is_misread(&self, candidate: &Candidate, spot: &LabelPosition) -> bool {
        self.is_read_as(candidate, spot, |_| true)
    }

    /// The same of those symbols that `is_one` says.
    fn is_read_as(
        &self,
        candidate: &Candidate,
        spot: &LabelPosition,
        is_one: impl Fn(&ScreenRect) -> bool,
    ) -> bool {
        let own = match candidate.stand {
            AnchorPlacement::Beside { .. } | AnchorPlacement::Apart { .. } => {
                Some(self.camera.screen_from_map(candidate.at))
            }
            // The label of a mark without a symbol.
            _ if matches!(candidate.owner, Owner::Mark(_)) => None,
            _ => return false,
        };
        let near = |rect: &ScreenRect| {
            let own_side = own.filter(|own| rect.top < own.y_px && own.y_px < rect.bottom);
            let is_right = own_side.map(|own| own.x_px > rect.center().x_px);
            let (around_px, aside_px) = match is_right {
                // Beside its mark, only what stands at its other end can have it.
                Some(true) => (MISREAD_PX, [MISREAD_AT_END_PX, 0.0]),
                Some(false) => (MISREAD_PX, [0.0, MISREAD_AT_END_PX]),
                None => (MISREAD_OVER_PX, [MISREAD_ON_LINE_PX; 2]),
            };
            let around = rect.inflated(around_px);
            let on_line = rect.widened(aside_px);
            let both = on_line.with(&around);
            self.room.overlaps_such(&both, Occupant::Mark, |mark| {
                let is_near = around.overlaps(mark) || on_line.overlaps(mark);
                is_near && is_one(mark) && own.is_none_or(|own| !mark.contains(own))
            })
        };
        spot.covers.iter().any(near)
    }
}

/// What lies between a point and the name beside it, where that has no line to it.
fn between<'a>(
    candidate: &Candidate,
    spot: &'a LabelPosition,
    camera: &Camera,
) -> impl Iterator<Item = ScreenRect> + use<'a> {
    let own = camera.screen_from_map(candidate.at);
    let reach_px = match candidate.stand {
        AnchorPlacement::Beside { clear_px, .. } if spot.leader.is_none() => Some(clear_px),
        _ => None,
    };
    let line = reach_px
        .zip(spot.covers.first())
        .and_then(|(reach_px, name)| {
            let end = name.nearest(own);
            let part = (reach_px + BESIDE_PX) / own.distance_px(end).max(f64::MIN_POSITIVE);
            let begin = ScreenPoint::new(
                own.x_px + part * (end.x_px - own.x_px),
                own.y_px + part * (end.y_px - own.y_px),
            );
            (part < 1.0).then_some([begin, end])
        });
    line.into_iter().flat_map(along)
}

/// What a name takes, with the room before and after it where it is upright.
pub(super) fn claims(spot: &LabelPosition) -> impl Iterator<Item = ScreenRect> {
    let between_px = if spot.runs() { 0.0 } else { BETWEEN_PX };
    let covers = spot.covers.iter();
    let covers = covers.map(move |rect| rect.widened([between_px; 2]));
    let line = spot.leader.map(up_to_symbol);
    covers.chain(line.into_iter().flat_map(along))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::MapPoint;
    use crate::scene::Color;
    use crate::scene::display::fonts::Face;
    use crate::scene::display::text::Reach;
    use crate::scene::layout::labels::candidate::text;

    const CAMERA: Camera = Camera {
        center: MapPoint::new(0.0, 0.0),
        metres_per_px: 1.0,
        width_px: 400.0,
        height_px: 300.0,
    };

    /// A town in the middle of the window.
    fn town() -> Candidate {
        let text = text("Srinagar", Face::Sans, 12.0, Color::hex(0), Color::hex(0));
        Candidate {
            priority: 210,
            owner: Owner::Place(0),
            layer: None,
            at: MapPoint::new(0.0, 0.0),
            stand: AnchorPlacement::Beside {
                clear_px: 4.0,
                distances: 0,
            },
            dot_px: 2.0,
            reach: Reach::of(&text),
            below: Vec::new(),
            text,
            stack: 0,
            place: None,
            borne_by: None,
        }
    }

    #[test]
    fn no_line_runs_between_a_dot_and_its_name() {
        let candidates = [town()];
        let window = ScreenRect::new(0.0, 0.0, 400.0, 300.0);
        let own = CAMERA.screen_from_map(candidates[0].at);
        // Of a note, eight pixels above the dot: across the way to the names that stand farther up.
        let way = [
            ScreenPoint::new(100.0, own.y_px - 8.0),
            ScreenPoint::new(300.0, own.y_px - 8.0),
        ];
        let mut room = CollisionIndex::default();
        room.take_all(along(way), Occupant::Margin);
        let board = PlacementState::new(&candidates, &CAMERA, window, room);
        let site = Site::of(&candidates[0], &CAMERA);
        let free = |rect: &ScreenRect| board.is_free(rect);
        let beyond = |spot: &LabelPosition| spot.covers[0].bottom < own.y_px - 8.0;
        let places = 0..crate::scene::layout::labels::label_position::count(&candidates[0]);
        let beyond: Vec<usize> = places
            .filter(|&place| site.spot(place, &free).is_some_and(|spot| beyond(&spot)))
            .collect();
        assert!(!beyond.is_empty(), "no place lies beyond the line");
        for place in beyond {
            assert!(board.fitting(&site, place).is_none(), "{place}");
        }
        let below = (0..4).any(|place| board.fitting(&site, place).is_some());
        assert!(below, "beside the dot there is room");
    }
}
