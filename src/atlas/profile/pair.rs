//! Two columns of the same features against each other.
//!
//! Numbers and dates are points; where there are too many to be told apart, they are counted into the
//! cells of a grid. Where one of the columns holds words, each word has a box with the median and the
//! quartiles of the other column.

use super::super::attributes::{Attribute, Values, Words};
use super::super::query::{Column, Comparison, Expression, Value};
use super::super::row_set::RowSet;
use super::super::whole::Atlas;
use super::{Scope, days, number_in_short};
use crate::atlas::date::{date_of, day_in_words};
use crate::math;

/// Points that are drawn one by one; more would hide each other and are counted into cells.
const MOST_POINTS: usize = 20_000;
/// Cells of the grid, from left to right and upward.
const GRID: [u16; 2] = [60, 40];
/// Words that have a box, the commonest first.
const MOST_BOXES: usize = 16;
/// The cell of a row that is in none.
const NOWHERE: u16 = u16::MAX;

/// What an axis measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairKind {
    /// Numbers; their powers of ten where the axis is logarithmic.
    Numbers {
        /// Whether positions are powers of ten.
        log: bool,
    },
    /// Days, as numbers of days since 1 January 1970.
    Days,
}

/// One of the two axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairAxis {
    /// What it measures.
    pub kind: PairKind,
    /// The least and the greatest position.
    pub range: [f64; 2],
}

/// Two columns of the same features against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Names of the columns as they were chosen. Where one holds words, the words stand below each
    /// other, whichever of the two it is.
    pub keys: [String; 2],
    /// The axis from left to right.
    pub across: PairAxis,
    /// The axis upward; `None` where words stand below each other.
    pub upward: Option<PairAxis>,
    /// Features of the scope that lack one of the two values.
    pub missing: usize,
    held: Held,
}

/// The features as they are counted.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    /// The row of each point, and its position.
    Points(Vec<(u32, [f64; 2])>),
    /// The cell of each row of the table.
    Cells(Vec<u16>),
    /// The words that have a box, and how many have none.
    Boxes {
        words: Vec<WordRows>,
        others: usize,
        /// Which of the two columns holds the words.
        of_column: usize,
    },
}

/// The rows of one word, by their value in the other column.
#[derive(Debug, Clone, PartialEq)]
struct WordRows {
    word: String,
    title: String,
    /// Values with their rows, the least first.
    sorted: Vec<(f64, u32)>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum PairMarks {
    /// A point for each feature: its row, its position, and whether the filters let it through.
    Points(Vec<(u32, [f64; 2], bool)>),
    /// How many features there are in each cell of a grid, row by row from below, and how many of them
    /// the filters let through.
    Cells {
        /// Cells from left to right and upward.
        size: [usize; 2],
        /// All of a cell, and those that pass.
        counts: Vec<[u32; 2]>,
    },
    /// A box for each word, the commonest first.
    Boxes {
        /// The boxes.
        boxes: Vec<PairBox>,
        /// How many further words have none.
        others: usize,
    },
}

/// How the values of one word are spread.
#[derive(Debug, Clone, PartialEq)]
pub struct PairBox {
    /// The word as filters write it.
    pub word: String,
    /// What readers call it.
    pub title: String,
    /// Its features.
    pub all: FiveNumbers,
    /// Those that the filters let through; `None` where there are none.
    pub passing: Option<FiveNumbers>,
}

/// A summary of numbers by five of them (Tukey 1977, Exploratory Data Analysis, section 2B).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FiveNumbers {
    /// How many numbers there are.
    pub count: usize,
    /// Least, lower quartile, median, upper quartile, greatest.
    pub at: [f64; 5],
}

/// A column of numbers or dates, as positions on an axis.
struct Positions<'a> {
    values: &'a Values,
    kind: PairKind,
}

impl<'a> Positions<'a> {
    fn of(attribute: &'a Attribute, log: bool) -> Option<Self> {
        let kind = match &attribute.values {
            Values::Numbers(_) => PairKind::Numbers { log },
            Values::Days(_) => PairKind::Days,
            Values::Words(_) | Values::Names(_) => return None,
        };
        Some(Self {
            values: &attribute.values,
            kind,
        })
    }

