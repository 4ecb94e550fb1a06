//! A filter as a tree, and how it is written down.

use std::fmt;

use geo::Geometry;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wkt::ToWkt as _;

use super::words::is_word;

/// A filter over the columns of features. Written down as CQL2 text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Expression {
    /// All of these hold.
    And(Vec<Self>),
    /// One of these holds.
    Or(Vec<Self>),
    /// This is known not to hold.
    Not(Box<Self>),
    /// A value compares so.
    Compare(QueryColumn, Comparison, Value),
    /// A value lies between two, both included.
    Between(QueryColumn, Value, Value),
    /// A value is one of these.
    In(QueryColumn, Vec<Value>),
    /// A text is like a pattern: `%` stands for any letters, `_` for one.
    Like(QueryColumn, String),
    /// There is no value.
    IsNull(QueryColumn),
    /// The place of a feature meets this one.
    Intersects(SpatialLiteral),
}

/// A column that a filter asks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryColumn {
    /// Its name.
    pub key: String,
    /// Whether capitals are small letters to it (`CASEI`).
    pub folded: bool,
}

impl QueryColumn {
    /// The column of this name.
    #[must_use]
    pub fn of(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            folded: false,
        }
    }
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Every comparison with its sign.
    pub(super) const SIGNS: [(&'static str, Self); 6] = [
        ("=", Self::Equal),
        ("<>", Self::Unequal),
        ("<", Self::Less),
        ("<=", Self::AtMost),
        (">", Self::More),
        (">=", Self::AtLeast),
    ];

    /// The sign as CQL2 writes it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        let found = Self::SIGNS
            .iter()
            .find(|(_, comparison)| *comparison == self);
        found.map_or("=", |(sign, _)| sign)
    }

    /// The same comparison with its sides exchanged.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }
}

/// A value that a column is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A day.
    Date(Date),
}

/// A place that features may meet, in degrees of longitude and latitude.
#[derive(Debug, Clone, PartialEq)]
pub enum SpatialLiteral {
    /// West, south, east, north.
    Bounds([f64; 4]),
    /// Points, lines and areas.
    Geometry(Geometry<f64>),
}

impl Expression {
    /// `self` for the features of a layer, by its id; those of other layers pass.
    #[must_use]
    pub fn within_layer(self, layer: &str) -> Self {
        let elsewhere = Self::Compare(
            QueryColumn::of("layer"),
            Comparison::Unequal,
            Value::Text(layer.to_owned()),
        );
        Self::Or(vec![elsewhere, self])
    }

    /// The layer that it is limited to, by its id, and what it asks there: the opposite of
    /// [`within_layer`](Self::within_layer).
    #[must_use]
    pub fn by_layer(&self) -> (Option<&str>, &Self) {
        if let Self::Or(parts) = self
            && let [
                Self::Compare(column, Comparison::Unequal, Value::Text(layer)),
                asked,
            ] = parts.as_slice()
            && column.key == "layer"
        {
            return (Some(layer), asked);
        }
        (None, self)
    }

    /// The one column that it asks of; `None` where there are several or none.
    #[must_use]
    pub fn only_column(&self) -> Option<&str> {
        let (_, asked) = self.by_layer();
        let mut columns = asked
            .columns()
            .into_iter()
            .map(|(column, _)| column.key.as_str());
        let first = columns.next()?;
        columns.all(|other| other == first).then_some(first)
    }

    /// The parts that must all hold: what is joined by AND at the top.
    #[must_use]
    pub fn conjuncts(self) -> Vec<Self> {
        match self {
            Self::And(parts) => parts.into_iter().flat_map(Self::conjuncts).collect(),
            other => vec![other],
        }
    }

    /// Every column that it asks of, with the values that it is compared with.
    #[must_use]
    pub fn columns(&self) -> Vec<(&QueryColumn, Vec<&Value>)> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::columns).collect(),
            Self::Not(inner) => inner.columns(),
            Self::Compare(column, _, value) => vec![(column, vec![value])],
            Self::Between(column, low, high) => vec![(column, vec![low, high])],
            Self::In(column, values) => vec![(column, values.iter().collect())],
            Self::Like(column, _) | Self::IsNull(column) => vec![(column, Vec::new())],
            Self::Intersects(_) => Vec::new(),
        }
    }

    /// Whether it must stand in brackets beside AND or NOT.
    fn is_loose(&self) -> bool {
        matches!(self, Self::Or(parts) | Self::And(parts) if parts.len() != 1)
    }
}

impl From<Expression> for String {
    fn from(expression: Expression) -> Self {
        expression.to_string()
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |f: &mut fmt::Formatter<'_>, parts: &[Self], by: &str| {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    write!(f, " {by} ")?;
                }
                part.fmt_within(f)?;
            }
            Ok(())
        };
        match self {
            Self::And(parts) => listed(f, parts, "AND"),
            Self::Or(parts) => listed(f, parts, "OR"),
            Self::Not(inner) => match &**inner {
                Self::Between(column, low, high) => {
                    write!(f, "{column} NOT BETWEEN {low} AND {high}")
                }
                Self::In(column, values) => write!(f, "{column} NOT IN ({})", Listed(values)),
                Self::Like(column, pattern) => {
                    write!(f, "{column} NOT LIKE {}", Value::Text(pattern.clone()))
                }
                Self::IsNull(column) => write!(f, "{column} IS NOT NULL"),
                inner => {
                    f.write_str("NOT ")?;
                    inner.fmt_within(f)
                }
            },
            Self::Compare(column, comparison, value) => {
                write!(f, "{column} {} {value}", comparison.sign())
            }
            Self::Between(column, low, high) => write!(f, "{column} BETWEEN {low} AND {high}"),
            Self::In(column, values) => write!(f, "{column} IN ({})", Listed(values)),
            Self::Like(column, pattern) => {
                write!(f, "{column} LIKE {}", Value::Text(pattern.clone()))
            }
            Self::IsNull(column) => write!(f, "{column} IS NULL"),
            Self::Intersects(place) => write!(f, "S_INTERSECTS(geom, {place})"),
        }
    }
}

impl Expression {
    fn fmt_within(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_loose() {
            write!(f, "({self})")
        } else {
            write!(f, "{self}")
        }
    }
}

struct Listed<'a>(&'a [Value]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, value) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{value}")?;
        }
        Ok(())
    }
}

impl fmt::Display for QueryColumn {
    /// In double quotes where it is no plain name, or a word of the language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = &self.key;
        let mut letters = key.chars();
        let begins = letters
            .next()
            .is_some_and(|it| it.is_ascii_alphabetic() || it == '_');
        let plain = begins && letters.all(|it| it.is_ascii_alphanumeric() || it == '_');
        let name = if plain && !is_word(key) {
            key.clone()
        } else {
            format!("\"{}\"", key.replace('"', "\"\""))
        };
        if self.folded {
            write!(f, "CASEI({name})")
        } else {
            f.write_str(&name)
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Date(date) => write!(f, "DATE('{date}')"),
        }
    }
}

impl fmt::Display for SpatialLiteral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bounds([west, south, east, north]) => {
                write!(f, "BBOX({west}, {south}, {east}, {north})")
            }
            Self::Geometry(geometry) => f.write_str(&geometry.wkt_string()),
        }
    }
}
