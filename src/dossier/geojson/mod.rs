//! A `GeoJSON` text (RFC 7946) as single features, each read on its own.

use std::borrow::Cow;
use std::ops::Range;

use super::from_json::{JsonFault, Member, Raw};
use super::geometry;
use super::node::quoted;
use super::recovery;
use super::report::Context;
use crate::atlas::Shape;
use crate::problem::{Place, Problem};

/// Names of the only coordinate system that RFC 7946 knows, WGS 84, as files of older programs write it.
const WGS84: [&str; 6] = [
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "OGC:CRS84",
    "CRS84",
    "EPSG:4326",
    "urn:ogc:def:crs:EPSG::4326",
];

/// A feature with its properties still unread.
#[derive(Debug)]
pub(super) struct RawFeature<'a> {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Its own id.
    pub(super) id: Option<String>,
    /// Where it is; `None` where it has no place.
    pub(super) shape: Option<Shape>,
    pub(super) properties: Vec<Member<'a>>,
    pub(super) span: Range<usize>,
}

impl RawFeature<'_> {
    /// Its id, or its number where it has none.
    pub(super) fn label(&self) -> String {
        self.id
            .clone()
            .unwrap_or_else(|| format!("#{}", self.number))
    }
}

/// Reads every feature of a file. A bad one is reported and left out.
pub(super) fn features(cx: Context<'_>) -> Vec<RawFeature<'_>> {
    let trimmed = cx.file.whole.trim();
    let start = cx.file.whole.len() - cx.file.whole.trim_start().len();
    let raw = Raw {
        text: trimmed,
        start,
    };
    if trimmed.is_empty() {
        cx.push(empty(cx.at(&(0..0))));
        return Vec::new();
    }
    let (slices, placed) = match raw.members() {
        Ok(members) => (top_level(cx, raw, &members), placeable(cx, &members)),
        Err(fault) => {
            let slices = sequence(raw).unwrap_or_else(|| recovery::slices(cx, raw, &fault));
            (slices, true)
        }
    };
    let numbered = slices.into_iter().zip(1..);
    let features = numbered.filter_map(|(raw, number)| feature(cx, raw, number));
    features
        .map(|mut feature| {
            feature.shape = feature.shape.filter(|_| placed);
            feature
        })
        .collect()
}

/// Features one after another instead of a collection of them: newline-delimited, or a text
/// sequence (RFC 8142), whose separators may stand between them.
fn sequence(raw: Raw<'_>) -> Option<Vec<Raw<'_>>> {
    let mut features = Vec::new();
    for record in raw.text.split('\u{1e}') {
        let values = serde_json::Deserializer::from_str(record).into_iter();
        for value in values {
            features.push(raw.inner(value.ok()?));
        }
    }
    let kind = type_of(&features.first()?.members().ok()?);
    (kind?.0 == "Feature").then_some(features)
}

fn member<'a>(members: &[Member<'a>], key: &str) -> Option<Raw<'a>> {
    let found = members.iter().find(|member| member.key == key)?;
    Some(found.value)
}

fn type_of<'a>(members: &[Member<'a>]) -> Option<(Cow<'a, str>, Raw<'a>)> {
    let raw = member(members, "type")?;
    Some((raw.parse::<String>().ok()?.into(), raw))
}

/// The features of a whole file that is an object.
fn top_level<'a>(cx: Context<'a>, raw: Raw<'a>, members: &[Member<'a>]) -> Vec<Raw<'a>> {
    let kind = type_of(members);
    match kind.as_ref().map(|(kind, _)| kind.as_ref()) {
        Some("FeatureCollection") => {
            let list = member(members, "features");
            if let Some(Ok(features)) = list.map(|list| list.items()) {
                return features;
            }
        }
        Some("Feature") => return vec![raw],
        _ => {}
    }
    report_other(cx, raw, kind.as_ref());
    Vec::new()
}

