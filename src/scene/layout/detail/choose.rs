//! What a detail inset enlarges, and where it stands.

use super::letter::letter_within;
use crate::earth::{Camera, ScreenPoint};
use crate::math;
use crate::scene::ScreenRect;
use crate::scene::display::cells::AreaCells;
use crate::scene::layout::collision_index::CollisionIndex;
use crate::scene::layout::marks::{ONE_PLACE_PX, PlacedMark, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;
use crate::session::viewpoint::{Detail, projected};

/// How much larger the inset shows its part, the largest first.
const ENLARGED: [f64; 5] = [4.0, 3.6, 3.2, 2.8, 2.5];
/// Greatest height of an inset as a part of its width: crowds have no direction, and names are wide.
const HIGHEST: f64 = 0.85;
/// Least height of an inset as a part of its width.
const LOWEST: f64 = 0.5;
/// Greatest width of an inset as a part of the window's.
const WIDEST: f64 = 0.62;
/// Width and height of an inset as parts of the window's, the largest first: none takes more than a
/// quarter of the map.
const SIZES: [[f64; 2]; 9] = [
    [0.46, 0.46],
    [0.40, 0.42],
    [0.36, 0.40],
    [0.34, 0.34],
    [0.30, 0.30],
    [0.26, 0.28],
    // Low ones, for a tall picture: between its names there is more room across than down.
    [0.5, 0.2],
    [0.44, 0.2],
    [0.375, 0.2],
];
/// Least width and height of an inset, logical pixels: a smaller one has no room for names.
const LEAST_PX: [f64; 2] = [220.0, 145.0];
/// A low inset, of which a small map has room for whatever its height, logical pixels.
const LOW_PX: [f64; 2] = [260.0, 150.0];
/// Marks that the main map has to stack before an inset is worth its room.
const LEAST_STACKED: usize = 4;
/// Symbols that an inset must show apart which the main map stacks.
const LEAST_GAINED: usize = 3;
/// Stacks around which an inset is tried, the highest first.
const MOST_HEADS: usize = 64;
/// Distance of a symbol's middle from the inset's edge at which the edge cuts it, pixels of the inset.
const SYMBOL_PX: f64 = 11.0;
/// How far what an inset below the map shows may lie from the middle of its marks, so that its edge cuts fewer of
/// them, logical pixels, the nearest last.
const ASIDES_PX: [f64; 7] = [-15.0, 15.0, -10.0, 10.0, -5.0, 5.0, 0.0];
/// What is left of an inset's worth for each symbol that its edge cuts.
const CUT_PART: f64 = 0.8;
/// What is left of it for each symbol of the map that the outline of what it shows crosses.
const CROSSED_PART: f64 = 0.95;
/// All insets together take at most this part of the map.
const MOST: f64 = 0.3;
/// Step in which places are tried, logical pixels.
const STEP_PX: f64 = 12.0;
/// The step in a picture that has no place in the one above: it takes nine times as long.
const FINE_STEP_PX: f64 = 4.0;
/// A view so wide shows continents, metres of the map.
const CONTINENTS_M: f64 = 11_000_000.0;
/// Side of the cells in which its land is counted, logical pixels.
const LAND_CELL_PX: f64 = 8.0;
/// An inset over more land is worse by each such part of all that is in view.
const LAND_STEPS: usize = 50;
/// The most of these parts that it may cover: a smaller inset has room on the sea.
const MOST_LAND: usize = 3;
/// Distance of an inset from the frame, logical pixels.
const MARGIN_PX: f64 = 12.0;
/// Room between an inset and what it must not cover, logical pixels.
const CLEAR_PX: f64 = 6.0;

/// What an inset shows, and where.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct DetailPlace {
    /// Where it stands in the window.
    pub(in crate::scene) rect: ScreenRect,
    /// The part of the window that it enlarges.
    pub(in crate::scene) source: ScreenRect,
    /// What it is seen from: its window is the inset.
    pub(in crate::scene) camera: Camera,
    /// Where its letter stands in that part of the window.
    pub(in crate::scene) letter: ScreenRect,
}

