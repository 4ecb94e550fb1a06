//! What can be checked only once all is read: whether things fit together.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Files;
use super::address;
use super::crossing;
use super::feature::FeatureDraft;
use super::fields::Fields;
use super::known::Known;
use super::links::KnownNames;
use super::merge::Batch;
use super::neighbours::Neighbours;
use super::own_layer::OwnLayer;
use super::report::{Context, Report, unsourced};
use crate::atlas::{
    Dossier, Feature, FeatureId, LayerKind, Links, MapFrame, Origin, Precision, Shape, Subject,
};
use crate::earth::LonLat;
use crate::problem::{Place, Problem, grouped};

/// Features of a file that lack the same property are named one by one up to
/// this many; beyond, one problem counts them.
const NAMED: usize = 10;

/// Checks every feature against the others, the article and the map.
pub(super) fn features(
    batches: &[Batch<'_>],
    names: &KnownNames,
    dossier: &Dossier,
    links: &Links,
) {
    let known = References {
        features: Known::of(names.features.keys().map(String::as_str)),
        borders: Known::of(names.borders.keys().map(String::as_str)),
    };
    let mut ix = 0;
    for batch in batches {
        let anchors = batch.drafts.iter().filter_map(anchor);
        // Whoever sets a frame knows where the features are.
        let unframed = batch.foreign && dossier.map.extent.is_none();
        let neighbours = unframed.then(|| Neighbours::of(anchors)).flatten();
        for draft in &batch.drafts {
            references(batch.cx, draft, &known);
            crossing(batch.cx, draft);
            exchanged(batch.cx, draft, &dossier.map, neighbours.as_ref());
            let unread = links.passages(Subject::Feature(FeatureId(ix))).is_empty();
            if unread && !dossier.article.passages.is_empty() {
                unlinked(batch.cx, draft);
            }
            ix += 1;
        }
        missing(batch);
    }
}

/// What features refer to.
struct References<'k> {
    features: Known<'k>,
    borders: Known<'k>,
}

fn references(cx: Context<'_>, draft: &FeatureDraft, names: &References<'_>) {
    let feature = &draft.feature;
    let report = |noun: &str, id: &str, span: &Range<usize>, known: &Known<'_>| {
        let guesses = known.guesses(cx);
        let near = guesses.and_then(|guesses| guesses.did_you_mean(id));
        let meant = guesses.and_then(|guesses| guesses.certain(id));
        cx.push(
            Problem::error(
                format!("there is no {noun} called \"{id}\""),
                cx.at(span).in_feature(&feature.id),
            )
            .corrected(meant.and_then(|meant| cx.at(span).respelt(id, meant)))
            .why("the reference leads to nothing")
            .mend(near.unwrap_or_else(|| format!("write the id of a {noun} of this dossier"))),
        );
    };
    let related = feature.related.iter().map(|id| (id, &draft.related_span));
    let superseded = feature.supersedes.iter();
    let superseded = superseded.map(|id| (id, &draft.supersedes_span));
    let parts = feature.figures.iter().flat_map(|figure| &figure.parts);
    let parts = parts.map(|id| (id, &draft.span));
    for (id, span) in related.chain(superseded).chain(parts) {
        if !names.features.holds(id) {
            report("feature", id, span, &names.features);
        }
    }
    if feature.supersedes.contains(&feature.id) {
        cx.push(
            Problem::error(
                "the feature supersedes itself",
                cx.at(&draft.supersedes_span).in_feature(&feature.id),
            )
            .why("nothing can take its own place; it is not told as a change")
            .mend("write the id of what was there before it"),
        );
    }
    if let Some(zone) = &feature.zone
        && !names.borders.holds(&zone.along)
    {
        report("border", &zone.along, &draft.zone_span, &names.borders);
    }
}

/// Where a feature stands for all its places.
fn anchor(draft: &FeatureDraft) -> Option<LonLat> {
    draft.feature.shape.as_ref().and_then(Shape::anchor)
}

/// Suspects latitude and longitude exchanged where only that would put a feature of the map's own
/// countries onto the map, or among the other features of its file.
fn exchanged(
    cx: Context<'_>,
    draft: &FeatureDraft,
    map: &MapFrame,
    neighbours: Option<&Neighbours>,
) {
    let Some(at) = anchor(draft) else {
        return;
    };
    let is_point = draft.feature.shape.as_ref().is_some_and(is_one_point);
    let (what, why) = if is_exchanged_on(map, draft, at) {
        ("lies off the map", "it would lie on it")
    } else if is_point && neighbours.is_some_and(|it| it.is_exchanged(at)) {
        (
            "lies far from the other places of its file",
            "it would lie among them",
        )
    } else {
        return;
    };
    let LonLat { lon_deg, lat_deg } = at;
    cx.push(
        Problem::warning(
            format!("[{lon_deg}, {lat_deg}] {what}"),
            cx.at(&draft.span).in_feature(&draft.feature.id),
        )
        .why(format!(
            "with its two numbers exchanged {why}: latitude seems to stand first"
        ))
        .mend(format!("write [{lat_deg}, {lon_deg}]")),
    );
}

