//! The words of dates: months in several languages, seasons, eras, and words of doubt.

use super::number::year;

/// Beginnings of the months' names, by month: English, French, German, Spanish, Portuguese, Italian,
/// Russian, Ukrainian, Turkish and Polish. Names as in CLDR 44 (`months/format/wide`).
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "янв", "січ", "oca", "sty"],
    &["feb", "fev", "fév", "фев", "лют", "şub", "lut"],
    &["mar", "mär", "mae", "мар", "бер"],
    &["apr", "avr", "abr", "апр", "кві", "nis", "kwi"],
    &["may", "mai", "mag", "maj", "мая", "май", "мае", "тра"],
    &["jun", "juin", "giu", "июн", "чер", "haz", "cze"],
    &["jul", "juil", "lug", "июл", "лип", "tem", "lip"],
    &["aug", "aou", "aoû", "ago", "авг", "сер", "ağu", "sie"],
    &["sep", "set", "сен", "вер", "eyl", "wrz"],
    &["oct", "okt", "out", "ott", "окт", "жов", "eki", "paź"],
    &["nov", "ноя", "лис", "kas", "lis"],
    &["dec", "déc", "dez", "dic", "дек", "гру", "ara", "gru"],
];

/// Longest name of a month, in letters.
const LONGEST_MONTH: usize = 12;

/// Beginnings of words that stand in a date and say nothing more: days of the week, articles.
const WEEKDAYS: [&str; 20] = [
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "thur",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
    "пн",
    "вт",
    "ср",
];

/// Other words that stand in a date and say nothing more.
const FILLERS: [&str; 22] = [
    "st", "nd", "rd", "th", "er", "of", "the", "on", "de", "del", "le", "den", "г", "гг", "год",
    "года", "р", "日", "день", "чт", "пт", "сб",
];

/// The number of the month that a word in lower case names.
pub(super) fn month(word: &str) -> Option<u32> {
    if word.chars().count() > LONGEST_MONTH {
        return None;
    }
    (1..)
        .zip(&MONTHS)
        .find(|(_, names)| names.iter().any(|name| word.starts_with(name)))
        .map(|(number, _)| number)
}

/// Whether a word in lower case says nothing of the date beside it.
pub(super) fn is_filler(word: &str) -> bool {
    WEEKDAYS.contains(&word) || FILLERS.contains(&word)
}

/// Seasons as EDTF numbers them (ISO 8601-2, 4.8).
const SEASONS: [(&str, u32); 6] = [
    ("spring", 21),
    ("summer", 22),
    ("autumn", 23),
    ("fall", 23),
    ("winter", 24),
    ("весна", 21),
];

/// "spring 2021" in EDTF.
pub(super) fn season(text: &str) -> Option<String> {
    let (word, year) = text.trim().split_once(' ')?;
    let word = word.to_lowercase();
    let season = SEASONS.iter().find(|(name, _)| *name == word)?.1;
    let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| format!("{year}-{season}"))
}

/// Words before a date that is not exact.
const ABOUT: [&str; 12] = [
    "circa ",
    "ca. ",
    "ca ",
    "c. ",
    "c.",
    "about ",
    "around ",
    "approx. ",
    "approximately ",
    "около ",
    "vers ",
    "~",
];

/// The text without its words of doubt, and EDTF's sign for them.
pub(super) fn approximate(text: &str) -> (&str, &'static str) {
    let text = text.trim();
    for word in ABOUT {
        let begins = text
            .get(..word.len())
            .is_some_and(|begin| begin.to_lowercase() == word);
        if begins {
            return (text[word.len()..].trim_start(), "~");
        }
    }
    match text.strip_suffix('?') {
        Some(rest) => (rest.trim_end(), "?"),
        None => (text, ""),
    }
}

/// Before or after Christ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Before,
    After,
}

/// What stands behind, or before, a year of either era.
const ERAS: [(&str, Era); 12] = [
    (" bce", Era::Before),
    (" bc", Era::Before),
    (" b.c.", Era::Before),
    (" b.c.e.", Era::Before),
    (" до н. э.", Era::Before),
    (" до н.э.", Era::Before),
    (" v. chr.", Era::Before),
    (" av. j.-c.", Era::Before),
    (" ce", Era::After),
    (" ad", Era::After),
    (" a.d.", Era::After),
    (" н. э.", Era::After),
];

/// The text without its era.
pub(super) fn era(text: &str) -> (&str, Option<Era>) {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return (text, None);
    }
    for (word, era) in ERAS {
        if lower.ends_with(word) {
            return (&text[..text.len() - word.len()], Some(era));
        }
    }
    match lower.strip_prefix("ad ") {
        Some(rest) => (&text[text.len() - rest.len()..], Some(Era::After)),
        None => (text, None),
    }
}

impl Era {
    /// The year `number` of this era in EDTF, which counts a year 0: 44 BC is -0043.
    pub(super) fn year(self, number: u32) -> Option<String> {
        let number = i64::from(number);
        (1..=9999).contains(&number).then(|| match self {
            Self::Before => year(1 - number),
            Self::After => year(number),
        })
    }
}
