//! Lines and areas of a table on the grid.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::curves::curve_m;
use super::grid::{At, COARSEST, Grid, GridBounds, NOWHERE};
use super::levels::ShapeLevel;
use super::piece::{Piece, PieceKind};
use super::rings::{area_meets, line_meets};
use crate::atlas::FeatureTable;
use crate::atlas::table::{self, Part, PartKind, RowIx, TablePoint};
use crate::cores;
use crate::earth::{LonLat, MapPoint, Projection, clip};
use crate::scene::AreaGeometry;
use crate::scene::prepare::Needed;

/// Number of corners that are worked on together, or one row with more: some rows have ten thousand times
/// as many corners as others.
const GRAIN: usize = 8192;

/// Lines and areas of a table on the grid.
#[derive(Debug)]
pub(in crate::scene) struct PreparedShapes {
    /// What each row takes up.
    pub(in crate::scene) bounds: Vec<GridBounds>,
    /// In the rows' order.
    pub(in crate::scene) pieces: Vec<Piece>,
    /// What each piece takes up.
    pub(in crate::scene) of_piece: Vec<GridBounds>,
    /// The first piece of each row, and how many there are.
    first: Vec<u32>,
    levels: Vec<OnceLock<ShapeLevel>>,
}

/// What rows are projected onto.
struct Onto<'a> {
    projection: &'a Projection,
    grid: Grid,
    /// Largest distance of an edge from its curve, metres of the map.
    curve_m: f64,
}

/// What one thread makes of some rows.
#[derive(Default)]
struct Made {
    pieces: Vec<Piece>,
    of_piece: Vec<GridBounds>,
    coords: Vec<At>,
    ends: Vec<u32>,
}

