//! What the properties of files mean that were written for other programs: which of them is the
//! name, the kind, the date, the exactness of a place.
//!
//! A layer is surveyed as a whole before any of its features is understood, so that `07/08/2024`
//! is read as the other dates of its column are. What was decided is told in words, column by
//! column. Nothing is guessed that would place or date a feature wrongly: what has two meanings is
//! told and left out.

mod columns;
mod dates;
mod exactness;
mod rules;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::read_as::{DayOrder, ReadAs};
use crate::atlas::{Precision, When};
use columns::Column;
pub(super) use columns::Survey;
pub(super) use dates::{Numbers, day_before_time, read as read_date};
use rules::{Exactness, Export};

/// Words that stand where a value should and say that there is none.
const ABSENT: [&str; 9] = [
    "-", "\u{2014}", "n/a", "na", "nan", "nil", "none", "null", "unknown",
];

/// Bytes of the longest of them.
const LONGEST_ABSENT: usize = 7;

/// A key in lower case with letters, digits and `@` only, so that one name covers `Start Date`,
/// `start_date` and `startDate`.
fn plain(key: &str) -> String {
    let kept = key
        .chars()
        .filter(|&letter| letter.is_alphanumeric() || letter == '@');
    kept.flat_map(char::to_lowercase).collect()
}

/// The text of a value, where it says something.
fn text(value: &Value) -> Option<Cow<'_, str>> {
    let text = match value {
        Value::String(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => return None,
    };
    says_something(&text).then_some(text)
}

/// Whether a text without spaces about it is more than a word for a value that is not there.
#[inline]
pub(super) fn says_something(text: &str) -> bool {
    let absent = || ABSENT.iter().any(|word| text.eq_ignore_ascii_case(word));
    !text.is_empty() && (text.len() > LONGEST_ABSENT || !absent())
}

/// Whether a text can be the name of something: "Null" and "Unknown" name people and posts, while
/// programs write "null", "NULL", "NaN" and "None" for a value that is not there.
#[inline]
pub(super) fn names_something(text: &str) -> bool {
    says_something(text) || (text != UNNAMED && is_capitalised(text))
}

/// What Python writes for a value that is not there.
const UNNAMED: &str = "None";

/// Whether the first letter, and no other, is a capital.
fn is_capitalised(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().all(char::is_lowercase)
        && letters.next().is_some()
}

/// A text that stands where a date should and cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The property.
    pub(super) key: String,
    /// What it says.
    pub(super) text: String,
    /// Whether day and month could be either way round.
    pub(super) open: bool,
}

/// A column that dates features.
#[derive(Debug, Clone)]
struct Dated {
    key: String,
    numbers: Numbers,
    order: Option<DayOrder>,
    /// Whether what it says is a date for sure, so that a value that is none is worth telling.
    sure: bool,
    /// Whether any value of it was met that says something.
    met: bool,
    /// Whether any of its values is a date.
    used: bool,
}

/// Columns that date a feature together.
#[derive(Debug, Clone)]
enum Dating {
    /// One date or span in one value.
    One(Dated),
    /// Begin and end; of each, the first column that says something counts.
    Span(Vec<Dated>, Vec<Dated>),
}

/// What a date is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateRole {
    /// The whole, or the begin of what has no other end.
    Whole,
    /// The end.
    End,
}

/// What the properties of one layer mean.
#[derive(Debug, Default)]
pub(super) struct Understanding {
    export: Option<&'static Export>,
    names: Vec<String>,
    kinds: Vec<String>,
    summaries: Vec<String>,
    ids: Vec<String>,
    datings: Vec<Dating>,
    /// The columns that say how exact a place is.
    exactness: Vec<String>,
    /// Columns of these that were not met where the layer was looked at.
    unmet: BTreeSet<String>,
}