/// Suspects latitude and longitude exchanged in the rows of large layers that were not written for this
/// program; `own_layers` has a layer for each of those.
pub(super) fn tables(own_layers: &[Option<&OwnLayer>], dossier: &Dossier, report: &Report) {
    if dossier.map.extent.is_some() {
        return;
    }
    let foreign = dossier.tables.iter().zip(own_layers);
    for (table, _) in foreign.filter(|(_, own)| own.is_some()) {
        let neighbours = Neighbours::of_table(table);
        let Some((row, at, count)) = neighbours.and_then(|it| it.exchanged_rows(table)) else {
            continue;
        };
        let LonLat { lon_deg, lat_deg } = at;
        let what = match count {
            1 => format!("[{lon_deg}, {lat_deg}] lies far from the other places of its file"),
            _ => format!(
                "{} places lie far from the others of their file, the first at [{lon_deg}, {lat_deg}]",
                grouped(count as u64)
            ),
        };
        let place = Place::file(table.file.as_str());
        let name = table.name(row);
        let place = if name.is_empty() {
            place
        } else {
            place.in_feature(name)
        };
        report.push(
            Problem::warning(what, place)
                .why("with its two numbers exchanged it would lie among them: latitude seems to stand first")
                .mend(format!("write [{lat_deg}, {lon_deg}]")),
        );
    }
}

/// Whether a shape is a single point.
fn is_one_point(shape: &Shape) -> bool {
    shape.points.len() == 1 && shape.lines.is_empty() && shape.polygons.is_empty()
}

/// Whether a feature of the map's own countries lies off the map, and on it with its numbers exchanged.
fn is_exchanged_on(map: &MapFrame, draft: &FeatureDraft, at: LonLat) -> bool {
    let country = draft.feature.country;
    let abroad = country.is_some_and(|country| !map.focus.contains(&country));
    let (Some(extent), false) = (map.extent, abroad) else {
        return false;
    };
    let turned = LonLat::new(at.lat_deg, at.lon_deg);
    !extent.contains(at) && turned.valid() && extent.contains(turned)
}

/// Tells of areas whose outline crosses itself.
fn crossing(cx: Context<'_>, draft: &FeatureDraft) {
    let polygons = draft.feature.shape.iter().flat_map(|shape| &shape.polygons);
    if polygons.clone().any(|rings| crossing::is_tangle(rings)) {
        let place = cx.at(&first_line(cx, &draft.span));
        cx.push(tangle(place.in_feature(&draft.feature.id)));
        return;
    }
    let Some(at) = polygons.flatten().find_map(|ring| crossing::of_ring(ring)) else {
        return;
    };
    cx.push(
        Problem::warning(
            format!(
                "an outline of its area crosses itself near [{:.4}, {:.4}]",
                at.lon_deg, at.lat_deg
            ),
            cx.at(&first_line(cx, &draft.span))
                .in_feature(&draft.feature.id),
        )
        .why("what is inside and what is outside is not clear there")
        .mend("draw the outline again without crossing lines"),
    );
}

/// The same of large layers: only of those that cross so often that they are not filled.
pub(super) fn tangles(dossier: &Dossier, report: &Report) {
    for table in &dossier.tables {
        for row in crossing::tangles(&table.columns.shapes) {
            let place = Place::file(table.file.as_str());
            let place = match table.name(row) {
                "" => place,
                name => place.in_feature(name),
            };
            report.push(tangle(place));
        }
    }
}

fn tangle(place: Place) -> Problem {
    Problem::warning("its area is drawn as an outline and not filled", place)
        .why("the outline crosses itself hundreds of thousands of times, as estimated, so that nothing can be told to lie inside")
        .mend("give it as a line, or draw the outline again without crossing lines")
}

fn unlinked(cx: Context<'_>, draft: &FeatureDraft) {
    let feature = &draft.feature;
    if matches!(feature.origin, Origin::Article | Origin::Caption) {
        cx.push(
            Problem::warning(
                "no passage of the article links to this feature",
                cx.at(&draft.span).in_feature(&feature.id),
            )
            .why(format!(
                "its origin is \"{}\", so a passage should speak of it",
                feature.origin.id()
            ))
            .mend(format!(
                "link the words that mean it: [words](#{}), or set \"origin\" to \"background\"",
                feature.id
            )),
        );
    }
}

