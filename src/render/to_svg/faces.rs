//! The faces that a document carries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::woff;
use crate::scene::fonts::Font;
use crate::scene::shaping::shaped;
use crate::scene::{CurvedText, Item, Scene};

/// Writes the fonts that the scene's texts use, each with the glyphs that they use, as a style sheet.
pub(super) fn write(out: &mut String, scene: &Scene) {
    let glyphs = used(scene);
    if glyphs.is_empty() {
        return;
    }
    out.push_str("<style>\n");
    for (font, glyphs) in glyphs {
        // The system's fonts are not ours to pass on: the document names them.
        if matches!(font, Font::System(_)) {
            continue;
        }
        let (file, kind) = match woff::woff(font.bytes(), &glyphs) {
            Some(file) => (file, "woff"),
            None => (font.bytes().to_vec(), "truetype"),
        };
        let _ = write!(
            out,
            "@font-face{{font-family:'{}';font-weight:{};font-style:{};\
             src:url(data:font/{};base64,",
            font.family(),
            font.weight(),
            if font.italic() { "italic" } else { "normal" },
            if kind == "woff" { "woff" } else { "ttf" },
        );
        STANDARD.encode_string(file, out);
        let _ = writeln!(out, ") format('{kind}')}}");
    }
    out.push_str("</style>\n");
}

/// The glyphs that the scene's texts use, by font: those that shaping gives,
/// and those of the letters one by one, for readers that shape less.
fn used(scene: &Scene) -> BTreeMap<Font, BTreeSet<u16>> {
    let mut used: BTreeMap<Font, BTreeSet<u16>> = BTreeMap::new();
    let panes = scene.panes.iter().flat_map(|pane| pane.scene.items());
    for item in scene.items().chain(panes) {
        let (Item::Text(text) | Item::CurvedText(CurvedText { text, .. })) = item else {
            continue;
        };
        let run = shaped(&text.text, text.face);
        for glyph in &run.glyphs {
            let glyphs = used.entry(glyph.font).or_default();
            glyphs.insert(glyph.id);
            let letters = run.text[glyph.letters.clone()].chars();
            glyphs.extend(letters.filter_map(|letter| glyph.font.glyph(letter)));
        }
    }
    used
}
