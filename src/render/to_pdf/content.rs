//! What stands on the page, as content operators (ISO 32000-1, annex A).

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Name};
use resvg::tiny_skia::{Path as PathData, PathSegment};
use resvg::usvg::{
    Fill, FillRule, Group, Image, ImageKind, LineCap, LineJoin, Node, Paint, PaintOrder, Path,
    Stroke, Transform, Tree,
};

use super::faces::Faces;
use super::structure::{self, Marked};
use super::texts;
use crate::render::{Lettering, pixels};
use crate::scene::Pixels;

/// Opacities of fill and stroke, thousandths.
pub(super) type Alphas = [u16; 2];

/// What stands on the page, and what it draws on.
pub(super) struct Drawing<'a> {
    /// The document that is drawn.
    pub(super) tree: &'a Tree,
    /// What texts become.
    pub(super) lettering: Lettering,
    /// The faces that live text is set in.
    pub(super) faces: Faces,
    /// Opacities that are used: `A0`, `A1`, …
    pub(super) alphas: Vec<Alphas>,
    /// Groups that are faded as a whole: `X0`, `X1`, …
    pub(super) forms: Vec<Vec<u8>>,
    /// Pictures within the page: `I0`, `I1`, …
    pub(super) images: Vec<Pixels>,
}

impl<'a> Drawing<'a> {
    /// A drawing of `tree`, with nothing on it yet.
    pub(super) fn new(tree: &'a Tree, lettering: Lettering) -> Self {
        Self {
            tree,
            lettering,
            faces: Faces::default(),
            alphas: Vec::new(),
            forms: Vec::new(),
            images: Vec::new(),
        }
    }

    /// Everything, in points from the lower left corner of a page `height_pt` high; and what is
    /// marked on it, where it is `tagged`.
    pub(super) fn page(
        &mut self,
        pt_per_px: f32,
        height_pt: f32,
        tagged: bool,
    ) -> (Vec<u8>, Option<Marked>) {
        let mut content = Content::new();
        content.transform([pt_per_px, 0.0, 0.0, -pt_per_px, 0.0, height_pt]);
        let root = self.tree.root();
        let marked = if tagged {
            Some(structure::page(self, root, &mut content))
        } else {
            self.children(root, &mut content);
            None
        };
        (content.finish().into_vec(), marked)
    }

    fn children(&mut self, group: &Group, content: &mut Content) {
        for node in group.children() {
            self.node(node, content);
        }
    }

    /// Draws one thing.
    pub(super) fn node(&mut self, node: &Node, content: &mut Content) {
        match node {
            Node::Group(group) => self.group(group, content),
            Node::Path(path) => self.path(path, content),
            Node::Text(text) => texts::text(self, text, content),
            Node::Image(image) => self.image(image, content),
        }
    }

    fn group(&mut self, group: &Group, content: &mut Content) {
        let Some(clip) = group.clip_path() else {
            self.unclipped(group, content);
            return;
        };
        content.save_state();
        for node in clip.root().children() {
            // No scene is clipped by anything else.
            if let Node::Path(path) = node
                && let Some(data) = placed(path)
            {
                trace(&data, content);
            }
        }
        content.clip_nonzero().end_path();
        self.unclipped(group, content);
        content.restore_state();
    }

    fn unclipped(&mut self, group: &Group, content: &mut Content) {
        let opacity = group.opacity().get();
        if opacity >= 1.0 {
            self.children(group, content);
            return;
        }
        let mut inner = Content::new();
        self.children(group, &mut inner);
        let name = format!("X{}", self.forms.len());
        self.forms.push(inner.finish().into_vec());
        content.save_state();
        self.set_alphas(opacity, opacity, content);
        content.x_object(Name(name.as_bytes()));
        content.restore_state();
    }

    /// A picture of cells, on the unit square that PDF has for one.
    fn image(&mut self, image: &Image, content: &mut Content) {
        let ImageKind::PNG(file) = image.kind() else {
            return;
        };
        let Some(pixels) = pixels::read(file) else {
            return;
        };
        let (width, height) = (pixels.width as f32, pixels.height as f32);
        let to_page = image.abs_transform();
        let square = Transform::from_row(width, 0.0, 0.0, -height, 0.0, height);
        let placed = to_page.pre_concat(square);
        content.save_state();
        content.transform([
            placed.sx, placed.ky, placed.kx, placed.sy, placed.tx, placed.ty,
        ]);
        content.x_object(Name(format!("I{}", self.images.len()).as_bytes()));
        content.restore_state();
        self.images.push(pixels);
    }

    /// The outlines of a text's halo, under its letters.
    pub(super) fn halo(&mut self, group: &Group, content: &mut Content) {
        for node in group.children() {
            match node {
                Node::Group(group) => self.halo(group, content),
                Node::Path(path) => {
                    if let (Some(data), Some(stroke)) = (placed(path), path.stroke()) {
                        self.stroke(&data, stroke, content);
                    }
                }
                Node::Text(_) | Node::Image(_) => {}
            }
        }
    }

