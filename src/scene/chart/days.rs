//! When things happened, in days from one day.

use jiff::civil::Date;

use super::super::{ScreenRect, TextAnchor};
use super::across::across;
use super::axis::Axis;
use super::bar::{BAR_PX, fade};
use super::plot::{AxisMeasure, ChartPlot, ChartWindow, windowed};
use super::sheet::{ChartSheet, LABEL_PX, SMALL_PX, label_face};
use crate::atlas::chart_values::{ChartRow, ChartSpan, ChartTable};
use crate::atlas::date::{day_in_words, day_number};
use crate::scene::display::fonts::Face;

/// From this width on, labels stand at the left of their bars and not above them.
const WIDE_PX: f64 = 560.0;
/// Space between rows.
const BETWEEN_PX: f64 = 8.0;
/// A day is never drawn narrower.
const LEAST_PX: f64 = 5.0;
/// An end that is not known to the day fades over this much at most.
const SOFT_PX: f64 = 14.0;

pub(super) fn draw(sheet: &mut ChartSheet<'_>, table: &ChartTable, day: Date, name: &str) {
    sheet.selecting =
        sheet.look.selected.is_some() && table.rows().any(|row| row.subject == sheet.look.selected);
    let origin = f64::from(day_number(day));
    let whole = axis_of(sheet, table);
    let axis = seen(sheet, whole, origin);
    let middle = axis.at(0.5);
    let words = format!("{name}, {}", day_in_words(day));
    let width = f64::from(Face::SansSemiBold.advance(&words, SMALL_PX, 0.0));
    let x = (middle - width / 2.0).clamp(sheet.left, (sheet.right - width).max(sheet.left));
    let at = (x, sheet.y + 11.0);
    sheet.text(
        at,
        TextAnchor::Start,
        &words,
        (Face::SansSemiBold, SMALL_PX),
        sheet.style.text,
    );
    sheet.y += 16.0;
    let top = sheet.y;
    sheet.y += 6.0;
    for row in table.rows() {
        one(sheet, axis, row);
        sheet.y += BETWEEN_PX;
    }
    let band = ScreenRect {
        left: axis.at(0.0),
        top,
        right: axis.at(1.0).max(axis.at(0.0) + 2.0),
        bottom: sheet.y,
    };
    sheet.behind(band, sheet.style.text.faded(0.25));
    let absolute = |axis: Axis| ChartWindow {
        x: [axis.from.0 + origin, axis.to.0 + origin],
        y: None,
    };
    sheet.plot = Some(ChartPlot {
        rect: ScreenRect {
            left: axis.from.1,
            top,
            right: axis.to.1,
            bottom: sheet.y,
        },
        whole: absolute(whole),
        window: absolute(axis),
        x: AxisMeasure::DaysFrom(day),
        y: None,
    });
    across(sheet, axis, "days", top);
    let words = "Days before and after";
    let at = (sheet.left, sheet.y + 9.0);
    sheet.text(
        at,
        TextAnchor::Start,
        words,
        (Face::Sans, SMALL_PX),
        sheet.style.quiet_text,
    );
    sheet.y += 16.0;
}

fn axis_of(sheet: &ChartSheet<'_>, table: &ChartTable) -> Axis {
    let spans = || table.rows().filter_map(|row| row.span);
    let first = spans().map(|span| f64::from(span.from)).fold(0.0, f64::min);
    let last = spans()
        .map(|span| f64::from(span.to) + 1.0)
        .fold(1.0, f64::max);
    let room = (last - first) * 0.03;
    Axis {
        from: (first - room, sheet.left + beside_px(sheet)),
        to: (last + room, sheet.right),
        log: false,
    }
}

/// The axis of the days that are seen: those of the look's window, else `whole`.
fn seen(sheet: &ChartSheet<'_>, whole: Axis, origin: f64) -> Axis {
    let rect = ScreenRect {
        left: whole.from.1,
        top: 0.0,
        right: whole.to.1,
        bottom: 0.0,
    };
    let window = sheet.look.window;
    window.map_or(whole, |window| windowed(whole, rect, origin, window.x))
}

/// Room for labels at the left of the bars; none where they stand above.
fn beside_px(sheet: &ChartSheet<'_>) -> f64 {
    let width = sheet.right - sheet.left;
    if width >= WIDE_PX {
        (width * 0.3).min(280.0)
    } else {
        0.0
    }
}

