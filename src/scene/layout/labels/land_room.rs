//! Where within a country or another area its name has room: on its own land, clear of water, of claimed land, of
//! marks and of what stands on the window.

use std::collections::BTreeSet;
use std::iter::StepBy;
use std::ops::Range;
use std::sync::Arc;

use super::ground_cells::{CELL_PX, GroundCells};
use super::nearest_first::NearestFirst;
use crate::atlas::basemap::CountryIx;
use crate::earth::{MapPoint, MapRect, ScreenPoint};
use crate::scene::display::cells::AreaCells;
use crate::scene::layout::collision_index::CollisionIndex;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::BaseMapLevel;
use crate::scene::{AreaGeometry, ScreenRect};

/// Places are tried at every second cell, and at every cell of claimed land, much of which is narrow.
const STRIDE: usize = 2;
/// Room around a name: as much as it likes, then less, then as little as it can do with, logical pixels.
const ROOM_PX: [f64; 3] = [9.0, 2.0, 0.5];
/// A sea's name may stand so far from its own place, each way, in such steps, logical pixels.
const SEA_PX: f64 = 240.0;
const SEA_STEP_PX: f64 = 12.0;
/// Places that are offered for a sea's name.
const SEA_PLACES: usize = 12;
/// Places of a country that are offered for something that is no name.
const PLACES: usize = 24;
/// Distance between the places that are offered for one name, logical pixels.
const APART_PX: f64 = 36.0;

/// The parts of a view that no country's name may cover.
#[derive(Debug)]
pub(super) struct Blocked {
    ground: Arc<GroundCells>,
    taken: CollisionIndex,
}

impl Blocked {
    /// Lakes and claimed land of the view within `window`, and what is `taken`.
    pub(super) fn of(frame: &ViewContext<'_>, window: ScreenRect, taken: CollisionIndex) -> Self {
        Self::on(Arc::new(GroundCells::of(frame, window)), taken)
    }

    /// The same of ground that is looked at already.
    pub(super) fn on(ground: Arc<GroundCells>, taken: CollisionIndex) -> Self {
        Self { ground, taken }
    }

    /// What of the base map is kept clear of.
    pub(super) fn ground(&self) -> &GroundCells {
        &self.ground
    }

    /// The longest row of a country's land in the window, logical pixels: no longer name has room there.
    pub(super) fn longest_px(
        &self,
        frame: &ViewContext<'_>,
        ground: &BaseMapLevel,
        country: CountryIx,
    ) -> f64 {
        self.ground.lands(frame, ground).longest_px(country.0)
    }

    /// The part of the window within which names may stand.
    pub(super) fn window(&self) -> ScreenRect {
        self.ground.window
    }

    /// Whether no claimed land lies within a rectangle.
    pub(super) fn is_unclaimed(&self, rect: &ScreenRect) -> bool {
        self.ground.claimed.is_empty(rect)
    }

    fn is_free(&self, rect: &ScreenRect, on_claimed: bool) -> bool {
        self.ground.window.holds(rect)
            && self.ground.lakes.is_empty(rect)
            && (on_claimed || self.is_unclaimed(rect))
            && self.taken.is_free(rect)
    }
}

/// What is seen of a country's land.
#[derive(Debug)]
pub(super) struct LandRoom {
    cells: AreaCells,
    /// Whether the land is claimed, so that only its own name may stand there.
    claimed: bool,
}

impl LandRoom {
    /// The land of one country within the window.
    pub(super) fn of_country(
        frame: &ViewContext<'_>,
        blocked: &Blocked,
        ground: &BaseMapLevel,
        country: CountryIx,
    ) -> Self {
        Self {
            cells: blocked.ground.lands(frame, ground).numbered(&[country.0]),
            claimed: false,
        }
    }

