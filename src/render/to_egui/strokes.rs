//! Solid lines as triangles, anti-aliased as egui's own, many of them in one mesh.
//!
//! A map has thousands of lines in a frame. As shapes each would have its points copied three times,
//! its bounds taken and its colour worked out at each corner.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Pos2, Vec2};

use super::{Canvas, MERGE_PX, color32};
use crate::earth::ScreenPoint;
use crate::render::clip::pieces;
use crate::scene::Stroke;

/// A corner is drawn to its point where the middle between the unit vectors across its two edges is
/// so long, squared, and cut off where it is shorter. Of a ring at about 29°, where SVG's miter limit
/// of 4 cuts corners off as well: a lake with a needle in its shore threw a line across the map.
const SHARPEST_OF_RING: f32 = 1.0 / 16.0;

/// The same of an open line: a right angle, as egui has it.
const SHARPEST_OF_LINE: f32 = 0.5;

/// Below this, squared, the middle is what rounding left of two opposite vectors, and its direction
/// says nothing: a corner there would be thrown anywhere.
const LEAST_MIDDLE: f32 = 1e-6;

/// Draws solid lines; keeps its room for the next.
#[derive(Default)]
pub(super) struct Strokes {
    /// The line at work.
    points: Vec<Pos2>,
    corners: Vec<Corner>,
}

/// Where a line turns.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Corner {
    at: Pos2,
    /// To the line's left and as far as an edge that is one away meets its neighbour's.
    across: Vec2,
}

impl Strokes {
    /// Adds what can be seen of a line to `mesh`.
    pub(super) fn add(
        &mut self,
        line: impl Iterator<Item = ScreenPoint> + Clone,
        stroke: Stroke,
        opacity: f32,
        canvas: &Canvas,
        mesh: &mut Mesh,
    ) {
        let color = color32(stroke.color, opacity);
        if color == Color32::TRANSPARENT || stroke.width_px <= 0.0 {
            return;
        }
        let brush = Brush {
            width_px: stroke.width_px,
            color,
            feather_px: canvas.feather_px,
        };
        if let Some(closed) = self.whole(line.clone(), canvas) {
            self.stroke(closed, brush, mesh);
            return;
        }
        for piece in pieces(line, &canvas.frame, MERGE_PX) {
            self.points.clear();
            let points = piece.points.iter().map(|&point| canvas.pos(point));
            self.points.extend(points);
            self.stroke(piece.closed, brush, mesh);
        }
    }

    /// Takes the corners of a line that lies within the frame as [`pieces`] would, and says whether it
    /// is a ring; `None` where some of it does not.
    fn whole(&mut self, line: impl Iterator<Item = ScreenPoint>, canvas: &Canvas) -> Option<bool> {
        self.points.clear();
        let (mut first, mut kept, mut last) = (None, None, None);
        for point in line {
            if !canvas.frame.contains(point) {
                return None;
            }
            first = first.or(Some(point));
            last = Some(point);
            let near = |kept: ScreenPoint| {
                (point.x_px - kept.x_px).abs() < MERGE_PX
                    && (point.y_px - kept.y_px).abs() < MERGE_PX
            };
            if !kept.is_some_and(near) {
                kept = last;
                self.points.push(canvas.pos(point));
            }
        }
        if kept != last {
            self.points.extend(last.map(|last| canvas.pos(last)));
        }
        let closed = first == last && self.points.len() > 3;
        if closed {
            self.points.pop();
        }
        Some(closed)
    }

    /// Adds the line at work.
    fn stroke(&mut self, closed: bool, brush: Brush, mesh: &mut Mesh) {
        if self.points.len() < 2 {
            return;
        }
        self.corners.clear();
        if closed {
            ring(&self.points, &mut self.corners);
        } else {
            open(&self.points, &mut self.corners);
        }
        brush.draw(&self.corners, closed, mesh);
    }
}

/// The unit vector to the left of the way from `from` to `to`; zero where there is no way.
fn left_of(from: Pos2, to: Pos2) -> Vec2 {
    let along = to - from;
    let length2 = along.length_sq();
    if length2 > 0.0 {
        (along / length2.sqrt()).rot90()
    } else {
        Vec2::ZERO
    }
}