impl DetailPlace {
    /// The inset of a view beside `others`, clear of what is `taken`; none where marks do not crowd
    /// or there is no room.
    pub(in crate::scene) fn of(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        taken: &CollisionIndex,
        others: &[Self],
    ) -> Option<Self> {
        let wanted = frame.view.furniture.detail;
        let sizes = SIZES.map(|parts| size_px(frame, parts));
        let sizes = sizes.into_iter().chain([LOW_PX, LEAST_PX]);
        let area_px2 = |rect: &ScreenRect| rect.width() * rect.height();
        let used_px2: f64 = others.iter().map(|other| area_px2(&other.rect)).sum();
        let most_px2 = MOST * area_px2(&frame.window) - used_px2;
        let fits = |size: &[f64; 2]| {
            size[0] >= LEAST_PX[0] && size[1] >= LEAST_PX[1] && size[0] * size[1] <= most_px2
        };
        let sources: Vec<ScreenRect> = others.iter().map(|other| other.source).collect();
        let part = |size: [f64; 2]| match wanted {
            Detail::None => None,
            Detail::Auto => crowd(frame, stage, size, &sources),
            Detail::At(_) if !others.is_empty() => None,
            Detail::At(extent) => fitted(frame, extent, size),
        };
        if let Some(rect) = frame.in_margins.inset.filter(|_| others.is_empty()) {
            let source = part([rect.width(), rect.height()])?;
            return Some(Self::showing(frame, stage, source, rect));
        }
        let place = |(size, source): ([f64; 2], ScreenRect), step_px: f64| {
            let sources: Vec<ScreenRect> = sources.iter().copied().chain([source]).collect();
            let rect = stand(frame, stage, taken, (size, step_px), &sources)?;
            Some(Self::showing(frame, stage, source, rect))
        };
        let mut tried = Vec::new();
        for size in sizes.filter(fits) {
            let Some(source) = part(size) else { continue };
            if let Some(place) = place((size, source), STEP_PX) {
                return Some(place);
            }
            tried.push((size, source));
        }
        tried.retain(|_| frame.is_picture());
        tried.into_iter().find_map(|part| place(part, FINE_STEP_PX))
    }

    /// The inset that shows this part of the window there.
    fn showing(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        source: ScreenRect,
        rect: ScreenRect,
    ) -> Self {
        let camera = Camera {
            center: frame.camera.map_from_screen(source.center()),
            metres_per_px: frame.camera.metres_per_px * source.width() / rect.width(),
            width_px: rect.width(),
            height_px: rect.height(),
        };
        Self {
            rect,
            source,
            camera,
            letter: letter_within(stage, source),
        }
    }

    /// Whether marks of this map crowd so that an inset of this size is worth its room.
    pub(in crate::scene) fn is_needed(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        size: [f64; 2],
    ) -> bool {
        match frame.view.furniture.detail {
            Detail::None => false,
            Detail::Auto => crowd(frame, stage, size, &[]).is_some(),
            Detail::At(extent) => fitted(frame, extent, size).is_some(),
        }
    }
}

/// Width and height of an inset that takes these parts of the window's, neither a tower nor a ribbon.
fn size_px(frame: &ViewContext<'_>, [across, down]: [f64; 2]) -> [f64; 2] {
    let (width, height) = (across * frame.window.width(), down * frame.window.height());
    if height > HIGHEST * width {
        // The same area, as far as there is room beside it.
        let wider = (width * height / HIGHEST)
            .sqrt()
            .min(WIDEST * frame.window.width());
        [wider, HIGHEST * wider]
    } else {
        [width.min(height / LOWEST), height]
    }
}

