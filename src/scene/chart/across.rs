//! Lines down through a chart, with the values of its axis below them.

use super::axis::Axis;
use super::sheet::{ChartSheet, SMALL_PX};
use crate::atlas::qualifier::number_in;
use crate::scene::TextAnchor;
use crate::scene::display::fonts::Face;

/// Lines down through the chart with their values below, from `top` to the sheet's end so far.
pub(super) fn across(sheet: &mut ChartSheet<'_>, axis: Axis, unit: &str, top: f64) {
    let bottom = sheet.y;
    for value in axis.ticks(72.0) {
        let x = axis.at(value).round() + 0.5;
        let color = if value == 0.0 {
            sheet.style.border
        } else {
            sheet.style.graticule
        };
        sheet.rule(&[(x, top), (x, bottom)], color);
        let percent = if unit == "percent" { "%" } else { "" };
        let text = format!("{}{percent}", number_in(unit, value));
        let anchor = if value <= axis.from.0 {
            TextAnchor::Start
        } else {
            TextAnchor::Middle
        };
        let font = (Face::Sans, SMALL_PX);
        let half = f64::from(font.0.advance(&text, font.1, 0.0)) / 2.0;
        let x = if anchor == TextAnchor::Middle {
            x.min(sheet.right - half).max(sheet.left + half)
        } else {
            x
        };
        sheet.text(
            (x, bottom + 13.0),
            anchor,
            &text,
            font,
            sheet.style.quiet_text,
        );
    }
    sheet.y = bottom + 18.0;
}
