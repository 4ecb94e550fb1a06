//! Showing, hiding, ordering and fading layers.

use serde::{Deserialize, Serialize};

use crate::atlas::LayerIx;
use crate::atlas::classes::ColourBy;
use crate::session::Session;
use crate::session::viewpoint::LayerState;

/// Shows, hides, orders and fades layers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LayersCommand {
    /// Shows a hidden layer, hides a shown one.
    Toggle(LayerIx),
    /// Shows this one of its kind alone; again: shows what was shown before.
    ShowAlone(LayerIx),
    /// Fades a layer.
    SetOpacity {
        /// Which.
        layer: LayerIx,
        /// 0 (gone) to 1 (solid).
        opacity: f32,
    },
    /// Moves a layer so that it stands at `position`, counted from the top.
    MoveTo {
        /// Which.
        layer: LayerIx,
        /// 0 is topmost.
        position: usize,
    },
    /// Colours a layer by a column, or by its actors or kinds again.
    ColourBy {
        /// Which.
        layer: LayerIx,
        /// By what.
        by: Option<ColourBy>,
    },
    /// Labels a layer by a column, or by the names of its features again.
    LabelBy {
        /// Which.
        layer: LayerIx,
        /// The column's name.
        column: Option<String>,
    },
}

impl Session {
    pub(in crate::session) fn apply_layers(&mut self, command: &LayersCommand) {
        match *command {
            LayersCommand::ColourBy { layer, ref by } => self.colour_by(layer, by.clone()),
            LayersCommand::LabelBy { layer, ref column } => self.label_by(layer, column.clone()),
            LayersCommand::Toggle(layer) => self.toggle(layer),
            LayersCommand::ShowAlone(layer) => self.show_alone(layer),
            LayersCommand::SetOpacity { layer, opacity } => {
                let label = format!("Fade {}", self.layer_name(layer));
                let key = format!("opacity {}", layer.0);
                self.undoable_merged(label, Some(key), |session| {
                    if let Some(state) = session.layer_state(layer) {
                        state.opacity = opacity.clamp(0.0, 1.0);
                    }
                });
            }
            LayersCommand::MoveTo { layer, position } => {
                let label = format!("Move {}", self.layer_name(layer));
                self.undoable(label, |session| {
                    move_to(&mut session.view.layers, layer, position);
                });
            }
        }
    }

    fn colour_by(&mut self, layer: LayerIx, by: Option<ColourBy>) {
        let name = self.layer_name(layer);
        let label = match &by {
            Some(by) => format!("Colour {name} by {}", by.column),
            None => format!("Colour {name} as it was"),
        };
        self.undoable(label, |session| {
            let colours = &mut session.view.styles.colours;
            match by {
                Some(by) => drop(colours.insert(layer, by)),
                None => drop(colours.remove(&layer)),
            }
        });
    }

    fn label_by(&mut self, layer: LayerIx, column: Option<String>) {
        let name = self.layer_name(layer);
        let label = match &column {
            Some(column) => format!("Label {name} by {column}"),
            None => format!("Label {name} by names"),
        };
        self.undoable(label, |session| {
            let labels = &mut session.view.styles.labels;
            match column {
                Some(column) => drop(labels.insert(layer, column)),
                None => drop(labels.remove(&layer)),
            }
        });
    }

    fn toggle(&mut self, layer: LayerIx) {
        let shown = self.view.layer(layer).is_some_and(|state| state.visible);
        let label = format!(
            "{} {}",
            if shown { "Hide" } else { "Show" },
            self.layer_name(layer)
        );
        self.undoable(label, |session| {
            if let Some(state) = session.layer_state(layer) {
                state.visible = !state.visible;
            }
        });
    }

    /// Shows one layer of features without the other features, or one layer
    /// of the ground without the other ground; a second time shows all of its kind.
    fn show_alone(&mut self, layer: LayerIx) {
        let of_kind = |session: &Self, other: LayerIx| {
            let features = |ix| session.atlas.layer(ix).kind.is_of_marks();
            features(other) == features(layer)
        };
        let others: Vec<LayerIx> = self
            .view
            .layers
            .iter()
            .map(|state| state.layer)
            .filter(|&ix| ix != layer && of_kind(self, ix))
            .collect();
        let alone = self.view.shows(layer) && !others.iter().any(|&ix| self.view.shows(ix));
        let label = if alone {
            "Show all layers".to_owned()
        } else {
            format!("Show {} alone", self.layer_name(layer))
        };
        self.undoable(label, |session| {
            for state in &mut session.view.layers {
                if others.contains(&state.layer) {
                    state.visible = alone;
                } else if state.layer == layer {
                    state.visible = true;
                }
            }
        });
    }

    fn layer_name(&self, layer: LayerIx) -> String {
        self.atlas
            .layers
            .get(layer.index())
            .map(|layer| layer.name.clone())
            .unwrap_or_default()
    }

    fn layer_state(&mut self, layer: LayerIx) -> Option<&mut LayerState> {
        self.view
            .layers
            .iter_mut()
            .find(|state| state.layer == layer)
    }
}

fn move_to(layers: &mut Vec<LayerState>, layer: LayerIx, position: usize) {
    if let Some(from) = layers.iter().position(|state| state.layer == layer) {
        let state = layers.remove(from);
        layers.insert(position.min(layers.len()), state);
    }
}