fn one(sheet: &mut ChartSheet<'_>, axis: Axis, row: &ChartRow) {
    let emphasis = sheet.emphasis(row.subject);
    let color = sheet.label_color(emphasis);
    let top = sheet.y;
    let (bar_top, label_bottom) = label(sheet, row);
    let words = row.span.map_or_else(|| row.words(), in_words);
    let rect = match row.span {
        Some(span) => bar(sheet, axis, row, span, bar_top),
        None => ScreenRect::new(axis.from.1, bar_top, 0.0, BAR_PX),
    };
    let words_px = f64::from(Face::SansSemiBold.advance(&words, SMALL_PX, 0.0));
    // Words stay in the plot when their bar is zoomed out of it.
    let (x, anchor) = if rect.right + 6.0 + words_px <= sheet.right {
        ((rect.right + 6.0).max(axis.from.1), TextAnchor::Start)
    } else {
        let end = (rect.left - 6.0).clamp(
            axis.from.1 + words_px,
            sheet.right.max(axis.from.1 + words_px),
        );
        (end, TextAnchor::End)
    };
    let font = (Face::SansSemiBold, SMALL_PX);
    sheet.text((x, bar_top + BAR_PX - 3.0), anchor, &words, font, color);
    sheet.y = bar_top + BAR_PX;
    if let Some(remark) = &row.remark {
        let at = (axis.from.1, sheet.y + 1.0);
        let (font, quiet) = ((Face::Sans, SMALL_PX), sheet.style.quiet_text);
        sheet.y += 1.0 + sheet.block(at, sheet.right - at.0, remark, font, quiet);
    }
    sheet.y = sheet.y.max(label_bottom);
    let hand = ScreenRect {
        left: sheet.left,
        top: top - 1.0,
        right: sheet.right,
        bottom: sheet.y + 1.0,
    };
    let name = format!("{}: {words} ({})", row.label, dated(row));
    sheet.target(hand, row.subject, name);
}

fn dated(row: &ChartRow) -> &str {
    if row.when.is_empty() {
        "undated"
    } else {
        &row.when
    }
}

/// Label and date, above the bar or beside it; where the bar goes, and where the label ends.
fn label(sheet: &mut ChartSheet<'_>, row: &ChartRow) -> (f64, f64) {
    let emphasis = sheet.emphasis(row.subject);
    let (face, color) = (label_face(emphasis), sheet.label_color(emphasis));
    let quiet = sheet.style.quiet_text;
    let (left, top, width) = (sheet.left, sheet.y, beside_px(sheet));
    if width > 0.0 {
        let below = top
            + sheet.block(
                (left, top),
                width - 16.0,
                &row.label,
                (face, LABEL_PX),
                color,
            );
        let height = sheet.block(
            (left, below),
            width - 16.0,
            dated(row),
            (Face::Sans, SMALL_PX),
            quiet,
        );
        return (top + 2.0, below + height);
    }
    let base = top + 12.0;
    let label_px = sheet.text(
        (left, base),
        TextAnchor::Start,
        &row.label,
        (face, LABEL_PX),
        color,
    );
    let x = left + label_px + 8.0;
    let when_px = f64::from(Face::Sans.advance(dated(row), SMALL_PX, 0.0));
    if x + when_px <= sheet.right {
        sheet.text(
            (x, base),
            TextAnchor::Start,
            dated(row),
            (Face::Sans, SMALL_PX),
            quiet,
        );
    }
    (top + 17.0, top + 17.0)
}

/// The bar of a span: sharp where a day is known, fading where it is not.
fn bar(
    sheet: &mut ChartSheet<'_>,
    axis: Axis,
    row: &ChartRow,
    span: ChartSpan,
    top: f64,
) -> ScreenRect {
    let (left, right) = (
        axis.at(f64::from(span.from)),
        axis.at(f64::from(span.to) + 1.0),
    );
    let right = right.max(left + LEAST_PX);
    let whole = ScreenRect {
        left,
        top,
        right,
        bottom: top + BAR_PX,
    };
    let color = sheet.tone(row);
    let soft = span.sure.map(|sure| {
        if sure {
            0.0
        } else {
            SOFT_PX.min((right - left) / 2.0)
        }
    });
    sheet.filled(
        ScreenRect {
            left: left + soft[0],
            right: right - soft[1],
            ..whole
        },
        color,
    );
    if soft[0] > 0.0 {
        fade(sheet, (left + soft[0], left), top, color);
    }
    if soft[1] > 0.0 {
        fade(sheet, (right - soft[1], right), top, color);
    }
    let emphasis = sheet.emphasis(row.subject);
    sheet.ring(whole, emphasis);
    whole
}

/// "13 to 9 days before", "15 and 16 days after", "the same day".
fn in_words(span: ChartSpan) -> String {
    let days = |days: i32| if days.abs() <= 1 { "day" } else { "days" };
    let side = |day: i32| if day < 0 { "before" } else { "after" };
    let about = if span.sure == [true, true] {
        ""
    } else {
        "about "
    };
    let (from, to) = (span.from, span.to);
    let words = if from == to && from == 0 {
        "the same day".to_owned()
    } else if from == to {
        format!("{} {} {}", from.abs(), days(from), side(from))
    } else if from < 0 && to > 0 {
        format!(
            "{} {} before to {} {} after",
            from.abs(),
            days(from),
            to.abs(),
            days(to)
        )
    } else {
        let farther = if from < 0 { from } else { to };
        format!(
            "{} to {} {} {}",
            from.abs(),
            to.abs(),
            days(farther),
            side(farther)
        )
    };
    format!("{about}{words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_with_their_side() {
        let span = |from, to, sure| {
            in_words(ChartSpan {
                from,
                to,
                sure: [sure; 2],
            })
        };
        assert_eq!(span(-13, -9, true), "13 to 9 days before");
        assert_eq!(span(15, 16, true), "15 to 16 days after");
        assert_eq!(span(0, 0, true), "the same day");
        assert_eq!(span(-1, -1, true), "1 day before");
        assert_eq!(span(0, 1, false), "about 0 to 1 day after");
        assert_eq!(span(-2, 3, true), "2 days before to 3 days after");
    }
}
