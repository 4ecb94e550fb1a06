//! How far from a border things happened, against when: numbered marks, and what the numbers say.

use super::super::{Dash, Item, Path, ScreenRect, Stroke, TextAnchor};
use super::axis::{Axis, dates};
use super::plot::{AxisMeasure, ChartPlot, ChartWindow};
use super::sheet::{ChartSheet, Emphasis, LABEL_PX, SMALL_PX, label_face};
use crate::atlas::chart::AxisScale;
use crate::atlas::chart_values::{ChartRow, ChartTable};
use crate::atlas::qualifier::number_in;
use crate::atlas::{Subject, Symbol};
use crate::earth::ScreenPoint;
use crate::math;
use crate::scene::display::fonts::Face;
use crate::scene::display::symbols::contour;

/// Height of the plot.
const PLOT_PX: f64 = 230.0;
/// Room for the distances at the left.
const TICKS_PX: f64 = 40.0;
/// Half the width of a mark.
const MARK_PX: f64 = 5.0;
/// A distance of nothing has no logarithm: the axis begins here, kilometres.
const LEAST_KM: f64 = 1.0;

/// The two axes of the plot.
#[derive(Debug, Clone, Copy)]
struct Plot {
    days: Axis,
    km: Axis,
    rect: ScreenRect,
}

pub(super) fn draw(sheet: &mut ChartSheet<'_>, table: &ChartTable, border: &str, scale: AxisScale) {
    sheet.selecting =
        sheet.look.selected.is_some() && table.rows().any(|row| row.subject == sheet.look.selected);
    let spread = if scale == AxisScale::Log {
        ", on a logarithmic scale"
    } else {
        ""
    };
    let words = format!("Kilometres from {border}{spread}");
    sheet.paragraph(&words, (Face::Sans, SMALL_PX), sheet.style.quiet_text);
    sheet.y += 6.0;
    if let Some(whole) = plot(sheet, table, scale) {
        let plot = seen(sheet, whole);
        grid(sheet, plot);
        let mut taken = Vec::new();
        for (number, row) in numbered(table) {
            if let Some(number) = number {
                mark(sheet, plot, row, number, &mut taken);
            }
        }
        sheet.y = plot.rect.bottom + 28.0;
    }
    for (number, row) in numbered(table) {
        listed(sheet, row, number);
    }
}

/// The rows, those on the plot numbered.
fn numbered(table: &ChartTable) -> impl Iterator<Item = (Option<usize>, &ChartRow)> {
    let mut number = 0;
    table.rows().map(move |row| {
        let on_plot = row.value.is_some() && row.day.is_some();
        number += usize::from(on_plot);
        (on_plot.then_some(number), row)
    })
}

/// The plot, where there is anything to place on it.
fn plot(sheet: &ChartSheet<'_>, table: &ChartTable, scale: AxisScale) -> Option<Plot> {
    let placed = || {
        table
            .rows()
            .filter_map(|row| Some((row.day?, row.value?, row)))
    };
    let first_day = placed().map(|(day, ..)| day).reduce(f64::min)?;
    let last_day = placed().map(|(day, ..)| day).reduce(f64::max)?;
    let far = |(_, km, row): (f64, f64, &ChartRow)| row.high.unwrap_or(km).max(km);
    let near =
        |(_, km, row): (f64, f64, &ChartRow)| row.low.filter(|low| *low >= LEAST_KM).unwrap_or(km);
    let farthest = placed().map(far).reduce(f64::max)?;
    let nearest = placed().map(near).reduce(f64::min)?.max(LEAST_KM);
    let log = scale == AxisScale::Log;
    let rect = ScreenRect {
        left: sheet.left + TICKS_PX,
        top: sheet.y + 6.0,
        right: sheet.right - 8.0,
        bottom: sheet.y + 6.0 + PLOT_PX,
    };
    let room = ((last_day - first_day) * 0.08).max(2.0);
    Some(Plot {
        days: Axis {
            from: (first_day - room, rect.left),
            to: (last_day + room, rect.right),
            log: false,
        },
        km: Axis {
            from: (if log { nearest * 0.7 } else { 0.0 }, rect.bottom),
            to: (farthest * if log { 1.3 } else { 1.05 }, rect.top),
            log,
        },
        rect,
    })
}

