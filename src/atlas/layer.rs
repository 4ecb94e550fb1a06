//! The layers that a reader can toggle, order and fade.

use serde::{Deserialize, Serialize};

/// The shape of a mark: it carries the kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Symbol {
    /// Bases.
    Square,
    /// Exercises.
    Triangle,
    /// Diplomacy.
    Circle,
    /// Incidents.
    Diamond,
    /// Places.
    Dot,
}

/// What a layer draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LayerKind {
    /// Land of the countries, and their names.
    Countries,
    /// Borders that are agreed.
    Borders,
    /// Borders that are not, lines of control, claimed areas.
    DisputedBorders,
    /// Rivers and lakes.
    Water,
    /// Light and shade of mountains.
    Relief,
    /// Cities, and other names of the gazetteer.
    Cities,
    /// An outline and a tint for each bloc.
    Alliances,
    /// Features of the dossier, with this symbol.
    Features(Symbol),
}

impl LayerKind {
    /// Whether its marks are the dossier's own, and not the ground's.
    #[must_use]
    pub fn is_of_marks(self) -> bool {
        matches!(self, Self::Features(_))
    }
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its lasting name: "bases".
    pub id: String,
    /// What the list calls it.
    pub name: String,
    /// What it draws.
    pub kind: LayerKind,
    /// Whether it is shown at the start.
    pub visible: bool,
    /// What stands in it, in a sentence.
    pub summary: String,
}

impl Layer {
    /// The layers that every dossier has, below its own, topmost first.
    #[must_use]
    pub fn ground() -> Vec<Self> {
        let layer = |id: &str, name: &str, kind, visible, summary: &str| Self {
            id: id.into(),
            name: name.into(),
            kind,
            visible,
            summary: summary.into(),
        };
        vec![
            layer(
                "cities",
                "Cities",
                LayerKind::Cities,
                true,
                "Capitals, cities by rank, ranges and deserts",
            ),
            layer(
                "alliances",
                "Alliances",
                LayerKind::Alliances,
                false,
                "A hatch for each bloc over its members",
            ),
            layer(
                "disputed",
                "Disputed borders",
                LayerKind::DisputedBorders,
                true,
                "Lines not agreed, lines of control",
            ),
            layer(
                "borders",
                "Borders",
                LayerKind::Borders,
                true,
                "International borders, agreed or accepted",
            ),
            layer(
                "water",
                "Rivers and lakes",
                LayerKind::Water,
                true,
                "Rivers, lakes and their names",
            ),
            layer(
                "relief",
                "Relief",
                LayerKind::Relief,
                true,
                "Light and shade of mountains, on maps of a country or more",
            ),
            layer(
                "countries",
                "Countries",
                LayerKind::Countries,
                true,
                "Land and names of the countries",
            ),
        ]
    }
}
