//! What of a scene can be picked, hovered and stepped to.

use std::ops::Range;

use super::ScreenRect;
use super::table::TablePick;
use crate::atlas::Subject;
use crate::earth::ScreenPoint;

/// How a target stands in the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// A mark, where it is.
    Mark,
    /// A mark beyond the frame, standing on its edge.
    EdgeMark,
    /// A line that has a card.
    Line,
    /// An area of a large layer, picked anywhere within.
    Area,
}

/// One thing that can be picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What it is.
    pub subject: Subject,
    /// How it stands in the view.
    pub kind: TargetKind,
    /// Its middle, logical pixels.
    pub at: ScreenPoint,
    /// How far it reaches from there, logical pixels.
    pub radius_px: f64,
    /// What it is called.
    pub name: String,
    /// Corners of the line, where it is one, or the ends of a label that is picked along its
    /// middle; logical pixels, empty otherwise.
    pub line: Vec<ScreenPoint>,
}

/// What can be picked in one of several maps beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct PaneTargets {
    /// The part of the window in which the map shows.
    pub clip: ScreenRect,
    /// Which of [`Targets::all`] are its own.
    pub marks: Range<usize>,
    /// Which of [`Targets::tables`] are its own.
    pub tables: Range<usize>,
}

/// What can be picked, topmost first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Targets {
    /// Topmost first, pane by pane, without the rows of large layers.
    pub all: Vec<Target>,
    /// The large layers, topmost first, pane by pane: their rows are looked up.
    pub tables: Vec<TablePick>,
    /// Where maps stand beside each other, each of them.
    pub panes: Vec<PaneTargets>,
}