    /// Where a row stands; `None` where it has no value that the axis can show.
    fn at(&self, row: usize) -> Option<f64> {
        match (self.values, self.kind) {
            (Values::Numbers(values), PairKind::Numbers { log }) => {
                let value = values[row];
                let shown = value.is_finite() && (!log || value > 0.0);
                shown.then(|| if log { math::log10(value) } else { value })
            }
            (Values::Days(values), PairKind::Days) => days::day(values[row]).map(f64::from),
            _ => None,
        }
    }

    fn axis(&self, at: impl Iterator<Item = f64>) -> PairAxis {
        let ends = [f64::INFINITY, f64::NEG_INFINITY];
        let [least, most] = at.fold(ends, |[least, most], at| [least.min(at), most.max(at)]);
        // A single value stands in the middle; a day is as wide as a day.
        let range = match self.kind {
            PairKind::Days => [least, most + 1.0],
            PairKind::Numbers { .. } if least < most => [least, most],
            PairKind::Numbers { .. } => [least - 1.0, least + 1.0],
        };
        PairAxis {
            kind: self.kind,
            range,
        }
    }
}

impl Pair {
    /// The features of `scope` by two of their columns, with logarithmic axes where `logs` says so.
    /// `None` where neither column holds numbers or dates, or no feature has both values.
    #[must_use]
    pub fn of(atlas: &Atlas, scope: Scope, keys: &[String; 2], logs: [bool; 2]) -> Option<Self> {
        let [x, y] = keys.each_ref().map(|key| atlas.attribute(scope.table, key));
        let (x, y) = (x?, y?);
        let rows = scope.rows(atlas);
        let (across, upward, held, count) =
            match (Positions::of(x, logs[0]), Positions::of(y, logs[1])) {
                (Some(x), Some(y)) => points(&rows, &x, &y)?,
                (Some(x), None) => boxes(&rows, (words(y)?, 1), &x)?,
                (None, Some(y)) => boxes(&rows, (words(x)?, 0), &y)?,
                (None, None) => return None,
            };
        Some(Self {
            keys: keys.clone(),
            across,
            upward,
            missing: rows.count().saturating_sub(count),
            held,
        })
    }

    /// Whether the axis of each column is logarithmic.
    #[must_use]
    pub fn logs(&self) -> [bool; 2] {
        let log = |axis: PairAxis| axis.kind == PairKind::Numbers { log: true };
        match self.upward {
            Some(upward) => [log(self.across), log(upward)],
            None => [log(self.across); 2],
        }
    }

    /// What is drawn where the filters let `passing` through.
    #[must_use]
    pub fn marks(&self, passing: &RowSet) -> PairMarks {
        match &self.held {
            Held::Points(points) => {
                let point = |&(row, at): &(u32, [f64; 2])| (row, at, passing.has(row as usize));
                PairMarks::Points(points.iter().map(point).collect())
            }
            Held::Cells(cells) => {
                let size = GRID.map(usize::from);
                let mut counts = vec![[0, 0]; size[0] * size[1]];
                for (row, &cell) in cells.iter().enumerate() {
                    if let Some(counts) = counts.get_mut(usize::from(cell)) {
                        counts[0] += 1;
                        counts[1] += u32::from(passing.has(row));
                    }
                }
                PairMarks::Cells { size, counts }
            }
            Held::Boxes { words, others, .. } => {
                let boxes = words.iter().filter_map(|it| it.summed(passing));
                PairMarks::Boxes {
                    boxes: boxes.collect(),
                    others: *others,
                }
            }
        }
    }

    /// The column whose words have boxes; the first where neither has.
    #[must_use]
    pub fn words_column(&self) -> &str {
        match self.held {
            Held::Boxes { of_column, .. } => &self.keys[of_column],
            Held::Points(_) | Held::Cells(_) => &self.keys[0],
        }
    }

    /// The column whose values lie from left to right.
    #[must_use]
    pub fn across_column(&self) -> &str {
        match self.held {
            Held::Boxes { of_column, .. } => &self.keys[1 - of_column],
            Held::Points(_) | Held::Cells(_) => &self.keys[0],
        }
    }

    /// The ends of a cell of a grid of this size, from left to right and upward.
    #[must_use]
    pub fn cell(&self, size: [usize; 2], cell: usize) -> [[f64; 2]; 2] {
        let upward = self.upward.unwrap_or(self.across);
        let ends = |axis: PairAxis, cells: usize, at: usize| {
            let step = (axis.range[1] - axis.range[0]) / cells as f64;
            [at, at + 1].map(|edge| axis.range[0] + edge as f64 * step)
        };
        [
            ends(self.across, size[0], cell % size[0]),
            ends(upward, size[1], cell / size[0]),
        ]
    }

