//! Rows as symbols, lines and areas.

use std::sync::Arc;

use super::MOST_VERTICES;
use crate::atlas::RowIx;
use crate::earth::MapPoint;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::CELL_OF_LEVEL_PX;
use crate::scene::prepare::table::grid::COARSEST;
use crate::scene::prepare::table::grid::{At, Grid};
use crate::scene::prepare::table::piece::PieceKind;
use crate::scene::prepare::table::shapes::PreparedShapes;
use crate::scene::{Area, Color, Dots, Item, Lines, Patience, Stroke};

/// Half the width of a row's dot, and the width of the land's colour around it, logical pixels.
pub(super) const DOT_PX: f32 = 3.0;
const HALO_PX: f32 = 0.8;
/// Widths of lines and of areas' outlines, logical pixels.
const LINE_PX: f32 = 1.3;
const OUTLINE_PX: f32 = 0.9;
/// How much of its colour an area's inside has.
const FILL: f32 = 0.22;
/// How many levels coarser than the view's scale asks for shapes may be: cells of about ten pixels.
const MOST_COARSER: u32 = 4;
/// Rows that are drawn as shapes whatever these have.
const FEW: usize = 100;
/// How many times as many vertices as a frame can take are still drawn while a coarser level is made.
const OVERFULL: usize = 2;
/// What is left of rows of other days than those that are shown.
pub(super) const BEYOND: f32 = 0.28;

/// What is drawn of one table in one view.
pub(super) struct Drawing<'a> {
    pub(super) frame: &'a ViewContext<'a>,
    pub(super) table: &'a PreparedTable,
    pub(super) patience: Patience,
    /// The level of lines and areas, and whether it stands for one that is not ready.
    pub(super) shift: u32,
    stands_in: bool,
    pub(super) items: Vec<Item>,
    /// Which classes have been drawn.
    pub(super) classes: Vec<bool>,
    /// Whether a level or an area's triangles are still to be made.
    pub(super) waits: bool,
}

/// Corners, one line after another, and where each ends.
type Corners = (Vec<MapPoint>, Vec<u32>);

/// Lines, outlines and dots of one class.
#[derive(Default)]
struct Strokes {
    lines: Corners,
    outlines: Corners,
    dots: Vec<[f32; 2]>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(
        frame: &'a ViewContext<'a>,
        table: &'a PreparedTable,
        patience: Patience,
    ) -> Self {
        let wanted = wanted_shift(table, frame);
        let ready = |shapes: &PreparedShapes| match patience {
            Patience::BestReady => shapes.ready(wanted),
            Patience::Wait => wanted,
        };
        let shift = table.shapes.as_deref().map_or(wanted, ready);
        Self {
            frame,
            table,
            patience,
            shift,
            stands_in: shift != wanted,
            items: Vec::new(),
            classes: vec![false; table.palette.len()],
            waits: false,
        }
    }

    /// How many vertices the lines of these rows have at the view's level.
    pub(super) fn line_vertices(&mut self, rows: &[RowIx]) -> usize {
        self.waits |= self.stands_in;
        let shapes = self.table.shapes.as_ref();
        shapes.map_or(0, |shapes| {
            vertices(
                self.table,
                shapes,
                self.frame,
                rows,
                self.shift,
                PieceKind::Line,
            )
        })
    }

    /// Adds these rows, lowest the areas, then lines, then dots; each the commonest kind first.
    pub(super) fn rows(&mut self, rows: &[RowIx], strength: f32) {
        self.waits |= self.stands_in;
        self.areas_exceed(rows);
        self.triangulate(rows);
        let mut strokes: Vec<Strokes> = Vec::new();
        strokes.resize_with(self.table.palette.len(), Strokes::default);
        for &row in rows {
            let class = self.table.palette.class(row.index());
            self.classes[class] = true;
            if self
                .table
                .is_dot(row.index(), self.frame.camera.metres_per_px)
            {
                if let Some(point) = self.table.point(row) {
                    strokes[class].dots.push(self.on_screen(point));
                }
            } else {
                self.pieces(row, class, strength, &mut strokes[class]);
            }
        }
        let colors: Vec<Color> = (0..strokes.len())
            .map(|class| self.color(class, strength))
            .collect();
        for (stroke, color) in strokes.iter_mut().zip(&colors) {
            self.items
                .extend(lines(&mut stroke.outlines, true, *color, OUTLINE_PX));
        }
        for (stroke, color) in strokes.iter_mut().zip(&colors) {
            self.items
                .extend(lines(&mut stroke.lines, false, *color, LINE_PX));
        }
        for (stroke, fill) in strokes.into_iter().zip(colors) {
            if !stroke.dots.is_empty() {
                self.items.push(Item::Dots(Dots {
                    at: stroke.dots,
                    radius_px: DOT_PX,
                    fill,
                    halo: Some((self.frame.style.land.faded(0.8 * strength), HALO_PX)),
                }));
            }
        }
    }

