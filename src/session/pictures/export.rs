//! How a map is exported.

use serde::{Deserialize, Serialize};

use crate::atlas::NameLanguage;
use crate::session::viewpoint::{ColourVision, Furniture, MapTheme};

/// File format of an exported map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExportFormat {
    /// Pixels.
    #[default]
    Png,
    /// Vectors, for the web and for drawing programs.
    Svg,
    /// Vectors, for print.
    Pdf,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];

    /// Ending of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }

    /// The format whose files end so; upper and lower case are one.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is = |format: &Self| format.extension().eq_ignore_ascii_case(extension);
        Self::ALL.into_iter().find(is)
    }

    /// Whether it is made of shapes and text, not pixels.
    #[must_use]
    pub fn is_vector(self) -> bool {
        self != Self::Png
    }
}

/// What texts become in a picture of vectors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextAs {
    /// Text, that can be selected and searched; the picture carries its fonts.
    #[default]
    Live,
    /// Shapes, that look the same in every program.
    Outlines,
}

/// A sheet of paper at 300 dpi (ISO 216).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4Upright,
    /// 297 by 210 mm.
    A4Across,
    /// 297 by 420 mm.
    A3Upright,
    /// 420 by 297 mm.
    A3Across,
}

impl Paper {
    /// Pixels to a logical one at 300 dpi, of which there are 96 to an inch.
    pub const SCALE: f32 = 3.125;

    /// Width and height, pixels.
    #[must_use]
    pub fn size_px(self) -> (u32, u32) {
        match self {
            Self::A4Upright => (2480, 3508),
            Self::A4Across => (3508, 2480),
            Self::A3Upright => (3508, 4961),
            Self::A3Across => (4961, 3508),
        }
    }
}

/// Where a picture goes: its size, and how large things are drawn in it. A smaller picture shows
/// less, larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A column of an article, 700 logical pixels wide, for a display with two pixels for each.
    Article,
    /// The full width of a page.
    Wide,
    /// A card on a social network.
    Social,
    /// A square post.
    Square,
    /// A phone held upright.
    Story,
    /// A sheet of paper.
    Sheet(Paper),
}

impl Layout {
    /// Width and height, pixels.
    #[must_use]
    pub fn size_px(self) -> (u32, u32) {
        match self {
            Self::Article => (1400, 1800),
            Self::Wide => (2000, 1250),
            Self::Social => (1200, 675),
            Self::Square => (1080, 1080),
            Self::Story => (1080, 1920),
            Self::Sheet(paper) => paper.size_px(),
        }
    }

    /// Pixels to a logical one.
    #[must_use]
    pub fn scale(self) -> f32 {
        match self {
            Self::Article => 2.0,
            Self::Wide | Self::Social => 1.25,
            Self::Square => 1.5,
            Self::Story => 2.25,
            Self::Sheet(_) => Paper::SCALE,
        }
    }
}

/// How long the file of a picture is packed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// As fast as it can be.
    #[default]
    Quick,
    /// As long as most programs take.
    Usual,
    /// As small as it gets, whatever time that takes.
    Most,
}

/// How a map is exported.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportSpec {
    /// Width of the picture, pixels.
    pub width_px: u32,
    /// Height of the picture, pixels.
    pub height_px: u32,
    /// Pixels for each logical pixel: text and symbols grow with it.
    pub scale: f32,
    /// File format.
    pub format: ExportFormat,
    /// What texts become in a picture of vectors.
    pub text: TextAs,
    /// Colours.
    pub theme: MapTheme,
    /// What stands on the margins.
    pub furniture: Furniture,
    /// With whose eyes it is seen.
    pub vision: ColourVision,
    /// In which language things are named; `None` as in the view.
    pub names: Option<NameLanguage>,
    /// Whether what is measured on the map is on the picture.
    pub measured: bool,
    /// Whether the file says what it shows, so that its view can be opened again.
    pub says_its_view: bool,
    /// How long a PNG file is packed.
    pub effort: Effort,
}

impl Default for ExportSpec {
    fn default() -> Self {
        Self {
            width_px: 1920,
            height_px: 1080,
            scale: 1.0,
            format: ExportFormat::default(),
            text: TextAs::default(),
            theme: MapTheme::default(),
            furniture: Furniture::PICTURE,
            vision: ColourVision::default(),
            names: None,
            measured: false,
            says_its_view: true,
            effort: Effort::default(),
        }
    }
}