fn open(points: &[Pos2], corners: &mut Vec<Corner>) {
    let ends = [points[0], points[points.len() - 1]];
    let mut before = left_of(ends[0], points[1]);
    corners.push(Corner {
        at: ends[0],
        across: before,
    });
    for edge in points[1..].windows(2) {
        before = turn(before, edge, SHARPEST_OF_LINE, corners);
    }
    corners.push(Corner {
        at: ends[1],
        across: before,
    });
}

fn ring(points: &[Pos2], corners: &mut Vec<Corner>) {
    let (first, last) = (points[0], points[points.len() - 1]);
    let mut before = left_of(last, first);
    for edge in points.windows(2) {
        before = turn(before, edge, SHARPEST_OF_RING, corners);
    }
    turn(before, &[last, first], SHARPEST_OF_RING, corners);
}

/// Adds the corner where an edge begins, given what lies to the left of the edge before it; says what
/// lies to the left of this edge.
fn turn(before: Vec2, edge: &[Pos2], sharpest: f32, corners: &mut Vec<Corner>) -> Vec2 {
    let (at, left) = (edge[0], left_of(edge[0], edge[1]));
    // Two corners in one place have no way between them.
    let (before, after) = match (before == Vec2::ZERO, left == Vec2::ZERO) {
        (true, _) => (left, left),
        (false, true) => (before, before),
        (false, false) => (before, left),
    };
    let middle = (before + after) * 0.5;
    let length2 = middle.length_sq();
    if length2 >= sharpest {
        let across = middle / length2;
        corners.push(Corner { at, across });
    } else {
        let cut = if length2 > LEAST_MIDDLE {
            middle / length2.sqrt()
        } else {
            Vec2::ZERO
        };
        for side in [before, after] {
            let across = (side + cut) * 0.5;
            let length2 = across.length_sq();
            let across = if length2 > 0.0 {
                across / length2
            } else {
                side
            };
            corners.push(Corner { at, across });
        }
    }
    after
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
struct Brush {
    width_px: f32,
    color: Color32,
    /// Width over which an edge fades out.
    feather_px: f32,
}

impl Brush {
    fn draw(self, corners: &[Corner], closed: bool, mesh: &mut Mesh) {
        let Self {
            width_px,
            color,
            feather_px,
        } = self;
        let clear = Color32::TRANSPARENT;
        // A line thinner than a pixel is a ridge two wide and fainter: else it would be dotted.
        if width_px <= 0.9 * feather_px {
            let faint = color.gamma_multiply(width_px / feather_px);
            let rim = [(feather_px, clear), (0.0, faint), (-feather_px, clear)];
            strip(corners, rim, closed, mesh);
            return;
        }
        let (inner, outer) = (0.5 * (width_px - feather_px), 0.5 * (width_px + feather_px));
        let rim = [
            (outer, clear),
            (inner, color),
            (-inner, color),
            (-outer, clear),
        ];
        let first = strip(corners, rim, closed, mesh);
        if !closed {
            let last = mesh.vertices.len() - rim.len();
            let (begin, end) = (corners[0].across, corners[corners.len() - 1].across);
            cap(first, begin.rot90() * feather_px, mesh);
            cap(last, -end.rot90() * feather_px, mesh);
        }
    }
}

/// Adds a strip along the corners: across each as many vertices as `rim` has, so far away and in such
/// colours. Says where it begins.
fn strip<const N: usize>(
    corners: &[Corner],
    rim: [(f32, Color32); N],
    closed: bool,
    mesh: &mut Mesh,
) -> usize {
    let begin = mesh.vertices.len();
    mesh.vertices.reserve(N * corners.len());
    for Corner { at, across } in corners {
        let vertex = |(away, color)| Vertex::untextured(*at + *across * away, color);
        mesh.vertices.extend(rim.map(vertex));
    }
    mesh.indices.reserve(6 * (N - 1) * corners.len());
    let mut join = |from: usize, to: usize| {
        for (a, b) in (from..from + N - 1).zip(to..) {
            let [a, b] = [a as u32, b as u32];
            mesh.indices.extend([a, a + 1, b, a + 1, b, b + 1]);
        }
    };
    let last = begin + N * (corners.len() - 1);
    for from in (begin..last).step_by(N) {
        join(from, from + N);
    }
    if closed {
        join(last, begin);
    }
    begin
}

/// Lets a line's end, of which the first vertex is given, fade out `beyond` it.
fn cap(end: usize, beyond: Vec2, mesh: &mut Mesh) {
    mesh.vertices[end].pos += beyond;
    mesh.vertices[end + 3].pos += beyond;
    let at = end as u32;
    mesh.indices
        .extend([at, at + 1, at + 2, at, at + 2, at + 3]);
}

#[cfg(test)]
mod tests {
    use egui::epaint::{PathShape, PathStroke, TessellationOptions, Tessellator};
    use egui::{Shape, pos2};
    use proptest::prelude::*;

    use super::*;

    /// What egui makes of the same line.
    fn by_egui(points: &[Pos2], closed: bool, brush: Brush) -> Mesh {
        let options = TessellationOptions::default();
        let mut tessellator = Tessellator::new(1.0, options, [1, 1], Vec::new());
        let mut mesh = Mesh::default();
        let path = PathShape {
            points: points.to_vec(),
            closed,
            fill: Color32::TRANSPARENT,
            stroke: PathStroke::new(brush.width_px, brush.color),
        };
        tessellator.tessellate_shape(Shape::Path(path), &mut mesh);
        mesh
    }

    fn by_us(points: &[Pos2], closed: bool, brush: Brush) -> Mesh {
        let mut strokes = Strokes {
            points: points.to_vec(),
            ..Strokes::default()
        };
        let mut mesh = Mesh::default();
        strokes.stroke(closed, brush, &mut mesh);
        mesh
    }

    fn alike(a: &Mesh, b: &Mesh) -> bool {
        let near = |(a, b): (&Vertex, &Vertex)| {
            a.color == b.color && (a.pos - b.pos).length() < 1e-3 * (1.0 + b.pos.to_vec2().length())
        };
        a.vertices.len() == b.vertices.len() && a.vertices.iter().zip(&b.vertices).all(near)
    }

    /// The triangles of a mesh, in some order.
    fn triangles(mesh: &Mesh) -> Vec<[u32; 3]> {
        let mut triangles = mesh.indices.as_chunks::<3>().0.to_vec();
        triangles.sort_unstable();
        triangles
    }

    fn brushes() -> impl Strategy<Value = Brush> {
        (0.3_f32..4.0).prop_map(|width_px| Brush {
            width_px,
            color: Color32::from_rgb(90, 120, 30),
            feather_px: 1.0,
        })
    }

    fn lines() -> impl Strategy<Value = Vec<Pos2>> {
        let place = (0_i16..60, 0_i16..60).prop_map(|(x, y)| pos2(f32::from(x), f32::from(y)));
        prop::collection::vec(place, 2..12).prop_map(|mut line| {
            line.dedup();
            line
        })
    }

    proptest! {
        #[test]
        fn an_open_line_has_the_triangles_that_egui_gives_it(line in lines(), brush in brushes()) {
            // Back on itself egui divides by nothing, and of a right angle rounding says what becomes.
            let told_by_rounding = line.windows(3).any(|at| {
                let (a, b) = (at[1] - at[0], at[2] - at[1]);
                let cos = a.normalized().dot(b.normalized());
                cos < -0.999 || cos.abs() < 1e-3
            });
            prop_assume!(line.len() > 1 && !told_by_rounding);
            let (ours, theirs) = (by_us(&line, false, brush), by_egui(&line, false, brush));
            prop_assert!(alike(&ours, &theirs), "{:?} {:?}", ours.vertices, theirs.vertices);
            prop_assert_eq!(triangles(&ours), triangles(&theirs));
        }

        #[test]
        fn no_ring_throws_a_line_beyond_four_times_its_width(line in lines(), brush in brushes()) {
            prop_assume!(line.len() > 2);
            let mesh = by_us(&line, true, brush);
            let reach_px = 4.1 * (brush.width_px + 1.0);
            for vertex in &mesh.vertices {
                let away = line.iter().map(|at| (vertex.pos - *at).length());
                prop_assert!(away.fold(f32::INFINITY, f32::min) <= reach_px);
            }
        }
    }

    #[test]
    fn a_ring_without_needles_has_the_triangles_that_egui_gives_it() {
        let ring = [
            pos2(2.0, 2.0),
            pos2(30.0, 4.0),
            pos2(26.0, 31.0),
            pos2(5.0, 20.0),
        ];
        for width_px in [0.5, 1.3, 3.0] {
            let brush = Brush {
                width_px,
                color: Color32::BLACK,
                feather_px: 1.0,
            };
            let (ours, theirs) = (by_us(&ring, true, brush), by_egui(&ring, true, brush));
            assert!(alike(&ours, &theirs));
            assert_eq!(ours.indices.len(), theirs.indices.len());
        }
    }
}
