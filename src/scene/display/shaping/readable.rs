//! What is written instead of letters that no embedded font has.

use std::borrow::Cow;
use std::collections::BTreeSet;

use deunicode::deunicode_char;

use super::itemised::{can_be_drawn, is_unseen};
use super::shaped;
use crate::scene::display::fonts::{Face, Font};
use crate::scene::display::{CurvedText, Item, Scene, Text};

/// Below this the faces have every letter: Latin, Greek and Cyrillic.
const FIRST_OF_OTHERS: char = '\u{530}';

/// The text as it is drawn: itself, but for words of which some letter is in no embedded font. Those
/// are written in Latin letters, and a character that has no such spelling is left out, as are
/// control characters; line breaks and tabs are spaces.
#[must_use]
pub fn readable(text: &str, face: Face) -> Cow<'_, str> {
    let plain = |letter: char| letter < FIRST_OF_OTHERS && !letter.is_control();
    if text
        .chars()
        .all(|letter| plain(letter) || !letter.is_control() && can_be_drawn(letter, face))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end_matches(char::is_whitespace);
        if transliterated(bare, face) {
            push_latin(&mut out, bare);
        } else {
            out.extend(bare.chars().filter(|letter| !letter.is_control()));
        }
        out.extend(word[bare.len()..].chars().map(|_| ' '));
    }
    Cow::Owned(out)
}

/// Writes a word in Latin letters, whole: no name is half in one script and half in another.
fn push_latin(out: &mut String, word: &str) {
    let letters = word.chars().filter(|&letter| !is_unseen(letter));
    let latin: String = letters
        .filter(|letter| !letter.is_control())
        .filter_map(deunicode_char)
        .collect();
    // Most scripts have no capitals, and their names are names all the same.
    let mut capital = word
        .chars()
        .next()
        .is_some_and(|first| !first.is_lowercase());
    for letter in latin.trim_end().chars() {
        if capital && letter.is_alphabetic() {
            out.extend(letter.to_uppercase());
            capital = false;
        } else {
            out.push(letter);
        }
    }
}

/// Whether some letters of a text are written otherwise, since no embedded font has them.
#[must_use]
pub fn transliterated(text: &str, face: Face) -> bool {
    let lacking = |letter: char| !letter.is_control() && !can_be_drawn(letter, face);
    text.chars().any(lacking)
}

/// The texts of a scene of which some words are written otherwise, each once, as they are spelled.
#[must_use]
pub fn respelled(scene: &Scene) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for text in texts(scene) {
        if transliterated(&text.text, text.face) && !found.contains(&text.text.as_str()) {
            found.push(&text.text);
        }
    }
    found
}

/// The letters of a scene's texts that no font has.
#[must_use]
pub fn lacking(scene: &Scene) -> BTreeSet<char> {
    let letters = |text: &Text| -> Vec<char> {
        let others = text
            .text
            .chars()
            .filter(|&letter| letter >= FIRST_OF_OTHERS);
        let lacking = |letter: &char| !letter.is_control() && !can_be_drawn(*letter, text.face);
        others.filter(lacking).collect()
    };
    texts(scene).flat_map(letters).collect()
}

/// How many different texts of a scene are set in fonts of this system, and the families of those.
#[must_use]
pub fn borrowed(scene: &Scene) -> (usize, BTreeSet<&'static str>) {
    let mut said = BTreeSet::new();
    let mut families = BTreeSet::new();
    for text in texts(scene) {
        let run = shaped(&text.text, text.face);
        let fonts = run.glyphs.iter().map(|glyph| glyph.font);
        for font in fonts.filter(|font| matches!(font, Font::System(_))) {
            said.insert(text.text.as_str());
            families.insert(font.family());
        }
    }
    (said.len(), families)
}

fn texts(scene: &Scene) -> impl Iterator<Item = &Text> {
    let panes = scene.panes.iter().flat_map(|pane| pane.scene.items());
    let items = scene.items().chain(panes);
    items.filter_map(|item| match item {
        Item::Text(text) | Item::CurvedText(CurvedText { text, .. }) => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_drawn_is_written_as_it_is() {
        for name in ["Osh", "Ош", "喀什", "حلب", "e\u{301}", "a\u{200d}b"] {
            assert_eq!(readable(name, Face::Sans), name);
            assert!(!transliterated(name, Face::Sans));
        }
    }

    #[test]
    fn what_no_font_has_is_spelled_in_latin_letters_whole() {
        assert_eq!(readable("서울 (Seoul)", Face::Sans), "Seoul (Seoul)");
        assert_eq!(readable("አዲስ አበባ", Face::Sans), "'Adise 'Ababaa");
        assert_eq!(readable("Ἀθῆναι", Face::Sans), "Athenai");
        // One character of two is embedded: both are spelled.
        assert_eq!(readable("喀龘", Face::Sans), "Ke Ta");
        assert!(transliterated("喀龘", Face::Sans));
    }

    #[test]
    fn control_characters_are_left_out_and_breaks_are_spaces() {
        assert_eq!(readable("a\u{7}b\nc\td", Face::Sans), "ab c d");
        assert_eq!(readable("\u{e000}", Face::Sans), "");
    }
}
