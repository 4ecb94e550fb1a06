//! The `[[charts]]` of `dossier.toml`: which numbers are drawn, and how.

use std::collections::HashSet;

use jiff::civil::Date;

use super::fields::Fields;
use super::known::Known;
use super::records::{reference, references};
use super::{views, words};
use crate::atlas::chart::{
    AxisScale, BorderOf, ChartKind, ChartValues, ColumnsOf, Picked, conditions_in_words,
};
use crate::atlas::date::days_from_words;
use crate::atlas::{Chart, Dossier, Iso3};
use crate::problem::Problem;

/// What a chart draws, as a dossier writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bars,
    Days,
    Distance,
    Counts,
    Pair,
}

const KINDS: [(Kind, &str); 5] = [
    (Kind::Bars, "bars"),
    (Kind::Days, "days"),
    (Kind::Distance, "distance"),
    (Kind::Counts, "counts"),
    (Kind::Pair, "pair"),
];

const SCALES: [(AxisScale, &str); 2] = [(AxisScale::Linear, "linear"), (AxisScale::Log, "log")];

/// Units of which a sum says nothing.
const NEVER_ADDED: [&str; 2] = ["percent", "year"];

/// What a dossier has that charts can draw.
struct Material<'d> {
    dossier: &'d Dossier,
    series: Known<'d>,
    /// What the figures of features count.
    figures: Known<'d>,
    features: Known<'d>,
    layers: Known<'d>,
    borders: Known<'d>,
}

impl<'d> Material<'d> {
    fn of(dossier: &'d Dossier) -> Self {
        let features = &dossier.features;
        let figures = features.iter().flat_map(|feature| &feature.figures);
        Self {
            series: Known::of(dossier.series.iter().map(|series| series.id.as_str())),
            figures: Known::of(figures.map(|figure| figure.what.as_str())),
            features: Known::of(features.iter().map(|feature| feature.id.as_str())),
            layers: Known::of(dossier.layers.iter().map(|layer| layer.id.as_str())),
            borders: Known::of(dossier.borders.iter().map(|border| border.id.as_str())),
            dossier,
        }
    }
}

/// The charts, once all that they draw from is read.
pub(super) fn read(fields: &Fields<'_, '_>, dossier: &Dossier) -> Vec<Chart> {
    let mut charts: Vec<Chart> = Vec::new();
    let mut ids = HashSet::new();
    let material = Material::of(dossier);
    for table in fields.tables("charts") {
        let Some(chart) = chart(&table, &material) else {
            continue;
        };
        if !ids.insert(chart.id.clone()) {
            table.push(
                Problem::error(
                    format!("there is another chart called \"{}\"", chart.id),
                    table.place_of("id"),
                )
                .why("a chart is asked for by its id; this one was left out")
                .mend("give each chart an id of its own"),
            );
            continue;
        }
        charts.push(chart);
    }
    charts
}

/// One chart; none where it lacks what it cannot be drawn without, which is reported.
fn chart(table: &Fields<'_, '_>, material: &Material<'_>) -> Option<Chart> {
    let id = table.required("id", "a chart is asked for by it; the chart was left out");
    let title = table.required("title", "readers choose a chart by its title");
    table.required("kind", "it says what is drawn; the chart was left out");
    let unit = table.text("unit").unwrap_or_default();
    let note = table.text("note");
    let sources = words::sources(table);
    let kind = match table.word("kind", &KINDS) {
        Some(Kind::Bars) => bars(table, material),
        Some(Kind::Days) => days(table, material),
        Some(Kind::Distance) => distance(table, material),
        Some(Kind::Counts) => columns(table, material).map(ChartKind::Counts),
        Some(Kind::Pair) => columns(table, material).map(ChartKind::Pair),
        // What else it says depends on its kind: to report it now would mislead.
        None => return None,
    };
    let sum = table.flag("sum").unwrap_or(false);
    table.finish();
    let note = note.or_else(|| kind.as_ref().and_then(said_of_columns));
    let chart = Chart {
        title: title.or_else(|| id.clone()).unwrap_or_default(),
        id: id?,
        unit,
        note,
        sum: sum && may_add(table, kind.as_ref()?, material.dossier),
        kind: kind?,
        sources,
    };
    Some(chart)
}

