//! What the chart of two columns keeps from frame to frame.

use std::sync::Arc;

use egui::{Pos2, Rect, pos2};

use crate::atlas::profile::Pair;
use crate::scene::{ChartLook, ChartScene};

/// Least width and height of the frame that keys move, in parts of the plot.
const LEAST: f32 = 0.02;

/// The chart of two columns as it was composed last.
#[derive(Debug, Default)]
pub(super) struct PairState {
    pub(super) drawn: Option<Drawn>,
    /// Where the rectangle began that is being drawn, and the number of the drag.
    pub(super) drag: Option<(Pos2, u64)>,
    /// The frame that the keys have moved.
    pub(super) keys: Option<KeyFrame>,
}

/// A frame that keys move over a plot, in parts of its width from the left and of its height from below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct KeyFrame {
    across: [f32; 2],
    upward: [f32; 2],
    /// The number of the drag that its moves are.
    pub(super) number: u64,
}

impl KeyFrame {
    /// A frame of half the plot's width and height, in its middle.
    pub(super) fn in_the_middle(number: u64) -> Self {
        Self {
            across: [0.25, 0.75],
            upward: [0.25, 0.75],
            number,
        }
    }

    /// The frame moved, as far as the plot reaches.
    pub(super) fn moved(self, right: f32, up: f32) -> Self {
        let moved = |[low, high]: [f32; 2], by: f32| {
            let by = by.min(1.0 - high).max(-low);
            [low + by, high + by]
        };
        Self {
            across: moved(self.across, right),
            upward: moved(self.upward, up),
            ..self
        }
    }

    /// The frame with its right and its upper side moved.
    pub(super) fn grown(self, right: f32, up: f32) -> Self {
        let grown = |[low, high]: [f32; 2], by: f32| [low, (high + by).max(low + LEAST).min(1.0)];
        Self {
            across: grown(self.across, right),
            upward: grown(self.upward, up),
            ..self
        }
    }

    /// Where it lies over a plot.
    pub(super) fn within(self, plot: Rect) -> Rect {
        let at = |x: f32, y: f32| {
            pos2(
                plot.left() + x * plot.width(),
                plot.bottom() - y * plot.height(),
            )
        };
        Rect::from_two_pos(
            at(self.across[0], self.upward[0]),
            at(self.across[1], self.upward[1]),
        )
    }
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