/// The part of the plot that the look's window shows, noted on the sheet.
fn seen(sheet: &mut ChartSheet<'_>, whole: Plot) -> Plot {
    let plot = sheet.look.window.map_or(whole, |window| {
        let log = whole.km.log;
        let value = |at: f64| if log { math::powf(10.0, at) } else { at };
        let y = window.y.unwrap_or(whole.window().y.unwrap_or_default());
        let mut plot = whole;
        (plot.days.from.0, plot.days.to.0) = (window.x[0], window.x[1]);
        (plot.km.from.0, plot.km.to.0) = (value(y[0]), value(y[1]));
        plot
    });
    let unit = "km".to_owned();
    sheet.plot = Some(ChartPlot {
        rect: plot.rect,
        whole: whole.window(),
        window: plot.window(),
        x: AxisMeasure::Dates,
        y: Some(if plot.km.log {
            AxisMeasure::PowerOfTen { unit }
        } else {
            AxisMeasure::Number { unit }
        }),
    });
    plot
}

impl Plot {
    fn window(&self) -> ChartWindow {
        let at = |km: f64| {
            if self.km.log {
                math::log10(km.max(1e-9))
            } else {
                km
            }
        };
        ChartWindow {
            x: [self.days.from.0, self.days.to.0],
            y: Some([at(self.km.from.0), at(self.km.to.0)]),
        }
    }

    /// Whether a place is in the plot; one on its edge is.
    fn holds(&self, at: ScreenPoint) -> bool {
        let rect = self.rect.inflated(0.5);
        (rect.left..=rect.right).contains(&at.x_px) && (rect.top..=rect.bottom).contains(&at.y_px)
    }
}

fn grid(sheet: &mut ChartSheet<'_>, plot: Plot) {
    let Plot { days, km, rect } = plot;
    let font = (Face::Sans, SMALL_PX);
    let (line, ink) = (sheet.style.graticule, sheet.style.quiet_text);
    for value in km.ticks(44.0) {
        let y = km.at(value).round() + 0.5;
        sheet.rule(&[(rect.left, y), (rect.right, y)], line);
        let text = number_in("km", value);
        sheet.text(
            (rect.left - 6.0, y + 4.0),
            TextAnchor::End,
            &text,
            font,
            ink,
        );
    }
    let per_day = rect.width() / (days.to.0 - days.from.0);
    for (day, words) in dates(days.from.0, days.to.0, per_day) {
        let x = days.at(day).round() + 0.5;
        sheet.rule(&[(x, rect.top), (x, rect.bottom + 4.0)], line);
        let room = f64::from(Face::Sans.advance(&words, SMALL_PX, 0.0));
        if x + room <= sheet.right {
            sheet.text(
                (x, rect.bottom + 16.0),
                TextAnchor::Start,
                &words,
                font,
                ink,
            );
        }
    }
    let edge = sheet.style.border;
    sheet.rule(
        &[
            (rect.left, rect.bottom + 0.5),
            (rect.right, rect.bottom + 0.5),
        ],
        edge,
    );
}

/// A mark with the line of how far its place may be off, and its number beside it.
fn mark(
    sheet: &mut ChartSheet<'_>,
    plot: Plot,
    row: &ChartRow,
    number: usize,
    taken: &mut Vec<ScreenRect>,
) {
    let (Some(day), Some(km)) = (row.day, row.value) else {
        return;
    };
    let at = ScreenPoint::new(plot.days.at(day), plot.km.at(km.max(LEAST_KM)));
    let color = sheet.tone(row);
    if let (Some(low), Some(high)) = (row.low, row.high) {
        let bottom = plot.km.at(low.max(LEAST_KM)).min(plot.rect.bottom);
        sheet.line(
            &[(at.x_px, plot.km.at(high)), (at.x_px, bottom)],
            color,
            1.2,
            Dash::Solid,
        );
    }
    if !plot.holds(at) {
        return;
    }
    let symbol = match row.subject {
        Some(Subject::Feature(ix)) => sheet.atlas.symbol(sheet.atlas.feature(ix)),
        _ => Symbol::Dot,
    };
    let fill = if row.circular {
        sheet.style.panel
    } else {
        color
    };
    sheet.marks.push(Item::Path(Path {
        contours: vec![contour(symbol, at, MARK_PX)],
        fill: Some(fill),
        stroke: Some(Stroke {
            color,
            width_px: 1.5,
            dash: Dash::Solid,
        }),
    }));
    let hand = ScreenRect::around(at, 9.0);
    let emphasis = sheet.emphasis(row.subject);
    if matches!(emphasis, Emphasis::Selected | Emphasis::Hovered) {
        sheet.ring(ScreenRect::around(at, 7.0), emphasis);
    }
    taken.push(ScreenRect::around(at, 6.0));
    let words = number.to_string();
    let place = free(at, &words, taken);
    let baseline = (place.center().x_px, place.bottom - 2.0);
    let face = label_face(emphasis);
    let ink = sheet.label_color(emphasis);
    sheet.text(baseline, TextAnchor::Middle, &words, (face, SMALL_PX), ink);
    taken.push(place);
    sheet.target(hand, row.subject, format!("Mark {number}: {}", row.label));
}

