//! Values that features and records share: sources, figures, dates, countries.

use super::fields::Fields;
use super::node::Value;
use super::understand::{Numbers, Unreadable, read_date};
use crate::atlas::{Figure, Iso3, NamesByLanguage, Source, When};
use crate::problem::quoted;
use crate::problem::{Place, Problem};

/// How to mend a date.
const DATE: &str = "write 2021-10-18, 2021-10, 2021-09~ (about), 2021? (uncertain), 2004/.. (since) or 2021-10-18/2021-10-23";

/// An EDTF date; a number of four digits can only be a year.
pub(super) fn date(fields: &Fields<'_, '_>, key: &'static str) -> Option<When> {
    if let Some(Value::Number(number)) = fields.get(key).map(|node| &node.value)
        && number.fract() == 0.0
        && (1000.0..=9999.0).contains(number)
    {
        return format!("{number:.0}").parse().ok();
    }
    fields.parsed_or(key, DATE, |text| read_date(text, Numbers::Dates, None))
}

/// How to mend a country.
const CODE: &str = "write its ISO 3166-1 alpha-3 code";

/// Half the Earth's circumference in metres (WGS 84): no two places are farther apart.
const FARTHEST_M: f64 = 20_037_508.0;

/// A distance in metres; one larger than the Earth is reported and left out.
pub(super) fn distance_m(fields: &Fields<'_, '_>, key: &'static str) -> Option<f64> {
    let metres = fields.size(key)?;
    if metres <= FARTHEST_M {
        return Some(metres);
    }
    fields.push(
        Problem::error(
            format!("`{key}`: {metres} metres is farther than any two places on Earth are apart"),
            fields.place_of(key),
        )
        .why("the value was left out")
        .mend("write metres, such as 5000"),
    );
    None
}

/// The problem of `count` features with a date that cannot be understood, of which this is the first.
pub(super) fn undated(first: &Unreadable, count: usize, place: Place) -> Problem {
    let features = if count == 1 {
        "feature has"
    } else {
        "features have"
    };
    let (fault, mend) = if first.open {
        (
            "whose day and month could be either way round",
            "write 2021-10-18, or a date in the column whose day is beyond 12",
        )
    } else {
        ("that cannot be understood", DATE)
    };
    Problem::warning(
        format!(
            "`{}`: {count} {features} a date {fault}, such as {}",
            first.key,
            quoted(&first.text)
        ),
        place,
    )
    .why("they are kept without a date")
    .mend(mend)
}

/// A country's code.
pub(super) fn country(fields: &Fields<'_, '_>, key: &'static str) -> Option<Iso3> {
    fields.parsed_or(key, CODE, in_capitals)
}

/// Several countries' codes.
pub(super) fn countries(fields: &Fields<'_, '_>, key: &'static str) -> Vec<Iso3> {
    let mut countries = Vec::new();
    for (text, span) in fields.placed_texts(key) {
        match text.parse() {
            Ok(iso3) => countries.push(iso3),
            Err(error) => {
                let place = fields.at(&span);
                let respelt = in_capitals(&text).and_then(|code| place.respelt(&text, &code));
                fields.push(
                    Problem::error(format!("`{key}`: {error}"), place)
                        .why("the country was left out")
                        .mend(CODE)
                        .corrected(respelt),
                );
            }
        }
    }
    countries
}

/// A country's code that stands in small letters or between spaces.
fn in_capitals(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    code.parse::<Iso3>().is_ok().then_some(code)
}

/// Longest part of a language code, in letters and digits (RFC 5646, section 2.1).
const LONGEST_SUBTAG: usize = 8;

/// The `names` of a table: names by language.
pub(super) fn names(fields: &Fields<'_, '_>) -> NamesByLanguage {
    fields
        .table("names")
        .map_or_else(NamesByLanguage::new, |table| by_language(&table))
}

/// Names by language, where the table holds nothing else.
pub(super) fn by_language(table: &Fields<'_, '_>) -> NamesByLanguage {
    let mut names = NamesByLanguage::new();
    for (entry, name) in table.each_text() {
        if is_language_code(&entry.key) {
            names.insert(entry.key.to_string(), name);
            continue;
        }
        let place = table.at(&entry.key_span);
        let respelt = tag_of(&entry.key).and_then(|tag| place.respelt(&entry.key, &tag));
        table.push(
            Problem::error(
                format!("`names`: {} is not a language code", quoted(&entry.key)),
                place,
            )
            .corrected(respelt)
            .why("the name was left out")
            .mend("write a code of BCP 47, such as ru, zh or uz-Cyrl"),
        );
    }
    names
}

