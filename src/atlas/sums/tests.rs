//! What holds for every sum.

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