/// The part of the window, of the inset's proportions, in which the heaviest crowd of marks stands that
/// share symbols and that the inset shows apart, but for those that `others` enlarge; none where no part
/// is worth it.
fn crowd(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    [width, height]: [f64; 2],
    others: &[ScreenRect],
) -> Option<ScreenRect> {
    let pinned = |mark: &&PlacedMark<'_>| {
        let elsewhere = others.iter().any(|other| other.contains(mark.at));
        mark.mark.look.pinned && !mark.outside && !elsewhere
    };
    let marks: Vec<&PlacedMark<'_>> = stage.standing.iter().filter(pinned).collect();
    let crowd = Crowd {
        frame,
        marks: &marks,
    };
    let mut heads: Vec<&&PlacedMark<'_>> = marks.iter().filter(|mark| mark.stack > 1).collect();
    // The sort is stable: of equals the first stays first.
    heads.sort_by_key(|head| std::cmp::Reverse(head.stack));
    heads.truncate(MOST_HEADS);
    // Below the map it is as wide as that, and no place over the map has to fit it.
    let asides: &[f64] = match frame.in_margins.inset {
        Some(_) => &ASIDES_PX,
        None => &[0.0],
    };
    let sources = heads.into_iter().flat_map(|head| {
        let sizes = ENLARGED.into_iter();
        sizes.flat_map(|enlarged| {
            let size = [width / enlarged, height / enlarged];
            let source = crowd.centred(head.at, size);
            let moved = |dx: f64, dy: f64| {
                let middle = source.center();
                let middle = ScreenPoint::new(middle.x_px + dx, middle.y_px + dy);
                (enlarged, crowd.around(middle, size))
            };
            let places = asides
                .iter()
                .flat_map(|&dx| asides.iter().map(move |&dy| (dx, dy)));
            places
                .map(|(dx, dy)| moved(dx, dy))
                .collect::<Vec<(f64, ScreenRect)>>()
        })
    });
    let apart = |source: &ScreenRect| !others.iter().any(|other| other.overlaps(source));
    sources
        .filter(|(_, source)| apart(source))
        .filter_map(|(enlarged, source)| Some((crowd.worth(&source, enlarged)?, source)))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, source)| source)
}

/// The marks that an inset may enlarge.
struct Crowd<'a> {
    frame: &'a ViewContext<'a>,
    marks: &'a [&'a PlacedMark<'a>],
}

impl Crowd<'_> {
    fn within(&self, rect: ScreenRect) -> impl Iterator<Item = &PlacedMark<'_>> {
        let marks = self.marks.iter().copied();
        marks.filter(move |mark| rect.contains(mark.at))
    }

    /// The part of the window of this size whose middle is that of the marks around `at`.
    fn centred(&self, at: ScreenPoint, size: [f64; 2]) -> ScreenRect {
        let first = self.around(at, size);
        let held = self.within(first);
        let middle = held
            .map(|mark| ScreenRect::around(mark.at, 0.0))
            .reduce(|all, rect| all.with(&rect));
        middle.map_or(first, |rect| self.around(rect.center(), size))
    }

    /// The part of the window of this size around `at`: it shows nothing that the main map does not.
    fn around(&self, at: ScreenPoint, [width, height]: [f64; 2]) -> ScreenRect {
        let window = &self.frame.window;
        let (left, top) = (at.x_px - width / 2.0, at.y_px - height / 2.0);
        let left = left.clamp(window.left, window.right - width);
        let top = top.clamp(window.top, window.bottom - height);
        ScreenRect::new(left, top, width, height)
    }

    /// What it is worth to enlarge a part of the window: the weight of the marks that it shows apart and
    /// the main map does not, less for symbols that its edge cuts; none where it gains too little.
    fn worth(&self, source: &ScreenRect, enlarged: f64) -> Option<f64> {
        let held: Vec<&PlacedMark<'_>> = self.within(*source).collect();
        let stacked: usize = held.iter().map(|mark| mark.stack.saturating_sub(1)).sum();
        let at: Vec<ScreenPoint> = held.iter().map(|mark| mark.at).collect();
        let apart = places_apart(&at, ONE_PLACE_PX / enlarged);
        let gained = apart.saturating_sub(places_apart(&at, ONE_PLACE_PX));
        if stacked < LEAST_STACKED || gained < LEAST_GAINED {
            return None;
        }
        // What stands alone can be read on the main map.
        let crowded = held.iter().filter(|mark| mark.stack != 1);
        let need: u32 = crowded
            .map(|mark| u32::from(self.frame.atlas.weight(mark.mark.ix)) + 20)
            .sum();
        let edge_px = SYMBOL_PX / enlarged;
        let clear = source.inflated(-edge_px);
        let near = self.within(source.inflated(edge_px));
        let cut = near.filter(|mark| !clear.contains(mark.at)).count();
        let worth = f64::from(need) * enlarged.sqrt();
        Some(worth * powered(CUT_PART, cut) * powered(CROSSED_PART, self.crossed(source)))
    }

    /// Number of symbols of the map through which the outline of what an inset below it shows would run: there the
    /// marks lie close together.
    fn crossed(&self, source: &ScreenRect) -> usize {
        if self.frame.in_margins.inset.is_none() {
            return 0;
        }
        let near = self.within(source.inflated(SYMBOL_PX));
        let inner = source.inflated(-SYMBOL_PX);
        near.filter(|mark| !inner.contains(mark.at)).count()
    }
}

