//! Lines and rings cut to what can be seen, so that their cost follows the screen.

use crate::earth::{Camera, ScreenPoint};
use crate::scene::Dash;

/// An upright rectangle of the window, logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// The upper left corner.
    pub(super) min: ScreenPoint,
    /// The lower right corner.
    pub(super) max: ScreenPoint,
}

impl Frame {
    /// The camera's window and `margin_px` more on each side.
    pub(super) fn of(camera: &Camera, margin_px: f64) -> Self {
        Self {
            min: ScreenPoint::new(-margin_px, -margin_px),
            max: ScreenPoint::new(camera.width_px + margin_px, camera.height_px + margin_px),
        }
    }

    /// Whether the point lies in it or on its edge.
    pub(super) fn contains(&self, point: ScreenPoint) -> bool {
        point.x_px >= self.min.x_px
            && point.x_px <= self.max.x_px
            && point.y_px >= self.min.y_px
            && point.y_px <= self.max.y_px
    }

    /// Whether both ends lie beyond the same edge, so that nothing between them can be seen.
    fn misses(&self, a: ScreenPoint, b: ScreenPoint) -> bool {
        a.x_px.max(b.x_px) < self.min.x_px
            || a.x_px.min(b.x_px) > self.max.x_px
            || a.y_px.max(b.y_px) < self.min.y_px
            || a.y_px.min(b.y_px) > self.max.y_px
    }

    /// Between which shares of the way from `a` to `b` it is inside.
    ///
    /// Liang and Barsky, "A New Concept and Method for Line Clipping", ACM TOG 3(1), 1984, p. 1-22.
    fn inside(&self, a: ScreenPoint, b: ScreenPoint) -> Option<(f64, f64)> {
        if self.misses(a, b) {
            return None;
        }
        let (dx, dy) = (b.x_px - a.x_px, b.y_px - a.y_px);
        let edges = [
            (-dx, a.x_px - self.min.x_px),
            (dx, self.max.x_px - a.x_px),
            (-dy, a.y_px - self.min.y_px),
            (dy, self.max.y_px - a.y_px),
        ];
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for (toward, room) in edges {
            if toward < 0.0 {
                from = from.max(room / toward);
            } else if toward > 0.0 {
                to = to.min(room / toward);
            } else if room < 0.0 {
                return None;
            }
        }
        (from <= to).then_some((from, to))
    }
}

/// A part of a line that can be seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Piece {
    /// Its corners.
    pub(super) points: Vec<ScreenPoint>,
    /// How far from the line's own start it begins, in pixels along the line: where its dashes
    /// stand, so that they do not crawl while the map moves.
    pub(super) start_px: f64,
    /// Whether it is a whole ring; the first point is not repeated then.
    pub(super) closed: bool,
}

/// The parts of a line inside the frame, corners within `merge_px` of the last one left out.
///
/// A point that is not finite breaks the line.
pub(super) fn pieces(
    points: impl IntoIterator<Item = ScreenPoint>,
    frame: &Frame,
    merge_px: f64,
) -> Vec<Piece> {
    let mut cutter = Cutter {
        merge_px,
        ..Cutter::default()
    };
    let mut before: Option<ScreenPoint> = None;
    let mut first = None;
    let mut last = None;
    let mut travelled_px = 0.0;
    for point in points {
        if !(point.x_px.is_finite() && point.y_px.is_finite()) {
            cutter.end();
            before = None;
            continue;
        }
        first = first.or(Some(point));
        last = Some(point);
        if let Some(a) = before {
            let (dx, dy) = (point.x_px - a.x_px, point.y_px - a.y_px);
            let length_px = (dx * dx + dy * dy).sqrt();
            cutter.segment(a, point, frame.inside(a, point), travelled_px, length_px);
            travelled_px += length_px;
        }
        before = Some(point);
    }
    cutter.end();
    let mut done = cutter.done;
    if let [whole] = done.as_mut_slice()
        && whole.points.len() > 3
        && first == last
        && whole.points.first() == first.as_ref()
        && whole.points.last() == last.as_ref()
    {
        whole.points.pop();
        whole.closed = true;
    }
    done
}

/// Gathers the pieces of one line.
#[derive(Default)]
struct Cutter {
    merge_px: f64,
    /// The piece at work; empty outside the frame.
    open: Piece,
    /// A corner left out so far: kept after all where the piece ends there.
    left_out: Option<ScreenPoint>,
    done: Vec<Piece>,
}

