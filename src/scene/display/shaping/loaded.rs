//! The embedded fonts and the borrowed ones, each read once.

use std::sync::OnceLock;

use harfrust::{FontRef, Shaper, ShaperData};
use ttf_parser::{GlyphId, OutlineBuilder};

use crate::scene::display::fonts::{Font, MOST_BORROWED, SystemFont};

/// A font ready to shape with, to measure with and to take outlines from.
pub(in crate::scene) struct LoadedFont {
    /// Its tables.
    pub(in crate::scene) face: ttf_parser::Face<'static>,
    font: FontRef<'static>,
    shaper: ShaperData,
}

/// The font, read when first asked for; none if its file is damaged, which the tests rule out
/// for the embedded ones.
pub(in crate::scene) fn loaded(font: Font) -> Option<&'static LoadedFont> {
    static LOADED: [OnceLock<Option<LoadedFont>>; Font::ALL.len()] =
        [const { OnceLock::new() }; Font::ALL.len()];
    static BORROWED: [OnceLock<Option<LoadedFont>>; MOST_BORROWED] =
        [const { OnceLock::new() }; MOST_BORROWED];
    if let Font::System(number) = font {
        let slot = BORROWED.get(usize::from(number))?;
        return slot.get_or_init(|| LoadedFont::read(font)).as_ref();
    }
    let at = Font::ALL.iter().position(|&other| other == font)?;
    LOADED[at].get_or_init(|| LoadedFont::read(font)).as_ref()
}

impl LoadedFont {
    fn read(font: Font) -> Option<Self> {
        let face = ttf_parser::Face::parse(font.bytes(), font.index()).ok()?;
        let font = FontRef::from_index(font.bytes(), font.index()).ok()?;
        let shaper = ShaperData::new(&font);
        Some(Self { face, font, shaper })
    }

    /// What shapes with it.
    pub(super) fn shaper(&self) -> Shaper<'_> {
        self.shaper.shaper(&self.font).build()
    }

    /// Units of the font to an em.
    pub(super) fn units_per_em(&self) -> f32 {
        f32::from(self.face.units_per_em())
    }

    /// Whether it has a glyph for the letter.
    pub(super) fn has(&self, letter: char) -> bool {
        self.face.glyph_index(letter).is_some()
    }
}

impl SystemFont {
    /// Whether its file can be read whole by everything that draws with it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        ttf_parser::Face::parse(&self.bytes, self.index).is_ok()
            && FontRef::from_index(&self.bytes, self.index).is_ok()
    }
}

impl Font {
    /// Draws a glyph's outline, in units of the font to the right and up of the pen. Whether it has one.
    pub fn outline(self, glyph: u16, pen: &mut dyn OutlineBuilder) -> bool {
        loaded(self).is_some_and(|font| font.face.outline_glyph(GlyphId(glyph), pen).is_some())
    }

    /// Units of the font to an em.
    #[must_use]
    pub fn units_per_em(self) -> f32 {
        loaded(self).map_or(1000.0, LoadedFont::units_per_em)
    }

    /// The glyph that the letter has when nothing stands beside it.
    #[must_use]
    pub fn glyph(self, letter: char) -> Option<u16> {
        let glyph = loaded(self)?.face.glyph_index(letter)?;
        Some(glyph.0)
    }
}
