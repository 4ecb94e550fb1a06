//! One column of a layer that is surveyed.

use super::dates::{Numbers, Shown, order_shown, read};
use super::said::Said;
use super::titles;
use crate::dossier::read_as::DayOrder;
use crate::formats::{plain_letters, without_remark};

/// Parts of a column's name that say that it holds dates.
const DATE_WORDS: [&str; 6] = ["date", "дата", "datum", "fecha", "日期", "تاريخ"];

/// Parts of a column's name that say when somebody worked on the record, not when the thing happened.
const RECORD_WORDS: [&str; 12] = [
    "modif", "updat", "edit", "creat", "upload", "download", "import", "export", "chang", "added",
    "entered", "version",
];

/// Values of a column that are looked at to tell whether they are dates.
const LOOKED_AT: usize = 200;

/// What the values of a column, or its title, show of the order of day and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OrderSeen {
    pub(super) day_first: usize,
    pub(super) month_first: usize,
}

impl OrderSeen {
    /// The order that a title such as `Date (dd/mm/yyyy)` states.
    fn of_title(plain: &str) -> Self {
        let says = |pattern: &str| usize::from(plain.contains(pattern));
        Self {
            day_first: says("ddmmyy").max(says("ttmmjj")).max(says("ддммгг")),
            month_first: says("mmddyy"),
        }
    }

    /// The order, where all values that show one agree.
    pub(super) fn decided(self) -> Option<DayOrder> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(DayOrder::DayFirst),
            (0, 1..) => Some(DayOrder::MonthFirst),
            _ => None,
        }
    }
}

/// One of the first values of a column whose name speaks of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FirstValue {
    Date,
    /// A date with two meanings.
    OpenDate,
    Other,
}

/// What one value says of its column.
#[derive(Debug)]
pub(super) struct Look<'v> {
    said: Said<'v>,
    is_year: bool,
    is_full_day: bool,
    /// What it shows of the order of day and month.
    shown: Option<Shown>,
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct SurveyedColumn {
    /// Its name in the file.
    pub(super) key: String,
    /// The same in small letters, with letters and digits alone.
    pub(super) plain: String,
    pub(super) numbers: Numbers,
    pub(super) order: OrderSeen,
    /// Whether its name speaks of dates.
    of_dates: bool,
    /// Values that say something.
    filled: usize,
    /// What the first of them say, where the name speaks of dates.
    first: Vec<FirstValue>,
    /// Values that are days of ISO 8601 written in full, with or without a time.
    full_days: usize,
    /// Values that are objects, as the spans of togeojson are, or lists.
    objects: usize,
    /// Values that are whole numbers as years of our time are.
    years: usize,
    /// Values that say something only where they are names, such as "Unknown".
    names: usize,
    /// Whether it counts though no value of it was met.
    pub(super) usual: bool,
}

impl SurveyedColumn {
    pub(super) fn new(key: &str) -> Self {
        let whole = plain_letters(key);
        let plain = plain_letters(without_remark(key));
        let name = plain.as_str();
        let listed = [
            &titles::STATED[..],
            &titles::BEGINS,
            &titles::ENDS,
            &titles::DAYS,
            &titles::YEARS,
        ];
        let of_dates = listed.iter().any(|names| names.contains(&name))
            || DATE_WORDS.iter().any(|word| name.contains(word));
        let of_years = titles::YEARS.contains(&name) || name.contains("year");
        let numbers = if of_years {
            Numbers::Years
        } else if titles::MOMENTS.contains(&name) {
            Numbers::Moments
        } else {
            Numbers::Dates
        };
        Self {
            key: key.to_owned(),
            numbers,
            order: OrderSeen::of_title(&whole),
            of_dates,
            filled: 0,
            first: Vec::new(),
            full_days: 0,
            objects: 0,
            years: 0,
            names: 0,
            usual: false,
            plain,
        }
    }

    pub(super) fn add(&mut self, value: Said<'_>) {
        let look = self.look(value);
        self.count(&look);
    }

