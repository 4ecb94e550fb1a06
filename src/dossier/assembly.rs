//! The files of a dossier, read and joined.
//!
//! Large layers are read first, and may be shown before they are read to their end; then all else is read
//! and joined with them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::fields::Fields;
use super::import::Imported;
use super::merge::Batch;
use super::node::Table;
use super::own_layer::{self, OwnLayer};
use super::read_as::{ReadAs, Readings};
use super::reading::{PartialReader, Reading};
use super::report::{Context, Report};
use super::table::TableRead;
use super::text::Text;
use super::{
    Files, MANIFEST, Progress, article, blocs, callouts, charts, check, from_toml, gazetteer,
    import, links, listing, manifest, merge, readings, records, table, text, views,
};
use crate::atlas::{Article, Dossier, Feature, FeatureTable, Links};
use crate::problem::{Place, Problem};

/// Nobody.
pub(super) struct Nobody;

impl PartialReader for Nobody {
    fn wants(&self) -> bool {
        false
    }

    fn show(&self, _: Reading) {}
}

/// A text that is held in memory though it is of a large file: 256 MB at most.
const MOST_TEXT: usize = 256 << 20;

/// Bytes that an article or a manifest may have. A book has one or two million letters; what is
/// larger is no text for a reader, and costs many times its size in memory.
const MOST_PROSE: usize = 8 << 20;

/// Reads a dossier: a folder's files with a `dossier.toml`, or bare articles
/// (`.md`) and layers (`.geojson`, `.json`) without one.
///
/// A precision given without a radius takes the usual one of its class: site
/// 5 km, town 10 km, district 40 km; the others stay without. A feature that
/// states no origin counts as background, and a problem says so.
///
/// ```
/// use steppe::dossier::{Files, read};
///
/// let mut files = Files::new();
/// files.insert("walk.md", "# A walk\n\nFrom [Osh](geo:40.53,72.8) up.".as_bytes())?;
/// let reading = read(&files);
/// assert_eq!(reading.dossier.title, "A walk");
/// assert!(reading.problems.is_empty());
/// # Ok::<(), steppe::dossier::NameError>(())
/// ```
#[must_use]
pub fn read(files: &Files) -> Reading {
    read_with(files, &Progress::default(), &Nobody)
}

/// Reads a dossier as [`read()`] does, and says how far it is; another thread can cancel it.
///
/// `viewer` is shown large layers before they are read to their end.
#[must_use]
pub fn read_with(files: &Files, progress: &Progress, viewer: &dyn PartialReader) -> Reading {
    let report = Report::default();
    let manifest = opened_prose(files, MANIFEST, &report);
    let file = Text::new(MANIFEST, manifest.as_deref().unwrap_or_default());
    let table = from_toml::read(Context {
        file: &file,
        report: &report,
    });
    let assembly = Assembly {
        files,
        manifest: manifest.is_some().then_some((&file, &table)),
        report: &report,
    };
    assembly.read(progress, viewer)
}

/// The files of a dossier with its manifest, which is parsed once however often it is asked.
struct Assembly<'f> {
    files: &'f Files,
    /// The manifest's text and its values, if there is one.
    manifest: Option<(&'f Text<'f>, &'f Table<'f>)>,
    /// What was found wrong with the manifest's text.
    report: &'f Report,
}

