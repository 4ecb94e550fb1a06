//! The faces that map and interface are set in, embedded so that the same
//! text has the same width on every machine.

/// One face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Interface and map.
    Sans,
    /// Titles and selected labels.
    SansSemiBold,
    /// Names of water.
    SansItalic,
    /// The article.
    Serif,
    /// The article's emphasis.
    SerifItalic,
    /// The article's headings and strong emphasis.
    SerifSemiBold,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 6] = [
        Self::Sans,
        Self::SansSemiBold,
        Self::SansItalic,
        Self::Serif,
        Self::SerifItalic,
        Self::SerifSemiBold,
    ];

    /// The font file: TrueType.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Sans => include_bytes!("../../assets/fonts/SteppeSans-Regular.ttf"),
            Self::SansSemiBold => include_bytes!("../../assets/fonts/SteppeSans-SemiBold.ttf"),
            Self::SansItalic => include_bytes!("../../assets/fonts/SteppeSans-Italic.ttf"),
            Self::Serif => include_bytes!("../../assets/fonts/SteppeSerif-Regular.ttf"),
            Self::SerifItalic => include_bytes!("../../assets/fonts/SteppeSerif-Italic.ttf"),
            Self::SerifSemiBold => include_bytes!("../../assets/fonts/SteppeSerif-SemiBold.ttf"),
        }
    }

    /// The family's name, as the font file and CSS have it.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Sans | Self::SansSemiBold | Self::SansItalic => "Steppe Sans",
            Self::Serif | Self::SerifItalic | Self::SerifSemiBold => "Steppe Serif",
        }
    }

    /// How bold it is, on CSS's scale: 400 is regular, 600 semibold.
    #[must_use]
    pub const fn weight(self) -> u16 {
        match self {
            Self::SansSemiBold | Self::SerifSemiBold => 600,
            Self::Sans | Self::SansItalic | Self::Serif | Self::SerifItalic => 400,
        }
    }

    /// Whether it slants.
    #[must_use]
    pub const fn italic(self) -> bool {
        matches!(self, Self::SansItalic | Self::SerifItalic)
    }
}
