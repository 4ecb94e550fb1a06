//! The tables of large layers on the map: what does not change with the view, made once.
//!
//! Rows stand on a grid of whole centimetres of the map, with an index over blocks of them, and
//! levels of detail for lines and areas.

pub(in crate::scene) mod blocks;
mod curves;
pub(in crate::scene) mod grid;
pub(in crate::scene) mod levels;
mod palette;
pub(in crate::scene) mod piece;
pub(in crate::scene) mod rings;
pub(in crate::scene) mod shapes;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::atlas::table::Layers;
use crate::atlas::{Atlas, FeatureId, FeatureTable, LayerIx, RowIx, TableIx};
use crate::cores;
use crate::earth::{MapPoint, Projection};
use crate::scene::prepare::{MOST_MARKS, Needed};
use blocks::{BLOCK, Blocks};
use grid::{At, Grid, GridBounds, NOWHERE};
pub(in crate::scene) use palette::Palette;
use piece::PieceKind;
use shapes::{PreparedShapes, somewhere};

/// Largest number of rows in view that are drawn one by one; more are counted into cells.
pub(in crate::scene) const MOST_SYMBOLS: usize = 20_000;

/// Largest side of a level's cells on the screen at which the level serves, logical pixels.
pub(in crate::scene) const CELL_OF_LEVEL_PX: f64 = 0.7;

/// Rows of lines and areas smaller than this are dots, logical pixels.
pub(in crate::scene) const DOT_BELOW_PX: f64 = 3.0;

/// The layers of a table that are prepared as a table: of authored features only those that may have
/// too many marks in a view.
fn crowded_layers(table: &FeatureTable) -> Vec<LayerIx> {
    let layers = match &table.layers {
        Layers::One(layer) => return vec![*layer],
        Layers::Each(layers) => layers,
    };
    let mut counts: BTreeMap<LayerIx, usize> = BTreeMap::new();
    for layer in layers {
        *counts.entry(*layer).or_default() += 1;
    }
    let crowded = counts.into_iter().filter(|&(_, count)| count > MOST_MARKS);
    crowded.map(|(layer, _)| layer).collect()
}

/// A table on the map. What it has is shared, so that a revision of the atlas can take it over.
#[derive(Debug, Clone)]
pub(in crate::scene) struct PreparedTable {
    /// The id of its first feature.
    pub(in crate::scene) first: FeatureId,
    /// The layer that its features belong to.
    pub(in crate::scene) layer: LayerIx,
    pub(in crate::scene) table: Arc<FeatureTable>,
    pub(in crate::scene) grid: Grid,
    /// Where each row's symbol stands.
    pub(in crate::scene) at: Arc<Vec<At>>,
    pub(in crate::scene) blocks: Arc<Blocks>,
    pub(in crate::scene) palette: Arc<Palette>,
    /// Whether its features are marks, and are drawn and counted as a table only where a view has too
    /// many of them.
    pub(in crate::scene) of_marks: bool,
    /// Lines and areas, where it has any.
    pub(in crate::scene) shapes: Option<Arc<PreparedShapes>>,
}

impl PreparedTable {
    /// The tables of large sources, with the lines and areas that are needed, ready for a view of
    /// this scale. A table of the same columns is taken from those that are `known`.
    pub(in crate::scene) fn all(
        atlas: &Atlas,
        needed: Needed,
        metres_per_px: f64,
        known: &[Self],
    ) -> Vec<Self> {
        let grid = OnceCell::new();
        let layers = |(ix, table): (TableIx, &Arc<FeatureTable>)| {
            crowded_layers(table)
                .into_iter()
                .map(move |layer| (ix, layer))
        };
        let tables = atlas.tables().flat_map(layers);
        tables
            .map(|(ix, layer)| {
                let first = atlas.id_in(ix, RowIx(0));
                let table = Arc::clone(atlas.table(ix));
                let mut known = known.iter();
                if let Some(known) = known.find(|known| known.suits(&table, layer)) {
                    return Self {
                        first,
                        layer,
                        table,
                        ..known.clone()
                    };
                }
                let grid = *grid.get_or_init(|| Grid::of(&atlas.projection));
                let prepared = Self::of(&atlas.projection, grid, (first, layer), table, needed);
                // A picture of more rows than are drawn counts them, at another level.
                if needed.is_everything() || prepared.at.len() <= MOST_SYMBOLS {
                    prepared.ready_for(metres_per_px);
                }
                prepared
            })
            .collect()
    }

