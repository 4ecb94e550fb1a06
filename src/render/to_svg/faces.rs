//! The faces that a document carries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg::{Group, Node, Tree};

use super::{text, woff};
use crate::render::tree::tree;
use crate::scene::fonts::Face;
use crate::scene::{CurvedText, Item, Scene};

/// Writes the faces that the scene's texts use, each with the glyphs that they use, as a style sheet.
pub(super) fn write(out: &mut String, scene: &Scene) {
    let glyphs = used(scene);
    if glyphs.is_empty() {
        return;
    }
    out.push_str("<style>\n");
    for (face, glyphs) in glyphs {
        let (file, kind) = match woff::woff(face.bytes(), &glyphs) {
            Some(file) => (file, "woff"),
            None => (face.bytes().to_vec(), "truetype"),
        };
        let _ = write!(
            out,
            "@font-face{{font-family:'{}';font-weight:{};font-style:{};\
             src:url(data:font/{};base64,",
            face.family(),
            face.weight(),
            if face.italic() { "italic" } else { "normal" },
            if kind == "woff" { "woff" } else { "ttf" },
        );
        STANDARD.encode_string(file, out);
        let _ = writeln!(out, ") format('{kind}')}}");
    }
    out.push_str("</style>\n");
}

/// The glyphs that the scene's texts use, by face: those that shaping gives,
/// and those of the letters one by one, for readers that shape less.
fn used(scene: &Scene) -> BTreeMap<Face, BTreeSet<u16>> {
    let mut used: BTreeMap<Face, BTreeSet<u16>> = BTreeMap::new();
    let mut document = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    let panes = scene.panes.iter().flat_map(|pane| pane.scene.items());
    for item in scene.items().chain(panes) {
        let (Item::Text(item) | Item::CurvedText(CurvedText { text: item, .. })) = item else {
            continue;
        };
        text::text(&mut document, item);
        let glyphs = used.entry(item.face).or_default();
        if let Ok(font) = ttf_parser::Face::parse(item.face.bytes(), 0) {
            let glyph = |letter| font.glyph_index(letter).map(|glyph| glyph.0);
            glyphs.extend(item.text.chars().filter_map(glyph));
        }
    }
    document.push_str("</svg>");
    if let Ok(tree) = tree(&document) {
        shaped(&tree, tree.root(), &mut used);
    }
    used
}

fn shaped(tree: &Tree, group: &Group, used: &mut BTreeMap<Face, BTreeSet<u16>>) {
    for node in group.children() {
        match node {
            Node::Group(group) => shaped(tree, group, used),
            Node::Text(text) => {
                let spans = text.layouted().iter();
                for glyph in spans.flat_map(|span| &span.positioned_glyphs) {
                    let info = tree.fontdb().face(glyph.font);
                    let face = info.and_then(|info| face_of(&info.post_script_name));
                    if let (Some(face), Ok(id)) = (face, u16::try_from(glyph.id.0)) {
                        used.entry(face).or_default().insert(id);
                    }
                }
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// Our face of this PostScript name.
fn face_of(postscript: &str) -> Option<Face> {
    Face::ALL.into_iter().find(|face| {
        let font = ttf_parser::Face::parse(face.bytes(), 0).ok();
        let names = font.into_iter().flat_map(|font| {
            let names = font.names().into_iter();
            names
                .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
                .filter_map(|name| name.to_string())
                .collect::<Vec<_>>()
        });
        names.into_iter().any(|name| name == postscript)
    })
}
