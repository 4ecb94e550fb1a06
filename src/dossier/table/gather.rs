//! Rows in the order of the file into columns in the order of the curve.

use std::cmp::Reverse;

use super::order::order;
use super::rows::{Kinds, RowsRead};
use crate::atlas::RowIx;
use crate::atlas::table::{Columns, NO_KIND, Part, Profiles, Shapes, TablePoint, Texts};
use crate::cores;
use crate::earth::{Extent, LonLat};

/// The columns of `rows`, and what holds them all.
pub(in crate::dossier) fn gather(rows: RowsRead) -> (Columns, Option<Extent>) {
    let extent = extent(&rows);
    let order = order(&rows.anchors);
    let RowsRead {
        starts,
        names,
        name_ends,
        kinds,
        kind_of,
        days,
        profiles,
        profile_of,
        evident,
        anchors,
        parts,
        places,
        linked,
    } = rows;
    let others = || {
        let starts = permuted(&starts, &order);
        let (kinds, kind_of) = commonest_first(kinds, permuted(&kind_of, &order));
        let days = if days.iter().any(|days| days.is_dated()) {
            permuted(&days, &order)
        } else {
            Vec::new()
        };
        // Of a file of another program these words mean something else.
        let profiles = if evident {
            Profiles::new(profiles.kinds, permuted(&profile_of, &order))
        } else {
            Profiles::default()
        };
        Columns {
            starts,
            names: Texts::default(),
            kinds,
            kind_of,
            days,
            profiles,
            shapes: shapes(&anchors, &parts, &places, &order),
            linked: relinked(linked, &order),
        }
    };
    // The names cost about as much as all the rest.
    let (columns, names) = cores::both(others, || names_of(&names, &name_ends, &order));
    (Columns { names, ..columns }, extent)
}

fn permuted<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
    order.iter().map(|&row| column[row as usize]).collect()
}

fn names_of(names: &[u8], ends: &[u32], order: &[u32]) -> Texts {
    // All are UTF-8: the window sees to it. Were they not, none would be better than a panic.
    let names = str::from_utf8(names).unwrap_or_default();
    let mut texts = Texts::with_capacity(order.len(), names.len());
    for &row in order {
        let row = row as usize;
        let begin = row.checked_sub(1).map_or(0, |before| ends[before]);
        let name = names.get(begin as usize..ends[row] as usize);
        texts.push(name.unwrap_or_default());
    }
    texts
}

/// Numbers the kinds anew, the commonest first, equals as they first came.
fn commonest_first(kinds: Kinds, mut kind_of: Vec<u16>) -> (Vec<String>, Vec<u16>) {
    let mut ranked: Vec<usize> = (0..kinds.names.len()).collect();
    ranked.sort_by_key(|&kind| Reverse(kinds.counts[kind]));
    let mut renumbered = vec![NO_KIND; ranked.len()];
    for (number, &kind) in (0..).zip(&ranked) {
        renumbered[kind] = number;
    }
    for kind in &mut kind_of {
        *kind = renumbered
            .get(usize::from(*kind))
            .copied()
            .unwrap_or(NO_KIND);
    }
    let mut names = kinds.names;
    let ranked = ranked
        .into_iter()
        .map(|kind| std::mem::take(&mut names[kind]));
    (ranked.collect(), kind_of)
}

fn shapes(anchors: &[TablePoint], parts: &[Part], places: &[TablePoint], order: &[u32]) -> Shapes {
    let mut shapes = Shapes {
        anchors: permuted(anchors, order),
        parts: Vec::with_capacity(parts.len()),
        places: Vec::with_capacity(places.len()),
    };
    if parts.is_empty() {
        return shapes;
    }
    // Where the parts of each row begin, so that none must be searched for.
    let mut begins = vec![0_u32; anchors.len() + 1];
    for part in parts {
        begins[part.row.index() + 1] += 1;
    }
    for row in 0..anchors.len() {
        begins[row + 1] += begins[row];
    }
    for (new, &row) in (0..).map(RowIx).zip(order) {
        for at in begins[row as usize] as usize..begins[row as usize + 1] as usize {
            let end = parts
                .get(at + 1)
                .map_or(places.len(), |next| next.begin as usize);
            let begin = u32::try_from(shapes.places.len()).unwrap_or(u32::MAX);
            shapes.parts.push(Part {
                row: new,
                begin,
                ..parts[at]
            });
            let of_part = &places[parts[at].begin as usize..end];
            shapes.places.extend_from_slice(of_part);
        }
    }
    shapes
}