impl Understanding {
    /// What the columns of a surveyed layer mean.
    pub(super) fn of(survey: &Survey, read_as: &ReadAs) -> Self {
        let export = survey.export();
        let of = |chosen: Option<&String>, own: &[&str], general: &[&[&str]]| {
            let mut keys: Vec<String> = chosen.into_iter().cloned().collect();
            let lists = std::iter::once(own).chain(general.iter().copied());
            for name in lists.flatten() {
                let named = survey.named(name).map(|column| column.key.clone());
                let mut named: Vec<String> = named.filter(|key| !keys.contains(key)).collect();
                // Of several spellings the plain one counts first, whatever the order in the file.
                named.sort_by_key(|key| (key != name, key.clone()));
                keys.append(&mut named);
            }
            keys
        };
        Self {
            names: of(
                read_as.name.as_ref(),
                export.map_or(&[], |it| it.names),
                &[&rules::NAMES, &rules::PLACES],
            ),
            kinds: of(
                read_as.kind.as_ref(),
                export.map_or(&[], |it| it.kinds),
                &[&rules::KINDS],
            ),
            summaries: of(
                None,
                export.map_or(&[], |it| it.summaries),
                &[&rules::SUMMARIES],
            ),
            ids: of(None, &[], &[&rules::IDS]),
            exactness: exactness_columns(survey, export),
            datings: match (chosen_dating(survey, read_as), export) {
                (Some(chosen), _) => vec![chosen],
                (None, Some(export)) => export_datings(survey, export, read_as.day_order),
                (None, None) => datings(survey, read_as.day_order),
            },
            unmet: survey.unmet().map(str::to_owned).collect(),
            export,
        }
    }

    /// The same with this program's own words before all others, whether the survey met them or not.
    pub(super) fn with_own_words(mut self) -> Self {
        for (keys, own) in [(&mut self.names, "name"), (&mut self.kinds, "kind")] {
            keys.retain(|key| key != own);
            keys.insert(0, own.to_owned());
        }
        self.datings.insert(0, Dating::One(Dated::stated("when")));
        self
    }

    /// The columns that may name a feature, the best first.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The columns that may say what kind of thing it is, the best first.
    pub(super) fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// The columns that say how exact its place is.
    pub(super) fn exactness(&self) -> &[String] {
        &self.exactness
    }

    /// The columns that may date it, each with what its date is of.
    pub(super) fn dates(&self) -> impl Iterator<Item = (&str, DateRole)> {
        self.datings.iter().flat_map(Dating::columns)
    }

    /// The name of a feature with these properties.
    pub(super) fn name(&self, properties: &Map<String, Value>) -> Option<String> {
        let name = |key: &String| match properties.get(key)? {
            Value::String(text) if names_something(text.trim()) => Some(text.trim().to_owned()),
            other => text(other).map(Cow::into_owned),
        };
        let stated = first(&self.names, properties);
        stated.or_else(|| self.names.iter().find_map(name))
    }

    /// What kind of thing it is.
    pub(super) fn kind(&self, properties: &Map<String, Value>) -> Option<String> {
        let mut texts = self
            .kinds
            .iter()
            .filter_map(|key| match properties.get(key)? {
                value @ Value::String(_) => text(value),
                _ => None,
            });
        texts.next().map(Cow::into_owned)
    }

    /// What is said about it.
    pub(super) fn summary(&self, properties: &Map<String, Value>) -> Option<String> {
        first(&self.summaries, properties)
    }

    /// What identifies it.
    pub(super) fn id(&self, properties: &Map<String, Value>) -> Option<String> {
        first(&self.ids, properties)
    }

    /// How exact its place is, where a known export says that.
    pub(super) fn precision(&self, properties: &Map<String, Value>) -> Option<Precision> {
        self.export?.precision?.of(properties)
    }

    /// When it is; `None` where nothing says that.
    pub(super) fn when(&self, properties: &Map<String, Value>) -> Option<Result<When, Unreadable>> {
        let mut unreadable = None;
        for dating in &self.datings {
            match dating.of(properties) {
                Some(Ok(when)) => return Some(Ok(when)),
                Some(Err(fault)) => {
                    unreadable.get_or_insert(fault);
                }
                None => {}
            }
        }
        unreadable.map(Err)
    }

    /// What was decided: "names from `title`", "dates from `date`, day first".
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(export) = self.export {
            words.push(format!("an export of {}", export.name));
        }
        for (what, keys) in [("names", &self.names), ("kinds", &self.kinds)] {
            let met = keys.iter().find(|key| !self.unmet.contains(*key));
            words.extend(met.map(|key| format!("{what} from `{key}`")));
        }
        words.extend(
            self.datings
                .iter()
                .find(|it| it.is_used())
                .map(Dating::words),
        );
        if !self.exactness.is_empty() {
            let columns: Vec<String> = self.exactness.iter().map(|it| format!("`{it}`")).collect();
            words.push(format!("exactness from {}", columns.join(" and ")));
        }
        words
    }
}

fn first(keys: &[String], properties: &Map<String, Value>) -> Option<String> {
    let mut texts = keys.iter().filter_map(|key| text(properties.get(key)?));
    texts.next().map(Cow::into_owned)
}

