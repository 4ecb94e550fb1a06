//! Which names stand where: greedily, in their order of right.

use super::candidate::{Candidate, LAST_WITH_COUNTS, Owner, Stand};
use super::crowd::add_counts;
use super::room::{Room, Taker, along};
use super::spot::{Spot, count, spot};
use crate::earth::{Camera, ScreenPoint};
use crate::scene::ScreenRect;

/// Names keep this clear of each other, logical pixels.
const APART_PX: f64 = 1.0;

/// A river goes by its name again no nearer than this.
const AGAIN_PX: f64 = 320.0;

/// A name that has its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Whose: its number among the candidates; that of a crowd's count is none of theirs.
    pub(super) number: usize,
    pub(super) spot: Spot,
}

/// Where the names of a region stand as long as nothing of the window is in their way: a pan does
/// not move them.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// The place of each candidate, in their order.
    pub(super) spots: Vec<Option<usize>>,
    /// What they take.
    pub(super) room: Room,
}

/// Gives each candidate its place in a region, the first ones first.
pub(super) fn settle(
    candidates: &[Candidate],
    camera: &Camera,
    region: ScreenRect,
    room: Room,
) -> Settled {
    let mut board = Board::new(candidates, camera, region, room);
    let mut settled = Settled::default();
    for (number, candidate) in candidates.iter().enumerate() {
        let found = board.dot_is_free(candidate).then(|| {
            let mut places = 0..count(candidate);
            places.find_map(|place| Some((place, board.fitting(number, place)?)))
        });
        let found = found.flatten();
        if let Some((_, spot)) = &found {
            board.take(number, spot);
            spot.takes()
                .for_each(|rect| settled.room.take(rect, Taker::Name(number)));
        }
        settled.spots.push(found.map(|(place, _)| place));
    }
    settled
}

/// Gives each candidate that is wanted its place in the window: where it settled, unless the
/// window's edge, its furniture or a name of higher right is there; else beside, but not where
/// another settled, unless it is of the highest rights; those for which there is none are left out.
pub(super) fn place(
    candidates: &[Candidate],
    wanted: impl Fn(&Candidate) -> bool,
    settled: &Settled,
    shift_px: (f64, f64),
    camera: &Camera,
    window: ScreenRect,
    room: Room,
) -> Vec<Placed> {
    let mut board = Board::new(candidates, camera, window, room);
    let mut placed = Vec::new();
    let mut left_out = Vec::new();
    let mut counted = false;
    for (number, candidate) in candidates.iter().enumerate() {
        if !counted && candidate.right > LAST_WITH_COUNTS {
            counted = true;
            add_counts(&mut board, &mut placed, &left_out);
        }
        if !wanted(candidate) {
            continue;
        }
        let spot = board
            .dot_is_free(candidate)
            .then(|| board.best(number, settled, shift_px))
            .flatten();
        match spot {
            Some(spot) => {
                board.take(number, &spot);
                placed.push(Placed { number, spot });
            }
            None => left_out.push(number),
        }
    }
    if !counted {
        add_counts(&mut board, &mut placed, &left_out);
    }
    placed
}

/// Gives each candidate the place that it has been given elsewhere, or that another name has there,
/// where it is free with the candidate's own words; then places to the others, the first ones first.
pub(super) fn place_again(
    candidates: &[Candidate],
    given: &[Option<Spot>],
    camera: &Camera,
    window: ScreenRect,
    room: Room,
) -> Vec<Placed> {
    let mut board = Board::new(candidates, camera, window, room);
    let mut placed = Vec::new();
    let mut others = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        let given = given.get(number).and_then(Option::as_ref);
        let given = given.map(|spot| spot.naming(&candidate.text));
        match given.filter(|spot| spot.takes().all(|rect| board.is_free(&rect))) {
            Some(spot) => {
                board.take(number, &spot);
                placed.push(Placed { number, spot });
            }
            None => others.push(number),
        }
    }
    let mut left_out = Vec::new();
    for number in others {
        match board.best(number, &Settled::default(), (0.0, 0.0)) {
            Some(spot) => {
                board.take(number, &spot);
                placed.push(Placed { number, spot });
            }
            None => left_out.push(number),
        }
    }
    add_counts(&mut board, &mut placed, &left_out);
    placed
}