impl PreparedShapes {
    /// The lines and areas of a table that are needed, where it has any; rows whose anchor the
    /// projection does not show, but some of the rest, get a place in `at`.
    pub(in crate::scene) fn of(
        table: &FeatureTable,
        projection: &Projection,
        grid: Grid,
        needed: Needed,
        at: &mut [At],
    ) -> Option<Self> {
        let shapes = &table.columns.shapes;
        if shapes.parts.is_empty() {
            return None;
        }
        let loads = loads(shapes);
        let onto = Onto {
            projection,
            grid,
            curve_m: curve_m(shapes, &loads),
        };
        let made = cores::map(&loads, 1, |parts| {
            let mut made = Made::default();
            let mut begin = parts.start;
            while begin < parts.end {
                let row = row_from(shapes, begin);
                let corners = row.clone().flat_map(|part| shapes.part(part));
                // All of a row or nothing: how large it is decides how it is drawn.
                if needed.holds(corners.map(|place| place.lon_lat())) {
                    made.add(&row, shapes, &onto);
                }
                begin = row.end;
            }
            made
        });
        let Made {
            pieces,
            of_piece,
            coords,
            ends,
        } = Made::together(made);
        let finest = ShapeLevel::finest(coords, ends, pieces.len());
        let bounds = bounds(&finest, &pieces, &of_piece, at);
        let first = (0..=at.len() as u32)
            .scan(0, |next, row| {
                while pieces.get(*next).is_some_and(|piece| piece.row.0 < row) {
                    *next += 1;
                }
                Some(*next as u32)
            })
            .collect();
        let levels: Vec<OnceLock<ShapeLevel>> = (0..=COARSEST).map(|_| OnceLock::new()).collect();
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
    pub(in crate::scene) fn pieces_of(&self, row: usize) -> Range<usize> {
        self.first[row] as usize..self.first[row + 1] as usize
    }

    /// Whether some piece of a row lies within `rect`, at the finest level.
    pub(super) fn row_meets(&self, row: usize, rect: &GridBounds) -> bool {
        let level = self.level(0);
        self.pieces_of(row).any(|number| {
            let piece = &self.pieces[number];
            let mut rings = piece.rings().map(|ring| level.ring(ring));
            let of_kind = || match piece.kind {
                PieceKind::Places => rings.flatten().any(|&at| rect.contains(at)),
                PieceKind::Line => rings.any(|ring| line_meets(ring, rect)),
                PieceKind::Area => area_meets(rings, rect),
            };
            self.of_piece[number].meets(rect) && of_kind()
        })
    }

    /// The level of cells of 2^`shift` steps, made by the first caller that needs it.
    pub(in crate::scene) fn level(&self, shift: u32) -> &ShapeLevel {
        self.levels[shift as usize].get_or_init(|| {
            let finest = self.levels[0].get();
            finest.map_or_else(ShapeLevel::default, |finest| {
                finest.coarser(&self.pieces, shift)
            })
        })
    }

    /// The triangles of a piece at the level nearest to `shift` that has them, the coarser first.
    pub(in crate::scene) fn nearest_area(
        &self,
        shift: u32,
        piece: usize,
    ) -> Option<&Arc<AreaGeometry>> {
        let mut near = (shift..=COARSEST).chain((0..shift).rev());
        let made = near.find_map(|shift| self.levels[shift as usize].get()?.triangulated(piece));
        made?.as_ref()
    }

    /// Triangulates these pieces at a level, over the cores.
    pub(in crate::scene) fn triangulate(&self, grid: Grid, shift: u32, pieces: &[usize]) {
        let level = self.level(shift);
        let mut missing: Vec<usize> = pieces
            .iter()
            .copied()
            .filter(|&piece| level.triangulated(piece).is_none())
            .collect();
        // The largest first: one of them at the end would be waited for alone.
        missing.sort_by_key(|&piece| Reverse(level.vertices(&self.pieces[piece])));
        cores::map(&missing, 1, |&piece| {
            level.area(grid, &self.pieces, piece);
        });
    }

    /// The ready level nearest to `shift`: itself, else a coarser one, else a finer one.
    pub(in crate::scene) fn ready(&self, shift: u32) -> u32 {
        self.ready_up_to(shift, COARSEST)
    }

    /// The same, no coarser than `most`.
    pub(in crate::scene) fn ready_up_to(&self, shift: u32, most: u32) -> u32 {
        let mut near = (shift..=most).chain((0..shift).rev());
        near.find(|&shift| self.levels[shift as usize].get().is_some())
            .unwrap_or(0)
    }
}

/// The parts of a table in loads of whole rows, about as much work each.
fn loads(shapes: &table::Shapes) -> Vec<Range<usize>> {
    let (mut loads, mut begin, mut corners) = (Vec::new(), 0, 0);
    let mut next = 0;
    while next < shapes.parts.len() {
        let row = row_from(shapes, next);
        corners += row
            .clone()
            .map(|part| shapes.part(part).len())
            .sum::<usize>();
        next = row.end;
        if corners >= GRAIN || next == shapes.parts.len() {
            loads.push(begin..next);
            (begin, corners) = (next, 0);
        }
    }
    loads
}

/// The parts of the row whose first is `begin`.
fn row_from(shapes: &table::Shapes, begin: usize) -> Range<usize> {
    let row = shapes.parts[begin].row;
    let same = shapes.parts[begin..]
        .iter()
        .take_while(|part| part.row == row);
    begin..begin + same.count()
}

impl Made {
    /// All of them, in their order.
    fn together(parts: Vec<Self>) -> Self {
        let count = |of: fn(&Self) -> usize| parts.iter().map(of).sum();
        let mut all = Self {
            pieces: Vec::with_capacity(count(|made| made.pieces.len())),
            of_piece: Vec::with_capacity(count(|made| made.pieces.len())),
            coords: Vec::with_capacity(count(|made| made.coords.len())),
            ends: Vec::with_capacity(count(|made| made.ends.len())),
        };
        for made in parts {
            let (rings, places) = (all.ends.len() as u32, all.coords.len() as u32);
            all.pieces.extend(made.pieces.iter().map(|piece| Piece {
                rings: piece.rings.map(|ring| ring + rings),
                ..*piece
            }));
            all.of_piece.extend(made.of_piece);
            all.ends.extend(made.ends.iter().map(|end| end + places));
            all.coords.extend(made.coords);
        }
        all
    }

