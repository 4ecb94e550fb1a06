//! Whose data the ground is made of.

use crate::atlas::LayerKind;

/// A data set that the base map was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroundCredit {
    /// The layer that draws it.
    pub layer: LayerKind,
    /// What was taken from it, such as "towns".
    pub what: &'static str,
    /// Who made it.
    pub source: &'static str,
    /// Its licence, where that asks to be named.
    pub licence: Option<&'static str>,
    /// Where it is published.
    pub url: &'static str,
}

/// Every data set of the ground but Natural Earth's, which the line on boundaries names; the origin
/// of each is in `assets/README.md`.
pub const GROUND_CREDITS: [GroundCredit; 3] = [
    GroundCredit {
        layer: LayerKind::Cities,
        what: "towns",
        source: "GeoNames",
        licence: Some("CC BY 4.0"),
        url: "https://www.geonames.org",
    },
    GroundCredit {
        layer: LayerKind::Water,
        what: "rivers",
        source: "GSHHG",
        licence: None,
        url: "https://www.soest.hawaii.edu/pwessel/gshhg/",
    },
    GroundCredit {
        layer: LayerKind::Relief,
        what: "relief",
        source: "ETOPO5",
        licence: None,
        url: "https://doi.org/10.7289/V5D798BF",
    },
];

impl GroundCredit {
    /// As the foot of a picture says it: "towns: GeoNames (CC BY 4.0)".
    #[must_use]
    pub fn words(&self) -> String {
        let licence = self.licence.map(|licence| format!(" ({licence})"));
        format!(
            "{}: {}{}",
            self.what,
            self.source,
            licence.unwrap_or_default()
        )
    }

    /// As a file's metadata cite it.
    #[must_use]
    pub fn citation(&self) -> String {
        format!("{}, {}", self.words(), self.url)
    }
}
