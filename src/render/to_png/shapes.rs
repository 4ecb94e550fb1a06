//! The shapes of a document in pixels, made once for all bands: dashed, stroked and known by their rows.
//!
//! resvg does so for each band again, for what the band does not show, too. What it would paint is
//! painted, to the last pixel where a picture is one band.

use resvg::tiny_skia::{
    FillRule, LineCap, Paint, Path, PathBuilder, PathSegment, PathStroker, PixmapMut, Point,
    Stroke, Transform,
};
use resvg::usvg::{self, Group, Node, PaintOrder, Tree};

/// A thin line is cut into pieces of so many edges, so that a band looks at its own.
const PIECE: usize = 64;

/// Lines no wider than this are painted edge by edge, each as faint as it is thin; wider ones are filled
/// outlines (`tiny_skia::PixmapMut::stroke_path`).
const THIN_PX: f32 = 1.0;

/// What is painted may reach so far beyond its outline.
const BEYOND_PX: f32 = 2.0;

/// One shape, in pixels of the picture.
pub(super) struct Shape {
    path: Path,
    paint: Paint<'static>,
    kind: Kind,
}

enum Kind {
    Filled(FillRule),
    Thin(Stroke),
}

impl Shape {
    /// The shapes of a document at `scale` pixels to a logical one, lowest first; `None` where
    /// something of it is more than shapes of one colour each.
    pub(super) fn all(tree: &Tree, scale: f32) -> Option<Vec<Self>> {
        let mut shapes = Vec::new();
        let all = of_group(
            tree.root(),
            Transform::from_scale(scale, scale),
            &mut shapes,
        );
        all.then_some(shapes)
    }

    /// Paints it on rows of a picture, of which the first is `top`.
    pub(super) fn draw(&self, top: u32, band: &mut PixmapMut<'_>) {
        let bounds = self.path.bounds();
        let (above, below) = (top as f32, (top + band.height()) as f32);
        if bounds.bottom() + BEYOND_PX < above || bounds.top() - BEYOND_PX > below {
            return;
        }
        let place = Transform::from_translate(0.0, -above);
        match &self.kind {
            Kind::Filled(rule) => band.fill_path(&self.path, &self.paint, *rule, place, None),
            Kind::Thin(stroke) => band.stroke_path(&self.path, &self.paint, stroke, place, None),
        }
    }
}

/// Adds the shapes of a group; whether it has nothing else.
fn of_group(group: &Group, place: Transform, out: &mut Vec<Shape>) -> bool {
    let place = place.pre_concat(group.transform());
    !group.should_isolate()
        && group.children().iter().all(|node| match node {
            Node::Group(group) => of_group(group, place, out),
            Node::Text(text) => of_group(text.flattened(), place, out),
            Node::Path(path) => of_path(path, place, out),
            Node::Image(_) => false,
        })
}

/// Adds what is filled or stroked of a path; whether it could.
type Step = fn(&usvg::Path, Transform, &mut Vec<Shape>) -> bool;

fn of_path(path: &usvg::Path, place: Transform, out: &mut Vec<Shape>) -> bool {
    if !path.is_visible() {
        return true;
    }
    let mut steps: [Step; 2] = [fill, stroke];
    if path.paint_order() == PaintOrder::StrokeAndFill {
        steps.reverse();
    }
    steps.iter().all(|step| step(path, place, out))
}

fn fill(path: &usvg::Path, place: Transform, out: &mut Vec<Shape>) -> bool {
    let Some(fill) = path.fill() else {
        return true;
    };
    let Some(paint) = paint(path, fill.paint(), fill.opacity()) else {
        return false;
    };
    let rule = match fill.rule() {
        usvg::FillRule::NonZero => FillRule::Winding,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    };
    let bounds = path.data().bounds();
    let flat = bounds.width() == 0.0 || bounds.height() == 0.0;
    if let Some(path) = path.data().clone().transform(place).filter(|_| !flat) {
        out.push(Shape {
            path,
            paint,
            kind: Kind::Filled(rule),
        });
    }
    true
}

fn stroke(path: &usvg::Path, place: Transform, out: &mut Vec<Shape>) -> bool {
    let Some(stroke) = path.stroke() else {
        return true;
    };
    let Some(paint) = paint(path, stroke.paint(), stroke.opacity()) else {
        return false;
    };
    let scale = PathStroker::compute_resolution_scale(&place);
    let mut style = stroke.to_tiny_skia();
    let dashed = match style.dash.take() {
        Some(dash) => path.data().dash(&dash, scale),
        None => Some(path.data().clone()),
    };
    let Some(line) = dashed else {
        return true;
    };
    let Some(thin_px) = thin_px(style.width, place) else {
        let outline = line.stroke(&style, scale);
        out.extend(
            outline
                .and_then(|outline| outline.transform(place))
                .map(|path| Shape {
                    path,
                    paint,
                    kind: Kind::Filled(FillRule::Winding),
                }),
        );
        return true;
    };
    style.width = thin_px;
    let line = line.transform(place);
    out.extend(
        line.into_iter()
            .flat_map(|line| pieces(line, style.line_cap))
            .map(|path| Shape {
                path,
                paint: paint.clone(),
                kind: Kind::Thin(style.clone()),
            }),
    );
    true
}

