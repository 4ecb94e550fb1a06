//! Text in, values out: [`read`] turns the files of a dossier into a
//! [`Dossier`] and every [`Problem`] found on the way.
//!
//! It never touches the disk, the clock or the network: files come as
//! [`Files`], held in memory. It never panics and never stops at the first
//! fault: what cannot be understood is reported with its place, why it
//! matters and how to mend it, and everything else is read all the same.
//! Nothing is guessed that a map would then show as known: what a feature
//! does not state is reported, or stays unknown.

mod anchor;
mod article;
mod blocs;
mod builtin;
mod charts;
mod check;
mod feature;
mod fields;
mod files;
mod from_json;
mod from_toml;
mod gazetteer;
mod geojson;
mod geometry;
mod links;
mod listing;
mod manifest;
mod nearest;
mod node;
mod presets;
mod records;
mod recovery;
mod report;
mod text;
mod uniting;
mod words;

use std::borrow::Cow;

pub use builtin::{BUILTIN_ID, builtin};
pub use files::{Files, NameError};

use crate::atlas::{Article, Dossier, Links};
use crate::problem::Problem;
use fields::Fields;
use report::{Context, Report};
use text::Text;
use uniting::Batch;

/// The name of the file that makes a folder a dossier.
pub const MANIFEST: &str = "dossier.toml";

/// What reading gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The dossier, as far as it could be understood.
    pub dossier: Dossier,
    /// What is wrong with it, in the order of its files and their lines.
    pub problems: Vec<Problem>,
    /// How many features are not in it, since they could not be read.
    pub left_out: usize,
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
    let report = Report::default();
    let mut dossier = Dossier {
        content: files.digest(),
        ..Dossier::default()
    };
    let manifest = opened(files, MANIFEST, &report);
    let manifest_text = Text::new(MANIFEST, manifest.as_deref().unwrap_or_default());
    let cx = Context {
        file: &manifest_text,
        report: &report,
    };
    let table = from_toml::read(cx);
    let fields = Fields::new(cx, &table, 0..0);
    let list = if manifest.is_some() {
        manifest::read(&fields, &mut dossier);
        dossier.borders = records::borders(&fields);
        dossier.blocs = blocs::read(&fields);
        manifest::files(&fields).unwrap_or_else(|| listing::usual(files))
    } else {
        listing::bare(files)
    };
    let list = listing::present(files, list, &report);
    let mut order = vec![MANIFEST];
    order.extend(list.names());
    read_files(files, &list, &report, &fields, &mut dossier);
    if manifest.is_some() {
        fields.finish();
    } else {
        listing::name(&mut dossier, &list);
    }
    Reading {
        dossier,
        left_out: report.left_out().len(),
        problems: report.into_problems(&order),
    }
}

/// Reads the files of `list` into `dossier`, and the records that refer to them.
fn read_files(
    files: &Files,
    list: &listing::Listing,
    report: &Report,
    fields: &Fields<'_, '_>,
    dossier: &mut Dossier,
) {
    let decode = |name: &String| opened(files, name, report).unwrap_or_default();
    let layers: Vec<Cow<'_, str>> = list.features.iter().map(decode).collect();
    let texts = list.features.iter().zip(&layers);
    let texts: Vec<Text<'_>> = texts.map(|(name, text)| Text::new(name, text)).collect();
    let batches = texts
        .iter()
        .map(|file| Batch::read(Context { file, report }));
    let mut batches: Vec<Batch<'_>> = batches.collect();
    for name in &list.places {
        let text = decode(name);
        let file = Text::new(name, &text);
        dossier.places.extend(gazetteer::read(Context {
            file: &file,
            report,
        }));
    }
    let mut names = uniting::name(&mut batches, &dossier.borders);
    names.left_out = report.left_out();
    uniting::sort_into_layers(&mut batches, &mut dossier.layers);
    if let Some(name) = &list.article {
        let text = decode(name);
        let file = Text::new(name, &text);
        let cx = Context {
            file: &file,
            report,
        };
        dossier.article = read_article(cx, &mut names, files);
    }
    check::features(&batches, &names, dossier, &Links::of(&dossier.article));
    records::read(fields, &names, dossier);
    check::layers(fields, dossier, &batches);
    let drafts = batches.into_iter().flat_map(|batch| batch.drafts);
    dossier.features = drafts.map(|draft| draft.feature).collect();
    dossier.charts = charts::read(fields, dossier);
}

fn read_article(cx: Context<'_>, names: &mut links::Names, files: &Files) -> Article {
    let draft = article::read(cx);
    names.add_passages(cx, &draft);
    check::images(cx, &draft.images, files);
    links::resolve(cx, draft, names)
}

/// The text of a file; what in it is no text is reported.
fn opened<'f>(files: &'f Files, name: &str, report: &Report) -> Option<Cow<'f, str>> {
    let (text, fault) = text::decode(files.get(name)?);
    if let Some(fault) = fault {
        report.push(fault.problem(&Text::new(name, &text)));
    }
    Some(text)
}