    /// What holds for the features within a rectangle over the chart, for each column that it narrows:
    /// `across` and `upward` from the least position to the greatest, and of boxes the `words` that it
    /// touches.
    #[must_use]
    pub fn conditions(
        &self,
        across: [f64; 2],
        upward: [f64; 2],
        words: &[String],
    ) -> Vec<(String, Expression)> {
        let (of_x, of_y) = match (&self.held, self.upward) {
            (Held::Boxes { of_column, .. }, _) => {
                let (of_words, other) = (&self.keys[*of_column], &self.keys[1 - *of_column]);
                let values = words.iter().cloned().map(Value::Text).collect();
                let named = Expression::In(Column::of(of_words), values);
                let named = (!words.is_empty()).then(|| (of_words.clone(), named));
                ((other.clone(), self.across.within(other, across)), named)
            }
            (_, Some(axis)) => {
                let [x, y] = &self.keys;
                let above = (y.clone(), axis.within(y, upward));
                ((x.clone(), self.across.within(x, across)), Some(above))
            }
            _ => return Vec::new(),
        };
        std::iter::once(of_x).chain(of_y).collect()
    }
}

impl PairKind {
    /// What stands at a position, as readers read it: "18 October 2021", "1,200".
    #[must_use]
    pub fn words(self, at: f64) -> String {
        match self {
            Self::Days => day_in_words(date_of(at.floor() as i32)),
            Self::Numbers { log } => number_in_short(value_at(log, at)),
        }
    }

    /// What stands at a position, as a file writes it: "2021-10-18", "1200".
    #[must_use]
    pub fn in_file(self, at: f64) -> String {
        match self {
            Self::Days => date_of(at.floor() as i32).to_string(),
            Self::Numbers { log } => value_at(log, at).to_string(),
        }
    }
}

/// The number at a position; to nine digits where the position is its power of ten.
fn value_at(log: bool, at: f64) -> f64 {
    if log {
        rounded(math::powf(10.0, at), 9)
    } else {
        at
    }
}

impl PairAxis {
    /// What holds for the values of a column from one position to another.
    fn within(self, key: &str, [low, high]: [f64; 2]) -> Expression {
        let column = || Column::of(key);
        match self.kind {
            PairKind::Days => {
                let day = |at: f64| Value::Date(date_of(at.floor() as i32));
                Expression::Between(column(), day(low), day(high))
            }
            PairKind::Numbers { log } => {
                // No more digits than a hand can aim at.
                let step = math::power_of_ten_within((self.range[1] - self.range[0]) / 200.0);
                let value = |at: f64| {
                    if log {
                        rounded(math::powf(10.0, at), 4)
                    } else {
                        rounded((at / step).round() * step, 9)
                    }
                };
                let compared =
                    |how, at| Expression::Compare(column(), how, Value::Number(value(at)));
                Expression::And(vec![
                    compared(Comparison::AtLeast, low),
                    compared(Comparison::AtMost, high),
                ])
            }
        }
    }
}

/// A number to so many digits.
fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let decimals = digits - 1 - math::log10(value.abs()).floor() as i32;
    let factor = math::powi(10.0, decimals.abs());
    if decimals >= 0 {
        (value * factor).round() / factor
    } else {
        (value / factor).round() * factor
    }
}

fn words(attribute: &Attribute) -> Option<&Words> {
    match &attribute.values {
        Values::Words(words) => Some(words),
        _ => None,
    }
}

/// Axes, marks, and how many features have both values.
type Placed = (PairAxis, Option<PairAxis>, Held, usize);

/// Two columns of positions: points, or cells where there are too many.
fn points(rows: &RowSet, x: &Positions<'_>, y: &Positions<'_>) -> Option<Placed> {
    let placed = rows
        .iter()
        .filter_map(|row| Some((row as u32, [x.at(row)?, y.at(row)?])));
    let points: Vec<(u32, [f64; 2])> = placed.collect();
    if points.is_empty() {
        return None;
    }
    let across = x.axis(points.iter().map(|(_, at)| at[0]));
    let upward = y.axis(points.iter().map(|(_, at)| at[1]));
    let count = points.len();
    if count <= MOST_POINTS {
        return Some((across, Some(upward), Held::Points(points), count));
    }
    let mut cells = vec![NOWHERE; rows.rows()];
    let step = |axis: PairAxis, at: f64, cells: u16| {
        let part = (at - axis.range[0]) / (axis.range[1] - axis.range[0]);
        ((part * f64::from(cells)) as u16).min(cells - 1)
    };
    for (row, [x, y]) in points {
        let (column, line) = (step(across, x, GRID[0]), step(upward, y, GRID[1]));
        cells[row as usize] = line * GRID[0] + column;
    }
    Some((across, Some(upward), Held::Cells(cells), count))
}

