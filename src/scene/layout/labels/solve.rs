//! Which names stand where: greedily, by priority.

use std::collections::BTreeSet;

use super::candidate::{AnchorPlacement, Candidate, LAST_MARK, Owner};
use super::label_position::{LabelPosition, Site, count};
use super::stack_counts::count_position;
use crate::earth::{Camera, ScreenPoint};
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant, along};

/// Names keep this clear of each other and of marks, logical pixels.
pub(super) const APART_PX: f64 = 1.0;
/// A name so near to the symbol of another mark would be read as that mark's, logical pixels.
pub(super) const MISREAD_PX: f64 = 5.0;
/// Additional distance between names on one line, logical pixels: closer together they read as one name.
const BETWEEN_PX: f64 = 5.0;

/// Least distance between two places where a river has its name, logical pixels.
const AGAIN_PX: f64 = 320.0;

/// Orders that are tried for the names that no picture may lack.
const ATTEMPTS: usize = 6;

/// A name that has its place.
#[derive(Debug, Clone)]
pub(super) struct PlacedName {
    /// Number of the candidate that it names; the count of a crowd has that of its mark.
    pub(super) number: usize,
    pub(super) spot: LabelPosition,
}

/// Where the names of a region stand as long as nothing of the window is in their way: a pan does
/// not move them.
#[derive(Debug, Default)]
pub(super) struct BasePlacement {
    /// Where each candidate stands, in their order.
    stood: Vec<Option<Stood>>,
    /// What they take.
    room: CollisionIndex,
}

/// Where one of them stands.
#[derive(Debug, Clone, Copy)]
struct Stood {
    /// Which of its places that is.
    place: usize,
    /// What it takes there lies within, in pixels of the region.
    bounds: ScreenRect,
}

/// Gives each candidate its place in a region, the first ones first.
pub(super) fn settle(
    candidates: &[Candidate],
    camera: &Camera,
    region: ScreenRect,
    room: CollisionIndex,
) -> BasePlacement {
    let find = |board: &PlacementState<'_>, number: usize| {
        let candidate = &candidates[number];
        let site = Site::of(candidate, camera);
        let tried = board.dot_is_free(candidate) && !board.is_said(candidate);
        let places = 0..if tried { count(candidate) } else { 0 };
        let mut misread = None;
        for place in places {
            let Some(spot) = board.fitting(&site, place) else {
                continue;
            };
            if !board.is_misread(candidate, &spot) {
                return Some((place, spot));
            }
            misread = misread.or(Some((place, spot)));
        }
        misread
    };
    let mut board = PlacementState::new(candidates, camera, region, room);
    let mut settled = BasePlacement::default();
    settled.stood.resize(candidates.len(), None);
    let order = order(&board, &|board, number| {
        Room::of(find(board, number).map(|(_, spot)| spot))
    });
    for number in order {
        let found = find(&board, number);
        if let Some((_, spot)) = &found {
            board.take(number, spot);
            // The world's towns give way to what the dossier names, wherever that has to move.
            if !matches!(candidates[number].owner, Owner::Town(_)) {
                claims(spot).for_each(|rect| settled.room.take(rect, Occupant::Label(number)));
            }
        }
        settled.stood[number] = found.and_then(|(place, spot)| {
            let taken = claims(&spot).chain(board.dot(&candidates[number]));
            let bounds = taken.reduce(|all, rect| all.with(&rect))?;
            Some(Stood { place, bounds })
        });
    }
    settled
}

/// Whether a candidate has room, and where.
enum Room {
    At(LabelPosition),
    Nowhere,
    NotWanted,
}

impl Room {
    fn of(spot: Option<LabelPosition>) -> Self {
        spot.map_or(Self::Nowhere, Self::At)
    }
}