    /// A text's letters as shapes, halo and all.
    pub(super) fn shapes(&mut self, group: &Group, content: &mut Content) {
        self.children(group, content);
    }

    fn path(&mut self, path: &Path, content: &mut Content) {
        let Some(data) = placed(path).filter(|_| path.is_visible()) else {
            return;
        };
        let beneath = path.paint_order() == PaintOrder::StrokeAndFill;
        if let (Some(stroke), true) = (path.stroke(), beneath) {
            self.stroke(&data, stroke, content);
        }
        if let Some(fill) = path.fill() {
            self.fill(&data, fill, content);
        }
        if let (Some(stroke), false) = (path.stroke(), beneath) {
            self.stroke(&data, stroke, content);
        }
    }

    fn fill(&mut self, data: &PathData, fill: &Fill, content: &mut Content) {
        content.save_state();
        self.set_fill(fill, content);
        trace(data, content);
        match fill.rule() {
            FillRule::NonZero => content.fill_nonzero(),
            FillRule::EvenOdd => content.fill_even_odd(),
        };
        content.restore_state();
    }

    /// Sets what shapes and letters are filled with.
    pub(super) fn set_fill(&mut self, fill: &Fill, content: &mut Content) {
        let [r, g, b] = rgb(fill.paint());
        self.set_alphas(fill.opacity().get(), 1.0, content);
        content.set_fill_rgb(r, g, b);
    }

    fn stroke(&mut self, data: &PathData, stroke: &Stroke, content: &mut Content) {
        content.save_state();
        let [r, g, b] = rgb(stroke.paint());
        self.set_alphas(1.0, stroke.opacity().get(), content);
        content.set_stroke_rgb(r, g, b);
        content.set_line_width(stroke.width().get());
        content.set_line_cap(match stroke.linecap() {
            LineCap::Butt => LineCapStyle::ButtCap,
            LineCap::Round => LineCapStyle::RoundCap,
            LineCap::Square => LineCapStyle::ProjectingSquareCap,
        });
        content.set_line_join(match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => LineJoinStyle::MiterJoin,
            LineJoin::Round => LineJoinStyle::RoundJoin,
            LineJoin::Bevel => LineJoinStyle::BevelJoin,
        });
        if let Some(dashes) = stroke.dasharray() {
            content.set_dash_pattern(dashes.iter().copied(), stroke.dashoffset());
        }
        trace(data, content);
        content.stroke();
        content.restore_state();
    }

    fn set_alphas(&mut self, fill: f32, stroke: f32, content: &mut Content) {
        let wanted = [fill, stroke].map(|alpha| (alpha * 1000.0).round() as u16);
        if wanted == [1000, 1000] {
            return;
        }
        let index = self.alphas.iter().position(|alphas| *alphas == wanted);
        let index = index.unwrap_or_else(|| {
            self.alphas.push(wanted);
            self.alphas.len() - 1
        });
        content.set_parameters(Name(format!("A{index}").as_bytes()));
    }
}

/// A path where it stands.
fn placed(path: &Path) -> Option<PathData> {
    path.data().clone().transform(path.abs_transform())
}

/// A paint's colour; our documents have no other paints.
fn rgb(paint: &Paint) -> [f32; 3] {
    match paint {
        Paint::Color(color) => [color.red, color.green, color.blue].map(|part| {
            // Four decimals tell 256 steps apart.
            (f32::from(part) / 255.0 * 1e4).round() / 1e4
        }),
        _ => [0.0; 3],
    }
}

/// Hundredths of a pixel: finer than any printer.
pub(super) fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn trace(data: &PathData, content: &mut Content) {
    let mut last = (0.0, 0.0);
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                content.move_to(rounded(to.x), rounded(to.y));
                last = (to.x, to.y);
            }
            PathSegment::LineTo(to) => {
                content.line_to(rounded(to.x), rounded(to.y));
                last = (to.x, to.y);
            }
            PathSegment::QuadTo(by, to) => {
                // The cubic through the same points: control points two thirds of the way to the quadratic's.
                let third = |from: f32, by: f32| rounded(from + (by - from) * 2.0 / 3.0);
                content.cubic_to(
                    third(last.0, by.x),
                    third(last.1, by.y),
                    third(to.x, by.x),
                    third(to.y, by.y),
                    rounded(to.x),
                    rounded(to.y),
                );
                last = (to.x, to.y);
            }
            PathSegment::CubicTo(a, b, to) => {
                let [ax, ay, bx, by] = [a.x, a.y, b.x, b.y].map(rounded);
                content.cubic_to(ax, ay, bx, by, rounded(to.x), rounded(to.y));
                last = (to.x, to.y);
            }
            PathSegment::Close => {
                content.close_path();
            }
        }
    }
}