/// The language tag that a code was meant to be which programs write otherwise: `RU`, `uz_Cyrl`.
fn tag_of(code: &str) -> Option<String> {
    let code = code.trim().replace('_', "-");
    let (language, rest) = code.split_at(code.find('-').unwrap_or(code.len()));
    let tag = language.to_lowercase() + rest;
    is_language_code(&tag).then_some(tag)
}

/// Whether `code` has the form of a language tag (RFC 5646, section 2.1): a language of two or
/// three letters, then parts of up to eight letters and digits.
fn is_language_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language =
        matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_subtag = |part: &str| {
        (1..=LONGEST_SUBTAG).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    is_language && parts.all(is_subtag)
}

/// The `sources` of a table.
pub(super) fn sources(fields: &Fields<'_, '_>) -> Vec<Source> {
    let tables = fields.tables("sources");
    tables.iter().filter_map(source).collect()
}

/// One document that a fact rests on.
pub(super) fn source(fields: &Fields<'_, '_>) -> Option<Source> {
    let why = "a source without a title cannot be cited; it was left out";
    let title = fields.required("title", why);
    let source = Source {
        title: title.clone().unwrap_or_default(),
        publisher: fields.text("publisher"),
        year: fields.number("year").map(|year| year as i32),
        url: web_address(fields),
        note: fields.text("note"),
        licence: fields.text("licence"),
    };
    fields.finish();
    title.map(|_| source)
}

/// The `url` of a table, where it is one that may be opened.
pub(super) fn web_address(fields: &Fields<'_, '_>) -> Option<String> {
    let url = fields.text("url")?;
    if is_address(&url) {
        return Some(url);
    }
    fields.push(
        Problem::error(
            format!("`url`: expected an address on the web, found \"{url}\""),
            fields.place_of("url"),
        )
        .why("the address was left out: nothing else is opened on a click")
        .mend("begin it with https://"),
    );
    None
}

/// Whether a reader's click may open this: an address of the schemes `http`, `https` and `mailto`
/// (RFC 3986, section 3.1) without spaces, control characters and characters that are not seen or turn what
/// stands beside them round, so that it is what it looks like. Any other scheme starts whatever program the
/// system has for it.
pub(crate) fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let host = rest.strip_prefix("//");
    let known = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => host.is_some_and(|host| !host.starts_with(['/', '?', '#'])),
        "mailto" => rest.contains('@'),
        _ => false,
    };
    let plain =
        |letter: char| !letter.is_control() && !letter.is_whitespace() && !is_unseen_format(letter);
    known && !host.unwrap_or(rest).is_empty() && text.chars().all(plain)
}

/// Whether a character is one of format that has no picture of its own (general category Cf of Unicode): a
/// space without width, a mark that turns the direction of writing, a tag.
fn is_unseen_format(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The `figures` of a table.
pub(super) fn figures(fields: &Fields<'_, '_>) -> Vec<Figure> {
    let tables = fields.tables("figures");
    tables.iter().filter_map(figure).collect()
}

fn figure(fields: &Fields<'_, '_>) -> Option<Figure> {
    let what = fields.required("what", "a number of nothing says nothing; it was left out");
    let figure = Figure {
        what: what.clone().unwrap_or_default(),
        value: fields.number("value"),
        unit: fields.text("unit").unwrap_or_default(),
        qualifier: fields.text("qualifier").unwrap_or_default(),
        basis: fields.text("basis"),
        parts: fields.texts("parts"),
    };
    fields.finish();
    if fields.get("value").is_none() && figure.qualifier.is_empty() {
        fields.push(
            Problem::warning(
                format!(
                    "the figure \"{}\" has no `value` and no `qualifier`",
                    figure.what
                ),
                fields.place(),
            )
            .why("it says no amount, neither as a number nor in a word")
            .mend("add \"value\": 12, or \"qualifier\": \"hundreds\""),
        );
    }
    what.map(|_| figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_code_has_a_language_first_and_short_parts_after_it() {
        for code in ["ru", "kaa", "zh-Hans", "uz-Cyrl-UZ", "sl-1994"] {
            assert!(is_language_code(code), "{code}");
        }
        for code in ["", "r", "Russian", "RU", "ru_RU", "ru-", "zh-Hansimplified"] {
            assert!(!is_language_code(code), "{code}");
        }
    }

    #[test]
    fn only_web_and_mail_addresses_are_opened() {
        for good in [
            "https://kremlin.ru/a?b=c#d",
            "HTTP://x",
            "mailto:desk@example.org",
        ] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "x-evil-handler://www.reuters.com/world",
            "file:///etc/passwd",
            "https:///etc",
            "https://",
            "javascript:alert(1)",
            "https://a b",
            "https://a\n--help",
            "https://example.org/\u{202e}gro.reviled",
            "https://exam\u{200b}ple.org",
            "mailto:",
            "www.reuters.com",
            "",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
