//! Dashes along a line, counted from the line's own start.

use crate::earth::ScreenPoint;
use crate::render::clip::LinePiece;

/// Where a dash ends or a gap does.
struct Pen {
    on_px: f64,
    off_px: f64,
    down: bool,
    /// How much of this dash or gap is still to come.
    left_px: f64,
}

impl Pen {
    fn at(start_px: f64, on_px: f64, off_px: f64) -> Self {
        let phase_px = start_px.rem_euclid(on_px + off_px);
        let down = phase_px < on_px;
        let left_px = if down {
            on_px - phase_px
        } else {
            on_px + off_px - phase_px
        };
        Self {
            on_px,
            off_px,
            down,
            left_px,
        }
    }

    fn turn(&mut self) {
        self.down = !self.down;
        self.left_px = if self.down { self.on_px } else { self.off_px };
    }
}

/// The dashes of a piece, each a line of its own, bent where the piece is.
pub(super) fn dashes(piece: &LinePiece, on_px: f64, off_px: f64) -> Vec<Vec<ScreenPoint>> {
    let mut pen = Pen::at(piece.start_px, on_px, off_px);
    let mut dashes = Vec::new();
    let mut dash: Vec<ScreenPoint> = Vec::new();
    let ends = piece.points.iter().skip(1);
    let ends = ends.chain(piece.points.first().filter(|_| piece.closed));
    let Some(&first) = piece.points.first() else {
        return dashes;
    };
    if pen.down {
        dash.push(first);
    }
    let mut a = first;
    for &b in ends {
        let length_px = a.distance_px(b);
        let mut done_px = 0.0;
        while length_px - done_px > pen.left_px {
            done_px += pen.left_px;
            let share = done_px / length_px;
            dash.push(ScreenPoint::new(
                a.x_px + (b.x_px - a.x_px) * share,
                a.y_px + (b.y_px - a.y_px) * share,
            ));
            if pen.down {
                dashes.push(std::mem::take(&mut dash));
            }
            pen.turn();
        }
        pen.left_px -= length_px - done_px;
        if pen.down {
            dash.push(b);
        }
        a = b;
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along_x(from: f64, to: f64, start_px: f64) -> LinePiece {
        LinePiece {
            points: vec![ScreenPoint::new(from, 0.0), ScreenPoint::new(to, 0.0)],
            start_px,
            closed: false,
        }
    }

    fn spans(dashes: &[Vec<ScreenPoint>]) -> Vec<(f64, f64)> {
        let ends = |dash: &Vec<ScreenPoint>| (dash[0].x_px, dash[dash.len() - 1].x_px);
        dashes.iter().map(ends).collect()
    }

    #[test]
    fn dashes_alternate_with_gaps() {
        let dashes = dashes(&along_x(0.0, 20.0, 0.0), 6.0, 3.0);
        assert_eq!(spans(&dashes), [(0.0, 6.0), (9.0, 15.0), (18.0, 20.0)]);
    }

    #[test]
    fn a_line_cut_further_on_keeps_its_dashes_in_place() {
        let dashes = dashes(&along_x(7.0, 20.0, 7.0), 6.0, 3.0);
        assert_eq!(spans(&dashes), [(9.0, 15.0), (18.0, 20.0)]);
    }

    #[test]
    fn a_dash_bends_with_its_line() {
        let mut piece = along_x(0.0, 4.0, 0.0);
        piece.points.push(ScreenPoint::new(4.0, 10.0));
        let dashes = dashes(&piece, 6.0, 3.0);
        let bent = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0)];
        assert_eq!(dashes[0], bent.map(|(x, y)| ScreenPoint::new(x, y)));
    }

    #[test]
    fn a_ring_is_dashed_all_the_way_round() {
        let corners = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let piece = LinePiece {
            points: corners.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
            start_px: 0.0,
            closed: true,
        };
        let drawn_px: f64 = dashes(&piece, 3.0, 1.0)
            .iter()
            .flat_map(|dash| dash.array_windows())
            .map(|[a, b]| a.distance_px(*b))
            .sum();
        assert!((drawn_px - 30.0).abs() < 1e-9, "{drawn_px}");
    }
}
