//! A scene as an SVG document with live text.
//!
//! One group for each of the scene's, and within it one for each mark with its id and title, in logical
//! pixels from the upper left corner (SVG 2, of which only `paint-order` is newer than 1.1). The same
//! scene gives the same bytes.

mod faces;
mod fallback;
mod geometry;
mod many;
mod number;
mod outlines;
mod text;
mod trace;
mod woff;

use std::fmt::Write as _;

use self::fallback::Glyphs;
use self::number::number;
use super::note;
use super::visible::View;
use super::xml::{Ids, escaped};
use crate::scene::{Color, Group, Item, MarkItems, Scene, ScreenRect};

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
    /// It carries each face that it uses, with the glyphs that it uses, for browsers; and shapes instead
    /// of each text for programs that know no fonts but those installed, such as librsvg.
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
    let mut body = Body {
        out: String::with_capacity(1 << 16),
        ids: Ids::default(),
        glyphs: Glyphs::default(),
        fonts: options.fonts,
        says: !options.stripped,
    };
    body.panes(scene);
    body.groups(scene);
    body.glyphs.define(&mut out);
    out.push_str(&body.out);
    out.push_str("</svg>\n");
    out
}

/// What is drawn, as it is written.
struct Body {
    out: String,
    ids: Ids,
    /// The glyphs that stand in for live text.
    glyphs: Glyphs,
    fonts: FontEmbedding,
    /// Whether marks have their ids and titles.
    says: bool,
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

impl Body {
    fn panes(&mut self, scene: &Scene) {
        for (side, pane) in ["before", "after"].into_iter().cycle().zip(&scene.panes) {
            let clip = self.ids.next(&format!("{side}-clip"));
            begin_pane(&mut self.out, &pane.clip, &clip, &self.ids.next(side));
            self.groups(&pane.scene);
            self.out.push_str("</g>\n");
        }
    }

    fn groups(&mut self, scene: &Scene) {
        let view = View::of(&scene.camera);
        for group in &scene.groups {
            self.group(group, &view);
        }
    }

    fn group(&mut self, group: &Group, view: &View) {
        let id = self.ids.next(&group.id);
        let name = escaped(&group.name);
        let _ = write!(self.out, "<g id=\"{id}\" aria-label=\"{name}\"");
        if group.opacity < 1.0 {
            let opacity = f64::from(group.opacity.max(0.0));
            let _ = write!(self.out, " opacity=\"{}\"", number(opacity));
        }
        self.out.push_str(">\n");
        let mut written = 0;
        for mark in &group.marks {
            self.items(&group.items[written..mark.items.start], view);
            self.mark(mark, &group.items[mark.items.clone()], view);
            written = mark.items.end;
        }
        self.items(&group.items[written..], view);
        self.out.push_str("</g>\n");
    }

    /// A mark's items as a group with its id and title.
    fn mark(&mut self, mark: &MarkItems, items: &[Item], view: &View) {
        if !self.says {
            self.items(items, view);
            return;
        }
        let before = self.out.len();
        self.out.push_str("<g><title></title>\n");
        let empty = self.out.len();
        self.items(items, view);
        if self.out.len() == empty {
            // Nothing of it is in the picture.
            self.out.truncate(before);
            return;
        }
        let (id, name) = (self.ids.next(&mark.id), escaped(&mark.name));
        let begin = format!("<g id=\"{id}\"><title>{name}</title>\n");
        self.out.replace_range(before..empty, &begin);
        self.out.push_str("</g>\n");
    }

    fn items(&mut self, items: &[Item], view: &View) {
        let Self {
            out, glyphs, ids, ..
        } = self;
        for item in items {
            match (item, self.fonts) {
                (Item::Area(area), _) => geometry::area(out, area, view),
                (Item::Line(line), _) => geometry::line(out, line, view),
                (Item::Lines(lines), _) => many::lines(out, lines, view),
                (Item::Image(image), _) => many::image(out, image, view),
                (Item::Dots(dots), _) => many::dots(out, dots, view),
                (Item::Path(path), _) => geometry::path(out, path, view),
                (Item::Text(text), FontEmbedding::None) => text::text(out, text),
                (Item::Text(text), FontEmbedding::Outlines) => outlines::text(out, text),
                (Item::Text(text), FontEmbedding::Embedded) => {
                    let placed = text.placed();
                    let live = text::in_browsers(text);
                    glyphs.either(out, ids, text, &placed, |out| text::text(out, &live));
                }
                (Item::CurvedText(curved), FontEmbedding::None) => text::curved(out, curved),
                (Item::CurvedText(curved), FontEmbedding::Outlines) => {
                    outlines::curved(out, curved);
                }
                (Item::CurvedText(curved), FontEmbedding::Embedded) => {
                    let placed = curved.placed();
                    let live = |out: &mut String| text::curved(out, curved);
                    glyphs.either(out, ids, &curved.text, &placed, live);
                }
            }
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
