//! How far features lie from borders.

use super::Iso3;
use super::basemap::{BaseMap, BorderKind};
use crate::earth::{LonLat, distance_to_line_m};

/// Geodesic distance from a feature to a border.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderDistance {
    /// Metres on WGS84.
    pub metres: f64,
    /// The two countries that the border parts.
    pub between: [Iso3; 2],
    /// The nearest place of the border.
    pub at: LonLat,
}

/// Distances of one feature, worked out when first asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct BorderDistances {
    /// To the nearest land border.
    pub(super) nearest: Option<BorderDistance>,
    /// To the border of the country that the dossier measures from.
    pub(super) reference: Option<BorderDistance>,
}

impl BorderDistances {
    /// The distances of a place. `reference` is the country from whose border the dossier measures.
    pub(super) fn of(from: LonLat, basemap: &BaseMap, reference: Option<Iso3>) -> Self {
        let mut measured = Self::default();
        let Some(level) = basemap.levels.last() else {
            return measured;
        };
        for arc in &level.arcs {
            let [Some(a), Some(b)] = arc.between else {
                continue;
            };
            if matches!(arc.kind, BorderKind::Coast | BorderKind::Seam) {
                continue;
            }
            let between = [a, b].map(|country| basemap.countries[country.index()].iso3);
            let Some((metres, at)) = distance_to_line_m(from, &arc.points) else {
                continue;
            };
            let distance = BorderDistance {
                metres,
                between,
                at,
            };
            if reference.is_some_and(|iso3| between.contains(&iso3)) {
                keep_nearer(&mut measured.reference, &distance);
            }
            keep_nearer(&mut measured.nearest, &distance);
        }
        measured
    }
}

fn keep_nearer(nearest: &mut Option<BorderDistance>, candidate: &BorderDistance) {
    if nearest
        .as_ref()
        .is_none_or(|known| candidate.metres < known.metres)
    {
        *nearest = Some(candidate.clone());
    }
}
