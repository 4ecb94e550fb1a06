//! Which files a dossier is read from.

use super::certain;
use super::fields::Fields;
use super::files::stays_inside;
use super::import;
use super::manifest::{self, FileList};
use super::nearest::did_you_mean;
use super::report::Report;
use super::{Files, MANIFEST};
use crate::atlas::Dossier;
use crate::formats;
use crate::problem::{Correction, Place, Problem};

/// The files that are there, by name.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) article: Option<String>,
    pub(super) features: Vec<String>,
    pub(super) places: Vec<String>,
}

impl Listing {
    /// Every name, in the order in which problems are listed.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let layers = self.features.iter().chain(&self.places);
        self.article.iter().chain(layers).map(String::as_str)
    }
}

/// What the manifest with these `fields` lists, else what there is.
pub(super) fn of(files: &Files, fields: Option<&Fields<'_, '_>>) -> FileList {
    let mut list = match fields {
        Some(fields) => manifest::files(fields).unwrap_or_else(|| usual(files)),
        None => bare(files),
    };
    list.features.retain(|(name, _)| !files.is_beside(name));
    list.features.extend(layers_beside(files).map(named));
    list
}

/// The layers that were added beside the dossier.
pub(super) fn layers_beside(files: &Files) -> impl Iterator<Item = &str> {
    files.beside().filter(|name| is_layer_alone(files, name))
}

fn named(name: &str) -> (String, Place) {
    (name.to_owned(), Place::file(name))
}

/// Whether a file is a layer, and not one that is read with another, such as the table of a shapefile.
fn is_layer_alone(files: &Files, name: &str) -> bool {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    let is_layer = formats::is_geojson_ending(&ending)
        || import::format_of(files, name).is_some()
        || import::is_geojson(files, name);
    let main = formats::main_ending(&ending).map(|main| format!("{stem}.{main}"));
    let belongs_to = |main: String| files.names().any(|other| other.eq_ignore_ascii_case(&main));
    is_layer && !main.is_some_and(belongs_to)
}

/// The files that can be taken off the map by themselves.
pub(super) fn loose(files: &Files, list: &Listing) -> Vec<String> {
    let is_loose = |name: &&String| {
        if files.has(MANIFEST) {
            files.is_beside(name)
        } else {
            list.features.len() > 1
        }
    };
    list.features.iter().filter(is_loose).cloned().collect()
}

/// What a dossier has whose manifest lists no files: those with the usual names.
fn usual(files: &Files) -> FileList {
    let named = |name: &str| {
        let there = files.has(name);
        there.then(|| (name.to_owned(), Place::file(MANIFEST)))
    };
    FileList {
        article: named("article.md"),
        features: named("features.geojson").into_iter().collect(),
        places: named("places.geojson").into_iter().collect(),
        last_feature: None,
    }
}

