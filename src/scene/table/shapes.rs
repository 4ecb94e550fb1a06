//! Lines and areas of a table on the grid.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::grid::{At, Bounds, Grid, NOWHERE};
use super::levels::{COARSEST, Level};
use crate::atlas::Table;
use crate::atlas::table::{Part, PartKind, Place, RowIx};
use crate::cores;
use crate::earth::{LonLat, MapPoint, Projection, clip};
use crate::scene::AreaGeometry;
use crate::scene::prepare::Needed;

/// A projected edge departs from its curve by at most so much, metres of the map.
const CURVE_M: f64 = 25.0;

/// Rows that are worked on together.
const GRAIN: usize = 256;

/// What a piece of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Single places.
    Places,
    /// A line.
    Line,
    /// An area: its outline, then its holes.
    Area,
}

/// One piece of a row on the map: what the map's edge cuts apart is several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) row: RowIx,
    pub(super) kind: PieceKind,
    rings: [u32; 2],
}

impl Piece {
    /// Numbers of its rings in a [`Level`].
    pub(super) fn rings(&self) -> Range<usize> {
        self.rings[0] as usize..self.rings[1] as usize
    }
}

/// Lines and areas of a table on the grid.
#[derive(Debug)]
pub(super) struct Shapes {
    /// What each row takes up.
    pub(super) bounds: Vec<Bounds>,
    /// In the rows' order.
    pub(super) pieces: Vec<Piece>,
    /// What each piece takes up.
    pub(super) of_piece: Vec<Bounds>,
    /// The first piece of each row, and how many there are.
    first: Vec<u32>,
    levels: Vec<OnceLock<Level>>,
}

/// What one thread makes of some rows.
#[derive(Default)]
struct Made {
    pieces: Vec<Piece>,
    coords: Vec<At>,
    ends: Vec<u32>,
}

impl Shapes {
    /// The lines and areas of a table that are needed, where it has any; rows whose anchor the
    /// projection does not show, but some of the rest, get a place in `at`.
    pub(super) fn of(
        table: &Table,
        projection: &Projection,
        grid: Grid,
        needed: Needed,
        at: &mut [At],
    ) -> Option<Self> {
        let shapes = &table.columns.shapes;
        if shapes.parts.is_empty() {
            return None;
        }
        let made = cores::split(at.len(), GRAIN, |rows| {
            let mut made = Made::default();
            let number = |row: usize| RowIx(u32::try_from(row).unwrap_or(u32::MAX));
            let mut begin = shapes.parts_of(number(rows.start)).start;
            let end = shapes.parts_of(number(rows.end)).start;
            while begin < end {
                let row = shapes.parts[begin].row;
                let count = shapes.parts[begin..end].partition_point(|part| part.row == row);
                let parts = begin..begin + count;
                let corners = parts.clone().flat_map(|part| shapes.part(part));
                // All of a row or nothing: how large it is decides how it is drawn.
                if needed.holds(corners.map(|place| place.lon_lat())) {
                    made.add(&parts, shapes, projection, grid);
                }
                begin += count;
            }
            made
        });
        let (mut pieces, mut coords, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for made in made {
            let (rings, places) = (ends.len() as u32, coords.len() as u32);
            pieces.extend(made.pieces.iter().map(|piece| Piece {
                rings: piece.rings.map(|ring| ring + rings),
                ..*piece
            }));
            ends.extend(made.ends.iter().map(|end| end + places));
            coords.extend(made.coords);
        }
        let finest = Level::finest(coords, ends, pieces.len());
        let of_piece = pieces
            .iter()
            .map(|piece| {
                let mut bounds = Bounds::EMPTY;
                let places = piece.rings().flat_map(|ring| finest.ring(ring));
                places.for_each(|&place| bounds.include(place));
                bounds
            })
            .collect();
        let bounds = bounds(&finest, &pieces, at);
        let first = (0..=at.len() as u32)
            .scan(0, |next, row| {
                while pieces.get(*next).is_some_and(|piece| piece.row.0 < row) {
                    *next += 1;
                }
                Some(*next as u32)
            })
            .collect();
        let levels: Vec<OnceLock<Level>> = (0..=COARSEST).map(|_| OnceLock::new()).collect();
        if levels[0].set(finest).is_err() {
            log::error!("a level was made twice");
        }
        Some(Self {
            bounds,
            pieces,
            of_piece,
            first,
            levels,
        })
    }

    /// Numbers of a row's pieces.
    pub(super) fn pieces_of(&self, row: usize) -> Range<usize> {
        self.first[row] as usize..self.first[row + 1] as usize
    }

    /// The level of cells of 2^`shift` steps; made when first wanted, by whoever wants it.
    pub(super) fn level(&self, shift: u32) -> &Level {
        self.levels[shift as usize].get_or_init(|| {
            let finest = self.levels[0].get();
            finest.map_or_else(Level::default, |finest| finest.coarser(&self.pieces, shift))
        })
    }

    /// The triangles of a piece at the level nearest to `shift` that has them, the coarser first.
    pub(super) fn nearest_area(&self, shift: u32, piece: usize) -> Option<&Arc<AreaGeometry>> {
        let mut near = (shift..=COARSEST).chain((0..shift).rev());
        let made = near.find_map(|shift| self.levels[shift as usize].get()?.triangulated(piece));
        made?.as_ref()
    }

    /// Triangulates these pieces at a level, over the cores.
    pub(super) fn triangulate(&self, grid: Grid, shift: u32, pieces: &[usize]) {
        let level = self.level(shift);
        let mut missing: Vec<usize> = pieces
            .iter()
            .copied()
            .filter(|&piece| level.triangulated(piece).is_none())
            .collect();
        // The largest first: one of them at the end would be waited for alone.
        missing.sort_by_key(|&piece| Reverse(level.vertices(&self.pieces[piece])));
        let next = AtomicUsize::new(0);
        cores::each((0..cores::count()).collect(), |_| {
            while let Some(&piece) = missing.get(next.fetch_add(1, Ordering::Relaxed)) {
                level.area(grid, &self.pieces, piece);
            }
        });
    }

    /// The ready level nearest to `shift`: itself, else a coarser one, else a finer one.
    pub(super) fn ready(&self, shift: u32) -> u32 {
        self.ready_up_to(shift, COARSEST)
    }

    /// The same, no coarser than `most`.
    pub(super) fn ready_up_to(&self, shift: u32, most: u32) -> u32 {
        let mut near = (shift..=most).chain((0..shift).rev());
        near.find(|&shift| self.levels[shift as usize].get().is_some())
            .unwrap_or(0)
    }
}

impl Made {
    fn add(
        &mut self,
        range: &Range<usize>,
        shapes: &crate::atlas::table::Shapes,
        projection: &Projection,
        grid: Grid,
    ) {
        let mut next = range.start;
        while next < range.end {
            let Part { row, kind, .. } = shapes.parts[next];
            let holes = shapes.parts[next + 1..range.end].iter();
            let holes = holes.take_while(|part| {
                kind == PartKind::Outer && part.row == row && part.kind == PartKind::Hole
            });
            let count = 1 + holes.count();
            let rings: Vec<Vec<LonLat>> = (next..next + count)
                .map(|part| {
                    shapes
                        .part(part)
                        .iter()
                        .map(|place| place.lon_lat())
                        .collect()
                })
                .collect();
            next += count;
            match kind {
                PartKind::Points => self.places(row, &rings[0], projection, grid),
                PartKind::Line => self.line(row, &rings[0], projection, grid),
                PartKind::Outer | PartKind::Hole => self.area(row, &rings, projection, grid),
            }
        }
    }

