//! Reading the values of one table, each of the kind it should be.

use std::cell::RefCell;
use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use super::certain;
use super::nearest::{did_you_mean, nearest};
use super::node::{Entry, Node, Table, Value};
use super::report::Context;
use crate::problem::{Correction, Place, Problem, quoted};

/// The values of one table. It remembers what it was asked for, so that what
/// nobody asked for can be reported as unknown.
pub(super) struct Fields<'n, 'a> {
    cx: Context<'n>,
    table: &'n Table<'a>,
    span: Range<usize>,
    feature: Option<&'n str>,
    known: RefCell<Vec<&'static str>>,
}

impl<'n, 'a> Fields<'n, 'a> {
    pub(super) fn new(cx: Context<'n>, table: &'n Table<'a>, span: Range<usize>) -> Self {
        Self {
            cx,
            table,
            span,
            feature: None,
            known: RefCell::default(),
        }
    }

    /// The same values, as those of the feature called `id`.
    pub(super) fn of_feature(self, id: &'n str) -> Self {
        Self {
            feature: Some(id),
            ..self
        }
    }

    /// Where the table stands.
    pub(super) fn place(&self) -> Place {
        self.at(&self.span)
    }

    pub(super) fn at(&self, span: &Range<usize>) -> Place {
        let place = self.cx.at(span);
        match self.feature {
            Some(id) => place.in_feature(id),
            None => place,
        }
    }

