//! Charts on their way to a file, and whether the window shows them.

use serde::{Deserialize, Serialize};

use super::export::{ExportFormat, TextAs};
use crate::session::viewpoint::MapTheme;

/// File format of an exported chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChartFormat {
    /// The chart as a picture.
    Picture(ExportFormat),
    /// Its values, one a row (RFC 4180).
    Csv,
}

impl Default for ChartFormat {
    fn default() -> Self {
        Self::Picture(ExportFormat::default())
    }
}

impl ChartFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [
        Self::Picture(ExportFormat::Png),
        Self::Picture(ExportFormat::Svg),
        Self::Picture(ExportFormat::Pdf),
        Self::Csv,
    ];

    /// Ending of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Picture(format) => format.extension(),
            Self::Csv => "csv",
        }
    }

    /// The format whose files end so; upper and lower case are one.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is = |format: &Self| format.extension().eq_ignore_ascii_case(extension);
        Self::ALL.into_iter().find(is)
    }
}

/// How a chart is exported.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartSpec {
    /// File format.
    pub format: ChartFormat,
    /// Its width, logical pixels; its height follows from what it shows.
    pub width_px: u32,
    /// Pixels for each logical pixel.
    pub scale: f32,
    /// Colours.
    pub theme: MapTheme,
    /// What texts become in a picture of vectors.
    pub text: TextAs,
    /// Whether the file says what it shows, so that its chart can be opened again.
    pub says_its_chart: bool,
}

impl Default for ChartSpec {
    fn default() -> Self {
        Self {
            format: ChartFormat::default(),
            width_px: 800,
            scale: 2.0,
            theme: MapTheme::default(),
            text: TextAs::default(),
            says_its_chart: true,
        }
    }
}

/// What stands above the card in the panel at the right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PanelTab {
    /// The article.
    #[default]
    Article,
    /// The charts.
    Figures,
    /// How features are spread over their columns.
    Explore,
}
