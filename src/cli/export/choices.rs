//! The words that options of `steppe export` choose from.

use clap::ValueEnum;

use crate::atlas::NameLanguage;
use crate::earth::LengthUnit;
use crate::session::viewpoint::{ColourVision, CompareMode, MapTheme};
use crate::session::{Effort, Layout, Paper, TextAs};

/// The colours of a map.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ThemeName {
    Light,
    Dark,
    Print,
}

impl ThemeName {
    /// What the word stands for.
    pub(super) fn theme(self) -> MapTheme {
        match self {
            Self::Light => MapTheme::Light,
            Self::Dark => MapTheme::Dark,
            Self::Print => MapTheme::Print,
        }
    }
}

/// Whose colour vision is shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum PreviewOf {
    Protanopia,
    Deuteranopia,
    Tritanopia,
    Grey,
}

impl PreviewOf {
    /// What the word stands for.
    pub(super) fn vision(self) -> ColourVision {
        match self {
            Self::Protanopia => ColourVision::Protanopia,
            Self::Deuteranopia => ColourVision::Deuteranopia,
            Self::Tritanopia => ColourVision::Tritanopia,
            Self::Grey => ColourVision::Grey,
        }
    }
}

/// Whether something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    On,
    Off,
}

/// Where fonts come from for letters that no font in the program has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FontsFrom {
    /// From the program alone: what it lacks is spelled in Latin letters, the same on every machine
    Embedded,
    /// From this system, where it has some; a sentence says which
    System,
}

/// In which language things are named.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum NamesIn {
    /// The names that the dossier uses
    En,
    /// Russian
    Ru,
    /// Chinese
    Zh,
    /// The language of the country in which a place lies
    Local,
}

impl NamesIn {
    /// What the word stands for.
    pub(super) fn language(self) -> NameLanguage {
        match self {
            Self::En => NameLanguage::English,
            Self::Ru => NameLanguage::Russian,
            Self::Zh => NameLanguage::Chinese,
            Self::Local => NameLanguage::Local,
        }
    }
}

/// How numbers are divided into classes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ClassesBy {
    Quantiles,
    NaturalBreaks,
}

/// The unit of the scale bar.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Units {
    /// Kilometres
    Km,
    /// Miles
    Mi,
    /// Nautical miles
    Nmi,
}

impl Units {
    /// What the word stands for.
    pub(super) fn unit(self) -> LengthUnit {
        match self {
            Self::Km => LengthUnit::Kilometres,
            Self::Mi => LengthUnit::Miles,
            Self::Nmi => LengthUnit::NauticalMiles,
        }
    }
}

/// How the two maps of a comparison stand.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SideBySide {
    Swipe,
    Split,
}

impl SideBySide {
    /// What the word stands for.
    pub(super) fn mode(self) -> CompareMode {
        match self {
            Self::Swipe => CompareMode::Swipe,
            Self::Split => CompareMode::Split,
        }
    }
}

/// What texts become in SVG and PDF.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum TextKind {
    Live,
    Outlines,
}

impl TextKind {
    /// What the word stands for.
    pub(super) fn text(self) -> TextAs {
        match self {
            Self::Live => TextAs::Live,
            Self::Outlines => TextAs::Outlines,
        }
    }
}

/// How long a PNG file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Packing {
    Quick,
    Usual,
    Most,
}

impl Packing {
    /// What the word stands for.
    pub(super) fn effort(self) -> Effort {
        match self {
            Self::Quick => Effort::Quick,
            Self::Usual => Effort::Usual,
            Self::Most => Effort::Most,
        }
    }
}

/// Where a picture goes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LayoutName {
    /// A column of an article, 1400x1800 for 700 pixels of width on a fine display
    Article,
    /// The full width of a page, 2000x1250
    Wide,
    /// A card on a social network, 1200x675
    Social,
    /// A square, 1080x1080
    Square,
    /// A story on a phone, 1080x1920
    Story,
    /// A sheet A4 upright, 300 dpi
    A4,
    /// A sheet A3 across, 300 dpi
    A3,
}

impl LayoutName {
    /// What the word stands for.
    pub(super) fn layout(self) -> Layout {
        match self {
            Self::Article => Layout::Article,
            Self::Wide => Layout::Wide,
            Self::Social => Layout::Social,
            Self::Square => Layout::Square,
            Self::Story => Layout::Story,
            Self::A4 => Layout::Sheet(Paper::A4Upright),
            Self::A3 => Layout::Sheet(Paper::A3Across),
        }
    }
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SheetName {
    A4,
    A4Across,
    A3,
    A3Across,
}

impl SheetName {
    /// What the word stands for.
    pub(super) fn paper(self) -> Paper {
        match self {
            Self::A4 => Paper::A4Upright,
            Self::A4Across => Paper::A4Across,
            Self::A3 => Paper::A3Upright,
            Self::A3Across => Paper::A3Across,
        }
    }
}
