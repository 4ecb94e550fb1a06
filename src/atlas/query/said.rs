//! Conditions as readers read them, in place of the text that can be read back.

use super::{Expression, Value};

impl Expression {
    /// What it asks, for readers: "when 2021-08-01 to 2021-08-31", "deaths >= 10".
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::And(parts) => joined(parts, " and "),
            Self::Or(parts) => joined(parts, " or "),
            Self::Not(inner) => match &**inner {
                Self::IsNull(column) => format!("{} has a value", column.key),
                Self::In(column, values) => format!("{} not {}", column.key, listed(values)),
                inner => format!("not {}", within(inner)),
            },
            Self::Compare(column, comparison, value) => {
                format!("{} {} {}", column.key, comparison.sign(), said(value))
            }
            Self::Between(column, low, high) if low == high => {
                format!("{} {}", column.key, said(low))
            }
            Self::Between(column, low, high) => {
                format!("{} {} to {}", column.key, said(low), said(high))
            }
            Self::In(column, values) => format!("{} {}", column.key, listed(values)),
            Self::IsNull(column) => format!("{} has no value", column.key),
            Self::Like(..) | Self::Intersects(_) => self.to_string(),
        }
    }
}

/// A part of a larger condition, in brackets where that is joined itself.
fn within(part: &Expression) -> String {
    match part {
        Expression::And(_) | Expression::Or(_) => format!("({})", part.in_words()),
        part => part.in_words(),
    }
}

fn joined(parts: &[Expression], by: &str) -> String {
    let parts: Vec<String> = parts.iter().map(within).collect();
    parts.join(by)
}

fn listed(values: &[Value]) -> String {
    let values: Vec<String> = values.iter().map(said).collect();
    values.join(" or ")
}

fn said(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_said_without_the_signs_of_the_language() {
        for (written, said) in [
            (
                "\"when\" BETWEEN DATE('2021-08-01') AND DATE('2021-08-31')",
                "when 2021-08-01 to 2021-08-31",
            ),
            ("deaths >= 10", "deaths >= 10"),
            ("actor IN ('Russia', 'China')", "actor 'Russia' or 'China'"),
            ("kind NOT IN ('Riots')", "kind not 'Riots'"),
            (
                "deaths > 2 OR deaths IS NULL",
                "deaths > 2 or deaths has no value",
            ),
            ("day = DATE('2021-08-01')", "day = 2021-08-01"),
        ] {
            let expression: Expression = written.parse().expect("a condition");
            assert_eq!(expression.in_words(), said);
        }
    }
}
