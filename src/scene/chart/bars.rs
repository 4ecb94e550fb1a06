//! A bar for each value, in sections that share one axis.

use super::super::{Dash, ScreenRect, TextAnchor};
use super::across::across;
use super::axis::Axis;
use super::bar::{self, BAR_PX, DASHES, GAP_PX};
use super::named;
use super::plot::{AxisMeasure, ChartPlot, ChartWindow, windowed};
use super::sheet::{ChartSheet, LABEL_PX, SMALL_PX, label_face};
use crate::atlas::Chart;
use crate::atlas::chart_values::{ChartPart, ChartRow, ChartTable};
use crate::atlas::qualifier::Qualifier;
use crate::scene::display::fonts::Face;
use crate::scene::display::text::wrapped;

/// From this width on, labels stand at the left of their bars and not above them.
const WIDE_PX: f64 = 560.0;
/// Space between a bar and its value.
const GUTTER_PX: f64 = 6.0;
/// Space between rows.
const BETWEEN_PX: f64 = 9.0;
/// A label above a bar is never wrapped to less than this.
const LEAST_LABEL_PX: f64 = 120.0;
/// How far the parts of a total are set in.
const INSET_PX: f64 = 12.0;

/// Where labels and bars stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    label_width: f64,
    left: f64,
    right: f64,
    wide: bool,
}

impl Columns {
    fn of(sheet: &ChartSheet<'_>) -> Self {
        let width = sheet.right - sheet.left;
        let wide = width >= WIDE_PX;
        let label_width = if wide {
            (width * 0.32).min(300.0)
        } else {
            width
        };
        Self {
            label_width,
            left: if wide {
                sheet.left + label_width + 16.0
            } else {
                sheet.left
            },
            right: sheet.right,
            wide,
        }
    }
}

impl Columns {
    /// How far words above bars keep off the line at zero.
    fn keep_off(self) -> f64 {
        if self.wide { 0.0 } else { 4.0 }
    }

    /// Where words beside a bar begin: at `x`, moved so that they stay in the plot when it is zoomed.
    fn kept(self, x: f64, words_px: f64) -> f64 {
        x.min(self.right - words_px).max(self.left)
    }
}

pub(super) fn draw(sheet: &mut ChartSheet<'_>, chart: &Chart, table: &ChartTable) {
    let columns = Columns::of(sheet);
    sheet.selecting = table.rows().any(|row| {
        let own = row.parts.iter().map(|part| part.subject).chain(row.subject);
        own.into_iter()
            .any(|subject| Some(subject) == sheet.look.selected)
    });
    let whole = fitted(columns, table);
    let unit = table
        .rows()
        .map(|row| row.unit.as_str())
        .find(|unit| !unit.is_empty());
    let unit = unit.unwrap_or(&chart.unit).to_owned();
    if !unit.is_empty() {
        let at = (columns.left, sheet.y + 11.0);
        let words = capitalised(&unit);
        sheet.text(
            at,
            TextAnchor::Start,
            &words,
            (Face::Sans, SMALL_PX),
            sheet.style.quiet_text,
        );
        sheet.y += 18.0;
    }
    let top = sheet.y;
    let (axis, window) = seen(sheet, columns, whole);
    for section in &table.sections {
        if !section.title.is_empty() {
            sheet.y += 4.0;
            let at = (sheet.left + columns.keep_off(), sheet.y);
            let (width, font) = (sheet.right - at.0, (Face::SansSemiBold, LABEL_PX));
            sheet.y += sheet.block(at, width, &section.title, font, sheet.style.text) + 5.0;
        }
        for row in &section.rows {
            if row.parts.is_empty() {
                one(sheet, columns, axis, row);
            } else {
                total(sheet, columns, axis, row);
            }
            sheet.y += BETWEEN_PX;
        }
        if let Some(note) = section.note.as_ref().filter(|_| table.sections.len() > 1) {
            sheet.paragraph(note, (Face::Sans, SMALL_PX), sheet.style.quiet_text);
            sheet.y += BETWEEN_PX;
        }
    }
    let rect = ScreenRect {
        left: columns.left,
        top,
        right: columns.right,
        bottom: sheet.y,
    };
    let whole = ChartWindow {
        x: [whole.value(columns.left), whole.value(columns.right)],
        y: None,
    };
    sheet.plot = Some(ChartPlot {
        rect,
        whole,
        window: window.unwrap_or(whole),
        x: AxisMeasure::Number { unit: unit.clone() },
        y: None,
    });
    across(sheet, axis, &unit, top);
}

