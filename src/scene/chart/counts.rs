//! How many features there are of each value of a column: words as bars below each other, stretches of
//! numbers or days as bars that stand beside each other.

use super::super::{ScreenRect, TextAnchor};
use super::axis::{Axis, dates};
use super::sheet::{ChartSheet, SMALL_PX};
use super::{bars, named};
use crate::atlas::Chart;
use crate::atlas::chart_values::{ChartRow, ChartTable};
use crate::atlas::profile::{Bin, BinContent, Distribution, Division, number_in_short};
use crate::scene::display::fonts::Face;

/// Height of the bars at most.
const PLOT_PX: f64 = 180.0;
/// Room for the counts at the left.
const TICKS_PX: f64 = 44.0;
/// Room between the bars of values and that of features without one, in bars.
const BEFORE_MISSING: f64 = 0.6;
/// Room between two words under the bars.
const BETWEEN_PX: f64 = 10.0;

pub(super) fn draw(
    sheet: &mut ChartSheet<'_>,
    chart: &Chart,
    table: &ChartTable,
    divided: &Distribution,
) {
    if divided.division == Division::Words {
        return bars::draw(sheet, chart, table);
    }
    let note = if divided.note.is_empty() {
        "Features".to_owned()
    } else {
        format!("Features, {}", divided.note)
    };
    sheet.paragraph(&note, (Face::Sans, SMALL_PX), sheet.style.quiet_text);
    sheet.y += 6.0;
    let rect = ScreenRect {
        left: sheet.left + TICKS_PX,
        top: sheet.y + 4.0,
        right: sheet.right - 8.0,
        bottom: sheet.y + 4.0 + PLOT_PX,
    };
    let rows: Vec<&ChartRow> = table.rows().collect();
    let counts = Axis {
        from: (0.0, rect.bottom),
        to: (most(divided, &rows), rect.top),
        log: false,
    };
    grid(sheet, counts, rect);
    let across = Across::of(&divided.bins, rect);
    for (at, (bin, row)) in divided.bins.iter().zip(&rows).enumerate() {
        let [left, right] = across.bar(at, bin);
        let gap = ((right - left) * 0.08).min(1.0);
        let count = row.value.unwrap_or_default();
        let bar = ScreenRect {
            left: left + gap,
            top: counts.at(count).max(rect.top),
            right: right - gap,
            bottom: rect.bottom,
        };
        let missing = bin.content == BinContent::Missing;
        let color = if missing {
            sheet.style.graticule
        } else {
            sheet.style.border
        };
        sheet.filled(bar, color);
        let hand = ScreenRect {
            left,
            top: rect.top,
            right,
            bottom: rect.bottom,
        };
        sheet.target(hand, None, named(row));
    }
    words(sheet, &across, divided, rect);
    sheet.y = rect.bottom + 26.0;
}

/// The count that the highest bar shows. What is gathered outside a stretch does not press the rest
/// down.
fn most(divided: &Distribution, rows: &[&ChartRow]) -> f64 {
    let inner = divided
        .bins
        .iter()
        .zip(rows)
        .filter(|(bin, _)| !bin.is_gathered());
    let most = inner.filter_map(|(_, row)| row.value).fold(0.0, f64::max);
    if most > 0.0 { most } else { 1.0 }
}

fn grid(sheet: &mut ChartSheet<'_>, counts: Axis, rect: ScreenRect) {
    let (line, ink, edge) = (
        sheet.style.graticule,
        sheet.style.quiet_text,
        sheet.style.border,
    );
    for value in counts
        .ticks(44.0)
        .into_iter()
        .filter(|value| value.fract() == 0.0)
    {
        let y = counts.at(value).round() + 0.5;
        sheet.rule(&[(rect.left, y), (rect.right, y)], line);
        let at = (rect.left - 6.0, y + 4.0);
        let font = (Face::Sans, SMALL_PX);
        sheet.text(at, TextAnchor::End, &number_in_short(value), font, ink);
    }
    let y = rect.bottom + 0.5;
    sheet.rule(&[(rect.left, y), (rect.right, y)], edge);
}

