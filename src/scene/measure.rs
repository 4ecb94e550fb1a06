//! How wide and how high a text is, from the embedded faces alone.

use std::sync::LazyLock;

use super::fonts::Face;

/// Letters of one face, read once.
struct Metrics {
    face: Option<ttf_parser::Face<'static>>,
    /// Advances of the first code points, in parts of the em; the rest is looked up.
    first: Vec<f32>,
}

/// How many code points are kept ready: Latin, Greek and Cyrillic lie below.
const READY: u32 = 0x530;

/// What a letter that a face lacks is taken to be wide, in parts of the em: as wide as a Chinese one.
const LACKING: f32 = 1.0;

static METRICS: LazyLock<Vec<Metrics>> = LazyLock::new(|| {
    let read = |face: &Face| {
        let face = ttf_parser::Face::parse(face.bytes(), 0).ok();
        let advance =
            |code| char::from_u32(code).map_or(0.0, |letter| look_up(face.as_ref(), letter));
        let first = (0..READY).map(advance).collect();
        Metrics { face, first }
    };
    Face::ALL.iter().map(read).collect()
});

fn look_up(face: Option<&ttf_parser::Face<'_>>, letter: char) -> f32 {
    let known = face.and_then(|face| {
        let glyph = face.glyph_index(letter)?;
        let advance = face.glyph_hor_advance(glyph)?;
        Some(f32::from(advance) / f32::from(face.units_per_em()))
    });
    known.unwrap_or(LACKING)
}

impl Face {
    fn metrics(self) -> Option<&'static Metrics> {
        let at = Self::ALL.iter().position(|&face| face == self)?;
        METRICS.get(at)
    }

    /// How far `text` reaches along its baseline at this size of the em, with so much added after
    /// each letter, all in logical pixels.
    #[must_use]
    pub fn advance(self, text: &str, size_px: f32, spacing_px: f32) -> f32 {
        let Some(metrics) = self.metrics() else {
            return 0.0;
        };
        let mut ems = 0.0;
        let mut letters = 0.0;
        for letter in text.chars() {
            let ready = metrics.first.get(letter as usize).copied();
            ems += ready.unwrap_or_else(|| look_up(metrics.face.as_ref(), letter));
            letters += 1.0;
        }
        ems * size_px + letters * spacing_px
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
        let face = self.metrics().and_then(|metrics| metrics.face.as_ref());
        face.map_or(0.0, |face| {
            f32::from(measure(face)) / f32::from(face.units_per_em())
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
