//! Two columns against each other: points, the cells of a grid, or a box for each word.

use super::super::{Contour, Dash, Item, Path, ScreenRect, TextAnchor};
use super::axis::{Axis, dates};
use super::plot::{AxisMeasure, ChartPlot, ChartWindow};
use super::sheet::{ChartSheet, Emphasis, LABEL_PX, SMALL_PX};
use crate::atlas::profile::{
    FiveNumbers, Pair, PairAxis, PairBox, PairKind, PairMarks, number_in_short,
};
use crate::atlas::{RowIx, Subject, Symbol, TableIx, group_thousands};
use crate::earth::ScreenPoint;
use crate::math;
use crate::scene::display::fonts::Face;
use crate::scene::display::symbols::contour;

/// Height of a plot with an axis upward.
const PLOT_PX: f64 = 240.0;
/// Room for the values at the left.
const TICKS_PX: f64 = 48.0;
/// Half the width of a point.
const POINT_PX: f64 = 3.0;
/// Height of a box.
const BOX_PX: f64 = 12.0;
/// From one box to the next, its label included.
const ROW_PX: f64 = 36.0;
/// What the plot shows beyond the values on each side, as a part of them.
const BEYOND: f64 = 0.03;
/// Points that answer to the hand one by one; more stand too close for it.
const MOST_TARGETS: usize = 400;

/// A plot and what it shows: positions from left to right, and upward where it has such an axis.
#[derive(Debug, Clone, Copy)]
struct Frame {
    rect: ScreenRect,
    window: ChartWindow,
}

pub(super) fn draw(sheet: &mut ChartSheet<'_>, pair: &Pair, marks: &PairMarks, table: TableIx) {
    head(sheet, pair, marks);
    let top = sheet.y + 6.0;
    let (left, height) = match marks {
        PairMarks::Boxes { boxes, .. } => (sheet.left, boxes.len() as f64 * ROW_PX),
        PairMarks::Points(_) | PairMarks::Cells { .. } => (sheet.left + TICKS_PX, PLOT_PX),
    };
    let rect = ScreenRect {
        left,
        top,
        right: sheet.right - 8.0,
        bottom: top + height,
    };
    let whole = ChartWindow {
        x: wider(pair.across.range),
        y: pair.upward.map(|axis| wider(axis.range)),
    };
    let window = sheet.look.window.map_or(whole, |seen| ChartWindow {
        x: seen.x,
        y: whole.y.map(|y| seen.y.unwrap_or(y)),
    });
    let frame = Frame { rect, window };
    sheet.plot = Some(ChartPlot {
        rect,
        whole,
        window,
        x: measure(pair.across),
        y: pair.upward.map(measure),
    });
    grid(sheet, pair, frame);
    match marks {
        PairMarks::Points(points) => points_drawn(sheet, frame, points, table),
        PairMarks::Cells { size, counts } => cells_drawn(sheet, frame, pair, *size, counts),
        PairMarks::Boxes { boxes, .. } => {
            for (at, of_word) in boxes.iter().enumerate() {
                box_drawn(sheet, frame, pair, of_word, rect.top + at as f64 * ROW_PX);
            }
        }
    }
    sheet.y = rect.bottom + 28.0;
}

/// Which column lies which way, and what is not drawn.
fn head(sheet: &mut ChartSheet<'_>, pair: &Pair, marks: &PairMarks) {
    let log = |axis: Option<PairAxis>| {
        let log = PairKind::Numbers { log: true };
        if axis.is_some_and(|axis| axis.kind == log) {
            ", on a logarithmic scale"
        } else {
            ""
        }
    };
    let number = |count: usize| group_thousands(count as f64);
    let across = format!("{}{}", pair.across_column(), log(Some(pair.across)));
    let mut said = match marks {
        PairMarks::Boxes { others, .. } => {
            let box_words = "box: the middle half, line: the median";
            let others = match others {
                0 => String::new(),
                others => format!("; {} further without a box", number(*others)),
            };
            format!("{across}, by {} ({box_words}{others})", pair.words_column())
        }
        PairMarks::Points(_) | PairMarks::Cells { .. } => {
            let upward = format!("{}{}", pair.keys[1], log(pair.upward));
            format!("{upward}, upward, against {across}")
        }
    };
    if let PairMarks::Cells { .. } = marks {
        said.push_str("; the stronger a cell's colour, the more features it has");
    }
    if pair.missing > 0 {
        said = format!("{said}; {} lack a value", number(pair.missing));
    }
    sheet.paragraph(&said, (Face::Sans, SMALL_PX), sheet.style.quiet_text);
}

fn wider([least, most]: [f64; 2]) -> [f64; 2] {
    let beyond = (most - least) * BEYOND;
    [least - beyond, most + beyond]
}

fn measure(axis: PairAxis) -> AxisMeasure {
    let unit = String::new();
    match axis.kind {
        PairKind::Days => AxisMeasure::Dates,
        PairKind::Numbers { log: true } => AxisMeasure::PowerOfTen { unit },
        PairKind::Numbers { log: false } => AxisMeasure::Number { unit },
    }
}