    /// A claimed area within the window.
    pub(super) fn of_claimed<'a>(
        frame: &ViewContext<'_>,
        area: impl Iterator<Item = &'a AreaGeometry> + Clone,
        window: ScreenRect,
    ) -> Self {
        Self::within(frame, area, window, true)
    }

    /// What lies of a feature's own areas within the window.
    pub(super) fn of_areas<'a>(
        frame: &ViewContext<'_>,
        areas: impl Iterator<Item = &'a AreaGeometry> + Clone,
        window: ScreenRect,
    ) -> Self {
        Self::within(frame, areas, window, false)
    }

    fn within<'a>(
        frame: &ViewContext<'_>,
        areas: impl Iterator<Item = &'a AreaGeometry> + Clone,
        window: ScreenRect,
        claimed: bool,
    ) -> Self {
        let seen = areas.filter(|area| area.bounds.intersects(&frame.seen));
        let around = Self::around(frame, seen.clone(), window);
        Self {
            cells: AreaCells::of(&frame.camera, seen, around, CELL_PX),
            claimed,
        }
    }

    /// The part of the window around those areas, from the corner of a cell on: most
    /// countries are small in the window.
    fn around<'a>(
        frame: &ViewContext<'_>,
        areas: impl Iterator<Item = &'a AreaGeometry>,
        window: ScreenRect,
    ) -> ScreenRect {
        let bounds = areas.map(|area| on_screen(frame, area.bounds));
        let around = bounds.reduce(|all, rect| all.with(&rect));
        let snapped =
            |px: f64, from: f64| from + ((px - from).max(0.0) / CELL_PX).floor() * CELL_PX;
        around.map_or(ScreenRect::new(0.0, 0.0, 0.0, 0.0), |rect| ScreenRect {
            left: snapped(rect.left, window.left),
            top: snapped(rect.top, window.top),
            right: rect.right.min(window.right),
            bottom: rect.bottom.min(window.bottom),
        })
    }

    /// The middle of what is seen of it; none where nothing is.
    pub(super) fn middle(&self) -> Option<ScreenPoint> {
        let (mut count, mut sum) = (0, [0, 0]);
        let [columns, rows] = counted(&self.cells);
        for row in rows {
            let inside = columns
                .clone()
                .filter(|&column| self.cells.has(column, row));
            let (of_row, along) =
                inside.fold((0, 0), |(count, along), column| (count + 1, along + column));
            count += of_row;
            sum = [sum[0] + along, sum[1] + of_row * row];
        }
        let first = self.cells.middle(0, 0);
        let mean_px = |cells: usize| CELL_PX * cells as f64 / count as f64;
        (count > 0).then(|| {
            let [across, down] = sum.map(mean_px);
            ScreenPoint::new(first.x_px + across, first.y_px + down)
        })
    }

    /// The place in it that is nearest to the middle of what is seen of it; none where nothing is.
    pub(super) fn heart(&self) -> Option<ScreenPoint> {
        NearestFirst::to(self.middle()?, &self.cells, STRIDE, false).get(0)
    }

    /// At most `most` middles of places for a name of this size. Places with more room come first, and among
    /// equals those nearest to `near`; no two are close to each other.
    pub(super) fn places(
        &self,
        blocked: &Blocked,
        size_px: [f64; 2],
        near: ScreenPoint,
        most: usize,
    ) -> Vec<ScreenPoint> {
        self.places_apart(blocked, size_px, near, (most, APART_PX))
    }

    /// The same, each at least so far from the others, logical pixels.
    pub(super) fn places_apart(
        &self,
        blocked: &Blocked,
        [width_px, height_px]: [f64; 2],
        near: ScreenPoint,
        (most, apart_px): (usize, f64),
    ) -> Vec<ScreenPoint> {
        let [.., least_px] = ROOM_PX;
        let longest_px = self.cells.longest_px();
        if width_px + 2.0 * least_px > longest_px {
            return Vec::new();
        }
        // The place that is asked for need not be the middle of a cell.
        let stride = if self.claimed { 1 } else { STRIDE };
        let mut nearest = NearestFirst::to(near, &self.cells, stride, true);
        let mut found: Vec<ScreenPoint> = Vec::new();
        for room_px in ROOM_PX {
            let (half_x, half_y) = (width_px / 2.0 + room_px, height_px / 2.0 + room_px);
            if 2.0 * half_x > longest_px {
                continue;
            }
            let fits = |at: &ScreenPoint| {
                let rect = ScreenRect::new(
                    at.x_px - half_x,
                    at.y_px - half_y,
                    2.0 * half_x,
                    2.0 * half_y,
                );
                self.cells.is_full(&rect) && blocked.is_free(&rect, self.claimed)
            };
            let mut number = 0;
            while let Some(at) = nearest.get(number) {
                if found.len() == most {
                    return found;
                }
                let is_apart = |other: &ScreenPoint| other.distance_px(at) >= apart_px;
                if found.iter().all(is_apart) && fits(&at) {
                    found.push(at);
                }
                number += 1;
            }
        }
        found
    }
}

/// The columns and rows of the cells that are looked at of an area.
fn counted(cells: &AreaCells) -> [StepBy<Range<usize>>; 2] {
    cells.bounds().map(|Range { start, end }| {
        // The same ones of the grid, wherever the area begins.
        (start.next_multiple_of(STRIDE)..end).step_by(STRIDE)
    })
}

/// Middles of places for something so large on the land of a country, clear of lakes, of claimed land and
/// of what is `taken`.
pub(in crate::scene) fn places_in_country(
    frame: &ViewContext<'_>,
    country: CountryIx,
    taken: CollisionIndex,
    size_px: [f64; 2],
    near: ScreenPoint,
) -> Vec<ScreenPoint> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let blocked = Blocked::of(frame, frame.window, taken);
    let room = LandRoom::of_country(frame, &blocked, ground, country);
    room.places(&blocked, size_px, near, PLACES)
}