/// The axis of the values that are seen: those of the look's window, else `whole`.
fn seen(sheet: &ChartSheet<'_>, columns: Columns, whole: Axis) -> (Axis, Option<ChartWindow>) {
    let Some(window) = sheet.look.window else {
        return (whole, None);
    };
    let rect = ScreenRect {
        left: columns.left,
        top: 0.0,
        right: columns.right,
        bottom: 0.0,
    };
    (windowed(whole, rect, 0.0, window.x), Some(window))
}

/// The axis on which every bar with its value's words has room.
fn fitted(columns: Columns, table: &ChartTable) -> Axis {
    let width = columns.right - columns.left;
    let reach = |row: &ChartRow| row.reach().unwrap_or(0.0);
    let most = table.rows().map(reach).fold(0.0, f64::max).max(1e-9);
    let least = table.rows().filter_map(|row| row.value).fold(0.0, f64::min);
    let room = |row: &ChartRow| {
        let words = width_of(&value_words(row)) + GUTTER_PX * 2.0 + bar::beyond_px(row);
        (width - words) / reach(row).max(1e-9)
    };
    let px = table
        .rows()
        .filter(|row| reach(row) > 0.0)
        .map(room)
        .fold(width / (most - least), f64::min)
        .max(width * 0.25 / most);
    let zero = columns.left - least * px;
    Axis {
        from: (0.0, zero),
        to: (most, zero + most * px),
        log: false,
    }
}

fn width_of(words: &str) -> f64 {
    f64::from(Face::SansSemiBold.advance(words, LABEL_PX, 0.0))
}

/// The words beside a bar.
fn value_words(row: &ChartRow) -> String {
    if row.parts.is_empty() {
        row.short()
    } else {
        format!("{} in total", row.short())
    }
}

/// A row's label, above its bar or beside it; where the bar goes.
fn label(
    sheet: &mut ChartSheet<'_>,
    columns: Columns,
    text: &str,
    inset: f64,
    row: &ChartRow,
) -> (f64, f64) {
    let emphasis = sheet.emphasis(row.subject);
    let font = (label_face(emphasis), LABEL_PX);
    let color = sheet.label_color(emphasis);
    // Above its bar, a label keeps off the line at zero.
    let left = inset.max(columns.keep_off());
    let width = columns.label_width - left;
    let height = sheet.block((sheet.left + left, sheet.y), width, text, font, color);
    if columns.wide {
        (sheet.y + 1.0, height)
    } else {
        (sheet.y + height + 2.0, height + 2.0)
    }
}

/// One value, or the gap where it is missing.
fn one(sheet: &mut ChartSheet<'_>, columns: Columns, axis: Axis, row: &ChartRow) {
    let top = sheet.y;
    let inset = if row.part_of.is_some() { INSET_PX } else { 0.0 };
    let (bar_top, label_height) = label(sheet, columns, &row.label, inset, row);
    let drawn = match row.value {
        Some(value) => bar::number(sheet, axis, row, value, bar_top),
        None => gap(sheet, axis, row, bar_top),
    };
    let emphasis = sheet.emphasis(row.subject);
    let color = sheet.label_color(emphasis);
    let face = if row.value.is_some() {
        Face::SansSemiBold
    } else {
        Face::SansItalic
    };
    let words = match row.value {
        Some(_) => row.short(),
        None => no_number(row),
    };
    let words_px = f64::from(face.advance(&words, LABEL_PX, 0.0));
    let at = (
        columns.kept(drawn.right + GUTTER_PX, words_px),
        bar_top + BAR_PX - 2.5,
    );
    sheet.text(at, TextAnchor::Start, &words, (face, LABEL_PX), color);
    let mut bottom = bar_top + BAR_PX;
    if let Some(remarks) = row.remarks() {
        let at = (columns.left + 4.0, bottom + 1.0);
        let width = columns.right - at.0;
        bottom += 1.0
            + sheet.block(
                at,
                width,
                &remarks,
                (Face::Sans, SMALL_PX),
                sheet.style.quiet_text,
            );
    }
    sheet.y = bottom.max(top + label_height);
    let rect = ScreenRect {
        left: sheet.left,
        top: top - 2.0,
        right: (at.0 + words_px).max(drawn.right.min(columns.right)),
        bottom: sheet.y + 2.0,
    };
    sheet.target(rect, row.subject, named(row));
}

/// A dashed line where a number is missing: never a bar, never zero.
fn gap(sheet: &mut ChartSheet<'_>, axis: Axis, row: &ChartRow, top: f64) -> ScreenRect {
    let left = axis.at(0.0);
    let rect = ScreenRect::new(left, top, GAP_PX, BAR_PX);
    let color = sheet.tone(row);
    sheet.edged(rect, color, 1.0, DASHES);
    let emphasis = sheet.emphasis(row.subject);
    sheet.ring(rect, emphasis);
    rect
}