/// What is being laid out, and what of it is taken so far.
pub(super) struct Board<'a> {
    pub(super) candidates: &'a [Candidate],
    pub(super) camera: &'a Camera,
    pub(super) window: ScreenRect,
    pub(super) room: Room,
    /// Where rivers have their names.
    named: Vec<(Owner, ScreenPoint)>,
}

impl<'a> Board<'a> {
    fn new(
        candidates: &'a [Candidate],
        camera: &'a Camera,
        window: ScreenRect,
        room: Room,
    ) -> Self {
        Self {
            candidates,
            camera,
            window,
            room,
            named: Vec::new(),
        }
    }

    pub(super) fn is_free(&self, rect: &ScreenRect) -> bool {
        self.window.holds(rect) && self.room.is_free(&rect.inflated(APART_PX))
    }

    /// Whether the line to the mark is free as well.
    pub(super) fn has_room(&self, spot: &Spot) -> bool {
        let line = spot.leader.into_iter().flat_map(along);
        line.into_iter().all(|rect| self.is_free(&rect))
    }

    pub(super) fn take(&mut self, number: usize, spot: &Spot) {
        let dot = self
            .candidates
            .get(number)
            .and_then(|candidate| self.dot(candidate));
        for rect in spot.takes().chain(dot) {
            self.room.take(rect, Taker::Name(number));
        }
        let candidate = self.candidates.get(number);
        let runs = candidate.filter(|candidate| matches!(candidate.stand, Stand::Along { .. }));
        if let (Some(candidate), Some(first)) = (runs, spot.covers.first()) {
            self.named.push((candidate.owner, first.center()));
        }
    }

    /// Whether a river has the same name too near already.
    fn repeats(&self, candidate: &Candidate, spot: &Spot) -> bool {
        let Some(first) = spot.covers.first() else {
            return false;
        };
        let near = |at: &ScreenPoint| at.distance_px(first.center()) < AGAIN_PX;
        self.named
            .iter()
            .any(|(owner, at)| *owner == candidate.owner && near(at))
    }

    fn dot(&self, candidate: &Candidate) -> Option<ScreenRect> {
        let at = self.camera.screen_from_map(candidate.at);
        (candidate.dot_px > 0.0).then(|| ScreenRect::around(at, candidate.dot_px))
    }

    /// A dot that a name of higher right covers would be lost: then neither stands.
    fn dot_is_free(&self, candidate: &Candidate) -> bool {
        self.dot(candidate)
            .is_none_or(|dot| self.room.is_free_of_names(&dot))
    }

    fn fitting(&self, number: usize, place: usize) -> Option<Spot> {
        let candidate = &self.candidates[number];
        spot(candidate, place, self.camera, &|rect| self.is_free(rect))
            .filter(|spot| !self.repeats(candidate, spot) && self.has_room(spot))
    }

    fn best(&self, number: usize, settled: &Settled, (dx, dy): (f64, f64)) -> Option<Spot> {
        let own = settled.spots.get(number).copied().flatten();
        if let Some(spot) = own.and_then(|place| self.fitting(number, place)) {
            return Some(spot);
        }
        let candidate = &self.candidates[number];
        let mut taking = None;
        for place in 0..count(candidate) {
            let Some(spot) = self.fitting(number, place) else {
                continue;
            };
            let unsettled = |rect: ScreenRect| {
                settled
                    .room
                    .is_free_but_for(&rect.shifted(-dx, -dy), number)
            };
            if spot.takes().all(unsettled) {
                return Some(spot);
            }
            taking = taking.or(Some(spot));
        }
        taking.filter(|_| candidate.right < LAST_WITH_COUNTS)
    }
}