/// Reports a text that is no collection of features, but of the type `kind`.
fn report_other(cx: Context<'_>, raw: Raw<'_>, kind: Option<&(Cow<'_, str>, Raw<'_>)>) {
    let span = kind.map_or(raw.start..raw.start + 1, |(_, raw)| raw.span());
    let kind = kind.map(|(kind, _)| kind.as_ref());
    cx.push(no_collection(kind, cx.at(&span)));
}

/// The problem of a file that is empty.
pub(super) fn empty(place: Place) -> Problem {
    Problem::error("the file is empty", place)
        .why("it holds no feature")
        .mend("write {\"type\": \"FeatureCollection\", \"features\": []}")
}

/// The problem of a file that is of the type `kind` instead of a collection with features.
pub(super) fn no_collection(kind: Option<&str>, place: Place) -> Problem {
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

/// What a whole file is whose features are read elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    /// A collection of features, which are where they say, or are not to be placed.
    Collection {
        /// Whether their coordinates are longitude and latitude on WGS 84.
        placed: bool,
    },
    /// Something else, which is reported.
    Other,
}

/// Judges a collection without looking at its features.
///
/// # Errors
/// Where it is no JSON.
pub(super) fn judge(cx: Context<'_>, raw: Raw<'_>) -> Result<Judged, JsonFault> {
    let members = raw.members()?;
    let kind = type_of(&members);
    let named = kind.as_ref().map(|(kind, _)| kind.as_ref());
    let listed = member(&members, "features").is_some_and(|list| list.items().is_ok());
    if named == Some("FeatureCollection") && listed {
        let placed = placeable(cx, &members);
        return Ok(Judged::Collection { placed });
    }
    report_other(cx, raw, kind.as_ref());
    Ok(Judged::Other)
}

/// Whether the file's coordinates are longitude and latitude on WGS 84.
fn placeable(cx: Context<'_>, members: &[Member<'_>]) -> bool {
    let Some(crs) = member(members, "crs").filter(|crs| crs.text != "null") else {
        return true;
    };
    if WGS84
        .iter()
        .any(|name| crs.text.contains(&format!("\"{name}\"")))
    {
        return true;
    }
    cx.push(
        Problem::error(
            format!(
                "expected WGS 84 coordinates, found the system {}",
                quoted(crs.text)
            ),
            cx.at(&crs.span()),
        )
        .why("its features are listed, but not placed: they would stand in the wrong place")
        .mend("export the file in WGS 84 (EPSG:4326) and remove `crs`"),
    );
    false
}

/// Reads one feature. A bad one is reported and left out.
pub(super) fn feature<'a>(cx: Context<'_>, raw: Raw<'a>, number: usize) -> Option<RawFeature<'a>> {
    let left_out = |what: String, mend: String, span: &Range<usize>, label: &str| {
        cx.report.leave_out(label);
        cx.push(
            Problem::error(what, cx.at(span).in_feature(label))
                .why("the feature was left out")
                .mend(mend),
        );
    };
    let numbered = format!("#{number}");
    let members = match raw.members() {
        Ok(members) => members,
        Err(fault) => {
            let what = format!("this feature is not JSON: {}", fault.what);
            let span = fault.offset..fault.offset + 1;
            let mend = mend_of_syntax(cx.file.whole, fault.offset);
            left_out(what, mend.into(), &span, &numbered);
            return None;
        }
    };
    let id = member(&members, "id").and_then(|raw| id_of(cx, raw, &numbered));
    let label = id.clone().unwrap_or(numbered);
    let kind = type_of(&members);
    if kind.as_ref().is_none_or(|(kind, _)| kind != "Feature") {
        let found = kind
            .as_ref()
            .map_or_else(|| "no type".into(), |(kind, _)| quoted(kind));
        let span = kind.map_or(raw.span(), |(_, raw)| raw.span());
        let what = format!("expected the type \"Feature\", found {found}");
        left_out(what, "write \"type\": \"Feature\"".into(), &span, &label);
        return None;
    }
    let geometry = member(&members, "geometry").map_or(Ok(None), geometry::read);
    let drawn = match geometry {
        Ok(drawn) => drawn,
        Err(fault) => {
            left_out(fault.what, fault.mend, &fault.span, &label);
            return None;
        }
    };
    let mended = drawn.iter().flat_map(mended);
    let place = cx.at(&raw.span()).in_feature(&label);
    mended.for_each(|mended| cx.push(mended.problem(place.clone())));
    Some(RawFeature {
        number,
        id,
        shape: drawn
            .map(|drawn| drawn.shape)
            .filter(|shape| !shape.is_empty()),
        properties: properties(cx, &members, &label),
        span: raw.span(),
    })
}