/// What the source says where it gives no number: "hundreds, no number given", "not reported".
fn no_number(row: &ChartRow) -> String {
    match row.qualifier.as_str() {
        "" => "not reported".to_owned(),
        "not given" | "not reported" => row.qualifier.clone(),
        word => format!("\u{201c}{word}\u{201d}, no number"),
    }
}

/// A total over several things: a gap of unknown share for each, and one bracket with the number.
fn total(sheet: &mut ChartSheet<'_>, columns: Columns, axis: Axis, row: &ChartRow) {
    let heading = ChartRow {
        subject: None,
        ..row.clone()
    };
    let (below, height) = label(sheet, columns, &row.label, 0.0, &heading);
    sheet.y = if columns.wide {
        sheet.y + height + 3.0
    } else {
        below + 1.0
    };
    let end = axis.at(row.value.unwrap_or(0.0)).max(axis.at(0.0) + GAP_PX);
    let mut edges: Option<(f64, f64)> = None;
    for part in &row.parts {
        let (top, bottom) = share(sheet, columns, axis, (row, part), end);
        edges = Some((edges.map_or(top, |(first, _)| first), bottom));
        sheet.y += BETWEEN_PX / 2.0;
    }
    let Some((top, bottom)) = edges else { return };
    let color = sheet.style.text;
    // The bracket stands clear of labels that are longer than the gaps.
    let clear = if columns.wide {
        end
    } else {
        sheet.left + LEAST_LABEL_PX
    };
    let x = end.max(clear) + 4.0;
    let bracket = [(x, top), (x + 5.0, top), (x + 5.0, bottom), (x, bottom)];
    sheet.line(&bracket, color, 1.5, Dash::Solid);
    let middle = if columns.wide {
        f64::midpoint(top, bottom)
    } else {
        bottom - BAR_PX / 2.0
    };
    let words = if row.value.is_some() {
        value_words(row)
    } else {
        no_number(row)
    };
    let at = (
        columns.kept(x + 5.0 + GUTTER_PX, width_of(&words)),
        middle + 4.0,
    );
    sheet.text(
        at,
        TextAnchor::Start,
        &words,
        (Face::SansSemiBold, LABEL_PX),
        color,
    );
    let rest = Qualifier::of(&row.qualifier).rest;
    if !rest.is_empty() && rest != "total" {
        let at = (columns.left + 4.0, sheet.y);
        let width = columns.right - at.0;
        sheet.y += sheet.block(
            at,
            width,
            rest,
            (Face::Sans, SMALL_PX),
            sheet.style.quiet_text,
        );
    }
}

/// Draws a part of a total whose share is not stated; returns where its gap begins and ends.
fn share(
    sheet: &mut ChartSheet<'_>,
    columns: Columns,
    axis: Axis,
    (row, part): (&ChartRow, &ChartPart),
    end: f64,
) -> (f64, f64) {
    let own = ChartRow {
        subject: Some(part.subject),
        ..ChartRow::default()
    };
    let top = sheet.y;
    let mut narrow = columns;
    if !columns.wide {
        // Its label stands above the gap, clear of the bracket.
        narrow.label_width = (end - sheet.left).max(LEAST_LABEL_PX);
    }
    let (bar_top, label_height) = label(sheet, narrow, &part.label, INSET_PX, &own);
    let rect = ScreenRect {
        left: axis.at(0.0),
        top: bar_top,
        right: end,
        bottom: bar_top + BAR_PX,
    };
    let color = sheet.tone(&own);
    sheet.edged(rect, color, 1.0, DASHES);
    let emphasis = sheet.emphasis(own.subject);
    sheet.ring(rect, emphasis);
    let words = "share not known";
    let fits = wrapped(words, Face::SansItalic, SMALL_PX, rect.width() - 8.0).len() == 1;
    if fits {
        let at = (rect.left.max(columns.left) + 5.0, bar_top + BAR_PX - 3.0);
        sheet.text(
            at,
            TextAnchor::Start,
            words,
            (Face::SansItalic, SMALL_PX),
            sheet.style.quiet_text,
        );
    }
    sheet.y = (bar_top + BAR_PX).max(top + label_height);
    let hand = ScreenRect {
        left: sheet.left,
        top: top - 1.0,
        right: end.clamp(sheet.left + GAP_PX, columns.right),
        bottom: sheet.y + 1.0,
    };
    let name = format!("{}: its share of {} is not known", part.label, row.words());
    sheet.target(hand, own.subject, name);
    (bar_top, bar_top + BAR_PX)
}

/// A word as a heading begins; what has capitals of its own keeps them.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), text) {
        (_, "km" | "m") | (None, _) => text.to_owned(),
        (Some(first), _) => first.to_uppercase().collect::<String>() + letters.as_str(),
    }
}