/// The linked rows under their new numbers, each id once: the first feature of the file has it.
fn relinked(mut linked: Vec<(String, RowIx)>, order: &[u32]) -> Vec<(String, RowIx)> {
    linked.sort_by(|(a, _), (b, _)| a.cmp(b));
    linked.dedup_by(|(later, _), (first, _)| later == first);
    for (_, row) in &mut linked {
        let new = order
            .iter()
            .position(|old| *old == row.0)
            .unwrap_or_default();
        *row = RowIx(u32::try_from(new).unwrap_or_default());
    }
    linked
}

/// Parts of a degree by which longitudes are sorted to find the widest stretch without any.
const BIN_E7: i32 = 1_000_000;

/// What holds all rows, as [`Extent::of`] says, but with the longitudes put into bins of a tenth of a
/// degree instead of being sorted: exact as long as the widest stretch without a place is wider.
fn extent(rows: &RowsRead) -> Option<Extent> {
    const AROUND_E7: i32 = 1_800_000_000;
    let mut bins = vec![(i32::MAX, i32::MIN); (AROUND_E7 / (BIN_E7 / 2)) as usize];
    let (mut south, mut north) = (i32::MAX, i32::MIN);
    // The anchor of a shape of parts is not one of its places.
    let mut shaped = rows.parts.iter().map(|part| part.row.0).peekable();
    let single = (0..).zip(&rows.anchors).filter(|(row, place)| {
        while shaped.next_if(|shaped| shaped < row).is_some() {}
        shaped.peek() != Some(row) && **place != TablePoint::NOWHERE
    });
    for place in single.map(|(_, place)| place).chain(&rows.places) {
        (south, north) = (south.min(place.lat_e7), north.max(place.lat_e7));
        // 180° east and west are one.
        let lon = if place.lon_e7 == AROUND_E7 {
            -AROUND_E7
        } else {
            place.lon_e7
        };
        let bin = (lon / 2 + AROUND_E7 / 2) / (BIN_E7 / 2);
        let (low, high) = &mut bins[bin as usize];
        (*low, *high) = ((*low).min(lon), (*high).max(lon));
    }
    let mut filled = bins.into_iter().filter(|(low, high)| low <= high);
    let first = filled.next()?;
    let (mut west, mut east, mut before) = (first.0, 0, first.1);
    let mut widest = 0;
    for (low, high) in filled {
        if i64::from(low) - i64::from(before) > widest {
            widest = i64::from(low) - i64::from(before);
            (west, east) = (low, before);
        }
        before = high;
    }
    if 2 * i64::from(AROUND_E7) + i64::from(first.0) - i64::from(before) >= widest {
        (west, east) = (first.0, before);
    }
    let corner = |lon_e7, lat_e7| TablePoint { lon_e7, lat_e7 }.lon_lat();
    let (low, high): (LonLat, LonLat) = (corner(west, south), corner(east, north));
    Some(Extent {
        west_deg: low.lon_deg,
        south_deg: low.lat_deg,
        east_deg: high.lon_deg,
        north_deg: high.lat_deg,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_extent_is_that_of_the_places(
            places in prop::collection::vec((-1_800..=1_800, -900..=900), 1..12)
        ) {
            let place = |(lon, lat): (i32, i32)| TablePoint { lon_e7: lon * 1_000_000, lat_e7: lat * 1_000_000 };
            let rows = RowsRead {
                anchors: places.into_iter().map(place).collect(),
                ..RowsRead::default()
            };
            let expected = Extent::of(rows.anchors.iter().map(|place| place.lon_lat()));
            let (found, expected) = (extent(&rows).unwrap(), expected.unwrap());
            prop_assert!((found.south_deg - expected.south_deg).abs() < 1e-9);
            prop_assert!((found.north_deg - expected.north_deg).abs() < 1e-9);
            // Of two stretches that are equally wide to the last bit of a degree either may be left
            // out: here they are compared as whole numbers, there as rounded differences.
            prop_assert!((found.width_deg() - expected.width_deg()).abs() < 1e-9, "{found:?} {expected:?}");
            for place in rows.anchors.iter().map(|place| place.lon_lat()) {
                let beyond_deg = (place.lon_deg - found.west_deg).rem_euclid(360.0) - found.width_deg();
                prop_assert!(beyond_deg < 1e-9 || beyond_deg > 360.0 - found.width_deg() - 1e-9, "{place:?} {found:?}");
            }
        }
    }
}
