//! The inside of a path: whole where it is convex, else in triangles.

use egui::epaint::{Mesh, PathShape, PathStroke};
use egui::{Color32, Shape};

use super::Canvas;
use crate::earth::{ScreenPoint, Triangles};

/// Rings up to which it is worth asking whether each can be drawn by itself, anti-aliased: every
/// pair is compared.
const FEW: usize = 16;

/// Adds the inside of these rings by the even-odd rule.
pub(super) fn fill(
    rings: &[Vec<ScreenPoint>],
    color: Color32,
    canvas: &Canvas,
    shapes: &mut Vec<Shape>,
) {
    if color == Color32::TRANSPARENT {
        return;
    }
    let whole = rings.len() <= FEW && rings.iter().all(|ring| convex(ring)) && apart(rings);
    let outline = |ring: &Vec<ScreenPoint>| ring.iter().map(|&at| canvas.pos(at)).collect();
    if whole {
        let add = |ring| Shape::convex_polygon(outline(ring), color, PathStroke::NONE);
        shapes.extend(rings.iter().map(add));
        return;
    }
    shapes.push(Shape::mesh(triangles(rings, color, canvas)));
    if color.is_opaque() {
        // Triangles are not anti-aliased: a hairline of the same colour softens their edge.
        let hairline = PathStroke::new(0.5, color);
        let add = |ring| Shape::Path(PathShape::closed_line(outline(ring), hairline.clone()));
        shapes.extend(rings.iter().map(add));
    }
}

/// Whether the ring bulges nowhere inward and goes round once.
fn convex(ring: &[ScreenPoint]) -> bool {
    let count = ring.len();
    let step = |i: usize| {
        let (a, b) = (ring[i % count], ring[(i + 1) % count]);
        (b.x_px - a.x_px, b.y_px - a.y_px)
    };
    let (mut left, mut right, mut turns_back) = (false, false, 0);
    let mut eastward = None;
    for i in 0..count {
        let ((ax, ay), (bx, by)) = (step(i), step(i + 1));
        let cross = ax * by - ay * bx;
        left |= cross > 1e-9;
        right |= cross < -1e-9;
        if bx.abs() > 1e-9 {
            let now = bx > 0.0;
            turns_back += u32::from(eastward.is_some_and(|before| before != now));
            eastward = Some(now);
        }
    }
    !(left && right) && turns_back <= 2
}

/// Whether no two rings' boxes share a point, so that none is a hole.
fn apart(rings: &[Vec<ScreenPoint>]) -> bool {
    let boxes: Vec<_> = rings.iter().map(|ring| bounds(ring)).collect();
    boxes.iter().enumerate().all(|(i, a)| {
        let clear = |b: &(ScreenPoint, ScreenPoint)| {
            a.0.x_px > b.1.x_px || b.0.x_px > a.1.x_px || a.0.y_px > b.1.y_px || b.0.y_px > a.1.y_px
        };
        boxes[..i].iter().all(clear)
    })
}

fn bounds(ring: &[ScreenPoint]) -> (ScreenPoint, ScreenPoint) {
    let nowhere = (
        ScreenPoint::new(f64::INFINITY, f64::INFINITY),
        ScreenPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    );
    ring.iter().fold(nowhere, |(min, max), at| {
        (
            ScreenPoint::new(min.x_px.min(at.x_px), min.y_px.min(at.y_px)),
            ScreenPoint::new(max.x_px.max(at.x_px), max.y_px.max(at.y_px)),
        )
    })
}

fn triangles(rings: &[Vec<ScreenPoint>], color: Color32, canvas: &Canvas) -> Mesh {
    let flat = |ring: &Vec<ScreenPoint>| ring.iter().map(|at| [at.x_px, at.y_px]).collect();
    let found = Triangles::within(rings.iter().map(flat).collect());
    let mut mesh = Mesh::default();
    for [x_px, y_px] in found.points {
        mesh.colored_vertex(canvas.pos(ScreenPoint::new(x_px, y_px)), color);
    }
    mesh.indices = found.indices;
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f64, to: f64) -> Vec<ScreenPoint> {
        [(from, from), (to, from), (to, to), (from, to)]
            .map(|(x, y)| ScreenPoint::new(x, y))
            .to_vec()
    }

    #[test]
    fn a_star_and_an_arrow_are_not_convex() {
        let star: Vec<_> = (0..5)
            .map(|i| f64::from(i) * 2.0 * std::f64::consts::TAU / 5.0)
            .map(|angle| ScreenPoint::new(angle.cos(), angle.sin()))
            .collect();
        let mut arrow = square(0.0, 4.0);
        arrow[2] = ScreenPoint::new(1.0, 1.0);
        assert!(convex(&square(0.0, 4.0)));
        assert!(!convex(&star));
        assert!(!convex(&arrow));
    }

    #[test]
    fn boxes_that_share_no_point_are_apart() {
        assert!(!apart(&[square(0.0, 9.0), square(1.0, 8.0)]));
        assert!(apart(&[square(0.0, 1.0), square(2.0, 3.0)]));
    }
}
