//! Tables in JSON: lists of objects, as the services of ACLED, UCDP and others answer them, and as
//! `TimeMap` and Atlos export them.
//!
//! The list may be the whole file, stand within an answer ("data", "results"), or have an object on
//! each line. Each object is a row, each of its members a column: which columns are latitude and
//! longitude is told by their names, as in any other table. Rows may also be lists, with the names of
//! their columns beside them, and values may stand by column.

mod lists;
mod rows;
#[cfg(test)]
mod tests;
mod unnamed;

use super::json::{JsonText, Outline};
use super::{Flow, Format, Gift, Head, LayerInfo, ReadError, Recognition, Sink, Source};
use crate::problem::{Place, Problem};
use rows::{Columns, Objects, has_places_of, is_of_geojson};
use unnamed::Unnamed;

/// Tables in JSON.
pub(super) static FORMAT: Format = Format {
    name: "JSON table",
    endings: &["json", "jsonl", "ndjson"],
    recognise,
    read,
    takes: &[Gift::Crs, Gift::Coordinates],
};

/// What `GeoJSON` and its relatives have, in small letters: they have readers of their own.
const OF_OTHERS: [&str; 4] = [
    "\"feature\"",
    "\"featurecollection\"",
    "\"topology\"",
    "\"geometrycollection\"",
];

fn recognise(head: &Head<'_>) -> Recognition {
    let outline = Outline::of(head.bytes);
    let is_geometry = outline.has("type") && outline.has("coordinates");
    let text = String::from_utf8_lossy(head.bytes);
    let letters = text.to_ascii_lowercase();
    if is_geometry || OF_OTHERS.iter().any(|mark| letters.contains(mark)) {
        return Recognition::No;
    }
    if unnamed::begins(&text) {
        return Recognition::Likely;
    }
    let Some(first) = lists::first_object(&text) else {
        return Recognition::No;
    };
    if is_of_geojson(first.object) {
        return Recognition::No;
    }
    let mut columns = Columns::default();
    columns.add(first.object);
    // A list alone is a table though it has no places; what an answer holds beside may be anything.
    let is_table = columns.has_places() || (first.is_whole && columns.len() > 1);
    if is_table {
        Recognition::Likely
    } else {
        Recognition::No
    }
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let text = JsonText::read(source)?;
    if let Some(problem) = text.problem() {
        sink.problem(problem);
    }
    if let Some(table) = Unnamed::of(&text.whole) {
        return Ok(give_unnamed(source, &text, &table, sink)?);
    }
    let found = lists::of(&text.whole);
    if let Some(at) = found.fault {
        let line = text.locator_at(at).line().unwrap_or(1);
        sink.problem(
            Problem::error("what follows is no JSON", Place::line(source.name, line))
                .why("the objects before it were read, and what stands behind it is missing")
                .mend(
                    "look for a missing comma, bracket or quotation mark; or export the file again",
                ),
        );
    }
    let several = found.lists.len() > 1;
    for list in &found.lists {
        let mut columns = Columns::default();
        list.objects.iter().for_each(|object| columns.add(object));
        let info = LayerInfo {
            name: if several {
                list.name.clone()
            } else {
                String::new()
            },
            ..LayerInfo::default()
        };
        let objects = Objects {
            count: list.objects.len(),
            get: &|row| list.objects[row].into(),
            line: &|row| text.locator(list.objects[row]).line(),
        };
        columns.give(source, &objects, info, sink)?;
    }
    if found.lists.is_empty() {
        return Err(ReadError::Damaged {
            what: "found no list of objects in the JSON".to_owned(),
            mend: "write [{\"name\": …, \"lat\": …, \"lon\": …}, …]".to_owned(),
        });
    }
    if let Some(more) = found.more_pages {
        sink.problem(
            Problem::warning(
                "the answer is one page of several",
                Place::file(source.name),
            )
            .why(format!("`{more}` says that there are more"))
            .mend("fetch the other pages and open them as well"),
        );
    }
    Ok(())
}

/// Gives a table whose rows are no objects.
fn give_unnamed(
    source: &Source<'_>,
    text: &JsonText<'_>,
    table: &Unnamed<'_>,
    sink: &mut dyn Sink,
) -> Flow {
    let objects = Objects {
        count: table.len(),
        get: &|row| table.object(row).into(),
        line: &|row| text.locator(table.written(row)?).line(),
    };
    let mut columns = Columns::default();
    // Every row has the same.
    columns.add(&table.object(0));
    columns.give(source, &objects, LayerInfo::default(), sink)
}
