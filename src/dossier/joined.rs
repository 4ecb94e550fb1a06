//! The files of a listing, read and joined in one dossier.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::Fields;
use super::import::Imported;
use super::merge::Batch;
use super::opened::{opened, opened_prose};
use super::own_layer::{self, OwnLayer};
use super::read_as::ReadAs;
use super::report::{Context, Report};
use super::text::SourceText;
use super::{
    Files, article, callouts, charts, check, gazetteer, import, layering, links, listing, merge,
    readings, records, views,
};
use crate::atlas::{Article, Dossier, Feature, FeatureTable, GazetteerPlace, Links};

/// The files that are read, and what was found wrong with them.
#[derive(Clone, Copy)]
pub(super) struct ListedFiles<'a> {
    pub(super) files: &'a Files,
    pub(super) list: &'a listing::Listing,
    pub(super) report: &'a Report,
    /// The values of the manifest, where there is one.
    pub(super) fields: Option<&'a Fields<'a, 'a>>,
}

impl<'a> ListedFiles<'a> {
    /// The text of a file; empty where it cannot be read.
    fn decoded(&self, name: &str) -> Cow<'a, str> {
        opened(self.files, name, self.report).unwrap_or_default()
    }

    /// The names of the layers that are held in memory.
    fn small_layers(&self) -> Vec<&'a str> {
        let names = self.list.features.iter();
        let small = names.filter(|name| self.files.large(name).is_none());
        small.map(String::as_str).collect()
    }

    /// The entries of the gazetteers.
    fn places(&self) -> Vec<GazetteerPlace> {
        let mut places = Vec::new();
        for name in &self.list.places {
            let text = self.decoded(name);
            let file = &SourceText::new(name, &text);
            places.extend(gazetteer::read(Context {
                file,
                report: self.report,
            }));
        }
        places
    }

    /// The article; empty where there is none.
    fn article(&self, names: &mut links::KnownNames) -> Article {
        let Some(name) = &self.list.article else {
            return Article::default();
        };
        let text = opened_prose(self.files, name, self.report).unwrap_or_default();
        let file = &SourceText::new(name, &text);
        let cx = Context {
            file,
            report: self.report,
        };
        let draft = article::read(cx);
        names.add_passages(cx, &draft);
        check::images(cx, &draft.images, self.files);
        links::resolve(cx, draft, names)
    }
}

/// Reads the listed files into `dossier`, and the records that refer to them. `own_layers` are those of the
/// tables that the dossier has already.
pub(super) fn read_files(
    sources: ListedFiles<'_>,
    own_layers: &[Option<&OwnLayer>],
    dossier: &mut Dossier,
) {
    let ListedFiles {
        files,
        report,
        fields,
        ..
    } = sources;
    for problem in files.told() {
        report.push(problem.clone());
    }
    let readings = readings::all(fields, files);
    let as_found = ReadAs::default();
    let read_as = |name: &str| readings.get(name).unwrap_or(&as_found);
    // The texts outlive what is read from them: drafts know where in a text they stand.
    let small = sources.small_layers();
    let imported = small
        .iter()
        .map(|name| import::read(files, name, read_as(name), report));
    let mut imported: Vec<Option<Imported>> = imported.collect();
    let decoded = small
        .iter()
        .zip(&imported)
        .map(|(name, imported)| match imported {
            Some(_) => Cow::Borrowed(""),
            None => sources.decoded(name),
        });
    let decoded: Vec<Cow<'_, str>> = decoded.collect();
    let texts = small.iter().zip(decoded.iter().zip(&imported));
    let texts = texts.map(|(name, (text, imported))| match imported {
        Some(imported) => SourceText::of_records(name, imported.lines()),
        None => SourceText::new(name, text),
    });
    let texts: Vec<SourceText<'_>> = texts.collect();
    let batches = texts.iter().zip(&mut imported).map(|(file, imported)| {
        let cx = Context { file, report };
        let batch = match imported.take() {
            Some(imported) => Batch::imported(cx, imported, read_as(file.name)),
            None => Batch::read(cx, read_as(file.name)),
        };
        Batch {
            beside: files.is_beside(file.name),
            ..batch
        }
    });
    let batches: Vec<Batch<'_>> = batches.collect();
    dossier.places.extend(sources.places());
    join(sources, batches, own_layers, dossier);
}

/// Joins the features of all files: each gets a name and a layer, and what refers to them is read.
fn join(
    sources: ListedFiles<'_>,
    mut batches: Vec<Batch<'_>>,
    own_layers: &[Option<&OwnLayer>],
    dossier: &mut Dossier,
) {
    let mut names = merge::name(&mut batches, &dossier.borders);
    names.left_out = sources.report.left_out();
    let held = batches.iter().map(|batch| batch.drafts.len()).sum();
    names.add_linked(held, &dossier.tables);
    sort_into_layers(&mut batches, own_layers, dossier);
    dossier.article = sources.article(&mut names);
    dossier.columns = columns(sources.report, &batches, own_layers, &dossier.tables);
    check::features(&batches, &names, dossier, &Links::of(&dossier.article));
    check::tables(own_layers, dossier, sources.report);
    check::tangles(dossier, sources.report);
    if let Some(fields) = sources.fields {
        records::read(fields, &names, dossier);
        check::layers(fields, dossier, &batches);
    }
    for Batch { cx, drafts, .. } in batches {
        let file: Arc<str> = cx.file.name.into();
        let features = drafts.into_iter().map(|draft| Feature {
            file: Arc::clone(&file),
            ..draft.feature
        });
        dossier.features.extend(features);
    }
    // These refer to features by their numbers.
    if let Some(fields) = sources.fields {
        dossier.charts = charts::read(fields, dossier);
        dossier.callouts = callouts::read(fields, dossier);
        (dossier.view, dossier.bookmarks) = views::read(fields, dossier);
    }
}

/// Gives the features of each file, and each large table, their layers.
fn sort_into_layers(
    batches: &mut [Batch<'_>],
    own_layers: &[Option<&OwnLayer>],
    dossier: &mut Dossier,
) {
    layering::sort_into_layers(batches, &mut dossier.layers);
    let files_of = dossier.tables.iter().map(|table| table.file.as_str());
    let large = files_of.zip(own_layers.iter().copied());
    let layers = layering::add_tables(large, batches, &mut dossier.layers);
    for (table, layer) in dossier.tables.iter_mut().zip(layers) {
        *table = Arc::new(FeatureTable::clone(table).in_layer(layer));
    }
}

/// The columns of each file; `report` learns how the files' own layers were understood.
fn columns(
    report: &Report,
    batches: &[Batch<'_>],
    own_layers: &[Option<&OwnLayer>],
    tables: &[Arc<FeatureTable>],
) -> BTreeMap<String, Vec<String>> {
    let held = || {
        batches.iter().flat_map(|batch| {
            let layers = batch.own_layers.iter();
            layers.map(|layer| (batch.cx.file.name, layer))
        })
    };
    for (file, layer) in held() {
        report.understand(file, layer);
    }
    let large = tables.iter().zip(own_layers);
    let large = large.filter_map(|(table, layer)| Some((table.file.as_str(), (*layer)?)));
    own_layer::columns(held().chain(large))
}