/// A part to the power of a number.
fn powered(part: f64, number: usize) -> f64 {
    math::powi(part, i32::try_from(number).unwrap_or(i32::MAX))
}

/// Number of places that lie apart, where those nearer than `near_px` are one.
fn places_apart(at: &[ScreenPoint], near_px: f64) -> usize {
    let mut apart: Vec<ScreenPoint> = Vec::new();
    for &at in at {
        if apart.iter().all(|other| other.distance_px(at) > near_px) {
            apart.push(at);
        }
    }
    apart.len()
}

/// The part of the window that holds an extent, in the inset's proportions.
fn fitted(
    frame: &ViewContext<'_>,
    extent: crate::earth::Extent,
    [width, height]: [f64; 2],
) -> Option<ScreenRect> {
    let rect = projected(&frame.atlas.projection, extent);
    if rect.is_empty() {
        return None;
    }
    let camera = Camera::fitted(rect, width, height, 0.0);
    let part = camera.metres_per_px / frame.camera.metres_per_px;
    let middle = frame.camera.screen_from_map(camera.center);
    let (width, height) = (width * part, height * part);
    Some(ScreenRect::new(
        middle.x_px - width / 2.0,
        middle.y_px - height / 2.0,
        width,
        height,
    ))
}

/// The land of a view that shows continents, in cells: there an inset had better lie on the sea.
fn wide_land(frame: &ViewContext<'_>) -> Option<AreaCells> {
    let ground = frame.land()?;
    (frame.camera.view_rect().width_m() >= CONTINENTS_M).then(|| {
        let land = ground.land.within(frame.seen);
        let land = land.map(|land| land.geometry.as_ref());
        AreaCells::of(&frame.camera, land, frame.window, LAND_CELL_PX)
    })
}

/// The place over the emptiest part of the map: clear of what is `taken` and of the `sources`, which
/// this inset and the others enlarge; of several the one over the least land where continents show, over
/// the fewest places with names, and then the farthest out.
fn stand(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    taken: &CollisionIndex,
    ([width, height], step_px): ([f64; 2], f64),
    sources: &[ScreenRect],
) -> Option<ScreenRect> {
    let room = frame.window.inflated(-MARGIN_PX);
    let places = frame.prepared.places.iter().filter(|place| place.rank <= 2);
    let named: Vec<ScreenPoint> = places
        .map(|place| frame.camera.screen_from_map(place.at))
        .collect();
    let unpinned = stage.standing.iter().filter(|mark| !mark.mark.look.pinned);
    let labels: Vec<ScreenPoint> = unpinned.map(|mark| mark.at).collect();
    let land = wide_land(frame);
    let on_land = |rect: &ScreenRect| {
        land.as_ref().map_or(0, |land| {
            land.count(rect) * LAND_STEPS / land.count(&frame.window).max(1)
        })
    };
    let steps = |length: f64| (length / step_px).floor().max(0.0) as u32;
    let columns = steps(room.width() - width);
    let rows = steps(room.height() - height);
    let middle = frame.window.center();
    let all = (0..=columns).flat_map(|column| (0..=rows).map(move |row| (column, row)));
    all.map(|(column, row)| {
        let left = room.left + step_px * f64::from(column);
        let top = room.top + step_px * f64::from(row);
        ScreenRect::new(left, top, width, height)
    })
    .filter(|rect| {
        let rect = rect.inflated(CLEAR_PX);
        taken.is_free_for_inset(&rect) && !sources.iter().any(|source| source.overlaps(&rect))
    })
    .filter(|rect| on_land(rect) <= MOST_LAND)
    .min_by_key(|rect| {
        let over = |points: &[ScreenPoint]| points.iter().filter(|at| rect.contains(**at)).count();
        let out = rect.center().distance_px(middle);
        (over(&labels), on_land(rect), over(&named), -(out as i64))
    })
}