    /// What a value says of the column.
    pub(super) fn look<'v>(&self, said: Said<'v>) -> Look<'v> {
        let text = said.text().unwrap_or_default();
        Look {
            is_year: is_year_of_our_time(text),
            is_full_day: !self.of_dates && is_full_day(text),
            shown: if self.of_dates {
                order_shown(text)
            } else {
                None
            },
            said,
        }
    }

    /// Counts a value that was looked at.
    pub(super) fn count(&mut self, look: &Look<'_>) {
        self.years += usize::from(look.is_year);
        self.full_days += usize::from(look.is_full_day);
        match look.shown {
            Some(Shown::DayOrder(DayOrder::DayFirst)) => self.order.day_first += 1,
            Some(Shown::DayOrder(DayOrder::MonthFirst)) => self.order.month_first += 1,
            _ => {}
        }
        match &look.said {
            Said::Name(_) => self.names += 1,
            // A span as an object, as togeojson writes one, or the times of a track as a list.
            Said::Parts if self.of_dates => {
                self.objects += 1;
                self.add_filled(|_| FirstValue::Other);
            }
            Said::Parts | Said::Nothing => {}
            Said::Text(text) => self.add_filled(|numbers| match look.shown {
                Some(Shown::Open) => FirstValue::OpenDate,
                Some(Shown::DayOrder(_)) => FirstValue::Date,
                None if read(text, numbers, None).is_some() => FirstValue::Date,
                None => FirstValue::Other,
            }),
        }
    }

    /// Counts a value that says something; `first` is asked for what it says if it is one of the first.
    fn add_filled(&mut self, first: impl FnOnce(Numbers) -> FirstValue) {
        self.filled += 1;
        if self.of_dates && self.first.len() < LOOKED_AT {
            self.first.push(first(self.numbers));
        }
    }

    /// Adds what was found in records behind those so far.
    pub(super) fn append(&mut self, next: Self) {
        let start = Self::new(&next.key).order;
        self.order.day_first += next.order.day_first - start.day_first;
        self.order.month_first += next.order.month_first - start.month_first;
        self.filled += next.filled;
        let room = LOOKED_AT - self.first.len();
        self.first.extend(next.first.into_iter().take(room));
        self.full_days += next.full_days;
        self.objects += next.objects;
        self.years += next.years;
        self.names += next.names;
    }

    /// The first values that are dates.
    fn dated(&self) -> usize {
        let first = self.first.iter();
        first.filter(|value| **value != FirstValue::Other).count()
    }

    /// Those of them that have two meanings.
    fn open(&self) -> usize {
        let first = self.first.iter();
        first
            .filter(|value| **value == FirstValue::OpenDate)
            .count()
    }

    /// Whether any value of it was met that says something.
    pub(super) fn is_met(&self) -> bool {
        self.filled + self.names > 0
    }

    /// Whether it has dates, as far as its first values show; spans as objects count.
    pub(super) fn has_dates(&self) -> bool {
        let one_meaning = self.dated() > self.open() || self.order.decided().is_some();
        one_meaning || self.full_days > 0 || self.objects > 0
    }

    /// Whether every value is a year of our time.
    pub(super) fn is_years(&self) -> bool {
        self.years > 0 && self.years == self.filled
    }

    /// Whether every value is a full day, though the name says nothing of dates.
    pub(super) fn is_full_days(&self) -> bool {
        self.full_days > 0 && self.full_days == self.filled && !self.is_of_record()
    }

    /// Whether its name says that it is about the record, not about what the record is of.
    fn is_of_record(&self) -> bool {
        RECORD_WORDS.iter().any(|word| self.plain.contains(word))
    }

    /// Whether most of the values looked at are dates.
    pub(super) fn is_dates(&self) -> bool {
        let count = self.dated();
        let dates = self.of_dates && !self.is_of_record() && count > 0;
        dates && count * 5 >= self.filled.min(LOOKED_AT) * 4
    }
}

/// Whether a text is a whole number that is likelier a year than a house number or a time of day.
fn is_year_of_our_time(text: &str) -> bool {
    // Most texts are longer or shorter.
    let whole = match text.len() {
        4 => Some(text),
        6 => text.strip_suffix(".0"),
        _ => None,
    };
    let year = whole.and_then(|whole| whole.parse().ok());
    year.is_some_and(|year: u32| (1800..=2100).contains(&year))
}

/// Whether a text is `2021-10-18`, alone or with a time behind it.
fn is_full_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let day = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let ends = matches!(bytes.get(10), None | Some(b'T' | b' '));
    day && ends && read(text, Numbers::Dates, None).is_some()
}
