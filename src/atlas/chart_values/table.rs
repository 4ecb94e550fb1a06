//! The values of a chart, each with all that its source says of it.

use super::column_values::ColumnValues;
use crate::atlas::qualifier::{Limit, Qualifier, amount_in_words, number_in};
use crate::atlas::sums::{self, Addend, Total};
use crate::atlas::{Atlas, Chart, Source, Subject};

/// The values of a chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartTable {
    /// One for each series, else a single one.
    pub sections: Vec<Section>,
    /// What a chart of columns shows; `None` for the others, and where its columns are not there.
    pub columns: Option<ColumnValues>,
}

/// Values that belong together, and may be added up together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// What it is called; empty where it is the chart's only one.
    pub title: String,
    /// Its values.
    pub rows: Vec<ChartRow>,
    /// The sum that the source gives.
    pub stated_total: Option<f64>,
    /// A remark.
    pub note: Option<String>,
}

/// One value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartRow {
    /// What it is the value of.
    pub label: String,
    /// What stands for it on the map.
    pub subject: Option<Subject>,
    /// Whose number it is, where that is another than the subject's leading actor.
    pub actor: Option<String>,
    /// The value; `None` where the source gives only a word, or nothing. Never zero for that.
    pub value: Option<f64>,
    /// Lower end of a range.
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// How the source limits it.
    pub qualifier: String,
    /// What it is counted in.
    pub unit: String,
    /// What it counts: values that count different things are never added.
    pub what: String,
    /// From when to when, for a chart of days.
    pub span: Option<ChartSpan>,
    /// Its date in words: "18–23 October 2021".
    pub when: String,
    /// Its date, EDTF.
    pub date: String,
    /// The day from 1970 on which it began, for a chart against time.
    pub day: Option<f64>,
    /// What it is the total over.
    pub parts: Vec<ChartPart>,
    /// Label of the value that it is a part of.
    pub part_of: Option<String>,
    /// Name of the passage that gives it.
    pub passage: Option<String>,
    /// What it rests on: article, lookup, derived.
    pub basis: Option<String>,
    /// A remark.
    pub remark: Option<String>,
    /// Whether it proves nothing: the place was itself worked out from the distance.
    pub circular: bool,
    /// Documents that it rests on.
    pub sources: Vec<Source>,
}

/// One of the things that a total is over; what it has of the total is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPart {
    /// What it is called.
    pub label: String,
    /// What stands for it on the map.
    pub subject: Subject,
    /// Its lasting name.
    pub id: String,
}

/// Days from day 0, both counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartSpan {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// Whether the first and the last day are known to the day.
    pub sure: [bool; 2],
}

impl ChartRow {
    /// The value with qualifier and unit: "more than 4,000 people", "hundreds", "not reported".
    #[must_use]
    pub fn words(&self) -> String {
        let words = amount_in_words(self.value, &self.unit, &self.qualifier);
        if words.is_empty() {
            "not reported".to_owned()
        } else {
            words
        }
    }

    /// The value as a chart writes it beside its bar: "more than 4,000", "~1,500", "18%".
    #[must_use]
    pub fn short(&self) -> String {
        let Some(value) = self.value else {
            return self.words();
        };
        let percent = if self.unit == "percent" { "%" } else { "" };
        let number = format!("{}{percent}", number_in(&self.unit, value));
        let read = Qualifier::of(&self.qualifier);
        match read.limit {
            Limit::About if matches!(read.word, "nearly" | "almost") => {
                format!("{} {number}", read.word)
            }
            Limit::About => format!("~{number}"),
            _ if read.word.is_empty() => number,
            _ => format!("{} {number}", read.word),
        }
    }

    /// What its qualifier says beside the word before the number, and its remark.
    #[must_use]
    pub fn remarks(&self) -> Option<String> {
        let rest = Qualifier::of(&self.qualifier).rest;
        let rest = (self.value.is_some() && !rest.is_empty()).then_some(rest);
        let part_of = self.part_of.as_ref().map(|of| format!("part of {of}"));
        let parts = [rest, part_of.as_deref(), self.remark.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// How far its bar reaches at most.
    #[must_use]
    pub fn reach(&self) -> Option<f64> {
        let ends = [self.value, self.high];
        ends.into_iter().flatten().reduce(f64::max)
    }
}

impl Section {
    /// Its sums, one for each unit and thing counted.
    #[must_use]
    pub fn totals(&self, atlas: &Atlas) -> Vec<Total> {
        let key = |row: &ChartRow| match row.subject {
            Some(subject) if row.part_of.is_none() => atlas.id(subject).into_owned(),
            _ => format!("value {}", row.label),
        };
        let addends = self.rows.iter().map(|row| {
            let own: Vec<String> = if row.parts.is_empty() {
                vec![key(row)]
            } else {
                row.parts.iter().map(|part| part.id.clone()).collect()
            };
            let is_part = |other: &&ChartRow| other.part_of.as_ref() == Some(&row.label);
            let within = self.rows.iter().filter(is_part).map(key);
            Addend {
                label: row.label.clone(),
                what: row.what.clone(),
                unit: row.unit.clone(),
                value: row.value,
                low: row.low,
                high: row.high,
                qualifier: row.qualifier.clone(),
                counts: own.into_iter().chain(within).collect(),
            }
        });
        sums::totals(&addends.collect::<Vec<_>>())
    }

    /// What its sum is in words, and what it left out, a sentence each.
    #[must_use]
    pub fn together(&self, atlas: &Atlas) -> Vec<String> {
        let totals = self.totals(atlas);
        let mut said: Vec<String> = totals.iter().flat_map(Total::sentences).collect();
        if let (Some(stated), [total]) = (self.stated_total, totals.as_slice()) {
            let stated = amount_in_words(Some(stated), &total.unit, "");
            said.push(if stated == total.words() {
                "The source gives the same sum.".to_owned()
            } else {
                format!("The source gives {stated}.")
            });
        }
        said
    }
}

impl ChartTable {
    /// Every value.
    pub fn rows(&self) -> impl Iterator<Item = &ChartRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }

    /// Every document that a value rests on, each once, in the order of the values.
    #[must_use]
    pub fn sources(&self, chart: &Chart) -> Vec<Source> {
        let mut sources: Vec<Source> = Vec::new();
        let all = self.rows().flat_map(|row| &row.sources);
        for source in all.chain(&chart.sources) {
            let same = |known: &Source| known.citation() == source.citation();
            if !sources.iter().any(same) {
                sources.push(source.clone());
            }
        }
        sources
    }
}

/// The article as a document that a value rests on.
pub(super) fn article(atlas: &Atlas) -> Source {
    let publication = &atlas.dossier.publication;
    let year = publication.date.as_deref().and_then(|date| date.get(..4));
    Source {
        title: publication.title.clone(),
        publisher: publication.publisher.clone(),
        year: year.and_then(|year| year.parse().ok()),
        url: publication.url.clone(),
        note: None,
        licence: None,
    }
}

/// Whether a value rests on the article.
pub(super) fn of_article(basis: Option<&str>) -> bool {
    basis.is_some_and(|basis| basis.starts_with("article"))
}
