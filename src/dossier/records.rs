//! What `dossier.toml` records beside the features: borders, series,
//! conflicts, people, and what each passage says.

use std::collections::{BTreeMap, HashSet};

use super::fields::Fields;
use super::known::Known;
use super::links::KnownNames;
use super::node::{Node, Value};
use super::words;
use crate::atlas::{
    Actor, Border, Conflict, Dossier, Iso3, NamesByLanguage, PassageFacts, Series, SeriesPoint,
    Topic, Unaligned, When,
};
use crate::earth::LonLat;
use crate::problem::Problem;

/// The `[[borders]]`, which links can lead to.
pub(super) fn borders(fields: &Fields<'_, '_>) -> Vec<Border> {
    let mut borders: Vec<Border> = Vec::new();
    let mut ids = HashSet::new();
    for table in fields.tables("borders") {
        let id = table.required("id", "links name a border by it; the border was left out");
        let pair = pair(&table);
        let (Some(id), Some(pair)) = (id, pair) else {
            continue;
        };
        if !ids.insert(id.clone()) {
            table.push(
                Problem::error(
                    format!("there is another border called \"{id}\""),
                    table.place_of("id"),
                )
                .why("links lead to the first; this one was left out")
                .mend("give each border an id of its own"),
            );
            continue;
        }
        borders.push(Border {
            id,
            pair,
            length_km: table.size("length_km"),
            length_basis: table.text("length_basis"),
            state: table.text("state"),
            note: table.text("note"),
            note_basis: table.text("note_basis"),
            label: table.text("label"),
            label_at: place(&table, "label_at"),
            label_note: table.text("label_note"),
            sources: words::sources(&table),
        });
        table.finish();
    }
    borders
}

fn pair(table: &Fields<'_, '_>) -> Option<[Iso3; 2]> {
    let countries = words::countries(table, "pair");
    if let &[a, b] = countries.as_slice()
        && a != b
    {
        return Some([a, b]);
    }
    table.push(
        Problem::error(
            "`pair`: expected two different countries",
            table.place_of("pair"),
        )
        .why("a border parts two countries; it was left out")
        .mend("write two codes, such as [\"TJK\", \"AFG\"]"),
    );
    None
}

/// A place as two numbers, longitude first.
pub(super) fn place(table: &Fields<'_, '_>, key: &'static str) -> Option<LonLat> {
    let node = table.get(key)?;
    let number = |node: &Node<'_>| match node.value {
        Value::Number(number) => Some(number),
        _ => None,
    };
    if let Value::List(items) = &node.value
        && let [lon, lat] = items.as_slice()
        && let (Some(lon_deg), Some(lat_deg)) = (number(lon), number(lat))
        && lon_deg.abs() <= 180.0
        && lat_deg.abs() <= 90.0
    {
        return Some(LonLat::new(lon_deg, lat_deg));
    }
    table.push(
        Problem::error(
            format!("`{key}`: expected [longitude, latitude]"),
            table.place_of(key),
        )
        .why("the place was left out")
        .mend("write two numbers in degrees, longitude first"),
    );
    None
}

/// The records that name features and passages, and those beside them.
pub(super) fn read(fields: &Fields<'_, '_>, names: &KnownNames, dossier: &mut Dossier) {
    let names = &Named::of(names);
    dossier.series = series(fields, names);
    dossier.actors = actors(fields, names);
    dossier.credits = fields
        .tables("credits")
        .iter()
        .filter_map(words::source)
        .collect();
    dossier.unaligned = unaligned(fields);
    dossier.names = names_by_language(fields);
    dossier.topics = topics(fields);
    dossier.conflicts = conflicts(fields, names, dossier);
    if let Some(passages) = fields.table("passages") {
        passage_facts(&passages, names, dossier);
    }
}

/// What records name.
struct Named<'k> {
    features: Known<'k>,
    borders: Known<'k>,
    passages: Known<'k>,
}

impl<'k> Named<'k> {
    fn of(names: &'k KnownNames) -> Self {
        Self {
            features: Known::of(names.features.keys().map(String::as_str)),
            borders: Known::of(names.borders.keys().map(String::as_str)),
            passages: Known::of(names.passages.keys().map(String::as_str)),
        }
    }
}

