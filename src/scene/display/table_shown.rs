//! How a large layer is shown, for legend and status.

use crate::atlas::LayerIx;
use crate::scene::display::Color;

/// How a large layer is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct TableShown {
    /// The layer that its features belong to.
    pub layer: LayerIx,
    /// Whether its features are marks of which the view has too many.
    pub of_marks: bool,
    /// Rows that have a place and are of the days that are shown, wherever they are.
    pub admitted: usize,
    /// Those of them in the window; in cells, those of the cells in it.
    pub in_view: usize,
    /// The kinds in view, the commonest of the table first; one without a name where it has no kinds.
    pub kinds: Vec<KindShown>,
    /// How they are counted, where there are too many for symbols.
    pub density: Option<Density>,
}

/// A kind in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindShown {
    /// What it is called; empty where the table has no kinds.
    pub name: String,
    /// Its colour.
    pub color: Color,
}

/// How rows are counted into cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Density {
    /// Side of a cell, metres of the map.
    pub cell_m: f64,
    /// Whether lines are counted in each cell that they cross.
    pub lines: bool,
    /// What the strengths of colour mean, the weakest first.
    pub classes: Vec<CountClass>,
}

/// Cells with counts of one class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountClass {
    /// The least count.
    pub from: u32,
    /// The greatest.
    pub to: u32,
    /// How much of a cell's colour is left: 0 (nothing) to 1 (all).
    pub strength: f32,
}
