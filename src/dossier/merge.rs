//! The features of all files united: each with a name of its own, in a layer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::article::ArticleDraft;
use super::certain;
use super::feature::{self, FeatureDraft};
use super::import::{self, Imported};
use super::links::KnownNames;
use super::listing::stem;
use super::nearest::did_you_mean;
use super::own_layer::OwnLayer;
use super::read_as::ReadAs;
use super::report::Context;
use crate::atlas::{
    Border, BorderIx, FeatureId, FeatureTable, Layer, LayerIx, LayerKind, PassageIx, Symbol,
};
use crate::formats::LayerInfo;
use crate::formats::geojson::{self, RawFeature};
use crate::problem::Problem;

/// The features of one file.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    pub(super) cx: Context<'a>,
    pub(super) drafts: Vec<FeatureDraft>,
    /// Whether the file was not written for this program.
    pub(super) foreign: bool,
    /// Whether it was added beside the dossier, whose layers it need not name.
    pub(super) beside: bool,
    /// The layers of the file itself.
    pub(super) own_layers: Vec<OwnLayer>,
}

impl<'a> Batch<'a> {
    /// Reads a file of `GeoJSON`: in this program's words where one of its features has them, else as
    /// the records of any format are read.
    pub(super) fn read(cx: Context<'a>, read_as: &ReadAs) -> Self {
        let mended = geojson::mended(cx.file.whole, &cx);
        let raws = geojson::features(cx.file.whole, mended.as_ref(), &read_as.given, &cx);
        if raws.iter().any(feature::is_ours) {
            return Self::own(cx, raws);
        }
        let at = raws.iter().map(|raw| (raw.number, raw.span.clone()));
        let at: Vec<_> = at.collect();
        let records = raws.into_iter().map(|raw| raw.into_record(&cx));
        let imported = Imported {
            layers: vec![LayerInfo {
                understood: read_as.given.system().into_iter().collect(),
                ..LayerInfo::default()
            }],
            records: records.collect(),
            has_ids: true,
        };
        Self::foreign(cx, imported, at, read_as)
    }

    /// The features of a file that was read by its format.
    pub(super) fn imported(cx: Context<'a>, imported: Imported, read_as: &ReadAs) -> Self {
        let at = (0..imported.records.len()).map(|row| (row + 1, row..row + 1));
        Self::foreign(cx, imported, at.collect(), read_as)
    }

    /// The features of a file that was written for this program.
    fn own(cx: Context<'a>, raws: Vec<RawFeature<'_>>) -> Self {
        let mut slips = feature::Slips::default();
        let raws = raws.into_iter();
        let drafts = raws.map(|raw| feature::read(cx, raw, &mut slips)).collect();
        Self {
            cx,
            drafts,
            foreign: false,
            beside: false,
            own_layers: vec![OwnLayer::default()],
        }
    }

    /// The features that records are. `at` gives the number of each in its file, and where it stands.
    fn foreign(
        cx: Context<'a>,
        imported: Imported,
        at: Vec<(usize, Range<usize>)>,
        read_as: &ReadAs,
    ) -> Self {
        let mut slips = feature::Slips::default();
        let (drafts, own_layers) = import::drafts(imported, at, read_as, cx, &mut slips);
        slips.report_undated(cx);
        Self {
            cx,
            drafts,
            foreign: true,
            beside: false,
            own_layers,
        }
    }
}