/// What there is without a manifest: the first article, and every layer.
fn bare(files: &Files) -> FileList {
    let ends = |name: &&str, endings: &[&str]| {
        let name = name.to_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    let mut articles = files
        .names()
        .filter(|name| ends(name, &[".md", ".markdown"]));
    let layers = files.names().filter(|name| is_layer_alone(files, name));
    FileList {
        article: articles.next().map(named),
        features: layers.map(named).collect(),
        places: Vec::new(),
        last_feature: None,
    }
}

/// The files of `list` that are there; the others are reported.
pub(super) fn present(files: &Files, list: FileList, report: &Report) -> Listing {
    let last_listed = list.last_feature;
    let mut seen = Vec::new();
    let mut there = |(name, place): (String, Place)| {
        let mut respelt = None;
        let (what, mend) = if seen.contains(&name) {
            (
                format!("the file {name} is listed twice"),
                "list it once".to_owned(),
            )
        } else if files.leads_out(&name) {
            (
                format!("{name} is a symbolic link that leads out of the dossier's folder"),
                "copy the file itself into the folder".to_owned(),
            )
        } else if files.has(&name) {
            seen.push(name.clone());
            return Some(name);
        } else if stays_inside(&name) {
            let mend = did_you_mean(&name, files.names());
            let mend = mend.unwrap_or_else(|| {
                "put it into the dossier's folder, or take it off the list".into()
            });
            let same = certain::name(&name, files.names());
            respelt = same.and_then(|same| place.respelt(&name, same));
            (format!("the file {name} is not there"), mend)
        } else {
            let mend = "put it into the dossier's folder and name it from there, with \"/\" between folders";
            (
                format!("the file \"{name}\" is outside the dossier"),
                mend.to_owned(),
            )
        };
        report.push(
            Problem::error(what, place)
                .why("it was not read")
                .mend(mend)
                .corrected(respelt),
        );
        None
    };
    let listing = Listing {
        article: list.article.and_then(&mut there),
        features: list.features.into_iter().filter_map(&mut there).collect(),
        places: list.places.into_iter().filter_map(&mut there).collect(),
    };
    tell_of_unlisted(files, &listing, last_listed.as_ref(), report);
    if seen.is_empty() {
        report.push(
            Problem::error("found neither an article nor features", Place::default())
                .why("there is nothing to show")
                .mend("add article.md, or features.geojson"),
        );
    }
    listing
}

/// Endings of files that are nothing but layers. Those that may be something else are not among them.
const LAYERS: [&str; 9] = [
    ".geojson",
    ".geojsonl",
    ".topojson",
    ".kml",
    ".kmz",
    ".gpx",
    ".gpkg",
    ".shp",
    ".fgb",
];

/// Tells of layers that lie in the folder of a dossier whose manifest does not list them.
fn tell_of_unlisted(files: &Files, listing: &Listing, last: Option<&Place>, report: &Report) {
    if !files.has(MANIFEST) {
        return;
    }
    let is_layer = |name: &&str| {
        let name = name.to_lowercase();
        LAYERS.iter().any(|ending| name.ends_with(ending))
    };
    let listed: Vec<&str> = listing.names().collect();
    for name in files
        .names()
        .filter(is_layer)
        .filter(|name| !listed.contains(name) && !files.leads_out(name))
    {
        report.push(
            Problem::warning(
                format!("the layer {name} is not listed"),
                Place::file(MANIFEST),
            )
            .why("it lies in the dossier's folder, but is not shown")
            .mend(format!(
                "add \"{name}\" to `features` under [files], or remove it"
            ))
            .corrected(last.and_then(|last| listed_behind(files, last, name))),
        );
    }
}

/// The change that lists a file behind the `last` one of the manifest's list, as that is written.
fn listed_behind(files: &Files, last: &Place, name: &str) -> Option<Correction> {
    let (manifest, span) = (files.text(MANIFEST)?, last.span.clone()?);
    let before = manifest.get(..span.start)?;
    let indent = &before[before.trim_end().len()..];
    let gap = if indent.contains('\n') { indent } else { " " };
    let behind = Place {
        span: Some(span.end..span.end),
        ..last.clone()
    };
    let plain = !name.contains(['"', '\\']) && !name.contains(char::is_control);
    plain.then(|| behind.rewritten(format!(",{gap}\"{name}\"")))?
}

/// Names a dossier that has no manifest after its article or file.
pub(super) fn name(dossier: &mut Dossier, list: &Listing) {
    let file = list.names().next().unwrap_or("dossier");
    stem(file).clone_into(&mut dossier.id);
    dossier.language = "en".into();
    let heading = dossier.article.blocks.iter().find_map(|block| match block {
        crate::atlas::Block::Heading { level: 1, spans } => {
            Some(spans.iter().map(|span| span.text.as_str()).collect())
        }
        _ => None,
    });
    dossier.title = heading.unwrap_or_else(|| stem(file).to_owned());
}

/// A file's name without folders and ending.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
