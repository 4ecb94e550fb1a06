//! Sums that count nothing twice, and say what they left out.
//!
//! Figures add up only where they count the same in the same unit. A total
//! is never added to its parts; several counts of one thing (the article's
//! and a record's) are one thing, from the lowest to the highest; a figure
//! without a number is named, never taken for zero. What is left open stays
//! open: more than 4,000 and more than 10,000 are more than 14,000. The order
//! in which figures come says nothing.

use std::collections::BTreeSet;

use super::qualifier::{Limit, Qualifier, number_in};

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

/// What is known of a number: not below `low`, not above `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lower end.
    pub low: f64,
    /// Upper end; `None` where it is open.
    pub high: Option<f64>,
    /// Whether it is above the lower end, not on it.
    pub above: bool,
    /// Whether the ends are themselves near, not exact.
    pub about: bool,
}

/// A sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// What it counts.
    pub what: String,
    /// What it is counted in.
    pub unit: String,
    /// What is known of it; `None` where no figure has a number.
    pub bounds: Option<Bounds>,
    /// What was added up: figures, or several counts of one thing.
    pub counted: Vec<Counted>,
    /// What was not, and why; by label.
    pub left_out: Vec<LeftOut>,
}

/// One thing that was added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Labels of its counts: one, or several for one thing.
    pub labels: Vec<String>,
    /// What is known of it.
    pub bounds: Bounds,
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
    let mut things: Vec<Counted> = Vec::new();
    for addend in addends {
        let Some(bounds) = Bounds::of(addend) else {
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
            None => things.push(Counted {
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
    let mut counted: Vec<Counted> = Vec::new();
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
        .reduce(Bounds::plus);
    Total {
        what: what.to_owned(),
        unit: unit.to_owned(),
        bounds,
        counted,
        left_out,
    }
}

impl Bounds {
    /// What an addend's number, range and qualifier say; `None` where it has no number.
    #[must_use]
    pub fn of(addend: &Addend) -> Option<Self> {
        let value = addend.value?;
        let limit = Qualifier::of(&addend.qualifier).limit;
        let low = addend.low.map_or(value, |low| low.min(value));
        let high = addend.high.map_or(value, |high| high.max(value));
        Some(Self {
            low: if limit == Limit::UpTo {
                addend.low.unwrap_or(0.0).min(value)
            } else {
                low
            },
            high: (!matches!(limit, Limit::MoreThan | Limit::AtLeast)).then_some(high),
            above: limit == Limit::MoreThan,
            about: limit == Limit::About,
        })
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high.zip(other.high).map(|(a, b)| a + b),
            above: self.above || other.above,
            about: self.about || other.about,
        }
    }

    /// Two counts of one thing: from the lowest to the highest.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let low = self.low.min(other.low);
        // A count on the lower end takes the edge off one that lies above it.
        let on_it = |count: Self| count.low <= low && !count.above;
        Self {
            low,
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
            above: (self.above || other.above) && !on_it(self) && !on_it(other),
            about: self.about || other.about,
        }
    }

    /// Whether it runs from a lower to a higher number.
    fn wide(self) -> bool {
        self.high.is_some_and(|high| high > self.low)
    }

    /// In words: "more than 14,000 people", "about 3,400 to 5,500", "up to 300".
    #[must_use]
    pub fn words(self, unit: &str) -> String {
        let low = number_in(unit, self.low);
        let about = if self.about { "about " } else { "" };
        let amount = match self.high {
            None if self.above => format!("more than {about}{low}"),
            None => format!("at least {about}{low}"),
            Some(high) if high <= self.low => format!("{about}{low}"),
            Some(high) if self.low <= 0.0 => format!("up to {}", number_in(unit, high)),
            Some(high) => format!("{about}{low} to {}", number_in(unit, high)),
        };
        if unit.is_empty() {
            amount
        } else {
            format!("{amount} {unit}")
        }
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

impl Total {
    /// The sum in words; "no number" where there is none.
    #[must_use]
    pub fn words(&self) -> String {
        self.bounds
            .map_or_else(|| "no number".to_owned(), |bounds| bounds.words(&self.unit))
    }

    /// The sum, then each thing that it left out, as sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut said = vec![format!("Together {}.", self.words())];
        for thing in self.counted.iter().filter(|thing| thing.labels.len() > 1) {
            said.push(format!(
                "Counted once, as {}: {}.",
                thing.bounds.words(""),
                thing.labels.join("; ")
            ));
        }
        if self.bounds.is_some_and(|bounds| bounds.high.is_none()) {
            let ranged = |thing: &&Counted| thing.labels.len() == 1 && thing.bounds.wide();
            for thing in self.counted.iter().filter(ranged) {
                let (label, range) = (&thing.labels[0], thing.bounds.words(""));
                said.push(format!("{label}, {range}, is counted at its lowest."));
            }
        }
        for left in &self.left_out {
            match &left.why {
                Why::NoNumber => {}
                Why::PartOf(total) => said.push(format!(
                    "{} left out: part of the total of {total} ({}).",
                    left.amount, left.label
                )),
                Why::Overlaps(other) => said.push(format!(
                    "{} left out: partly counted in {other} already ({}).",
                    left.amount, left.label
                )),
            }
        }
        let without: Vec<String> = self
            .left_out
            .iter()
            .filter(|left| left.why == Why::NoNumber)
            .map(|left| format!("{} ({})", left.label, left.amount))
            .collect();
        if !without.is_empty() {
            let verb = if without.len() == 1 { "has" } else { "have" };
            said.push(format!(
                "{} {verb} no number: {}.",
                capital_count(without.len()),
                without.join("; ")
            ));
        }
        said
    }
}

/// "Two", as a sentence begins; digits from ten on.
fn capital_count(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn addend(label: &str, value: Option<f64>, qualifier: &str, counts: &[&str]) -> Addend {
        Addend {
            label: label.into(),
            what: "troops".into(),
            unit: "people".into(),
            value,
            low: None,
            high: None,
            qualifier: qualifier.into(),
            counts: counts.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    fn only(addends: &[Addend]) -> Total {
        let mut totals = totals(addends);
        assert_eq!(totals.len(), 1);
        totals.remove(0)
    }

    #[test]
    fn what_is_left_open_stays_open() {
        let total = only(&[
            addend("a", Some(4000.0), "more than", &["a"]),
            addend("b", Some(10_000.0), "more than", &["b"]),
        ]);
        assert_eq!(total.words(), "more than 14,000 people");
        let total = only(&[
            addend("a", Some(4000.0), "at least", &["a"]),
            addend("b", Some(1500.0), "about", &["b"]),
        ]);
        assert_eq!(total.words(), "at least about 5,500 people");
        let total = only(&[
            addend("a", Some(300.0), "up to", &["a"]),
            addend("b", Some(1000.0), "", &["b"]),
        ]);
        assert_eq!(total.words(), "1,000 to 1,300 people");
    }

    #[test]
    fn a_part_is_never_added_to_its_total() {
        let total = only(&[
            addend("Termez", Some(1500.0), "about", &["termez"]),
            addend("two drills", Some(4000.0), "total", &["termez", "harb"]),
            addend("Rubezh", None, "hundreds", &["rubezh"]),
            addend("Donguz", None, "", &["donguz"]),
        ]);
        assert_eq!(
            total.sentences(),
            [
                "Together 4,000 people.",
                "about 1,500 people left out: part of the total of 4,000 (Termez).",
                "Two have no number: Donguz (not reported); Rubezh (hundreds)."
            ]
        );
    }

    #[test]
    fn the_same_thing_in_article_and_record_is_counted_once() {
        let total = only(&[
            addend("article", Some(2000.0), "at least", &["is"]),
            addend("record", Some(2000.0), "about", &["is"]),
        ]);
        assert_eq!(total.words(), "at least about 2,000 people");
        let total = only(&[
            addend("TASS", Some(5500.0), "about", &["pm"]),
            addend("Xinhua", Some(4000.0), "about", &["pm"]),
        ]);
        assert_eq!(total.words(), "about 4,000 to 5,500 people");
        assert_eq!(total.counted[0].labels, ["TASS", "Xinhua"]);
    }

    #[test]
    fn other_units_and_other_things_never_add() {
        let people = addend("a", Some(1.0), "", &["a"]);
        let tanks = Addend {
            what: "tanks".into(),
            unit: "tanks".into(),
            ..addend("b", Some(2.0), "", &["b"])
        };
        let totals = totals(&[tanks, people]);
        let words: Vec<String> = totals.iter().map(Total::words).collect();
        assert_eq!(words, ["2 tanks", "1 people"]);
    }

    fn addends() -> impl Strategy<Value = Vec<Addend>> {
        let names = proptest::sample::subsequence(vec!["a", "b", "c", "d", "e"], 1..4);
        let word =
            proptest::sample::select(vec!["", "about", "more than", "at least", "up to", "total"]);
        let one = (
            proptest::option::weighted(0.8, 0_u32..5000),
            word,
            names,
            0..4_u8,
        );
        let one = one.prop_map(|(value, word, names, label)| {
            addend(
                &format!("label {label}"),
                value.map(f64::from),
                word,
                &names,
            )
        });
        proptest::collection::vec(one, 1..9)
    }

    /// The highest count of each distinct set of things.
    fn distinct_sum(addends: &[Addend]) -> f64 {
        let mut highest = std::collections::BTreeMap::new();
        for addend in addends {
            let value = addend.value.unwrap_or(0.0);
            let known = highest.entry(&addend.counts).or_insert(0.0_f64);
            *known = known.max(value);
        }
        highest.values().sum()
    }

    proptest! {
        #[test]
        fn a_sum_never_exceeds_that_of_the_distinct_figures(addends in addends()) {
            let total = only(&addends);
            if let Some(bounds) = total.bounds {
                prop_assert!(bounds.high.unwrap_or(bounds.low) <= distinct_sum(&addends));
            }
            let mut seen = BTreeSet::new();
            for name in total.counted.iter().flat_map(|thing| &thing.counts) {
                prop_assert!(seen.insert(name.clone()), "{} is counted twice", name);
            }
        }

        #[test]
        fn the_order_does_not_matter(addends in addends(), turn in 0..8_usize) {
            let mut turned = addends.clone();
            turned.rotate_left(turn % addends.len());
            turned.reverse();
            prop_assert_eq!(only(&addends), only(&turned));
        }

        #[test]
        fn a_part_of_what_is_included_changes_nothing(addends in addends(), value in 0_u32..9000) {
            let before = only(&addends);
            let whole = before.counted.iter().find(|thing| thing.counts.len() > 1);
            prop_assume!(whole.is_some());
            let name = whole.and_then(|thing| thing.counts.first()).cloned().unwrap_or_default();
            let known = addends.iter().any(|addend| addend.counts.len() == 1 && addend.counts.contains(&name));
            prop_assume!(!known);
            let mut more = addends.clone();
            more.push(addend("a part", Some(f64::from(value)), "", &[&name]));
            let after = only(&more);
            prop_assert_eq!(&before.bounds, &after.bounds);
            prop_assert_eq!(&before.counted, &after.counted);
            prop_assert!(after.left_out.iter().any(|left| left.label == "a part"));
        }

        #[test]
        fn what_has_no_number_is_named_and_never_a_zero(addends in addends()) {
            let total = only(&addends);
            let without = addends.iter().filter(|addend| addend.value.is_none()).count();
            let named = total.left_out.iter().filter(|left| left.why == Why::NoNumber).count();
            prop_assert_eq!(without, named);
            let with: Vec<Addend> = addends.iter().filter(|addend| addend.value.is_some()).cloned().collect();
            if with.is_empty() {
                prop_assert_eq!(total.bounds, None);
            } else {
                prop_assert_eq!(total.bounds, only(&with).bounds);
            }
        }
    }
}
