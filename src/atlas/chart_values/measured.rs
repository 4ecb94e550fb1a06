//! Values that follow from the features: their figures, dates and places.

use jiff::civil::Date;

use super::series::{find, part};
use super::table::{ChartRow, ChartSpan, Section, article, of_article};
use crate::atlas::basemap::BorderKind;
use crate::atlas::chart::{BorderOf, Picked};
use crate::atlas::date::{DateEdge, day_number};
use crate::atlas::{Atlas, Chart, Feature, FeatureId, PrecisionClass, Shape, Subject, When};
use crate::earth::distance_to_line_m;

/// Metres to a kilometre.
const KM: f64 = 1000.0;

/// The figures of features that count one of `whats`; a total that several features carry, once.
pub(super) fn figures(chart: &Chart, atlas: &Atlas, whats: &[String]) -> Section {
    let mut rows: Vec<ChartRow> = Vec::new();
    for (ix, feature) in atlas.features() {
        for figure in feature
            .figures
            .iter()
            .filter(|figure| whats.contains(&figure.what))
        {
            let parts: Vec<_> = figure
                .parts
                .iter()
                .filter_map(|id| part(atlas, id))
                .collect();
            let same =
                |row: &ChartRow| !parts.is_empty() && row.parts == parts && row.what == figure.what;
            if rows.iter().any(same) {
                continue;
            }
            let mut sources = feature.sources.clone();
            if of_article(figure.basis.as_deref()) {
                sources.insert(0, article(atlas));
            }
            rows.push(ChartRow {
                label: if parts.is_empty() {
                    feature.name.clone()
                } else {
                    capitalised(&figure.what)
                },
                subject: parts.is_empty().then_some(Subject::Feature(ix)),
                value: figure.value,
                qualifier: figure.qualifier.clone(),
                unit: if figure.unit.is_empty() {
                    chart.unit.clone()
                } else {
                    figure.unit.clone()
                },
                what: figure.what.clone(),
                parts,
                basis: figure.basis.clone(),
                remark: (whats.len() > 1).then(|| figure.what.clone()),
                sources,
                ..dated(feature)
            });
        }
    }
    Section {
        rows,
        ..Section::default()
    }
}

/// When features happened, in days from `day`.
pub(super) fn days(atlas: &Atlas, day: Date, of: &Picked) -> Section {
    let zero = day_number(day);
    let rows = picked(atlas, of).into_iter().map(|(ix, label)| {
        let feature = atlas.feature(ix);
        let span = feature.when.as_ref().and_then(|when| span(when, zero));
        let words = if span.is_some() {
            ""
        } else {
            "no day is known"
        };
        ChartRow {
            label,
            subject: Some(Subject::Feature(ix)),
            value: span.map(|span| f64::from(span.from)),
            high: span
                .filter(|span| span.to > span.from)
                .map(|span| f64::from(span.to)),
            qualifier: words.to_owned(),
            unit: "days".to_owned(),
            span,
            sources: feature.sources.clone(),
            basis: Some("derived".to_owned()),
            remark: feature.notes.when.clone(),
            ..dated(feature)
        }
    });
    Section {
        rows: rows.collect(),
        ..Section::default()
    }
}

fn span(when: &When, zero: i32) -> Option<ChartSpan> {
    let number = |day: Option<Date>| day.map(|day| day_number(day) - zero);
    let (begins, ends) = (when.begins(), when.ends());
    let from = number(begins.first());
    let to = number(ends.last());
    Some(ChartSpan {
        from: from.or(to)?,
        to: to.or(from)?,
        sure: [begins, ends].map(|edge| matches!(edge, DateEdge::On(_))),
    })
}

/// How far features lie from a border, and when they happened.
pub(super) fn distances(atlas: &Atlas, to: BorderOf, of: &Picked) -> Section {
    let rows = picked(atlas, of).into_iter().map(|(ix, label)| {
        let feature = atlas.feature(ix);
        let (km, qualifier) = distance_km(atlas, feature, to);
        let radius_km = feature.precision.radius_m.map(|radius_m| radius_m / KM);
        let ends = km
            .zip(radius_km)
            .map(|(km, radius)| [(km - radius).max(0.0), km + radius]);
        ChartRow {
            label,
            subject: Some(Subject::Feature(ix)),
            value: km.map(rounded),
            low: ends.map(|[low, _]| rounded(low)),
            high: ends.map(|[_, high]| rounded(high)),
            qualifier,
            unit: "km".to_owned(),
            basis: Some("derived".to_owned()),
            circular: feature.notes.distance.is_some(),
            remark: feature.notes.distance.clone(),
            sources: feature.sources.clone(),
            ..dated(feature)
        }
    });
    Section {
        rows: rows.collect(),
        ..Section::default()
    }
}

