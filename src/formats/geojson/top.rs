//! What a `GeoJSON` text is at its top: which pieces of it become features.

use std::borrow::Cow;

use super::findings::Findings;
use super::object::{TYPES, member, type_of};
use super::recovery;
use crate::formats::json::{JsonFault, Member, Raw};
use crate::formats::output::no_feature;
use crate::problem::{Place, Problem};

/// Objects within each other in which a collection is looked for.
const DEEPEST: usize = 4;

/// A part of a text that becomes a feature.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'a> {
    /// A feature.
    Feature(Raw<'a>),
    /// A geometry that stands alone (RFC 7946, section 2).
    Geometry(Raw<'a>),
}

/// The pieces of a text, and the `crs` that it names.
#[derive(Debug, Default)]
pub(super) struct Top<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) crs: Option<Raw<'a>>,
}

impl<'a> Top<'a> {
    /// Looks what `raw`, the whole of a file, is. What is no `GeoJSON` is reported.
    pub(super) fn of(findings: &dyn Findings, raw: Raw<'a>) -> Self {
        if raw.text.starts_with('<') {
            findings.problem(markup(raw.text, findings.at(&(raw.start..raw.start + 1))));
            return Self::default();
        }
        let mut top = Self::default();
        match raw.text.as_bytes().first() {
            Some(b'[') if raw.items().is_ok() => {
                if top.add_list(raw, 0) {
                    findings.problem(a_list(findings.at(&(raw.start..raw.start + 1))));
                    return top;
                }
                findings.problem(no_collection(
                    None,
                    findings.at(&(raw.start..raw.start + 1)),
                ));
            }
            _ => match raw.members() {
                Ok(members) => top.add_whole(findings, raw, &members),
                Err(fault) => top.add_parts(findings, raw, &fault),
            },
        }
        top
    }

