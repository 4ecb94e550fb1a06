//! Which rows an expression holds for, column by column.

use std::cmp::Ordering;

use super::like::{Pattern, fold};
use super::place;
use crate::atlas::attributes::{Values, Words, days_of_text};
use crate::atlas::date::day_number;
use crate::atlas::query::{Comparison, Expression, QueryColumn, SpatialLiteral, Value};
use crate::atlas::row_set::RowSet;
use crate::atlas::table::{Days, Layers, RowIx, TableIx};
use crate::atlas::whole::Atlas;

/// A property of a large source that is not read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unknown;

/// The rows for which something holds, and those for which it is known not to; the rest have no value.
/// Only NOT asks for the latter: without one in the expression they are left empty.
struct Answer {
    yes: RowSet,
    no: RowSet,
}

/// The rows of a table for which `expression` holds.
pub(super) fn evaluate(
    atlas: &Atlas,
    ix: TableIx,
    expression: &Expression,
) -> Result<RowSet, Unknown> {
    let rows = atlas.table(ix).len();
    let negates = negates(expression);
    let query = Query {
        atlas,
        ix,
        rows,
        negates,
    };
    query.answer(expression).map(|answer| answer.yes)
}

/// What a column holds, in a word.
pub(super) fn kind(values: &Values) -> &'static str {
    match values {
        Values::Numbers(_) => "numbers",
        Values::Days(_) => "dates",
        Values::Words(_) | Values::Names(_) => "texts",
    }
}

/// Whether a column can be compared with a value.
pub(super) fn fits(values: &Values, value: &Value) -> bool {
    match (values, value) {
        (Values::Numbers(_), Value::Number(_))
        | (Values::Days(_), Value::Date(_))
        | (Values::Words(_) | Values::Names(_), Value::Text(_)) => true,
        (Values::Days(_), Value::Text(text)) => days_of_text(text).is_some(),
        _ => false,
    }
}

struct Query<'a> {
    atlas: &'a Atlas,
    ix: TableIx,
    rows: usize,
    /// Whether the expression asks for rows for which something is known not to hold.
    negates: bool,
}

fn negates(expression: &Expression) -> bool {
    match expression {
        Expression::Not(_) => true,
        Expression::And(parts) | Expression::Or(parts) => parts.iter().any(negates),
        _ => false,
    }
}