/// The columns that say how exact a place is, by the names that they have in the file.
fn exactness_columns(survey: &Survey, export: Option<&Export>) -> Vec<String> {
    let exact = export.and_then(|export| export.precision);
    let plains = exact.map(Exactness::columns).unwrap_or_default();
    let columns = plains
        .into_iter()
        .filter_map(|name| survey.named(name).next());
    columns.map(|column| column.key.clone()).collect()
}

/// The columns that date the features of a known export; no others do.
fn export_datings(survey: &Survey, export: &Export, order: Option<DayOrder>) -> Vec<Dating> {
    let dated = |name: &str| {
        let columns = survey.named(name).take(1);
        columns
            .map(|column| Dated::of(column, survey, true).in_order(order))
            .collect::<Vec<_>>()
    };
    let datings = export.dates.iter().filter_map(|[begin, end]| {
        if begin == end {
            return dated(begin).pop().map(Dating::One);
        }
        let (begin, end) = (dated(begin), dated(end));
        (begin.len() + end.len() > 0).then_some(Dating::Span(begin, end))
    });
    datings.collect()
}

/// The columns that whoever has the file chose for the date, which may be its begin or its end alone.
fn chosen_dating(survey: &Survey, read_as: &ReadAs) -> Option<Dating> {
    let dated = |key: Option<&String>| {
        let dated = Dated::of(survey.column(key?)?, survey, true);
        Some(dated.in_order(read_as.day_order).by_choice())
    };
    match (dated(read_as.begin.as_ref()), dated(read_as.end.as_ref())) {
        (None, None) => None,
        (Some(begin), None) => Some(Dating::One(begin)),
        (begin, end) => Some(Dating::Span(
            begin.into_iter().collect(),
            end.into_iter().collect(),
        )),
    }
}

/// The columns that date features, the surest first.
fn datings(survey: &Survey, order: Option<DayOrder>) -> Vec<Dating> {
    let all = |names: &'static [&'static str]| {
        let sure = |name: &str| !rules::MOMENTS.contains(&name) && !rules::VAGUE.contains(&name);
        let columns = names.iter().flat_map(move |name| {
            survey
                .named(name)
                .map(move |column| Dated::of(column, survey, sure(name)).in_order(order))
        });
        columns.collect::<Vec<_>>()
    };
    let (begins, ends) = (all(&rules::BEGINS), all(&rules::ENDS));
    let mut datings: Vec<Dating> = all(&rules::STATED).into_iter().map(Dating::One).collect();
    if begins.len() + ends.len() > 0 {
        datings.push(Dating::Span(begins, ends));
    }
    let single = all(&rules::DAYS).into_iter().chain(all(&rules::YEARS));
    datings.extend(single.map(Dating::One));
    let any_met = |datings: &[Dating]| datings.iter().any(Dating::is_met);
    if !any_met(&datings) {
        let like = survey
            .like_dates()
            .map(|column| Dated::of(column, survey, false).in_order(order));
        datings.extend(like.map(Dating::One));
    }
    if !any_met(&datings) {
        let full_days = survey.only_full_days();
        datings.extend(full_days.map(|column| Dating::One(Dated::of(column, survey, false))));
    }
    datings
}

impl Dated {
    /// The same with day and month in this order, where one is given.
    fn in_order(mut self, order: Option<DayOrder>) -> Self {
        // What could be either way round is a date now.
        self.used |= self.met && order.is_some();
        self.order = order.or(self.order);
        self
    }

    /// The same, of a column that was chosen for its dates: bare numbers in it are no times of day.
    fn by_choice(mut self) -> Self {
        if self.numbers == Numbers::Moments {
            self.numbers = Numbers::Dates;
        }
        self.used = true;
        self
    }

