//! When things happened, in days from one day.

use jiff::civil::Date;

use super::super::fonts::Face;
use super::super::{ScreenRect, TextAnchor};
use super::axis::{self, Axis};
use super::bar::{BAR_PX, fade};
use super::sheet::{LABEL_PX, SMALL_PX, Sheet, label_face};
use crate::atlas::chart::{Row, Span, Table};
use crate::atlas::date::day_in_words;

/// Space between rows.
const BETWEEN_PX: f64 = 8.0;
/// A day is never drawn narrower.
const LEAST_PX: f64 = 5.0;
/// An end that is not known to the day fades over this much at most.
const SOFT_PX: f64 = 14.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, table: &Table, day: Date, name: &str) {
    sheet.selecting =
        sheet.look.selected.is_some() && table.rows().any(|row| row.subject == sheet.look.selected);
    let axis = axis_of(sheet, table);
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
    let color = sheet.style.text;
    sheet.rule(&[(middle, top), (middle, sheet.y)], color);
    axis::across(sheet, axis, "days", top);
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

fn axis_of(sheet: &Sheet<'_>, table: &Table) -> Axis {
    let spans = || table.rows().filter_map(|row| row.span);
    let first = spans().map(|span| span.from).fold(0.0, f64::min);
    let last = spans().map(|span| span.to + 1.0).fold(1.0, f64::max);
    let room = (last - first) * 0.03;
    Axis {
        from: (first - room, sheet.left),
        to: (last + room, sheet.right),
        log: false,
    }
}

fn one(sheet: &mut Sheet<'_>, axis: Axis, row: &Row) {
    let emphasis = sheet.emphasis(row.subject);
    let (face, color) = (label_face(emphasis), sheet.label_color(emphasis));
    let top = sheet.y;
    let label_px = sheet.text(
        (sheet.left, top + 12.0),
        TextAnchor::Start,
        &row.label,
        (face, LABEL_PX),
        color,
    );
    let at = (sheet.left + label_px + 8.0, top + 12.0);
    let when_px = f64::from(Face::Sans.advance(&row.when, SMALL_PX, 0.0));
    if at.0 + when_px <= sheet.right {
        sheet.text(
            at,
            TextAnchor::Start,
            &row.when,
            (Face::Sans, SMALL_PX),
            sheet.style.quiet_text,
        );
    }
    let bar_top = top + 17.0;
    let words = row.span.map_or_else(|| row.words(), in_words);
    let rect = match row.span {
        Some(span) => bar(sheet, axis, row, span, bar_top),
        None => ScreenRect::new(sheet.left, bar_top, 0.0, BAR_PX),
    };
    let words_px = f64::from(Face::SansSemiBold.advance(&words, SMALL_PX, 0.0));
    let right = rect.right + 6.0 + words_px <= sheet.right;
    let (x, anchor) = if right {
        (rect.right + 6.0, TextAnchor::Start)
    } else {
        (rect.left - 6.0, TextAnchor::End)
    };
    sheet.text(
        (x, bar_top + BAR_PX - 3.0),
        anchor,
        &words,
        (Face::SansSemiBold, SMALL_PX),
        color,
    );
    sheet.y = bar_top + BAR_PX;
    if let Some(remark) = &row.remark {
        let width = sheet.right - sheet.left;
        let font = (Face::Sans, SMALL_PX);
        sheet.y += 1.0
            + sheet.block(
                (sheet.left, sheet.y + 1.0),
                width,
                remark,
                font,
                sheet.style.quiet_text,
            );
    }
    let hand = ScreenRect {
        left: sheet.left,
        top: top - 1.0,
        right: sheet.right,
        bottom: sheet.y + 1.0,
    };
    let when = if row.when.is_empty() {
        "undated"
    } else {
        &row.when
    };
    let name = format!("{}: {words} ({when})", row.label);
    sheet.target(hand, row.subject, name);
}

/// The bar of a span: sharp where a day is known, fading where it is not.
fn bar(sheet: &mut Sheet<'_>, axis: Axis, row: &Row, span: Span, top: f64) -> ScreenRect {
    let (left, right) = (axis.at(span.from), axis.at(span.to + 1.0));
    let right = right.max(left + LEAST_PX);
    let whole = ScreenRect {
        left,
        top,
        right,
        bottom: top + BAR_PX,
    };
    let color = sheet.tone(row.subject);
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
fn in_words(span: Span) -> String {
    let count = |days: f64| format!("{}", days.abs());
    let days = |days: f64| if days.abs() <= 1.0 { "day" } else { "days" };
    let side = |day: f64| if day < 0.0 { "before" } else { "after" };
    let about = if span.sure == [true, true] {
        ""
    } else {
        "about "
    };
    let (from, to) = (span.from, span.to);
    let words = if from == to && from == 0.0 {
        "the same day".to_owned()
    } else if from == to {
        format!("{} {} {}", count(from), days(from), side(from))
    } else if from < 0.0 && to > 0.0 {
        format!(
            "{} {} before to {} {} after",
            count(from),
            days(from),
            count(to),
            days(to)
        )
    } else {
        let farther = if from < 0.0 { from } else { to };
        format!(
            "{} to {} {} {}",
            count(from),
            count(to),
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
            in_words(Span {
                from,
                to,
                sure: [sure; 2],
            })
        };
        assert_eq!(span(-13.0, -9.0, true), "13 to 9 days before");
        assert_eq!(span(15.0, 16.0, true), "15 to 16 days after");
        assert_eq!(span(0.0, 0.0, true), "the same day");
        assert_eq!(span(-1.0, -1.0, true), "1 day before");
        assert_eq!(span(0.0, 1.0, false), "about 0 to 1 day after");
        assert_eq!(span(-2.0, 3.0, true), "2 days before to 3 days after");
    }
}