    fn add(&mut self, range: &Range<usize>, shapes: &table::Shapes, onto: &Onto<'_>) {
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
                PartKind::Points => self.places(row, &rings[0], onto),
                PartKind::Line => self.line(row, &rings[0], onto),
                PartKind::Outer | PartKind::Hole => self.area(row, &rings, onto),
            }
        }
    }

    fn places(&mut self, row: RowIx, places: &[LonLat], onto: &Onto<'_>) {
        let points = places
            .iter()
            .filter_map(|&place| onto.projection.project(place));
        let points: Vec<MapPoint> = points.collect();
        self.piece(row, PieceKind::Places, &[points], onto.grid);
    }

    fn line(&mut self, row: RowIx, places: &[LonLat], onto: &Onto<'_>) {
        for piece in clip::line(&onto.projection.domain(), places) {
            let mut points = Vec::with_capacity(piece.len());
            onto.projection
                .project_line(&piece, onto.curve_m, &mut points);
            self.piece(row, PieceKind::Line, &[points], onto.grid);
        }
    }

    fn area(&mut self, row: RowIx, rings: &[Vec<LonLat>], onto: &Onto<'_>) {
        for piece in clip::polygon(&onto.projection.domain(), rings) {
            let rings = piece.iter().map(|ring| {
                let mut points = Vec::with_capacity(ring.len());
                onto.projection
                    .project_ring(ring, onto.curve_m, &mut points);
                points
            });
            let rings: Vec<Vec<MapPoint>> = rings.collect();
            self.piece(row, PieceKind::Area, &rings, onto.grid);
        }
    }

    fn piece(&mut self, row: RowIx, kind: PieceKind, rings: &[Vec<MapPoint>], grid: Grid) {
        let begin = self.ends.len() as u32;
        let mut bounds = GridBounds::EMPTY;
        for ring in rings {
            let before = self.coords.len();
            for at in ring.iter().filter_map(|&point| grid.at(point)) {
                if self.coords.len() == before || self.coords.last() != Some(&at) {
                    self.coords.push(at);
                    bounds.include(at);
                }
            }
            self.ends.push(self.coords.len() as u32);
        }
        self.of_piece.push(bounds);
        self.pieces.push(Piece {
            row,
            kind,
            rings: [begin, self.ends.len() as u32],
        });
    }
}

/// Whether some row of a table has such a piece.
pub(in crate::scene) fn have(table: &FeatureTable, kind: PieceKind) -> bool {
    let of_kind = |part: &Part| match part.kind {
        PartKind::Points => kind == PieceKind::Places,
        PartKind::Line => kind == PieceKind::Line,
        PartKind::Outer | PartKind::Hole => kind == PieceKind::Area,
    };
    table.columns.shapes.parts.iter().any(of_kind)
}

/// What each row takes up: its anchor where it has no pieces.
fn bounds(
    level: &ShapeLevel,
    pieces: &[Piece],
    of_piece: &[GridBounds],
    at: &mut [At],
) -> Vec<GridBounds> {
    let mut bounds: Vec<GridBounds> = at
        .iter()
        .map(|&at| {
            let mut bounds = GridBounds::EMPTY;
            bounds.include(at);
            bounds
        })
        .collect();
    for (piece, of_piece) in pieces.iter().zip(of_piece) {
        let row = piece.row.index();
        bounds[row] = bounds[row].union(of_piece);
        if at[row] == NOWHERE {
            let places = piece.rings().flat_map(|ring| level.ring(ring));
            at[row] = places.copied().next().unwrap_or(NOWHERE);
        }
    }
    bounds
}

/// A place as longitude and latitude; `None` for none.
pub(in crate::scene) fn somewhere(place: TablePoint) -> Option<LonLat> {
    (place != TablePoint::NOWHERE).then(|| place.lon_lat())
}
