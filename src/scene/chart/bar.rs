//! One bar: as sure at its end as its number is.

use super::super::{Color, Dash, ScreenRect};
use super::axis::Axis;
use super::sheet::{ChartSheet, Emphasis};
use crate::atlas::chart_values::ChartRow;
use crate::atlas::qualifier::{Limit, Qualifier};

/// Height of a bar.
pub(super) const BAR_PX: f64 = 13.0;
/// How far a bar fades out beyond a number that is less than the true one: no measure of how much.
pub(super) const TAIL_PX: f64 = 26.0;
/// Distance to either side of an approximate number over which its bar fades out, logical pixels.
const SOFT_PX: f64 = 5.0;
/// Steps in which a bar fades.
const STEPS: u32 = 8;
/// Dashes of what has no number or an unknown share.
pub(super) const DASHES: Dash = Dash::Dashed {
    on_px: 4.0,
    off_px: 3.0,
};
/// Width of the gap where a number is missing.
pub(super) const GAP_PX: f64 = 56.0;

/// How far the drawing of a row reaches beyond the place of its number.
pub(super) fn beyond_px(row: &ChartRow) -> f64 {
    match Qualifier::of(&row.qualifier).limit {
        Limit::MoreThan | Limit::AtLeast => TAIL_PX,
        Limit::About => SOFT_PX,
        Limit::Exact | Limit::UpTo => 0.0,
    }
}

/// The bar of a number from the axis's zero; what it covers.
pub(super) fn number(
    sheet: &mut ChartSheet<'_>,
    axis: Axis,
    row: &ChartRow,
    value: f64,
    top: f64,
) -> ScreenRect {
    let color = sheet.tone(row);
    let (zero, end) = (axis.at(0.0), axis.at(value));
    let (left, right) = (zero.min(end), zero.max(end));
    let span = |from: f64, to: f64| ScreenRect::new(from, top, (to - from).max(0.0), BAR_PX);
    let mut whole = span(left, right.max(left + 1.5));
    match Qualifier::of(&row.qualifier).limit {
        Limit::Exact => sheet.filled(whole, color),
        Limit::About => {
            let soft = SOFT_PX.min((right - left) / 2.0);
            sheet.filled(span(left, right - soft), color);
            fade(sheet, (right - soft, right + soft), top, color);
            whole.right = right + soft;
        }
        Limit::MoreThan | Limit::AtLeast => {
            sheet.filled(whole, color);
            fade(sheet, (right, right + TAIL_PX), top, color);
            whole.right = right + TAIL_PX;
        }
        Limit::UpTo => {
            sheet.filled(whole, color.faded(0.3));
            sheet.edged(whole, color, 1.2, DASHES);
        }
    }
    range(sheet, axis, row, top);
    let emphasis = sheet.emphasis(row.subject);
    sheet.ring(whole, emphasis);
    whole
}

/// From solid at the first x to nothing at the second.
pub(super) fn fade(sheet: &mut ChartSheet<'_>, (from, to): (f64, f64), top: f64, color: Color) {
    let step = (to - from) / f64::from(STEPS);
    for n in 0..STEPS {
        let part = 1.0 - (n as f32 + 0.7) / STEPS as f32;
        let left = from + f64::from(n) * step;
        let rect = if step < 0.0 {
            ScreenRect::new(left + step, top, -step, BAR_PX)
        } else {
            ScreenRect::new(left, top, step, BAR_PX)
        };
        sheet.filled(rect, color.faded(part));
    }
}

/// A thin line from the lowest count to the highest.
fn range(sheet: &mut ChartSheet<'_>, axis: Axis, row: &ChartRow, top: f64) {
    if row.low.is_none() && row.high.is_none() {
        return;
    }
    let (Some(low), Some(high)) = (row.low.or(row.value), row.high.or(row.value)) else {
        return;
    };
    let (left, right, middle) = (axis.at(low), axis.at(high), top + BAR_PX / 2.0);
    let color = if sheet.emphasis(row.subject) == Emphasis::Back {
        sheet.style.country_text
    } else {
        sheet.style.text
    };
    sheet.line(&[(left, middle), (right, middle)], color, 1.2, Dash::Solid);
    for x in [left, right] {
        sheet.line(
            &[(x, middle - 4.0), (x, middle + 4.0)],
            color,
            1.2,
            Dash::Solid,
        );
    }
}
