//! Two columns of the same features against each other.
//!
//! Numbers and dates are points; where there are too many to be told apart, they are counted into the
//! cells of a grid. Where one of the columns holds words, each word has a box with the median and the
//! quartiles of the other column.

mod axis;
mod spread;

use super::ProfileScope;
use crate::atlas::attributes::{Attribute, Values, Words};
use crate::atlas::query::{Expression, QueryColumn, Value};
use crate::atlas::row_set::RowSet;
use crate::atlas::whole::Atlas;
use axis::Positions;
use spread::WordRows;

pub use axis::{PairAxis, PairKind};
pub use spread::{FiveNumbers, PairBox};

/// Points that are drawn one by one; more would hide each other and are counted into cells.
const MOST_POINTS: usize = 20_000;
/// Cells of the grid, from left to right and upward.
const GRID: [u16; 2] = [60, 40];
/// Words that have a box, the commonest first.
const MOST_BOXES: usize = 16;
/// The cell of a row that is in none.
const NOWHERE: u16 = u16::MAX;

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

impl Pair {
    /// The features of `scope` by two of their columns, with logarithmic axes where `logs` says so.
    /// `None` where neither column holds numbers or dates, or no feature has both values.
    #[must_use]
    pub fn of(
        atlas: &Atlas,
        scope: ProfileScope,
        keys: &[String; 2],
        logs: [bool; 2],
    ) -> Option<Self> {
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
                let named = Expression::In(QueryColumn::of(of_words), values);
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
            word: words.list.get(word).to_owned(),
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
