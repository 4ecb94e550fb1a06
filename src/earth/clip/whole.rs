//! Paths that lie within a window as they are, which is nearly all of them.

use super::bounds::{GlobeWindow, LONGEST_DEG};
use super::plane::{Plane, cyclic_pairs};
use crate::earth::LonLat;
use crate::earth::lon_lat::wrapped_deg;

/// Nearer to a pole than this a ring may go round it.
const FAR_FROM_POLES_DEG: f64 = 89.0;

/// A ring's vertices where no edge of it must be cut or divided; `None` where one may have to be.
pub(super) fn whole_ring(window: &GlobeWindow, ring: &[LonLat]) -> Option<Vec<Plane>> {
    let closed = cyclic_pairs(ring).all(|(from, to)| is_short(from, to));
    closed.then(|| moved_into(window, ring))?
}

/// A line's places, each once, where no edge of it must be cut or divided; `None` where one may
/// have to be, and of what is no line.
pub(super) fn whole_line(window: &GlobeWindow, line: &[LonLat]) -> Option<Vec<LonLat>> {
    let short = line.windows(2).all(|pair| is_short(pair[0], pair[1]));
    let mut path = short.then(|| moved_into(window, line))??;
    path.dedup();
    let places = path.iter().map(|&[x, y]| LonLat::new(x, y));
    (path.len() > 1).then(|| places.collect())
}

/// Whether an edge is plainly that between the two, and neither long nor over the date line.
fn is_short(from: LonLat, to: LonLat) -> bool {
    (to.lon_deg - from.lon_deg).abs() < LONGEST_DEG
}

/// The path moved by whole turns to where it lies within the window, its edges not touched.
fn moved_into(window: &GlobeWindow, path: &[LonLat]) -> Option<Vec<Plane>> {
    let first = path.first()?;
    let (mut west_deg, mut east_deg) = (f64::INFINITY, f64::NEG_INFINITY);
    for place in path {
        let within = place.lat_deg > window.lat_deg[0] && place.lat_deg < window.lat_deg[1];
        if !within || place.lat_deg.abs() > FAR_FROM_POLES_DEG || !place.lon_deg.is_finite() {
            return None;
        }
        west_deg = west_deg.min(place.lon_deg);
        east_deg = east_deg.max(place.lon_deg);
    }
    // Where the path begins among the turns of the globe, then on to the window's own.
    let start_deg = 360.0 * ((wrapped_deg(first.lon_deg) - first.lon_deg) / 360.0).round();
    let turn_deg = 360.0 * ((window.lon_deg[0] - (west_deg + start_deg)) / 360.0).ceil();
    let moved_deg = |lon_deg: f64| lon_deg + start_deg + turn_deg;
    let within = moved_deg(west_deg) > window.lon_deg[0] && moved_deg(east_deg) < window.lon_deg[1];
    let moved = |place: &LonLat| [moved_deg(place.lon_deg), place.lat_deg];
    within.then(|| path.iter().map(moved).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::earth::Domain;

    /// Rings and lines of all sizes anywhere, with doubled vertices and turns of the globe.
    fn paths() -> impl Strategy<Value = Vec<LonLat>> {
        let spread_deg = prop::sample::select(vec![0.5, 10.0, 80.0, 200.0]);
        let corners = prop::collection::vec((-1.0..1.0, -1.0..1.0, any::<bool>()), 1..9);
        let middle = (-400.0..400.0, -80.0..80.0);
        (spread_deg, corners, middle).prop_map(|(spread_deg, corners, (lon_deg, lat_deg))| {
            let at = |&(x, y, doubled): &(f64, f64, bool)| {
                let lat_deg: f64 = lat_deg + y * spread_deg / 2.0;
                let place = LonLat::new(lon_deg + x * spread_deg, lat_deg.clamp(-90.0, 90.0));
                std::iter::repeat_n(place, 1 + usize::from(doubled))
            };
            corners.iter().flat_map(at).collect()
        })
    }

    fn windows() -> impl Strategy<Value = GlobeWindow> {
        let narrow = Domain::Window {
            central_meridian_deg: 20.0,
            half_width_deg: 30.0,
            south_deg: -90.0,
            north_deg: 60.0,
        };
        let domains = [Domain::world(0.0), Domain::world(68.0), narrow];
        prop::sample::select(domains.to_vec())
            .prop_map(|domain| GlobeWindow::of(&domain).unwrap_or_else(|_| unreachable!()))
    }

    proptest! {
        #[test]
        fn what_needs_no_cut_is_what_cutting_would_leave_to_the_last_bit(
            path in paths(),
            hole in paths(),
            window in windows(),
        ) {
            prop_assert_eq!(window.line(&path), window.cut_line(&path));
            let rings = [path.clone()];
            prop_assert_eq!(window.polygon(&rings), window.cut_polygon(&rings));
            let rings = [path, hole];
            prop_assert_eq!(window.polygon(&rings), window.cut_polygon(&rings));
        }
    }

    #[test]
    fn most_of_what_there_is_needs_no_cut() {
        let world = GlobeWindow::of(&Domain::world(68.0)).unwrap_or_else(|_| unreachable!());
        let tajikistan = [(67.3, 37.0), (75.2, 37.4), (70.5, 41.0)];
        let chile = [(-75.6, -50.0), (-67.0, -55.0), (-69.5, -17.5)];
        for corners in [tajikistan, chile] {
            let ring = corners.map(|(lon, lat)| LonLat::new(lon, lat));
            assert!(whole_ring(&world, &ring).is_some());
            assert!(whole_line(&world, &ring).is_some());
        }
        let mexico = [(-117.0, 32.5), (-86.7, 21.5), (-105.0, 20.0)];
        let across_the_cut = mexico.map(|(lon, lat)| LonLat::new(lon, lat));
        assert!(whole_ring(&world, &across_the_cut).is_none());
    }
}