/// The distance, with what limits it; none where the place is not known well enough.
fn distance_km(atlas: &Atlas, feature: &Feature, to: BorderOf) -> (Option<f64>, String) {
    let Some(from) = feature.shape.as_ref().and_then(Shape::anchor) else {
        return (None, "no place is known".to_owned());
    };
    match feature.precision.class {
        PrecisionClass::Country => return (None, "known to the country only".to_owned()),
        PrecisionClass::Zone => return (None, "a zone, not a place".to_owned()),
        PrecisionClass::Inferred => return (None, "the place is inferred".to_owned()),
        PrecisionClass::Site
        | PrecisionClass::Town
        | PrecisionClass::District
        | PrecisionClass::Unstated => {}
    }
    let base = &atlas.basemap;
    let country = |ix: crate::atlas::basemap::CountryIx| base.countries[usize::from(ix.0)].iso3;
    let arcs = base.levels.last().into_iter().flat_map(|level| &level.arcs);
    let nearest = arcs
        .filter(|arc| !matches!(arc.kind, BorderKind::Coast | BorderKind::Seam))
        .filter(|arc| match arc.between {
            [Some(a), Some(b)] => to.parts(country(a), country(b)),
            _ => false,
        })
        .filter_map(|arc| distance_to_line_m(from, &arc.points))
        .map(|(metres, _)| metres / KM)
        .reduce(f64::min);
    match nearest {
        Some(km) => (Some(km), "about".to_owned()),
        None => (None, "the border is not on the map".to_owned()),
    }
}

/// A distance as finely as the map can tell it: to 1 km, from 100 km on to 10.
fn rounded(km: f64) -> f64 {
    if km < 100.0 {
        km.round()
    } else {
        (km / 10.0).round() * 10.0
    }
}

/// A row that knows when its feature happened.
fn dated(feature: &Feature) -> ChartRow {
    let when = feature.when.as_ref();
    let middle = when.and_then(|when| {
        let first = when.begins().first().or(when.earliest())?;
        let last = when.ends().last().or(when.latest()).unwrap_or(first);
        Some(f64::midpoint(
            f64::from(day_number(first)),
            f64::from(day_number(last)),
        ))
    });
    ChartRow {
        when: when.map(When::words).unwrap_or_default(),
        date: when.map(ToString::to_string).unwrap_or_default(),
        day: middle,
        ..ChartRow::default()
    }
}

/// The features that a chart shows, under their labels.
fn picked(atlas: &Atlas, of: &Picked) -> Vec<(FeatureId, String)> {
    let feature = |id: &str| match atlas.find(id) {
        Some(Subject::Feature(ix)) => Some(ix),
        _ => None,
    };
    match of {
        Picked::Series(id) => {
            let points = find(atlas, id).map(|series| series.points.as_slice());
            let points = points.unwrap_or_default().iter();
            points
                .filter_map(|point| Some((feature(point.feature.as_ref()?)?, point.label.clone())))
                .collect()
        }
        Picked::Features {
            ids,
            layers,
            from,
            to,
        } => {
            let named = ids.iter().filter_map(|id| feature(id));
            let of_layers = atlas.features().filter(|(_, feature)| {
                layers.contains(&atlas.layer(feature.layer).id) && within(feature, *from, *to)
            });
            let mut all: Vec<FeatureId> = named.collect();
            let mut layered: Vec<(FeatureId, &Feature)> = of_layers.collect();
            layered.sort_by_key(|(_, feature)| feature.when.as_ref().and_then(When::earliest));
            all.extend(
                layered
                    .into_iter()
                    .map(|(ix, _)| ix)
                    .filter(|ix| !ids.contains(&atlas.feature(*ix).id)),
            );
            all.into_iter()
                .map(|ix| (ix, atlas.feature(ix).name.clone()))
                .collect()
        }
    }
}

fn within(feature: &Feature, from: Option<Date>, to: Option<Date>) -> bool {
    let when = feature.when.as_ref();
    let last = when.and_then(|when| when.latest().or(when.earliest()));
    let first = when.and_then(|when| when.earliest().or(when.latest()));
    from.is_none_or(|from| last.is_some_and(|last| last >= from))
        && to.is_none_or(|to| first.is_some_and(|first| first <= to))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
