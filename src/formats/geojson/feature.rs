//! The features of a text, each read on its own.

use std::ops::Range;

use geo::Geometry;

use super::coordinates::ReadGeometry;
use super::crs::{self, Positions};
use super::findings::Findings;
use super::geometry;
use super::object::{member, type_of};
use super::top::{self, Piece, Top};
use crate::formats::json::{Member, Mended, Raw};
use crate::formats::output::Zeros;
use crate::formats::{Given, Locator, Record};
use crate::problem::{Place, Problem, quoted};

/// A feature with its properties still unread.
#[derive(Debug)]
pub(crate) struct RawFeature<'a> {
    /// Its number in the file, from 1.
    pub(crate) number: usize,
    /// Its own id.
    pub(crate) id: Option<String>,
    /// Where it is: WGS 84 longitude and latitude in degrees; `None` where it has no place.
    pub(crate) geometry: Option<Geometry<f64>>,
    pub(crate) properties: Vec<Member<'a>>,
    pub(crate) span: Range<usize>,
}

impl RawFeature<'_> {
    /// Its id, or its number where it has none.
    pub(crate) fn label(&self) -> String {
        self.id
            .clone()
            .unwrap_or_else(|| format!("#{}", self.number))
    }

    /// The feature as a record: all its properties as they are. One that cannot be read is reported and
    /// left out.
    pub(crate) fn into_record(self, findings: &dyn Findings) -> Record {
        let label = self.label();
        let properties = self.properties.iter();
        Record {
            properties: properties
                .filter_map(|member| property(findings, member, &label))
                .collect(),
            locator: Locator::Row {
                row: self.number as u64,
                line: findings.at(&self.span).line,
            },
            id: self.id,
            geometry: self.geometry,
            ..Record::default()
        }
    }
}

/// A property of the feature `label` as a value; `None` where it cannot be read, which is reported.
pub(crate) fn property(
    findings: &dyn Findings,
    member: &Member<'_>,
    label: &str,
) -> Option<(String, serde_json::Value)> {
    match member.value.parse() {
        Ok(value) => Some((member.key.to_string(), value)),
        Err(fault) => {
            findings.problem(unread_property(findings, member, &fault.what, label));
            None
        }
    }
}

/// What is said of a property that cannot be read.
pub(crate) fn unread_property(
    findings: &dyn Findings,
    member: &Member<'_>,
    what: &str,
    label: &str,
) -> Problem {
    let place = findings.at(&member.value.span()).in_feature(label);
    Problem::error(format!("`{}` cannot be read: {what}", member.key), place)
        .why("the property was left out")
        .mend("write a plain text, number, list or object")
}

/// The text of a file that is no JSON, mended as far as that is sure; `None` where it needs none.
/// What was mended is reported.
pub(crate) fn mended(text: &str, findings: &dyn Findings) -> Option<Mended> {
    let raw = whole(text);
    if raw.text.is_empty() || raw.text.starts_with('<') || top::values(raw).is_some() {
        return None;
    }
    let mended = Mended::of(text)?;
    let problems = mended.problems(|span| findings.at(span)).into_iter();
    problems.for_each(|problem| findings.problem(problem));
    Some(mended)
}

/// Reads every feature of a text, or of what it was `mended` to, in the system that is `given` or that
/// the text names. A bad one is reported and left out.
pub(crate) fn features<'a>(
    text: &'a str,
    mended: Option<&'a Mended>,
    given: &Given,
    findings: &dyn Findings,
) -> Vec<RawFeature<'a>> {
    let raw = whole(mended.map_or(text, |mended| &mended.text));
    if raw.text.is_empty() {
        findings.problem(top::empty(findings.at(&(0..0))));
        return Vec::new();
    }
    let top = Top::of(findings, raw);
    let positions = crs::positions(findings, top.crs, given);
    let not_numbers = mended.map_or(&[][..], |mended| &mended.not_numbers);
    let numbered = top.pieces.into_iter().zip(1..);
    let features = numbered.filter_map(|(piece, number)| match piece {
        Piece::Feature(raw) => feature(findings, raw, number, &positions),
        Piece::Geometry(raw) => Some(lone_geometry(findings, raw, number, &positions)),
    });
    let mut zeros = Zeros::default();
    let features = features.map(|mut feature| {
        let is_number = |member: &Member<'_>| !not_numbers.contains(&member.value.start);
        feature.properties.retain(is_number);
        zeros.add(feature.geometry.as_ref());
        feature
    });
    let features = features.collect();
    let begin = raw.start..raw.start + 1;
    if let Some(problem) = zeros.problem(findings.at(&begin)) {
        findings.problem(problem);
    }
    features
}

/// The whole text of a file, without spaces about it.
fn whole(text: &str) -> Raw<'_> {
    Raw {
        text: text.trim(),
        start: text.len() - text.trim_start().len(),
    }
}