    /// Adds a file that is one object.
    fn add_whole(&mut self, findings: &dyn Findings, raw: Raw<'a>, members: &[Member<'a>]) {
        if self.add_object(raw, members) {
            if self.pieces.is_empty() {
                findings.problem(no_feature(findings.at(&(raw.start..raw.start + 1))));
            }
            return;
        }
        let kind = type_of(members);
        if kind
            .as_ref()
            .is_none_or(|(kind, _)| kind != "FeatureCollection")
            && let Some(path) = self.add_inner(members, 0)
        {
            findings.problem(within(&path, findings.at(&(raw.start..raw.start + 1))));
            return;
        }
        let span = kind
            .as_ref()
            .map_or(raw.start..raw.start + 1, |(_, raw)| raw.span());
        let problem = match member(members, "error") {
            Some(error) if kind.is_none() => error_of_server(&error, findings.at(&error.span())),
            _ => no_collection(
                kind.as_ref().map(|(kind, _)| kind.as_ref()),
                findings.at(&span),
            ),
        };
        findings.problem(problem);
    }

    /// Adds an object that is a collection, a feature or a geometry; says whether it is any.
    fn add_object(&mut self, raw: Raw<'a>, members: &[Member<'a>]) -> bool {
        let kind = type_of(members);
        match kind.as_ref().map(|(kind, _)| kind.as_ref()) {
            Some("FeatureCollection") => {
                let Some(Ok(features)) = member(members, "features").map(|list| list.items())
                else {
                    return false;
                };
                self.pieces.extend(features.into_iter().map(Piece::Feature));
                self.crs = self.crs.or_else(|| member(members, "crs"));
            }
            Some("Feature") => {
                self.pieces.push(Piece::Feature(raw));
                self.crs = self.crs.or_else(|| member(members, "crs"));
            }
            Some(kind) if TYPES.contains(&kind) => {
                self.pieces.push(Piece::Geometry(raw));
                self.crs = self.crs.or_else(|| member(members, "crs"));
            }
            _ => return false,
        }
        true
    }

    /// Adds a list of features, collections or geometries; says whether there was any.
    fn add_list(&mut self, raw: Raw<'a>, depth: usize) -> bool {
        let before = self.pieces.len();
        for item in raw.items().unwrap_or_default() {
            match item.members() {
                Ok(members) => drop(self.add_object(item, &members)),
                Err(_) if depth < DEEPEST => drop(self.add_list(item, depth + 1)),
                Err(_) => {}
            }
        }
        self.pieces.len() > before
    }

    /// Adds the first collection or list of features within an object; gives the path to it.
    fn add_inner(&mut self, members: &[Member<'a>], depth: usize) -> Option<String> {
        if depth >= DEEPEST {
            return None;
        }
        for Member { key, value, .. } in members {
            let found = match value.text.as_bytes().first() {
                Some(b'{') => match value.members() {
                    Ok(inner) if self.add_object(*value, &inner) => Some(String::new()),
                    Ok(inner) => self
                        .add_inner(&inner, depth + 1)
                        .map(|path| format!(".{path}")),
                    Err(_) => None,
                },
                Some(b'[') => self.add_list(*value, depth).then(String::new),
                _ => None,
            };
            if let Some(path) = found {
                return Some(format!("{key}{path}"));
            }
        }
        None
    }

    /// Adds the parts of a text that is not one value: one value after another, or broken.
    fn add_parts(&mut self, findings: &dyn Findings, raw: Raw<'a>, fault: &JsonFault) {
        if let Some(values) = values(raw)
            && self.add_values(&values)
        {
            return;
        }
        self.pieces = recovery::slices(findings, raw, fault)
            .into_iter()
            .map(Piece::Feature)
            .collect();
        if self.pieces.is_empty() {
            findings.problem(not_json(
                &fault.what,
                findings.at(&(fault.offset..fault.offset + 1)),
            ));
        }
    }

    fn add_values(&mut self, values: &[Raw<'a>]) -> bool {
        for value in values {
            match value.members() {
                // What is no feature among features is told when it is read as one.
                Ok(members) if !self.add_object(*value, &members) && !self.pieces.is_empty() => {
                    self.pieces.push(Piece::Feature(*value));
                }
                Ok(_) => {}
                Err(_) => drop(self.add_list(*value, 0)),
            }
        }
        !self.pieces.is_empty()
    }
}

/// JSON values one after another: newline-delimited, or a text sequence (RFC 8142), whose
/// separators may stand between them. `None` where one of them is no JSON.
pub(super) fn values(raw: Raw<'_>) -> Option<Vec<Raw<'_>>> {
    let mut found = Vec::new();
    for record in raw.text.split('\u{1e}') {
        for value in serde_json::Deserializer::from_str(record).into_iter() {
            found.push(raw.inner(value.ok()?));
        }
    }
    Some(found)
}

/// The problem of a file whose features stand at `path` within an object that is no collection.
pub(super) fn within(path: &str, place: Place) -> Problem {
    let what = format!("the features stand in the member `{path}` of another object");
    Problem::warning(what, place)
        .why("they were read from there")
        .mend("save that member as a file of its own")
}

/// The problem of a file that is empty.
pub(crate) fn empty(place: Place) -> Problem {
    Problem::error("the file is empty", place)
        .why("it holds no feature")
        .mend("write {\"type\": \"FeatureCollection\", \"features\": []}")
}

/// The problem of a file that is of the type `kind` instead of a collection with features.
pub(crate) fn no_collection(kind: Option<&str>, place: Place) -> Problem {
    let mend = match kind {
        Some("FeatureCollection") => "give it a list of `features`",
        Some("Topology") => "this is TopoJSON; export it as GeoJSON",
        _ => "write {\"type\": \"FeatureCollection\", \"features\": [ … ]}",
    };
    Problem::error(
        "expected a GeoJSON FeatureCollection with its features",
        place,
    )
    .why("nothing of the file could be read")
    .mend(mend)
}

/// The problem of a file that is a web page, or another kind of XML.
fn markup(text: &str, place: Place) -> Problem {
    let head: String = text
        .chars()
        .take(1000)
        .collect::<String>()
        .to_ascii_lowercase();
    let is_page = ["<html", "<!doctype html", "<head", "<body"]
        .iter()
        .any(|mark| head.contains(mark));
    let (what, mend) = if is_page {
        (
            "expected GeoJSON, found a web page (HTML)",
            "what was saved is the page of a server, perhaps its error message; download the data itself",
        )
    } else {
        (
            "expected GeoJSON, found XML",
            "give the file the ending of what it is, such as .kml or .gpx",
        )
    };
    Problem::error(what, place)
        .why("nothing of the file could be read")
        .mend(mend)
}

fn error_of_server(error: &Raw<'_>, place: Place) -> Problem {
    let text: Cow<'_, str> = error.text.chars().take(80).collect::<String>().into();
    Problem::error(
        format!("expected GeoJSON, found the error message of a server: {text}"),
        place,
    )
    .why("it holds no feature")
    .mend("download the data again")
}

fn a_list(place: Place) -> Problem {
    Problem::warning(
        "expected a GeoJSON FeatureCollection, found a list of features",
        place,
    )
    .why("they were read all the same")
    .mend("write {\"type\": \"FeatureCollection\", \"features\": [ … ]} around the list")
}

fn not_json(what: &str, place: Place) -> Problem {
    Problem::error(format!("not JSON: {what}"), place)
        .why("nothing of the file could be read")
        .mend("export the file again as GeoJSON")
}
