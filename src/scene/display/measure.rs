//! How wide and how high a text is, from the embedded faces alone.

use std::sync::OnceLock;

use super::fonts::{Face, Font};
use super::shaping::{joins, loaded, shaped};

/// How many code points have their advances kept ready: Latin, Greek and Cyrillic lie below.
const READY: u32 = 0x530;

/// Advances of the first code points in parts of the em, for each face, each looked up when it is first asked
/// for: what a face lacks is shaped in another, which takes long. They are those of letters by themselves:
/// kerning takes a hundredth of a label's width, and looking for it many times the time.
static READY_EMS: [OnceLock<Vec<OnceLock<f32>>>; Face::ALL.len()] =
    [const { OnceLock::new() }; Face::ALL.len()];

/// The advance of a letter by itself, in parts of the em; none where the face lacks it.
fn look_up(face: Face, letter: char) -> Option<f32> {
    let font = &loaded(Font::Face(face))?.face;
    let advance = font.glyph_hor_advance(font.glyph_index(letter)?)?;
    Some(f32::from(advance) / f32::from(font.units_per_em()))
}

impl Face {
    /// The advances of the first code points, those that were asked for.
    fn ready_ems(self) -> &'static [OnceLock<f32>] {
        let at = Self::ALL.iter().position(|&face| face == self);
        READY_EMS[at.unwrap_or_default()]
            .get_or_init(|| (0..READY).map(|_| OnceLock::new()).collect())
    }

    /// The advance of a letter by itself, in parts of the em; `None` where it depends on its neighbours.
    fn advance_ems(self, letter: char) -> Option<f32> {
        let Some(ready) = self.ready_ems().get(letter as usize) else {
            return look_up(self, letter);
        };
        let shaped = || shaped(letter.encode_utf8(&mut [0; 4]), self).advance_em();
        Some(*ready.get_or_init(|| look_up(self, letter).unwrap_or_else(shaped)))
    }

    /// Length of `text` along its baseline at an em of `size_px`, with `spacing_px` added after each
    /// letter, all in logical pixels.
    #[must_use]
    pub fn advance(self, text: &str, size_px: f32, spacing_px: f32) -> f32 {
        let mut ems = 0.0;
        let mut letters = 0.0;
        for letter in text.chars() {
            let Some(advance) = self.advance_ems(letter) else {
                return self.advance_shaped(text, size_px, spacing_px);
            };
            ems += advance;
            letters += 1.0;
        }
        ems * size_px + letters * spacing_px
    }

    /// The same for a text whose letters depend on their neighbours.
    fn advance_shaped(self, text: &str, size_px: f32, spacing_px: f32) -> f32 {
        let spaced = text.chars().filter(|&letter| !joins(letter)).count();
        shaped(text, self).advance_em() * size_px + spaced as f32 * spacing_px
    }

    /// How far letters such as "Ál" rise above the baseline, logical pixels.
    #[must_use]
    pub fn ascent(self, size_px: f32) -> f32 {
        self.part_of_em(ttf_parser::Face::ascender) * size_px
    }

    /// How far letters such as "g" reach below the baseline, logical pixels.
    #[must_use]
    pub fn descent(self, size_px: f32) -> f32 {
        -self.part_of_em(ttf_parser::Face::descender) * size_px
    }

    /// How high capitals rise above the baseline, logical pixels.
    #[must_use]
    pub fn cap_height(self, size_px: f32) -> f32 {
        let height = |face: &ttf_parser::Face<'_>| face.capital_height().unwrap_or(face.ascender());
        self.part_of_em(height) * size_px
    }

    fn part_of_em(self, measure: impl Fn(&ttf_parser::Face<'static>) -> i16) -> f32 {
        loaded(Font::Face(self)).map_or(0.0, |font| {
            f32::from(measure(&font.face)) / f32::from(font.face.units_per_em())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read_and_measures_its_letters() {
        for face in Face::ALL {
            assert!(face.advance("Dushanbe", 12.0, 0.0) > 30.0, "{face:?}");
            assert!(face.ascent(12.0) > face.cap_height(12.0) - 1.0, "{face:?}");
            assert!(face.cap_height(12.0) > 6.0, "{face:?}");
            assert!(face.descent(12.0) > 1.0, "{face:?}");
        }
    }

    #[test]
    fn a_width_grows_with_the_size_and_by_the_spacing_of_each_letter() {
        let width = Face::Sans.advance("Osh", 10.0, 0.0);
        assert!((Face::Sans.advance("Osh", 20.0, 0.0) - 2.0 * width).abs() < 1e-3);
        assert!((Face::Sans.advance("Osh", 10.0, 2.0) - width - 6.0).abs() < 1e-3);
    }

    #[test]
    fn figures_of_the_sans_are_all_as_wide() {
        let widths = "0123456789"
            .chars()
            .map(|d| Face::Sans.advance(&d.to_string(), 100.0, 0.0));
        let widths: Vec<f32> = widths.collect();
        assert!(
            widths.iter().all(|&width| (width - widths[0]).abs() < 0.01),
            "{widths:?}"
        );
    }
}
