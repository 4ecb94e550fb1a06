//! Levels of detail: those of the base map, and thinned ones where two of them lie far apart.

use geo::{LineString, SimplifyIdx};

use super::needed::{Needed, Wanted};
use crate::atlas::basemap::{BaseMap, BorderArc, Lake, Level, Line, River};
use crate::cores;
use crate::earth::LonLat;
use crate::math;

/// Two levels whose tolerances lie further apart than this get others between them: without these
/// a view would take many times the vertices that it can show.
const FAR_APART: f64 = 1.6;

/// Number of levels that are thinned further from the base map's coarsest one, for views of the world.
const COARSER: i32 = 5;
/// Ratio of the tolerance of each such level to the one before.
const COARSER_BY: f64 = 1.25;

/// Lines that are worked on together.
const GRAIN: usize = 64;

/// Length of a degree of latitude.
const DEGREE_M: f64 = 111_200.0;

/// One level of detail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lod {
    /// How far its lines may lie from the true ones.
    pub(super) tolerance_m: f64,
    /// The base map's level that it is made of.
    of: usize,
    /// What more is left out of that one, metres; 0 for the level itself.
    thinned_by_m: f64,
}

/// The levels of detail, the coarsest first.
pub(super) fn steps(basemap: &BaseMap) -> Vec<Lod> {
    let coarsest = basemap.levels.first().map(|level| level.tolerance_m);
    let coarser = coarsest.into_iter().flat_map(|tolerance_m| {
        (1..=COARSER).rev().map(move |times| Lod {
            tolerance_m: tolerance_m * math::powi(COARSER_BY, times),
            of: 0,
            thinned_by_m: tolerance_m * (math::powi(COARSER_BY, times) - 1.0),
        })
    });
    let mut steps: Vec<Lod> = coarser.collect();
    for (of, level) in basemap.levels.iter().enumerate() {
        if let Some(coarser) = steps.last().map(|step| step.tolerance_m) {
            let apart = coarser / level.tolerance_m;
            let parts = (math::ln(apart) / math::ln(FAR_APART)).ceil();
            let between = (1..parts as i32).map(|number| {
                let tolerance_m = coarser * math::powf(apart, -f64::from(number) / parts);
                Lod {
                    tolerance_m,
                    of,
                    thinned_by_m: tolerance_m - level.tolerance_m,
                }
            });
            steps.extend(between);
        }
        steps.push(Lod {
            tolerance_m: level.tolerance_m,
            of,
            thinned_by_m: 0.0,
        });
    }
    steps
}

impl Lod {
    /// Whether it is one of the base map's own levels, nothing left out.
    pub(super) fn whole(&self) -> bool {
        self.thinned_by_m <= 0.0
    }

    /// Calls `then` with what is needed of the level.
    pub(super) fn with<T>(
        &self,
        basemap: &BaseMap,
        needed: Needed,
        then: impl FnOnce(&Level, &Wanted) -> T,
    ) -> Option<T> {
        let level = basemap.levels.get(self.of)?;
        let wanted = Wanted::of(level, needed);
        if self.whole() {
            Some(then(level, &wanted))
        } else {
            Some(then(&self.thinned(level, &wanted), &wanted))
        }
    }

    /// The level with corners left out that lie within `thinned_by_m` of the line without them, and
    /// what is not wanted left out, but for the ends of arcs. Arcs are thinned and their ends stay, so
    /// that neighbours keep one border with no gap and no overlap.
    fn thinned(&self, level: &Level, wanted: &Wanted) -> Level {
        let thin = |places: &Vec<LonLat>| thinned_line(places, self.thinned_by_m);
        let arcs: Vec<(usize, &BorderArc)> = level.arcs.iter().enumerate().collect();
        Level {
            tolerance_m: self.tolerance_m,
            arcs: cores::map(&arcs, GRAIN, |&(number, arc)| BorderArc {
                points: if wanted.arc(number) {
                    thin(&arc.points)
                } else {
                    ends(&arc.points)
                },
                ..*arc
            }),
            countries: level.countries.clone(),
            lakes: cores::map(&wanted.lakes(level), GRAIN, |lake| Lake {
                rings: lake.rings.iter().map(thin).collect(),
                ..**lake
            }),
            rivers: cores::map(&wanted.rivers(level), GRAIN, |river| River {
                points: thin(&river.points),
                ..**river
            }),
            provinces: cores::map(&wanted.provinces(level), GRAIN, |province| Line {
                points: thin(&province.points),
            }),
            claimed: level.claimed.clone(),
        }
    }
}

/// The first and the last place of a line.
fn ends(places: &[LonLat]) -> Vec<LonLat> {
    places
        .first()
        .into_iter()
        .chain(places.last())
        .copied()
        .collect()
}

/// Ramer (1972), Douglas and Peucker (1973), with longitudes shortened as at the line's first place.
fn thinned_line(places: &[LonLat], by_m: f64) -> Vec<LonLat> {
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let shortened = math::cos(first.lat_deg.to_radians());
    let flat: LineString = places
        .iter()
        .map(|place| (place.lon_deg * shortened, place.lat_deg))
        .collect();
    let kept = flat.simplify_idx(by_m / DEGREE_M);
    kept.into_iter().map(|at| places[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thinned_line_keeps_its_ends_and_what_stands_out() {
        let line = [(60.0, 40.0), (61.0, 40.001), (62.0, 40.0), (63.0, 41.0)];
        let line = line.map(|(lon, lat)| LonLat::new(lon, lat));
        let thin = thinned_line(&line, 5_000.0);
        assert_eq!(thin, [line[0], line[2], line[3]]);
    }

    #[test]
    fn no_two_levels_lie_far_apart() {
        let basemap = BaseMap::embedded().unwrap();
        let steps = steps(&basemap);
        assert!(steps.len() > basemap.levels.len());
        for pair in steps.windows(2) {
            let apart = pair[0].tolerance_m / pair[1].tolerance_m;
            assert!(apart > 1.0 && apart <= FAR_APART + 1e-9, "{apart}");
        }
    }

    #[test]
    fn a_thinned_level_has_fewer_places_and_the_same_joints() {
        let basemap = BaseMap::embedded().unwrap();
        let thin = steps(&basemap)
            .into_iter()
            .find(|step| step.of > 0 && step.thinned_by_m > 0.0)
            .unwrap();
        let level = &basemap.levels[thin.of];
        let count = |level: &Level| level.arcs.iter().map(|arc| arc.points.len()).sum::<usize>();
        let fewer = thin.with(&basemap, Needed::EVERYTHING, |thinned, _| {
            for (one, other) in level.arcs.iter().zip(&thinned.arcs) {
                assert_eq!(one.points.first(), other.points.first());
                assert_eq!(one.points.last(), other.points.last());
            }
            count(thinned)
        });
        assert!(
            fewer.unwrap() * 4 < count(level) * 3,
            "{fewer:?} of {}",
            count(level)
        );
    }
}
