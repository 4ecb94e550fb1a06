//! The survey of a layer: which columns it has, and what their values look like.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::dates::{Numbers, Shown, order_shown, read};
use super::rules::{EXPORTS, Export};
use super::said::{names_something, text};
use super::titles;
use crate::dossier::nearest::did_you_mean;
use crate::dossier::read_as::{DayOrder, ReadAs};
use crate::formats::{plain_letters, without_remark};
use crate::problem::{Place, Problem};

/// Parts of a column's name that say that it holds dates.
const DATE_WORDS: [&str; 6] = ["date", "дата", "datum", "fecha", "日期", "تاريخ"];

/// Parts of a column's name that say when somebody worked on the record, not when the thing happened.
const RECORD_WORDS: [&str; 12] = [
    "modif", "updat", "edit", "creat", "upload", "download", "import", "export", "chang", "added",
    "entered", "version",
];

/// Columns that a reader can choose from: more fit no list.
const MOST_CHOICES: usize = 300;

/// Columns that are named where one is missing.
const MOST_NAMED: usize = 8;

/// Values of a column that are looked at to tell whether they are dates.
const LOOKED_AT: usize = 200;

/// What the values of a column, or its title, show of the order of day and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OrderSeen {
    day_first: usize,
    month_first: usize,
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

/// One column.
#[derive(Debug, Clone)]
pub(super) struct SurveyedColumn {
    /// Its name in the file.
    pub(super) key: String,
    plain: String,
    pub(super) numbers: Numbers,
    pub(super) order: OrderSeen,
    /// Whether its name speaks of dates.
    of_dates: bool,
    /// Values that say something, and those of the first of them that are dates.
    filled: usize,
    dated: usize,
    /// Those of the dates that have two meanings.
    open: usize,
    /// Values that are days of ISO 8601 written in full, with or without a time.
    full_days: usize,
    /// Values that are objects, as the spans of togeojson are, or lists.
    objects: usize,
    /// Values that are whole numbers as years of our time are.
    years: usize,
    /// Values that say something only where they are names, such as "Unknown".
    names: usize,
    /// Whether it counts though no value of it was met.
    usual: bool,
}

impl SurveyedColumn {
    fn new(key: &str) -> Self {
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
            dated: 0,
            open: 0,
            full_days: 0,
            objects: 0,
            years: 0,
            names: 0,
            usual: false,
            plain,
        }
    }

    fn add(&mut self, value: &Value) {
        let Some(text) = text(value) else {
            // A span as an object, as togeojson writes one, or the times of a track as a list.
            let span = usize::from(self.of_dates && (value.is_object() || value.is_array()));
            self.filled += span;
            self.objects += span;
            let names = value
                .as_str()
                .is_some_and(|text| names_something(text.trim()));
            self.names += usize::from(names);
            return;
        };
        self.filled += 1;
        self.years += usize::from(is_year_of_our_time(&text));
        if !self.of_dates {
            self.full_days += usize::from(is_full_day(&text));
            return;
        }
        let shown = order_shown(&text);
        match shown {
            Some(Shown::DayOrder(DayOrder::DayFirst)) => self.order.day_first += 1,
            Some(Shown::DayOrder(DayOrder::MonthFirst)) => self.order.month_first += 1,
            _ => {}
        }
        let dated = || shown.is_some() || read(&text, self.numbers, None).is_some();
        if self.filled <= LOOKED_AT && dated() {
            self.dated += 1;
            self.open += usize::from(shown == Some(Shown::Open));
        }
    }

    /// Whether any value of it was met that says something.
    pub(super) fn is_met(&self) -> bool {
        self.filled + self.names > 0
    }

    /// Whether it has dates, as far as its first values show; spans as objects count.
    pub(super) fn has_dates(&self) -> bool {
        let one_meaning = self.dated > self.open || self.order.decided().is_some();
        one_meaning || self.full_days > 0 || self.objects > 0
    }

    /// Whether every value is a year of our time.
    fn is_years(&self) -> bool {
        self.years > 0 && self.years == self.filled
    }

    /// Whether every value is a full day, though the name says nothing of dates.
    fn is_full_days(&self) -> bool {
        self.full_days > 0 && self.full_days == self.filled && !self.is_of_record()
    }

    /// Whether its name says that it is about the record, not about what the record is of.
    fn is_of_record(&self) -> bool {
        RECORD_WORDS.iter().any(|word| self.plain.contains(word))
    }

    /// Whether most of the values looked at are dates.
    fn is_dates(&self) -> bool {
        let dates = self.of_dates && !self.is_of_record() && self.dated > 0;
        dates && self.dated * 5 >= self.filled.min(LOOKED_AT) * 4
    }
}

/// Whether a text is a whole number that is likelier a year than a house number or a time of day.
fn is_year_of_our_time(text: &str) -> bool {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.len() == 4
        && whole
            .parse()
            .is_ok_and(|year: u32| (1800..=2100).contains(&year))
}

/// Whether a text is `2021-10-18`, alone or with a time behind it.
fn is_full_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let day = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let ends = matches!(bytes.get(10), None | Some(b'T' | b' '));
    day && ends && read(text, Numbers::Dates, None).is_some()
}

