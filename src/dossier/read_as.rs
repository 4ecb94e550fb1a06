//! How whoever has a file wants it understood, where that is not what the file itself suggests.
//!
//! A dossier says it in `[[read]]` of its manifest; a reader says it in the window, for as long as the
//! file is open. What the reader says goes before what the manifest says, value by value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::formats::Given;

/// Which of day and month stands first where both are written as numbers with the year last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// `18/10/2021`.
    DayFirst,
    /// `10/18/2021`.
    MonthFirst,
}

impl DayOrder {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::DayFirst, Self::MonthFirst];

    /// Its name in `[[read]]`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }
}

/// How a file is wanted to be understood. What is `None` is found out from the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadAs {
    /// Encoding, coordinate reference system and columns of coordinates.
    #[serde(flatten)]
    pub given: Given,
    /// The column that names features.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The column that says what kind of thing they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The column of their date, or of its begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin: Option<String>,
    /// The column of the end of their date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Which of day and month stands first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
}

impl ReadAs {
    /// Whether everything is left to the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is said, each thing by its name in `[[read]]`.
    pub(super) fn written(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let order = self.day_order.map(DayOrder::word);
        let given = [
            ("encoding", self.given.encoding.as_deref()),
            ("crs", self.given.crs.as_deref()),
            ("latitude", self.given.latitude.as_deref()),
            ("longitude", self.given.longitude.as_deref()),
            ("day_order", order),
        ];
        let given = given.into_iter();
        let given = given.filter_map(|(key, said)| Some((key, said?)));
        self.columns().chain(given)
    }

    /// The columns that are named, each with what it is named for.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let columns = [
            ("name", self.name.as_deref()),
            ("kind", self.kind.as_deref()),
            ("begin", self.begin.as_deref()),
            ("end", self.end.as_deref()),
        ];
        let columns = columns.into_iter();
        columns.filter_map(|(what, column)| Some((what, column?)))
    }

    /// This, and where it says nothing, `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            given: Given {
                encoding: self.given.encoding.or(other.given.encoding),
                crs: self.given.crs.or(other.given.crs),
                latitude: self.given.latitude.or(other.given.latitude),
                longitude: self.given.longitude.or(other.given.longitude),
            },
            name: self.name.or(other.name),
            kind: self.kind.or(other.kind),
            begin: self.begin.or(other.begin),
            end: self.end.or(other.end),
            day_order: self.day_order.or(other.day_order),
        }
    }
}

/// How each file is wanted to be understood, by its name.
pub(super) type Readings = BTreeMap<String, ReadAs>;
