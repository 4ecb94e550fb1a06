//! A span of longitude and latitude.

use serde::{Deserialize, Serialize};

use super::LonLat;

/// A span of longitude and latitude, in degrees, its edges included.
///
/// It may cross the date line: then `west_deg` is greater than `east_deg` (RFC 7946, section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
pub struct Extent {
    /// The western edge, in −180..=180.
    pub west_deg: f64,
    /// The southern edge, in −90..=90.
    pub south_deg: f64,
    /// The eastern edge, in −180..=180.
    pub east_deg: f64,
    /// The northern edge, in −90..=90.
    pub north_deg: f64,
}

impl Extent {
    /// The whole earth.
    pub const WORLD: Self = Self {
        west_deg: -180.0,
        south_deg: -90.0,
        east_deg: 180.0,
        north_deg: 90.0,
    };

    /// The whole earth with this meridian in its middle, but for a thousandth of a degree at its seam.
    #[must_use]
    pub fn world_around(lon_deg: f64) -> Self {
        let edge = |aside_deg: f64| LonLat::new(lon_deg + aside_deg, 0.0).normalized().lon_deg;
        Self {
            west_deg: edge(-179.9995),
            east_deg: edge(179.9995),
            ..Self::WORLD
        }
    }

    /// The smallest extent that holds all the places; `None` of none.
    ///
    /// The widest stretch of longitude with no place in it is left out, so places on both sides of
    /// the date line give a narrow extent across it.
    ///
    /// ```
    /// use steppe::earth::{Extent, LonLat};
    ///
    /// let suva_and_apia = [LonLat::new(178.44, -18.14), LonLat::new(-171.76, -13.83)];
    /// let extent = Extent::of(suva_and_apia).unwrap();
    /// assert_eq!((extent.west_deg, extent.east_deg), (178.44, -171.76));
    /// ```
    #[must_use]
    pub fn of(places: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        let (mut south_deg, mut north_deg) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut lons_deg = Vec::new();
        for place in places.into_iter().filter(|place| place.valid()) {
            south_deg = south_deg.min(place.lat_deg);
            north_deg = north_deg.max(place.lat_deg);
            lons_deg.push(place.normalized().lon_deg);
        }
        lons_deg.sort_by(f64::total_cmp);
        let (&first, &last) = (lons_deg.first()?, lons_deg.last()?);
        let mut widest_gap_deg = first + 360.0 - last;
        let (mut west_deg, mut east_deg) = (first, last);
        for pair in lons_deg.windows(2) {
            if pair[1] - pair[0] > widest_gap_deg {
                widest_gap_deg = pair[1] - pair[0];
                (west_deg, east_deg) = (pair[1], pair[0]);
            }
        }
        Some(Self {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        })
    }

    /// The smallest extent that holds both.
    #[must_use]
    pub fn united(self, other: Self) -> Self {
        let reach_deg = |west_deg: f64, held: Self| {
            (held.west_deg - west_deg).rem_euclid(360.0) + held.width_deg()
        };
        let from = |west_deg: f64| {
            let width_deg = reach_deg(west_deg, self).max(reach_deg(west_deg, other));
            (width_deg, west_deg)
        };
        let (a, b) = (from(self.west_deg), from(other.west_deg));
        let (width_deg, west_deg) = if b.0 < a.0 { b } else { a };
        let (west_deg, east_deg) = if width_deg >= 360.0 {
            (Self::WORLD.west_deg, Self::WORLD.east_deg)
        } else {
            let east_deg = west_deg + width_deg;
            (
                west_deg,
                if east_deg > 180.0 {
                    east_deg - 360.0
                } else {
                    east_deg
                },
            )
        };
        Self {
            west_deg,
            south_deg: self.south_deg.min(other.south_deg),
            east_deg,
            north_deg: self.north_deg.max(other.north_deg),
        }
    }

    /// Whether the place lies in it or on its edge.
    #[must_use]
    pub fn contains(&self, place: LonLat) -> bool {
        let eastward_deg = (place.lon_deg - self.west_deg).rem_euclid(360.0);
        (self.south_deg..=self.north_deg).contains(&place.lat_deg)
            && (eastward_deg <= self.width_deg() || self.width_deg() >= 360.0)
    }

