//! Places that are far from all others of their file, and would be among them with latitude and
//! longitude exchanged.

use std::ops::RangeInclusive;

use crate::atlas::{FeatureTable, RowIx};
use crate::earth::LonLat;

/// Fewest places that show where a file's places are.
const FEWEST: usize = 4;

/// How far beyond the middle half of all places others may be, as a multiple of its width (Tukey,
/// "Exploratory Data Analysis", 1977, page 44: the outer fences).
const FENCE: f64 = 3.0;

/// Width of the middle half at most: in a file of a whole continent a place far away is usual.
const MOST_WIDTH_DEG: f64 = 5.0;

/// Width of the middle half at least, so that places in one town make no fence around it.
const LEAST_WIDTH_DEG: f64 = 0.1;

/// Places of a table that show where all are: sorting more would take longer than reading them.
const MOST_SAMPLED: usize = 10_000;

/// Where most places of a file are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Neighbours {
    lon_deg: RangeInclusive<f64>,
    lat_deg: RangeInclusive<f64>,
}

impl Neighbours {
    /// Where most of these places are; `None` of too few, and of places that are far apart.
    pub(super) fn of(places: impl Iterator<Item = LonLat>) -> Option<Self> {
        let (lon_deg, lat_deg): (Vec<f64>, Vec<f64>) =
            places.map(|at| (at.lon_deg, at.lat_deg)).unzip();
        if lon_deg.len() < FEWEST {
            return None;
        }
        Some(Self {
            lon_deg: within_fences(lon_deg)?,
            lat_deg: within_fences(lat_deg)?,
        })
    }

    /// As [`Neighbours::of`], of a table: where its places are shows in some of them, at equal distances.
    pub(super) fn of_table(table: &FeatureTable) -> Option<Self> {
        let step = table.len().div_ceil(MOST_SAMPLED).max(1);
        let rows = table.rows().step_by(step);
        Self::of(rows.filter_map(|row| Some(table.place(row)?.lon_lat())))
    }

    /// The place of the first row that is exchanged, and how many there are.
    pub(super) fn exchanged_rows(&self, table: &FeatureTable) -> Option<(RowIx, LonLat, usize)> {
        let places = table
            .rows()
            .filter_map(|row| Some((row, table.place(row)?.lon_lat())));
        let mut exchanged = places.filter(|(_, at)| self.is_exchanged(*at));
        let (row, at) = exchanged.next()?;
        Some((row, at, 1 + exchanged.count()))
    }

    /// Whether a place is far from the others in both directions, and among them when its numbers are
    /// exchanged.
    pub(super) fn is_exchanged(&self, at: LonLat) -> bool {
        let is_far = !self.lon_deg.contains(&at.lon_deg) && !self.lat_deg.contains(&at.lat_deg);
        is_far && self.lon_deg.contains(&at.lat_deg) && self.lat_deg.contains(&at.lon_deg)
    }
}

/// The range of values that are not far from the middle half of them; `None` where that is wide.
fn within_fences(mut values: Vec<f64>) -> Option<RangeInclusive<f64>> {
    values.sort_by(f64::total_cmp);
    let lower = values[values.len() / 4];
    let upper = values[values.len() * 3 / 4];
    let width = upper - lower;
    let beyond = FENCE * width.max(LEAST_WIDTH_DEG);
    (width <= MOST_WIDTH_DEG).then_some(lower - beyond..=upper + beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTS: [(f64, f64); 5] = [
        (65.5, 44.1),
        (65.1, 44.2),
        (65.7, 44.6),
        (66.1, 44.7),
        (44.1, 65.2),
    ];

    fn of(places: &[(f64, f64)]) -> Option<Neighbours> {
        let places = places.iter();
        Neighbours::of(places.map(|&(lon, lat)| LonLat::new(lon, lat)))
    }

    #[test]
    fn one_place_among_many_whose_numbers_are_exchanged_is_noticed() {
        let neighbours = of(&POSTS).expect("enough places");
        let exchanged = |&(lon, lat): &(f64, f64)| neighbours.is_exchanged(LonLat::new(lon, lat));
        assert_eq!(
            POSTS.map(|at| exchanged(&at)),
            [false, false, false, false, true]
        );
    }

    #[test]
    fn places_far_apart_and_few_places_show_nothing() {
        assert_eq!(of(&POSTS[..3]), None);
        let world = [
            (10.0, 50.0),
            (-70.0, -20.0),
            (140.0, 35.0),
            (30.0, 0.0),
            (50.0, 10.0),
        ];
        assert_eq!(of(&world), None);
    }
}