impl Cutter {
    fn segment(
        &mut self,
        a: ScreenPoint,
        b: ScreenPoint,
        inside: Option<(f64, f64)>,
        travelled_px: f64,
        length_px: f64,
    ) {
        let Some((from, to)) = inside else {
            self.end();
            return;
        };
        let at = |share: f64| {
            ScreenPoint::new(
                a.x_px + (b.x_px - a.x_px) * share,
                a.y_px + (b.y_px - a.y_px) * share,
            )
        };
        if self.open.points.is_empty() {
            self.open.start_px = travelled_px + from * length_px;
            self.open.points.push(if from > 0.0 { at(from) } else { a });
        }
        self.push(if to < 1.0 { at(to) } else { b });
        if to < 1.0 {
            self.end();
        }
    }

    fn push(&mut self, point: ScreenPoint) {
        let near = |kept: &ScreenPoint| {
            (point.x_px - kept.x_px).abs() < self.merge_px
                && (point.y_px - kept.y_px).abs() < self.merge_px
        };
        if self.open.points.last().is_some_and(near) {
            self.left_out = Some(point);
        } else {
            self.open.points.push(point);
            self.left_out = None;
        }
    }

    fn end(&mut self) {
        let mut piece = std::mem::take(&mut self.open);
        piece.points.extend(self.left_out.take());
        if piece.points.len() > 1 {
            self.done.push(piece);
        }
    }
}

/// A ring's part inside the frame (first point not repeated), corners within `merge_px` of the
/// last one left out; empty where nothing is left.
///
/// Sutherland and Hodgman, "Reentrant Polygon Clipping", CACM 17(1), 1974, p. 32-42. Parts of a
/// concave ring stay joined along the frame's edge, out of sight, and fill the same by the
/// even-odd rule.
pub(super) fn ring(
    points: impl IntoIterator<Item = ScreenPoint>,
    frame: &Frame,
    merge_px: f64,
) -> Vec<ScreenPoint> {
    let mut ring: Vec<ScreenPoint> = points
        .into_iter()
        .filter(|point| point.x_px.is_finite() && point.y_px.is_finite())
        .collect();
    if !ring.iter().all(|&point| frame.contains(point)) {
        // How far inside each edge a point lies; negative outside.
        ring = half(&ring, |point| point.x_px - frame.min.x_px);
        ring = half(&ring, |point| frame.max.x_px - point.x_px);
        ring = half(&ring, |point| point.y_px - frame.min.y_px);
        ring = half(&ring, |point| frame.max.y_px - point.y_px);
    }
    let mut kept: Vec<ScreenPoint> = Vec::with_capacity(ring.len());
    for point in ring {
        let far = |other: &ScreenPoint| {
            (point.x_px - other.x_px).abs() >= merge_px
                || (point.y_px - other.y_px).abs() >= merge_px
        };
        if kept.last().is_none_or(far) {
            kept.push(point);
        }
    }
    if kept.len() < 3 {
        kept.clear();
    }
    kept
}

/// The part of a ring on one side of an edge.
fn half(ring: &[ScreenPoint], depth_px: impl Fn(ScreenPoint) -> f64) -> Vec<ScreenPoint> {
    let mut out = Vec::with_capacity(ring.len() + 4);
    let Some(&last) = ring.last() else {
        return out;
    };
    let (mut a, mut depth_a) = (last, depth_px(last));
    for &b in ring {
        let depth_b = depth_px(b);
        if (depth_a < 0.0) != (depth_b < 0.0) {
            let share = depth_a / (depth_a - depth_b);
            out.push(ScreenPoint::new(
                a.x_px + (b.x_px - a.x_px) * share,
                a.y_px + (b.y_px - a.y_px) * share,
            ));
        }
        if depth_b >= 0.0 {
            out.push(b);
        }
        (a, depth_a) = (b, depth_b);
    }
    out
}

/// Whether something of the box around these points can be seen.
pub(super) fn visible(points: &[ScreenPoint], frame: &Frame) -> bool {
    let mut min = ScreenPoint::new(f64::INFINITY, f64::INFINITY);
    let mut max = ScreenPoint::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
    for point in points {
        min = ScreenPoint::new(min.x_px.min(point.x_px), min.y_px.min(point.y_px));
        max = ScreenPoint::new(max.x_px.max(point.x_px), max.y_px.max(point.y_px));
    }
    min.x_px <= frame.max.x_px
        && max.x_px >= frame.min.x_px
        && min.y_px <= frame.max.y_px
        && max.y_px >= frame.min.y_px
}

