//! Tables whose rows are no objects: names of columns beside lists of values, as pandas ("split"),
//! Datasette, Socrata and the sheets of Google write them, or values by column, as pandas does unasked.

use std::borrow::Cow;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::formats::json::{self, NamedValue, Outline};
use crate::formats::table::has_places;

/// Members that hold the names of columns, and the rows.
const NAMES: [&str; 4] = ["columns", "fields", "headers", "header"];
const ROWS: [&str; 4] = ["data", "rows", "values", "records"];
/// Members of a column that hold its name.
const NAME: [&str; 4] = ["name", "fieldName", "field", "label"];
/// Objects within each other in which names of columns are looked for.
const DEEPEST: usize = 3;
/// Lists at the beginning of a text that may be the names of columns.
const LISTS: usize = 64;
/// Rows whose values are compared with the names of the columns.
const SAMPLE: usize = 10;

/// A table whose rows are no objects.
#[derive(Debug)]
pub(super) struct Unnamed<'t> {
    names: Vec<Cow<'t, str>>,
    rows: Rows<'t>,
}

/// Its values as they are written.
#[derive(Debug)]
enum Rows<'t> {
    /// A list for each row.
    Lists(Vec<&'t str>),
    /// A list for each column, all of one length.
    Columns(Vec<Vec<&'t str>>),
}

impl<'t> Unnamed<'t> {
    /// The table that a text is, if it is one.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let start = text.trim_start();
        if start.starts_with('[') {
            return with_head(json::items(start).ok()?);
        }
        let members = json::members(text).ok()?;
        beside_names(&members)
            .or_else(|| {
                let rows = ROWS.iter().find_map(|name| json::find(&members, name))?;
                with_head(json::items(rows).ok()?)
            })
            .or_else(|| by_column(members))
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        match &self.rows {
            Rows::Lists(rows) => rows.len(),
            Rows::Columns(columns) => columns.first().map_or(0, Vec::len),
        }
    }

    /// A row as an object. What a row has beyond the names is left out.
    pub(super) fn object(&self, row: usize) -> String {
        let values: Vec<&str> = match &self.rows {
            Rows::Lists(rows) => {
                let values = json::items(rows[row]).unwrap_or_default();
                values.into_iter().map(RawValue::get).collect()
            }
            Rows::Columns(columns) => columns.iter().map(|column| column[row]).collect(),
        };
        let members = self.names.iter().zip(values);
        let members = members.map(|(name, value)| format!("{}:{value}", Value::from(&**name)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }

    /// The part of the text that a row is, where it is one.
    pub(super) fn written(&self, row: usize) -> Option<&'t str> {
        match &self.rows {
            Rows::Lists(rows) => rows.get(row).copied(),
            Rows::Columns(_) => None,
        }
    }
}

/// Whether the beginning of a text may be such a table's.
pub(super) fn begins(head: &str) -> bool {
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let after = |text: &str, mark: char| Some(text.trim_start().strip_prefix(mark)?.to_owned());
    let is_named = |at: usize| {
        let mut values = serde_json::Deserializer::from_str(&start[at..]).into_iter::<&RawValue>();
        let list = values.next().and_then(Result::ok);
        list.and_then(|list| names(list.get()))
            .is_some_and(|names| is_placed(&names))
    };
    let lists = memchr::memchr_iter(b'[', start.as_bytes());
    // pandas numbers its rows.
    let is_numbered = || {
        let first = after(start, '{')?;
        let (_, value) = first.split_once(':')?;
        let values = after(value, '{')?;
        let value = after(values.trim_start().strip_prefix("\"0\"")?, ':')?;
        (!value.trim_start().starts_with('{')).then_some(())
    };
    let columns = Outline::of(start.as_bytes()).keys;
    let is_by_column = || {
        let value = start.split_once(':').map_or("", |(_, value)| value);
        value.trim_start().starts_with('[') && has_places(&columns)
    };
    lists.take(LISTS).any(is_named) || is_numbered().is_some() || is_by_column()
}

/// Rows that are lists, with the names of their columns in a member beside them.
fn beside_names<'t>(members: &[NamedValue<'t>]) -> Option<Unnamed<'t>> {
    let names = names_within(members, 0)?;
    let rows = ROWS.iter().find_map(|name| json::find(members, name))?;
    let rows: Vec<&str> = json::items(rows)
        .ok()?
        .into_iter()
        .map(RawValue::get)
        .collect();
    let is_list = !rows.is_empty() && rows.iter().all(|row| row.starts_with('['));
    is_list.then_some(Unnamed {
        names,
        rows: Rows::Lists(rows),
    })
}

