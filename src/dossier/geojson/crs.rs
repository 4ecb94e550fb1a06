//! The coordinate reference system that a file names, as was done before RFC 7946.

use super::super::from_json::{JsonFault, Member, Raw};
use super::super::report::Context;
use super::top::within;
use super::{GEOMETRIES, member, no_collection, type_of};
use crate::formats::crs::Crs;
use crate::problem::Problem;

/// How the positions of a file become places.
#[derive(Debug, Clone, Default)]
pub(in crate::dossier) enum Placing {
    /// They are WGS 84 longitude and latitude.
    #[default]
    Degrees,
    /// They are of another system.
    From(Box<Crs>),
    /// They are of a system that is not known: nothing is placed.
    Unknown,
}

/// How positions become places in a file whose member `crs` is this; what cannot be placed is reported.
pub(super) fn placing(cx: Context<'_>, crs: Option<Raw<'_>>) -> Placing {
    let Some(raw) = crs.filter(|crs| crs.text != "null") else {
        return Placing::Degrees;
    };
    let value = raw.parse::<serde_json::Value>().unwrap_or_default();
    match Crs::from_geojson_member(&value) {
        Ok(crs) if crs.is_wgs84() => Placing::Degrees,
        Ok(crs) => {
            if let Some(caveat) = &crs.caveat {
                let what = format!(
                    "the coordinate reference system {} is only roughly known",
                    crs.name
                );
                cx.push(
                    Problem::warning(what, cx.at(&raw.span()))
                        .why(caveat.clone())
                        .mend("export the file in WGS 84 (EPSG:4326) where that matters"),
                );
            }
            Placing::From(Box::new(crs))
        }
        Err(unknown) => {
            cx.push(unknown.problem(cx.at(&raw.span())));
            Placing::Unknown
        }
    }
}

/// What a whole file is whose features are read elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::dossier) enum Judged {
    /// A collection of features, which are where they say, or are not to be placed.
    Collection {
        /// Whether their coordinates are longitude and latitude on WGS 84.
        placed: bool,
    },
    /// Something else, which is reported.
    Other,
}

/// Judges a collection without looking at its features, of which it `has_features` or none.
///
/// # Errors
/// Where it is no JSON.
pub(in crate::dossier) fn judge(
    cx: Context<'_>,
    raw: Raw<'_>,
    has_features: bool,
) -> Result<Judged, JsonFault> {
    let members = raw.members()?;
    let kind = type_of(&members);
    let named = kind.as_ref().map(|(kind, _)| kind.as_ref());
    let listed = member(&members, "features").is_some_and(|list| list.items().is_ok());
    if named == Some("FeatureCollection") && listed {
        return Ok(Judged::Collection {
            placed: placeable(cx, &members),
        });
    }
    let other = named
        .is_none_or(|kind| !matches!(kind, "Feature" | "Topology") && !GEOMETRIES.contains(&kind));
    if other && listed && has_features {
        // The small reader takes them for the list of degrees that they stand in.
        cx.push(within("features", cx.at(&(raw.start..raw.start + 1))));
        return Ok(Judged::Collection { placed: true });
    }
    let span = kind
        .as_ref()
        .map_or(raw.start..raw.start + 1, |(_, raw)| raw.span());
    cx.push(no_collection(named, cx.at(&span)));
    Ok(Judged::Other)
}

/// Whether a large file's coordinates are longitude and latitude on WGS 84.
fn placeable(cx: Context<'_>, members: &[Member<'_>]) -> bool {
    let crs = member(members, "crs");
    match (placing(cx, crs), crs) {
        (Placing::Degrees, _) => true,
        (Placing::From(crs), Some(raw)) => {
            cx.push(
                Problem::error(
                    format!("expected WGS 84 coordinates, found the system {}", crs.name),
                    cx.at(&raw.span()),
                )
                .why("the features of so large a file are listed, but not placed")
                .mend("export the file in WGS 84 (EPSG:4326) and remove `crs`"),
            );
            false
        }
        _ => false,
    }
}