    /// Takes the next coarser level until the areas of these rows have no more vertices than a frame can
    /// take, or shapes would no longer be told; without patience, while there is one. Whether they have
    /// far too many even so.
    pub(super) fn areas_exceed(&mut self, rows: &[RowIx]) -> bool {
        let Some(shapes) = &self.table.shapes else {
            return false;
        };
        let count = |shift| vertices(self.table, shapes, self.frame, rows, shift, PieceKind::Area);
        // A few are shown however coarse: counted into cells, each would be one where its symbol stands.
        let coarsest = if rows.len() <= FEW {
            COARSEST
        } else {
            COARSEST.min(wanted_shift(self.table, self.frame) + MOST_COARSER)
        };
        let mut now = count(self.shift);
        while self.shift < coarsest && now > MOST_VERTICES {
            if self.patience == Patience::BestReady
                && shapes.ready(self.shift + 1) != self.shift + 1
            {
                self.waits = true;
                return now > OVERFULL * MOST_VERTICES;
            }
            self.shift += 1;
            now = count(self.shift);
        }
        now > MOST_VERTICES
    }

    /// Makes the triangles that the view needs, where a picture waits for them.
    fn triangulate(&self, rows: &[RowIx]) {
        let (Some(shapes), Patience::Wait) = (&self.table.shapes, self.patience) else {
            return;
        };
        let seen = self.table.grid.bounds(self.frame.seen);
        let pieces = rows.iter().flat_map(|row| shapes.pieces_of(row.index()));
        let areas: Vec<usize> = pieces
            .filter(|&piece| {
                let bounds = &shapes.of_piece[piece];
                shapes.pieces[piece].kind == PieceKind::Area
                    && bounds.meets(&seen)
                    && self.frame.can_see(self.table.grid.rect(bounds))
            })
            .collect();
        shapes.triangulate(self.table.grid, self.shift, &areas);
    }

    fn color(&self, class: usize, strength: f32) -> Color {
        self.table
            .palette
            .color(class, self.frame.style)
            .faded(strength)
    }

    fn on_screen(&self, point: MapPoint) -> [f32; 2] {
        let at = self.frame.camera.screen_from_map(point);
        [at.x_px as f32, at.y_px as f32]
    }

    fn pieces(&mut self, row: RowIx, class: usize, strength: f32, strokes: &mut Strokes) {
        let Some(shapes) = &self.table.shapes else {
            return;
        };
        let level = shapes.level(self.shift);
        let grid = self.table.grid;
        let seen = grid.bounds(self.frame.seen);
        for number in shapes.pieces_of(row.index()) {
            let piece = &shapes.pieces[number];
            let bounds = &shapes.of_piece[number];
            let visible = bounds.meets(&seen) && self.frame.can_see(grid.rect(bounds));
            match piece.kind {
                PieceKind::Places => {
                    let places = piece.rings().flat_map(|ring| level.ring(ring));
                    let places = places.map(|&at| grid.point(at)).collect::<Vec<_>>();
                    let dots = places.into_iter().map(|point| self.on_screen(point));
                    strokes.dots.extend(dots);
                }
                PieceKind::Line if visible => {
                    piece
                        .rings()
                        .for_each(|ring| add(level.ring(ring), grid, &mut strokes.lines));
                }
                PieceKind::Area if visible => {
                    for ring in piece.rings() {
                        add(level.ring(ring), grid, &mut strokes.outlines);
                    }
                    let area = match self.patience {
                        Patience::Wait => level.area(grid, &shapes.pieces, number),
                        Patience::BestReady => {
                            self.waits |= level.triangulated(number).is_none();
                            shapes.nearest_area(self.shift, number)
                        }
                    };
                    let fill = self.color(class, FILL * strength);
                    self.items.extend(area.map(|geometry| {
                        Item::Area(Area {
                            geometry: Arc::clone(geometry),
                            fill,
                        })
                    }));
                }
                PieceKind::Line | PieceKind::Area => {}
            }
        }
    }
}

fn add(ring: &[At], grid: Grid, (points, ends): &mut Corners) {
    if ring.len() > 1 {
        points.extend(ring.iter().map(|&at| grid.point(at)));
        ends.push(points.len() as u32);
    }
}

fn lines((points, ends): &mut Corners, closed: bool, color: Color, width_px: f32) -> Option<Item> {
    (!ends.is_empty()).then(|| {
        Item::Lines(Lines {
            points: std::mem::take(points),
            ends: std::mem::take(ends),
            closed,
            stroke: Stroke::solid(color, width_px),
        })
    })
}

/// The level that the view's scale asks for.
pub(super) fn wanted_shift(table: &PreparedTable, frame: &ViewContext<'_>) -> u32 {
    let most_m = CELL_OF_LEVEL_PX * frame.camera.metres_per_px;
    table.grid.shift_for(most_m)
}

fn vertices(
    table: &PreparedTable,
    shapes: &PreparedShapes,
    frame: &ViewContext<'_>,
    rows: &[RowIx],
    shift: u32,
    kind: PieceKind,
) -> usize {
    let level = shapes.level(shift);
    let drawn = rows
        .iter()
        .filter(|row| !table.is_dot(row.index(), frame.camera.metres_per_px));
    let seen = table.grid.bounds(frame.seen);
    drawn
        .flat_map(|row| shapes.pieces_of(row.index()))
        .filter(|&piece| shapes.pieces[piece].kind == kind && shapes.of_piece[piece].meets(&seen))
        .map(|piece| level.vertices(&shapes.pieces[piece]))
        .sum()
}
