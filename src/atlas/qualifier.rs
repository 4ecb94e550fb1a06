//! The words that limit a number: "more than", "about", "up to".

/// What a qualifier says of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The number itself.
    Exact,
    /// A number near it.
    About,
    /// A greater one.
    MoreThan,
    /// It, or a greater one.
    AtLeast,
    /// It, or a smaller one.
    UpTo,
}

/// Words that stand before a number, and what they say of it.
const LIMITS: [(&str, Limit); 14] = [
    ("more than", Limit::MoreThan),
    ("over", Limit::MoreThan),
    ("at least", Limit::AtLeast),
    ("about", Limit::About),
    ("around", Limit::About),
    ("approximately", Limit::About),
    ("nearly", Limit::About),
    ("almost", Limit::About),
    ("up to", Limit::UpTo),
    ("at most", Limit::UpTo),
    ("under", Limit::UpTo),
    ("less than", Limit::UpTo),
    ("fewer than", Limit::UpTo),
    ("exact", Limit::Exact),
];

/// A source's qualifier, parted into the word before the number and what else it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualifier<'a> {
    /// What it says of the number.
    pub limit: Limit,
    /// The word before the number: "more than"; empty where there is none.
    pub word: &'a str,
    /// What else it says: "of 2,500", "Kyrgyz count".
    pub rest: &'a str,
}

impl<'a> Qualifier<'a> {
    /// Reads "about; other agencies 4,000" as about, and "other agencies 4,000".
    ///
    /// Text that begins with no word of limits is all rest, and the number stands as it is.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let text = text.trim();
        for (word, limit) in LIMITS {
            let Some(after) = text.strip_prefix(word) else {
                continue;
            };
            let rest = after.trim_start();
            if !(rest.is_empty() || rest.starts_with([',', ';', '('])) {
                continue;
            }
            let rest = rest.trim_start_matches([',', ';', ' ']);
            let bare = rest
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
                .filter(|inner| !inner.contains(['(', ')']));
            return Self {
                limit,
                word: if limit == Limit::Exact { "" } else { word },
                rest: bare.unwrap_or(rest),
            };
        }
        Self {
            limit: Limit::Exact,
            word: "",
            rest: text,
        }
    }
}

/// A number with a comma between groups of three digits: `4,000`, `1.5`.
#[must_use]
pub fn group_thousands(value: f64) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, fraction)| {
            (whole, Some(fraction))
        });
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    let fraction = fraction
        .map(|digits| format!(".{digits}"))
        .unwrap_or_default();
    format!("{sign}{grouped}{fraction}")
}

/// A number as its unit writes it: years without a comma, all else with one between thousands.
#[must_use]
pub fn number_in(unit: &str, value: f64) -> String {
    if unit == "year" {
        value.to_string()
    } else {
        group_thousands(value)
    }
}

/// A number with its qualifier and unit: "more than 4,000 people", "about 5,500 people (TASS)".
/// Where there is no number, the source's word alone.
#[must_use]
pub fn amount_in_words(value: Option<f64>, unit: &str, qualifier: &str) -> String {
    let Some(value) = value else {
        return qualifier.to_owned();
    };
    let number = number_in(unit, value);
    let read = Qualifier::of(qualifier);
    let words = [read.word, &number, unit];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let amount = words.join(" ");
    if read.rest.is_empty() {
        amount
    } else {
        format!("{amount} ({})", read.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_the_number_is_told_from_the_rest() {
        let parted = |text| {
            let Qualifier { limit, word, rest } = Qualifier::of(text);
            (limit, word, rest)
        };
        assert_eq!(parted("more than"), (Limit::MoreThan, "more than", ""));
        assert_eq!(
            parted("about; other agencies 4000 and 3400"),
            (Limit::About, "about", "other agencies 4000 and 3400")
        );
        assert_eq!(parted("about, of 2500"), (Limit::About, "about", "of 2500"));
        assert_eq!(
            parted("exact (Kyrgyz count)"),
            (Limit::Exact, "", "Kyrgyz count")
        );
        assert_eq!(parted("exact"), (Limit::Exact, "", ""));
        assert_eq!(parted("total"), (Limit::Exact, "", "total"));
        assert_eq!(parted("aboutish"), (Limit::Exact, "", "aboutish"));
        assert_eq!(
            parted("over two countries"),
            (Limit::Exact, "", "over two countries"),
            "a word that limits something else"
        );
    }

    #[test]
    fn an_amount_keeps_all_that_its_source_says() {
        assert_eq!(
            amount_in_words(Some(5500.0), "people", "about (TASS)"),
            "about 5,500 people (TASS)"
        );
        assert_eq!(
            amount_in_words(Some(4000.0), "people", "total over two countries"),
            "4,000 people (total over two countries)"
        );
        assert_eq!(
            amount_in_words(Some(2032.0), "year", "at least"),
            "at least 2032 year"
        );
        assert_eq!(amount_in_words(None, "people", "hundreds"), "hundreds");
    }
}
