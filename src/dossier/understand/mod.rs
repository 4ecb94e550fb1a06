//! What the properties of files mean that were written for other programs: which of them is the
//! name, the kind, the date, the exactness of a place.
//!
//! A layer is surveyed as a whole before any of its features is understood, so that `07/08/2024`
//! is read as the other dates of its column are. What was decided is told in words, column by
//! column. Nothing is guessed that would place or date a feature wrongly: what has two meanings is
//! told and left out.

mod column;
mod columns;
mod dates;
mod dating;
mod exactness;
mod naming;
mod rules;
mod said;
mod structured;
mod titles;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::read_as::ReadAs;
use crate::atlas::{Precision, When};
pub(super) use columns::Survey;
pub(super) use dates::{Numbers, day_before_time, joined, read as read_date};
pub(super) use dating::{DateRole, Unreadable};
use dating::{Dated, Dating, chosen_dating, datings, export_datings};
use naming::InWords;
use rules::{Exactness, Export};
use said::text;
pub(super) use said::{Said, names_something, says_something};

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
        let in_words = InWords::of(survey);
        let names = |chosen| {
            let own = export.map_or(&[][..], |it| it.names);
            let mut names = of(chosen, own, &[&titles::NAMES]);
            let places = of(None, &[], &[&titles::PLACES]);
            for key in [in_words.of_features, places, in_words.of_areas].concat() {
                if !names.contains(&key) {
                    names.push(key);
                }
            }
            names
        };
        Self {
            names: names(read_as.name.as_ref()),
            kinds: of(
                read_as.kind.as_ref(),
                export.map_or(&[], |it| it.kinds),
                &[&titles::KINDS],
            ),
            summaries: of(
                None,
                export.map_or(&[], |it| it.summaries),
                &[&titles::SUMMARIES],
            ),
            ids: of(None, &[], &[&titles::IDS]),
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

    /// The same where features have a place for their ids: no column is one.
    pub(super) fn without_ids(self) -> Self {
        Self {
            ids: Vec::new(),
            ..self
        }
    }

    /// The columns that may name a feature, the best first.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The columns that may say what kind of thing it is, the best first.
    pub(super) fn kinds(&self) -> &[String] {
        &self.kinds
    }

    /// The columns that may identify it, the best first.
    pub(super) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Whether its kind may be a number: where an export is known to have codes there.
    pub(super) fn has_coded_kinds(&self) -> bool {
        self.export.is_some()
    }

    /// The columns that say how exact its place is.
    pub(super) fn exactness(&self) -> &[String] {
        &self.exactness
    }

    /// The columns that may date it, each with what its date is of.
    pub(super) fn dates(&self) -> impl Iterator<Item = (&str, DateRole)> {
        self.datings.iter().flat_map(Dating::columns)
    }

    /// Whether a name, kind, id, date or precision is read from properties with this key.
    pub(super) fn reads(&self, key: &str) -> bool {
        let of_lists = [&self.names, &self.kinds, &self.ids];
        of_lists.iter().any(|keys| keys.iter().any(|it| it == key))
            || self.dates().any(|(date, _)| date == key)
            || self.is_exactness(key)
    }

    /// Whether a property with this key says how exact a place is.
    pub(super) fn is_exactness(&self, key: &str) -> bool {
        let exact = self.export.and_then(|export| export.precision);
        exact.is_some_and(|exact| exact.reads(key))
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
                value @ Value::Number(_) if self.has_coded_kinds() => text(value),
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

#[cfg(test)]
mod tests;
