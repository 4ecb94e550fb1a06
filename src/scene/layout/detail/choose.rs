//! What a detail inset enlarges, and where it stands.

use crate::earth::{Camera, ScreenPoint};
use crate::scene::ScreenRect;
use crate::scene::layout::marks::{ONE_PLACE_PX, PlacedMark, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;
use crate::session::viewpoint::{Detail, projected};

/// How much larger the inset shows its part, the largest first.
const ENLARGED: [f64; 3] = [4.0, 3.2, 2.5];
/// Width and height of an inset as parts of the window's, the largest first: none takes more than a
/// quarter of the map.
const SIZES: [[f64; 2]; 6] = [
    [0.46, 0.46],
    [0.40, 0.42],
    [0.36, 0.40],
    [0.34, 0.34],
    [0.30, 0.30],
    [0.26, 0.28],
];
/// Least width and height of an inset, logical pixels: a smaller one has no room for names.
const LEAST_PX: [f64; 2] = [190.0, 140.0];
/// Marks that the main map has to stack before an inset is worth its room.
const LEAST_STACKED: usize = 4;
/// Symbols that a further inset must show apart which the main map stacks.
const LEAST_GAINED: usize = 3;
/// All insets together take at most this part of the map.
const MOST: f64 = 0.3;
/// Step in which places are tried, logical pixels.
const STEP_PX: f64 = 12.0;
/// Distance of an inset from the frame, logical pixels.
const MARGIN_PX: f64 = 12.0;
/// Room between an inset and what it must not cover, logical pixels.
const CLEAR_PX: f64 = 6.0;

/// What an inset shows, and where.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct Place {
    /// Where it stands in the window.
    pub(in crate::scene) rect: ScreenRect,
    /// The part of the window that it enlarges.
    pub(in crate::scene) source: ScreenRect,
    /// What it is seen from: its window is the inset.
    pub(in crate::scene) camera: Camera,
}

impl Place {
    /// The inset of a view beside `others`, clear of what is `taken`; none where marks do not crowd
    /// or there is no room.
    pub(in crate::scene) fn of(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        taken: &[ScreenRect],
        others: &[Self],
    ) -> Option<Self> {
        let wanted = frame.view.furniture.detail;
        let sizes = SIZES
            .map(|[across, down]| [across * frame.window.width(), down * frame.window.height()]);
        let area_px2 = |rect: &ScreenRect| rect.width() * rect.height();
        let used_px2: f64 = others.iter().map(|other| area_px2(&other.rect)).sum();
        let most_px2 = MOST * area_px2(&frame.window) - used_px2;
        let fits = |size: &[f64; 2]| {
            size[0] >= LEAST_PX[0] && size[1] >= LEAST_PX[1] && size[0] * size[1] <= most_px2
        };
        let sources: Vec<ScreenRect> = others.iter().map(|other| other.source).collect();
        let taken = [taken, &sources].concat();
        sizes.into_iter().filter(fits).find_map(|size| {
            let source = match wanted {
                Detail::None => return None,
                Detail::Auto => crowd(frame, stage, size, &sources)?,
                Detail::At(_) if !others.is_empty() => return None,
                Detail::At(extent) => fitted(frame, extent, size)?,
            };
            let rect = stand(frame, stage, &taken, size, source)?;
            let camera = Camera {
                center: frame.camera.map_from_screen(source.center()),
                metres_per_px: frame.camera.metres_per_px * source.width() / size[0],
                width_px: size[0],
                height_px: size[1],
            };
            Some(Self {
                rect,
                source,
                camera,
            })
        })
    }
}

