//! The words of dates: months in several languages, seasons, eras, and words of doubt.

use super::number::year;

/// Beginnings of the months' names, by month: English, French, German, Spanish, Portuguese, Italian,
/// Russian, Ukrainian, Turkish, Polish, Czech, Romanian, Dutch, Hungarian, Greek and Arabic. Names as in
/// CLDR 44 (`months/format/wide`). Of several that fit, the longest counts.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan",
        "ene",
        "gen",
        "ian",
        "янв",
        "січ",
        "oca",
        "sty",
        "leden",
        "ledn",
        "ιαν",
        "يناير",
    ],
    &[
        "feb",
        "fev",
        "fév",
        "фев",
        "лют",
        "şub",
        "lut",
        "úno",
        "φεβ",
        "فبراير",
    ],
    &[
        "mar", "mär", "mae", "maa", "már", "мар", "бер", "bře", "μαρ", "μάρ", "مارس",
    ],
    &[
        "apr",
        "avr",
        "abr",
        "ápr",
        "апр",
        "кві",
        "nis",
        "kwi",
        "duben",
        "dubn",
        "απρ",
        "أبريل",
        "ابريل",
    ],
    &[
        "may", "mai", "mag", "maj", "máj", "mei", "мая", "май", "мае", "тра", "kvě", "μαΐ", "μαϊ",
        "μάι", "مايو",
    ],
    &[
        "jun",
        "jún",
        "juin",
        "giu",
        "iun",
        "июн",
        "чер",
        "haz",
        "cze",
        "červ",
        "ιουν",
        "ιούν",
        "يونيو",
    ],
    &[
        "jul",
        "júl",
        "juil",
        "lug",
        "iul",
        "июл",
        "лип",
        "tem",
        "lip",
        "červenc",
        "ιουλ",
        "ιούλ",
        "يوليو",
    ],
    &[
        "aug",
        "aou",
        "aoû",
        "ago",
        "авг",
        "сер",
        "ağu",
        "sie",
        "srp",
        "αυγ",
        "αύγ",
        "أغسطس",
        "اغسطس",
    ],
    &[
        "sep",
        "set",
        "sze",
        "сен",
        "вер",
        "eyl",
        "wrz",
        "zář",
        "σεπ",
        "سبتمبر",
    ],
    &[
        "oct",
        "okt",
        "out",
        "ott",
        "окт",
        "жов",
        "eki",
        "paź",
        "říj",
        "οκτ",
        "أكتوبر",
        "اكتوبر",
    ],
    &[
        "nov",
        "noi",
        "ноя",
        "лис",
        "kas",
        "lis",
        "νοε",
        "νοέ",
        "نوفمبر",
    ],
    &[
        "dec",
        "déc",
        "dez",
        "dic",
        "desem",
        "дек",
        "гру",
        "ara",
        "gru",
        "prosin",
        "δεκ",
        "ديسمبر",
    ],
];

/// Longest name of a month, in letters.
const LONGEST_MONTH: usize = 12;

/// Days of the week, which say nothing more of a date.
#[rustfmt::skip]
const WEEKDAYS: [&str; 74] = [
    "monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday", "thu", "thur", "thurs",
    "friday", "fri", "saturday", "sat", "sunday", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di",
    "mi", "do", "fr", "sa", "so",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
    "пн", "вт", "ср", "чт", "пт", "сб", "вс",
    "понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя",
];

/// Other words that stand in a date and say nothing more.
const FILLERS: [&str; 24] = [
    "st", "nd", "rd", "th", "er", "of", "the", "on", "de", "del", "le", "den", "г", "гг", "год",
    "года", "году", "р", "року", "日", "일", "день", "r", "roku",
];

/// Words for a quarter of a year.
const QUARTERS: [&str; 7] = [
    "q",
    "quarter",
    "quartal",
    "trimestre",
    "квартал",
    "кв",
    "kwartał",
];

/// Words that narrow a month without saying how much.
const PARTS_OF_MONTH: [&str; 13] = [
    "early ",
    "mid-",
    "mid ",
    "late ",
    "anfang ",
    "mitte ",
    "ende ",
    "début ",
    "fin ",
    "начало ",
    "середина ",
    "конец ",
    "end of ",
];