/// Reads one feature. A bad one is reported and left out.
pub(crate) fn feature<'a>(
    findings: &dyn Findings,
    raw: Raw<'a>,
    number: usize,
    positions: &Positions,
) -> Option<RawFeature<'a>> {
    let left_out = |what: String, mend: String, span: &Range<usize>, label: &str| {
        findings.left_out(label);
        findings.problem(
            Problem::error(what, findings.at(span).in_feature(label))
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
            let mend = mend_of_syntax(&raw, fault.offset);
            left_out(what, mend.into(), &span, &numbered);
            return None;
        }
    };
    let id = member(&members, "id").and_then(|raw| id_of(findings, raw, &numbered));
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
        geometry: geometry.and_then(|geometry| placed(findings, geometry, &raw, &label, positions)),
        properties: properties(findings, &members, &label),
        span: raw.span(),
    })
}

/// A geometry that stands alone, as a feature without properties.
fn lone_geometry<'a>(
    findings: &dyn Findings,
    raw: Raw<'a>,
    number: usize,
    positions: &Positions,
) -> RawFeature<'a> {
    RawFeature {
        number,
        id: None,
        geometry: placed(findings, raw, &raw, &format!("#{number}"), positions),
        properties: Vec::new(),
        span: raw.span(),
    }
}

/// Where a feature is. What is wrong with it is reported: it costs the place, not the feature.
fn placed(
    findings: &dyn Findings,
    geometry: Raw<'_>,
    feature: &Raw<'_>,
    label: &str,
    positions: &Positions,
) -> Option<Geometry<f64>> {
    let drawn = match geometry::read(geometry, positions) {
        Ok(drawn) => drawn?,
        Err(fault) => {
            findings.problem(
                Problem::error(fault.what, findings.at(&fault.span).in_feature(label))
                    .why("the feature is listed, but not on the map")
                    .mend(fault.mend),
            );
            return None;
        }
    };
    let place = findings.at(&feature.span()).in_feature(label);
    let closings = drawn.closings.iter();
    let mut closings = closings.filter_map(|(end, text)| findings.at(end).rewritten(text.as_str()));
    for mend in mends(&drawn) {
        let closes = mend.how == CLOSE_RINGS;
        let problem = mend.problem(place.clone());
        findings.problem(if closes {
            problem.corrected(closings.by_ref())
        } else {
            problem
        });
    }
    let known = !matches!(positions, Positions::Unknown);
    drawn.parts.into_geometry().filter(|_| known)
}

/// How to mend a ring that is not closed.
const CLOSE_RINGS: &str = "end each ring with its first position";

/// Something that was mended in a geometry.
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

/// What was mended in a geometry.
fn mends(drawn: &ReadGeometry) -> Vec<Mend> {
    let rings = Mend {
        what: format!("{} of its rings are not closed", drawn.parts.closed_rings),
        why: "they were closed by a straight line to their beginning",
        how: CLOSE_RINGS,
    };
    let turned = Mend {
        what: format!("{} of its longitudes are beyond \u{b1}180", drawn.turned),
        why: "they were brought back by whole turns: 187.7 is 172.3 west",
        how: "write longitudes between -180 and 180",
    };
    let counted = [(drawn.parts.closed_rings, rings), (drawn.turned, turned)];
    let found = counted.into_iter().filter(|(count, _)| *count > 0);
    found.map(|(_, mend)| mend).collect()
}

/// How to mend what is no JSON at `offset`.
fn mend_of_syntax(feature: &Raw<'_>, offset: usize) -> &'static str {
    let within = offset.saturating_sub(feature.start + 1);
    let begin = feature.text.floor_char_boundary(within);
    let found = feature.text[begin..].trim_start_matches(['-', '[', ' ', '"', ',']);
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
fn id_of(findings: &dyn Findings, raw: Raw<'_>, numbered: &str) -> Option<String> {
    match raw.text.as_bytes().first() {
        Some(b'"') => raw
            .parse::<String>()
            .ok()
            .filter(|id| !id.trim().is_empty()),
        Some(b'-' | b'0'..=b'9') => Some(raw.text.to_owned()),
        Some(b'n') => None,
        _ => {
            findings.problem(
                Problem::error(
                    format!(
                        "`id`: expected a text or a number, found {}",
                        quoted(raw.text)
                    ),
                    findings.at(&raw.span()).in_feature(numbered),
                )
                .why("no link can lead to it; the feature is called by its number")
                .mend("write it in lower case with hyphens, such as \"base-kant\""),
            );
            None
        }
    }
}

fn properties<'a>(findings: &dyn Findings, members: &[Member<'a>], label: &str) -> Vec<Member<'a>> {
    let Some(raw) = member(members, "properties").filter(|raw| raw.text != "null") else {
        return Vec::new();
    };
    raw.members().unwrap_or_else(|_| {
        findings.problem(
            Problem::error(
                format!(
                    "`properties`: expected an object, found {}",
                    quoted(raw.text)
                ),
                findings.at(&raw.span()).in_feature(label),
            )
            .why("the feature has no name and no text")
            .mend("write {\"name\": \"…\"}"),
        );
        Vec::new()
    })
}