fn bars(table: &Fields<'_, '_>, material: &Material<'_>) -> Option<ChartKind> {
    let series = references(table, "series", "series", &material.series);
    let whats = references(table, "figures", "figure of a feature", &material.figures);
    let asked = table.get("series").is_some() || table.get("figures").is_some();
    match (series.is_empty(), whats.is_empty()) {
        (false, true) => Some(ChartKind::Bars(ChartValues::Series(series))),
        (true, false) => Some(ChartKind::Bars(ChartValues::Figures(whats))),
        (false, false) => {
            table.push(
                Problem::warning(
                    "a chart draws `series` or `figures`, not both",
                    table.place_of("figures"),
                )
                .why("the figures of features were left out")
                .mend("make two charts"),
            );
            Some(ChartKind::Bars(ChartValues::Series(series)))
        }
        (true, true) => {
            if !asked {
                no_values(
                    table,
                    "`series`, ids of series, or `figures`, what features count",
                );
            }
            None
        }
    }
}

fn no_values(table: &Fields<'_, '_>, from: &str) {
    table.push(
        Problem::error("the chart names no values", table.place())
            .why("there is nothing to draw; it was left out")
            .mend(format!("add {from}")),
    );
}

fn days(table: &Fields<'_, '_>, material: &Material<'_>) -> Option<ChartKind> {
    let text = table.required(
        "day",
        "the days are counted from it; the chart was left out",
    );
    let name = table.text("day_name");
    let of = picked(table, material);
    let day = text.and_then(|text| {
        let day = text.parse().ok();
        if day.is_none() {
            not_a_day(
                table,
                "day",
                &text,
                "the days are counted from it; the chart was left out",
            );
        }
        day
    });
    Some(ChartKind::Days {
        day: day?,
        name: name.unwrap_or_else(|| "day 0".into()),
        of: of?,
    })
}

/// Columns of features, `N` of them: `columns = ["when", "deaths"]`. The names are those of any
/// property, which is looked up when the chart is drawn.
fn columns<const N: usize>(
    table: &Fields<'_, '_>,
    material: &Material<'_>,
) -> Option<ColumnsOf<N>> {
    let layer = reference(table, "layer", "layer", &material.layers);
    let logs = table.texts("log");
    let conditions = views::conditions(table);
    let names = table.texts("columns");
    let count = names.len();
    let Ok(columns) = <[String; N]>::try_from(names) else {
        let nouns = if N == 1 { "one column" } else { "two columns" };
        table.push(
            Problem::error(
                format!("`columns`: expected {nouns}, found {count}"),
                table.place_of("columns"),
            )
            .why("the values are those of a column; the chart was left out")
            .mend("write names of columns as Explore shows them, such as [\"when\"]"),
        );
        return None;
    };
    Some(ColumnsOf {
        layer,
        logs: columns.each_ref().map(|column| logs.contains(column)),
        columns,
        conditions,
    })
}

/// Which features a chart of columns leaves out.
fn said_of_columns(kind: &ChartKind) -> Option<String> {
    match kind {
        ChartKind::Counts(of) => conditions_in_words(&of.conditions),
        ChartKind::Pair(of) => conditions_in_words(&of.conditions),
        _ => None,
    }
}

fn distance(table: &Fields<'_, '_>, material: &Material<'_>) -> Option<ChartKind> {
    let text = table.required(
        "border",
        "distances are measured to it; the chart was left out",
    );
    let scale = table.word("scale", &SCALES).unwrap_or_default();
    let of = picked(table, material);
    let to = text.and_then(|text| border(table, &text, material));
    Some(ChartKind::Distance {
        to: to?,
        of: of?,
        scale,
    })
}

