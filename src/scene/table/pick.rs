//! What of a table stands under the pointer.

use std::cmp::Ordering;
use std::sync::Arc;

use super::PreparedTable;
use super::bins::Bins;
use super::drawn::DOT_PX;
use super::grid::{At, Grid};
use super::row_mask::RowMask;
use super::shapes::{PieceKind, Shapes};
use crate::atlas::{FeatureId, LayerIx, RowIx, Subject};
use crate::earth::{Camera, MapPoint, ScreenPoint};
use crate::scene::prepare::Prepared;
use crate::scene::target::{Target, TargetKind};

/// A table as it can be picked in one view: rows are looked up, not listed.
#[derive(Debug, Clone)]
pub struct TablePick {
    pub(super) prepared: Arc<Prepared>,
    /// Its position in [`Prepared::tables`].
    pub(super) table: usize,
    pub(in crate::scene) camera: Camera,
    /// The level of lines and areas.
    pub(super) level: u32,
    pub(super) admitted: Arc<RowMask>,
    pub(super) beyond: Option<Arc<RowMask>>,
    pub(super) bins: Option<Arc<Bins>>,
}

/// What a cell of a density counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The layer that is counted.
    pub layer: LayerIx,
    /// How many rows.
    pub count: u32,
    /// How many of each kind, the most first; empty where the table has no kinds.
    pub by_kind: Vec<(String, u32)>,
}

/// A row that stands under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Near {
    pub(in crate::scene) row: RowIx,
    pub(in crate::scene) kind: TargetKind,
    /// How far away it is, logical pixels; of an area how large it is.
    pub(in crate::scene) rank: f64,
}

impl Near {
    /// Dots before lines before areas; the nearest first, and the smallest area.
    pub(in crate::scene) fn order(&self, other: &Self) -> Ordering {
        let kind = |near: &Self| match near.kind {
            TargetKind::Mark | TargetKind::EdgeMark => 0,
            TargetKind::Line => 1,
            TargetKind::Area => 2,
        };
        let kinds = kind(self).cmp(&kind(other));
        kinds
            .then(self.rank.total_cmp(&other.rank))
            .then(self.row.cmp(&other.row))
    }
}

impl PartialEq for TablePick {
    fn eq(&self, other: &Self) -> bool {
        let of = |pick: &Self| (pick.table, pick.camera, pick.level);
        of(self) == of(other)
            && self.admitted == other.admitted
            && self.beyond == other.beyond
            && self.bins == other.bins
    }
}

impl TablePick {
    fn of(&self) -> Option<&PreparedTable> {
        self.prepared.tables.get(self.table)
    }

    /// Whether a feature is of this table.
    pub(in crate::scene) fn has(&self, id: FeatureId) -> bool {
        self.of().is_some_and(|table| table.row(id).is_some())
    }

    /// Calls `then` with each row that stands within `reach_px` of a place of the window, lines and
    /// areas among them.
    pub(in crate::scene) fn near(
        &self,
        at: ScreenPoint,
        reach_px: f64,
        mut then: impl FnMut(Near),
    ) {
        let Some(table) = self.of() else { return };
        let reach_px = reach_px.max(f64::from(DOT_PX));
        let point = self.camera.map_from_screen(at);
        let reach_m = reach_px * self.camera.metres_per_px;
        let around = crate::earth::MapRect::new(point, point).inflate(reach_m);
        let rect = table.grid.bounds(around);
        let pointer = Pointer {
            point,
            metres_per_px: self.camera.metres_per_px,
            reach_px,
        };
        let mut hits = Vec::new();
        table.blocks.meeting(&rect, &mut hits);
        for rows in [Some(&self.admitted), self.beyond.as_ref()]
            .into_iter()
            .flatten()
        {
            for hit in &hits {
                rows.rows_of(hit.block, |row| {
                    if table.meets(row.index(), &rect)
                        && let Some(near) = self.stands(table, row, &pointer)
                    {
                        then(near);
                    }
                });
            }
        }
    }

    /// How a row stands to the pointer, where it is within its reach.
    fn stands(&self, table: &PreparedTable, row: RowIx, pointer: &Pointer) -> Option<Near> {
        let near = |kind, rank| Near { row, kind, rank };
        let within = |px: &f64| *px <= pointer.reach_px;
        if table.is_dot(row.index(), self.camera.metres_per_px) {
            let away = pointer.away_px(table.point(row)?);
            return Some(near(TargetKind::Mark, away)).filter(|near| within(&near.rank));
        }
        let shapes = table.shapes.as_ref()?;
        let pieces = shapes.pieces_of(row.index());
        let stands = pieces.filter_map(|number| {
            let (kind, rank) = pointer.piece(table.grid, shapes, number, self.level)?;
            Some(near(kind, rank))
        });
        stands.min_by(Near::order)
    }

    /// A row as a target.
    pub(in crate::scene) fn target(&self, row: RowIx, kind: TargetKind) -> Option<Target> {
        let table = self.of()?;
        let at = self.camera.screen_from_map(table.point(row)?);
        let line = (kind == TargetKind::Line).then(|| self.first_line(table, row));
        Some(Target {
            subject: Subject::Feature(table.id(row)),
            kind,
            at,
            radius_px: f64::from(DOT_PX),
            name: table.table.name(row).to_owned(),
            line: line.unwrap_or_default(),
        })
    }

