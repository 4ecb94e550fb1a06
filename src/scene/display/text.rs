//! Texts: how they are set and what they cover.

use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::Face;
use super::{Color, ScreenRect, Text, TextAnchor};
use crate::earth::ScreenPoint;

/// A line of regular text with no halo.
pub(in crate::scene) fn words(
    at: ScreenPoint,
    anchor: TextAnchor,
    text: impl Into<String>,
    size_px: f32,
    color: Color,
) -> Text {
    Text {
        at,
        anchor,
        text: text.into(),
        face: Face::Sans,
        size_px,
        color,
        halo: None,
        angle_rad: 0.0,
        spacing_px: 0.0,
    }
}

/// What a text covers, from its ascenders to its descenders, turned as it is.
#[must_use]
pub fn covers(text: &Text) -> ScreenRect {
    Reach::of(text).covers(text.at, text.anchor, text.angle_rad)
}

/// How far a text reaches from its anchor, logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Reach {
    /// Without the room after its last letter.
    width: f64,
    above: f64,
    below: f64,
}

impl Reach {
    pub(in crate::scene) fn of(text: &Text) -> Self {
        let advance = text.face.advance(&text.text, text.size_px, text.spacing_px);
        // Letters reach from a tenth above the capitals to the descenders, not to the line's full height.
        Self {
            width: f64::from((advance - text.spacing_px).max(0.0)),
            above: f64::from(text.face.cap_height(text.size_px)) * 1.1,
            below: f64::from(text.face.descent(text.size_px)) * 0.85,
        }
    }

    /// What the text covers that stands there.
    pub(in crate::scene) fn covers(
        self,
        at: ScreenPoint,
        anchor: TextAnchor,
        angle_rad: f32,
    ) -> ScreenRect {
        let left = match anchor {
            TextAnchor::Start => at.x_px,
            TextAnchor::Middle => at.x_px - self.width / 2.0,
            TextAnchor::End => at.x_px - self.width,
        };
        let height = self.above + self.below;
        let upright = ScreenRect::new(left, at.y_px - self.above, self.width, height);
        if angle_rad == 0.0 {
            upright
        } else {
            upright.turned(at, f64::from(angle_rad))
        }
    }
}

/// `text` in as few lines as that width allows, all about as long as each other.
pub(in crate::scene) fn balanced(
    text: &str,
    face: Face,
    size_px: f32,
    width_px: f64,
) -> Vec<String> {
    let mut best = wrapped(text, face, size_px, width_px);
    // Narrower than its longest word, a text would be broken within words for the sake of balance.
    let narrowest_px = widest_word_px(text, face, size_px).max(width_px / 3.0);
    let mut narrower_px = width_px - 8.0;
    while narrower_px >= narrowest_px {
        let lines = wrapped(text, face, size_px, narrower_px);
        if lines.len() > best.len() {
            break;
        }
        best = lines;
        narrower_px -= 8.0;
    }
    best
}

/// Width of the widest word of `text`, logical pixels.
pub(in crate::scene) fn widest_word_px(text: &str, face: Face, size_px: f32) -> f64 {
    let words = text.split_whitespace();
    let widths = words.map(|word| f64::from(face.advance(word, size_px, 0.0)));
    widths.fold(0.0, f64::max)
}

/// `text` in lines no wider than `width_px`: broken between words, and within a word that is wider
/// than a line. A line has at least one letter, however narrow it is.
pub(in crate::scene) fn wrapped(
    text: &str,
    face: Face,
    size_px: f32,
    width_px: f64,
) -> Vec<String> {
    let fits = |line: &str| f64::from(face.advance(line, size_px, 0.0)) <= width_px;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if fits(&longer) {
                *line = longer;
                continue;
            }
        }
        lines.extend(pieces(word, fits));
    }
    lines
}

/// `word` cut between its letters (extended grapheme clusters, UAX 29) into pieces that fit.
fn pieces(word: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    if fits(word) {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for letter in word.graphemes(true) {
        if let Some(piece) = pieces.last_mut() {
            let longer = format!("{piece}{letter}");
            if piece.is_empty() || fits(&longer) {
                *piece = longer;
                continue;
            }
        }
        pieces.push(letter.to_owned());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wrapped_text_keeps_every_word_and_its_width() {
        let text = "Boundaries as of the dossier's date; dashed lines are not agreed";
        let lines = wrapped(text, Face::Sans, 11.0, 120.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.join(" "), text);
        assert!(
            lines
                .iter()
                .all(|line| Face::Sans.advance(line, 11.0, 0.0) <= 120.0)
        );
    }

    #[test]
    fn a_word_wider_than_its_line_is_cut_and_loses_no_letter() {
        let word = "Lopado".repeat(60);
        for width_px in [-1.0, 0.0, 1.0, 40.0, 120.0] {
            let lines = wrapped(&word, Face::Sans, 11.0, width_px);
            assert_eq!(lines.concat(), word);
            assert!(lines.len() > 1);
        }
        let text = "a Donaudampfschifffahrtsgesellschaft";
        assert_eq!(balanced(text, Face::Sans, 11.0, 230.0).len(), 1);
    }

    proptest! {
        #[test]
        fn every_text_is_set_in_lines_that_keep_its_letters(
            text in "(\\PC| |\u{200b}|\u{301}|\u{0}){0,60}",
            width_px in -10.0..300.0_f64,
        ) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            for lines in [
                wrapped(&text, Face::Sans, 11.0, width_px),
                balanced(&text, Face::Sans, 11.0, width_px),
            ] {
                prop_assert_eq!(letters(&lines.concat()), letters(&text));
            }
        }
    }

    #[test]
    fn a_turned_text_covers_what_it_did_upright_when_turned_back() {
        let at = ScreenPoint::new(50.0, 60.0);
        let text = words(at, TextAnchor::Middle, "Amu Darya", 12.0, Color::hex(0));
        let upright = covers(&text);
        let turned = covers(&Text {
            angle_rad: std::f32::consts::FRAC_PI_2,
            ..text
        });
        assert!((turned.width() - upright.height()).abs() < 1e-4);
        assert!((turned.height() - upright.width()).abs() < 1e-4);
    }
}