    /// Makes the level of a view, so that its first picture is not one of every vertex.
    fn ready_for(&self, metres_per_px: f64) {
        if let Some(shapes) = &self.shapes {
            shapes.level(self.grid.shift_for(CELL_OF_LEVEL_PX * metres_per_px));
        }
    }

    fn of(
        projection: &Projection,
        grid: Grid,
        (first, layer): (FeatureId, LayerIx),
        table: Arc<FeatureTable>,
        needed: Needed,
    ) -> Self {
        let mut at = vec![NOWHERE; table.len()];
        cores::fill(&mut at, BLOCK, |begin, part| {
            for (slot, &place) in part.iter_mut().zip(&table.columns.shapes.anchors[begin..]) {
                let point = somewhere(place).and_then(|place| projection.project(place));
                *slot = point.and_then(|point| grid.at(point)).unwrap_or(NOWHERE);
            }
        });
        let shapes = PreparedShapes::of(&table, projection, grid, needed, &mut at);
        if let Layers::Each(layers) = &table.layers {
            let others = at.iter_mut().zip(layers).filter(|(_, of)| **of != layer);
            others.for_each(|(at, _)| *at = NOWHERE);
        }
        let bounds_of = |row: usize| {
            let mut bounds = shapes
                .as_ref()
                .map_or(GridBounds::EMPTY, |shapes| shapes.bounds[row]);
            bounds.include(at[row]);
            bounds
        };
        let of_marks = table.holds_details();
        let blocks = Blocks::of(at.len(), bounds_of);
        let areas = shapes::have(&table, PieceKind::Area);
        let mut palette = Palette::of(&table);
        palette.neutral = areas && table.columns.kinds.is_empty();
        Self {
            first,
            layer,
            table,
            grid,
            at: Arc::new(at),
            blocks: Arc::new(blocks),
            palette: Arc::new(palette),
            of_marks,
            shapes: shapes.map(Arc::new),
        }
    }

    /// Whether what it has holds for the features of `table` in `layer`, too.
    fn suits(&self, table: &FeatureTable, layer: LayerIx) -> bool {
        let same = match (&self.table.layers, &table.layers) {
            (Layers::One(_), Layers::One(_)) => true,
            (before, now) => self.layer == layer && before == now,
        };
        let columns = [&self.table.columns, &table.columns];
        same && (Arc::ptr_eq(columns[0], columns[1]) || columns[0] == columns[1])
    }

    /// The id of the feature in a row.
    pub(in crate::scene) fn id(&self, row: RowIx) -> FeatureId {
        FeatureId(self.first.0 + row.0)
    }

    /// The row of a feature; `None` where it is of another table.
    pub(in crate::scene) fn row(&self, id: FeatureId) -> Option<RowIx> {
        let row = id.0.checked_sub(self.first.0)?;
        ((row as usize) < self.at.len()).then_some(RowIx(row))
    }

    /// Whether something of a row's geometry lies within `rect`. It looks at the edges of rows whose bounds
    /// cross an edge of `rect` alone, and at the finest level, so that the answer is always the same.
    pub(in crate::scene) fn shows_in(&self, row: usize, rect: &GridBounds) -> bool {
        let shapes = self.shapes.as_ref().filter(|shapes| {
            let bounds = &shapes.bounds[row];
            bounds.meets(rect) && !rect.holds(bounds) && !shapes.pieces_of(row).is_empty()
        });
        shapes.map_or_else(
            || self.meets(row, rect),
            |shapes| shapes.row_meets(row, rect),
        )
    }

    /// Whether the bounds of a row meet `rect`.
    pub(in crate::scene) fn meets(&self, row: usize, rect: &GridBounds) -> bool {
        self.shapes.as_ref().map_or_else(
            || rect.contains(self.at[row]),
            |shapes| shapes.bounds[row].meets(rect),
        )
    }

    /// Where a row's symbol stands on the map.
    pub(in crate::scene) fn point(&self, row: RowIx) -> Option<MapPoint> {
        let at = *self.at.get(row.index())?;
        (at != NOWHERE).then(|| self.grid.point(at))
    }

    /// Whether a row is drawn as a dot at this scale: it is a place, or smaller than can be seen.
    pub(in crate::scene) fn is_dot(&self, row: usize, metres_per_px: f64) -> bool {
        let Some(shapes) = &self.shapes else {
            return true;
        };
        let small =
            shapes.bounds[row].side() as f64 * self.grid.step_m < DOT_BELOW_PX * metres_per_px;
        small || shapes.pieces_of(row).is_empty()
    }
}
