//! A line of the screen by the way along it.

use super::{CurvedText, ScreenRect, Text};
use crate::earth::ScreenPoint;
use crate::math;

/// A line of the screen by the way along it.
#[derive(Debug, Clone)]
pub(in crate::scene) struct Curve<'a> {
    points: &'a [ScreenPoint],
    /// How far each point lies from the first, along the line.
    along_px: Vec<f64>,
}

impl<'a> Curve<'a> {
    pub(in crate::scene) fn new(points: &'a [ScreenPoint]) -> Self {
        let mut along_px = Vec::with_capacity(points.len());
        let mut length_px = 0.0;
        for (number, point) in points.iter().enumerate() {
            if number > 0 {
                length_px += point.distance_px(points[number - 1]);
            }
            along_px.push(length_px);
        }
        Self { points, along_px }
    }

    pub(in crate::scene) fn length_px(&self) -> f64 {
        self.along_px.last().copied().unwrap_or_default()
    }

    /// The place at this distance along the curve, which runs straight on before its beginning and past
    /// its end. The curve must have two points.
    pub(in crate::scene) fn place(&self, along_px: f64) -> ScreenPoint {
        let to = self.leg(along_px);
        let (a, b) = (self.points[to - 1], self.points[to]);
        let length_px = (self.along_px[to] - self.along_px[to - 1]).max(f64::MIN_POSITIVE);
        let part = (along_px - self.along_px[to - 1]) / length_px;
        ScreenPoint::new(
            a.x_px + part * (b.x_px - a.x_px),
            a.y_px + part * (b.y_px - a.y_px),
        )
    }

    /// Which way it runs there: clockwise from the right, radians.
    pub(in crate::scene) fn way_rad(&self, along_px: f64) -> f64 {
        let to = self.leg(along_px);
        let (a, b) = (self.points[to - 1], self.points[to]);
        math::atan2(b.y_px - a.y_px, b.x_px - a.x_px)
    }

    /// Place and way.
    pub(in crate::scene) fn at(&self, along_px: f64) -> (ScreenPoint, f64) {
        (self.place(along_px), self.way_rad(along_px))
    }

    /// The point at which the leg ends that lies there.
    fn leg(&self, along_px: f64) -> usize {
        let after = self.along_px.partition_point(|&along| along < along_px);
        after.clamp(1, self.points.len() - 1)
    }
}

impl CurvedText {
    /// How far along the baseline the text begins, logical pixels.
    #[must_use]
    pub fn begins_px(&self) -> f64 {
        (Curve::new(&self.baseline).length_px() - width_px(&self.text)) / 2.0
    }

    /// The place on the baseline at this distance from the text's beginning, and the direction of the
    /// baseline there: clockwise from the right, radians.
    ///
    /// # Panics
    /// Where the baseline has fewer than two points.
    #[must_use]
    pub fn place_at(&self, from_begin_px: f64) -> (ScreenPoint, f64) {
        let curve = Curve::new(&self.baseline);
        curve.at((curve.length_px() - width_px(&self.text)) / 2.0 + from_begin_px)
    }
}

/// What the letters of a text along a curve cover, each by itself.
#[must_use]
pub fn covers_along(curved: &CurvedText) -> Vec<ScreenRect> {
    letters(&curved.text, &curved.baseline).collect()
}

/// What the letters of a text cover, each by itself, where it stands in the middle of a baseline.
pub(in crate::scene) fn letters(
    text: &Text,
    baseline: &[ScreenPoint],
) -> impl Iterator<Item = ScreenRect> {
    let above = f64::from(text.face.cap_height(text.size_px)) * 1.1;
    let below = f64::from(text.face.descent(text.size_px)) * 0.85;
    let curve = Curve::new(baseline);
    let mut pen_px = (curve.length_px() - width_px(text)) / 2.0;
    text.text.chars().filter_map(move |letter| {
        let advance = text
            .face
            .advance(letter.encode_utf8(&mut [0; 4]), text.size_px, 0.0);
        let advance = f64::from(advance);
        let middle_px = pen_px + advance / 2.0;
        pen_px += advance + f64::from(text.spacing_px);
        if letter.is_whitespace() {
            return None;
        }
        let (at, angle_rad) = curve.at(middle_px);
        let left = at.x_px - advance / 2.0;
        let upright = ScreenRect::new(left, at.y_px - above, advance, above + below);
        Some(upright.turned(at, angle_rad))
    })
}

/// How wide a text is, without the room after its last letter, logical pixels.
fn width_px(text: &Text) -> f64 {
    let advance = text.face.advance(&text.text, text.size_px, text.spacing_px);
    f64::from((advance - text.spacing_px).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_along_a_bent_line_turns_where_it_does() {
        let points = [(0.0, 0.0), (10.0, 0.0), (10.0, 20.0)].map(|(x, y)| ScreenPoint::new(x, y));
        let curve = Curve::new(&points);
        assert!((curve.length_px() - 30.0).abs() < 1e-9);
        let (at, angle_rad) = curve.at(5.0);
        assert!(at.distance_px(ScreenPoint::new(5.0, 0.0)) < 1e-9 && angle_rad.abs() < 1e-9);
        let (at, angle_rad) = curve.at(18.0);
        assert!(at.distance_px(ScreenPoint::new(10.0, 8.0)) < 1e-9);
        assert!((angle_rad - std::f64::consts::FRAC_PI_2).abs() < 1e-9);
        let (beyond, _) = curve.at(35.0);
        assert!(beyond.distance_px(ScreenPoint::new(10.0, 25.0)) < 1e-9);
    }
}
