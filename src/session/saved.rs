//! A view by lasting names, so that it can be kept and opened again, with another version of its dossier too.

use serde::{Deserialize, Serialize};

use super::Session;
use super::viewpoint::{
    AttributeFilter, Compare, EvidenceFilter, LayerState, LayerStyles, MeasurePoint, Measurement,
    TimeFilter, Viewpoint,
};
use crate::atlas::Atlas;
use crate::atlas::classes::ColourBy;
use crate::earth::LonLat;

/// A view by lasting names.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// Middle of the map and metres a pixel; `None` for the whole map.
    pub camera: Option<(LonLat, f64)>,
    /// Layers, topmost first.
    pub layers: Vec<SavedLayer>,
    /// Which days are shown.
    pub time: TimeFilter,
    /// The days that are shown beside each other, where two windows are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compare: Option<Compare>,
    /// Which evidence is shown.
    #[serde(skip_serializing_if = "is_wide")]
    pub evidence: EvidenceFilter,
    /// Which features are shown by their attributes.
    #[serde(skip_serializing_if = "is_empty")]
    pub attributes: AttributeFilter,
    /// Id of what is selected.
    pub selected: Option<String>,
    /// What is measured on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<SavedMeasure>,
}

/// What was measured, by lasting names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SavedMeasure {
    /// A path through these corners.
    Path(Vec<SavedCorner>),
    /// A ring around a place.
    Ring {
        /// Its middle.
        center: SavedCorner,
        /// Its radius, metres.
        radius_m: f64,
    },
}

/// A corner of what was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedCorner {
    /// Where it is.
    pub at: LonLat,
    /// Id of the mark that it was set on, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

impl SavedMeasure {
    fn of(atlas: &Atlas, measure: &Measurement) -> Self {
        let corner = |point: &MeasurePoint| SavedCorner {
            at: point.at,
            on: point.subject.map(|subject| atlas.id(subject).into_owned()),
        };
        match measure {
            Measurement::Path { points, .. } => Self::Path(points.iter().map(corner).collect()),
            Measurement::Ring { center, radius_m } => Self::Ring {
                center: corner(center),
                radius_m: *radius_m,
            },
        }
    }

    /// What it is on `atlas`: a mark that is not there any more is a place.
    fn on(&self, atlas: &Atlas) -> Measurement {
        let point = |corner: &SavedCorner| MeasurePoint {
            at: corner.at,
            subject: corner.on.as_deref().and_then(|id| atlas.find(id)),
        };
        match self {
            Self::Path(corners) => Measurement::Path {
                points: corners.iter().map(point).collect(),
                ended: true,
            },
            Self::Ring { center, radius_m } => Measurement::ring(point(center), *radius_m),
        }
    }
}

/// Nothing is said of a filter that hides nothing.
fn is_wide(filter: &EvidenceFilter) -> bool {
    !filter.narrows()
}

fn is_empty(filter: &AttributeFilter) -> bool {
    !filter.narrows()
}

/// How one layer was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedLayer {
    /// Its id.
    pub id: String,
    /// Whether it was shown.
    pub visible: bool,
    /// 0 (gone) to 1 (solid).
    pub opacity: f32,
    /// What it was coloured by, if by a column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour_by: Option<ColourBy>,
    /// The column that it was labelled by, if by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_by: Option<String>,
}

/// A view that the reader keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    /// What the reader calls it.
    pub name: String,
    /// What it shows.
    pub view: SavedView,
}

