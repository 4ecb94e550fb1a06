//! Spans of time as people write them: two dates with a word or dash between, or one with an open end.

use super::number::{self, Numbers};
use super::one;
use crate::atlas::When;
use crate::dossier::read_as::DayOrder;

/// What separates the two dates of a span, the longest first, so that none hides another.
const SEPARATORS: [&str; 24] = [
    " bis zum ",
    " until ",
    " till ",
    " bis ",
    " to ",
    " au ",
    " al ",
    " and ",
    " und ",
    " по ",
    " до ",
    " - ",
    " \u{2013} ",
    " \u{2014} ",
    " / ",
    "; ",
    "...",
    "..",
    "\u{2192}",
    ".-",
    ".\u{2013}",
    "\u{2013}",
    "\u{2014}",
    "-",
];

/// Words before the first date of a span. A span follows, or what is meant is not a span.
const OPENERS: [&str; 10] = [
    "from the ",
    "from ",
    "between ",
    "vom ",
    "von ",
    "du ",
    "dal ",
    "del ",
    "с ",
    "з ",
];

/// Words before the only date of a span whose end is open.
const SINCE: [&str; 9] = [
    "since ", "from ", "seit ", "ab ", "depuis ", "desde ", "dal ", "с ", "от ",
];

/// Words before the only date of a span whose beginning is open.
const UNTIL: [&str; 7] = [
    "until ",
    "till ",
    "up to ",
    "bis ",
    "jusqu'à ",
    "hasta ",
    "по ",
];

/// What stands for an end that has not come.
const NOW: [&str; 22] = [
    "now",
    "present",
    "today",
    "ongoing",
    "current",
    "to date",
    "date",
    "heute",
    "jetzt",
    "andauernd",
    "aujourd'hui",
    "présent",
    "en cours",
    "presente",
    "actualidad",
    "oggi",
    "н.в.",
    "наст. время",
    "настоящее время",
    "сейчас",
    "дотепер",
    "至今",
];

/// Whether a text says that something has not ended.
pub(in crate::dossier::understand) fn is_now(text: &str) -> bool {
    let text = text.trim();
    let short = text.len() <= 32 && !text.starts_with(|letter: char| letter.is_ascii_digit());
    short && NOW.contains(&text.to_lowercase().as_str())
}

/// A date with a dash behind or before it and nothing on its other side, in EDTF: `2004–`.
pub(super) fn open(text: &str, order: Option<DayOrder>) -> Option<String> {
    const DASHES: [char; 2] = ['\u{2013}', '\u{2014}'];
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    // A hyphen before a number is its sign.
    let begun = text.strip_suffix(DASHES);
    let begun = begun.or_else(|| text.strip_suffix('-').filter(|year| is_year(year)));
    if let Some(begin) = begun {
        return Some(format!("{}/..", single(begin, order)?));
    }
    let end = text.strip_prefix(DASHES)?;
    Some(format!("../{}", single(end, order)?))
}

/// A span in EDTF.
pub(super) fn span(text: &str, order: Option<DayOrder>) -> Option<String> {
    let opened = OPENERS.iter().find_map(|word| without(text, word));
    let both = closed(opened.unwrap_or(text), order);
    both.or_else(|| half_open(text, order))
}

/// The text behind `word`, where it begins with it.
fn without<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let begin = text.get(..word.len())?;
    (begin.to_lowercase() == word).then(|| &text[word.len()..])
}

/// Two dates. The first may leave out what the second says: `18.–20.10.2021`.
fn closed(text: &str, order: Option<DayOrder>) -> Option<String> {
    let ends = SEPARATORS
        .iter()
        .filter_map(|separator| text.split_once(separator));
    // Several hyphens are those of two numbers and a year.
    let one_hyphen = text.matches('-').count() == 1;
    let shortened = text.split_once('/').filter(|(begin, _)| begin.len() == 10);
    let ends = ends.filter(|(begin, end)| one_hyphen || begin.len() + 1 + end.len() < text.len());
    for (begin, end) in shortened.into_iter().chain(ends) {
        if is_now(end) || (end.trim().is_empty() && text.ends_with(['\u{2013}', '\u{2014}'])) {
            if let Some(begin) = single(begin, order) {
                return Some(format!("{begin}/.."));
            }
            continue;
        }
        if let Some((begin, end)) = pair(begin, end, order)
            && format!("{begin}/{end}").parse::<When>().is_ok()
        {
            return Some(format!("{begin}/{end}"));
        }
    }
    None
}

