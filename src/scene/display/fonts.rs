//! The faces that map and interface are set in, embedded so that the same
//! text has the same width on every machine; and the system's fonts that an export borrows for
//! letters which no embedded font has.

use std::sync::OnceLock;

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
            Self::Sans => include_bytes!("../../../assets/fonts/SteppeSans-Regular.ttf"),
            Self::SansSemiBold => include_bytes!("../../../assets/fonts/SteppeSans-SemiBold.ttf"),
            Self::SansItalic => include_bytes!("../../../assets/fonts/SteppeSans-Italic.ttf"),
            Self::Serif => include_bytes!("../../../assets/fonts/SteppeSerif-Regular.ttf"),
            Self::SerifItalic => include_bytes!("../../../assets/fonts/SteppeSerif-Italic.ttf"),
            Self::SerifSemiBold => include_bytes!("../../../assets/fonts/SteppeSerif-SemiBold.ttf"),
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

/// A script that no face has, and that a font of its own is embedded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Arabic, with the letters of Persian, Dari, Pashto, Urdu and Uyghur.
    Arabic,
    /// Armenian.
    Armenian,
    /// Devanagari: Hindi, Nepali.
    Devanagari,
    /// Georgian.
    Georgian,
    /// Chinese characters, those of the gazetteer and of the towns of the world.
    Han,
    /// Hebrew.
    Hebrew,
    /// Thai.
    Thai,
}

/// A font of this system.
#[derive(Debug, Clone)]
pub struct SystemFont {
    /// The family's name.
    pub family: String,
    /// The font file: TrueType or OpenType, one font or a collection.
    pub bytes: Vec<u8>,
    /// Its place in a collection.
    pub index: u32,
}

/// Most fonts that can be borrowed in the life of a program.
pub(super) const MOST_BORROWED: usize = 64;

/// The system's fonts that texts may use, the first ones first: none is ever taken back, so that a glyph means
/// the same font throughout.
static BORROWED: [OnceLock<SystemFont>; MOST_BORROWED] = [const { OnceLock::new() }; MOST_BORROWED];

/// Lets texts use these fonts, too, for letters that no embedded font has, as far as there is room. Whether
/// there was for some.
pub(super) fn borrow(fonts: Vec<SystemFont>) -> bool {
    let mut slots = BORROWED.iter();
    let mut some = false;
    for mut font in fonts {
        for slot in slots.by_ref() {
            match slot.set(font) {
                Ok(()) => {
                    some = true;
                    break;
                }
                Err(again) => font = again,
            }
        }
    }
    some
}

fn borrowed(number: u8) -> Option<&'static SystemFont> {
    BORROWED.get(usize::from(number))?.get()
}

/// A font file: an embedded face, what stands in for it where its letters end, or a font of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Font {
    /// A face with Latin, Greek and Cyrillic letters.
    Face(Face),
    /// Letters of another script, the same for every face.
    Script(Script),
    /// A font of this system, by its number among those that are borrowed.
    System(u8),
}

impl Font {
    /// Every embedded font: the faces in their order, then the scripts.
    pub const ALL: [Self; 13] = [
        Self::Face(Face::Sans),
        Self::Face(Face::SansSemiBold),
        Self::Face(Face::SansItalic),
        Self::Face(Face::Serif),
        Self::Face(Face::SerifItalic),
        Self::Face(Face::SerifSemiBold),
        Self::Script(Script::Arabic),
        Self::Script(Script::Armenian),
        Self::Script(Script::Devanagari),
        Self::Script(Script::Georgian),
        Self::Script(Script::Han),
        Self::Script(Script::Hebrew),
        Self::Script(Script::Thai),
    ];

    /// The fonts of other scripts, in the order in which they are asked for a letter.
    pub fn fallbacks() -> impl Iterator<Item = Self> {
        let all = Self::ALL.into_iter();
        all.filter(|font| matches!(font, Self::Script(_)))
    }

    /// The system's fonts that are borrowed, in the order in which they are asked for a letter.
    pub fn system() -> impl Iterator<Item = Self> {
        let there = (0_u8..).take_while(|&number| borrowed(number).is_some());
        there.map(Self::System)
    }

    /// Its place in its file, where that is a collection.
    #[must_use]
    pub fn index(self) -> u32 {
        match self {
            Self::System(number) => borrowed(number).map_or(0, |font| font.index),
            Self::Face(_) | Self::Script(_) => 0,
        }
    }

    /// The font file: TrueType, of the system's also OpenType.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::System(number) => borrowed(number).map_or(&[], |font| &font.bytes),
            Self::Face(face) => face.bytes(),
            Self::Script(script) => match script {
                Script::Arabic => include_bytes!("../../../assets/fonts/SteppeArabic-Regular.ttf"),
                Script::Armenian => {
                    include_bytes!("../../../assets/fonts/SteppeArmenian-Regular.ttf")
                }
                Script::Devanagari => {
                    include_bytes!("../../../assets/fonts/SteppeDevanagari-Regular.ttf")
                }
                Script::Georgian => {
                    include_bytes!("../../../assets/fonts/SteppeGeorgian-Regular.ttf")
                }
                Script::Han => include_bytes!("../../../assets/fonts/SteppeHan-Regular.ttf"),
                Script::Hebrew => include_bytes!("../../../assets/fonts/SteppeHebrew-Regular.ttf"),
                Script::Thai => include_bytes!("../../../assets/fonts/SteppeThai-Regular.ttf"),
            },
        }
    }

    /// The family's name, as the font file and CSS have it.
    #[must_use]
    pub fn family(self) -> &'static str {
        match self {
            Self::System(number) => borrowed(number).map_or("", |font| &font.family),
            Self::Face(face) => face.family(),
            Self::Script(script) => match script {
                Script::Arabic => "Steppe Arabic",
                Script::Armenian => "Steppe Armenian",
                Script::Devanagari => "Steppe Devanagari",
                Script::Georgian => "Steppe Georgian",
                Script::Han => "Steppe Han",
                Script::Hebrew => "Steppe Hebrew",
                Script::Thai => "Steppe Thai",
            },
        }
    }

    /// How bold it is, on CSS's scale: 400 is regular, 600 semibold.
    #[must_use]
    pub const fn weight(self) -> u16 {
        match self {
            Self::Face(face) => face.weight(),
            Self::Script(_) | Self::System(_) => 400,
        }
    }

    /// Whether it slants.
    #[must_use]
    pub const fn italic(self) -> bool {
        match self {
            Self::Face(face) => face.italic(),
            Self::Script(_) | Self::System(_) => false,
        }
    }
}
