//! A mark where it stands in a view.

use crate::atlas::Subject;
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::ScreenRect;
use crate::scene::display::style::size;
use crate::scene::display::symbols::reach_px;
use crate::scene::prepare::Mark;

/// A mark in view.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct PlacedMark<'a> {
    pub(in crate::scene) mark: &'a Mark,
    pub(in crate::scene) at: ScreenPoint,
    /// Where that is on the map: its anchor, or a point of what of the feature is in view.
    pub(in crate::scene) on_map: MapPoint,
    pub(in crate::scene) radius_px: f64,
    pub(in crate::scene) selected: bool,
    pub(in crate::scene) hovered: bool,
    /// Whether it is of other days than those that are shown.
    pub(in crate::scene) outside: bool,
    /// How much is left of its strength.
    pub(in crate::scene) strength: f32,
    /// Number of marks that share its place, where it is the heaviest of them and stands for all;
    /// else 0.
    pub(in crate::scene) stack: usize,
}

impl PlacedMark<'_> {
    /// What it covers.
    pub(in crate::scene) fn covers(&self) -> ScreenRect {
        ScreenRect::around(self.at, self.reach_px())
    }

    /// How far it reaches from its middle, the ring of a selected one included.
    pub(in crate::scene) fn reach_px(&self) -> f64 {
        let ring_px = if self.selected {
            size::SELECTED_RING
        } else {
            0.0
        };
        reach_px(self.radius_px) + ring_px
    }

    pub(in crate::scene) fn subject(&self) -> Subject {
        Subject::Feature(self.mark.ix)
    }

    /// Whether its symbol is drawn: it has one, and no other mark stands for it.
    pub(in crate::scene) fn is_drawn(&self) -> bool {
        let stands = self.stack > 0 || self.outside || self.hovered || self.selected;
        self.mark.look.pinned && stands
    }
}
