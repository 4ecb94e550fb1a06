//! Borders: agreed, not agreed, lines of control, claimed areas, provinces.

use super::hatch::{Slope, hatched};
use super::{ViewContext, line};
use crate::atlas::basemap::{BorderKind, CountryIx};
use crate::atlas::{Border, BorderIx, Iso3, Subject};
use crate::earth::{MapRect, ScreenPoint};
use crate::scene::display::style::{Style, size};
use crate::scene::prepare::BorderLine;
use crate::scene::{
    AreaGeometry, Contour, Dash, Item, LineGeometry, Path, Stroke, Target, TargetKind,
};

/// Provinces show from this scale on, metres of the map per pixel.
const PROVINCES_FROM: f64 = 1200.0;

/// Corners of a line that can be picked are thinned out to this, logical pixels.
const PICK_STEP_PX: f64 = 2.0;

/// The stroke of a border that is not agreed.
pub(in crate::scene) fn not_agreed(style: &Style) -> Stroke {
    Stroke {
        color: style.disputed,
        width_px: size::BORDER,
        dash: Dash::Dashed {
            on_px: 6.0,
            off_px: 3.0,
        },
    }
}

/// The stroke of a line of control.
pub(in crate::scene) fn line_of_control(style: &Style) -> Stroke {
    Stroke {
        color: style.disputed,
        width_px: 1.4,
        dash: Dash::Dashed {
            on_px: 2.0,
            off_px: 2.0,
        },
    }
}

/// How claimed areas are hatched: angle and spacing.
pub(in crate::scene) fn claimed_hatch(style: &Style) -> (Slope, f64, Stroke) {
    (
        Slope::Falling,
        7.0,
        Stroke::solid(style.disputed.faded(0.5), 0.7),
    )
}

/// International borders, and provinces when near.
pub(in crate::scene) fn agreed_items(frame: &ViewContext<'_>) -> Vec<Item> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let style = frame.style;
    let near = frame.camera.metres_per_px < PROVINCES_FROM;
    let provinces = near.then(|| ground.provinces.within(frame.seen));
    let provinces = provinces
        .into_iter()
        .flatten()
        .map(|province| line(province, Stroke::solid(style.province, size::HAIRLINE)));
    let borders = ground
        .borders
        .within(frame.seen)
        .filter(|border| border.kind == BorderKind::International)
        .map(|border| line(&border.geometry, Stroke::solid(style.border, size::BORDER)));
    provinces.chain(borders).collect()
}

/// Lines that are not agreed, lines of control, claimed areas.
pub(in crate::scene) fn disputed_items(frame: &ViewContext<'_>) -> Vec<Item> {
    let Some(ground) = frame.land() else {
        return Vec::new();
    };
    let style = frame.style;
    let claimed: Vec<&AreaGeometry> = ground
        .claimed
        .within(frame.seen)
        .map(|area| area.geometry.as_ref())
        .collect();
    let (slope, spacing_px, stroke) = claimed_hatch(style);
    let hatch = hatched(frame, &claimed, slope, spacing_px, stroke);
    let lines = ground.borders.within(frame.seen).filter_map(|border| {
        let stroke = match border.kind {
            BorderKind::Disputed => not_agreed(style),
            BorderKind::LineOfControl => line_of_control(style),
            _ => return None,
        };
        Some(line(&border.geometry, stroke))
    });
    hatch.into_iter().chain(lines).collect()
}

/// The outline of an area, as lines on the screen.
pub(super) fn outline(
    frame: &ViewContext<'_>,
    area: &AreaGeometry,
    stroke: Stroke,
) -> Option<Item> {
    let contour = |ring: &Vec<_>| Contour {
        points: ring
            .iter()
            .map(|&point| frame.camera.screen_from_map(point))
            .collect(),
        closed: true,
    };
    (!area.rings.is_empty()).then(|| {
        Item::Path(Path {
            contours: area.rings.iter().map(contour).collect(),
            fill: None,
            stroke: Some(stroke),
        })
    })
}

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
pub(super) fn lines<'a>(
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
