//! What the chart of two columns keeps from frame to frame.

use std::sync::Arc;

use egui::Pos2;

use crate::atlas::profile::Pair;
use crate::scene::{ChartLook, ChartScene};

/// The chart of two columns as it was composed last.
#[derive(Debug, Default)]
pub(super) struct PairState {
    pub(super) drawn: Option<Drawn>,
    /// Where the rectangle began that is being drawn, and the number of the drag.
    pub(super) drag: Option<(Pos2, u64)>,
}

impl PairState {
    /// Whether a rectangle is being drawn.
    pub(super) fn drags(&self) -> bool {
        self.drag.is_some()
    }
}

#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) pair: Arc<Pair>,
    /// The count of the features that pass by which it was composed.
    pub(super) serial: u64,
    pub(super) look: ChartLook,
    /// The words of the boxes, in the order of the chart's bars.
    pub(super) words: Vec<String>,
    pub(super) scene: ChartScene,
}
