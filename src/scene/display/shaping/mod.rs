//! Texts as glyphs: which font has each letter, in which order and form letters stand, and where.
//!
//! Measuring, the outlines of an SVG, pixels and pages all take their glyphs from here, so that they
//! agree. [`shaped`] follows the Unicode bidirectional algorithm and OpenType (kerning, joining,
//! marks); [`Text::placed`] and [`CurvedText::placed`] tell where each glyph stands in the picture.
//! A letter that the face lacks comes from the font of its script; what no embedded font has is
//! [written otherwise](readable). Only the embedded fonts are used, so that a text looks the same
//! on every machine, unless the program [borrows](borrow_fonts) some of the system's and says so.
//!
//! [`Text::placed`]: crate::scene::display::Text::placed
//! [`CurvedText::placed`]: crate::scene::display::CurvedText::placed

mod itemised;
mod loaded;
mod order;
mod readable;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{Direction, ShapeOptions, UnicodeBuffer};

use self::itemised::items;
pub(in crate::scene) use self::loaded::loaded;
use self::order::{visual_runs, words_in_visual_order};
pub use self::readable::{borrowed, lacking, readable, respelled, transliterated};
use super::fonts::{self, Face, Font, SystemFont};

/// Runs that are kept: more than a map has labels. Beyond that all are forgotten.
const MOST_KEPT: usize = 4096;

/// A glyph of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The font that has it.
    pub font: Font,
    /// Its number in that font.
    pub id: u16,
    /// The bytes of the run's text that it stands for, together with the glyphs of the same range.
    pub letters: Range<usize>,
    /// How far right and up of the pen it is drawn, in ems.
    pub offset_em: [f32; 2],
    /// How far it moves the pen, in ems.
    pub advance_em: f32,
}

/// A line of text as glyphs, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// What is written: the text itself, or a transliteration where no font has its letters.
    pub text: String,
    /// Its glyphs, the leftmost first.
    pub glyphs: Vec<Glyph>,
}

impl GlyphRun {
    /// How far the run moves the pen, in ems.
    #[must_use]
    pub fn advance_em(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance_em).sum()
    }

    /// Glyphs that belong together, such as a letter and its marks, from left to right.
    pub fn clusters(&self) -> impl Iterator<Item = &[Glyph]> {
        self.glyphs
            .chunk_by(|one, next| one.letters.start == next.letters.start)
    }
}

/// The text for an interface that shapes words but does not order them, as egui does: readable, and the
/// words of its right-to-left parts in the order in which the eye meets them from left to right.
#[must_use]
pub fn displayed(text: &str, face: Face) -> Cow<'_, str> {
    match readable(text, face) {
        Cow::Borrowed(text) => words_in_visual_order(text),
        Cow::Owned(text) => Cow::Owned(words_in_visual_order(&text).into_owned()),
    }
}

/// Runs by their text, for each face.
type Kept = HashMap<Face, HashMap<String, Arc<GlyphRun>>>;

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