/// The number of the month that a word in lower case names.
pub(super) fn month(word: &str) -> Option<u32> {
    if word.chars().count() > LONGEST_MONTH {
        return None;
    }
    let fitting = (1..).zip(&MONTHS).filter_map(|(number, names)| {
        let fitting = names.iter().filter(|name| word.starts_with(**name));
        Some((fitting.map(|name| name.len()).max()?, number))
    });
    // The first of equals.
    let longest = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
    longest.map(|(_, number)| number)
}

/// Whether a word in lower case means a quarter of a year.
pub(super) fn is_quarter(word: &str) -> bool {
    QUARTERS.contains(&word)
}

/// The text without a word such as "early" before the name of a month: the month holds it.
pub(super) fn without_part_of_month(text: &str) -> &str {
    let behind = PARTS_OF_MONTH.iter().find_map(|word| {
        let begin = text.get(..word.len())?;
        (begin.to_lowercase() == *word).then(|| &text[word.len()..])
    });
    let of_a_month = |rest: &&str| {
        let word = rest.split_whitespace().next().unwrap_or_default();
        month(&word.to_lowercase()).is_some()
    };
    behind.filter(of_a_month).unwrap_or(text)
}

/// Whether a word in lower case says nothing of the date beside it.
pub(super) fn is_filler(word: &str) -> bool {
    WEEKDAYS.contains(&word) || FILLERS.contains(&word)
}

/// Seasons as EDTF numbers them (ISO 8601-2, 4.8).
const SEASONS: [(&str, u32); 23] = [
    ("spring", 21),
    ("summer", 22),
    ("autumn", 23),
    ("fall", 23),
    ("winter", WINTER),
    ("frühling", 21),
    ("frühjahr", 21),
    ("sommer", 22),
    ("herbst", 23),
    ("printemps", 21),
    ("été", 22),
    ("automne", 23),
    ("hiver", WINTER),
    ("primavera", 21),
    ("verano", 22),
    ("otoño", 23),
    ("invierno", WINTER),
    ("весна", 21),
    ("весной", 21),
    ("лето", 22),
    ("летом", 22),
    ("осень", 23),
    ("зима", WINTER),
];

const WINTER: u32 = 24;

/// "spring 2021" in EDTF; "winter 2020/21" as its three months.
pub(super) fn season(text: &str) -> Option<String> {
    let (word, year) = text.trim().split_once(' ')?;
    let word = word.to_lowercase();
    let season = SEASONS.iter().find(|(name, _)| *name == word)?.1;
    let plain = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if plain(year) {
        return Some(format!("{year}-{season}"));
    }
    let (first, next) = year.split_once(['/', '-', '\u{2013}'])?;
    let of_next = first.parse::<u32>().ok()? + 1;
    let next = (next.len() <= 4).then(|| next.parse::<u32>().ok())??;
    let follows = plain(first) && (next == of_next || next == of_next % 100);
    (follows && season == WINTER).then(|| format!("{first}-12/{of_next:04}-02"))
}

/// Words for a century behind its number.
const CENTURIES: [&str; 9] = [
    "century",
    "jahrhundert",
    "jh.",
    "век",
    "века",
    "в.",
    "siècle",
    "siglo",
    "secolo",
];

/// "19th century" in EDTF: the years 1800 to 1899, as people mean it.
pub(super) fn century(text: &str) -> Option<String> {
    let (number, word) = text.trim().split_once([' ', '\u{a0}'])?;
    if !CENTURIES.contains(&word.trim().to_lowercase().as_str()) {
        return None;
    }
    let bare = number.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r', 'e']);
    let number = bare.parse().ok().or_else(|| roman(bare))?;
    (2..=21)
        .contains(&number)
        .then(|| format!("{:02}XX", number - 1))
}

/// A number in Roman numerals up to XXI.
fn roman(text: &str) -> Option<u32> {
    let tens = text.bytes().take_while(|&byte| byte == b'X').count();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let one = (0..)
        .zip(ones)
        .find(|(_, numeral)| *numeral == &text[tens..])?;
    Some(u32::try_from(tens).ok()? * 10 + one.0).filter(|&number| number > 0)
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