impl Assembly<'_> {
    /// The values of the manifest, which tell `report` what is wrong with them.
    fn fields<'r>(&'r self, report: &'r Report) -> Option<Fields<'r, 'r>> {
        let (file, table) = self.manifest?;
        Some(Fields::new(Context { file, report }, table, 0..0))
    }

    /// Reads large layers one after another, and then joins all with them.
    fn read(&self, progress: &Progress, viewer: &dyn PartialReader) -> Reading {
        let cancelled = Reading {
            cancelled: true,
            ..Reading::default()
        };
        let files = self.files;
        let (large, readings) = self.large_layers();
        let as_found = ReadAs::default();
        let wanted = if large.is_empty() {
            BTreeSet::new()
        } else {
            self.linked()
        };
        for name in &large {
            progress.expect(files.large(name).map_or(0, |backing| backing.len()));
        }
        let mut tables = Vec::new();
        for name in &large {
            let Some(backing) = files.large(name) else {
                continue;
            };
            let read_as = readings.get(name).unwrap_or(&as_found);
            if import::format_of(files, name).is_some() {
                match import::columns::read(files, name, read_as, &wanted, progress) {
                    Some(read) => tables.extend(read),
                    None => return cancelled,
                }
                continue;
            }
            let large = table::Large {
                file: name,
                backing,
                wanted: &wanted,
                read_as,
            };
            let show = |part: TableRead| {
                let mut parts: Vec<TableRead> = tables.clone();
                parts.push(part);
                viewer.show(self.assembled(&parts));
            };
            match table::read(large, progress, &|| viewer.wants(), &show) {
                Some(read) => tables.push(read),
                None => return cancelled,
            }
        }
        self.assembled(&tables)
    }

    /// The names of the large files that are layers, in the order in which they are listed, and how files
    /// are wanted to be understood.
    fn large_layers(&self) -> (Vec<String>, Readings) {
        if !self.files.any_large() {
            return (Vec::new(), Readings::new());
        }
        let report = Report::default();
        let fields = self.fields(&report);
        let readings = readings::all(fields.as_ref(), self.files);
        let list = self.list(fields.as_ref(), &report);
        let layers = list.features.into_iter();
        let large = layers.filter(|name| self.files.large(name).is_some());
        (large.collect(), readings)
    }

    /// The ids that the article links to.
    fn linked(&self) -> BTreeSet<String> {
        let report = Report::default();
        let list = self.list(self.fields(&report).as_ref(), &report);
        let text = list
            .article
            .and_then(|name| opened_prose(self.files, &name, &report));
        let file = Text::new("", text.as_deref().unwrap_or_default());
        let draft = article::read(Context {
            file: &file,
            report: &report,
        });
        links::named(&draft).map(Cow::into_owned).collect()
    }

    /// What the manifest lists, or what there is without one, as far as it is there.
    fn list(&self, fields: Option<&Fields<'_, '_>>, report: &Report) -> listing::Listing {
        let list = listing::of(self.files, fields);
        listing::present(self.files, list, report)
    }

    /// Reads all but the large layers, and joins it with them as far as they are there.
    fn assembled(&self, tables: &[TableRead]) -> Reading {
        let report = self.report.clone();
        let known = |name: &str| {
            let read = tables.iter().find(|read| read.table.file == name)?;
            Some(read.digest)
        };
        let mut dossier = Dossier {
            content: self.files.digest(known),
            tables: tables.iter().map(|read| Arc::clone(&read.table)).collect(),
            ..Dossier::default()
        };
        for read in tables {
            if let Some(layer) = &read.own_layer {
                report.understand(&read.table.file, layer);
            }
            report.leave_out_many(read.left_out, &read.left_out_labels);
            report.extend(read.problems.iter().cloned());
        }
        let own_layers: Vec<Option<&OwnLayer>> =
            tables.iter().map(|read| read.own_layer.as_ref()).collect();
        let list = self.read_all(&report, &own_layers, &mut dossier);
        let mut order = vec![MANIFEST];
        order.extend(list.names());
        Reading {
            dossier,
            left_out: report.left_out_count(),
            understood: report.understood(),
            problems: report.into_problems(&order),
            cancelled: false,
        }
    }

    /// Reads the manifest and all that it lists; without one, all that is there.
    fn read_all(
        &self,
        report: &Report,
        own_layers: &[Option<&OwnLayer>],
        dossier: &mut Dossier,
    ) -> listing::Listing {
        let fields = self.fields(report);
        let fields = fields.as_ref();
        if let Some(fields) = fields {
            dossier.has_manifest = true;
            manifest::read(fields, dossier);
            dossier.borders = records::borders(fields);
            dossier.blocs = blocs::read(fields);
        }
        let list = self.list(fields, report);
        dossier.loose_files = listing::loose(self.files, &list);
        read_files(self.files, &list, report, fields, own_layers, dossier);
        match fields {
            Some(fields) => fields.finish(),
            None => listing::name(dossier, &list),
        }
        list
    }
}

