//! What is wrong with a filter.

use std::fmt;

/// What is wrong with a filter, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct QueryError {
    /// Column of the text, from 1; 0 where the text is well written.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.column > 0 {
            write!(f, "column {}: ", self.column)?;
        }
        f.write_str(&self.what)?;
        if !self.mend.is_empty() {
            write!(f, "; {}", self.mend)?;
        }
        Ok(())
    }
}

impl QueryError {
    pub(super) fn at(column: usize, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            column,
            what: what.into(),
            mend: mend.into(),
        }
    }

    pub(in crate::atlas) fn no_column(key: &str, known: &[&str]) -> Self {
        let same = |other: &&&str| other.eq_ignore_ascii_case(key);
        let near = known
            .iter()
            .find(same)
            .copied()
            .or_else(|| nearest(key, known));
        let mend = near.map_or_else(
            || format!("there is {}", known.join(", ")),
            |near| format!("did you mean \"{near}\"? there is {}", known.join(", ")),
        );
        Self::at(0, format!("no feature has a column \"{key}\""), mend)
    }

    pub(in crate::atlas) fn other_type(key: &str, kind: &str) -> Self {
        let mend = match kind {
            "numbers" => "compare it with a number, such as 10",
            "dates" => "compare it with a date, such as DATE('2021-10-18')",
            _ => "compare it with a text in single quotes, such as 'active'",
        };
        Self::at(0, format!("the column \"{key}\" holds {kind}"), mend)
    }
}

fn nearest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let ranked = known
        .iter()
        .map(|other| (strsim::jaro_winkler(key, other), *other));
    let best = ranked.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.filter(|(likeness, _)| *likeness > 0.8)
        .map(|(_, near)| near)
}
