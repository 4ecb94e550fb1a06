//! Outlines of letters as path data.

use ttf_parser::OutlineBuilder;

/// Writes outlines as path data, each point as `point` writes it.
pub(super) struct Trace<F> {
    d: String,
    point: F,
}

impl<F: Fn(&mut String, f32, f32)> Trace<F> {
    pub(super) fn new(point: F) -> Self {
        Self {
            d: String::new(),
            point,
        }
    }

    /// What was traced, as path data.
    pub(super) fn into_data(self) -> String {
        self.d
    }

    fn step<const N: usize>(&mut self, letter: char, points: [(f32, f32); N]) {
        self.d.push(letter);
        for (index, (x, y)) in points.into_iter().enumerate() {
            if index > 0 {
                self.d.push(' ');
            }
            (self.point)(&mut self.d, x, y);
        }
    }
}

impl<F: Fn(&mut String, f32, f32)> OutlineBuilder for Trace<F> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', [(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', [(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', [(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', [(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.d.push('Z');
    }
}
