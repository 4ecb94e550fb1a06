//! A scene as an SVG document with live text.
//!
//! One group for each of the scene's, in logical pixels from the upper left corner (SVG 2, of which
//! only `paint-order` is newer than 1.1). The same scene gives the same bytes.

mod faces;
mod geometry;
mod many;
mod number;
mod outlines;
mod text;
mod woff;

use std::fmt::Write as _;

use self::number::number;
use super::note;
use super::visible::View;
use super::xml::{Ids, escaped};
use crate::scene::{Color, Group, Item, Scene, ScreenRect};

/// How a document is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SvgOptions {
    /// Its title, the scene's description following; where there is none, that is the title.
    pub title: Option<String>,
    /// Whether it carries its fonts.
    pub fonts: FontEmbedding,
    /// A note that it carries, found again by [`note`](crate::render::note()).
    pub note: Option<String>,
    /// Whether it says nothing of itself: no title, no description, no note.
    pub stripped: bool,
}

/// Whether a document carries its fonts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FontEmbedding {
    /// It names them: right where the reader has them.
    #[default]
    None,
    /// It carries each face that it uses, with the glyphs that it uses: right in every browser.
    Embedded,
    /// It needs none, since its letters are shapes: right everywhere, and nothing to select.
    Outlines,
}

/// The scene as an SVG document.
#[must_use]
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let mut out = begun(scene);
    if !options.stripped {
        describe(&mut out, scene, options);
    }
    if options.fonts == FontEmbedding::Embedded {
        faces::write(&mut out, scene);
    }
    if scene.background.a > 0 {
        let (width, height) = size(scene);
        let fill = Paint("fill", scene.background);
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\"{fill}/>");
    }
    let mut ids = Ids::default();
    write_panes(&mut out, scene, &mut ids, options.fonts);
    write_groups(&mut out, scene, &mut ids, options.fonts);
    out.push_str("</svg>\n");
    out
}

/// Opens a document of the scene's size.
fn begun(scene: &Scene) -> String {
    let mut out = String::with_capacity(1 << 16);
    let (width, height) = size(scene);
    // Writing to a string cannot fail: the results here and below say nothing.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" stroke-linejoin=\"round\">"
    );
    out
}

/// Width and height, as they are written.
fn size(scene: &Scene) -> (String, String) {
    let camera = &scene.camera;
    (number(camera.width_px), number(camera.height_px))
}

fn write_panes(out: &mut String, scene: &Scene, ids: &mut Ids, fonts: FontEmbedding) {
    for (side, pane) in ["before", "after"].into_iter().cycle().zip(&scene.panes) {
        let clip = ids.next(&format!("{side}-clip"));
        begin_pane(out, &pane.clip, &clip, &ids.next(side));
        write_groups(out, &pane.scene, ids, fonts);
        out.push_str("</g>\n");
    }
}

/// Opens a group of which only what lies in `clip` shows.
fn begin_pane(out: &mut String, clip: &ScreenRect, clip_id: &str, id: &str) {
    let (x, y) = (number(clip.left), number(clip.top));
    let (width, height) = (number(clip.width()), number(clip.height()));
    let _ = writeln!(
        out,
        "<clipPath id=\"{clip_id}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>\n\
         <g id=\"{id}\" clip-path=\"url(#{clip_id})\">"
    );
}

fn write_groups(out: &mut String, scene: &Scene, ids: &mut Ids, fonts: FontEmbedding) {
    for group in &scene.groups {
        let id = ids.next(&group.id);
        write_group(out, scene, group, &id, fonts);
    }
}

/// Title, description and note.
fn describe(out: &mut String, scene: &Scene, options: &SvgOptions) {
    let description = escaped(&scene.description);
    let _ = match &options.title {
        Some(title) => writeln!(
            out,
            "<title>{}</title>\n<desc>{description}</desc>",
            escaped(title)
        ),
        None => writeln!(out, "<title>{description}</title>"),
    };
    if let Some(note) = &options.note {
        let note = note::element(note);
        let _ = writeln!(out, "<metadata>{note}</metadata>");
    }
}

fn write_group(out: &mut String, scene: &Scene, group: &Group, id: &str, fonts: FontEmbedding) {
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
    write_items(out, scene, &group.items, fonts);
    out.push_str("</g>\n");
}

fn write_items(out: &mut String, scene: &Scene, items: &[Item], fonts: FontEmbedding) {
    let view = View::of(&scene.camera);
    for item in items {
        match item {
            Item::Area(area) => geometry::area(out, area, &view),
            Item::Line(line) => geometry::line(out, line, &view),
            Item::Lines(lines) => many::lines(out, lines, &view),
            Item::Image(image) => many::image(out, image, &view),
            Item::Dots(dots) => many::dots(out, dots, &view),
            Item::Path(path) => geometry::path(out, path, &view),
            Item::Text(text) if fonts == FontEmbedding::Outlines => outlines::text(out, text),
            Item::Text(text) => text::text(out, text),
            Item::CurvedText(curved) if fonts == FontEmbedding::Outlines => {
                outlines::curved(out, curved);
            }
            Item::CurvedText(curved) => text::curved(out, curved),
        }
    }
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