/// Something that was mended in a shape.
struct Mended {
    what: String,
    why: &'static str,
    mend: &'static str,
}

impl Mended {
    fn problem(self, place: Place) -> Problem {
        let problem = Problem::warning(self.what, place);
        problem.why(self.why).mend(self.mend)
    }
}

/// What was mended in a shape.
fn mended(drawn: &geometry::Drawn) -> Vec<Mended> {
    let rings = Mended {
        what: format!("{} of its rings are not closed", drawn.closed_rings),
        why: "they were closed by a straight line to their beginning",
        mend: "end each ring with its first position",
    };
    let turned = Mended {
        what: format!("{} of its longitudes are beyond \u{b1}180", drawn.turned),
        why: "they were brought back by whole turns: 187.7 is 172.3 west",
        mend: "write longitudes between -180 and 180",
    };
    let counted = [(drawn.closed_rings, rings), (drawn.turned, turned)];
    let found = counted.into_iter().filter(|(count, _)| *count > 0);
    found.map(|(_, mended)| mended).collect()
}

/// How to mend what is no JSON at `offset`.
fn mend_of_syntax(text: &str, offset: usize) -> &'static str {
    let begin = text.floor_char_boundary(offset.saturating_sub(1));
    let found = text[begin..].trim_start_matches(['-', '[', ' ', '"', ',']);
    if ["NaN", "aN", "Inf", "nan", "inf"]
        .iter()
        .any(|word| found.starts_with(word))
    {
        "JSON has no NaN and no infinity: write the number, or null for the whole geometry"
    } else {
        "look for a missing comma, bracket or quotation mark"
    }
}

fn id_of(cx: Context<'_>, raw: Raw<'_>, numbered: &str) -> Option<String> {
    let text = match raw.text.as_bytes().first() {
        Some(b'"') => raw.parse::<String>().ok()?,
        Some(b'-' | b'0'..=b'9') => raw.text.to_owned(),
        _ => String::new(),
    };
    if !text.is_empty() && !text.contains(char::is_whitespace) {
        return Some(text);
    }
    if raw.text != "null" {
        cx.push(
            Problem::error(
                format!(
                    "`id`: expected a word without spaces, found {}",
                    quoted(raw.text)
                ),
                cx.at(&raw.span()).in_feature(numbered),
            )
            .why("no link can lead to it; the feature is called by its number")
            .mend("write it in lower case with hyphens, such as \"base-kant\""),
        );
    }
    None
}

fn properties<'a>(cx: Context<'_>, members: &[Member<'a>], label: &str) -> Vec<Member<'a>> {
    let Some(raw) = member(members, "properties").filter(|raw| raw.text != "null") else {
        return Vec::new();
    };
    raw.members().unwrap_or_else(|_| {
        cx.push(
            Problem::error(
                format!(
                    "`properties`: expected an object, found {}",
                    quoted(raw.text)
                ),
                cx.at(&raw.span()).in_feature(label),
            )
            .why("the feature has no name and no text")
            .mend("write {\"name\": \"…\"}"),
        );
        Vec::new()
    })
}
