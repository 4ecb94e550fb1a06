//! The rows that are chosen.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use crate::atlas::{Atlas, FeatureId, Subject};
use crate::earth::MapPoint;

/// The rows that are chosen, and where their features stand.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    ids: BTreeSet<FeatureId>,
    /// Whose features they are.
    atlas: Weak<Atlas>,
    /// Where they stand on the map, worked out when first asked for.
    at: OnceCell<Vec<MapPoint>>,
}

impl Chosen {
    /// Lets go of the rows of another atlas: there the same numbers are other features.
    pub(super) fn follow(&mut self, atlas: &Arc<Atlas>) {
        if !std::ptr::eq(self.atlas.as_ptr(), Arc::as_ptr(atlas)) {
            *self = Self {
                atlas: Arc::downgrade(atlas),
                ..Self::default()
            };
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub(super) fn contains(&self, id: FeatureId) -> bool {
        self.ids.contains(&id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = FeatureId> {
        self.ids.iter().copied()
    }

    /// Chooses these and no others.
    pub(super) fn set(&mut self, ids: impl IntoIterator<Item = FeatureId>) {
        self.ids = ids.into_iter().collect();
        self.at.take();
    }

    /// Chooses these as well.
    pub(super) fn add(&mut self, ids: &[FeatureId]) {
        self.ids.extend(ids);
        self.at.take();
    }

    /// Chooses one that is not chosen; lets go of one that is.
    pub(super) fn toggle(&mut self, id: FeatureId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.at.take();
    }

    /// Where the chosen features stand on the map, of those that have a place there.
    pub(super) fn points(&self) -> &[MapPoint] {
        self.at.get_or_init(|| {
            let Some(atlas) = self.atlas.upgrade() else {
                return Vec::new();
            };
            let anchors = self
                .iter()
                .filter_map(|id| atlas.anchor(Subject::Feature(id)));
            anchors
                .filter_map(|place| atlas.projection.project(place))
                .collect()
        })
    }
}
