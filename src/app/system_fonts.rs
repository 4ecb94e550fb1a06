//! Fonts of this system for letters that no embedded font has.

use std::collections::BTreeSet;

use fontdb::{Database, FaceInfo, Style, Weight};

use crate::scene::fonts::SystemFont;

/// Fonts that have as many of the letters as this system has, few of them: upright and of regular weight,
/// the one with most letters first, of equals the first by name.
pub(super) fn fonts_with(mut letters: BTreeSet<char>) -> Vec<SystemFont> {
    let mut system = Database::new();
    system.load_system_fonts();
    let is_plain = |face: &&FaceInfo| face.style == Style::Normal && face.weight == Weight::NORMAL;
    let mut faces: Vec<&FaceInfo> = system.faces().filter(is_plain).collect();
    faces.sort_by(|a, b| family(a).cmp(family(b)).then(a.index.cmp(&b.index)));
    let mut found = Vec::new();
    while !letters.is_empty() {
        let held = |face: &&FaceInfo| held(&system, face, &letters);
        let best = faces.iter().map(|face| (held(face), *face));
        // `max_by_key` takes the last of equals.
        let Some((held, face)) = best.rev().max_by_key(|(held, _)| held.len()) else {
            break;
        };
        if held.is_empty() {
            break;
        }
        letters.retain(|letter| !held.contains(letter));
        found.extend(system.with_face_data(face.id, |bytes, index| SystemFont {
            family: family(face).to_owned(),
            bytes: bytes.to_vec(),
            index,
        }));
    }
    found.retain(SystemFont::is_readable);
    found
}

fn family(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name)
}

/// The letters that a face has.
fn held(system: &Database, face: &FaceInfo, letters: &BTreeSet<char>) -> BTreeSet<char> {
    let has = |bytes: &[u8], index: u32| {
        let face = ttf_parser::Face::parse(bytes, index).ok()?;
        let letters = letters.iter().copied();
        Some(
            letters
                .filter(|&letter| face.glyph_index(letter).is_some())
                .collect(),
        )
    };
    let found = system.with_face_data(face.id, has);
    found.flatten().unwrap_or_default()
}
