//! A mark where it stands in a view.

use std::sync::Arc;

use crate::atlas::{PrecisionClass, Subject};
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::display::style::size;
use crate::scene::display::symbols::reach_px;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::Mark;
use crate::scene::{AreaGeometry, ScreenRect};

/// A ring is drawn where it lies this far outside of its symbol, logical pixels.
const CLEAR_PX: f64 = 2.0;

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

impl<'a> PlacedMark<'a> {
    /// The rings in view in which its place lies, where they show outside of its symbol. Where only the
    /// country is known there is none. Marks that share a symbol have the rings of the one that stands for
    /// them.
    pub(in crate::scene) fn rings(
        &self,
        frame: &ViewContext<'a>,
    ) -> impl Iterator<Item = &'a Arc<AreaGeometry>> + use<'a> {
        let shown = self.stack > 0 || self.hovered || self.selected;
        let class = frame.atlas.feature(self.mark.ix).precision.class;
        let drawn = (shown && class != PrecisionClass::Country)
            .then(|| self.mark.drawn(frame.atlas).reach.as_slice());
        let least_m = 2.0 * (self.reach_px() + CLEAR_PX) * frame.camera.metres_per_px;
        let seen = frame.seen;
        drawn
            .unwrap_or_default()
            .iter()
            .filter(move |area| area.bounds.intersects(&seen) && area.bounds.width_m() >= least_m)
    }

    /// The same as closed lines.
    pub(in crate::scene) fn ring_lines(
        &self,
        frame: &ViewContext<'a>,
    ) -> impl Iterator<Item = Vec<MapPoint>> + use<'a> {
        let rings = self.rings(frame).flat_map(|area| &area.rings);
        rings.map(|ring| ring.iter().chain(ring.first()).copied().collect())
    }

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
