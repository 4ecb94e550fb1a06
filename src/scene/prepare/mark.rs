//! A feature in map metres.

use std::sync::{Arc, OnceLock};

use super::DrawnParts;
use crate::atlas::{Atlas, Feature, FeatureId, Subject};
use crate::earth::{LonLat, MapPoint};
use crate::scene::display::symbols::{Sign, SymbolLook};

/// Largest number of features of a layer in view that are marks, each drawn by itself with its outline and
/// its name. More are drawn as symbols of a table, and still more are counted into cells.
pub(in crate::scene) const MOST_MARKS: usize = 2_000;

/// A feature in map metres.
#[derive(Debug, Clone)]
pub(in crate::scene) struct Mark {
    /// Which feature.
    pub(in crate::scene) ix: FeatureId,
    /// Position of its symbol on the ellipsoid.
    pub(in crate::scene) place: LonLat,
    /// Position of its symbol on the map.
    pub(in crate::scene) at: MapPoint,
    /// Whether it lies in the frame that the dossier starts with.
    pub(in crate::scene) at_home: bool,
    /// How its symbol looks.
    pub(in crate::scene) look: SymbolLook,
    /// What is drawn to scale; worked out when first in view.
    drawn: Arc<OnceLock<DrawnParts>>,
}

impl Mark {
    /// The mark of a feature; `None` where it has no place or the projection does not show that. What
    /// is drawn to scale is taken from the mark `before` where it is the same of the feature then.
    pub(super) fn of(
        atlas: &Atlas,
        signs: &[Sign],
        ix: FeatureId,
        before: Option<(&Self, &Feature)>,
    ) -> Option<Self> {
        let feature = atlas.feature(ix);
        let known = before.filter(|(_, before)| drawn_alike(before, feature));
        let known = known.map(|(mark, _)| Arc::clone(&mark.drawn));
        let place = atlas.anchor(Subject::Feature(ix))?;
        Some(Self {
            ix,
            place,
            at: atlas.projection.project(place)?,
            at_home: atlas.home.contains(place),
            look: SymbolLook::of(atlas, signs, feature),
            drawn: known.unwrap_or_default(),
        })
    }

    /// Whether its feature is more than a single point, so that it can be in view where its anchor is not.
    pub(in crate::scene) fn is_extended(&self, atlas: &Atlas) -> bool {
        let shape = atlas.feature(self.ix).shape.as_ref();
        shape.is_some_and(|shape| shape.single_point().is_none())
    }

    /// The parts of it that are drawn to scale: its disc, its zone, its lines and areas.
    pub(in crate::scene) fn drawn(&self, atlas: &Atlas) -> &DrawnParts {
        self.drawn
            .get_or_init(|| DrawnParts::of(atlas, atlas.feature(self.ix), self.place))
    }
}

/// Whether two features have the same shape and disc. A zone follows from a border of its dossier.
fn drawn_alike(a: &Feature, b: &Feature) -> bool {
    let zones = a.zone.is_some() || b.zone.is_some();
    !zones && a.shape == b.shape && a.precision == b.precision
}