/// Where a number stands clear of the marks and numbers so far; to the right where it cannot.
fn free(at: ScreenPoint, words: &str, taken: &[ScreenRect]) -> ScreenRect {
    let width = f64::from(Face::Sans.advance(words, SMALL_PX, 0.0)) + 2.0;
    let around = |dx: f64, dy: f64| {
        let middle = ScreenPoint::new(at.x_px + dx, at.y_px + dy);
        ScreenRect::new(middle.x_px - width / 2.0, middle.y_px - 6.0, width, 12.0)
    };
    let side = 9.0 + width / 2.0;
    let places = [
        (side, 0.0),
        (-side, 0.0),
        (side, -10.0),
        (-side, -10.0),
        (side, 10.0),
        (-side, 10.0),
        (side, -20.0),
        (-side, -20.0),
        (side, 20.0),
        (-side, 20.0),
    ];
    let clear = |rect: &ScreenRect| !taken.iter().any(|other| other.overlaps(rect));
    let mut rects = places.map(|(dx, dy)| around(dx, dy)).into_iter();
    rects.find(clear).unwrap_or_else(|| around(side, 0.0))
}

/// "Harb-Maidon, 5–10 August 2021: about 22 km, 0 to 62 km"
fn name(row: &ChartRow) -> String {
    let range = match (row.low, row.high) {
        (Some(low), Some(high)) => {
            format!(", {} to {}", number_in("km", low), number_in("km", high))
        }
        _ => String::new(),
    };
    let when = if row.when.is_empty() {
        "undated"
    } else {
        &row.when
    };
    format!("{}, {when}: {}{range}", row.label, row.words())
}

/// A line of the list: number, name, date, distance.
fn listed(sheet: &mut ChartSheet<'_>, row: &ChartRow, number: Option<usize>) {
    let emphasis = sheet.emphasis(row.subject);
    let (face, ink) = (label_face(emphasis), sheet.label_color(emphasis));
    let quiet = sheet.style.quiet_text;
    let top = sheet.y;
    let mark = number.map_or_else(|| "\u{2013}".to_owned(), |number| number.to_string());
    sheet.text(
        (sheet.left, top + 12.0),
        TextAnchor::Start,
        &mark,
        (face, LABEL_PX),
        ink,
    );
    let left = sheet.left + 22.0;
    let width = sheet.right - left;
    sheet.y += sheet.block((left, top), width, &row.label, (face, LABEL_PX), ink);
    let said = match (row.value, row.low, row.high) {
        (Some(_), Some(low), Some(high)) => format!(
            "{} km; between {} and {} km",
            row.short(),
            number_in("km", low),
            number_in("km", high)
        ),
        (Some(_), ..) => format!("{} km", row.short()),
        (None, ..) => format!("not on the chart: {}", row.words()),
    };
    let when = if row.when.is_empty() {
        "undated"
    } else {
        &row.when
    };
    let said = format!("{when} \u{b7} {said}");
    sheet.y += sheet.block((left, sheet.y), width, &said, (Face::Sans, SMALL_PX), quiet);
    let hand = ScreenRect {
        left: sheet.left,
        top,
        right: sheet.right,
        bottom: sheet.y,
    };
    if matches!(emphasis, Emphasis::Selected | Emphasis::Hovered) {
        let bar = ScreenRect::new(sheet.left - 4.0, top + 1.0, 2.0, sheet.y - top);
        let color = if emphasis == Emphasis::Selected {
            sheet.style.accent
        } else {
            sheet.style.text
        };
        sheet.filled(bar, color);
    }
    sheet.target(hand, row.subject, name(row));
    sheet.y += 5.0;
}