/// A border by its id, or all borders of a country by its code.
fn border(table: &Fields<'_, '_>, text: &str, material: &Material<'_>) -> Option<BorderOf> {
    if let Ok(country) = text.parse::<Iso3>() {
        return Some(BorderOf::Country(country));
    }
    let mut borders = material.dossier.borders.iter();
    let found = borders.find(|border| border.id == text);
    if found.is_none() {
        let near = material.borders.did_you_mean(table.cx(), text);
        table.push(
            Problem::error(
                format!("there is no border called \"{text}\""),
                table.place_of("border"),
            )
            .why("distances are measured to it; the chart was left out")
            .mend(near.unwrap_or_else(|| {
                "write the id of a border, or a country's code such as \"AFG\" for all of its borders".into()
            })),
        );
    }
    found.map(|border| BorderOf::Pair(border.pair))
}

/// The features that a chart of days or distances shows.
fn picked(table: &Fields<'_, '_>, material: &Material<'_>) -> Option<Picked> {
    let asked = ["series", "features", "layers"];
    let asked = asked.iter().any(|key| table.get(key).is_some());
    let of_series = reference(table, "series", "series", &material.series);
    let ids = references(table, "features", "feature", &material.features);
    let layers = references(table, "layers", "layer", &material.layers);
    let from = bound(table, "from").map(|(first, _)| first);
    let to = bound(table, "to").map(|(_, last)| last);
    if let Some(id) = of_series {
        let mut series = material.dossier.series.iter();
        let named = series.find(|series| series.id == id);
        if named.is_some_and(|series| series.points.iter().all(|point| point.feature.is_none())) {
            table.push(
                Problem::error(
                    format!("no value of the series \"{id}\" names a feature"),
                    table.place_of("series"),
                )
                .why("days and distances are worked out from features; the chart was left out")
                .mend("add `feature` to its values, or name `features` in the chart"),
            );
            return None;
        }
        return Some(Picked::Series(id));
    }
    if ids.is_empty() && layers.is_empty() {
        if !asked {
            no_values(
                table,
                "`features`, ids of features, `layers`, or `series` whose values name features",
            );
        }
        return None;
    }
    Some(Picked::Features {
        ids,
        layers,
        from,
        to,
    })
}

fn bound(table: &Fields<'_, '_>, key: &'static str) -> Option<(Date, Date)> {
    let text = table.text(key)?;
    let days = days_from_words(&text);
    if days.is_none() {
        not_a_day(table, key, &text, "the chart shows all days at that end");
    }
    days
}

fn not_a_day(table: &Fields<'_, '_>, key: &str, text: &str, why: &str) {
    table.push(
        Problem::error(
            format!("`{key}`: expected a day, found \"{text}\""),
            table.place_of(key),
        )
        .why(why)
        .mend("write year, month and day, such as \"2021-08-15\""),
    );
}

/// Whether the values of a chart may be added up; where its author asks for what says nothing, that is reported.
fn may_add(table: &Fields<'_, '_>, kind: &ChartKind, dossier: &Dossier) -> bool {
    let of_series = |ids: &Vec<String>| {
        let named = dossier
            .series
            .iter()
            .filter(|series| ids.contains(&series.id));
        named.map(|series| series.unit.clone()).collect::<Vec<_>>()
    };
    let units = match kind {
        ChartKind::Bars(ChartValues::Series(ids)) => of_series(ids),
        ChartKind::Bars(ChartValues::Figures(_)) => table.text("unit").into_iter().collect(),
        ChartKind::Days { .. } | ChartKind::Distance { .. } => vec!["days and distances".into()],
        ChartKind::Counts(_) | ChartKind::Pair(_) => vec!["columns of features".into()],
    };
    let never = units
        .iter()
        .find(|unit| NEVER_ADDED.contains(&unit.as_str()) || !matches!(kind, ChartKind::Bars(_)));
    if let Some(unit) = never {
        let counted = if unit == "year" { "years" } else { unit };
        table.push(
            Problem::warning(
                format!("`sum`: {counted} cannot be added up"),
                table.place_of("sum"),
            )
            .why("their sum would say nothing; none is shown")
            .mend("leave `sum` out"),
        );
    }
    never.is_none()
}