/// A column of words, with its place among the two, against one of positions.
fn boxes(
    rows: &RowSet,
    (words, of_column): (&Words, usize),
    other: &Positions<'_>,
) -> Option<Placed> {
    let mut of_word: Vec<Vec<(f64, u32)>> = vec![Vec::new(); words.list.len()];
    let mut count = 0;
    for row in rows.iter() {
        let own = words.of_row(row);
        let Some(at) = other.at(row).filter(|_| !own.is_empty()) else {
            continue;
        };
        count += 1;
        for &word in own {
            of_word[word as usize].push((at, row as u32));
        }
    }
    let mut common: Vec<usize> = (0..of_word.len())
        .filter(|&word| !of_word[word].is_empty())
        .collect();
    common.sort_by_key(|&word| (std::cmp::Reverse(of_word[word].len()), word));
    let others = common.len().saturating_sub(MOST_BOXES);
    common.truncate(MOST_BOXES);
    if common.is_empty() {
        return None;
    }
    let shown = common.iter().flat_map(|&word| &of_word[word]);
    let across = other.axis(shown.map(|&(at, _)| at));
    let words = common.iter().map(|&word| {
        let mut sorted = std::mem::take(&mut of_word[word]);
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        WordRows {
            word: words.list[word].clone(),
            title: words.title(word as u32).to_owned(),
            sorted,
        }
    });
    let held = Held::Boxes {
        words: words.collect(),
        others,
        of_column,
    };
    Some((across, None, held, count))
}

impl WordRows {
    fn summed(&self, passing: &RowSet) -> Option<PairBox> {
        let all = || self.sorted.iter().map(|&(at, _)| at);
        let passes = || {
            let rows = self.sorted.iter();
            let rows = rows.filter(|&&(_, row)| passing.has(row as usize));
            rows.map(|&(at, _)| at)
        };
        Some(PairBox {
            word: self.word.clone(),
            title: self.title.clone(),
            all: FiveNumbers::of_sorted(self.sorted.len(), all())?,
            passing: FiveNumbers::of_sorted(passes().count(), passes()),
        })
    }
}

impl FiveNumbers {
    /// The summary of `count` numbers, the least first; `None` where there are none.
    fn of_sorted(count: usize, numbers: impl Iterator<Item = f64>) -> Option<Self> {
        let last = count.checked_sub(1)?;
        let places = [0, last / 4, last / 2, last - last / 4, last];
        let mut at = [f64::NAN; 5];
        for (place, number) in numbers.enumerate().take(count) {
            for (slot, _) in at.iter_mut().zip(places).filter(|(_, it)| *it == place) {
                *slot = number;
            }
        }
        Some(Self { count, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_numbers_are_ends_quartiles_and_the_middle() {
        let of = |numbers: &[f64]| {
            let all = FiveNumbers::of_sorted(numbers.len(), numbers.iter().copied());
            all.map(|it| it.at)
        };
        assert_eq!(
            of(&[1.0, 2.0, 3.0, 4.0, 5.0]),
            Some([1.0, 2.0, 3.0, 4.0, 5.0])
        );
        assert_eq!(of(&[7.0]), Some([7.0; 5]));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_stretch_is_said_with_the_digits_that_a_hand_can_aim_at() {
        let axis = |kind, range| PairAxis { kind, range };
        let numbers = axis(PairKind::Numbers { log: false }, [0.0, 100.0]);
        assert_eq!(
            numbers.within("deaths", [12.345, 60.01]).to_string(),
            "deaths >= 12.3 AND deaths <= 60"
        );
        let log = axis(PairKind::Numbers { log: true }, [0.0, 3.0]);
        assert_eq!(
            log.within("deaths", [1.0, 2.0]).to_string(),
            "deaths >= 10 AND deaths <= 100"
        );
        let days = axis(PairKind::Days, [0.0, 30_000.0]);
        let said = days.within("when", [18_918.2, 18_919.9]).to_string();
        assert_eq!(
            said,
            "when BETWEEN DATE('2021-10-18') AND DATE('2021-10-19')"
        );
    }
}
