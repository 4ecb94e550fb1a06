//! The rings in which the places of marks lie, as far as what stands over the map keeps off them.

use super::placed_mark::PlacedMark;
use crate::atlas::PrecisionClass;
use crate::earth::ScreenPoint;
use crate::scene::ScreenRect;
use crate::scene::layout::view_context::ViewContext;

/// A ring within which a place lies, in the window.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct Ring {
    middle: ScreenPoint,
    radius_px: f64,
    /// How far the symbol in its middle reaches; 0 where the ring is all that is drawn of a mark.
    symbol_px: f64,
}

impl Ring {
    /// The rings that the marks of a view are drawn with.
    pub(in crate::scene) fn all(frame: &ViewContext<'_>, standing: &[PlacedMark<'_>]) -> Vec<Self> {
        let drawn = standing.iter().filter(|mark| mark.stack > 0);
        let sure = drawn.filter(|mark| {
            let feature = frame.atlas.feature(mark.mark.ix);
            feature.zone.is_none() && feature.precision.class != PrecisionClass::Country
        });
        let rings = sure.flat_map(|mark| {
            let is_bare = !mark.mark.look.pinned;
            let symbol_px = if is_bare { 0.0 } else { mark.reach_px() };
            let reaches = mark.mark.drawn(frame.atlas).reach.iter();
            reaches.map(move |reach| Self {
                middle: frame.camera.screen_from_map(reach.bounds.center()),
                radius_px: reach.bounds.width_m() / 2.0 / frame.camera.metres_per_px,
                symbol_px,
            })
        });
        rings.collect()
    }

    /// Whether a rectangle covers a part of the ring's line.
    pub(in crate::scene) fn is_cut_by(&self, rect: &ScreenRect) -> bool {
        let near_px = rect.nearest(self.middle).distance_px(self.middle);
        let corners = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.left, rect.bottom),
            (rect.right, rect.bottom),
        ];
        let far_px = corners
            .map(|(x_px, y_px)| ScreenPoint::new(x_px, y_px).distance_px(self.middle))
            .into_iter()
            .fold(0.0, f64::max);
        (near_px..=far_px).contains(&self.radius_px)
    }

    /// Whether it shows outside of its symbol.
    pub(super) fn shows(&self) -> bool {
        self.radius_px > self.symbol_px
    }

    /// Whether the ring is all that is drawn of a mark.
    pub(super) fn is_bare(&self) -> bool {
        self.symbol_px <= 0.0
    }
}
