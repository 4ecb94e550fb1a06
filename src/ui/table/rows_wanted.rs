//! What the table's rows follow from, and whether it has changed.

use std::sync::Arc;

use super::column::Sorting;
use crate::atlas::{Atlas, FeatureId, LayerIx};
use crate::scene::{Scene, TablePick};
use crate::session::Session;
use crate::session::viewpoint::{
    AttributeFilter, Compare, EvidenceFilter, LayerState, TimeFilter, Viewpoint,
};

/// Which features are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TableScope {
    /// Every feature.
    #[default]
    All,
    /// Those of a layer.
    Layer(LayerIx),
    /// Those that layers, days and filters let through, wherever they lie.
    Passing,
    /// Those of them of which something lies in the map's view.
    InView,
    /// Those without a place, or without a date where such are hidden.
    OffMap,
}

impl TableScope {
    pub(super) fn words(self, atlas: &Atlas) -> String {
        match self {
            Self::All => "All features".to_owned(),
            Self::Layer(layer) => atlas.layer(layer).name.clone(),
            Self::Passing => "Shown by layers, days and filters".to_owned(),
            Self::InView => "In view".to_owned(),
            Self::OffMap => "Not on the map".to_owned(),
        }
    }
}

/// What the rows follow from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowsWanted {
    pub(super) scope: TableScope,
    pub(super) filter: String,
    pub(super) sorting: Option<Sorting>,
}

/// What rows were found from.
#[derive(Debug)]
pub(super) struct FoundFrom {
    atlas: Arc<Atlas>,
    wanted: RowsWanted,
    filter: AttributeFilter,
    /// Tables whose properties were read: before, a condition on one lets every row through.
    read: usize,
    dependence: Dependence,
}

/// What of the map the rows depend on.
#[derive(Debug)]
enum Dependence {
    /// Nothing.
    None,
    /// What layers, days and filters let through.
    Filters {
        layers: Vec<LayerState>,
        time: TimeFilter,
        compare: Option<Compare>,
        evidence: EvidenceFilter,
    },
    /// What is in view.
    InView {
        features: Vec<FeatureId>,
        tables: Vec<TablePick>,
    },
}

impl Dependence {
    /// Whether it is what the rows of `scope` depend on now.
    fn holds(&self, scope: TableScope, view: &Viewpoint, scene: &Scene) -> bool {
        match (self, scope) {
            (Self::None, TableScope::All | TableScope::Layer(_)) => true,
            (
                Self::Filters {
                    layers,
                    time,
                    compare,
                    evidence,
                },
                TableScope::Passing | TableScope::OffMap,
            ) => {
                *layers == view.layers
                    && *time == view.time
                    && *compare == view.compare
                    && *evidence == view.evidence
            }
            (Self::InView { features, tables }, TableScope::InView) => {
                *features == scene.features && *tables == scene.targets.tables
            }
            _ => false,
        }
    }

    fn of(scope: TableScope, view: &Viewpoint, scene: &Scene) -> Self {
        match scope {
            TableScope::All | TableScope::Layer(_) => Self::None,
            TableScope::Passing | TableScope::OffMap => Self::Filters {
                layers: view.layers.clone(),
                time: view.time,
                compare: view.compare,
                evidence: view.evidence.clone(),
            },
            TableScope::InView => Self::InView {
                features: scene.features.clone(),
                tables: scene.targets.tables.clone(),
            },
        }
    }
}

impl FoundFrom {
    /// What rows are found from now; `read` are the tables whose properties were read.
    pub(super) fn of(session: &Session, scene: &Scene, wanted: &RowsWanted, read: usize) -> Self {
        Self {
            atlas: Arc::clone(&session.atlas),
            wanted: wanted.clone(),
            filter: session.view.attributes.clone(),
            read,
            dependence: Dependence::of(wanted.scope, &session.view, scene),
        }
    }

    /// Whether they are of this atlas.
    pub(super) fn is_of(&self, atlas: &Arc<Atlas>) -> bool {
        Arc::ptr_eq(&self.atlas, atlas)
    }

    /// Whether they would be found from the same now.
    pub(super) fn is_same(
        &self,
        session: &Session,
        scene: &Scene,
        wanted: &RowsWanted,
        read: usize,
    ) -> bool {
        Arc::ptr_eq(&self.atlas, &session.atlas)
            && self.wanted == *wanted
            && self.filter == session.view.attributes
            && self.read == read
            && self.dependence.holds(wanted.scope, &session.view, scene)
    }
}