/// The values that an axis names between two positions, at pixels from one end to the other.
fn named(axis: PairAxis, [low, high]: [f64; 2], [from, to]: [f64; 2]) -> Vec<(f64, String)> {
    let px = (to - from).abs();
    if axis.kind == PairKind::Days {
        let at = |day: f64| from + (day - low) / (high - low) * (to - from);
        let all = dates(low, high, px / (high - low)).into_iter();
        return all.map(|(day, words)| (at(day), words)).collect();
    }
    let log = axis.kind == PairKind::Numbers { log: true };
    let value = |at: f64| if log { math::powf(10.0, at) } else { at };
    let numbers = Axis {
        from: (value(low), from),
        to: (value(high), to),
        log,
    };
    let ticks = numbers.ticks(44.0).into_iter();
    ticks
        .map(|value| (numbers.at(value), number_in_short(value)))
        .collect()
}

fn grid(sheet: &mut ChartSheet<'_>, pair: &Pair, Frame { rect, window }: Frame) {
    let (line, ink, edge) = (
        sheet.style.graticule,
        sheet.style.quiet_text,
        sheet.style.border,
    );
    let font = (Face::Sans, SMALL_PX);
    let upward = pair.upward.zip(window.y);
    let upward = upward.map(|(axis, window)| named(axis, window, [rect.bottom, rect.top]));
    for (y, words) in upward.unwrap_or_default() {
        let y = y.round() + 0.5;
        sheet.rule(&[(rect.left, y), (rect.right, y)], line);
        sheet.text(
            (rect.left - 6.0, y + 4.0),
            TextAnchor::End,
            &words,
            font,
            ink,
        );
    }
    let mut free_from = sheet.left;
    for (x, words) in named(pair.across, window.x, [rect.left, rect.right]) {
        let x = x.round() + 0.5;
        sheet.rule(&[(x, rect.top), (x, rect.bottom + 4.0)], line);
        let half = f64::from(Face::Sans.advance(&words, SMALL_PX, 0.0)) / 2.0;
        if x - half >= free_from && x + half <= sheet.right {
            sheet.text(
                (x, rect.bottom + 16.0),
                TextAnchor::Middle,
                &words,
                font,
                ink,
            );
            free_from = x + half + 8.0;
        }
    }
    let y = rect.bottom + 0.5;
    sheet.rule(&[(rect.left, y), (rect.right, y)], edge);
}

impl Frame {
    fn x(&self, at: f64) -> f64 {
        let [low, high] = self.window.x;
        self.rect.left + (at - low) / (high - low) * self.rect.width()
    }

    fn y(&self, at: f64) -> f64 {
        let [low, high] = self.window.y.unwrap_or([0.0, 1.0]);
        self.rect.bottom - (at - low) / (high - low) * self.rect.height()
    }

    /// The part of a rectangle that lies in the plot; `None` where none does.
    fn clipped(&self, rect: ScreenRect) -> Option<ScreenRect> {
        let within = ScreenRect {
            left: rect.left.max(self.rect.left),
            top: rect.top.max(self.rect.top),
            right: rect.right.min(self.rect.right),
            bottom: rect.bottom.min(self.rect.bottom),
        };
        (within.width() > 0.0 && within.height() > 0.0).then_some(within)
    }

    fn holds(&self, at: ScreenPoint) -> bool {
        let rect = self.rect.inflated(0.5);
        (rect.left..=rect.right).contains(&at.x_px) && (rect.top..=rect.bottom).contains(&at.y_px)
    }
}

/// Those that the filters let through lie over the others.
fn points_drawn(
    sheet: &mut ChartSheet<'_>,
    frame: Frame,
    points: &[(u32, [f64; 2], bool)],
    table: TableIx,
) {
    let targets = points.len() <= MOST_TARGETS;
    let (faint, strong) = (
        sheet.style.quiet_text.faded(0.3),
        sheet.style.text.faded(0.7),
    );
    let (mut back, mut front) = (Vec::new(), Vec::new());
    for &(row, at, passes) in points {
        let at = ScreenPoint::new(frame.x(at[0]), frame.y(at[1]));
        if !frame.holds(at) {
            continue;
        }
        let dot = contour(Symbol::Dot, at, POINT_PX);
        if passes {
            front.push(dot);
        } else {
            back.push(dot);
        }
        let subject = Subject::Feature(sheet.atlas.id_in(table, RowIx(row)));
        let emphasis = sheet.emphasis(Some(subject));
        if matches!(emphasis, Emphasis::Selected | Emphasis::Hovered) {
            sheet.ring(ScreenRect::around(at, POINT_PX + 2.0), emphasis);
        }
        if targets {
            let name = sheet.atlas.name(subject);
            sheet.target(ScreenRect::around(at, POINT_PX + 3.0), Some(subject), name);
        }
    }
    for (dots, color) in [(back, faint), (front, strong)] {
        for dot in dots {
            sheet.marks.push(filled(dot, color));
        }
    }
}

