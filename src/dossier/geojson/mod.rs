//! A `GeoJSON` text (RFC 7946) as single features, each read on its own.
//!
//! Its relatives are read as well: features one after another, a geometry alone, a list of features,
//! and a collection within another object.

mod crs;
mod kind;
mod top;

use std::borrow::Cow;
use std::ops::Range;

use super::from_json::{Member, Raw};
use super::geometry;
use super::node::quoted;
use super::relaxed::Mended;
use super::report::Context;
use crate::atlas::Shape;
use crate::problem::{Place, Problem};
use top::{Piece, Top};

pub(super) use crs::{Judged, Placing, judge};
pub(super) use geometry::TYPES as GEOMETRIES;
pub use kind::{is_geojson_ending, reads_part_by_part};
pub(super) use top::{empty, no_collection};

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

/// The text of a file that is no JSON, mended as far as that is sure; `None` where it needs none.
/// What was mended is reported.
pub(super) fn mended(cx: Context<'_>) -> Option<Mended> {
    let raw = whole(cx.file.whole);
    if raw.text.is_empty() || raw.text.starts_with('<') || top::values(raw).is_some() {
        return None;
    }
    let mended = Mended::of(cx.file.whole)?;
    mended.tell(cx);
    Some(mended)
}

/// Reads every feature of a file, or of its `mended` text. A bad one is reported and left out.
pub(super) fn features<'a>(cx: Context<'a>, mended: Option<&'a Mended>) -> Vec<RawFeature<'a>> {
    let raw = whole(mended.map_or(cx.file.whole, |mended| &mended.text));
    if raw.text.is_empty() {
        cx.push(empty(cx.at(&(0..0))));
        return Vec::new();
    }
    let top = Top::of(cx, raw);
    let placing = crs::placing(cx, top.crs);
    let not_numbers = mended.map_or(&[][..], |mended| &mended.not_numbers);
    let numbered = top.pieces.into_iter().zip(1..);
    let features = numbered.filter_map(|(piece, number)| match piece {
        Piece::Feature(raw) => placed_feature(cx, raw, number, &placing),
        Piece::Geometry(raw) => Some(lone_geometry(cx, raw, number, &placing)),
    });
    features
        .map(|mut feature| {
            let is_number = |member: &Member<'_>| !not_numbers.contains(&member.value.start);
            feature.properties.retain(is_number);
            feature
        })
        .collect()
}

/// The whole text of a file, without spaces about it.
fn whole(text: &str) -> Raw<'_> {
    Raw {
        text: text.trim(),
        start: text.len() - text.trim_start().len(),
    }
}

fn member<'a>(members: &[Member<'a>], key: &str) -> Option<Raw<'a>> {
    let found = members.iter().find(|member| member.key == key)?;
    Some(found.value)
}

fn type_of<'a>(members: &[Member<'a>]) -> Option<(Cow<'a, str>, Raw<'a>)> {
    let raw = member(members, "type")?;
    Some((raw.parse::<String>().ok()?.into(), raw))
}

/// Reads one feature in WGS 84. A bad one is reported and left out.
pub(super) fn feature<'a>(cx: Context<'_>, raw: Raw<'a>, number: usize) -> Option<RawFeature<'a>> {
    placed_feature(cx, raw, number, &Placing::Degrees)
}

fn placed_feature<'a>(
    cx: Context<'_>,
    raw: Raw<'a>,
    number: usize,
    placing: &Placing,
) -> Option<RawFeature<'a>> {
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
    let geometry = member(&members, "geometry");
    Some(RawFeature {
        number,
        id,
        shape: geometry.and_then(|geometry| shape(cx, geometry, &raw, &label, placing)),
        properties: properties(cx, &members, &label),
        span: raw.span(),
    })
}

/// A geometry that stands alone, as a feature without properties.
fn lone_geometry<'a>(
    cx: Context<'_>,
    raw: Raw<'a>,
    number: usize,
    placing: &Placing,
) -> RawFeature<'a> {
    RawFeature {
        number,
        id: None,
        shape: shape(cx, raw, &raw, &format!("#{number}"), placing),
        properties: Vec::new(),
        span: raw.span(),
    }
}

/// The shape of a feature. What is wrong with it is reported: it costs the place, not the feature.
fn shape(
    cx: Context<'_>,
    geometry: Raw<'_>,
    feature: &Raw<'_>,
    label: &str,
    placing: &Placing,
) -> Option<Shape> {
    let drawn = match geometry::read(geometry, placing) {
        Ok(drawn) => drawn?,
        Err(fault) => {
            cx.push(
                Problem::error(fault.what, cx.at(&fault.span).in_feature(label))
                    .why("the feature is listed, but not on the map")
                    .mend(fault.mend),
            );
            return None;
        }
    };
    let place = cx.at(&feature.span()).in_feature(label);
    for mend in mends(&drawn) {
        cx.push(mend.problem(place.clone()));
    }
    let placed = !matches!(placing, Placing::Unknown);
    Some(drawn.shape).filter(|shape| placed && !shape.is_empty())
}

/// Something that was mended in a shape.
struct Mend {
    what: String,
    why: &'static str,
    how: &'static str,
}

impl Mend {
    fn problem(self, place: Place) -> Problem {
        let problem = Problem::warning(self.what, place);
        problem.why(self.why).mend(self.how)
    }
}

/// What was mended in a shape.
fn mends(drawn: &geometry::Drawn) -> Vec<Mend> {
    let rings = Mend {
        what: format!("{} of its rings are not closed", drawn.closed_rings),
        why: "they were closed by a straight line to their beginning",
        how: "end each ring with its first position",
    };
    let turned = Mend {
        what: format!("{} of its longitudes are beyond \u{b1}180", drawn.turned),
        why: "they were brought back by whole turns: 187.7 is 172.3 west",
        how: "write longitudes between -180 and 180",
    };
    let counted = [(drawn.closed_rings, rings), (drawn.turned, turned)];
    let found = counted.into_iter().filter(|(count, _)| *count > 0);
    found.map(|(_, mend)| mend).collect()
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

/// The id of a feature: any text or number (RFC 7946, section 3.2).
fn id_of(cx: Context<'_>, raw: Raw<'_>, numbered: &str) -> Option<String> {
    match raw.text.as_bytes().first() {
        Some(b'"') => raw
            .parse::<String>()
            .ok()
            .filter(|id| !id.trim().is_empty()),
        Some(b'-' | b'0'..=b'9') => Some(raw.text.to_owned()),
        Some(b'n') => None,
        _ => {
            cx.push(
                Problem::error(
                    format!(
                        "`id`: expected a text or a number, found {}",
                        quoted(raw.text)
                    ),
                    cx.at(&raw.span()).in_feature(numbered),
                )
                .why("no link can lead to it; the feature is called by its number")
                .mend("write it in lower case with hyphens, such as \"base-kant\""),
            );
            None
        }
    }
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