/// Where bars stand from left to right.
struct Across {
    left: f64,
    step: f64,
}

impl Across {
    fn of(bins: &[Bin], rect: ScreenRect) -> Self {
        let missing = bins.iter().any(|bin| bin.content == BinContent::Missing);
        let gap = if missing { BEFORE_MISSING } else { 0.0 };
        Self {
            left: rect.left,
            step: rect.width() / (bins.len() as f64 + gap),
        }
    }

    fn bar(&self, at: usize, bin: &Bin) -> [f64; 2] {
        let missing = bin.content == BinContent::Missing;
        let begin = at as f64 + if missing { BEFORE_MISSING } else { 0.0 };
        [begin, begin + 1.0].map(|edge| self.left + edge * self.step)
    }
}

/// What stands under the bars: round dates or edges of bins, as far as they have room.
fn words(sheet: &mut ChartSheet<'_>, across: &Across, divided: &Distribution, rect: ScreenRect) {
    let (ink, font) = (sheet.style.quiet_text, (Face::Sans, SMALL_PX));
    let (mut free_from, mut free_to) = (rect.left - TICKS_PX, rect.right + 8.0);
    let y = rect.bottom + 15.0;
    let width = |words: &str| f64::from(Face::Sans.advance(words, SMALL_PX, 0.0));
    if let Some((at, bin)) = divided.missing() {
        let [left, right] = across.bar(at, bin);
        let half = width(&bin.name) / 2.0;
        let middle = f64::midpoint(left, right).min(free_to - half);
        free_to = middle - half - BETWEEN_PX;
        sheet.text((middle, y), TextAnchor::Middle, &bin.name, font, ink);
    }
    for (at, said) in axis_words(divided, across.step) {
        let x = across.left + at * across.step;
        let half = width(&said) / 2.0;
        if x - half >= free_from && x + half <= free_to {
            sheet.text((x, y), TextAnchor::Middle, &said, font, ink);
            free_from = x + half + BETWEEN_PX;
        }
    }
}

/// What the axis under the bars of `divided` names: positions in bars from the left, and words. A bar
/// is `px_per_bar` wide.
#[must_use]
pub fn axis_words(divided: &Distribution, px_per_bar: f64) -> Vec<(f64, String)> {
    match divided.division {
        Division::Words => Vec::new(),
        Division::Days => dates_under(divided, px_per_bar),
        Division::Numbers { .. } => {
            let edge = |(at, bin): (usize, &Bin)| match bin.content {
                BinContent::Numbers([Some(low), _]) => Some((at as f64, number_in_short(low))),
                _ => None,
            };
            divided.bins.iter().enumerate().filter_map(edge).collect()
        }
    }
}

/// Round dates: each between the edges of the bin that it is in.
fn dates_under(divided: &Distribution, px_per_bar: f64) -> Vec<(f64, String)> {
    let inner = divided.bins.iter().enumerate();
    let inner = inner.filter_map(|(at, bin)| match bin.content {
        BinContent::Days([first, last]) if first > i32::MIN && last < i32::MAX => {
            Some((at, f64::from(first), f64::from(last) + 1.0))
        }
        _ => None,
    });
    let inner: Vec<(usize, f64, f64)> = inner.collect();
    let (Some(&(_, from, _)), Some(&(_, _, to))) = (inner.first(), inner.last()) else {
        return Vec::new();
    };
    let px_per_day = inner.len() as f64 * px_per_bar / (to - from);
    let placed = dates(from, to, px_per_day)
        .into_iter()
        .filter_map(|(day, words)| {
            let (at, first, end) = inner
                .iter()
                .find(|(_, first, end)| (*first..*end).contains(&day))?;
            Some((*at as f64 + (day - first) / (end - first), words))
        });
    placed.collect()
}
