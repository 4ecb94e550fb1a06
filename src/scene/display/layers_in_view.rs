//! What a scene shows of the layers of features.

use super::{Scene, ScreenRect, TableShown, Targets};
use crate::atlas::FeatureId;
use crate::earth::{Camera, MapRect, ScreenPoint};

/// What a scene shows of the layers of features. A line or an area is in view where a part of it is,
/// wherever its anchor lies.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LayersInView<'a> {
    /// Features whose details are held in memory, in the atlas's order.
    pub features: &'a [FeatureId],
    /// The large layers, topmost first.
    pub tables: &'a [TableShown],
    /// What its detail inset is seen from, where it has one.
    pub enlarged: Option<Camera>,
}

impl Scene {
    /// What it shows of the layers of features.
    #[must_use]
    pub fn layers_in_view(&self) -> LayersInView<'_> {
        LayersInView {
            features: &self.features,
            tables: &self.tables,
            enlarged: self.targets.detail.map(|detail| detail.camera),
        }
    }

    /// The features in view that layers, days and filter show, large layers included, in the atlas's order.
    /// The cost follows the number of features in view.
    #[must_use]
    pub fn features_in_view(&self) -> Vec<FeatureId> {
        let mut ids = self.features.clone();
        if self.panes.is_empty() {
            self.add_rows_in_view(&mut ids);
        }
        for pane in &self.panes {
            pane.scene.add_rows_in_view(&mut ids);
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn add_rows_in_view(&self, ids: &mut Vec<FeatureId>) {
        let ScreenRect {
            left,
            top,
            right,
            bottom,
        } = self.window;
        let corners = [ScreenPoint::new(left, top), ScreenPoint::new(right, bottom)];
        let corners = corners.map(|at| self.camera.map_from_screen(at));
        let rect: MapRect = corners.into_iter().collect();
        for table in &self.targets.tables {
            table.rows.in_view(rect, &mut |id| ids.push(id));
        }
    }

    /// Takes away all that names a feature or a layer of its atlas; what is drawn stays.
    pub fn forget_features(&mut self) {
        self.features = Vec::new();
        self.tables = Vec::new();
        self.targets = Targets::default();
    }
}

impl LayersInView<'_> {
    /// Number of features in view. Of a large layer that is counted into cells, it is the number in the
    /// cells in view.
    #[must_use]
    pub fn count(self) -> usize {
        // A layer with too many marks in view is among the tables, too.
        let large = self.tables.iter().filter(|table| !table.of_marks);
        let rows: usize = large.map(|table| table.in_view).sum();
        self.features.len() + rows
    }
}