/// How wide a line so wide is in pixels, where it is thin: tiny-skia's own measure of it.
fn thin_px(width: f32, place: Transform) -> Option<f32> {
    let length = |x: f32, y: f32| x.abs().max(y.abs()) + x.abs().min(y.abs()) * 0.5;
    let across = length(width * place.sx, width * place.ky);
    let down = length(width * place.kx, width * place.sy);
    (across.max(down) <= THIN_PX).then(|| f32::midpoint(across, down))
}

/// One colour; `None` for anything else.
fn paint(path: &usvg::Path, paint: &usvg::Paint, opacity: usvg::Opacity) -> Option<Paint<'static>> {
    let usvg::Paint::Color(color) = paint else {
        return None;
    };
    let mut paint = Paint {
        anti_alias: path.rendering_mode().use_shape_antialiasing(),
        ..Paint::default()
    };
    paint.set_color_rgba8(color.red, color.green, color.blue, opacity.to_u8());
    Some(paint)
}

/// A thin line in pieces that look as it does: its edges are painted one by one, and those without
/// caps know nothing of their neighbours.
fn pieces(line: Path, cap: LineCap) -> Vec<Path> {
    if cap != LineCap::Butt || line.len() <= PIECE {
        return vec![line];
    }
    let mut pieces = Pieces::default();
    for segment in line.segments() {
        pieces.add(segment);
    }
    pieces.end();
    pieces.done
}

#[derive(Default)]
struct Pieces {
    done: Vec<Path>,
    current: PathBuilder,
    count: usize,
    first: Point,
    last: Point,
}

impl Pieces {
    fn add(&mut self, segment: PathSegment) {
        match segment {
            PathSegment::MoveTo(at) => {
                self.current.move_to(at.x, at.y);
                (self.first, self.last) = (at, at);
                return;
            }
            PathSegment::LineTo(at) => self.line_to(at),
            PathSegment::QuadTo(control, at) => {
                self.current.quad_to(control.x, control.y, at.x, at.y);
                self.last = at;
            }
            PathSegment::CubicTo(one, other, at) => {
                self.current
                    .cubic_to(one.x, one.y, other.x, other.y, at.x, at.y);
                self.last = at;
            }
            PathSegment::Close => self.line_to(self.first),
        }
        self.count += 1;
        if self.count >= PIECE {
            self.end();
            self.current.move_to(self.last.x, self.last.y);
        }
    }

    fn line_to(&mut self, at: Point) {
        self.current.line_to(at.x, at.y);
        self.last = at;
    }

    fn end(&mut self) {
        let current = std::mem::take(&mut self.current);
        self.done.extend(current.finish());
        self.count = 0;
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use resvg::tiny_skia::Pixmap;

    use super::*;
    use crate::render::tree::tree;

    const SIDE: u32 = 160;

    /// Lines thin and wide, dashed and not, closed and open, areas and letters.
    fn document() -> impl Strategy<Value = String> {
        let place = || (-40.0..200.0_f32, -40.0..200.0_f32);
        let line = prop::collection::vec(place(), 2..150);
        let style = (0.2..6.0_f32, 0..4_u8, any::<bool>(), 0..3_u8, 0.1..1.0_f32);
        prop::collection::vec((line, style), 1..5).prop_map(|lines| {
            let mut document = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SIDE}\" height=\"{SIDE}\">"
            );
            for (line, (width, dash, closed, kind, opacity)) in lines {
                let mut d = String::new();
                for (at, (x, y)) in line.iter().enumerate() {
                    let _ = write!(d, "{}{x} {y}", if at % 40 == 0 { 'M' } else { 'L' });
                }
                d.push_str(if closed { "z" } else { "" });
                let fill = ["none", "#a33", "#3a3"][usize::from(kind)];
                let dash = ["", " stroke-dasharray=\"7 3\""][usize::from(dash == 0)];
                let _ = write!(
                    document,
                    "<path d=\"{d}\" fill=\"{fill}\" fill-opacity=\"{opacity}\" stroke=\"#124\" \
                     stroke-width=\"{width}\"{dash}/>\
                     <text x=\"{}\" y=\"60\" font-size=\"20\" stroke=\"#fff\" \
                     paint-order=\"stroke\" transform=\"rotate({width})\">Osh</text>",
                    line[0].0
                );
            }
            document + "</svg>"
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn shapes_are_painted_as_resvg_paints_them(document in document(), scale in 0.5..2.5_f32) {
            let tree = tree(&document).unwrap();
            let mut theirs = Pixmap::new(SIDE, SIDE).unwrap();
            resvg::render(&tree, Transform::from_scale(scale, scale), &mut theirs.as_mut());
            let mut ours = Pixmap::new(SIDE, SIDE).unwrap();
            for shape in Shape::all(&tree, scale).unwrap() {
                shape.draw(0, &mut ours.as_mut());
            }
            let differ = ours.data().iter().zip(theirs.data()).filter(|(a, b)| a != b).count();
            let most = ours.data().iter().zip(theirs.data()).map(|(a, b)| a.abs_diff(*b)).max();
            prop_assert!(differ == 0, "{differ} by {most:?}");
        }
    }

    #[test]
    fn what_lets_through_as_one_is_left_to_resvg() {
        let svg = |inner: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inner}</svg>"
            )
        };
        let shapes = |inner| Shape::all(&tree(&svg(inner)).unwrap(), 1.0).map(|all| all.len());
        assert_eq!(shapes("<g><path d=\"M0 0L5 5L5 0\"/></g>"), Some(1));
        assert_eq!(
            shapes("<g opacity=\".5\"><path d=\"M0 0L5 5L5 0\"/></g>"),
            None
        );
    }
}
