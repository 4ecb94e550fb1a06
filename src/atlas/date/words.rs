//! A date in words: what is known of it, and how surely.

use edtf::level_1::{Certainty, Precision as Detail, Season};

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn month_name(month: u32) -> &'static str {
    MONTHS[(month as usize).clamp(1, 12) - 1]
}

pub(super) fn in_words(detail: Detail) -> String {
    match detail {
        Detail::Century(year) => format!("the {year}s (some year of the century)"),
        Detail::Decade(year) => format!("the {year}s"),
        Detail::Year(year) => year.to_string(),
        Detail::Season(year, season) => {
            let name = match season {
                Season::Spring => "spring",
                Season::Summer => "summer",
                Season::Autumn => "autumn",
                Season::Winter => "winter",
            };
            format!("{name} {year}")
        }
        Detail::Month(year, month) => format!("{} {year}", month_name(month)),
        Detail::Day(year, month, day) => format!("{day} {} {year}", month_name(month)),
        Detail::MonthOfYear(year) => format!("some month of {year}"),
        Detail::DayOfYear(year) => format!("some day of {year}"),
        Detail::DayOfMonth(year, month) => format!("some day of {} {year}", month_name(month)),
    }
}

pub(super) fn qualified(detail: Detail, certainty: Certainty) -> String {
    let words = in_words(detail);
    match certainty {
        Certainty::Certain => words,
        Certainty::Uncertain => format!("{words} (uncertain)"),
        Certainty::Approximate => format!("about {words}"),
        Certainty::ApproximateUncertain => format!("about {words} (uncertain)"),
    }
}

pub(super) fn span_in_words(from: Detail, to: Detail) -> String {
    match (from, to) {
        (a, b) if a == b => in_words(a),
        (Detail::Day(y1, m1, d1), Detail::Day(y2, m2, d2)) if (y1, m1) == (y2, m2) => {
            format!("{d1}\u{2013}{d2} {} {y1}", month_name(m1))
        }
        (Detail::Day(y1, m1, d1), Detail::Day(y2, m2, d2)) if y1 == y2 => {
            format!(
                "{d1} {} \u{2013} {d2} {} {y1}",
                month_name(m1),
                month_name(m2)
            )
        }
        (Detail::Month(y1, m1), Detail::Month(y2, m2)) if y1 == y2 => {
            format!("{}\u{2013}{} {y1}", month_name(m1), month_name(m2))
        }
        (Detail::Year(y1), Detail::Year(y2)) => format!("{y1}\u{2013}{y2}"),
        (from, to) => format!("{} \u{2013} {}", in_words(from), in_words(to)),
    }
}
