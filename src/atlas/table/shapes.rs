//! Where the rows of a table are.

use std::ops::Range;

use super::RowIx;
use crate::earth::LonLat;

/// Parts of a degree that a [`TablePoint`] counts: a centimetre on the ground.
const PER_DEGREE: f64 = 1e7;

/// A place on the earth in whole ten-millionths of a degree: 1.1 cm at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TablePoint {
    /// Longitude, east positive, degrees times ten million.
    pub lon_e7: i32,
    /// Latitude, north positive, degrees times ten million.
    pub lat_e7: i32,
}

impl TablePoint {
    /// Stands where a row has no place.
    pub const NOWHERE: Self = Self {
        lon_e7: i32::MIN,
        lat_e7: i32::MIN,
    };

    /// The place nearest to `at`; what lies beyond ±180° is brought back onto it.
    #[must_use]
    pub fn of(at: LonLat) -> Self {
        let whole = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
        Self {
            lon_e7: whole(at.lon_deg),
            lat_e7: whole(at.lat_deg),
        }
    }

    /// In degrees.
    #[must_use]
    pub fn lon_lat(self) -> LonLat {
        LonLat::new(
            f64::from(self.lon_e7) / PER_DEGREE,
            f64::from(self.lat_e7) / PER_DEGREE,
        )
    }
}

/// What a part of a row's shape is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// Single places.
    Points,
    /// One line.
    Line,
    /// The outer ring of an area, closed: the last place is the first.
    Outer,
    /// A hole of the outer ring before it, closed.
    Hole,
}

/// One part of a row's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Whose it is.
    pub row: RowIx,
    /// What it is.
    pub kind: PartKind,
    /// Where it begins in [`Shapes::places`]; it ends where the next begins.
    pub begin: u32,
}

/// Where the rows of a table are: one anchor each, and the parts of those that are more than one place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shapes {
    /// Where each row's symbol stands: the place itself, else as
    /// [`Shape::anchor`](crate::atlas::Shape::anchor) says; [`TablePoint::NOWHERE`] where it has none.
    pub anchors: Vec<TablePoint>,
    /// The parts of rows that are more than one place, in the rows' order.
    pub parts: Vec<Part>,
    /// The places of all parts, one after another.
    pub places: Vec<TablePoint>,
}

impl Shapes {
    /// Where a row's symbol stands.
    #[must_use]
    pub fn anchor(&self, row: RowIx) -> Option<TablePoint> {
        let anchor = *self.anchors.get(row.index())?;
        (anchor != TablePoint::NOWHERE).then_some(anchor)
    }

    /// Positions in [`parts`](Self::parts) of a row's parts; empty where it is one place or none.
    #[must_use]
    pub fn parts_of(&self, row: RowIx) -> Range<usize> {
        let begin = self.parts.partition_point(|part| part.row < row);
        let count = self.parts[begin..].partition_point(|part| part.row == row);
        begin..begin + count
    }

    /// The places of the part at a position of [`parts`](Self::parts).
    ///
    /// # Panics
    /// Where there is no such part.
    #[must_use]
    pub fn part(&self, at: usize) -> &[TablePoint] {
        let begin = self.parts[at].begin as usize;
        let end = self
            .parts
            .get(at + 1)
            .map_or(self.places.len(), |next| next.begin as usize);
        &self.places[begin..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_their_row() {
        let part = |row, kind, begin| Part {
            row: RowIx(row),
            kind,
            begin,
        };
        let place = |lon| TablePoint::of(LonLat::new(lon, 40.0));
        let shapes = Shapes {
            anchors: vec![place(1.0), place(2.0), TablePoint::NOWHERE, place(4.0)],
            parts: vec![
                part(1, PartKind::Outer, 0),
                part(1, PartKind::Hole, 4),
                part(3, PartKind::Line, 8),
            ],
            places: (0..10).map(|n| place(f64::from(n))).collect(),
        };
        assert_eq!(shapes.parts_of(RowIx(0)), 0..0);
        assert_eq!(shapes.parts_of(RowIx(1)), 0..2);
        assert_eq!(shapes.parts_of(RowIx(3)), 2..3);
        assert_eq!(shapes.part(1).len(), 4);
        assert_eq!(shapes.part(2), &[place(8.0), place(9.0)]);
        assert_eq!(shapes.anchor(RowIx(2)), None);
        assert_eq!(shapes.anchor(RowIx(9)), None);
    }

    #[test]
    fn a_place_keeps_its_centimetre() {
        for at in [
            LonLat::new(-180.0, -90.0),
            LonLat::new(68.787_012_3, 38.559_798_7),
        ] {
            let back = TablePoint::of(at).lon_lat();
            assert!((back.lon_deg - at.lon_deg).abs() < 1e-7);
            assert!((back.lat_deg - at.lat_deg).abs() < 1e-7);
        }
    }
}