impl SavedView {
    /// The view of `session`, as it will be when a flight in progress has landed.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let camera = session
            .navigation
            .destination()
            .unwrap_or(session.view.camera);
        let landed = Viewpoint {
            camera,
            ..session.view.clone()
        };
        let view = Self::of_viewpoint(&session.atlas, &landed);
        Self {
            camera: view.camera.filter(|_| session.navigation.moved()),
            ..view
        }
    }

    /// What `view` shows of `atlas`.
    #[must_use]
    pub fn of_viewpoint(atlas: &Atlas, view: &Viewpoint) -> Self {
        let camera = view.camera;
        let middle = atlas.projection.unproject(camera.center);
        let layers = view.layers.iter().map(|state| SavedLayer {
            id: atlas.layer(state.layer).id.clone(),
            visible: state.visible,
            opacity: state.opacity,
            colour_by: view.styles.colours.get(&state.layer).cloned(),
            label_by: view.styles.labels.get(&state.layer).cloned(),
        });
        Self {
            camera: middle.map(|middle| (middle, camera.metres_per_px)),
            layers: layers.collect(),
            time: view.time,
            compare: view.compare,
            evidence: view.evidence.clone(),
            attributes: view.attributes.clone(),
            selected: view.selected.map(|subject| atlas.id(subject).into_owned()),
            measure: view
                .measure
                .as_ref()
                .map(|measure| SavedMeasure::of(atlas, measure)),
        }
    }
}

impl Session {
    /// What the window would show once `saved` is restored.
    #[must_use]
    pub fn viewpoint_of(&self, saved: &SavedView) -> Viewpoint {
        let mut view = Viewpoint {
            layers: self.restored_layers(saved, &self.view.layers),
            styles: self.restored_styles(saved),
            time: saved.time,
            compare: saved.compare,
            evidence: saved.evidence.clone(),
            attributes: saved.attributes.clone(),
            selected: saved.selected.as_deref().and_then(|id| self.atlas.find(id)),
            hovered: None,
            ..self.view.clone()
        };
        let place = saved.camera.and_then(|(middle, scale)| {
            let center = self.atlas.projection.project(middle)?;
            Some((center, scale))
        });
        if let Some((center, metres_per_px)) = place {
            (view.camera.center, view.camera.metres_per_px) = (center, metres_per_px);
        }
        view
    }

    /// Shows `saved`, as far as this dossier still has what it names. Layers
    /// that it does not name keep their places below those that it does.
    pub(super) fn restore_view(&mut self, saved: &SavedView) {
        let shown = self.viewpoint_of(saved);
        let before = self.view.camera;
        let (selected, hovered) = (shown.selected, self.view.hovered);
        self.view = Viewpoint {
            camera: before,
            selected: self.view.selected,
            hovered,
            ..shown.clone()
        };
        self.set_selected(selected);
        if let Some(measure) = &saved.measure {
            self.measure = Some(measure.on(&self.atlas));
        }
        let middle = saved.camera.map(|(middle, _)| middle);
        if middle.is_some_and(|it| self.atlas.projection.project(it).is_some()) {
            self.arrive_at_once(shown.camera);
        }
    }

    /// The colours and labels of layers as `saved` has them.
    pub(super) fn restored_styles(&self, saved: &SavedView) -> LayerStyles {
        let mut styles = LayerStyles::default();
        for kept in &saved.layers {
            let Some(layer) = self.atlas.layer_named(&kept.id) else {
                continue;
            };
            let colour = kept.colour_by.clone().map(|by| (layer, by));
            styles.colours.extend(colour);
            let label = kept.label_by.clone().map(|column| (layer, column));
            styles.labels.extend(label);
        }
        styles
    }

    /// The layers as `saved` has them; those of `others` that it does not name come last.
    pub(super) fn restored_layers(
        &self,
        saved: &SavedView,
        others: &[LayerState],
    ) -> Vec<LayerState> {
        let mut layers = Vec::with_capacity(others.len());
        for kept in &saved.layers {
            let Some(layer) = self.atlas.layer_named(&kept.id) else {
                continue;
            };
            if !layers.iter().any(|state: &LayerState| state.layer == layer) {
                let opacity = if kept.opacity.is_finite() {
                    kept.opacity.clamp(0.0, 1.0)
                } else {
                    1.0
                };
                layers.push(LayerState {
                    layer,
                    visible: kept.visible,
                    opacity,
                });
            }
        }
        for state in others {
            if !layers.iter().any(|other| other.layer == state.layer) {
                layers.push(*state);
            }
        }
        layers
    }
}
