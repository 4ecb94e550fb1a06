//! What holds for every date.

use proptest::prelude::*;

use super::{DateEdge, When, date_of, day_in_short, day_in_words, day_number, days_from_words};

/// A date of any detail, perhaps qualified.
fn single() -> impl Strategy<Value = String> {
    let day = (-4000_i32..4000).prop_map(|offset| date_of(offset * 17));
    let coarse = prop_oneof![
        (1900..2100_i32).prop_map(|year| format!("{year}")),
        (190..210_i32).prop_map(|decade| format!("{decade}X")),
        (19..21_i32).prop_map(|century| format!("{century}XX")),
        (1900..2100_i32, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (1900..2100_i32, 21..25_u32).prop_map(|(year, season)| format!("{year}-{season}")),
        (1900..2100_i32, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}-XX")),
        (1900..2100_i32).prop_map(|year| format!("{year}-XX-XX")),
    ];
    let plain = prop_oneof![day.prop_map(|day| day.to_string()), coarse];
    (
        plain,
        prop_oneof![Just(""), Just("?"), Just("~"), Just("%")],
    )
        .prop_map(|(date, qualifier)| format!("{date}{qualifier}"))
}

/// One of several dates, or all of them.
fn set() -> impl Strategy<Value = String> {
    let range = |(from, to)| format!("{from}..{to}");
    let member = prop_oneof![
        single(),
        (single(), single()).prop_map(range),
        single().prop_map(|to| format!("..{to}")),
        single().prop_map(|from| format!("{from}..")),
    ];
    (prop::collection::vec(member, 1..5), any::<bool>()).prop_map(|(members, all)| {
        let members = members.join(",");
        if all {
            format!("{{{members}}}")
        } else {
            format!("[{members}]")
        }
    })
}

/// A date, a set or an interval, perhaps with an end open or unknown.
fn any_when() -> impl Strategy<Value = String> {
    prop_oneof![
        single(),
        set(),
        (single(), single()).prop_map(|(from, to)| format!("{from}/{to}")),
        (single(), prop_oneof![Just(".."), Just("")]).prop_map(|(from, to)| format!("{from}/{to}")),
        (prop_oneof![Just(".."), Just("")], single()).prop_map(|(from, to)| format!("{from}/{to}")),
    ]
}

proptest! {
    #[test]
    fn a_date_that_is_read_is_written_as_it_was_and_read_again(text in any_when()) {
        if let Ok(when) = text.parse::<When>() {
            prop_assert_eq!(when.to_string(), text.clone());
            prop_assert_eq!(when.canonical(), text.clone());
            prop_assert_eq!(text.parse::<When>().expect("read once"), when);
        }
    }

    #[test]
    fn single_dates_are_all_read(text in single()) {
        prop_assert!(text.parse::<When>().is_ok(), "{text}");
    }

    #[test]
    fn edges_agree_with_the_days_that_a_date_can_mean(text in any_when()) {
        if let Ok(when) = text.parse::<When>() {
            prop_assert_eq!(when.begins().first(), when.earliest());
            prop_assert_eq!(when.ends().last(), when.latest());
            for edge in [when.begins(), when.ends()] {
                prop_assert!(edge.first() <= edge.last());
                if let DateEdge::On(_) = edge {
                    prop_assert!(!edge.soft());
                }
            }
        }
    }

    #[test]
    fn a_day_survives_its_words_and_its_number(number in -200_000_i32..200_000) {
        let day = date_of(number);
        prop_assert_eq!(day_number(day), number);
        if (1000..=9999).contains(&day.year()) {
            for text in [day.to_string(), day_in_words(day), day_in_short(day)] {
                prop_assert_eq!(days_from_words(&text), Some((day, day)), "{}", text);
            }
        }
    }
}
