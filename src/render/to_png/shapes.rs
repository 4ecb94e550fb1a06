//! The items of a scene as shapes in pixels, made once for all bands: cut to the view, dashed, stroked
//! and known by their rows.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PathSegment, PixmapMut, Point, Stroke,
    StrokeDash, Transform,
};

use super::letters::LetterOutlines;
use crate::earth::ScreenPoint;
use crate::render::clip::{LinePiece, dash_px};
use crate::render::visible::View;
use crate::scene::{self, Color, Item, PlacedText, Text};

/// Number of edges in each piece of a thin line: a band looks only at the pieces that it holds.
const PIECE: usize = 64;

/// Number of edges from which on a wide line is filled in pieces: where edges cross each other, filling
/// takes the square of their number. A line this long crosses itself so often that pieces which lie
/// over each other at its crossings are not seen as such.
const LONG: usize = 16_384;

/// Number of edges in each of those pieces.
const LONG_PIECE: usize = 512;

/// Lines no wider than this are painted edge by edge, each as faint as it is thin; wider ones are filled
/// outlines (`tiny_skia::PixmapMut::stroke_path`).
const THIN_PX: f32 = 1.0;

/// Distance by which paint may reach beyond an outline, pixels.
const BEYOND_PX: f32 = 2.0;

/// One shape, in pixels of the picture.
pub(super) struct PixelShape {
    path: Path,
    paint: Paint<'static>,
    kind: Kind,
}

enum Kind {
    Filled(FillRule),
    Thin(Stroke),
}

impl PixelShape {
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

/// The shapes of the items that lie in view at `scale` pixels to a logical one, lowest first. Dots and
/// cells are painted by ways of their own and have none.
pub(super) fn of(items: &[Item], view: &View<'_>, scale: f32) -> Vec<PixelShape> {
    let mut shapes = ShapeGatherer {
        scale,
        letters: LetterOutlines::default(),
        all: Vec::new(),
    };
    for item in items {
        match item {
            Item::Area(area) => {
                shapes.fill(&view.area(area), FillRule::EvenOdd, area.fill);
            }
            Item::Line(line) => shapes.strokes(&view.line(line), line.stroke),
            Item::Lines(lines) => shapes.strokes(&view.lines(lines), lines.stroke),
            Item::Path(path) => shapes.symbol(path, view),
            Item::Text(text) => shapes.text(text, || text.placed()),
            Item::CurvedText(curved) => shapes.text(&curved.text, || curved.placed()),
            Item::Dots(_) | Item::Image(_) => {}
        }
    }
    shapes.all
}

/// Gathers shapes.
struct ShapeGatherer {
    scale: f32,
    letters: LetterOutlines,
    all: Vec<PixelShape>,
}

impl ShapeGatherer {
    fn symbol(&mut self, path: &scene::Path, view: &View<'_>) {
        let visible = view.path(path);
        if let Some(fill) = path.fill {
            self.fill(&visible.inside, FillRule::EvenOdd, fill);
        }
        if let Some(stroke) = path.stroke {
            self.strokes(&visible.edge, stroke);
        }
    }

    fn fill(&mut self, rings: &[Vec<ScreenPoint>], rule: FillRule, color: Color) {
        let mut path = PathBuilder::new();
        for ring in rings {
            self.trace(&mut path, ring, true);
        }
        self.filled(path.finish(), rule, color);
    }

    /// Adds a filled outline in pixels; one without any extent covers nothing.
    fn filled(&mut self, path: Option<Path>, rule: FillRule, color: Color) {
        let seen = |path: &Path| {
            let bounds = path.bounds();
            bounds.width() > 0.0 && bounds.height() > 0.0 && color.a > 0
        };
        self.all.extend(path.filter(seen).map(|path| PixelShape {
            path,
            paint: paint(color),
            kind: Kind::Filled(rule),
        }));
    }