/// The order in which candidates get their places: by priority, but names that no picture may lack
/// change places where one of them would go without: in each further attempt those that found no
/// room in the last one come first.
fn order(
    board: &PlacementState<'_>,
    find: &dyn Fn(&PlacementState<'_>, usize) -> Room,
) -> Vec<usize> {
    let count = board.candidates.len();
    let firm = board.candidates.partition_point(Candidate::is_firm);
    let mut order: Vec<usize> = (0..firm).collect();
    let mut best = (usize::MAX, order.clone());
    for _ in 0..ATTEMPTS {
        let mut board = board.clone();
        let mut without = Vec::new();
        for &number in &order {
            match find(&board, number) {
                Room::At(spot) => board.take(number, &spot),
                Room::Nowhere => without.push(number),
                Room::NotWanted => {}
            }
        }
        // Another form of the same name may stand.
        without.retain(|&number| !board.is_said(&board.candidates[number]));
        if without.len() < best.0 {
            best = (without.len(), order.clone());
        }
        if without.is_empty() {
            break;
        }
        order.retain(|number| !without.contains(number));
        order.splice(0..0, without);
    }
    best.1.into_iter().chain(firm..count).collect()
}

/// Gives each candidate that is wanted its place in the window: where it settled, unless the
/// window's edge, its furniture or a name of higher right is there; else beside, but not where
/// another settled, unless it is of the highest rights; those for which there is none are left out.
/// One that found no place in the region has one here at most where a name that did is missing.
pub(super) fn place(
    candidates: &[Candidate],
    wanted: impl Fn(&Candidate) -> bool,
    settled: &BasePlacement,
    shift_px: (f64, f64),
    camera: &Camera,
    window: ScreenRect,
    room: CollisionIndex,
) -> Vec<PlacedName> {
    let mut board = PlacementState::new(candidates, camera, window, room);
    let mut placed = Vec::new();
    let mut left_out = Vec::new();
    // What in the region is taken by names that are not there in the window.
    let mut missing: Vec<ScreenRect> = Vec::new();
    let mut counted = false;
    let order = order(&board, &|board, number| {
        if !wanted(&candidates[number]) {
            return Room::NotWanted;
        }
        let free = board.dot_is_free(&candidates[number]) && !board.is_said(&candidates[number]);
        let best = free.then(|| board.best(number, settled, shift_px));
        Room::of(best.flatten().map(|best| best.spot))
    });
    for number in order {
        let candidate = &candidates[number];
        if !counted && candidate.priority > LAST_MARK {
            counted = true;
            add_counts(&mut board, &mut placed, &left_out);
        }
        let stood = settled.stood.get(number).copied().flatten();
        let wanted = wanted(candidate);
        let tried = wanted
            && board.dot_is_free(candidate)
            && !board.is_said(candidate)
            && (stood.is_some() || board.can_gain(candidate, &missing));
        let best = tried
            .then(|| board.best(number, settled, shift_px))
            .flatten();
        if let Some(stood) = stood.filter(|_| best.as_ref().is_none_or(|best| !best.kept)) {
            missing.push(stood.bounds.shifted(shift_px.0, shift_px.1));
        }
        match best {
            Some(Best { spot, .. }) => {
                board.take(number, &spot);
                placed.push(PlacedName { number, spot });
            }
            None if wanted => left_out.push(number),
            None => {}
        }
    }
    if !counted {
        add_counts(&mut board, &mut placed, &left_out);
    }
    placed
}

/// Places a count for each stack of marks among those `left_out`, where it has room.
fn add_counts(board: &mut PlacementState<'_>, placed: &mut Vec<PlacedName>, left_out: &[usize]) {
    for &number in left_out {
        let mark = &board.candidates[number];
        if mark.stack < 2 {
            continue;
        }
        let is_free = |rect: &ScreenRect| board.is_free(rect);
        if let Some(spot) = count_position(mark, board.camera, &is_free) {
            board.take(number, &spot);
            placed.push(PlacedName { number, spot });
        }
    }
}

/// Gives each candidate the place that it has been given elsewhere, or that another name has there,
/// where it is free with the candidate's own words; then places to the others, the first ones first.
pub(super) fn place_again(
    candidates: &[Candidate],
    given: &[Option<LabelPosition>],
    camera: &Camera,
    window: ScreenRect,
    room: CollisionIndex,
) -> Vec<PlacedName> {
    let mut board = PlacementState::new(candidates, camera, window, room);
    let mut placed = Vec::new();
    let mut others = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        let given = given.get(number).and_then(Option::as_ref);
        let given = given.map(|spot| spot.naming(&candidate.text));
        let said = board.is_said(candidate);
        let free = |spot: &LabelPosition| !said && spot.takes().all(|rect| board.is_free(&rect));
        match given.filter(free) {
            Some(spot) => {
                board.take(number, &spot);
                placed.push(PlacedName { number, spot });
            }
            None if !said => others.push(number),
            None => {}
        }
    }
    let mut left_out = Vec::new();
    for number in others {
        match board.best(number, &BasePlacement::default(), (0.0, 0.0)) {
            Some(Best { spot, .. }) => {
                board.take(number, &spot);
                placed.push(PlacedName { number, spot });
            }
            None => left_out.push(number),
        }
    }
    add_counts(&mut board, &mut placed, &left_out);
    placed
}

/// What a name takes, with the room before and after it where it is upright.
fn claims(spot: &LabelPosition) -> impl Iterator<Item = ScreenRect> {
    let between_px = if spot.runs() { 0.0 } else { BETWEEN_PX };
    let covers = spot.covers.iter().map(move |rect| ScreenRect {
        left: rect.left - between_px,
        right: rect.right + between_px,
        ..*rect
    });
    covers.chain(spot.leader.into_iter().flat_map(along))
}

/// The best place of a name in the window.
struct Best {
    spot: LabelPosition,
    /// Whether it is the one where it settled.
    kept: bool,
}

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
}

