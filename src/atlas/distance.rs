//! How far features lie from borders.

use super::basemap::BorderKind;
use super::{Atlas, Feature, FeatureId, Iso3, Shape};
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
    nearest: Option<BorderDistance>,
    reference: Option<BorderDistance>,
}

impl Atlas {
    /// Distance to the nearest land border; `None` for what has no place or where no border is near (3,000 km).
    #[must_use]
    pub fn nearest_border(&self, ix: FeatureId) -> Option<&BorderDistance> {
        self.border_distances(ix)?.nearest.as_ref()
    }

    /// Distance to the border of the country that the dossier measures from.
    #[must_use]
    pub fn reference_distance(&self, ix: FeatureId) -> Option<&BorderDistance> {
        self.border_distances(ix)?.reference.as_ref()
    }

    fn border_distances(&self, ix: FeatureId) -> Option<&BorderDistances> {
        let cell = self.distances.get(ix.index())?;
        Some(cell.get_or_init(|| self.measure(self.feature(ix))))
    }

    fn measure(&self, feature: &Feature) -> BorderDistances {
        let mut measured = BorderDistances::default();
        let Some(from) = feature.shape.as_ref().and_then(Shape::anchor) else {
            return measured;
        };
        let Some(level) = self.basemap.levels.last() else {
            return measured;
        };
        for arc in &level.arcs {
            let [Some(a), Some(b)] = arc.between else {
                continue;
            };
            if matches!(arc.kind, BorderKind::Coast | BorderKind::Seam) {
                continue;
            }
            let between = [a, b].map(|country| self.basemap.countries[usize::from(country.0)].iso3);
            let Some((metres, at)) = distance_to_line_m(from, &arc.points) else {
                continue;
            };
            let distance = BorderDistance {
                metres,
                between,
                at,
            };
            let of_reference = self
                .dossier
                .map
                .reference_border
                .is_some_and(|iso3| between.contains(&iso3));
            if of_reference {
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