    /// Adds the pieces of a line: as one, or each by itself where each has its own dashes.
    fn strokes(&mut self, pieces: &[LinePiece], stroke: scene::Stroke) {
        if stroke.color.a == 0 || stroke.width_px <= 0.0 {
            return;
        }
        let Some((on_px, off_px)) = dash_px(stroke.dash) else {
            let mut path = PathBuilder::new();
            for piece in pieces {
                self.trace(&mut path, &piece.points, piece.closed);
            }
            self.stroked(path.finish(), stroke);
            return;
        };
        for piece in pieces {
            let mut path = PathBuilder::new();
            self.trace(&mut path, &piece.points, piece.closed);
            let phase_px = piece.start_px.rem_euclid(on_px + off_px);
            let [on, off, phase] = [on_px, off_px, phase_px].map(|px| px as f32 * self.scale);
            let dash = StrokeDash::new(vec![on, off], phase);
            let dashed = dash.and_then(|dash| path.finish()?.dash(&dash, 1.0));
            self.stroked(dashed, stroke);
        }
    }

    /// Adds a line in pixels that has its dashes.
    fn stroked(&mut self, path: Option<Path>, stroke: scene::Stroke) {
        let Some(path) = path else { return };
        let style = Stroke {
            width: stroke.width_px * self.scale,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if style.width > THIN_PX {
            let parts = if path.len() <= LONG {
                vec![path]
            } else {
                pieces_of(&path, LONG_PIECE, true)
            };
            for part in parts {
                self.filled(part.stroke(&style, 1.0), FillRule::Winding, stroke.color);
            }
            return;
        }
        let thin = pieces(path, style.line_cap)
            .into_iter()
            .map(|path| PixelShape {
                path,
                paint: paint(stroke.color),
                kind: Kind::Thin(style.clone()),
            });
        self.all.extend(thin);
    }

    /// Adds a text, its halo beneath it.
    fn text(&mut self, text: &Text, placed: impl FnOnce() -> PlacedText) {
        let halo = text
            .halo
            .filter(|&(color, width_px)| color.a > 0 && width_px > 0.0);
        if text.size_px <= 0.0 || text.color.a == 0 && halo.is_none() {
            return;
        }
        let placed = placed();
        let em = text.size_px * self.scale;
        if let Some((color, width_px)) = halo {
            let width = 2.0 * width_px * self.scale;
            let around = self.letters.around(&placed, em, self.scale, width);
            self.filled(around, FillRule::Winding, color);
        }
        let inside = self.letters.inside(&placed, em, self.scale);
        self.filled(inside, FillRule::Winding, text.color);
    }

    fn trace(&self, path: &mut PathBuilder, points: &[ScreenPoint], closed: bool) {
        let scale = f64::from(self.scale);
        let mut places = points
            .iter()
            .map(|point| ((point.x_px * scale) as f32, (point.y_px * scale) as f32));
        let Some((x, y)) = places.next() else { return };
        path.move_to(x, y);
        for (x, y) in places {
            path.line_to(x, y);
        }
        if closed {
            path.close();
        }
    }
}

/// One colour.
fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(color.r, color.g, color.b, color.a);
    paint
}

/// A thin line in pieces that look as it does: its edges are painted one by one, and those without
/// caps know nothing of their neighbours.
fn pieces(line: Path, cap: LineCap) -> Vec<Path> {
    if cap != LineCap::Butt || line.len() <= PIECE {
        return vec![line];
    }
    pieces_of(&line, PIECE, false)
}

/// A line in pieces of `length` edges; where they are `joined`, each begins with the last edge of the
/// one before, so that there is a join between the two.
fn pieces_of(line: &Path, length: usize, joined: bool) -> Vec<Path> {
    let mut pieces = Pieces {
        length,
        joined,
        done: Vec::new(),
        current: PathBuilder::new(),
        count: 0,
        first: Point::zero(),
        last: Point::zero(),
        before_last: Point::zero(),
        whole: false,
    };
    for segment in line.segments() {
        pieces.add(segment);
    }
    pieces.end();
    pieces.done
}

struct Pieces {
    length: usize,
    joined: bool,
    done: Vec<Path>,
    current: PathBuilder,
    count: usize,
    first: Point,
    last: Point,
    before_last: Point,
    /// Whether the part of the line that is gone along begins in this piece.
    whole: bool,
}

impl Pieces {
    fn add(&mut self, segment: PathSegment) {
        match segment {
            PathSegment::MoveTo(at) => {
                self.current.move_to(at.x, at.y);
                (self.first, self.last, self.before_last) = (at, at, at);
                self.whole = true;
                return;
            }
            PathSegment::LineTo(at) => self.line_to(at),
            PathSegment::QuadTo(control, at) => {
                self.current.quad_to(control.x, control.y, at.x, at.y);
                self.ends_at(at);
            }
            PathSegment::CubicTo(one, other, at) => {
                self.current
                    .cubic_to(one.x, one.y, other.x, other.y, at.x, at.y);
                self.ends_at(at);
            }
            PathSegment::Close if self.joined && self.whole => {
                self.current.close();
                self.ends_at(self.first);
            }
            PathSegment::Close => self.line_to(self.first),
        }
        self.count += 1;
        if self.count >= self.length {
            self.end();
            self.whole = false;
            if self.joined {
                self.current.move_to(self.before_last.x, self.before_last.y);
                self.current.line_to(self.last.x, self.last.y);
            } else {
                self.current.move_to(self.last.x, self.last.y);
            }
        }
    }