fn pair(begin: &str, end: &str, order: Option<DayOrder>) -> Option<(String, String)> {
    let Some(last) = single(end, order) else {
        // `2021-10-18/20`, the shortened end of ISO 8601-1, 5.5.2.
        let first = single(begin, order).filter(|first| first.len() == 10)?;
        let day = end.trim().parse::<u32>().ok().filter(|_| end.len() == 2)?;
        let last = format!("{}-{day:02}", &first[..7]);
        return Some((first, last));
    };
    let year = last.get(..4)?;
    let begin = begin.trim();
    let bare = begin.trim_end_matches(['.', ',']);
    let day = || {
        let suffixes = ["st", "nd", "rd", "th"];
        let digits = suffixes.iter().find_map(|it| bare.strip_suffix(it));
        let day: u32 = digits.unwrap_or(bare).parse().ok()?;
        let within = (1..=31).contains(&day) && last.len() == 10;
        within.then(|| format!("{}-{day:02}", &last[..7]))
    };
    let first = day()
        .or_else(|| single(begin, order))
        .or_else(|| single(&format!("{begin} {year}"), order))
        .or_else(|| single(&format!("{bare}.{year}"), order))?;
    Some((first, last))
}

/// One date with an open end: "since 2004".
fn half_open(text: &str, order: Option<DayOrder>) -> Option<String> {
    let date = |words: &[&str]| {
        let rest = words.iter().find_map(|word| without(text, word))?;
        single(rest, order)
    };
    date(&SINCE)
        .map(|begin| format!("{begin}/.."))
        .or_else(|| date(&UNTIL).map(|end| format!("../{end}")))
}

/// One end of a span; a bare number is a year there.
fn single(text: &str, order: Option<DayOrder>) -> Option<String> {
    let text = text.trim();
    let date = match number::parse(text) {
        Some(number) => Numbers::Dates.date(number),
        None => one(text, order),
    };
    date.filter(|date| !date.contains('/') && date.parse::<When>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_in_every_style_that_has_one_meaning() {
        let whole = "2021-10-18/2021-10-20";
        for text in [
            "from 18 to 20 October 2021",
            "from 18 October 2021 to 20 October 2021",
            "between 18 and 20 October 2021",
            "18th to 20th October 2021",
            "18.10.-20.10.2021",
            "18.-20.10.2021",
            "18.10.2021–20.10.2021",
            "18.10.2021-20.10.2021",
            "18/10/2021-20/10/2021",
            "с 18 по 20 октября 2021 года",
            "vom 18. bis 20. Oktober 2021",
            "du 18 au 20 octobre 2021",
            "2021-10-18; 2021-10-20",
            "2021-10-18/20",
        ] {
            assert_eq!(span(text, None).as_deref(), Some(whole), "{text}");
        }
        for (text, expected) in [
            ("2021-10-18..2021-10-23", "2021-10-18/2021-10-23"),
            ("18.10.2021 .. 23.10.2021", "2021-10-18/2021-10-23"),
            ("2021-10-18 \u{2192} 2021-10-23", "2021-10-18/2021-10-23"),
            ("since 2004", "2004/.."),
            ("seit Oktober 2021", "2021-10/.."),
            ("с 2004 года", "2004/.."),
            ("2004-present", "2004/.."),
            ("2004 - now", "2004/.."),
            ("18.10.2021 – heute", "2021-10-18/.."),
            ("2004–", "2004/.."),
            ("until 2021", "../2021"),
        ] {
            assert_eq!(span(text, None).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "18 to Osh",
            "from Osh to 2021 bases",
            "to",
            "20-18 October 2021",
            "14-15",
        ] {
            assert_eq!(span(text, None), None, "{text}");
        }
    }
}