    /// Whether the two have a place in common, be it on their edges.
    ///
    /// ```
    /// use steppe::earth::Extent;
    ///
    /// let fiji = Extent::from([177.0, -20.0, -178.0, -15.0]);
    /// assert!(fiji.meets(&Extent::from([-179.0, -18.0, -170.0, -10.0])));
    /// assert!(!fiji.meets(&Extent::from([0.0, -18.0, 10.0, -10.0])));
    /// ```
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let eastward_deg = |from: &Self, to: &Self| (to.west_deg - from.west_deg).rem_euclid(360.0);
        self.south_deg <= other.north_deg
            && other.south_deg <= self.north_deg
            && (eastward_deg(self, other) <= self.width_deg()
                || eastward_deg(other, self) <= other.width_deg())
    }

    /// Its middle, in degrees both ways, the longitude in −180..180.
    #[must_use]
    pub fn center(&self) -> LonLat {
        LonLat::new(
            self.west_deg + self.width_deg() / 2.0,
            f64::midpoint(self.south_deg, self.north_deg),
        )
        .normalized()
    }

    /// Its width eastward, in degrees, 0..=360.
    #[must_use]
    pub fn width_deg(&self) -> f64 {
        let width_deg = self.east_deg - self.west_deg;
        if (0.0..=360.0).contains(&width_deg) {
            width_deg
        } else {
            width_deg.rem_euclid(360.0)
        }
    }

    /// Its height, in degrees, 0..=180.
    #[must_use]
    pub fn height_deg(&self) -> f64 {
        self.north_deg - self.south_deg
    }
}

impl From<[f64; 4]> for Extent {
    /// West, south, east and north, as a `GeoJSON` `bbox` has them.
    fn from([west_deg, south_deg, east_deg, north_deg]: [f64; 4]) -> Self {
        Self {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        }
    }
}

impl From<Extent> for [f64; 4] {
    fn from(extent: Extent) -> Self {
        [
            extent.west_deg,
            extent.south_deg,
            extent.east_deg,
            extent.north_deg,
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_unites_two_is_the_narrowest_that_holds_both() {
        let extent = |west, east| Extent::from([west, 10.0, east, 20.0]);
        let united = |a: Extent, b: Extent| {
            let both = a.united(b);
            assert_eq!(both, b.united(a));
            (both.west_deg, both.east_deg)
        };
        assert_eq!(united(extent(40.0, 60.0), extent(50.0, 80.0)), (40.0, 80.0));
        assert_eq!(united(extent(40.0, 80.0), extent(50.0, 60.0)), (40.0, 80.0));
        assert_eq!(
            united(extent(170.0, 175.0), extent(-175.0, -170.0)),
            (170.0, -170.0)
        );
        assert_eq!(united(Extent::WORLD, extent(50.0, 60.0)), (-180.0, 180.0));
    }

    #[test]
    fn an_extent_across_the_date_line_holds_both_sides() {
        let fiji = Extent::from([177.0, -20.0, -178.0, -15.0]);
        assert_eq!(fiji.width_deg(), 5.0);
        assert!(fiji.contains(LonLat::new(179.9, -18.0)));
        assert!(fiji.contains(LonLat::new(-179.9, -18.0)));
        assert!(!fiji.contains(LonLat::new(0.0, -18.0)));
        assert_eq!(fiji.center(), LonLat::new(179.5, -17.5));
    }

    #[test]
    fn the_world_holds_every_place() {
        assert_eq!(Extent::WORLD.width_deg(), 360.0);
        assert!(Extent::WORLD.contains(LonLat::new(-180.0, 90.0)));
        assert!(Extent::WORLD.contains(LonLat::new(180.0, -90.0)));
        assert!(Extent::WORLD.contains(LonLat::new(350.0, 0.0)));
    }

    #[test]
    fn no_places_have_no_extent() {
        assert_eq!(Extent::of([]), None);
        assert_eq!(Extent::of([LonLat::new(f64::NAN, 0.0)]), None);
    }

    proptest! {
        #[test]
        fn two_extents_that_share_a_place_meet(
            places in prop::collection::vec((-180.0..180.0, -90.0..90.0), 3..8)
        ) {
            let places: Vec<_> = places.into_iter().map(|(lon, lat)| LonLat::new(lon, lat)).collect();
            let one = Extent::of(places[..2].iter().copied()).unwrap();
            let other = Extent::of(places[1..].iter().copied()).unwrap();
            prop_assert!(one.meets(&other) && other.meets(&one), "{one:?} {other:?}");
        }

        #[test]
        fn the_extent_of_places_holds_each(
            places in prop::collection::vec((-180.0..180.0, -90.0..90.0), 1..20)
        ) {
            let places = places.into_iter().map(|(lon, lat)| LonLat::new(lon, lat));
            let extent = Extent::of(places.clone()).unwrap();
            for place in places {
                prop_assert!(extent.contains(place), "{extent:?} leaves out {place:?}");
            }
        }
    }
}
