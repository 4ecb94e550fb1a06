//! What is of one side of a comparison alone, marked: a plus where it begins, a minus where it ends.

use super::ViewContext;
use crate::earth::ScreenPoint;
use crate::scene::display::symbols::ring;
use crate::scene::layout::marks::{ONE_PLACE_PX, PlacedMark, VisibleMarks};
use crate::scene::{Contour, Item, Path, Stroke};
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

/// A disc beside each symbol that stands for something of this side alone.
pub(in crate::scene) fn items(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    beside: Beside,
) -> Vec<Item> {
    let changed = stage.standing.iter();
    let changed: Vec<ScreenPoint> = changed
        .filter(|standing| standing.mark.look.pinned && beside.is_change(frame, standing))
        .map(|standing| standing.at)
        .collect();
    let stands_for_one = |head: &&PlacedMark<'_>| {
        let near = |at: &ScreenPoint| at.distance_px(head.at) <= ONE_PLACE_PX;
        head.stack > 0 && head.is_drawn() && changed.iter().any(near)
    };
    let heads = stage.standing.iter().filter(stands_for_one);
    heads
        .flat_map(|head| disc(frame, head, beside.side))
        .collect()
}

fn disc(frame: &ViewContext<'_>, head: &PlacedMark<'_>, side: Side) -> [Item; 2] {
    let aside_px = ASIDE * head.reach_px();
    let at = ScreenPoint::new(head.at.x_px + aside_px, head.at.y_px - aside_px);
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
