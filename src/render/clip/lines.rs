//! Lines clipped to the frame, in pieces that know where on the line they begin.

use super::Frame;
use crate::earth::ScreenPoint;
use crate::earth::clip::PlanePoint;

/// A part of a line that can be seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::render) struct LinePiece {
    /// Its corners.
    pub(in crate::render) points: Vec<ScreenPoint>,
    /// How far from the line's own start it begins, in pixels along the line: where its dashes
    /// stand, so that they do not crawl while the map moves.
    pub(in crate::render) start_px: f64,
    /// Whether it is a whole ring; the first point is not repeated then.
    pub(in crate::render) closed: bool,
}

/// The parts of a line inside the frame, corners within `merge_px` of the last one left out.
///
/// A point that is not finite breaks the line.
pub(in crate::render) fn pieces(
    points: impl IntoIterator<Item = ScreenPoint>,
    frame: &Frame,
    merge_px: f64,
) -> Vec<LinePiece> {
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
    open: LinePiece,
    /// The last corner that was left out; it is kept after all if the piece ends there.
    left_out: Option<ScreenPoint>,
    done: Vec<LinePiece>,
}

impl Cutter {
    fn segment(
        &mut self,
        a: ScreenPoint,
        b: ScreenPoint,
        inside: Option<[f64; 2]>,
        travelled_px: f64,
        length_px: f64,
    ) {
        let Some([from, to]) = inside else {
            self.end();
            return;
        };
        let at = |part: f64| a.between(b, part);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{FRAME, anywhere, near_frame, points};
    use super::*;

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_pieces() {
        let line = points(&[(50.0, 50.0), (150.0, 50.0), (150.0, 80.0), (50.0, 80.0)]);
        let pieces = pieces(line, &FRAME, 0.1);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0].points, points(&[(50.0, 50.0), (100.0, 50.0)]));
        assert_eq!(pieces[1].points, points(&[(100.0, 80.0), (50.0, 80.0)]));
        let starts = pieces.iter().map(|piece| piece.start_px as i32);
        assert!(starts.eq([0, 100 + 30 + 50]));
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

    proptest! {
        #[test]
        fn what_is_cut_lies_in_the_frame(line in anywhere()) {
            for piece in pieces(line, &FRAME, 0.5) {
                prop_assert!(piece.points.iter().all(|&point| near_frame().contains(point)));
                prop_assert!(piece.points.len() > 1);
            }
        }
    }
}