/// Lets texts use these fonts of the system, too, for letters that no embedded font has. Whether some are new.
/// What was laid out before has other widths, and is to be laid out again.
pub fn borrow_fonts(borrowed: Vec<SystemFont>) -> bool {
    let new = fonts::borrow(borrowed);
    if new {
        // What was shaped before is spelled in other letters.
        KEPT.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
    new
}

/// The text as glyphs of the face and of the fonts that stand in for it.
#[must_use]
pub fn shaped(text: &str, face: Face) -> Arc<GlyphRun> {
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let known = kept().get(&face).and_then(|runs| runs.get(text).cloned());
    if let Some(run) = known {
        return run;
    }
    let run = Arc::new(shape(text, face));
    let mut kept = kept();
    let runs = kept.entry(face).or_default();
    if runs.len() >= MOST_KEPT {
        runs.clear();
    }
    runs.insert(text.to_owned(), Arc::clone(&run));
    run
}

fn shape(text: &str, face: Face) -> GlyphRun {
    let text = readable(text, face).into_owned();
    let mut glyphs = Vec::new();
    for (range, direction) in visual_runs(&text) {
        let mut items = items(&text[range.clone()], face);
        if direction == Direction::RightToLeft {
            items.reverse();
        }
        for (part, font) in items {
            let part = range.start + part.start..range.start + part.end;
            glyphs.extend(item(&text, part, font, direction));
        }
    }
    GlyphRun { text, glyphs }
}

/// The glyphs of a part of a text that one font has and that runs one way.
fn item(text: &str, part: Range<usize>, font: Font, direction: Direction) -> Vec<Glyph> {
    let Some(loaded) = loaded(font) else {
        return Vec::new();
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text[part.clone()]);
    buffer.set_direction(direction);
    buffer.guess_segment_properties();
    let shaped = loaded.shaper().shape(buffer, ShapeOptions::new());
    let em = loaded.units_per_em();
    let infos = shaped.glyph_infos();
    let begins = infos.iter().map(|info| part.start + info.cluster as usize);
    let letters = letter_ranges(begins.collect(), part.end);
    let glyphs = infos.iter().zip(shaped.glyph_positions()).zip(letters);
    let glyphs = glyphs.filter_map(|((info, position), letters)| {
        Some(Glyph {
            font,
            id: u16::try_from(info.glyph_id).ok()?,
            letters,
            offset_em: [position.x_offset, position.y_offset].map(|units| units as f32 / em),
            advance_em: position.x_advance as f32 / em,
        })
    });
    glyphs.collect()
}

/// The letters of each glyph, from where those of each begin: they end where the next ones begin.
fn letter_ranges(begins: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let mut sorted = begins.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let ranges = begins.into_iter().map(|begin| {
        let next = sorted.partition_point(|&other| other <= begin);
        begin..sorted.get(next).copied().unwrap_or(end)
    });
    ranges.collect()
}

/// Whether letters of its script join, so that none is moved away from its neighbour (CSS Text 3,
/// section 8.2.1, "cursive scripts", and the scripts whose letters hang on one line).
#[must_use]
pub fn joins(letter: char) -> bool {
    matches!(letter,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{a7f}' | '\u{1800}'..='\u{18af}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(run: &GlyphRun) -> bool {
        !run.glyphs.is_empty() && run.glyphs.iter().all(|glyph| glyph.id != 0)
    }

    #[test]
    fn names_of_every_script_of_the_region_have_glyphs_in_every_face() {
        let names = [
            "Dushanbe",
            "Душанбе",
            "Ҷиликӯл",
            "حلب",
            "پېښور",
            "گوادر",
            "喀什",
            "თბილისი",
            "Երևան",
            "דמשק",
            "नई दिल्ली",
            "กรุงเทพฯ",
            "Αθήναι",
            "غۇلجا",
        ];
        for face in Face::ALL {
            for name in names {
                let run = shaped(name, face);
                assert!(drawn(&run), "{name} in {face:?}: {run:?}");
                assert_eq!(run.text, name);
            }
        }
    }

    #[test]
    fn arabic_letters_join_and_run_from_right_to_left() {
        let run = shaped("حلب", Face::Sans);
        // The last letter stands leftmost.
        let begins: Vec<_> = run.glyphs.iter().map(|glyph| glyph.letters.start).collect();
        assert!(begins.is_sorted_by(|a, b| a >= b), "{begins:?}");
        let alone: Vec<u16> = ["ب", "ل", "ح"]
            .iter()
            .flat_map(|letter| shaped(letter, Face::Sans).glyphs.clone())
            .map(|glyph| glyph.id)
            .collect();
        let joined: Vec<u16> = run.glyphs.iter().map(|glyph| glyph.id).collect();
        assert!(joined != alone, "no letter took the form that joins it");
    }

    #[test]
    fn words_of_two_directions_stand_as_the_bidirectional_algorithm_orders_them() {
        let run = shaped("Kabul کابل", Face::Sans);
        let first_arabic = run
            .glyphs
            .iter()
            .find(|glyph| glyph.font != Font::Face(Face::Sans));
        // The leftmost of the Arabic letters is the last that is read.
        assert_eq!(
            first_arabic.map(|glyph| glyph.letters.end),
            Some(run.text.len())
        );
        assert_eq!(run.glyphs[0].letters, 0..1);
    }

    #[test]
    fn letters_of_glyphs_cover_the_whole_text() {
        for name in [
            "Kabul کابل (شهر)",
            "नई दिल्ली",
            "Ақтөбе",
            "e\u{301}le\u{300}ve",
        ] {
            let run = shaped(name, Face::Sans);
            let mut covered: Vec<_> = run
                .glyphs
                .iter()
                .map(|glyph| glyph.letters.clone())
                .collect();
            covered.sort_by_key(|range| range.start);
            covered.dedup();
            let mut end = 0;
            for range in covered {
                assert_eq!(range.start, end, "{name}");
                end = range.end;
            }
            assert_eq!(end, name.len());
        }
    }
}