/// Reads the files of `list` into `dossier`, and the records that refer to them.
fn read_files(
    files: &Files,
    list: &listing::Listing,
    report: &Report,
    fields: Option<&Fields<'_, '_>>,
    own_layers: &[Option<&OwnLayer>],
    dossier: &mut Dossier,
) {
    for problem in files.told() {
        report.push(problem.clone());
    }
    let readings = readings::all(fields, files);
    let as_found = ReadAs::default();
    let read_as = |name: &str| readings.get(name).unwrap_or(&as_found);
    let decode = |name: &String| opened(files, name, report).unwrap_or_default();
    let small = || {
        let names = list.features.iter();
        names.filter(|name| files.large(name).is_none())
    };
    let mut imported: Vec<Option<Imported>> = small()
        .map(|name| import::read(files, name, read_as(name), report))
        .collect();
    let layers = small()
        .zip(&imported)
        .map(|(name, imported)| match imported {
            Some(_) => Cow::Borrowed(""),
            None => decode(name),
        });
    let layers: Vec<Cow<'_, str>> = layers.collect();
    let texts = small().zip(layers.iter().zip(&imported));
    let texts = texts.map(|(name, (text, imported))| match imported {
        Some(imported) => Text::of_records(name, imported.lines()),
        None => Text::new(name, text),
    });
    let texts: Vec<Text<'_>> = texts.collect();
    let batches = texts.iter().zip(&mut imported).map(|(file, imported)| {
        let cx = Context { file, report };
        match imported.take() {
            Some(imported) => Batch::imported(cx, imported, read_as(file.name)),
            None => Batch::read(cx, read_as(file.name)),
        }
    });
    let mut batches: Vec<Batch<'_>> = batches.collect();
    for batch in &mut batches {
        batch.beside = files.is_beside(batch.cx.file.name);
    }
    for name in &list.places {
        let text = decode(name);
        let file = Text::new(name, &text);
        dossier.places.extend(gazetteer::read(Context {
            file: &file,
            report,
        }));
    }
    let mut names = merge::name(&mut batches, &dossier.borders);
    names.left_out = report.left_out();
    let held = batches.iter().map(|batch| batch.drafts.len()).sum();
    names.add_linked(held, &dossier.tables);
    merge::sort_into_layers(&mut batches, &mut dossier.layers);
    let files_of = dossier.tables.iter().map(|table| table.file.as_str());
    let large = files_of.zip(own_layers.iter().copied());
    let layers = merge::add_tables(large, &batches, &mut dossier.layers);
    for (table, layer) in dossier.tables.iter_mut().zip(layers) {
        *table = Arc::new(FeatureTable::clone(table).in_layer(layer));
    }
    if let Some(name) = &list.article {
        let text = opened_prose(files, name, report).unwrap_or_default();
        let file = Text::new(name, &text);
        let cx = Context {
            file: &file,
            report,
        };
        dossier.article = read_article(cx, &mut names, files);
    }
    for batch in &batches {
        for layer in &batch.own_layers {
            report.understand(batch.cx.file.name, layer);
        }
    }
    let held = batches.iter().flat_map(|batch| {
        let layers = batch.own_layers.iter();
        layers.map(|layer| (batch.cx.file.name, layer))
    });
    let large = dossier.tables.iter().zip(own_layers);
    let large = large.filter_map(|(table, layer)| Some((table.file.as_str(), (*layer)?)));
    dossier.columns = own_layer::columns(held.chain(large));
    check::features(&batches, &names, dossier, &Links::of(&dossier.article));
    if let Some(fields) = fields {
        records::read(fields, &names, dossier);
        check::layers(fields, dossier, &batches);
    }
    for Batch { cx, drafts, .. } in batches {
        let file: Arc<str> = cx.file.name.into();
        dossier
            .features
            .extend(drafts.into_iter().map(|draft| Feature {
                file: Arc::clone(&file),
                ..draft.feature
            }));
    }
    if let Some(fields) = fields {
        dossier.charts = charts::read(fields, dossier);
        dossier.callouts = callouts::read(fields, dossier);
        (dossier.view, dossier.bookmarks) = views::read(fields, dossier);
    }
}

fn read_article(cx: Context<'_>, names: &mut links::Names, files: &Files) -> Article {
    let draft = article::read(cx);
    names.add_passages(cx, &draft);
    check::images(cx, &draft.images, files);
    links::resolve(cx, draft, names)
}

/// The text of an article or manifest, which must be of a size to be read.
fn opened_prose<'f>(files: &'f Files, name: &str, report: &Report) -> Option<Cow<'f, str>> {
    let length = files
        .bytes(name, MOST_PROSE + 1)
        .ok()
        .flatten()
        .map_or(0, |bytes| bytes.len());
    if length <= MOST_PROSE {
        return opened(files, name, report);
    }
    report.push(
        Problem::error(
            format!("the file is larger than {} MB", MOST_PROSE >> 20),
            Place::file(name),
        )
        .why("an article or manifest of that size is none; nothing of it is shown")
        .mend("look whether it is the right file, or divide it"),
    );
    None
}

/// The text of a file; what in it is no text is reported.
fn opened<'f>(files: &'f Files, name: &str, report: &Report) -> Option<Cow<'f, str>> {
    let bytes = match files.bytes(name, MOST_TEXT) {
        Ok(bytes) => bytes?,
        Err(error) => {
            report.push(
                Problem::error(
                    format!("the file could not be read: {error}"),
                    Place::file(name),
                )
                .why("nothing of it is shown")
                .mend("look whether you may read it, and open it again"),
            );
            return None;
        }
    };
    let (text, fault) = match bytes {
        Cow::Borrowed(bytes) => text::decode(bytes),
        Cow::Owned(bytes) => {
            let (text, fault) = text::decode(&bytes);
            (Cow::Owned(text.into_owned()), fault)
        }
    };
    if let Some(fault) = fault {
        report.push(fault.problem(&Text::new(name, &text)));
    }
    Some(text)
}