/// The texts called `key`, each of which names one of `known`.
pub(super) fn references(
    table: &Fields<'_, '_>,
    key: &'static str,
    noun: &str,
    known: &Known<'_>,
) -> Vec<String> {
    let mut ids = Vec::new();
    for (id, span) in table.placed_texts(key) {
        if known.holds(&id) {
            ids.push(id);
        } else {
            unknown(table, &id, noun, known, table.at(&span));
        }
    }
    ids
}

/// Tells that `id` is none of `known`.
fn unknown(
    table: &Fields<'_, '_>,
    id: &str,
    noun: &str,
    known: &Known<'_>,
    place: crate::problem::Place,
) {
    let near = known.did_you_mean(table.cx(), id);
    table.push(
        Problem::error(format!("there is no {noun} called \"{id}\""), place)
            .why("the reference was left out")
            .mend(near.unwrap_or_else(|| format!("write the id of a {noun}"))),
    );
}

/// A text that names one of `known`.
pub(super) fn reference(
    table: &Fields<'_, '_>,
    key: &'static str,
    noun: &str,
    known: &Known<'_>,
) -> Option<String> {
    let id = table.text(key)?;
    if known.holds(&id) {
        return Some(id);
    }
    unknown(table, &id, noun, known, table.place_of(key));
    None
}

fn series(fields: &Fields<'_, '_>, names: &Named<'_>) -> Vec<Series> {
    let tables = fields.tables("series");
    let series = tables.iter().map(|table| {
        let tables = table.tables("points");
        let mut points: Vec<SeriesPoint> = tables
            .iter()
            .map(|point| series_point(point, names))
            .collect();
        check_parts(&tables, &mut points);
        let series = Series {
            id: table
                .required("id", "a series is called by it")
                .unwrap_or_default(),
            title: table
                .required("title", "a chart needs a title")
                .unwrap_or_default(),
            unit: table.text("unit").unwrap_or_default(),
            basis: table.text("basis"),
            note: table.text("note"),
            total: table.number("total"),
            two_week_total: table.number("two_week_total"),
            points,
            sources: words::sources(table),
        };
        table.finish();
        series
    });
    series.collect()
}

fn series_point(table: &Fields<'_, '_>, names: &Named<'_>) -> SeriesPoint {
    let date = words::date(table, "date").map(|when| when.to_string());
    let point = SeriesPoint {
        label: table
            .required("label", "a value of nothing says nothing")
            .unwrap_or_default(),
        value: table.number("value"),
        qualifier: table.text("qualifier").unwrap_or_default(),
        low: table.number("low"),
        high: table.number("high"),
        end: table.number("end"),
        basis: table.text("basis"),
        date,
        feature: reference(table, "feature", "feature", &names.features),
        actor: table.text("actor"),
        border: reference(table, "border", "border", &names.borders),
        parts: references(table, "parts", "feature", &names.features),
        // Whether there is such a value shows when all are read.
        part_of: table.text("part_of"),
        passage: reference(table, "passage", "passage", &names.passages),
    };
    table.finish();
    point
}

/// Reports values that are part of none of their series, and forgets what they say of it.
fn check_parts(tables: &[Fields<'_, '_>], points: &mut [SeriesPoint]) {
    let labels: Vec<String> = points.iter().map(|point| point.label.clone()).collect();
    let known = Known::of(labels.iter().map(String::as_str));
    for (table, point) in tables.iter().zip(points) {
        let Some(of) = &point.part_of else { continue };
        if *of == point.label || !known.holds(of) {
            let place = table.place_of("part_of");
            unknown(table, of, "value of this series", &known, place);
            point.part_of = None;
        }
    }
}