    /// A column of dates as this program writes them.
    fn stated(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            numbers: Numbers::Dates,
            order: None,
            sure: true,
            met: true,
            used: true,
        }
    }

    fn of(column: &Column, survey: &Survey, sure: bool) -> Self {
        Self {
            key: column.key.clone(),
            numbers: column.numbers,
            order: column.order.decided().or_else(|| survey.order()),
            sure,
            met: column.is_met(),
            used: column.has_dates(),
        }
    }

    /// The EDTF of its value in `properties`; `None` where it has none or says nothing about dates.
    fn date(&self, properties: &Map<String, Value>) -> Option<Result<String, Unreadable>> {
        let value = properties.get(&self.key)?;
        if let Value::Object(ends) = value {
            return self.span_in(ends).map(Ok);
        }
        let text = text(value)?;
        match read_date(&text, self.numbers, self.order) {
            Some(date) => Some(Ok(date)),
            None => self.sure.then(|| {
                Err(Unreadable {
                    key: self.key.clone(),
                    open: dates::order_shown(&text) == Some(dates::Shown::Open),
                    text: text.into_owned(),
                })
            }),
        }
    }

    /// The span of an object with `begin` and `end`, as togeojson writes one.
    fn span_in(&self, ends: &Map<String, Value>) -> Option<String> {
        let end = |key| read_date(&text(ends.get(key)?)?, self.numbers, self.order);
        Some(match (end("begin"), end("end")) {
            (Some(begin), Some(end)) => format!("{begin}/{end}"),
            (Some(begin), None) => format!("{begin}/.."),
            (None, Some(end)) => format!("../{end}"),
            (None, None) => return None,
        })
    }
}

impl Dating {
    fn of(&self, properties: &Map<String, Value>) -> Option<Result<When, Unreadable>> {
        let first = |columns: &[Dated]| {
            let mut dates = columns.iter().filter_map(|column| column.date(properties));
            dates.next()
        };
        let date = match self {
            Self::One(column) => column.date(properties)?,
            Self::Span(begins, ends) => match (first(begins), first(ends)) {
                (Some(Err(fault)), _) | (_, Some(Err(fault))) => Err(fault),
                (Some(Ok(begin)), Some(Ok(end))) => Ok(joined(&begin, &end)),
                (Some(Ok(begin)), None) => Ok(begin),
                (None, Some(Ok(end))) => Ok(format!("../{}", end.rsplit('/').next()?)),
                (None, None) => return None,
            },
        };
        Some(date.and_then(|date| {
            date.parse().map_err(|_| Unreadable {
                key: self.key().to_owned(),
                text: date,
                open: false,
            })
        }))
    }

    /// The columns of its begin, which are those of a single date too, and of its end.
    fn ends(&self) -> (&[Dated], &[Dated]) {
        match self {
            Self::One(column) => (std::slice::from_ref(column), &[]),
            Self::Span(begins, ends) => (begins, ends),
        }
    }

    fn dated(&self) -> impl Iterator<Item = &Dated> {
        let (begins, ends) = self.ends();
        begins.iter().chain(ends)
    }

    /// Its columns, with what the date of each is of.
    fn columns(&self) -> impl Iterator<Item = (&str, DateRole)> {
        let (begins, ends) = self.ends();
        let begins = begins
            .iter()
            .map(|column| (column.key.as_str(), DateRole::Whole));
        begins.chain(
            ends.iter()
                .map(|column| (column.key.as_str(), DateRole::End)),
        )
    }

    /// Whether any value of its columns was met that says something.
    fn is_met(&self) -> bool {
        self.dated().any(|column| column.met)
    }

    /// Whether it dates any feature.
    fn is_used(&self) -> bool {
        self.dated().any(|column| column.used)
    }

    fn key(&self) -> &str {
        match self {
            Self::One(column) => &column.key,
            Self::Span(begins, ends) => begins.first().or(ends.first()).map_or("", |it| &it.key),
        }
    }

    fn words(&self) -> String {
        let (columns, order) = match self {
            Self::One(column) => (format!("`{}`", column.key), column.order),
            Self::Span(begins, ends) => {
                let first = |columns: &[Dated]| {
                    let met = columns.iter().find(|column| column.met);
                    met.map(|column| format!("`{}`", column.key))
                };
                let order = begins.iter().chain(ends).find_map(|column| column.order);
                let columns = match (first(begins), first(ends)) {
                    (Some(begin), Some(end)) => format!("{begin} to {end}"),
                    (begin, end) => begin.or(end).unwrap_or_default(),
                };
                (columns, order)
            }
        };
        let order = match order {
            Some(DayOrder::DayFirst) => " with the day first",
            Some(DayOrder::MonthFirst) => " with the month first",
            None => "",
        };
        format!("dates from {columns}{order}")
    }
}

/// The span from the beginning of one date to the end of another.
pub(super) fn joined(begin: &str, end: &str) -> String {
    let begin = begin.split('/').next().unwrap_or(begin);
    let end = end.rsplit('/').next().unwrap_or(end);
    if begin == end {
        begin.to_owned()
    } else {
        format!("{begin}/{end}")
    }
}

#[cfg(test)]
mod tests;
