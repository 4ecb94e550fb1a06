//! Elements of OpenStreetMap as the Overpass API writes them.

use geo::Coord;
use serde_json::{Map, Value};

/// What an element is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ElementKind {
    /// A point.
    #[default]
    Node,
    /// A line of nodes.
    Way,
    /// A group of elements.
    Relation,
}

impl ElementKind {
    /// Its word in ids.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Way => "way",
            Self::Relation => "relation",
        }
    }
}

#[derive(Debug, Clone, Copy, serde::Deserialize)]
struct LatLon {
    lat: f64,
    lon: f64,
}

/// An element, or a member of a relation.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct OsmElement {
    #[serde(rename = "type")]
    pub(super) kind: ElementKind,
    #[serde(alias = "ref")]
    pub(super) id: i64,
    lat: Option<f64>,
    lon: Option<f64>,
    center: Option<LatLon>,
    geometry: Option<Vec<Option<LatLon>>>,
    pub(super) nodes: Vec<i64>,
    pub(super) members: Vec<OsmElement>,
    pub(super) role: String,
    pub(super) tags: Map<String, Value>,
}

impl OsmElement {
    /// Where a node is.
    pub(super) fn place(&self) -> Option<Coord<f64>> {
        Some(Coord {
            x: self.lon?,
            y: self.lat?,
        })
    }

    /// The middle of an element, where the query asked for that alone.
    pub(super) fn middle(&self) -> Option<Coord<f64>> {
        self.center
            .map(|LatLon { lat, lon }| Coord { x: lon, y: lat })
    }

    /// The line of a way that was written out; what lies beyond the query's box is null in it.
    pub(super) fn line(&self) -> Option<Vec<Coord<f64>>> {
        let geometry = self.geometry.as_ref()?;
        Some(
            geometry
                .iter()
                .flatten()
                .map(|&LatLon { lat, lon }| Coord { x: lon, y: lat })
                .collect(),
        )
    }
}
