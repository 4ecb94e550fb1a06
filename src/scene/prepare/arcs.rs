//! The arcs of a level in map metres, each projected once for all that is made of it.

use std::sync::Arc;

use super::needed::Wanted;
use crate::atlas::basemap::{ArcRef, Level, Polygon, Ring};
use crate::cores;
use crate::earth::{Domain, LonLat, MapPoint, Projection, clip};
use crate::scene::LineGeometry;
use crate::scene::prepare::geometry::projected_pieces;

/// Lines that are worked on together.
const GRAIN: usize = 32;

/// From the base map's longitude and latitude to map metres.
pub(super) struct ArcSource<'a> {
    pub(super) projection: &'a Projection,
    /// Largest distance of a projected edge from its curve, metres of the map.
    pub(super) tolerance_m: f64,
}

/// A line in map metres.
pub(super) struct Projected {
    /// What the projection shows of it.
    pub(super) pieces: Vec<Arc<LineGeometry>>,
    /// Whether it is one piece, with nothing cut off and no place moved.
    whole: bool,
}

impl ArcSource<'_> {
    /// One line.
    pub(super) fn line(&self, places: &[LonLat]) -> Projected {
        let cut = clip::line(&self.projection.domain(), places);
        // A cap is cut on a turned sphere: what it gives back is not quite what it was given.
        let exact = matches!(self.projection.domain(), Domain::Window { .. });
        let whole = exact && matches!(cut.as_slice(), [only] if only.len() == places.len());
        Projected {
            pieces: projected_pieces(self.projection, &cut, self.tolerance_m),
            whole,
        }
    }

    /// The lines that `places` gives of `things`, in order, over the cores.
    pub(super) fn lines<T: Sync>(
        &self,
        things: &[T],
        places: impl Fn(&T) -> &[LonLat] + Sync,
    ) -> Vec<Projected> {
        cores::map(things, GRAIN, |thing| self.line(places(thing)))
    }
}

/// The arcs of a level in map metres, in its order.
pub(super) struct Arcs(Vec<Projected>);

impl Arcs {
    /// Those that are wanted; the others have no pieces.
    pub(super) fn of(level: &Level, wanted: &Wanted, source: &ArcSource<'_>) -> Self {
        let arcs = level.arcs.iter().enumerate();
        let points = arcs.map(|(number, arc)| {
            let wanted = wanted.arc(number);
            if wanted { arc.points.as_slice() } else { &[] }
        });
        Self(source.lines(&points.collect::<Vec<_>>(), |points| points))
    }

    /// The pieces of each arc.
    pub(super) fn each(&self) -> impl Iterator<Item = &[Arc<LineGeometry>]> {
        self.0.iter().map(|arc| arc.pieces.as_slice())
    }

    /// A polygon's rings, not closed by a repeated point; `None` where an arc of theirs is cut, so that
    /// the polygon must be cut as a whole.
    pub(super) fn polygon(&self, polygon: &Polygon) -> Option<Vec<Vec<MapPoint>>> {
        polygon.rings.iter().map(|ring| self.ring(ring)).collect()
    }

    fn ring(&self, ring: &Ring) -> Option<Vec<MapPoint>> {
        let mut points = Vec::new();
        for &ArcRef { arc, reversed } in &ring.0 {
            let arc = self.0.get(arc as usize).filter(|arc| arc.whole)?;
            let arc = &arc.pieces.first()?.points;
            // The last place of an arc is the first of the next, and the very last of the first.
            if reversed {
                points.extend(arc.iter().skip(1).rev());
            } else {
                points.extend(arc.iter().take(arc.len() - 1));
            }
        }
        Some(points)
    }
}

#[cfg(test)]
mod tests {
    use super::super::needed::Needed;
    use super::*;
    use crate::atlas::BaseMap;
    use crate::scene::prepare::geometry::projected_areas;

    /// Whose points a ring has, wherever it begins and whichever way it goes.
    fn points(ring: &[MapPoint]) -> Vec<[u64; 2]> {
        let bits = |point: &MapPoint| [point.x_m.to_bits(), point.y_m.to_bits()];
        let mut points: Vec<_> = ring.iter().map(bits).collect();
        points.sort_unstable();
        points
    }

    #[test]
    fn a_polygon_made_of_arcs_is_the_one_that_is_projected_as_a_whole() {
        let basemap = BaseMap::embedded().unwrap();
        let level = &basemap.levels[0];
        let definitions = [
            "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
            "+proj=eqearth +lon_0=0 +datum=WGS84",
        ];
        for definition in definitions {
            let projection = Projection::parse(definition).unwrap();
            let source = ArcSource {
                projection: &projection,
                tolerance_m: 100.0,
            };
            let arcs = Arcs::of(level, &Wanted::of(level, Needed::EVERYTHING), &source);
            let polygons = level.countries.iter().flat_map(|area| &area.polygons);
            let (mut made, mut cut) = (0, 0);
            for polygon in polygons {
                let Some(rings) = arcs.polygon(polygon) else {
                    cut += 1;
                    continue;
                };
                let whole: Vec<Vec<LonLat>> = polygon
                    .rings
                    .iter()
                    .map(|ring| level.ring_points(ring).collect())
                    .collect();
                let areas = projected_areas(&projection, &whole, 100.0);
                let rings: Vec<_> = rings.into_iter().filter(|ring| ring.len() > 2).collect();
                assert_eq!(areas.len(), usize::from(!rings.is_empty()));
                let whole = areas.iter().flat_map(|area| &area.rings);
                for (one, other) in whole.zip(&rings) {
                    assert_eq!(points(one), points(other), "{definition}");
                }
                made += 1;
            }
            assert!(made > 5 * cut, "{made} {cut} {definition}");
        }
    }
}
