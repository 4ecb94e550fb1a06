//! A feature in map metres.

use std::sync::OnceLock;

use super::Drawn;
use crate::atlas::{Atlas, FeatureId};
use crate::earth::{LonLat, MapPoint};
use crate::scene::marks::{Look, Sign};

/// A feature in map metres.
#[derive(Debug)]
pub(in crate::scene) struct Mark {
    /// Which feature.
    pub(in crate::scene) ix: FeatureId,
    /// Where its symbol stands on the ellipsoid…
    pub(in crate::scene) place: LonLat,
    /// …and on the map.
    pub(in crate::scene) at: MapPoint,
    /// Whether it lies in the frame that the dossier starts with.
    pub(in crate::scene) at_home: bool,
    /// How its symbol looks.
    pub(in crate::scene) look: Look,
    /// What is drawn to scale; worked out when first in view.
    drawn: OnceLock<Drawn>,
}

impl Mark {
    /// The mark of a feature; `None` where it has no place or the projection does not show that.
    pub(super) fn of(atlas: &Atlas, signs: &[Sign], ix: FeatureId) -> Option<Self> {
        let feature = atlas.feature(ix);
        let place = feature.shape.as_ref()?.anchor()?;
        Some(Self {
            ix,
            place,
            at: atlas.projection.project(place)?,
            at_home: atlas.home.contains(place),
            look: Look::of(atlas, signs, feature),
            drawn: OnceLock::new(),
        })
    }

    /// What of it is drawn to scale: its disc, its zone, its lines and areas.
    pub(in crate::scene) fn drawn(&self, atlas: &Atlas) -> &Drawn {
        self.drawn
            .get_or_init(|| Drawn::of(atlas, atlas.feature(self.ix), self.place))
    }
}