/// The columns of a layer.
#[derive(Debug, Default)]
pub(in crate::dossier) struct Survey {
    columns: Vec<SurveyedColumn>,
    by_key: BTreeMap<String, usize>,
}

impl Survey {
    /// Lets columns that many layers have count though no value of them was met: only a part of the
    /// layer was looked at.
    pub(in crate::dossier) fn add_usual_columns(&mut self) {
        for key in titles::USUAL {
            let at = self.position(key);
            self.columns[at].usual = !self.columns[at].is_met();
        }
    }

    /// The columns that count though no value of them was met.
    pub(super) fn unmet(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().filter(|column| column.usual);
        columns.map(|column| column.key.as_str())
    }

    /// Looks at the properties of one feature.
    pub(in crate::dossier) fn add(&mut self, properties: &Map<String, Value>) {
        for (at, (key, value)) in properties.iter().enumerate() {
            // Rows of a table have their columns in one order: few need to be looked up.
            let hit = self
                .columns
                .get(at)
                .is_some_and(|column| column.key == *key);
            let at = if hit { at } else { self.position(key) };
            self.columns[at].add(value);
        }
    }

    fn position(&mut self, key: &str) -> usize {
        if let Some(&at) = self.by_key.get(key) {
            return at;
        }
        self.columns.push(SurveyedColumn::new(key));
        self.by_key.insert(key.to_owned(), self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// The columns of which any value was met that says something, in the order of the file.
    pub(super) fn met(&self) -> impl Iterator<Item = &SurveyedColumn> {
        self.columns.iter().filter(|column| column.is_met())
    }

    /// The names of the first columns, as the file writes them.
    pub(in crate::dossier) fn keys(&self) -> Vec<String> {
        let met = self.columns.iter().filter(|column| !column.usual);
        let keys = met.map(|column| column.key.clone());
        keys.take(MOST_CHOICES).collect()
    }

    /// The column that the file calls `key`.
    pub(super) fn column(&self, key: &str) -> Option<&SurveyedColumn> {
        self.by_key.get(key).map(|&at| &self.columns[at])
    }

    /// The columns of `read_as` that the layer has not, as problems of the file `name`.
    pub(in crate::dossier) fn missing(&self, read_as: &ReadAs, name: &str) -> Vec<Problem> {
        let missing = |(what, key): (&str, &str)| {
            let keys = self.columns.iter().map(|column| column.key.as_str());
            let mend = did_you_mean(key, keys.clone());
            let mend = mend.unwrap_or_else(|| {
                let keys: Vec<&str> = keys.take(MOST_NAMED).collect();
                format!("choose one of its columns, such as {}", keys.join(", "))
            });
            let problem = Problem::error(
                format!("`{what}`: there is no column called \"{key}\""),
                Place::file(name),
            );
            problem.why("it was to be read from there").mend(mend)
        };
        let columns = read_as
            .columns()
            .filter(|(_, key)| self.column(key).is_none());
        columns.map(missing).collect()
    }

    /// The columns of this plain name that say anything.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &SurveyedColumn> {
        let columns = self.columns.iter();
        columns.filter(move |column| column.plain == name && (column.usual || column.is_met()))
    }

    /// The columns of these pairs of names that have nothing but years of our time, in both of a pair.
    pub(super) fn spans_of_years(&self) -> Vec<&str> {
        const PAIRS: [[&str; 2]; 2] = [["from", "to"], ["von", "bis"]];
        let years = |name| self.named(name).find(|column| column.is_years());
        let pairs = PAIRS
            .iter()
            .filter_map(|pair| Some([years(pair[0])?, years(pair[1])?]));
        pairs.flatten().map(|column| column.key.as_str()).collect()
    }

    /// Columns whose name speaks of dates and whose values are dates, though no rule lists them.
    pub(super) fn like_dates(&self) -> impl Iterator<Item = &SurveyedColumn> {
        self.columns.iter().filter(|column| column.is_dates())
    }

    /// The only column that has nothing but full days, whatever it is called; of several, none is chosen.
    pub(super) fn only_full_days(&self) -> Option<&SurveyedColumn> {
        let mut columns = self.columns.iter().filter(|column| column.is_full_days());
        columns.next().filter(|_| columns.next().is_none())
    }

    /// The order of day and month, where all columns that show one agree.
    pub(super) fn order(&self) -> Option<DayOrder> {
        let seen = self
            .columns
            .iter()
            .fold(OrderSeen::default(), |seen, column| OrderSeen {
                day_first: seen.day_first + column.order.day_first,
                month_first: seen.month_first + column.order.month_first,
            });
        seen.decided()
    }

    /// The known export that has these columns.
    pub(super) fn export(&self) -> Option<&'static Export> {
        let has = |name: &str| {
            let mut columns = self.columns.iter().filter(|column| !column.usual);
            columns.any(|column| column.plain == name)
        };
        EXPORTS
            .iter()
            .find(|export| export.needs.iter().all(|name| has(name)))
    }
}