    fn ends_at(&mut self, at: Point) {
        (self.before_last, self.last) = (self.last, at);
    }

    fn line_to(&mut self, at: Point) {
        self.current.line_to(at.x, at.y);
        self.ends_at(at);
    }

    fn end(&mut self) {
        let current = std::mem::take(&mut self.current);
        self.done.extend(current.finish());
        self.count = 0;
    }
}

#[cfg(test)]
mod tests {
    use tiny_skia::Pixmap;

    use super::*;
    use crate::math;

    fn painted(line: &Path, length: Option<usize>) -> Vec<u8> {
        let mut pixmap = Pixmap::new(200, 200).expect("a size");
        let style = Stroke {
            width: 1.5,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        let parts = length.map_or_else(
            || vec![line.clone()],
            |length| pieces_of(line, length, true),
        );
        for part in parts {
            let outline = part.stroke(&style, 1.0).expect("a line");
            let paint = paint(Color::hex(0x0020_4060));
            let place = Transform::identity();
            pixmap.fill_path(&outline, &paint, FillRule::Winding, place, None);
        }
        pixmap.data().to_vec()
    }

    #[test]
    fn a_wide_line_in_pieces_looks_like_the_line() {
        let mut path = PathBuilder::new();
        // A spiral, and squares, of which each is a ring.
        path.move_to(100.0, 100.0);
        for step in 0..3_000 {
            let (angle, radius) = (f64::from(step) / 40.0, f64::from(step) / 34.0);
            let (x, y) = (math::cos(angle) * radius, math::sin(angle) * radius);
            path.line_to(x as f32 + 100.0, y as f32 + 100.0);
        }
        for number in 0..30 {
            let at = number as f32 * 6.0 + 3.0;
            path.move_to(at, 3.0);
            path.line_to(at + 4.0, 3.0);
            path.line_to(at + 4.0, 9.0);
            path.line_to(at, 9.0);
            path.close();
        }
        let line = path.finish().expect("a line");
        let whole = painted(&line, None);
        let in_pieces = painted(&line, Some(LONG_PIECE));
        let differing = whole.iter().zip(&in_pieces);
        let differing = differing.filter(|(a, b)| a.abs_diff(**b) > 8).count();
        assert!(
            differing < whole.len() / 1_000,
            "{differing} of {}",
            whole.len()
        );
        let inked = in_pieces.iter().filter(|&&byte| byte > 0).count();
        assert!(inked > whole.len() / 20, "something is drawn");
    }
}