/// Middles of places for a sea's name, the nearest to its own place first: on water with no land between
/// the two, clear of marks and of what stands on the window.
pub(super) fn places_at_sea(
    frame: &ViewContext<'_>,
    blocked: &Blocked,
    size_px: [f64; 2],
    near: ScreenPoint,
) -> Vec<ScreenPoint> {
    if frame.land().is_none() {
        return Vec::new();
    }
    // Its own place serves where a dried lake has no water around it.
    let own = is_free_at_sea(blocked, &with_room(size_px, near)).then_some(near);
    let afloat = all_afloat(frame, blocked, size_px, near);
    apart(own.into_iter().chain(afloat))
}

/// The same on water alone.
pub(super) fn places_afloat(
    frame: &ViewContext<'_>,
    blocked: &Blocked,
    size_px: [f64; 2],
    near: ScreenPoint,
) -> Vec<ScreenPoint> {
    apart(all_afloat(frame, blocked, size_px, near))
}

/// The free places of a name around one that are reached from there over water alone, the nearest first.
fn all_afloat<'a>(
    frame: &'a ViewContext<'_>,
    blocked: &'a Blocked,
    size_px: [f64; 2],
    near: ScreenPoint,
) -> impl Iterator<Item = ScreenPoint> + 'a {
    let land = frame.land();
    let land = land.map(|ground| blocked.ground.lands(frame, ground).all());
    land.into_iter().flat_map(move |land| {
        let mut all = afloat(near, &|rect| land.is_empty(rect));
        // The sort is stable: of equals the first stays first.
        all.sort_by(|a, b| a.distance_px(near).total_cmp(&b.distance_px(near)));
        // Few are asked for: only these are looked at.
        all.into_iter().filter(move |&at| {
            let rect = with_room(size_px, at);
            is_free_at_sea(blocked, &rect) && land.is_empty(&rect)
        })
    })
}

/// What a name of this size takes with its middle there, with the room around it.
fn with_room([width_px, height_px]: [f64; 2], at: ScreenPoint) -> ScreenRect {
    let [room_px, ..] = ROOM_PX;
    let (width, height) = (width_px + 2.0 * room_px, height_px + 2.0 * room_px);
    ScreenRect::new(at.x_px - width / 2.0, at.y_px - height / 2.0, width, height)
}

fn is_free_at_sea(blocked: &Blocked, rect: &ScreenRect) -> bool {
    blocked.window().holds(rect) && blocked.taken.is_free(rect)
}

/// The first of these places, each away from those before it.
fn apart(places: impl Iterator<Item = ScreenPoint>) -> Vec<ScreenPoint> {
    let mut apart: Vec<ScreenPoint> = Vec::new();
    for at in places {
        if apart.iter().all(|other| other.distance_px(at) >= APART_PX) {
            apart.push(at);
        }
        if apart.len() == SEA_PLACES {
            break;
        }
    }
    apart
}

/// The places around one that are reached from there over water alone.
fn afloat(from: ScreenPoint, is_water: &dyn Fn(&ScreenRect) -> bool) -> Vec<ScreenPoint> {
    let most = (SEA_PX / SEA_STEP_PX) as i32;
    let place = |[column, row]: [i32; 2]| {
        let (right, down) = (f64::from(column), f64::from(row));
        ScreenPoint::new(
            from.x_px + SEA_STEP_PX * right,
            from.y_px + SEA_STEP_PX * down,
        )
    };
    let mut seen = BTreeSet::from([[0, 0]]);
    let mut next = vec![[0, 0]];
    let mut reached = Vec::new();
    while let Some([column, row]) = next.pop() {
        let at = place([column, row]);
        if !is_water(&ScreenRect::around(at, SEA_STEP_PX / 2.0)) {
            continue;
        }
        reached.push(at);
        let beside = [[1, 0], [-1, 0], [0, 1], [0, -1]];
        let beside = beside.map(|[right, down]| [column + right, row + down]);
        let near = |cell: &[i32; 2]| cell.iter().all(|step| step.abs() <= most);
        let beside = beside.into_iter().filter(near);
        next.extend(beside.filter(|cell| seen.insert(*cell)));
    }
    reached
}

/// The upright rectangle of the window that holds a rectangle of the map.
fn on_screen(frame: &ViewContext<'_>, bounds: MapRect) -> ScreenRect {
    let corner = |x_m: f64, y_m: f64| frame.camera.screen_from_map(MapPoint::new(x_m, y_m));
    let (from, to) = (
        corner(bounds.min.x_m, bounds.max.y_m),
        corner(bounds.max.x_m, bounds.min.y_m),
    );
    ScreenRect {
        left: from.x_px,
        top: from.y_px,
        right: to.x_px,
        bottom: to.y_px,
    }
}
