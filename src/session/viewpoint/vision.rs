//! With whose eyes the map is seen.

use serde::{Deserialize, Serialize};

/// With whose eyes the map is seen: its colours as they are, or a preview of how others see them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColourVision {
    /// The colours as they are.
    #[default]
    Normal,
    /// Without the cones for long waves.
    Protanopia,
    /// Without the cones for middle waves.
    Deuteranopia,
    /// Without the cones for short waves.
    Tritanopia,
    /// Without colour: a grey print, or achromatopsia.
    Grey,
}

impl ColourVision {
    /// Every way, the colours as they are first.
    pub const ALL: [Self; 5] = [
        Self::Normal,
        Self::Protanopia,
        Self::Deuteranopia,
        Self::Tritanopia,
        Self::Grey,
    ];

    /// What a picture says of it; nothing of the colours as they are.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Protanopia => Some("Preview: colours as seen with protanopia"),
            Self::Deuteranopia => Some("Preview: colours as seen with deuteranopia"),
            Self::Tritanopia => Some("Preview: colours as seen with tritanopia"),
            Self::Grey => Some("Preview: colours as grey"),
        }
    }
}
