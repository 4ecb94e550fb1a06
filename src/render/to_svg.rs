//! A scene as an SVG document with live text.
//!
//! One group for each of the scene's, in logical pixels from the upper left corner (SVG 2, of which
//! only `paint-order` is newer than 1.1). The same scene gives the same bytes.

mod geometry;
mod number;
mod text;
mod xml;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use self::number::number;
use self::xml::{Ids, escaped};
use super::cut::Frame;
use crate::scene::fonts::Face;
use crate::scene::{Color, Group, Item, Scene};

/// What is drawn beyond the picture's edge, so that no cut end or join can be seen, logical pixels.
const MARGIN_PX: f64 = 8.0;

/// Points closer than this are written as one, logical pixels.
const MERGE_PX: f64 = 0.1;

/// How a document is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SvgOptions {
    /// Its title, the scene's description following; where there is none, that is the title.
    pub title: Option<String>,
    /// Whether it carries its fonts.
    pub fonts: FontEmbedding,
}

/// Whether a document carries its fonts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FontEmbedding {
    /// It names them: right where the reader has them.
    #[default]
    None,
    /// It carries each face that it uses: right everywhere, some 130 kB larger a face.
    Embedded,
}

/// The scene as an SVG document.
#[must_use]
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let mut out = String::with_capacity(1 << 16);
    let (width, height) = (
        number(scene.camera.width_px),
        number(scene.camera.height_px),
    );
    // Writing to a string cannot fail: the results below say nothing.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" stroke-linejoin=\"round\">"
    );
    let description = escaped(&scene.description);
    let _ = match &options.title {
        Some(title) => writeln!(
            out,
            "<title>{}</title>\n<desc>{description}</desc>",
            escaped(title)
        ),
        None => writeln!(out, "<title>{description}</title>"),
    };
    if options.fonts == FontEmbedding::Embedded {
        write_faces(&mut out, scene);
    }
    if scene.background.a > 0 {
        let fill = Paint("fill", scene.background);
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\"{fill}/>");
    }
    let mut ids = Ids::default();
    for group in &scene.groups {
        write_group(&mut out, scene, group, &ids.next(&group.id));
    }
    out.push_str("</svg>\n");
    out
}

fn write_group(out: &mut String, scene: &Scene, group: &Group, id: &str) {
    let _ = write!(
        out,
        "<g id=\"{id}\" aria-label=\"{}\"",
        escaped(&group.name)
    );
    if group.opacity < 1.0 {
        let opacity = f64::from(group.opacity.max(0.0));
        let _ = write!(out, " opacity=\"{}\"", number(opacity));
    }
    out.push_str(">\n");
    let frame = Frame::of(&scene.camera, MARGIN_PX);
    for item in &group.items {
        match item {
            Item::Area(area) => geometry::area(out, area, &scene.camera, &frame),
            Item::Line(line) => geometry::line(out, line, &scene.camera, &frame),
            Item::Path(path) => geometry::path(out, path, &frame),
            Item::Text(text) => text::text(out, text),
        }
    }
    out.push_str("</g>\n");
}

/// The faces that the scene's texts use, as a style sheet.
fn write_faces(out: &mut String, scene: &Scene) {
    let items = scene.groups.iter().flat_map(|group| &group.items);
    let faces: BTreeSet<Face> = items
        .filter_map(|item| match item {
            Item::Text(text) => Some(text.face),
            _ => None,
        })
        .collect();
    if faces.is_empty() {
        return;
    }
    out.push_str("<style>\n");
    for face in faces {
        let _ = write!(
            out,
            "@font-face{{font-family:'{}';font-weight:{};font-style:{};\
             src:url(data:font/ttf;base64,",
            face.family(),
            face.weight(),
            if face.italic() { "italic" } else { "normal" },
        );
        STANDARD.encode_string(face.bytes(), out);
        out.push_str(") format('truetype')}\n");
    }
    out.push_str("</style>\n");
}

/// A colour as the attributes of a paint: `fill` or `stroke`, and its opacity where it has one.
struct Paint(&'static str, Color);

impl std::fmt::Display for Paint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(paint, Color { r, g, b, a }) = *self;
        write!(out, " {paint}=\"#{r:02x}{g:02x}{b:02x}\"")?;
        if a < 255 {
            // Three decimals: two would merge some of the 255 steps.
            let opacity = (f64::from(a) / 255.0 * 1000.0).round() / 1000.0;
            write!(out, " {paint}-opacity=\"{opacity}\"")?;
        }
        Ok(())
    }
}