impl Query<'_> {
    fn answer(&self, expression: &Expression) -> Result<Answer, Unknown> {
        Ok(match expression {
            Expression::And(parts) => {
                let mut all = self.constant(true);
                for part in parts {
                    let part = self.answer(part)?;
                    all = Answer {
                        yes: all.yes.and(&part.yes),
                        no: all.no.or(&part.no),
                    };
                }
                all
            }
            Expression::Or(parts) => {
                let mut any = self.constant(false);
                for part in parts {
                    let part = self.answer(part)?;
                    any = Answer {
                        yes: any.yes.or(&part.yes),
                        no: any.no.and(&part.no),
                    };
                }
                any
            }
            Expression::Not(inner) => {
                let Answer { yes, no } = self.answer(inner)?;
                Answer { yes: no, no: yes }
            }
            Expression::Compare(column, comparison, value) => {
                self.compared(column, *comparison, value)?
            }
            Expression::Between(column, low, high) => self.between(column, low, high)?,
            Expression::In(column, values) => self.one_of(column, values)?,
            Expression::Like(column, pattern) => {
                let pattern = Pattern::of(pattern, column.folded);
                self.by_text(column, |text| pattern.matches(text))?
            }
            Expression::IsNull(column) => self.without(column)?,
            Expression::Intersects(place) => self.meeting(place),
        })
    }

    /// The same answer for every row.
    fn constant(&self, yes: bool) -> Answer {
        let [yes, no] = [yes, !yes].map(|it| {
            if it {
                RowSet::all(self.rows)
            } else {
                RowSet::none(self.rows)
            }
        });
        Answer { yes, no }
    }

    /// The values of a column; `None` where this table has none.
    fn values(&self, column: &QueryColumn) -> Result<Option<&Values>, Unknown> {
        match self.atlas.attribute(self.ix, &column.key) {
            Some(attribute) => Ok(Some(&attribute.values)),
            None if self.atlas.has_properties(self.ix) => Ok(None),
            None => Err(Unknown),
        }
    }

    /// The answer where a test gives `None` for a row without a value.
    fn tested(&self, test: impl Fn(usize) -> Option<bool> + Sync) -> Answer {
        Answer {
            yes: RowSet::of(self.rows, |row| test(row) == Some(true)),
            no: if self.negates {
                RowSet::of(self.rows, |row| test(row) == Some(false))
            } else {
                RowSet::none(self.rows)
            },
        }
    }

    /// The same where the test looks at the row's value alone.
    fn tested_values<T: Copy + Sync>(
        &self,
        values: &[T],
        test: impl Fn(T) -> Option<bool> + Sync,
    ) -> Answer {
        Answer {
            yes: RowSet::of_values(values, |value| test(value) == Some(true)),
            no: if self.negates {
                RowSet::of_values(values, |value| test(value) == Some(false))
            } else {
                RowSet::none(self.rows)
            },
        }
    }

    fn compared(
        &self,
        column: &QueryColumn,
        comparison: Comparison,
        value: &Value,
    ) -> Result<Answer, Unknown> {
        let values = self.values(column)?;
        Ok(match (values, value) {
            (Some(Values::Numbers(numbers)), Value::Number(wanted)) => {
                self.tested_values(numbers, |number| {
                    let ordering = number.partial_cmp(wanted)?;
                    Some(holds(comparison, ordering))
                })
            }
            (Some(Values::Days(days)), value) => match days_of(value) {
                Some(wanted) => self.tested_values(days, |days: Days| {
                    days.is_dated().then(|| can_be(comparison, days, wanted))
                }),
                None => self.unknown(),
            },
            (Some(_), Value::Text(wanted)) => {
                let folded = column.folded;
                let wanted = fold(wanted, folded);
                let holds = |text: &str| {
                    holds(comparison, fold(text, folded).as_str().cmp(wanted.as_str()))
                };
                if comparison == Comparison::Unequal {
                    // What is the same by its id or by its title is not another thing.
                    self.by_names(column, |names| names.into_iter().all(holds))?
                } else {
                    self.by_text(column, holds)?
                }
            }
            _ => self.unknown(),
        })
    }

    fn between(&self, column: &QueryColumn, low: &Value, high: &Value) -> Result<Answer, Unknown> {
        if let (Some(Values::Days(days)), Some(low), Some(high)) =
            (self.values(column)?, days_of(low), days_of(high))
        {
            let wanted = Days {
                first: low.first,
                last: high.last,
            };
            return Ok(self.tested_values(days, |days: Days| {
                days.is_dated().then(|| days.meets(wanted))
            }));
        }
        if let (Some(Values::Numbers(numbers)), Value::Number(low), Value::Number(high)) =
            (self.values(column)?, low, high)
        {
            return Ok(self.tested_values(numbers, |number: f64| {
                (!number.is_nan()).then_some(*low <= number && number <= *high)
            }));
        }
        let least = self.compared(column, Comparison::AtLeast, low)?;
        let most = self.compared(column, Comparison::AtMost, high)?;
        Ok(Answer {
            yes: least.yes.and(&most.yes),
            no: least.no.or(&most.no),
        })
    }

    fn one_of(&self, column: &QueryColumn, values: &[Value]) -> Result<Answer, Unknown> {
        let mut any = self.constant(false);
        for value in values {
            let equal = self.compared(column, Comparison::Equal, value)?;
            any = Answer {
                yes: any.yes.or(&equal.yes),
                no: any.no.and(&equal.no),
            };
        }
        Ok(any)
    }

    /// Rows of which a text passes a test, of several one at least. What readers call a word passes as
    /// the word does.
    fn by_text(
        &self,
        column: &QueryColumn,
        passes: impl Fn(&str) -> bool + Sync,
    ) -> Result<Answer, Unknown> {
        self.by_names(column, |names| names.into_iter().any(&passes))
    }

    /// The same of a word's id and title together.
    fn by_names(
        &self,
        column: &QueryColumn,
        passes: impl Fn([&str; 2]) -> bool + Sync,
    ) -> Result<Answer, Unknown> {
        Ok(match self.values(column)? {
            Some(Values::Words(words)) => {
                let passing = passing(words, passes);
                // Conditions of Explore ask for the layer in each frame of a drag.
                if column.key == "layer"
                    && let Layers::One(layer) = &self.atlas.table(self.ix).layers
                {
                    return Ok(self.constant(passing[layer.index()]));
                }
                self.tested(|row| {
                    let of_row = words.of_row(row);
                    let any = || of_row.iter().any(|&word| passing[word as usize]);
                    (!of_row.is_empty()).then(any)
                })
            }
            Some(Values::Names(columns)) => self.tested(|row| match columns.names.get(row) {
                "" => None,
                name => Some(passes([name, name])),
            }),
            _ => self.unknown(),
        })
    }

    fn without(&self, column: &QueryColumn) -> Result<Answer, Unknown> {
        let has: Box<dyn Fn(usize) -> bool + Sync> = match self.values(column)? {
            None => Box::new(|_| false),
            Some(Values::Numbers(numbers)) => Box::new(|row| numbers[row].is_finite()),
            Some(Values::Days(days)) => Box::new(|row| days[row].is_dated()),
            Some(Values::Words(words)) => Box::new(|row| !words.of_row(row).is_empty()),
            Some(Values::Names(columns)) => Box::new(|row| !columns.names.get(row).is_empty()),
        };
        Ok(self.tested(|row| Some(!has(row))))
    }

    fn meeting(&self, place: &SpatialLiteral) -> Answer {
        let shapes = &self.atlas.table(self.ix).columns.shapes;
        let places = place::geometries(place);
        // Asked once a row: areas take longer than a look at a bit.
        let met: Vec<Option<bool>> = (0..self.rows)
            .map(|row| place::meets(shapes, RowIx(row as u32), &places))
            .collect();
        self.tested(|row| met[row])
    }

    /// No row has a value.
    fn unknown(&self) -> Answer {
        Answer {
            yes: RowSet::none(self.rows),
            no: RowSet::none(self.rows),
        }
    }
}

