//! The files of a dossier, read and joined.
//!
//! Large layers are read first, and may be shown before they are read to their end; then all else is read
//! and joined with them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::fields::Fields;
use super::joined::{ListedFiles, read_files};
use super::node::Table;
use super::opened::opened_prose;
use super::own_layer::OwnLayer;
use super::read_as::{ReadAs, Readings};
use super::reading::{PartialReader, Reading};
use super::report::{Context, Report};
use super::table::TableRead;
use super::text::SourceText;
use super::{
    Files, MANIFEST, Progress, article, blocs, from_toml, import, links, listing, manifest,
    readings, records, table,
};
use crate::atlas::Dossier;

/// A reader of partial dossiers that wants none.
pub(super) struct Nobody;

impl PartialReader for Nobody {
    fn wants(&self) -> bool {
        false
    }

    fn show(&self, _: Reading) {}
}

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
    let file = SourceText::new(MANIFEST, manifest.as_deref().unwrap_or_default());
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
    manifest: Option<(&'f SourceText<'f>, &'f Table<'f>)>,
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
        let file = SourceText::new("", text.as_deref().unwrap_or_default());
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
        let sources = ListedFiles {
            files: self.files,
            list: &list,
            report,
            fields,
        };
        read_files(sources, own_layers, dossier);
        match fields {
            Some(fields) => fields.finish(),
            None => listing::name(dossier, &list),
        }
        list
    }
}
