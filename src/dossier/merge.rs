//! The features of all files united: each with a name of its own, in a layer.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::article::ArticleDraft;
use super::feature::{self, FeatureDraft};
use super::import::{self, Imported};
use super::links::KnownNames;
use super::listing::stem;
use super::own_layer::OwnLayer;
use super::read_as::ReadAs;
use super::report::Context;
use crate::atlas::{Border, BorderIx, FeatureId, FeatureTable, PassageIx};
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
