//! The order of rows: along a Hilbert curve over what holds them all.

use crate::atlas::table::TablePoint;

/// The numbers of the rows with these anchors, in the order of a Hilbert curve over their extent;
/// those without a place stand last, and those of one cell as they came. A cell is a 65,536th of the
/// extent each way.
pub(super) fn order(anchors: &[TablePoint]) -> Vec<u32> {
    let placed = || {
        anchors
            .iter()
            .filter(|place| **place != TablePoint::NOWHERE)
    };
    let range = |of: fn(&TablePoint) -> i32| {
        let bounds = placed().map(of);
        let (low, high) = bounds.fold((i32::MAX, i32::MIN), |(low, high), at| {
            (low.min(at), high.max(at))
        });
        let width = (i64::from(high) - i64::from(low)).max(1) as u64;
        // The factor that brings the width to all bits, with 32 bits behind the point.
        (low, ((u64::from(u16::MAX) << 32) / width).max(1))
    };
    let (west, per_lon) = range(|place| place.lon_e7);
    let (south, per_lat) = range(|place| place.lat_e7);
    let cell = |at: i32, low: i32, per: u64| {
        (((i64::from(at) - i64::from(low)) as u64 * per) >> 32) as u32
    };
    let keyed = (0..).zip(anchors).map(|(row, place)| {
        let key = if *place == TablePoint::NOWHERE {
            u32::MAX
        } else {
            let lon = cell(place.lon_e7, west, per_lon);
            hilbert(lon, cell(place.lat_e7, south, per_lat))
        };
        u64::from(key) << 32 | row
    });
    let mut keyed: Vec<u64> = keyed.collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|key| key as u32).collect()
}

/// How far along a Hilbert curve the cell at `x`, `y` is, both below 2^16.
///
/// The turns of all levels at once, by a prefix scan, without a branch: Rafael Sabino (rawrunprotected),
/// "2D Hilbert curves in O(1)", 2016, in the public domain.
#[inline]
fn hilbert(x: u32, y: u32) -> u32 {
    const ALL: u32 = 0xFFFF;
    let turned = |[a, b, c, d]: [u32; 4], by: u32| {
        [
            (a & (a >> by)) ^ (b & (b >> by)),
            (a & (b >> by)) ^ (b & ((a ^ b) >> by)),
            c ^ (a & (c >> by)) ^ (b & (d >> by)),
            d ^ (b & (c >> by)) ^ ((a ^ b) & (d >> by)),
        ]
    };
    let differing = x ^ y;
    let alike = ALL ^ differing;
    let (neither, x_alone) = (ALL ^ (x | y), x & (y ^ ALL));
    let first = [
        differing | (alike >> 1),
        (differing >> 1) ^ differing,
        (neither >> 1) ^ (alike & (x_alone >> 1)) ^ neither,
        (differing & (neither >> 1)) ^ (x_alone >> 1) ^ x_alone,
    ];
    let [_, _, swapped, mirrored] = turned(turned(turned(first, 2), 4), 8);
    let high = (mirrored ^ (mirrored >> 1)) | (ALL ^ (differing | swapped ^ (swapped >> 1)));
    spread(high) << 1 | spread(differing)
}

/// The low 16 bits of `bits`, each with a zero above it.
fn spread(bits: u32) -> u32 {
    let bits = (bits | bits << 8) & 0x00FF_00FF;
    let bits = (bits | bits << 4) & 0x0F0F_0F0F;
    let bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_along_the_curve_goes_to_a_neighbour() {
        // The curve's beginning: the cells of its first quarter of a quarter and so on.
        let side = 64_u32;
        let mut cells: Vec<(u32, u32, u32)> = (0..side)
            .flat_map(|x| (0..side).map(move |y| (hilbert(x, y), x, y)))
            .collect();
        cells.sort_unstable();
        for pair in cells.windows(2) {
            let ((a, ax, ay), (b, bx, by)) = (pair[0], pair[1]);
            assert_eq!(b, a + 1);
            assert_eq!(ax.abs_diff(bx) + ay.abs_diff(by), 1, "{pair:?}");
        }
        assert_eq!(cells[0].0, 0);
    }

    #[test]
    fn rows_without_a_place_stand_last_and_equals_as_they_came() {
        let place = |lon_e7, lat_e7| TablePoint { lon_e7, lat_e7 };
        let anchors = [
            TablePoint::NOWHERE,
            place(1_800_000_000, 900_000_000),
            place(-1_800_000_000, -900_000_000),
            place(-1_800_000_000, -900_000_000),
        ];
        assert_eq!(order(&anchors), [2, 3, 1, 0]);
        assert_eq!(order(&[]), [0_u32; 0]);
        assert_eq!(order(&[place(5, 5), place(5, 5)]), [0, 1]);
    }
}