fn filled(contour: Contour, color: super::super::Color) -> Item {
    Item::Path(Path {
        contours: vec![contour],
        fill: Some(color),
        stroke: None,
    })
}

/// The more features a cell has, the stronger its colour; where filters leave some out, what they leave is
/// drawn over what there is.
fn cells_drawn(
    sheet: &mut ChartSheet<'_>,
    frame: Frame,
    pair: &Pair,
    size: [usize; 2],
    counts: &[[u32; 2]],
) {
    let most = |which: usize| counts.iter().map(|it| it[which]).max().unwrap_or(0).max(1);
    // Square roots tell few apart from none, and many from more (as in a two-dimensional histogram).
    let shade = |count: u32, most: u32| (f64::from(count) / f64::from(most)).sqrt() as f32;
    let (all, passing) = (most(0), most(1));
    let narrowed = counts.iter().any(|[all, passing]| all != passing);
    for (cell, &[count, passes]) in counts.iter().enumerate().filter(|(_, it)| it[0] > 0) {
        let [x, y] = pair.cell(size, cell);
        let rect = ScreenRect {
            left: frame.x(x[0]),
            top: frame.y(y[1]),
            right: frame.x(x[1]),
            bottom: frame.y(y[0]),
        };
        let Some(rect) = frame.clipped(rect) else {
            continue;
        };
        if narrowed {
            let faint = 0.08 + 0.2 * shade(count, all);
            sheet.filled(rect, sheet.style.quiet_text.faded(faint));
        }
        if passes > 0 {
            let strong = 0.15 + 0.85 * shade(passes, passing);
            sheet.filled(rect, sheet.style.text.faded(strong));
        }
    }
}

/// A word, its box and its median; behind them the box of all where filters leave some out.
fn box_drawn(sheet: &mut ChartSheet<'_>, frame: Frame, pair: &Pair, of_word: &PairBox, top: f64) {
    let all = of_word.all.count;
    let passing = of_word.passing.map_or(0, |it| it.count);
    let number = |count: usize| group_thousands(count as f64);
    let count = if passing == all {
        number(all)
    } else {
        format!("{} of {}", number(passing), number(all))
    };
    let (ink, quiet) = (sheet.style.text, sheet.style.quiet_text);
    let base = top + 13.0;
    let at = (sheet.left, base);
    sheet.text(
        at,
        TextAnchor::Start,
        &of_word.title,
        (Face::Sans, LABEL_PX),
        ink,
    );
    let at = (frame.rect.right, base);
    sheet.text(at, TextAnchor::End, &count, (Face::Sans, SMALL_PX), quiet);
    let box_top = top + 18.0;
    if passing < all {
        spread(sheet, frame, &of_word.all, box_top, quiet.faded(0.35));
    }
    if let Some(numbers) = &of_word.passing {
        spread(sheet, frame, numbers, box_top, ink.faded(0.75));
    }
    let hand = ScreenRect {
        left: sheet.left,
        top,
        right: frame.rect.right,
        bottom: top + ROW_PX,
    };
    let said = of_word.passing.map(|it| in_words(pair, &it));
    let said = said.unwrap_or_else(|| "none of them passes the filters".to_owned());
    sheet.target(hand, None, format!("{}, {count}: {said}", of_word.title));
}

/// "median 12, half of them from 3 to 20, all from 0 to 78".
fn in_words(pair: &Pair, numbers: &FiveNumbers) -> String {
    let [least, lower, median, upper, most] = numbers.at.map(|at| pair.across.kind.words(at));
    format!("median {median}, half of them from {lower} to {upper}, all from {least} to {most}")
}

fn spread(
    sheet: &mut ChartSheet<'_>,
    frame: Frame,
    numbers: &FiveNumbers,
    top: f64,
    color: super::super::Color,
) {
    let middle = top + BOX_PX / 2.0;
    let [least, lower, median, upper, most] = numbers.at.map(|at| frame.x(at));
    let inside = |x: f64| x.clamp(frame.rect.left, frame.rect.right);
    let whisker = [inside(least), inside(most)];
    if whisker[0] < whisker[1] {
        sheet.line(
            &[(whisker[0], middle), (whisker[1], middle)],
            color,
            1.0,
            Dash::Solid,
        );
    }
    let body = ScreenRect {
        left: lower,
        top,
        right: upper.max(lower + 1.0),
        bottom: top + BOX_PX,
    };
    if let Some(body) = frame.clipped(body) {
        sheet.filled(body, color.faded(0.45));
        sheet.edged(body, color, 1.0, Dash::Solid);
    }
    if (frame.rect.left..=frame.rect.right).contains(&median) {
        sheet.line(
            &[(median, top - 1.0), (median, top + BOX_PX + 1.0)],
            color,
            2.5,
            Dash::Solid,
        );
    }
}