fn names_within<'t>(members: &[NamedValue<'t>], depth: usize) -> Option<Vec<Cow<'t, str>>> {
    let here = NAMES
        .iter()
        .find_map(|name| names(json::find(members, name)?));
    here.or_else(|| {
        let inner = members.iter().filter(|_| depth + 1 < DEEPEST);
        let inner = inner.filter(|(_, value)| value.get().starts_with('{'));
        inner
            .filter_map(|(_, value)| json::members(value.get()).ok())
            .find_map(|inner| names_within(&inner, depth + 1))
    })
}

/// The names of columns: a list of texts, or of objects with a name each.
fn names(list: &str) -> Option<Vec<Cow<'_, str>>> {
    let names = json::items(list).ok()?.into_iter().map(|item| {
        let item = item.get();
        if item.starts_with('{') {
            let members = json::members(item).ok()?;
            let name = NAME.iter().find_map(|name| json::find(&members, name))?;
            return text(name);
        }
        text(item)
    });
    let names: Vec<Cow<'_, str>> = names.collect::<Option<_>>()?;
    (names.len() > 1).then_some(names)
}

fn text(value: &str) -> Option<Cow<'_, str>> {
    serde_json::from_str::<String>(value).ok().map(Cow::Owned)
}

/// Rows that are lists, of which the first has the names of the columns.
fn with_head(rows: Vec<&RawValue>) -> Option<Unnamed<'_>> {
    let mut rows = rows.into_iter().map(RawValue::get);
    let names = names(rows.next()?)?;
    let rows: Vec<&str> = rows.collect();
    let is_table = is_placed(&names) && rows.iter().all(|row| row.starts_with('['));
    is_table.then_some(Unnamed {
        names,
        rows: Rows::Lists(rows),
    })
}

/// Members that are columns: a list each, or an object with a value for each row, in the same order.
fn by_column(members: Vec<NamedValue<'_>>) -> Option<Unnamed<'_>> {
    if members.len() < 2 {
        return None;
    }
    let is_each = |bracket: char| members.iter().all(|(_, it)| it.get().starts_with(bracket));
    let columns: Vec<Vec<&str>> = if is_each('[') {
        let lists = members.iter().map(|(_, list)| json::items(list.get()).ok());
        let lists = lists.map(|list| Some(list?.into_iter().map(RawValue::get).collect()));
        lists.collect::<Option<_>>()?
    } else if is_each('{') {
        let mut keys: Option<Vec<Cow<'_, str>>> = None;
        let objects = members.iter().map(|(_, object)| {
            let (of_column, values): (Vec<_>, Vec<_>) =
                json::members(object.get()).ok()?.into_iter().unzip();
            let same = *keys.get_or_insert_with(|| of_column.clone()) == of_column;
            same.then(|| values.into_iter().map(RawValue::get).collect())
        });
        let objects = objects.collect::<Option<_>>()?;
        // Objects by their ids have the columns' names within.
        if keys.is_none_or(|keys| is_placed(&keys)) {
            return None;
        }
        objects
    } else {
        return None;
    };
    let rows = columns.first()?.len();
    let is_even = rows > 0 && columns.iter().all(|column| column.len() == rows);
    let mut first = columns.iter().flat_map(|column| column.iter().take(SAMPLE));
    let is_plain = first.all(|value| !value.starts_with('{'));
    let names: Vec<Cow<'_, str>> = members.into_iter().map(|(name, _)| name).collect();
    (is_even && is_plain && is_placed(&names)).then_some(Unnamed {
        names,
        rows: Rows::Columns(columns),
    })
}

fn is_placed(names: &[Cow<'_, str>]) -> bool {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    has_places(&names)
}