fn passing(words: &Words, passes: impl Fn([&str; 2]) -> bool) -> Vec<bool> {
    let numbers = 0..words.list.len() as u32;
    let listed = words.list.iter().zip(numbers);
    listed
        .map(|(word, number)| passes([word, words.title(number)]))
        .collect()
}

fn holds(comparison: Comparison, ordering: Ordering) -> bool {
    match comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::Unequal => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::AtMost => ordering.is_le(),
        Comparison::More => ordering.is_gt(),
        Comparison::AtLeast => ordering.is_ge(),
    }
}

/// Whether days that are not known exactly can compare so.
fn can_be(comparison: Comparison, days: Days, wanted: Days) -> bool {
    match comparison {
        Comparison::Equal => days.meets(wanted),
        Comparison::Unequal => !days.meets(wanted),
        Comparison::Less => days.first < wanted.first,
        Comparison::AtMost => days.first <= wanted.last,
        Comparison::More => days.last > wanted.last,
        Comparison::AtLeast => days.last >= wanted.first,
    }
}

fn days_of(value: &Value) -> Option<Days> {
    match value {
        Value::Date(date) => {
            let day = day_number(*date);
            Some(Days {
                first: day,
                last: day,
            })
        }
        Value::Text(text) => days_of_text(text),
        Value::Number(_) => None,
    }
}
