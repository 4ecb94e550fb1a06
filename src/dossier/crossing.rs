//! Rings that cross themselves.

use crate::earth::LonLat;

/// Edges of a ring that are looked at: each is compared with each.
const MOST_EDGES: usize = 400;

/// The beginning of an edge that another edge of the ring crosses; `None` where no edges cross, where the
/// ring is too long to check, or where it crosses 180° with a jump, so that crossings cannot be judged.
pub(super) fn of_ring(ring: &[LonLat]) -> Option<LonLat> {
    let jumps = || {
        ring.windows(2)
            .any(|edge| (edge[0].lon_deg - edge[1].lon_deg).abs() > 180.0)
    };
    if ring.len() > MOST_EDGES + 1 || jumps() {
        return None;
    }
    for (number, edge) in ring.windows(2).enumerate() {
        // Neighbours meet in a corner, and that is no crossing.
        let others = ring.windows(2).skip(number + 2);
        for other in others {
            if cross((edge[0], edge[1]), (other[0], other[1])) {
                return Some(edge[0]);
            }
        }
    }
    None
}

/// Whether two edges cross in a point that is an end of neither.
fn cross(one: (LonLat, LonLat), other: (LonLat, LonLat)) -> bool {
    let parted = |(from, to), (a, b)| side(from, to, a) * side(from, to, b) < 0.0;
    parted(one, other) && parted(other, one)
}

/// On which side of the line from `from` to `to` a place is: the sign tells.
fn side(from: LonLat, to: LonLat, at: LonLat) -> f64 {
    (to.lon_deg - from.lon_deg) * (at.lat_deg - from.lat_deg)
        - (to.lat_deg - from.lat_deg) * (at.lon_deg - from.lon_deg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<LonLat> {
        corners
            .iter()
            .map(|&(lon, lat)| LonLat::new(lon, lat))
            .collect()
    }

    #[test]
    fn a_bow_tie_crosses_itself_and_a_square_does_not() {
        assert!(
            of_ring(&ring(&[
                (0.0, 0.0),
                (1.0, 1.0),
                (1.0, 0.0),
                (0.0, 1.0),
                (0.0, 0.0)
            ]))
            .is_some()
        );
        assert!(
            of_ring(&ring(&[
                (0.0, 0.0),
                (1.0, 0.0),
                (1.0, 1.0),
                (0.0, 1.0),
                (0.0, 0.0)
            ]))
            .is_none()
        );
    }

    #[test]
    fn a_ring_that_touches_itself_or_jumps_across_180_is_none_to_tell() {
        assert!(
            of_ring(&ring(&[
                (0.0, 0.0),
                (2.0, 0.0),
                (1.0, 1.0),
                (2.0, 2.0),
                (0.0, 2.0),
                (1.0, 1.0),
                (0.0, 0.0)
            ]))
            .is_none()
        );
        assert!(
            of_ring(&ring(&[
                (178.0, -18.0),
                (178.0, -16.0),
                (-178.0, -16.0),
                (-178.0, -18.0),
                (178.0, -18.0)
            ]))
            .is_none()
        );
    }
}
