//! Borders: agreed, not agreed, lines of control, claimed areas, provinces.

use super::hatch::{Slope, hatched};
use super::{ViewContext, line};
use crate::atlas::basemap::BorderKind;
use crate::scene::display::style::{Style, size};
use crate::scene::{AreaGeometry, Contour, Dash, Item, Path, Stroke};

/// Provinces show from this scale on, metres of the map per pixel.
const PROVINCES_FROM: f64 = 1200.0;

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
