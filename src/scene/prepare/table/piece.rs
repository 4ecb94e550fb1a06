//! Pieces of rows: what the map's edge cuts apart is several.

use std::ops::Range;

use crate::atlas::RowIx;

/// What a piece of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum PieceKind {
    /// Single places.
    Places,
    /// A line.
    Line,
    /// An area: its outline, then its holes.
    Area,
}

/// One piece of a row on the map: what the map's edge cuts apart is several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) struct Piece {
    pub(in crate::scene) row: RowIx,
    pub(in crate::scene) kind: PieceKind,
    pub(in crate::scene) rings: [u32; 2],
}

impl Piece {
    /// Numbers of its rings in a [`ShapeLevel`].
    pub(in crate::scene) fn rings(&self) -> Range<usize> {
        self.rings[0] as usize..self.rings[1] as usize
    }
}
