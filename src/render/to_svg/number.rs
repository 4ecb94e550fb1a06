//! Numbers and path data: two decimals, no more digits than that takes.

use std::fmt::Write as _;

use crate::earth::ScreenPoint;

/// In hundredths of a pixel, so that sums stay exact.
fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

/// A number with at most two decimals: `3`, `-0.5`, `12.25`; never `-0`.
pub(super) fn number(value: f64) -> String {
    let mut out = String::new();
    write_hundredths(&mut out, hundredths(value));
    out
}

fn write_hundredths(out: &mut String, value: i64) {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    // Writing to a string cannot fail.
    let _ = match part {
        0 => write!(out, "{sign}{whole}"),
        part if part % 10 == 0 => write!(out, "{sign}{whole}.{}", part / 10),
        part => write!(out, "{sign}{whole}.{part:02}"),
    };
}

/// The `d` of a path.
#[derive(Default)]
pub(super) struct PathData {
    d: String,
}

impl PathData {
    /// Adds a line through these points, closed where `closed`.
    ///
    /// The first point stands as it is, the others as steps from the one before: half as long.
    pub(super) fn add(&mut self, points: &[ScreenPoint], closed: bool) {
        let mut places = points
            .iter()
            .map(|point| (hundredths(point.x_px), hundredths(point.y_px)));
        let Some(mut at) = places.next() else {
            return;
        };
        self.d.push('M');
        self.pair(at, false);
        let mut stepped = false;
        for place in places {
            let step = (place.0 - at.0, place.1 - at.1);
            if step == (0, 0) {
                continue;
            }
            if !stepped {
                self.d.push('l');
            }
            self.pair(step, stepped);
            stepped = true;
            at = place;
        }
        if !stepped {
            // Caps are butt: a line of no length is not drawn, but it keeps the path valid.
            self.d.push_str("l0 0");
        }
        if closed {
            self.d.push('z');
        }
    }

    /// The attribute's value; `None` where there is nothing.
    pub(super) fn finish(self) -> Option<String> {
        (!self.d.is_empty()).then_some(self.d)
    }

    fn pair(&mut self, (x, y): (i64, i64), follows: bool) {
        if follows && x >= 0 {
            self.d.push(' ');
        }
        write_hundredths(&mut self.d, x);
        if y >= 0 {
            self.d.push(' ');
        }
        write_hundredths(&mut self.d, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        let written = [0.0, -0.0, -0.004, 3.0, -0.5, 12.25, 7.05, 1e6, 0.999].map(number);
        let short = ["0", "0", "0", "3", "-0.5", "12.25", "7.05", "1000000", "1"];
        assert_eq!(written, short);
    }

    #[test]
    fn steps_add_up_to_the_rounded_places() {
        let points: Vec<_> = (0..1000)
            .map(|i| ScreenPoint::new(f64::from(i) * 0.333, f64::from(i) * -0.777))
            .collect();
        let mut data = PathData::default();
        data.add(&points, true);
        let d = data.finish().unwrap();
        let steps = d.trim_start_matches("M0 0l").trim_end_matches('z');
        let steps = steps.replace('-', " -");
        let sums = steps.split_whitespace().map(|n| n.parse::<f64>().unwrap());
        let (xs, ys): (Vec<_>, Vec<_>) = sums.enumerate().partition(|(i, _)| i % 2 == 0);
        let sum = |list: Vec<(usize, f64)>| list.iter().map(|(_, n)| n).sum::<f64>();
        assert!((sum(xs) - 332.67).abs() < 1e-6);
        assert!((sum(ys) + 776.22).abs() < 1e-6);
    }

    #[test]
    fn points_that_round_to_one_are_written_once() {
        let mut data = PathData::default();
        let points = [(1.0, 2.0), (1.001, 2.001), (4.5, 1.0)].map(|(x, y)| ScreenPoint::new(x, y));
        data.add(&points, false);
        assert_eq!(data.finish().unwrap(), "M1 2l3.5-1");
    }
}
