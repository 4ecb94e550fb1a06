//! Values that features and records share: sources, figures, dates, countries.

use super::fields::Fields;
use super::node::quoted;
use crate::atlas::{Figure, Iso3, Source, When};
use crate::problem::{Place, Problem};

/// How to mend a date.
const DATE: &str = "write 2021-10-18, 2021-10, 2021-09~ (about), 2021? (uncertain), 2004/.. (since) or 2021-10-18/2021-10-23";

/// An EDTF date.
pub(super) fn date(fields: &Fields<'_, '_>, key: &'static str) -> Option<When> {
    fields.parsed(key, DATE)
}

/// The problem of `count` features with a date under `key` that cannot be understood; the first says `text`.
pub(super) fn undated(key: &str, count: usize, text: &str, place: Place) -> Problem {
    let features = if count == 1 {
        "feature has"
    } else {
        "features have"
    };
    Problem::warning(
        format!(
            "`{key}`: {count} {features} a date that cannot be understood, such as {}",
            quoted(text)
        ),
        place,
    )
    .why("they are kept without a date")
    .mend(DATE)
}

/// A country's code.
pub(super) fn country(fields: &Fields<'_, '_>, key: &'static str) -> Option<Iso3> {
    fields.parsed(key, "write its ISO 3166-1 alpha-3 code")
}

/// Several countries' codes.
pub(super) fn countries(fields: &Fields<'_, '_>, key: &'static str) -> Vec<Iso3> {
    let mut countries = Vec::new();
    for (text, span) in fields.placed_texts(key) {
        match text.parse() {
            Ok(iso3) => countries.push(iso3),
            Err(error) => fields.push(
                Problem::error(format!("`{key}`: {error}"), fields.at(&span))
                    .why("the country was left out")
                    .mend("write its ISO 3166-1 alpha-3 code"),
            ),
        }
    }
    countries
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

fn web_address(fields: &Fields<'_, '_>) -> Option<String> {
    let url = fields.text("url")?;
    if url.starts_with("https://") || url.starts_with("http://") {
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