    fn places(&mut self, row: RowIx, places: &[LonLat], projection: &Projection, grid: Grid) {
        let points = places.iter().filter_map(|&place| projection.project(place));
        let points: Vec<MapPoint> = points.collect();
        self.piece(row, PieceKind::Places, &[points], grid);
    }

    fn line(&mut self, row: RowIx, places: &[LonLat], projection: &Projection, grid: Grid) {
        for piece in clip::line(&projection.domain(), places) {
            let mut points = Vec::with_capacity(piece.len());
            projection.project_line(&piece, CURVE_M, &mut points);
            self.piece(row, PieceKind::Line, &[points], grid);
        }
    }

    fn area(&mut self, row: RowIx, rings: &[Vec<LonLat>], projection: &Projection, grid: Grid) {
        for piece in clip::polygon(&projection.domain(), rings) {
            let rings = piece.iter().map(|ring| {
                let mut points = Vec::with_capacity(ring.len());
                projection.project_ring(ring, CURVE_M, &mut points);
                points
            });
            let rings: Vec<Vec<MapPoint>> = rings.collect();
            self.piece(row, PieceKind::Area, &rings, grid);
        }
    }

    fn piece(&mut self, row: RowIx, kind: PieceKind, rings: &[Vec<MapPoint>], grid: Grid) {
        let begin = self.ends.len() as u32;
        for ring in rings {
            let before = self.coords.len();
            for at in ring.iter().filter_map(|&point| grid.at(point)) {
                if self.coords.len() == before || self.coords.last() != Some(&at) {
                    self.coords.push(at);
                }
            }
            self.ends.push(self.coords.len() as u32);
        }
        self.pieces.push(Piece {
            row,
            kind,
            rings: [begin, self.ends.len() as u32],
        });
    }
}

/// Whether some row of a table has such a piece.
pub(super) fn have(table: &Table, kind: PieceKind) -> bool {
    let of_kind = |part: &Part| match part.kind {
        PartKind::Points => kind == PieceKind::Places,
        PartKind::Line => kind == PieceKind::Line,
        PartKind::Outer | PartKind::Hole => kind == PieceKind::Area,
    };
    table.columns.shapes.parts.iter().any(of_kind)
}

/// What each row takes up: its anchor where it has no pieces.
fn bounds(level: &Level, pieces: &[Piece], at: &mut [At]) -> Vec<Bounds> {
    let mut bounds: Vec<Bounds> = at
        .iter()
        .map(|&at| {
            let mut bounds = Bounds::EMPTY;
            bounds.include(at);
            bounds
        })
        .collect();
    for piece in pieces {
        let row = piece.row.index();
        for &place in piece.rings().flat_map(|ring| level.ring(ring)) {
            bounds[row].include(place);
            if at[row] == NOWHERE {
                at[row] = place;
            }
        }
    }
    bounds
}

/// A place as longitude and latitude; `None` for none.
pub(super) fn somewhere(place: Place) -> Option<LonLat> {
    (place != Place::NOWHERE).then(|| place.lon_lat())
}