/// Gives each feature a name that no other has.
pub(super) fn name(batches: &mut [Batch<'_>], borders: &[Border]) -> KnownNames {
    let mut names = KnownNames::default();
    for (ix, border) in (0..).map(BorderIx).zip(borders) {
        names.borders.insert(border.id.clone(), ix);
    }
    let mut next = 0;
    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    for Batch {
        cx,
        drafts,
        foreign,
        ..
    } in batches
    {
        for draft in drafts {
            if draft.feature.id.is_empty() {
                draft.feature.id = format!("{}-{}", stem(cx.file.name), draft.number);
                draft.feature.named_by_place = true;
                if !*foreign {
                    draft.missing.push("id");
                }
            }
            let wanted = draft.feature.id.clone();
            let taken =
                |id: &str| names.features.contains_key(id) || names.borders.contains_key(id);
            if taken(&wanted) {
                let mut id = wanted.clone();
                while taken(&id) {
                    let copy = copies.entry(wanted.clone()).or_insert(1);
                    *copy += 1;
                    id = format!("{wanted}-{copy}");
                }
                // Ids of other programs' files need not be unique, and no link knows them.
                let severity = if *foreign {
                    Problem::warning
                } else {
                    Problem::error
                };
                cx.push(
                    severity(
                        format!("there is another feature or border called \"{wanted}\""),
                        cx.at(&draft.span).in_feature(&wanted),
                    )
                    .why(format!(
                        "links lead to the other one; this one is called \"{id}\""
                    ))
                    .mend("give each feature an id of its own"),
                );
                draft.feature.id = id;
            }
            names
                .features
                .insert(draft.feature.id.clone(), FeatureId(next));
            next += 1;
        }
    }
    names
}

impl KnownNames {
    /// Adds the features of large sources that the article links to. Their ids follow those of the
    /// `held` features, table by table.
    pub(super) fn add_linked(&mut self, held: usize, tables: &[Arc<FeatureTable>]) {
        let mut first = held;
        for table in tables {
            for (id, row) in &table.columns.linked {
                let feature = u32::try_from(first + row.index()).unwrap_or(u32::MAX);
                let linked = self.linked.entry(id.clone());
                linked.or_insert(FeatureId(feature));
            }
            first += table.len();
        }
    }

    /// Adds the passages of an article.
    pub(super) fn add_passages(&mut self, cx: Context<'_>, draft: &ArticleDraft) {
        for (ix, passage) in (0..).map(PassageIx).zip(&draft.passages) {
            self.passages.insert(passage.id.clone(), ix);
            let named = passage.id.parse::<u32>().is_err();
            let taken =
                self.features.contains_key(&passage.id) || self.borders.contains_key(&passage.id);
            if named && taken {
                let place = crate::problem::Place::line(cx.file.name, passage.line);
                cx.push(
                    Problem::warning(
                        format!(
                            "a passage is called \"{}\", as a feature or border is",
                            passage.id
                        ),
                        place,
                    )
                    .why("links with that name lead to the map")
                    .mend("give the passage a name of its own"),
                );
            }
        }
    }
}

/// Puts each feature into its layer. Without a list of layers they follow
/// from the features; a feature of no known layer stands in one of its own file.
pub(super) fn sort_into_layers(batches: &mut [Batch<'_>], layers: &mut Vec<Layer>) {
    let listed = !layers.is_empty();
    for Batch {
        cx,
        drafts,
        own_layers,
        beside,
        ..
    } in batches
    {
        for draft in drafts {
            let own = &own_layers[draft.own_layer];
            let wanted = draft.layer.as_deref();
            let found = wanted.and_then(|wanted| called(layers, wanted));
            let ix = match (found, wanted) {
                (Some(ix), _) => ix,
                (None, Some(id)) if !listed && layers.len() < MOST_LAYERS && free(id) => {
                    added(layers, id)
                }
                (None, _) => {
                    if listed && !*beside {
                        report_layer(*cx, draft, layers);
                    }
                    own_layer(layers, stem(cx.file.name), own)
                }
            };
            draft.feature.layer = LayerIx(u16::try_from(ix).unwrap_or_default());
        }
    }
}

/// The layer of this id, else the one that is listed under this name: a file that was converted names its
/// layers as readers see them.
fn called(layers: &[Layer], wanted: &str) -> Option<usize> {
    let by_id = layers.iter().position(|layer| layer.id == wanted);
    by_id.or_else(|| layers.iter().position(|layer| layer.name == wanted))
}

/// Layers that follow from features; a property of many values is no layer.
const MOST_LAYERS: usize = 64;

/// Whether `id` is not the name of a layer of the ground.
fn free(id: &str) -> bool {
    Layer::ground().iter().all(|layer| layer.id != id)
}

fn added(layers: &mut Vec<Layer>, id: &str) -> usize {
    layers.push(Layer {
        id: id.to_owned(),
        name: id.replace(['-', '_'], " "),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    });
    layers.len() - 1
}

/// The layer of features that name none, called after their file and its own layer.
fn own_layer(layers: &mut Vec<Layer>, stem: &str, own: &OwnLayer) -> usize {
    let id = own_id(stem, own);
    let found = layers.iter().position(|layer| layer.id == id);
    found.unwrap_or_else(|| add_own(layers, &id, stem, own))
}

fn own_id(stem: &str, own: &OwnLayer) -> String {
    if own.name.is_empty() {
        format!("file-{stem}")
    } else {
        format!("file-{stem}-{}", own.name)
    }
}

fn add_own(layers: &mut Vec<Layer>, id: &str, stem: &str, own: &OwnLayer) -> usize {
    let ix = added(layers, id);
    layers[ix].name = if own.name.is_empty() {
        stem.replace(['-', '_'], " ")
    } else {
        own.name.clone()
    };
    layers[ix].summary = own.line();
    ix
}

/// The first of `id`, `id-2`, `id-3` and so on that no layer has.
fn unused(layers: &[Layer], id: &str) -> String {
    let taken = |id: &str| !free(id) || layers.iter().any(|layer| layer.id == id);
    let others = (2_usize..).map(|copy| format!("{id}-{copy}"));
    let mut ids = std::iter::once(id.to_owned()).chain(others);
    ids.find(|id| !taken(id)).unwrap_or_default()
}

/// Gives each large file the layer that is listed under its name and has no features, else one of its
/// own; returns the layer of each.
pub(super) fn add_tables<'a>(
    files: impl Iterator<Item = (&'a str, Option<&'a OwnLayer>)>,
    batches: &[Batch<'_>],
    layers: &mut Vec<Layer>,
) -> Vec<LayerIx> {
    let drafts = batches.iter().flat_map(|batch| &batch.drafts);
    let mut used: BTreeSet<usize> = drafts.map(|draft| draft.feature.layer.index()).collect();
    let mut layer_of = |(file, own): (&str, Option<&OwnLayer>)| {
        let id = stem(file);
        let listed = layers.iter().position(|layer| layer.id == id);
        let at = listed.filter(|at| !used.contains(at));
        let at = at.unwrap_or_else(|| match own {
            Some(own) => {
                let own_id = unused(layers, &own_id(id, own));
                add_own(layers, &own_id, id, own)
            }
            None => added_for(id, layers),
        });
        used.insert(at);
        LayerIx(u16::try_from(at).unwrap_or_default())
    };
    files.map(&mut layer_of).collect()
}

/// Adds a layer called after a large file that was written for this program.
fn added_for(stem: &str, layers: &mut Vec<Layer>) -> usize {
    let is_free = free(stem) && layers.iter().all(|layer| layer.id != stem);
    let own = if is_free {
        stem.to_owned()
    } else {
        unused(layers, &format!("file-{stem}"))
    };
    let at = added(layers, &own);
    layers[at].name = stem.replace(['-', '_'], " ");
    at
}

fn report_layer(cx: Context<'_>, draft: &FeatureDraft, layers: &[Layer]) {
    let place = cx.at(&draft.layer_span).in_feature(&draft.feature.id);
    let stands = format!("it stands in a layer called \"{}\"", stem(cx.file.name));
    let known = layers.iter().map(|layer| layer.id.as_str());
    let listed = || known.clone().collect::<Vec<_>>().join(", ");
    let problem = match &draft.layer {
        Some(id) => {
            let mend = did_you_mean(id, known.clone());
            let meant = certain::name(id, known.clone());
            let respelt = meant.and_then(|meant| place.respelt(id, meant));
            Problem::error(format!("there is no layer called \"{id}\""), place)
                .corrected(respelt)
                .mend(mend.unwrap_or_else(|| format!("write one of {}", listed())))
        }
        None => Problem::warning("the feature names no `layer`", place)
            .mend(format!("add \"layer\", one of {}", listed())),
    };
    cx.push(problem.why(stands));
}