    /// Where its problems are told.
    pub(super) fn cx(&self) -> Context<'n> {
        self.cx
    }

    pub(super) fn push(&self, problem: Problem) {
        self.cx.push(problem);
    }

    /// The value called `key`; `None` where it is absent or null.
    pub(super) fn get(&self, key: &'static str) -> Option<&'n Node<'a>> {
        self.known.borrow_mut().push(key);
        let node = self.table.get(key)?;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// Where the value called `key` stands, else where the table does.
    pub(super) fn place_of(&self, key: &str) -> Place {
        let node = self.table.get(key);
        self.at(node.map_or(&self.span, |node| &node.span))
    }

    fn wrong_kind(&self, key: &str, expected: &str, node: &Node<'_>) {
        self.push(self.of_wrong_kind(key, expected, node));
    }

    fn of_wrong_kind(&self, key: &str, expected: &str, node: &Node<'_>) -> Problem {
        let found = node.value.described();
        let what = format!("`{key}`: expected {expected}, found {found}");
        Problem::error(what, self.at(&node.span))
            .why("the value was left out")
            .mend(format!("write {expected}"))
    }

    /// Tells of a text that holds what should stand there without quotation marks, such as `"5"`.
    fn quoted_value(&self, key: &str, expected: &str, node: &Node<'_>, value: &str) {
        let bare = self.at(&node.span).rewritten(value);
        self.push(self.of_wrong_kind(key, expected, node).corrected(bare));
    }

    /// A text.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        let node = self.get(key)?;
        let Value::Text(text) = &node.value else {
            let problem = self.of_wrong_kind(key, "a text in quotation marks", node);
            let in_quotes = self.number_in_quotes(node);
            self.push(problem.corrected(in_quotes));
            return None;
        };
        Some(text.to_string())
    }

    /// The change that makes a text of a number.
    fn number_in_quotes(&self, node: &Node<'_>) -> Option<Correction> {
        let written = self.cx.file.whole.get(node.span.clone())?;
        matches!(node.value, Value::Number(_))
            .then(|| self.at(&node.span).rewritten(format!("\"{written}\"")))?
    }

    /// A text that must be there and not be empty.
    pub(super) fn required(&self, key: &'static str, why: &str) -> Option<String> {
        let missing = self.get(key).is_none();
        let text = self.text(key).filter(|text| !text.trim().is_empty());
        if missing || (text.is_none() && matches!(self.get(key)?.value, Value::Text(_))) {
            self.push(
                Problem::error(format!("`{key}` is missing"), self.place_of(key))
                    .why(why)
                    .mend(format!("add `{key}`")),
            );
        }
        text
    }

    /// A number that is not infinite.
    pub(super) fn number(&self, key: &'static str) -> Option<f64> {
        let node = self.get(key)?;
        match node.value {
            Value::Number(number) if number.is_finite() => Some(number),
            Value::Text(ref text) if is_plain_number(text.trim()) => {
                self.quoted_value(key, "a number", node, text.trim());
                None
            }
            _ => {
                self.wrong_kind(key, "a number", node);
                None
            }
        }
    }

    /// A number that is not negative.
    pub(super) fn size(&self, key: &'static str) -> Option<f64> {
        let number = self.number(key)?;
        if number >= 0.0 {
            return Some(number);
        }
        self.wrong_kind(key, "a number of 0 or more", self.get(key)?);
        None
    }

    /// true or false.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let node = self.get(key)?;
        match &node.value {
            Value::Flag(flag) => return Some(*flag),
            Value::Text(text) if matches!(text.trim(), "true" | "false") => {
                self.quoted_value(key, "true or false", node, text.trim());
            }
            _ => self.wrong_kind(key, "true or false", node),
        }
        None
    }

    /// The items of a list; empty where it is absent.
    pub(super) fn list(&self, key: &'static str, expected: &str) -> &'n [Node<'a>] {
        let Some(node) = self.get(key) else {
            return &[];
        };
        let Value::List(items) = &node.value else {
            self.wrong_kind(key, expected, node);
            return &[];
        };
        items
    }

    /// Texts with their places. A single text is taken as a list of one.
    pub(super) fn placed_texts(&self, key: &'static str) -> Vec<(String, Range<usize>)> {
        let expected = "a list of texts, such as [\"a\", \"b\"]";
        if let Some(node) = self.get(key)
            && let Value::Text(text) = &node.value
        {
            self.push(
                Problem::warning(
                    format!("`{key}`: expected {expected}, found one text"),
                    self.at(&node.span),
                )
                .why("it was read as a list of one")
                .mend("put it into square brackets")
                .corrected(self.in_brackets(node)),
            );
            return vec![(text.to_string(), node.span.clone())];
        }
        let mut texts = Vec::new();
        for item in self.list(key, expected) {
            match &item.value {
                Value::Text(text) => texts.push((text.to_string(), item.span.clone())),
                _ => self.wrong_kind(key, "a text in quotation marks", item),
            }
        }
        texts
    }

    /// The change that makes a list of a single value.
    fn in_brackets(&self, node: &Node<'_>) -> Option<Correction> {
        let written = self.cx.file.whole.get(node.span.clone())?;
        self.at(&node.span).rewritten(format!("[{written}]"))
    }

    /// Texts.
    pub(super) fn texts(&self, key: &'static str) -> Vec<String> {
        let texts = self.placed_texts(key).into_iter();
        texts.map(|(text, _)| text).collect()
    }

    /// Tables of a list.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Fields<'n, 'a>> {
        let expected = "a list of named values in braces";
        let mut tables = Vec::new();
        for item in self.list(key, expected) {
            match &item.value {
                Value::Table(table) => tables.push(self.inner(table, item)),
                _ => self.wrong_kind(key, "named values in braces", item),
            }
        }
        tables
    }

    fn inner(&self, table: &'n Table<'a>, node: &Node<'_>) -> Fields<'n, 'a> {
        Fields {
            feature: self.feature,
            ..Fields::new(self.cx, table, node.span.clone())
        }
    }

    /// A table within this one.
    pub(super) fn table(&self, key: &'static str) -> Option<Fields<'n, 'a>> {
        let node = self.get(key)?;
        self.as_table(key, node)
    }

    /// Every entry as a table of its own.
    pub(super) fn each_table(&self) -> Vec<(&'n Entry<'a>, Fields<'n, 'a>)> {
        let entries = self.table.entries.iter();
        let tables = entries.filter_map(|entry| {
            let inner = self.as_table(&entry.key, &entry.node)?;
            Some((entry, inner))
        });
        tables.collect()
    }

    /// Every entry that is a text.
    pub(super) fn each_text(&self) -> Vec<(&'n Entry<'a>, String)> {
        let mut texts = Vec::new();
        for entry in &self.table.entries {
            match &entry.node.value {
                Value::Text(text) => texts.push((entry, text.to_string())),
                _ => self.wrong_kind(&entry.key, "a text in quotation marks", &entry.node),
            }
        }
        texts
    }

    fn as_table(&self, key: &str, node: &'n Node<'a>) -> Option<Fields<'n, 'a>> {
        let Value::Table(table) = &node.value else {
            self.wrong_kind(key, "named values in braces", node);
            return None;
        };
        Some(self.inner(table, node))
    }

    /// A text that means something else: a date, a country.
    pub(super) fn parsed<T>(&self, key: &'static str, mend: &str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        self.parsed_or(key, mend, |_| None)
    }

    /// The same; `meant` gives the right spelling of one that is understood all the same.
    pub(super) fn parsed_or<T>(
        &self,
        key: &'static str,
        mend: &str,
        meant: impl Fn(&str) -> Option<String>,
    ) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        let text = self.text(key)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let place = self.place_of(key);
                let right = meant(&text).filter(|meant| meant.parse::<T>().is_ok());
                let respelt = right.and_then(|right| place.respelt(&text, &right));
                self.push(
                    Problem::error(format!("`{key}`: {error}"), place)
                        .why("the value was left out")
                        .mend(mend)
                        .corrected(respelt),
                );
                None
            }
        }
    }

    /// One word of those that are allowed.
    pub(super) fn word<T: Copy>(&self, key: &'static str, allowed: &[(T, &str)]) -> Option<T> {
        let text = self.text(key)?;
        let found = allowed.iter().find(|(_, word)| *word == text);
        if found.is_none() {
            let words = allowed.iter().map(|(_, word)| *word);
            let list = words.clone().collect::<Vec<_>>().join(", ");
            let place = self.place_of(key);
            let meant = certain::word(&text, words.clone());
            let respelt = meant.and_then(|meant| place.respelt(&text, meant));
            self.push(
                Problem::error(
                    format!("`{key}`: {} is not one of its words", quoted(&text)),
                    place,
                )
                .corrected(respelt)
                .why(format!("allowed are {list}"))
                .mend(did_you_mean(&text, words).unwrap_or_else(|| "write one of them".into())),
            );
        }
        found.map(|(value, _)| *value)
    }

    /// Reports each name that was not read.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for entry in self.unasked(&known) {
            let near = nearest(&entry.key, known.iter().copied());
            let mend = near.map_or_else(
                || format!("the names known here are {}", listed(&known)),
                |near| format!("did you mean `{near}`?"),
            );
            let meant = certain::word(&entry.key, known.iter().copied());
            self.unknown(entry, &mend, meant);
        }
    }

    /// The names that nobody asked for, with their values; those that look
    /// like a slip of the keyboard are reported too.
    pub(super) fn others(&self) -> Vec<&'n Entry<'a>> {
        let known = self.known.borrow();
        let others = self.unasked(&known);
        for &entry in &others {
            if let Some(near) = slip(&entry.key, &known) {
                let meant = certain::name(&entry.key, known.iter().copied());
                self.unknown(entry, &format!("did you mean `{near}`?"), meant);
            }
        }
        others
    }

    fn unknown(&self, entry: &Entry<'_>, mend: &str, meant: Option<&str>) {
        let place = self.at(&entry.key_span);
        let free = meant.filter(|meant| self.table.get(meant).is_none());
        let respelt = free.and_then(|meant| place.respelt(&entry.key, meant));
        self.push(
            Problem::warning(format!("`{}` is no known name here", entry.key), place)
                .why("its value has no effect")
                .mend(mend)
                .corrected(respelt),
        );
    }

    fn unasked(&self, known: &[&str]) -> Vec<&'n Entry<'a>> {
        let entries = self.table.entries.iter();
        entries
            .filter(|entry| !known.contains(&entry.key.as_ref()))
            .collect()
    }
}

/// The known name that `key` was probably meant to be: one slip away, and not its plural or stem.
pub(super) fn slip<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let near = nearest(key, known.iter().copied())?;
    let close = strsim::osa_distance(key, near) <= 1 + usize::from(key.len() > 7);
    (close && key.len() > 3).then_some(near)
}

/// Whether a text is a number as JSON and TOML both write it: no sign before it, no spare zero.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    all_digits(whole) && all_digits(part) && (whole == "0" || !whole.starts_with('0'))
}

fn listed(known: &[&str]) -> String {
    let mut names = known.to_vec();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}
