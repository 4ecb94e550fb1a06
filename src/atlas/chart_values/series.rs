//! Values of series.

use super::table::{ChartPart, ChartRow, Section, article, of_article};
use crate::atlas::{Atlas, Chart, Series, SeriesPoint, When};

/// A section for each of the series.
pub(super) fn sections(chart: &Chart, atlas: &Atlas, ids: &[String]) -> Vec<Section> {
    let found = ids.iter().filter_map(|id| find(atlas, id));
    found
        .map(|series| Section {
            title: if ids.len() > 1 {
                series.title.clone()
            } else {
                String::new()
            },
            rows: series
                .points
                .iter()
                .map(|point| row(chart, atlas, series, point))
                .collect(),
            stated_total: series.total,
            note: series.note.clone(),
        })
        .collect()
}

pub(super) fn find<'a>(atlas: &'a Atlas, id: &str) -> Option<&'a Series> {
    atlas.dossier.series.iter().find(|series| series.id == id)
}

fn row(chart: &Chart, atlas: &Atlas, series: &Series, point: &SeriesPoint) -> ChartRow {
    let basis = point.basis.clone().or_else(|| series.basis.clone());
    let subject = point.feature.as_ref().or(point.border.as_ref());
    let subject = subject.and_then(|id| atlas.find(id));
    let sources = if of_article(basis.as_deref()) {
        vec![article(atlas)]
    } else {
        series.sources.clone()
    };
    let unit = if series.unit.is_empty() {
        &chart.unit
    } else {
        &series.unit
    };
    let parts = point.parts.iter().filter_map(|id| part(atlas, id));
    let when = point.date.as_ref().map(|date| date.parse::<When>());
    ChartRow {
        label: point.label.clone(),
        subject,
        actor: point.actor.clone(),
        value: point.value,
        low: point.low,
        high: point.high.or(point.end),
        qualifier: point.qualifier.clone(),
        unit: unit.clone(),
        what: series.title.clone(),
        when: when
            .and_then(Result::ok)
            .map(|when| when.words())
            .unwrap_or_default(),
        date: point.date.clone().unwrap_or_default(),
        parts: parts.collect(),
        part_of: point.part_of.clone(),
        passage: point.passage.clone(),
        basis,
        sources,
        ..ChartRow::default()
    }
}

/// A part of a total, by its id.
pub(super) fn part(atlas: &Atlas, id: &str) -> Option<ChartPart> {
    let subject = atlas.find(id)?;
    Some(ChartPart {
        label: atlas.name(subject),
        subject,
        id: id.to_owned(),
    })
}
