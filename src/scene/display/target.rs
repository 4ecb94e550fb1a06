//! What of a scene can be picked, hovered and stepped to.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::ScreenRect;
use crate::atlas::{FeatureId, LayerIx, RowIx, Subject};
use crate::earth::{Camera, MapPoint, MapRect, ScreenPoint};

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

/// The features of one table that are shown in a view. They are looked up where the pointer is: they
/// are too many to list.
pub trait RowLookup: fmt::Debug + Send + Sync {
    /// Whether a feature is of the table.
    fn has(&self, id: FeatureId) -> bool;

    /// Calls `then` with each row that stands within `reach_px` of a place of the window, lines and
    /// areas among them.
    fn near(&self, camera: &Camera, at: ScreenPoint, reach_px: f64, then: &mut dyn FnMut(Near));

    /// A row as a target; `None` where it has no place.
    fn target(&self, camera: &Camera, row: RowIx, kind: TargetKind) -> Option<Target>;

    /// Where a feature of the table stands in the view, if it is shown.
    fn shown(&self, camera: &Camera, id: FeatureId) -> Option<Target>;

    /// What the cell at a place of the window counts, where the table is shown in cells.
    fn cell(&self, camera: &Camera, at: ScreenPoint) -> Option<DensityCell>;

    /// Calls `then` with each feature of a large source that is shown and of which something lies within
    /// `rect`, in rising order.
    fn in_view(&self, rect: MapRect, then: &mut dyn FnMut(FeatureId));

    /// A number that is the same for lookups that find the same.
    fn digest(&self) -> u64;
}

/// A table as it can be picked in one view.
#[derive(Debug, Clone)]
pub struct TablePick {
    /// What looks up its rows.
    pub rows: Arc<dyn RowLookup>,
    /// The camera of the view, which takes map metres to pixels of the window.
    pub camera: Camera,
}

impl PartialEq for TablePick {
    fn eq(&self, other: &Self) -> bool {
        let same_rows =
            || Arc::ptr_eq(&self.rows, &other.rows) || self.rows.digest() == other.rows.digest();
        self.camera == other.camera && same_rows()
    }
}

/// What a cell of a density counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DensityCell {
    /// The layer that is counted.
    pub layer: LayerIx,
    /// How many rows.
    pub count: u32,
    /// How many of each kind, the most first; empty where the table has no kinds.
    pub by_kind: Vec<(String, u32)>,
}

/// A row that stands under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Which.
    pub row: RowIx,
    /// How it stands in the view.
    pub kind: TargetKind,
    /// How far away it is, logical pixels; of an area how large it is.
    pub rank: f64,
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

impl Target {
    /// Moves it, logical pixels.
    pub(in crate::scene) fn shift(&mut self, right_px: f64, down_px: f64) {
        for point in std::iter::once(&mut self.at).chain(&mut self.line) {
            point.x_px += right_px;
            point.y_px += down_px;
        }
    }
}

/// The detail inset in the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DetailTarget {
    /// Where it stands, logical pixels.
    pub rect: ScreenRect,
    /// The part of the map that it enlarges, logical pixels.
    pub source: ScreenRect,
    /// What it is seen from; its window begins at the upper left corner of [`rect`](Self::rect).
    pub camera: Camera,
}

impl DetailTarget {
    /// Side of [`close`](Self::close), logical pixels.
    const CLOSE_PX: f64 = 23.0;

    /// The place of the map that it shows at a place of the window.
    #[must_use]
    pub fn map_at(&self, at: ScreenPoint) -> MapPoint {
        let within = ScreenPoint::new(at.x_px - self.rect.left, at.y_px - self.rect.top);
        self.camera.map_from_screen(within)
    }

    /// Its corner in which a window has the button that closes it: no name stands there.
    #[must_use]
    pub fn close(&self) -> ScreenRect {
        let side = Self::CLOSE_PX;
        ScreenRect::new(self.rect.right - side, self.rect.top, side, side)
    }
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
    /// The detail inset, where there is one: what lies under it is not picked.
    pub detail: Option<DetailTarget>,
    /// What can be picked in it, topmost first.
    pub in_detail: Vec<Target>,
}