/// The dashes' period: drawn and left out, logical pixels.
///
/// `None` where there are none, or where they would be too short to tell from a solid line.
pub(super) fn dash_px(dash: Dash) -> Option<(f64, f64)> {
    /// Shorter than this in all, dashes are a grey line that costs thousands of shapes.
    const SHORTEST_PX: f64 = 0.5;
    match dash {
        Dash::Solid => None,
        Dash::Dashed { on_px, off_px } => {
            let (on_px, off_px) = (f64::from(on_px), f64::from(off_px));
            let seen = on_px > 0.0 && off_px > 0.0 && on_px + off_px >= SHORTEST_PX;
            (seen && (on_px + off_px).is_finite()).then_some((on_px, off_px))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Frame = Frame {
        min: ScreenPoint::new(0.0, 0.0),
        max: ScreenPoint::new(100.0, 100.0),
    };

    fn points(list: &[(f64, f64)]) -> Vec<ScreenPoint> {
        list.iter().map(|&(x, y)| ScreenPoint::new(x, y)).collect()
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_pieces() {
        let line = points(&[(50.0, 50.0), (150.0, 50.0), (150.0, 80.0), (50.0, 80.0)]);
        let pieces = pieces(line, &FRAME, 0.1);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0].points, points(&[(50.0, 50.0), (100.0, 50.0)]));
        assert_eq!(pieces[1].points, points(&[(100.0, 80.0), (50.0, 80.0)]));
        assert_eq!(pieces[0].start_px, 0.0);
        assert_eq!(pieces[1].start_px, 100.0 + 30.0 + 50.0);
    }

    #[test]
    fn a_line_across_the_frame_is_cut_at_both_edges() {
        let pieces = pieces(points(&[(-1e9, 50.0), (1e9, 50.0)]), &FRAME, 0.1);
        assert_eq!(pieces.len(), 1);
        assert!((pieces[0].points[0].x_px).abs() < 1e-3);
        assert!((pieces[0].points[1].x_px - 100.0).abs() < 1e-3);
        assert!((pieces[0].start_px - 1e9).abs() < 1e-3);
    }

    #[test]
    fn a_point_that_is_no_number_breaks_the_line() {
        let line = points(&[
            (1.0, 1.0),
            (2.0, 2.0),
            (f64::NAN, 5.0),
            (7.0, 7.0),
            (9.0, 9.0),
        ]);
        let pieces = pieces(line, &FRAME, 0.1);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[1].points, points(&[(7.0, 7.0), (9.0, 9.0)]));
    }

    #[test]
    fn a_whole_ring_stays_closed() {
        let line = points(&[(1.0, 1.0), (9.0, 1.0), (9.0, 9.0), (1.0, 1.0)]);
        let pieces = pieces(line, &FRAME, 0.1);
        assert!(pieces[0].closed);
        assert_eq!(pieces[0].points.len(), 3);
    }

    #[test]
    fn points_closer_than_can_be_seen_are_merged_but_the_end_stays() {
        let line = (0..=1000).map(|i| ScreenPoint::new(f64::from(i) * 0.01, 5.0));
        let pieces = pieces(line, &FRAME, 0.5);
        assert!(pieces[0].points.len() <= 22, "{}", pieces[0].points.len());
        assert_eq!(pieces[0].points.last(), Some(&ScreenPoint::new(10.0, 5.0)));
    }

    #[test]
    fn dashes_too_short_to_see_are_a_solid_line() {
        let dash = |on_px, off_px| dash_px(Dash::Dashed { on_px, off_px });
        assert_eq!(dash(6.0, 3.0), Some((6.0, 3.0)));
        assert_eq!(dash(0.1, 0.1), None);
        assert_eq!(dash(0.0, 3.0), None);
        assert_eq!(dash(f32::NAN, 3.0), None);
        assert_eq!(dash_px(Dash::Solid), None);
    }

    fn anywhere() -> impl Strategy<Value = Vec<ScreenPoint>> {
        proptest::collection::vec((-300.0..400.0, -300.0..400.0), 3..30)
            .prop_map(|list| points(&list))
    }

    fn twice_the_area(ring: &[ScreenPoint]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .map(|(a, b)| a.x_px * b.y_px - b.x_px * a.y_px)
            .sum()
    }

    proptest! {
        #[test]
        fn what_is_cut_lies_in_the_frame(line in anywhere()) {
            let near = Frame {
                min: ScreenPoint::new(-1e-9, -1e-9),
                max: ScreenPoint::new(100.0 + 1e-9, 100.0 + 1e-9),
            };
            for piece in pieces(line.clone(), &FRAME, 0.5) {
                prop_assert!(piece.points.iter().all(|&point| near.contains(point)));
                prop_assert!(piece.points.len() > 1);
            }
            let cut = ring(line, &FRAME, 0.0);
            prop_assert!(cut.iter().all(|&point| near.contains(point)));
        }

        #[test]
        fn a_cut_triangle_has_the_area_that_lies_inside(line in anywhere()) {
            // The parts on both sides of an edge add up to the whole.
            let triangle = &line[..3];
            let near = half(triangle, |point| point.x_px - 50.0);
            let far = half(triangle, |point| 50.0 - point.x_px);
            let sum = twice_the_area(&near) + twice_the_area(&far);
            prop_assert!((sum - twice_the_area(triangle)).abs() < 1e-6);
        }
    }
}
