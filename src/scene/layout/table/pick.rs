//! What of a table stands under the pointer.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::bins::Bins;
use super::drawn::DOT_PX;
use super::row_mask::RowMask;
use crate::atlas::{FeatureId, RowIx, Subject};
use crate::earth::{Camera, MapPoint, MapRect, ScreenPoint};
use crate::scene::display::target::{DensityCell, Near, RowLookup, Target, TargetKind};
use crate::scene::prepare::Prepared;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::grid::{At, Grid};
use crate::scene::prepare::table::piece::PieceKind;
use crate::scene::prepare::table::rings::holds;
use crate::scene::prepare::table::shapes::PreparedShapes;

/// A table as its rows are looked up in one view.
#[derive(Debug)]
pub(super) struct ShownRows {
    pub(super) prepared: Arc<Prepared>,
    /// Its position in [`Prepared::tables`].
    pub(super) table: usize,
    /// The level of lines and areas.
    pub(super) level: u32,
    pub(super) admitted: Arc<RowMask>,
    pub(super) beyond: Option<Arc<RowMask>>,
    pub(super) bins: Option<Arc<Bins>>,
}

impl ShownRows {
    fn of(&self) -> Option<&PreparedTable> {
        self.prepared.tables.get(self.table)
    }

    /// How a row stands to the pointer, where it is within its reach.
    fn stands(&self, table: &PreparedTable, row: RowIx, pointer: &Pointer) -> Option<Near> {
        let near = |kind, rank| Near { row, kind, rank };
        let within = |px: &f64| *px <= pointer.reach_px;
        if table.is_dot(row.index(), pointer.metres_per_px) {
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

    fn first_line(&self, camera: &Camera, table: &PreparedTable, row: RowIx) -> Vec<ScreenPoint> {
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
            .map(|&at| camera.screen_from_map(table.grid.point(at)))
            .collect()
    }
}

impl RowLookup for ShownRows {
    fn has(&self, id: FeatureId) -> bool {
        self.of().is_some_and(|table| table.row(id).is_some())
    }

    fn near(&self, camera: &Camera, at: ScreenPoint, reach_px: f64, then: &mut dyn FnMut(Near)) {
        let Some(table) = self.of() else { return };
        let reach_px = reach_px.max(f64::from(DOT_PX));
        let point = camera.map_from_screen(at);
        let reach_m = reach_px * camera.metres_per_px;
        let around = MapRect::new(point, point).inflate(reach_m);
        let rect = table.grid.bounds(around);
        let pointer = Pointer {
            point,
            metres_per_px: camera.metres_per_px,
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

    fn target(&self, camera: &Camera, row: RowIx, kind: TargetKind) -> Option<Target> {
        let table = self.of()?;
        let at = camera.screen_from_map(table.point(row)?);
        let line = (kind == TargetKind::Line).then(|| self.first_line(camera, table, row));
        Some(Target {
            subject: Subject::Feature(table.id(row)),
            kind,
            at,
            radius_px: f64::from(DOT_PX),
            name: table.table.name(row).to_owned(),
            line: line.unwrap_or_default(),
        })
    }

    fn shown(&self, camera: &Camera, id: FeatureId) -> Option<Target> {
        let table = self.of()?;
        let row = table.row(id)?;
        let beyond = self.beyond.as_ref();
        let drawn =
            self.admitted.has(row.index()) || beyond.is_some_and(|rows| rows.has(row.index()));
        let view = table.grid.bounds(camera.view_rect());
        if !drawn || !table.meets(row.index(), &view) {
            return None;
        }
        let shapes = table
            .shapes
            .as_ref()
            .filter(|_| !table.is_dot(row.index(), camera.metres_per_px));
        let first =
            shapes.and_then(|shapes| shapes.pieces.get(shapes.pieces_of(row.index()).start));
        let kind = match first.map(|piece| piece.kind) {
            Some(PieceKind::Line) => TargetKind::Line,
            Some(PieceKind::Area) => TargetKind::Area,
            Some(PieceKind::Places) | None => TargetKind::Mark,
        };
        self.target(camera, row, kind)
    }

    fn cell(&self, camera: &Camera, at: ScreenPoint) -> Option<DensityCell> {
        let (table, bins) = (self.of()?, self.bins.as_ref()?);
        let counts = bins.cell(bins.cell_at(camera, at)?);
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
        Some(DensityCell {
            layer: table.layer,
            count,
            by_kind,
        })
    }

    fn in_view(&self, rect: MapRect, then: &mut dyn FnMut(FeatureId)) {
        let Some(table) = self.of().filter(|table| !table.of_marks) else {
            return;
        };
        let rect = table.grid.bounds(rect);
        let mut hits = Vec::new();
        table.blocks.meeting(&rect, &mut hits);
        for hit in hits {
            self.admitted.rows_of(hit.block, |row| {
                if hit.whole || table.shows_in(row.index(), &rect) {
                    then(table.id(row));
                }
            });
        }
    }

    fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.table, self.level, &self.admitted, &self.beyond).hash(&mut hasher);
        self.bins.is_some().hash(&mut hasher);
        hasher.finish()
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
        shapes: &PreparedShapes,
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