    /// Where a feature of this table stands in the view, if it is shown.
    pub(in crate::scene) fn shown(&self, id: FeatureId) -> Option<Target> {
        let table = self.of()?;
        let row = table.row(id)?;
        let beyond = self.beyond.as_ref();
        let drawn =
            self.admitted.has(row.index()) || beyond.is_some_and(|rows| rows.has(row.index()));
        let view = table.grid.bounds(self.camera.view_rect());
        if !drawn || !table.meets(row.index(), &view) {
            return None;
        }
        let shapes = table
            .shapes
            .as_ref()
            .filter(|_| !table.is_dot(row.index(), self.camera.metres_per_px));
        let first =
            shapes.and_then(|shapes| shapes.pieces.get(shapes.pieces_of(row.index()).start));
        let kind = match first.map(|piece| piece.kind) {
            Some(PieceKind::Line) => TargetKind::Line,
            Some(PieceKind::Area) => TargetKind::Area,
            Some(PieceKind::Places) | None => TargetKind::Mark,
        };
        self.target(row, kind)
    }

    fn first_line(&self, table: &PreparedTable, row: RowIx) -> Vec<ScreenPoint> {
        let Some(shapes) = &table.shapes else {
            return Vec::new();
        };
        let mut pieces = shapes.pieces[shapes.pieces_of(row.index())].iter();
        let line = pieces.find(|piece| piece.kind == PieceKind::Line);
        let level = shapes.level(self.level);
        let places = line
            .into_iter()
            .flat_map(|line| level.ring(line.rings().start));
        places
            .map(|&at| self.camera.screen_from_map(table.grid.point(at)))
            .collect()
    }

    /// What the cell at a place of the window counts, where the table is shown in cells.
    pub(in crate::scene) fn cell(&self, at: ScreenPoint) -> Option<Cell> {
        let (table, bins) = (self.of()?, self.bins.as_ref()?);
        let counts = bins.cell(bins.cell_at(&self.camera, at)?);
        let count = counts.iter().sum();
        if count == 0 {
            return None;
        }
        let named = table.palette.names.iter().zip(counts);
        let mut by_kind: Vec<(String, u32)> = named
            .filter(|(name, count)| **count > 0 && !name.is_empty())
            .map(|(name, count)| (name.clone(), *count))
            .collect();
        by_kind.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        Some(Cell {
            layer: table.layer,
            count,
            by_kind,
        })
    }
}

/// Where the pointer is and how far it reaches.
struct Pointer {
    point: MapPoint,
    metres_per_px: f64,
    reach_px: f64,
}

impl Pointer {
    fn away_px(&self, point: MapPoint) -> f64 {
        point.plane_distance_m(self.point) / self.metres_per_px
    }

    /// How a piece stands to it, where it is within reach.
    fn piece(
        &self,
        grid: Grid,
        shapes: &Shapes,
        number: usize,
        level: u32,
    ) -> Option<(TargetKind, f64)> {
        let piece = &shapes.pieces[number];
        let level = shapes.level(level);
        let mut rings = piece.rings().map(|ring| level.ring(ring));
        match piece.kind {
            PieceKind::Places => {
                let places = rings.flatten().map(|&at| self.away_px(grid.point(at)));
                let away = places.fold(f64::INFINITY, f64::min);
                (away <= self.reach_px).then_some((TargetKind::Mark, away))
            }
            PieceKind::Line => {
                let edges = rings.flat_map(|ring| ring.windows(2));
                let away2_m = edges.map(|edge| self.away2_from_edge_m(grid, edge));
                let away2_m = away2_m.fold(f64::INFINITY, f64::min);
                let away = away2_m.sqrt() / self.metres_per_px;
                (away <= self.reach_px).then_some((TargetKind::Line, away))
            }
            PieceKind::Area => {
                let at = grid.at(self.point)?;
                let inside = shapes.of_piece[number].contains(at)
                    && rings
                        .by_ref()
                        .fold(false, |inside, ring| inside ^ holds(ring, at));
                let size = shapes.of_piece[number].side() as f64;
                inside.then_some((TargetKind::Area, size))
            }
        }
    }

    /// How far away an edge is, metres of the map squared.
    fn away2_from_edge_m(&self, grid: Grid, edge: &[At]) -> f64 {
        let (from, to) = (grid.point(edge[0]), grid.point(edge[1]));
        let (dx, dy) = (to.x_m - from.x_m, to.y_m - from.y_m);
        let along = (self.point.x_m - from.x_m) * dx + (self.point.y_m - from.y_m) * dy;
        let length2 = dx * dx + dy * dy;
        let part = if length2 > 0.0 {
            (along / length2).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let (x, y) = (
            from.x_m + part * dx - self.point.x_m,
            from.y_m + part * dy - self.point.y_m,
        );
        x * x + y * y
    }
}

/// Whether a place lies within a ring, by the even-odd rule.
fn holds(ring: &[At], at: At) -> bool {
    let Some(mut before) = ring.last() else {
        return false;
    };
    let mut inside = false;
    for here in ring {
        if (before[1] > at[1]) != (here[1] > at[1]) {
            let [a, b, at] = [before, here, &at].map(|place| place.map(f64::from));
            inside ^= at[0] < a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
        }
        before = here;
    }
    inside
}
