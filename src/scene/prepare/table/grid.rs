//! Places of the map in whole steps of a fine grid: a centimetre, where the map is not too wide.

use crate::earth::{LonLat, MapPoint, MapRect, Projection};

/// A place on the grid: steps east and north of the map's zero.
pub(in crate::scene) type At = [i32; 2];

/// Stands for what the projection does not show.
pub(in crate::scene) const NOWHERE: At = [i32::MIN; 2];

/// No place lies farther out than this, so that sums of two stay whole numbers.
const MOST: i32 = 1 << 30;

/// The coarsest level's cells have 2^26 steps to a side: 670 km.
pub(in crate::scene) const COARSEST: u32 = 26;

/// The finest step.
const FINEST_M: f64 = 0.01;

/// A grid over the map, the same for all that one projection shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Grid {
    /// Length of a step.
    pub(in crate::scene) step_m: f64,
}

impl Grid {
    /// The finest grid whose numbers reach over all that the projection shows.
    pub(in crate::scene) fn of(projection: &Projection) -> Self {
        let mut reach_m = 0.0_f64;
        for lat_deg in -30..=30 {
            for lon_deg in -60..=60 {
                let place = LonLat::new(f64::from(lon_deg) * 3.0, f64::from(lat_deg) * 3.0);
                if let Some(point) = projection.project(place) {
                    reach_m = reach_m.max(point.x_m.abs()).max(point.y_m.abs());
                }
            }
        }
        // What lies between the samples may reach farther, never twice as far.
        let mut step_m = FINEST_M;
        while reach_m * 1.5 > f64::from(MOST) * step_m {
            step_m *= 2.0;
        }
        Self { step_m }
    }

    /// The step nearest to a point; `None` beyond the grid.
    pub(in crate::scene) fn at(self, point: MapPoint) -> Option<At> {
        let steps = [point.x_m, point.y_m].map(|metres| (metres / self.step_m).round());
        let fits = steps.iter().all(|step| step.abs() <= f64::from(MOST));
        fits.then(|| steps.map(|step| step as i32))
    }

    /// The step at or south-west of a point; `None` beyond the grid.
    pub(in crate::scene) fn at_floor(self, point: MapPoint) -> Option<At> {
        let steps = [point.x_m, point.y_m].map(|metres| (metres / self.step_m).floor());
        let fits = steps.iter().all(|step| step.abs() <= f64::from(MOST));
        fits.then(|| steps.map(|step| step as i32))
    }

    /// Where a step stands on the map.
    pub(in crate::scene) fn point(self, at: At) -> MapPoint {
        let [x_m, y_m] = at.map(|steps| f64::from(steps) * self.step_m);
        MapPoint::new(x_m, y_m)
    }

    /// The steps within a rectangle, and at most one more on each side.
    pub(in crate::scene) fn bounds(self, rect: MapRect) -> GridBounds {
        let step = |metres: f64| (metres / self.step_m).clamp(-f64::from(MOST), f64::from(MOST));
        GridBounds {
            min: [rect.min.x_m, rect.min.y_m].map(|metres| step(metres).floor() as i32),
            max: [rect.max.x_m, rect.max.y_m].map(|metres| step(metres).ceil() as i32),
        }
    }

    /// The rectangle of the map between two places.
    pub(in crate::scene) fn rect(self, bounds: &GridBounds) -> MapRect {
        MapRect::new(self.point(bounds.min), self.point(bounds.max))
    }

    /// The greatest power of two of which as many steps are no longer than `most_m`.
    pub(in crate::scene) fn shift_for(self, most_m: f64) -> u32 {
        (0..=COARSEST)
            .rev()
            .find(|&shift| self.cell_m(shift) <= most_m)
            .unwrap_or(0)
    }

    /// Length of a cell of 2^`shift` steps.
    pub(in crate::scene) fn cell_m(self, shift: u32) -> f64 {
        self.step_m * f64::from(1_u32 << shift)
    }
}

/// A rectangle of the grid, its edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) struct GridBounds {
    pub(in crate::scene) min: At,
    pub(in crate::scene) max: At,
}

impl GridBounds {
    /// Holds nothing.
    pub(in crate::scene) const EMPTY: Self = Self {
        min: [i32::MAX; 2],
        max: [i32::MIN; 2],
    };

    pub(in crate::scene) fn is_empty(&self) -> bool {
        self.min[0] > self.max[0]
    }

    /// Grows to hold `at`; [`NOWHERE`] changes nothing.
    pub(in crate::scene) fn include(&mut self, at: At) {
        if at != NOWHERE {
            *self = self.union(&Self { min: at, max: at });
        }
    }

    pub(in crate::scene) fn union(&self, other: &Self) -> Self {
        Self {
            min: [0, 1].map(|axis| self.min[axis].min(other.min[axis])),
            max: [0, 1].map(|axis| self.max[axis].max(other.max[axis])),
        }
    }

    pub(in crate::scene) fn meets(&self, other: &Self) -> bool {
        self.min[0] <= other.max[0]
            && other.min[0] <= self.max[0]
            && self.min[1] <= other.max[1]
            && other.min[1] <= self.max[1]
    }

    pub(in crate::scene) fn contains(&self, at: At) -> bool {
        self.meets(&Self { min: at, max: at })
    }

    /// Whether it holds all of `other`.
    pub(in crate::scene) fn holds(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// The longer of its sides, steps.
    pub(in crate::scene) fn side(&self) -> i64 {
        let side = |axis: usize| i64::from(self.max[axis]) - i64::from(self.min[axis]);
        side(0).max(side(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::Extent;

    #[test]
    fn a_region_is_kept_to_the_centimetre_and_the_world_to_two() {
        let region = Projection::for_extent(Extent::from([46.0, 34.0, 88.0, 56.0]));
        let world = Projection::for_extent(Extent::WORLD);
        for (projection, most_m) in [(region, 0.041), (world, 0.041)] {
            let grid = Grid::of(&projection);
            assert!(grid.step_m <= most_m, "{}", grid.step_m);
            let kant = projection.project(LonLat::new(74.846, 42.853)).unwrap();
            let back = grid.point(grid.at(kant).unwrap());
            assert!(back.plane_distance_m(kant) <= grid.step_m);
            for lon_deg in [-179.9, 0.0, 179.9] {
                for lat_deg in [-58.0, 0.0, 89.0] {
                    let point = projection.project(LonLat::new(lon_deg, lat_deg)).unwrap();
                    assert!(grid.at(point).is_some(), "{lon_deg} {lat_deg}");
                }
            }
        }
    }

    #[test]
    fn a_cell_is_the_longest_that_fits() {
        let grid = Grid { step_m: 0.01 };
        assert_eq!(grid.shift_for(0.001), 0);
        assert_eq!(grid.shift_for(0.04), 2);
        assert_eq!(grid.shift_for(0.0799), 2);
        assert!(grid.cell_m(grid.shift_for(8000.0)) <= 8000.0);
        assert!(grid.cell_m(grid.shift_for(8000.0)) > 4000.0);
    }

    #[test]
    fn nowhere_is_in_no_rectangle() {
        let mut bounds = GridBounds::EMPTY;
        bounds.include(NOWHERE);
        assert!(bounds.is_empty());
        bounds.include([3, -4]);
        bounds.include([-1, 9]);
        assert!(bounds.contains([0, 0]) && !bounds.contains(NOWHERE));
        assert_eq!(bounds.side(), 13);
    }
}