fn conflicts(fields: &Fields<'_, '_>, names: &Named<'_>, dossier: &Dossier) -> Vec<Conflict> {
    let tables = fields.tables("conflicts");
    let blocs = Known::of(dossier.blocs.iter().map(|bloc| bloc.id.as_str()));
    let why = "a conflict needs both sides";
    let conflicts = tables.iter().map(|table| {
        let conflict = Conflict {
            id: table
                .required("id", "a conflict is called by it")
                .unwrap_or_default(),
            subject: table.required("subject", why).unwrap_or_default(),
            article: table.required("article", why).unwrap_or_default(),
            record: table.required("record", why).unwrap_or_default(),
            advice: table.text("advice").unwrap_or_default(),
            features: references(table, "features", "feature", &names.features),
            borders: references(table, "borders", "border", &names.borders),
            blocs: references(table, "blocs", "bloc", &blocs),
            passages: references(table, "passages", "passage", &names.passages),
            sources: words::sources(table),
        };
        table.finish();
        conflict
    });
    conflicts.collect()
}

fn actors(fields: &Fields<'_, '_>, names: &Named<'_>) -> Vec<Actor> {
    let tables = fields.tables("actors");
    let actors = tables.iter().map(|table| {
        let actor = Actor {
            id: table
                .required("id", "an actor is called by it")
                .unwrap_or_default(),
            name: table
                .required("name", "an actor needs a name")
                .unwrap_or_default(),
            kind: table.text("kind").unwrap_or_default(),
            role: table.text("role"),
            country: words::country(table, "country").map(|iso3| iso3.to_string()),
            passages: references(table, "passages", "passage", &names.passages),
        };
        table.finish();
        actor
    });
    actors.collect()
}

fn unaligned(fields: &Fields<'_, '_>) -> Vec<Unaligned> {
    let tables = fields.tables("unaligned");
    let unaligned = tables.iter().filter_map(|table| {
        let unaligned = Unaligned {
            country: words::country(table, "iso3")?,
            note: table.text("note"),
            verify: table.flag("verify").unwrap_or(false),
        };
        table.finish();
        Some(unaligned)
    });
    unaligned.collect()
}

/// The `[names]`: for each country or actor its names by language.
fn names_by_language(fields: &Fields<'_, '_>) -> BTreeMap<String, NamesByLanguage> {
    let tables = fields.table("names");
    let tables = tables.iter().flat_map(Fields::each_table);
    let names = tables.map(|(entry, table)| (entry.key.to_string(), words::by_language(&table)));
    names.collect()
}

fn topics(fields: &Fields<'_, '_>) -> Vec<Topic> {
    let tables = fields.tables("topics");
    let topics = tables.iter().filter_map(|table| {
        let id = table.required("id", "passages name a topic by it; it was left out");
        let name = table.text("name");
        table.finish();
        let id = id?;
        Some(Topic {
            name: name.unwrap_or_else(|| id.clone()),
            id,
        })
    });
    topics.collect()
}

fn passage_facts(fields: &Fields<'_, '_>, names: &Named<'_>, dossier: &mut Dossier) {
    let topics: Vec<String> = dossier
        .topics
        .iter()
        .map(|topic| topic.id.clone())
        .collect();
    let topics = Known::of(topics.iter().map(String::as_str));
    for (entry, table) in fields.each_table() {
        if !names.passages.holds(&entry.key) {
            unknown(
                &table,
                &entry.key,
                "passage",
                &names.passages,
                table.at(&entry.key_span),
            );
            continue;
        }
        let facts = PassageFacts {
            topics: references(&table, "topics", "topic", &topics),
            dates: dates(&table),
            actors: table.texts("actors"),
            places: table.texts("places"),
            figures: words::figures(&table),
            about: table.text("about"),
        };
        table.finish();
        dossier.passage_facts.insert(entry.key.to_string(), facts);
    }
}

fn dates(table: &Fields<'_, '_>) -> Vec<When> {
    let mut dates = Vec::new();
    for (text, span) in table.placed_texts("dates") {
        match text.parse() {
            Ok(date) => dates.push(date),
            Err(error) => table.push(
                Problem::error(format!("`dates`: {error}"), table.at(&span))
                    .why("the date was left out")
                    .mend("write 2021-10-18, 2021-10 or 2021-10-18/2021-10-23"),
            ),
        }
    }
    dates
}
