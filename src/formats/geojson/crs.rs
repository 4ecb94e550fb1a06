//! The coordinate reference system that a file names, as was done before RFC 7946.

use super::findings::Findings;
use super::object::{TYPES, member, type_of};
use super::top::{no_collection, within};
use crate::formats::Given;
use crate::formats::crs::Crs;
use crate::formats::json::{JsonFault, Member, Raw};
use crate::problem::{Place, Problem};

/// How the positions of a file become places.
#[derive(Debug, Clone, Default)]
pub(crate) enum Positions {
    /// They are WGS 84 longitude and latitude.
    #[default]
    Wgs84,
    /// They are of another system.
    Of(Box<Crs>),
    /// They are taken as they are written: the caller brings them to WGS 84.
    AsWritten,
    /// They are of a system that is not known: nothing is placed.
    Unknown,
}

impl Positions {
    /// How positions become places in a file that begins with this text, up to its first feature, as far
    /// as that is known there: from the system that is `given`, else from the one that the text names.
    pub(crate) fn before_features(beginning: &str, given: &Given) -> Self {
        let named = || {
            let whole = format!("{}]}}", beginning.trim());
            let whole = Raw {
                text: &whole,
                start: 0,
            };
            let named = member(&whole.members().ok()?, "crs")?;
            Crs::from_geojson_member(&named.parse().ok()?).ok()
        };
        let known = match given.crs() {
            Some(given) => given.ok(),
            None => named(),
        };
        match known.filter(|crs| !crs.is_wgs84()) {
            Some(crs) => Self::Of(Box::new(crs)),
            None => Self::Wgs84,
        }
    }
}

/// How positions become places in a file whose member `crs` is this; a system that is `given` goes before
/// it. What cannot be placed is reported.
pub(super) fn positions(findings: &dyn Findings, crs: Option<Raw<'_>>, given: &Given) -> Positions {
    match given.crs() {
        Some(Ok(crs)) if crs.is_wgs84() => return Positions::Wgs84,
        Some(Ok(crs)) => return Positions::Of(Box::new(crs)),
        Some(Err(unknown)) => {
            let file = Place {
                line: None,
                span: None,
                ..findings.at(&(0..0))
            };
            findings.problem(unknown.problem(file));
            return Positions::Unknown;
        }
        None => {}
    }
    let Some(raw) = crs.filter(|crs| crs.text != "null") else {
        return Positions::Wgs84;
    };
    let value = raw.parse::<serde_json::Value>().unwrap_or_default();
    match Crs::from_geojson_member(&value) {
        Ok(crs) if crs.is_wgs84() => Positions::Wgs84,
        Ok(crs) => {
            if let Some(caveat) = &crs.caveat {
                let what = format!(
                    "the coordinate reference system {} is only roughly known",
                    crs.name
                );
                findings.problem(
                    Problem::warning(what, findings.at(&raw.span()))
                        .why(caveat.clone())
                        .mend("export the file in WGS 84 (EPSG:4326) where that matters"),
                );
            }
            Positions::Of(Box::new(crs))
        }
        Err(unknown) => {
            findings.problem(unknown.problem(findings.at(&raw.span())));
            Positions::Unknown
        }
    }
}

/// What a whole file is whose features are read elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judged {
    /// A collection of features, which are where they say, or are not to be placed.
    Collection {
        /// Whether their coordinates are longitude and latitude on WGS 84.
        placed: bool,
    },
    /// Something else, which is reported.
    Other,
}

/// Judges a collection without looking at its features, of which it `has_features` or none, and which
/// were read with their positions `as_read`.
///
/// # Errors
/// Where it is no JSON.
pub(crate) fn judge(
    findings: &dyn Findings,
    raw: Raw<'_>,
    has_features: bool,
    given: &Given,
    as_read: &Positions,
) -> Result<Judged, JsonFault> {
    let members = raw.members()?;
    let kind = type_of(&members);
    let named = kind.as_ref().map(|(kind, _)| kind.as_ref());
    let listed = member(&members, "features").is_some_and(|list| list.items().is_ok());
    if named == Some("FeatureCollection") && listed {
        return Ok(Judged::Collection {
            placed: placeable(findings, &members, given, as_read),
        });
    }
    let other =
        named.is_none_or(|kind| !matches!(kind, "Feature" | "Topology") && !TYPES.contains(&kind));
    if other && listed && has_features {
        // The small reader takes them for the list of degrees that they stand in.
        findings.problem(within("features", findings.at(&(raw.start..raw.start + 1))));
        return Ok(Judged::Collection { placed: true });
    }
    let span = kind
        .as_ref()
        .map_or(raw.start..raw.start + 1, |(_, raw)| raw.span());
    findings.problem(no_collection(named, findings.at(&span)));
    Ok(Judged::Other)
}

/// Whether a large file's coordinates were brought to longitude and latitude on WGS 84.
fn placeable(
    findings: &dyn Findings,
    members: &[Member<'_>],
    given: &Given,
    as_read: &Positions,
) -> bool {
    let crs = member(members, "crs");
    match positions(findings, crs, given) {
        Positions::Wgs84 => true,
        Positions::Of(_) if matches!(as_read, Positions::Of(_)) => true,
        Positions::Of(system) => {
            let span = crs.map_or(0..1, |raw| raw.span());
            findings.problem(
                Problem::error(
                    format!(
                        "expected WGS 84 coordinates, found the system {}",
                        system.name
                    ),
                    findings.at(&span),
                )
                .why("so large a file must name it at its beginning; its features are listed, but not placed")
                .mend("put `crs` before `features`, or export the file in WGS 84 (EPSG:4326) without it"),
            );
            false
        }
        _ => false,
    }
}