/// The part of the window, of the inset's proportions, in which the heaviest crowd of marks that
/// share symbols stands, but for those that `others` enlarge; none where few do.
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
    let within = |rect: &ScreenRect| {
        let rect = *rect;
        marks.iter().filter(move |mark| rect.contains(mark.at))
    };
    // What stands alone can be read on the main map.
    let need = |rect: &ScreenRect| -> u32 {
        let stacked = within(rect).filter(|mark| mark.stack != 1);
        stacked
            .map(|mark| u32::from(frame.atlas.weight(mark.mark.ix)) + 20)
            .sum()
    };
    let around = |at: ScreenPoint, enlarged: f64| {
        let (width, height) = (width / enlarged, height / enlarged);
        let (left, top) = (at.x_px - width / 2.0, at.y_px - height / 2.0);
        // It shows nothing that the main map does not.
        let left = left.clamp(frame.window.left, frame.window.right - width);
        let top = top.clamp(frame.window.top, frame.window.bottom - height);
        ScreenRect::new(left, top, width, height)
    };
    let heads = marks.iter().filter(|mark| mark.stack > 1);
    let sources =
        heads.flat_map(|head| ENLARGED.map(|enlarged| (enlarged, around(head.at, enlarged))));
    let worth = |(enlarged, source): &(f64, ScreenRect)| f64::from(need(source)) * enlarged.sqrt();
    let best = sources.max_by(|a, b| worth(a).total_cmp(&worth(b)));
    let (enlarged, source) = best?;
    let stacked: usize = within(&source)
        .map(|mark| mark.stack.saturating_sub(1))
        .sum();
    if stacked < LEAST_STACKED {
        return None;
    }
    // In the middle of what it shows.
    let middle = within(&source)
        .map(|mark| ScreenRect::around(mark.at, 0.0))
        .reduce(|all, rect| all.with(&rect));
    let source = middle.map(|rect| around(rect.center(), enlarged))?;
    if others.is_empty() {
        return Some(source);
    }
    let at: Vec<ScreenPoint> = within(&source).map(|mark| mark.at).collect();
    let gained = places_apart(&at, ONE_PLACE_PX / enlarged) - places_apart(&at, ONE_PLACE_PX);
    let beside = others.iter().any(|other| other.overlaps(&source));
    (gained >= LEAST_GAINED && !beside).then_some(source)
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

/// The place over the emptiest part of the map: clear of marks, of what is `taken` and of what the
/// inset shows; of several the one over the fewest places with names, and then the farthest out.
fn stand(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    taken: &[ScreenRect],
    [width, height]: [f64; 2],
    source: ScreenRect,
) -> Option<ScreenRect> {
    let room = frame.window.inflated(-MARGIN_PX);
    let drawn = stage.standing.iter().filter(|mark| mark.is_drawn());
    let marks: Vec<ScreenRect> = drawn.map(PlacedMark::covers).collect();
    let blocked: Vec<ScreenRect> = marks
        .into_iter()
        .chain(taken.iter().copied())
        .chain([source])
        .map(|rect| rect.inflated(CLEAR_PX))
        .collect();
    let places = frame.prepared.places.iter().filter(|place| place.rank <= 2);
    let named: Vec<ScreenPoint> = places
        .map(|place| frame.camera.screen_from_map(place.at))
        .collect();
    let unpinned = stage.standing.iter().filter(|mark| !mark.mark.look.pinned);
    let labels: Vec<ScreenPoint> = unpinned.map(|mark| mark.at).collect();
    let steps = |length: f64| (length / STEP_PX).floor().max(0.0) as u32;
    let columns = steps(room.width() - width);
    let rows = steps(room.height() - height);
    let middle = frame.window.center();
    let all = (0..=columns).flat_map(|column| (0..=rows).map(move |row| (column, row)));
    all.map(|(column, row)| {
        let left = room.left + STEP_PX * f64::from(column);
        let top = room.top + STEP_PX * f64::from(row);
        ScreenRect::new(left, top, width, height)
    })
    .filter(|rect| !blocked.iter().any(|blocked| blocked.overlaps(rect)))
    .min_by_key(|rect| {
        let over = |points: &[ScreenPoint]| points.iter().filter(|at| rect.contains(**at)).count();
        let out = rect.center().distance_px(middle);
        (over(&labels), over(&named), -(out as i64))
    })
}
