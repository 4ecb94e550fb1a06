//! Which font has each letter.

use std::ops::Range;

use super::loaded;
use crate::scene::display::fonts::{Face, Font};

/// The parts of a text that one font has, in the order of reading.
pub(super) fn items(text: &str, face: Face) -> Vec<(Range<usize>, Font)> {
    let own = Font::Face(face);
    let mut items: Vec<(Range<usize>, Font)> = Vec::new();
    for (begin, letter) in text.char_indices() {
        let end = begin + letter.len_utf8();
        let before = items.last().map(|(_, font)| *font);
        let font = font_of(letter, own, before);
        match items.last_mut() {
            Some((range, last)) if *last == font => range.end = end,
            _ => items.push((begin..end, font)),
        }
    }
    items
}

/// The font that draws a letter which follows one of the font `before`.
fn font_of(letter: char, own: Font, before: Option<Font>) -> Font {
    let has = |font: Font| loaded(font).is_some_and(|font| font.has(letter));
    // A mark stays with its letter, and a space with its words: apart they would not be shaped together.
    if let Some(before) = before
        && (before != own && !letter.is_alphanumeric() && has(before) || is_unseen(letter))
    {
        return before;
    }
    if has(own) {
        return own;
    }
    let mut others = Font::fallbacks().chain(Font::system());
    others.find(|&font| has(font)).unwrap_or(own)
}

/// Whether some font has a glyph for the letter, or it needs none.
pub(super) fn can_be_drawn(letter: char, face: Face) -> bool {
    let has = |font: Font| loaded(font).is_some_and(|font| font.has(letter));
    let mut others = Font::fallbacks().chain(Font::system());
    is_unseen(letter) || has(Font::Face(face)) || others.any(has)
}

/// Characters that steer others and have no shape: joiners, directions, variation selectors, controls
/// (Unicode property `Default_Ignorable_Code_Point`, those that texts have).
pub(super) fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
