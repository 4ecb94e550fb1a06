//! Sums that count nothing twice, and say what they left out.
//!
//! Figures add up only where they count the same in the same unit. A total
//! is never added to its parts; several counts of one thing (the article's
//! and a record's) are one thing, from the lowest to the highest; a figure
//! without a number is named, never taken for zero. What is left open stays
//! open: more than 4,000 and more than 10,000 are more than 14,000. The order
//! in which figures come says nothing.

mod bounds;
mod features;
mod words;

use std::collections::BTreeSet;

pub use bounds::NumberBounds;
pub use features::{Shared, of_details, of_features};

/// A figure that may be added to others.
#[derive(Debug, Clone, PartialEq)]
pub struct Addend {
    /// What it is the figure of.
    pub label: String,
    /// What it counts: "troops".
    pub what: String,
    /// What it is counted in: "people".
    pub unit: String,
    /// The number; `None` where its source gives only a word, or nothing.
    pub value: Option<f64>,
    /// Lower end of a range.
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// How its source limits it.
    pub qualifier: String,
    /// Names of the things that it is over: one, or those that it is the total of.
    pub counts: BTreeSet<String>,
}

/// A sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// What it counts.
    pub what: String,
    /// What it is counted in.
    pub unit: String,
    /// What is known of it; `None` where no figure has a number.
    pub bounds: Option<NumberBounds>,
    /// What was added up: figures, or several counts of one thing.
    pub counted: Vec<AddedUp>,
    /// What was not, and why; by label.
    pub left_out: Vec<LeftOut>,
}

/// One thing that was added up.
#[derive(Debug, Clone, PartialEq)]
pub struct AddedUp {
    /// Labels of its counts: one, or several for one thing.
    pub labels: Vec<String>,
    /// What is known of it.
    pub bounds: NumberBounds,
    /// Names of the things that it is over.
    pub counts: BTreeSet<String>,
}

/// A figure that was not added up.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// What it is the figure of.
    pub label: String,
    /// What its source gives: "about 1,500", "hundreds".
    pub amount: String,
    /// Why not.
    pub why: Why,
}

/// Why a figure was not added up.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It has no number.
    NoNumber,
    /// It is a part of a total that was: "4,000".
    PartOf(String),
    /// It counts some of the same things as one that was.
    Overlaps(String),
}

/// The sums of `addends`, one for each unit and thing counted, in alphabetical order.
#[must_use]
pub fn totals(addends: &[Addend]) -> Vec<Total> {
    let kinds: BTreeSet<(&str, &str)> = addends
        .iter()
        .map(|addend| (addend.what.as_str(), addend.unit.as_str()))
        .collect();
    let totals = kinds.into_iter().map(|(what, unit)| {
        let same = |addend: &&Addend| addend.what == what && addend.unit == unit;
        total(what, unit, addends.iter().filter(same))
    });
    totals.collect()
}

fn total<'a>(what: &str, unit: &str, addends: impl Iterator<Item = &'a Addend>) -> Total {
    let mut left_out = Vec::new();
    let mut things: Vec<AddedUp> = Vec::new();
    for addend in addends {
        let Some(bounds) = NumberBounds::of(addend) else {
            left_out.push(LeftOut::of(addend, Why::NoNumber));
            continue;
        };
        match things
            .iter_mut()
            .find(|thing| thing.counts == addend.counts)
        {
            Some(thing) => {
                thing.bounds = thing.bounds.or(bounds);
                thing.labels.push(addend.label.clone());
            }
            None => things.push(AddedUp {
                labels: vec![addend.label.clone()],
                bounds,
                counts: addend.counts.clone(),
            }),
        }
    }
    // Totals before their parts; the rest of the order is only there to be always the same.
    things.sort_by(|a, b| {
        (b.counts.len().cmp(&a.counts.len())).then_with(|| a.counts.cmp(&b.counts))
    });
    let mut counted: Vec<AddedUp> = Vec::new();
    for mut thing in things {
        thing.labels.sort();
        thing.labels.dedup();
        let known = counted
            .iter()
            .find(|known| !known.counts.is_disjoint(&thing.counts));
        let Some(known) = known else {
            counted.push(thing);
            continue;
        };
        let amount = known.bounds.words("");
        let why = if thing.counts.is_subset(&known.counts) {
            Why::PartOf(amount)
        } else {
            Why::Overlaps(amount)
        };
        left_out.push(LeftOut {
            label: thing.labels.join(", "),
            amount: thing.bounds.words(unit),
            why,
        });
    }
    left_out.sort_by(|a, b| a.label.cmp(&b.label).then_with(|| a.amount.cmp(&b.amount)));
    let bounds = counted
        .iter()
        .map(|thing| thing.bounds)
        .reduce(NumberBounds::plus);
    Total {
        what: what.to_owned(),
        unit: unit.to_owned(),
        bounds,
        counted,
        left_out,
    }
}

impl LeftOut {
    fn of(addend: &Addend, why: Why) -> Self {
        let amount = if addend.qualifier.is_empty() {
            "not reported"
        } else {
            &addend.qualifier
        };
        Self {
            label: addend.label.clone(),
            amount: amount.to_owned(),
            why,
        }
    }
}

#[cfg(test)]
mod tests;
