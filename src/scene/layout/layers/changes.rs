//! What is of one side of a comparison alone, marked: a plus where it begins, a minus where it ends.

use std::collections::{BTreeMap, BTreeSet};

use super::ViewContext;
use crate::atlas::Subject;
use crate::earth::ScreenPoint;
use crate::scene::display::symbols::ring;
use crate::scene::layout::marks::{ONE_PLACE_PX, PlacedMark, VisibleMarks};
use crate::scene::{Contour, Item, Path, ScreenRect, Stroke};
use crate::session::viewpoint::{Side, TimeFilter, TimeWindow};

/// Half the width of the disc, and of the strokes on it, logical pixels.
const DISC_PX: f64 = 4.4;
const ARM_PX: f64 = 2.5;
/// Distance of the disc's middle from the symbol's, right and up, as a part of the symbol's reach.
const ASIDE: f64 = 0.85;

/// The side of a comparison that a map shows, and the days of the other one.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct Beside {
    pub(in crate::scene) side: Side,
    pub(in crate::scene) other: TimeWindow,
}

impl Beside {
    /// Whether a mark is of this side alone. What has no date is of both.
    pub(in crate::scene) fn is_change(
        &self,
        frame: &ViewContext<'_>,
        standing: &PlacedMark<'_>,
    ) -> bool {
        let feature = frame.atlas.feature(standing.mark.ix);
        let other = TimeFilter {
            window: Some(self.other),
            ..frame.view.time
        };
        !standing.outside && feature.when.is_some() && !other.admits(feature)
    }
}

/// A disc beside each symbol that stands for something of this side alone, and before each of the `labels`
/// of marks without a symbol.
pub(in crate::scene) fn items(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    labels: impl Iterator<Item = (Subject, ScreenRect)>,
    beside: Beside,
) -> Vec<Item> {
    let is_changed = |standing: &&PlacedMark<'_>| beside.is_change(frame, standing);
    let changed: Vec<&PlacedMark<'_>> = stage.standing.iter().filter(is_changed).collect();
    let (pinned, unpinned): (Vec<&PlacedMark<'_>>, Vec<&PlacedMark<'_>>) = changed
        .into_iter()
        .partition(|standing| standing.mark.look.pinned);
    let near = Near::of(pinned.iter().map(|standing| standing.at));
    let stands_for_one =
        |head: &&PlacedMark<'_>| head.stack > 0 && head.is_drawn() && near.any_at(head.at);
    let heads = stage.standing.iter().filter(stands_for_one);
    let beside_symbols = heads.map(|head| {
        let aside_px = ASIDE * head.reach_px();
        ScreenPoint::new(head.at.x_px + aside_px, head.at.y_px - aside_px)
    });
    let unpinned: BTreeSet<Subject> = unpinned.iter().map(|mark| mark.subject()).collect();
    let labels = labels.filter(|(subject, _)| unpinned.contains(subject));
    let before_labels = labels
        .map(|(_, covers)| ScreenPoint::new(covers.left - DISC_PX - 1.0, covers.center().y_px));
    let places = beside_symbols.chain(before_labels);
    places.flat_map(|at| disc(frame, at, beside.side)).collect()
}

/// Points, found by what is near to them.
struct Near(BTreeMap<(i64, i64), Vec<ScreenPoint>>);

impl Near {
    fn of(points: impl Iterator<Item = ScreenPoint>) -> Self {
        let mut cells: BTreeMap<_, Vec<ScreenPoint>> = BTreeMap::new();
        for at in points {
            cells.entry(Self::cell(at)).or_default().push(at);
        }
        Self(cells)
    }

    fn cell(at: ScreenPoint) -> (i64, i64) {
        let part = |px: f64| (px / ONE_PLACE_PX).floor() as i64;
        (part(at.x_px), part(at.y_px))
    }

    /// Whether one of the points shares a place with `at`.
    fn any_at(&self, at: ScreenPoint) -> bool {
        let (column, row) = Self::cell(at);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        let mut points = around.filter_map(|cell| self.0.get(&cell)).flatten();
        points.any(|point| point.distance_px(at) <= ONE_PLACE_PX)
    }
}

fn disc(frame: &ViewContext<'_>, at: ScreenPoint, side: Side) -> [Item; 2] {
    let mut disc = ring(at, DISC_PX, Stroke::solid(frame.style.land, 1.0));
    disc.fill = Some(frame.style.text);
    let arm = |across: f64, down: f64| Contour {
        points: vec![
            ScreenPoint::new(at.x_px - across, at.y_px - down),
            ScreenPoint::new(at.x_px + across, at.y_px + down),
        ],
        closed: false,
    };
    let mut arms = vec![arm(ARM_PX, 0.0)];
    if side == Side::After {
        arms.push(arm(0.0, ARM_PX));
    }
    let sign = Path {
        contours: arms,
        fill: None,
        stroke: Some(Stroke::solid(frame.style.panel, 1.3)),
    };
    [Item::Path(disc), Item::Path(sign)]
}
