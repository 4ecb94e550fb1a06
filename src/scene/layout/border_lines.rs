//! The dossier's borders as they run in a view: as drawn, and as lines that can be picked.

use super::view_context::ViewContext;
use crate::atlas::basemap::{BorderKind, CountryIx};
use crate::atlas::{Border, BorderIx, Iso3, Subject};
use crate::earth::{MapRect, ScreenPoint};
use crate::scene::prepare::BorderLine;
use crate::scene::{LineGeometry, Target, TargetKind};

/// Corners of a line that can be picked are thinned out to this, logical pixels.
const PICK_STEP_PX: f64 = 2.0;

/// The dossier's borders in view, as lines that can be picked.
pub(in crate::scene) fn targets(
    frame: &ViewContext<'_>,
    shows: impl Fn(BorderKind) -> bool,
) -> Vec<Target> {
    let mut targets = Vec::new();
    for (ix, border) in frame.atlas.borders() {
        for drawn in lines(frame, border) {
            if shows(drawn.kind) && drawn.geometry.bounds.intersects(&frame.seen) {
                targets.extend(target(frame, ix, border, &drawn.geometry));
            }
        }
    }
    targets
}

/// What is drawn of a dossier's border.
pub(in crate::scene) fn lines<'a>(
    frame: &ViewContext<'a>,
    border: &Border,
) -> impl Iterator<Item = &'a BorderLine> + use<'a> {
    let pair = pair(frame, border.pair);
    let ground = frame.land();
    let found = pair.and_then(|pair| Some(ground?.border_between(pair)));
    found
        .into_iter()
        .flatten()
        .filter(|drawn| !matches!(drawn.kind, BorderKind::Coast | BorderKind::Claim))
}

fn pair(frame: &ViewContext<'_>, [a, b]: [Iso3; 2]) -> Option<[CountryIx; 2]> {
    Some([
        frame.atlas.basemap.country(a)?,
        frame.atlas.basemap.country(b)?,
    ])
}

fn target(
    frame: &ViewContext<'_>,
    ix: BorderIx,
    border: &Border,
    geometry: &LineGeometry,
) -> Option<Target> {
    let corners = thinned(frame, geometry);
    let middle = frame.camera.middle();
    let nearest = |a: &&ScreenPoint, b: &&ScreenPoint| {
        middle.distance_px(**a).total_cmp(&middle.distance_px(**b))
    };
    let at = corners.iter().min_by(nearest).copied()?;
    Some(Target {
        subject: Subject::Border(ix),
        kind: TargetKind::Line,
        at,
        radius_px: 0.0,
        name: frame.atlas.border_name(border),
        line: corners,
    })
}

/// The line's corners in or near the window, those left out that cannot be told apart. Where it
/// leaves the window it is cut, and the pieces are joined beyond it.
fn thinned(frame: &ViewContext<'_>, geometry: &LineGeometry) -> Vec<ScreenPoint> {
    let mut corners: Vec<ScreenPoint> = Vec::new();
    let points = &geometry.points;
    for (number, &point) in points.iter().enumerate() {
        let last = number + 1 == points.len();
        let touches = |from: usize| {
            points.get(from..=from + 1).is_some_and(|edge| {
                edge.iter()
                    .copied()
                    .collect::<MapRect>()
                    .intersects(&frame.seen)
            })
        };
        if !(touches(number) || (number > 0 && touches(number - 1))) {
            continue;
        }
        let at = frame.camera.screen_from_map(point);
        let apart = corners
            .last()
            .is_none_or(|before| before.distance_px(at) >= PICK_STEP_PX);
        if apart || last {
            corners.push(at);
        }
    }
    corners
}