/// Why each property that every feature should have is worth having, and how to give it.
fn worth(property: &str) -> (&'static str, &'static str) {
    match property {
        "id" => (
            "it is called by its number, which changes when features are added, so links break",
            "add \"id\" beside \"type\", in lower case with hyphens",
        ),
        "name" => ("it is called by its id", "add \"name\""),
        "origin" => (
            "whether the article says it or not is unknown; it is shown as background",
            "add \"origin\": \"article\", \"caption\", \"background\" or \"inferred\"",
        ),
        "precision" => (
            "how exact its place is, is unknown; it is drawn as a site without a radius",
            "add \"precision\": \"site\", \"town\", \"district\", \"country\", \"zone\" or \"inferred\"",
        ),
        _ => (
            "it is not from the article, so a reader cannot tell what it rests on",
            "add \"sources\": [{\"title\": \"…\", \"url\": \"https://…\"}]",
        ),
    }
}

fn missing(batch: &Batch<'_>) {
    let cx = batch.cx;
    let states = |draft: &FeatureDraft| {
        let Feature {
            precision, origin, ..
        } = draft.feature;
        precision != Precision::default() || origin != Origin::default()
    };
    if batch.foreign
        && let Some(first) = batch.drafts.first()
        && !batch.drafts.iter().any(states)
    {
        cx.push(unsourced(
            batch.drafts.len(),
            cx.at(&first_line(cx, &first.span)),
        ));
    }
    let mut lacking: BTreeMap<&str, Vec<&FeatureDraft>> = BTreeMap::new();
    for draft in &batch.drafts {
        for &property in &draft.missing {
            lacking.entry(property).or_default().push(draft);
        }
    }
    for (property, drafts) in lacking {
        let (why, mend) = worth(property);
        let push = |what: String, draft: &FeatureDraft| {
            let place = cx
                .at(&first_line(cx, &draft.span))
                .in_feature(&draft.feature.id);
            cx.push(Problem::warning(what, place).why(why).mend(mend));
        };
        if drafts.len() > NAMED {
            push(
                format!(
                    "{} features have no `{property}`; this is the first",
                    drafts.len()
                ),
                drafts[0],
            );
        } else {
            for draft in drafts {
                push(format!("the feature has no `{property}`"), draft);
            }
        }
    }
}

/// The part of `span` that stands on its first line.
fn first_line(cx: Context<'_>, span: &Range<usize>) -> Range<usize> {
    let text = cx.file.whole.get(span.clone()).unwrap_or_default();
    let length = text.find('\n').unwrap_or(text.len());
    span.start..span.start + length
}

/// Checks that each listed layer has features.
pub(super) fn layers(fields: &Fields<'_, '_>, dossier: &Dossier, batches: &[Batch<'_>]) {
    let mut used = vec![false; dossier.layers.len()];
    for draft in batches.iter().flat_map(|batch| &batch.drafts) {
        if let Some(used) = used.get_mut(draft.feature.layer.index()) {
            *used = true;
        }
    }
    for (layer, used) in dossier.layers.iter().zip(used) {
        if !used && matches!(layer.kind, LayerKind::Features(_)) {
            fields.push(
                Problem::warning(
                    format!("the layer \"{}\" has no features", layer.id),
                    fields.place_of("layers"),
                )
                .why("the legend shows a symbol that the map has nowhere")
                .mend("give features this layer, or remove it"),
            );
        }
    }
}

/// Checks that every image is a file of the dossier.
pub(super) fn images(cx: Context<'_>, images: &[(String, Range<usize>)], files: &Files) {
    let known = Known::of(files.names());
    for (path, span) in images {
        // A space of a file's name is written as %20.
        if files.has(path) || files.has(&address::percent_decoded(path)) {
            continue;
        }
        let remote = path.contains("://");
        let why = if remote {
            "nothing is ever fetched from the network; the image is not shown"
        } else {
            "only files of the dossier are shown"
        };
        let guesses = known.guesses(cx);
        let near = guesses.and_then(|guesses| guesses.did_you_mean(path));
        let same = guesses.and_then(|guesses| guesses.certain(&path.replace('\\', "/")));
        let respelt = same.and_then(|same| address::respelt(cx, span, path, same));
        cx.push(
            Problem::error(
                format!("there is no image {path} in the dossier"),
                cx.at(span),
            )
            .why(why)
            .corrected(respelt)
            .mend(near.unwrap_or_else(|| "put the file into the dossier's folder".into())),
        );
    }
}
