//! When a feature is: which columns of its layer date it, and what they say.

use serde_json::{Map, Value};

use super::column::SurveyedColumn;
use super::columns::Survey;
use super::dates::{self, Numbers, joined, read as read_date};
use super::rules::Export;
use super::said::text;
use super::structured;
use super::titles;
use crate::atlas::When;
use crate::dossier::read_as::{DayOrder, ReadAs};

/// A text that stands where a date should and cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::dossier) struct Unreadable {
    /// The property.
    pub(in crate::dossier) key: String,
    /// What it says.
    pub(in crate::dossier) text: String,
    /// Whether day and month could be either way round.
    pub(in crate::dossier) open: bool,
}

/// A column that dates features.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    key: String,
    numbers: Numbers,
    order: Option<DayOrder>,
    /// Whether its values are certainly dates, so that a value which is not one is reported.
    sure: bool,
    /// Whether any value of it was met that says something.
    met: bool,
    /// Whether any of its values is a date.
    used: bool,
}

/// Columns that date a feature together.
#[derive(Debug, Clone)]
pub(super) enum Dating {
    /// One date or span in one value.
    One(Dated),
    /// Begin and end; of each, the first column that says something counts.
    Span(Vec<Dated>, Vec<Dated>),
    /// Year, month and day, each in a column; the day or the month and the day may be missing.
    Calendar(Vec<Dated>),
}

/// What a date is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::dossier) enum DateRole {
    /// The whole, or the begin of what has no other end.
    Whole,
    /// The end.
    End,
}

/// The columns that date the features of a known export; no others do.
pub(super) fn export_datings(
    survey: &Survey,
    export: &Export,
    order: Option<DayOrder>,
) -> Vec<Dating> {
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

/// The columns that the reader chose for the date, which may be its begin or its end alone.
pub(super) fn chosen_dating(survey: &Survey, read_as: &ReadAs) -> Option<Dating> {
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
pub(super) fn datings(survey: &Survey, order: Option<DayOrder>) -> Vec<Dating> {
    let all = |names: &'static [&'static str]| {
        let sure = |name: &str| !titles::MOMENTS.contains(&name) && !titles::VAGUE.contains(&name);
        let columns = names.iter().flat_map(move |name| {
            survey
                .named(name)
                .map(move |column| Dated::of(column, survey, sure(name)).in_order(order))
        });
        columns.collect::<Vec<_>>()
    };
    let first_met = |names: &[&str]| {
        let mut columns = names.iter().flat_map(|name| survey.named(name));
        let column = columns.find(|column| column.is_met())?;
        Some(Dated::of(column, survey, true))
    };
    let (mut begins, mut ends) = (all(&titles::BEGINS), all(&titles::ENDS));
    let of_years = survey.spans_of_years();
    for column in begins.iter_mut().chain(&mut ends) {
        if of_years.contains(&column.key.as_str()) {
            column.numbers = Numbers::Years;
            column.used = true;
        }
    }
    let mut datings: Vec<Dating> = all(&titles::STATED).into_iter().map(Dating::One).collect();
    if begins.len() + ends.len() > 0 {
        datings.push(Dating::Span(begins, ends));
    }
    datings.extend(all(&titles::DAYS).into_iter().map(Dating::One));
    let parts = [&titles::YEARS[..], &titles::MONTHS, &titles::DAYS_OF_MONTH];
    let parts: Vec<Dated> = parts.into_iter().map_while(first_met).collect();
    if parts.len() > 1 {
        datings.push(Dating::Calendar(parts));
    }
    datings.extend(all(&titles::YEARS).into_iter().map(Dating::One));
    let any_met = |datings: &[Dating]| datings.iter().any(Dating::is_met);
    if !any_met(&datings) {
        let like = survey
            .like_dates()
            .map(|column| Dated::of(column, survey, true).in_order(order));
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
    pub(super) fn stated(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            numbers: Numbers::Dates,
            order: None,
            sure: true,
            met: true,
            used: true,
        }
    }

    pub(super) fn of(column: &SurveyedColumn, survey: &Survey, sure: bool) -> Self {
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
        if value.is_object() || value.is_array() {
            let date = structured::date(value, |text| read_date(text, self.numbers, self.order));
            return match date {
                Some(date) => Some(Ok(date)),
                None => self.unreadable(&value.to_string()),
            };
        }
        let text = text(value)?;
        if dates::is_now(&text) {
            return Some(Ok("..".to_owned()));
        }
        match read_date(&text, self.numbers, self.order) {
            Some(date) => Some(Ok(date)),
            None => self.unreadable(&text),
        }
    }

    /// A text of it that is no date; `None` where such a text is not worth telling.
    fn unreadable(&self, text: &str) -> Option<Result<String, Unreadable>> {
        self.sure.then(|| {
            Err(Unreadable {
                key: self.key.clone(),
                open: dates::order_shown(text) == Some(dates::Shown::Open),
                text: text.to_owned(),
            })
        })
    }
}

/// The date whose year, month and day stand in three columns. A part that is missing, or 0 as in the
/// Global Terrorism Database, makes it less exact.
fn calendar(
    parts: &[Dated],
    properties: &Map<String, Value>,
) -> Option<Result<String, Unreadable>> {
    let part = |at: usize| {
        let said = text(properties.get(&parts.get(at)?.key)?)?;
        Some(said.strip_suffix(".0").unwrap_or(&said).to_owned())
    };
    let [year, month, day] = [
        part(0)?,
        part(1).unwrap_or_default(),
        part(2).unwrap_or_default(),
    ];
    let missing = |text: &str| text.bytes().all(|byte| byte == b'0');
    let text = match (missing(&month), missing(&day)) {
        (true, _) => year,
        (false, true) => format!("{year} {month}"),
        (false, false) => format!("{year} {month} {day}"),
    };
    let date = read_date(&text, Numbers::Years, None);
    date.map(Ok).or_else(|| parts[0].unreadable(&text))
}

impl Dating {
    pub(super) fn of(&self, properties: &Map<String, Value>) -> Option<Result<When, Unreadable>> {
        let first = |columns: &[Dated]| {
            let mut dates = columns.iter().filter_map(|column| column.date(properties));
            dates.next()
        };
        let date = match self {
            Self::One(column) => column.date(properties)?,
            Self::Calendar(parts) => calendar(parts, properties)?,
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
            Self::Calendar(parts) => (parts, &[]),
        }
    }

    fn dated(&self) -> impl Iterator<Item = &Dated> {
        let (begins, ends) = self.ends();
        begins.iter().chain(ends)
    }

    /// Its columns, with what the date of each is of.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&str, DateRole)> {
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
    pub(super) fn is_met(&self) -> bool {
        self.dated().any(|column| column.met)
    }

    /// Whether it dates any feature.
    pub(super) fn is_used(&self) -> bool {
        self.dated().any(|column| column.used)
    }

    fn key(&self) -> &str {
        match self {
            Self::One(column) => &column.key,
            Self::Span(begins, ends) => begins.first().or(ends.first()).map_or("", |it| &it.key),
            Self::Calendar(parts) => parts.first().map_or("", |it| &it.key),
        }
    }

    pub(super) fn words(&self) -> String {
        let (columns, order) = match self {
            Self::One(column) => (format!("`{}`", column.key), column.order),
            Self::Calendar(parts) => {
                let keys: Vec<String> = parts.iter().map(|it| format!("`{}`", it.key)).collect();
                (keys.join(", "), None)
            }
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
