//! Which names stand where: greedily, by priority.

use super::candidate::{AnchorPlacement, Candidate, LAST_MARK, Owner};
use super::choice::Choice;
use super::crossed::CrossedLines;
use super::label_position::{LabelPosition, Site};
use super::placement_state::{PlacementState, claims};
use super::stack_counts::count_position;
use crate::earth::{Camera, ScreenPoint};
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};

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
    /// What they had better not lie on.
    lines: CrossedLines,
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
    lines: CrossedLines,
) -> BasePlacement {
    let find = |board: &PlacementState<'_>, number: usize| {
        let candidate = &candidates[number];
        let tried = board.dot_is_free(candidate) && !board.is_said(candidate);
        // A name beside a line is worth less than one more name: see [`move_off_lines`].
        let choice = tried.then(|| board.choose(candidate, |_| 0, |_| false));
        choice.flatten()
    };
    let mut board = PlacementState::new(candidates, camera, region, room);
    let mut settled = BasePlacement::default();
    settled.stood.resize(candidates.len(), None);
    let order = order(&board, &|board, number| {
        Room::of(find(board, number).map(|choice| choice.spot))
    });
    let mut found: Vec<Option<Choice>> = vec![None; candidates.len()];
    for &number in &order {
        found[number] = find(&board, number);
        if let Some(choice) = &found[number] {
            board.take(number, &choice.spot);
        }
    }
    move_off_lines(&mut board, &order, &mut found, &lines);
    for number in order {
        let Some(Choice { place, spot, .. }) = found[number].take() else {
            continue;
        };
        // The world's towns and seas give way to what the dossier names, wherever that has to move.
        if !matches!(candidates[number].owner, Owner::Town(_) | Owner::Sea(_)) {
            claims(&spot).for_each(|rect| settled.room.take(rect, Occupant::Label(number)));
        }
        let taken = claims(&spot).chain(board.dot(&candidates[number]));
        let bounds = taken.reduce(|all, rect| all.with(&rect));
        settled.stood[number] = bounds.map(|bounds| Stood { place, bounds });
    }
    settled.lines = lines;
    settled
}

/// Moves names off borders and rings, and away from other marks, each to a place of its own that nothing else
/// takes, once all names have their places: so no name is lost by it.
fn move_off_lines(
    board: &mut PlacementState<'_>,
    order: &[usize],
    found: &mut [Option<Choice>],
    lines: &CrossedLines,
) {
    let under = |rect: &ScreenRect| lines.under(rect);
    for &number in order {
        let Some(choice) = &found[number] else {
            continue;
        };
        let candidate = &board.candidates[number];
        let now = board.faults(candidate, &choice.spot, under);
        if now.crossed == 0 && !now.is_misread {
            continue;
        }
        board.room.release(Occupant::Label(number));
        let better = board
            .choose(candidate, under, |spot| !board.stands_alone(spot))
            .filter(|better| !better.taking && better.faults.is_well_below(now));
        if better.is_some() {
            found[number] = better;
        }
        if let Some(choice) = &found[number] {
            board.take_room(number, &choice.spot);
        }
    }
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
    let named = named_symbols(&board, &placed);
    placed.retain(|name| !board.misleads(&candidates[name.number], &name.spot, &named));
    placed
}

/// Where the symbols of marks stand that have a name or a count.
fn named_symbols(board: &PlacementState<'_>, placed: &[PlacedName]) -> Vec<ScreenPoint> {
    let candidates = placed.iter().map(|name| &board.candidates[name.number]);
    let marks = candidates.filter(|candidate| {
        let has_symbol = matches!(candidate.stand, AnchorPlacement::Beside { .. });
        has_symbol && matches!(candidate.owner, Owner::Mark(_))
    });
    marks
        .map(|candidate| board.camera.screen_from_map(candidate.at))
        .collect()
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

/// The best place of a name in the window.
struct Best {
    spot: LabelPosition,
    /// Whether it is the one where it settled.
    kept: bool,
}

impl PlacementState<'_> {
    /// Whether a name without a place in the region can have one where others are `missing`. One of
    /// the lower rights cannot: it gives way to where they settled.
    fn can_gain(&self, candidate: &Candidate, missing: &[ScreenRect]) -> bool {
        if matches!(
            candidate.stand,
            AnchorPlacement::Along { .. }
                | AnchorPlacement::Within { .. }
                | AnchorPlacement::Apart { .. }
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
        let in_region = |rect: &ScreenRect| rect.shifted(-dx, -dy);
        let lines = |rect: &ScreenRect| settled.lines.under(&in_region(rect));
        // Who holds and who claims an area is said before any range, river or town has its name.
        let is_area = matches!(candidate.owner, Owner::Claimed(_));
        let is_other_area = |other: usize| {
            let owner = self.candidates.get(other).map(|other| other.owner);
            matches!(owner, Some(Owner::Claimed(_))) && owner != Some(candidate.owner)
        };
        let is_own = |other: usize| other == number || (is_area && !is_other_area(other));
        // A place that another name settled in comes last.
        let taking = |spot: &LabelPosition| {
            let room = &settled.room;
            !spot
                .takes()
                .all(|rect| room.is_free_but_for(&in_region(&rect), is_own))
        };
        self.choose(candidate, lines, taking)
            .filter(|choice| !choice.taking || candidate.priority < LAST_MARK)
            .map(|choice| Best {
                spot: choice.spot,
                kept: false,
            })
    }
}