impl<'a> PlacementState<'a> {
    fn new(
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
        }
    }

    pub(super) fn is_free(&self, rect: &ScreenRect) -> bool {
        self.window.holds(rect) && self.room.is_free(&rect.inflated(APART_PX))
    }

    /// Whether the line to the mark is free as well.
    pub(super) fn has_room(&self, spot: &LabelPosition) -> bool {
        let line = spot.leader.into_iter().flat_map(along);
        line.into_iter().all(|rect| self.is_free(&rect))
    }

    pub(super) fn take(&mut self, number: usize, spot: &LabelPosition) {
        let dot = self
            .candidates
            .get(number)
            .and_then(|candidate| self.dot(candidate));
        for rect in claims(spot).chain(dot) {
            self.room.take(rect, Occupant::Label(number));
        }
        let candidate = self.candidates.get(number);
        let runs =
            candidate.filter(|candidate| matches!(candidate.stand, AnchorPlacement::Along { .. }));
        if let (Some(candidate), Some(first)) = (runs, spot.covers.first()) {
            self.named.push((candidate.owner, first.center()));
        } else if let Some(candidate) = candidate {
            self.said.insert(candidate.says());
        }
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

    /// Whether another name says the same; a river's own name may.
    fn is_said(&self, candidate: &Candidate) -> bool {
        let runs = matches!(candidate.stand, AnchorPlacement::Along { .. });
        !runs && self.said.contains(&candidate.says())
    }

    fn dot(&self, candidate: &Candidate) -> Option<ScreenRect> {
        let at = self.camera.screen_from_map(candidate.at);
        (candidate.dot_px > 0.0).then(|| ScreenRect::around(at, candidate.dot_px))
    }

    /// A dot that a name of higher right or the margins cover would be lost: then neither stands.
    fn dot_is_free(&self, candidate: &Candidate) -> bool {
        self.dot(candidate)
            .is_none_or(|dot| self.room.is_free_but_for_marks(&dot))
    }

    fn fitting(&self, site: &Site<'_>, place: usize) -> Option<LabelPosition> {
        site.spot(place, &|rect| self.is_free(rect))
            .filter(|spot| !self.repeats(site.candidate, spot) && self.has_room(spot))
    }

    /// Whether the symbol of another mark is so near to the name of a mark, or to one that stands beside or
    /// apart from a point, that a reader would take the name for that mark's.
    fn is_misread(&self, candidate: &Candidate, spot: &LabelPosition) -> bool {
        let own = match candidate.stand {
            AnchorPlacement::Beside { .. } | AnchorPlacement::Apart { .. } => {
                Some(self.camera.screen_from_map(candidate.at))
            }
            // The label of a mark without a symbol.
            _ if matches!(candidate.owner, Owner::Mark(_)) => None,
            _ => return false,
        };
        let near = |rect: &ScreenRect| {
            let rect = rect.inflated(MISREAD_PX);
            let mut marks = self.room.overlapped(&rect, Occupant::Mark);
            marks.any(|mark| own.is_none_or(|own| !mark.contains(own)))
        };
        spot.covers.iter().any(near)
    }

    /// Whether a name without a place in the region can have one where others are `missing`. One of
    /// the lower rights cannot: it gives way to where they settled.
    fn can_gain(&self, candidate: &Candidate, missing: &[ScreenRect]) -> bool {
        if matches!(
            candidate.stand,
            AnchorPlacement::Along { .. } | AnchorPlacement::Within { .. }
        ) {
            return true;
        }
        let around = Site::of(candidate, self.camera).around();
        candidate.priority < LAST_MARK && missing.iter().any(|rect| rect.overlaps(&around))
    }

    fn best(&self, number: usize, settled: &BasePlacement, (dx, dy): (f64, f64)) -> Option<Best> {
        let candidate = &self.candidates[number];
        let site = Site::of(candidate, self.camera);
        let own = settled.stood.get(number).copied().flatten();
        if let Some(spot) = own.and_then(|own| self.fitting(&site, own.place)) {
            return Some(Best { spot, kept: true });
        }
        // The first place that is free but misread, and the first that another name settled in.
        let (mut misread, mut taking) = (None, None);
        for place in 0..count(candidate) {
            let Some(spot) = self.fitting(&site, place) else {
                continue;
            };
            let unsettled = |rect: ScreenRect| {
                settled
                    .room
                    .is_free_but_for(&rect.shifted(-dx, -dy), number)
            };
            let free = spot.takes().all(unsettled);
            let is_misread = self.is_misread(candidate, &spot);
            let best = Best { spot, kept: false };
            match (free, is_misread) {
                (true, false) => return Some(best),
                (true, true) => misread = misread.or(Some(best)),
                (false, _) => taking = taking.or(Some(best)),
            }
        }
        misread.or_else(|| taking.filter(|_| candidate.priority < LAST_MARK))
    }
}
