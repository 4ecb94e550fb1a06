//! Colours as others see them: the one place in which a scene's colours become a preview.

use super::{Color, CurvedText, Item, Pixels, Scene, Stroke};
use crate::math;
use crate::session::viewpoint::ColourVision;

/// From linear RGB to linear RGB.
type Matrix = [[f64; 3]; 3];

/// Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color
/// vision deficiency, IEEE TVCG 15(6), p. 1291-1298: the matrices for severity 1.0.
const PROTANOPIA: Matrix = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: Matrix = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];
const TRITANOPIA: Matrix = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_900],
];
/// Relative luminance, IEC 61966-2-1, in each channel.
const GREY: Matrix = [[0.2126, 0.7152, 0.0722]; 3];

/// A channel without its gamma, 0 to 1: IEC 61966-2-1.
pub(in crate::scene) fn linear(channel: u8) -> f64 {
    let channel = f64::from(channel) / 255.0;
    if channel <= 0.040_45 {
        channel / 12.92
    } else {
        math::powf((channel + 0.055) / 1.055, 2.4)
    }
}

fn encoded(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let channel = if linear <= 0.003_130_8 {
        12.92 * linear
    } else {
        1.055 * math::powf(linear, 1.0 / 2.4) - 0.055
    };
    (channel * 255.0).round() as u8
}

impl Color {
    /// The colour as `vision` sees it, as opaque as before.
    #[must_use]
    pub fn seen_with(self, vision: ColourVision) -> Self {
        let matrix = match vision {
            ColourVision::Normal => return self,
            ColourVision::Protanopia => &PROTANOPIA,
            ColourVision::Deuteranopia => &DEUTERANOPIA,
            ColourVision::Tritanopia => &TRITANOPIA,
            ColourVision::Grey => &GREY,
        };
        let from = [self.r, self.g, self.b].map(linear);
        let [r, g, b] = matrix.map(|row| {
            let parts = row.iter().zip(from).map(|(part, channel)| part * channel);
            encoded(parts.sum())
        });
        Self { r, g, b, a: self.a }
    }
}

impl Pixels {
    /// The cells as `vision` sees them.
    #[must_use]
    pub(in crate::scene) fn seen_with(mut self, vision: ColourVision) -> Self {
        if vision != ColourVision::Normal {
            for [r, g, b, a] in self.rgba.as_chunks_mut::<4>().0 {
                let color = Color {
                    r: *r,
                    g: *g,
                    b: *b,
                    a: *a,
                };
                let seen = color.seen_with(vision);
                (*r, *g, *b) = (seen.r, seen.g, seen.b);
            }
        }
        self
    }
}

impl Scene {
    /// The scene as `vision` sees it, but for its panes: each of them is seen so already.
    #[must_use]
    pub(in crate::scene) fn seen_with(mut self, vision: ColourVision) -> Self {
        if vision != ColourVision::Normal {
            self.background = self.background.seen_with(vision);
            for group in &mut self.groups {
                items_seen_with(&mut group.items, vision);
            }
        }
        self
    }
}

/// Turns the colours of swatches, or of anything else that is drawn, into what `vision` sees. Cells
/// are left as they are: they are kept from view to view, as they are seen.
pub fn items_seen_with(items: &mut [Item], vision: ColourVision) {
    if vision == ColourVision::Normal {
        return;
    }
    let color = |color: &mut Color| *color = color.seen_with(vision);
    let stroke = |stroke: &mut Stroke| stroke.color = stroke.color.seen_with(vision);
    for item in items {
        match item {
            Item::Area(area) => color(&mut area.fill),
            Item::Line(line) => stroke(&mut line.stroke),
            Item::Path(path) => {
                path.fill.iter_mut().for_each(color);
                path.stroke.iter_mut().for_each(stroke);
            }
            Item::Lines(lines) => stroke(&mut lines.stroke),
            Item::Image(_) => {}
            Item::Dots(dots) => {
                color(&mut dots.fill);
                dots.halo.iter_mut().for_each(|(halo, _)| color(halo));
            }
            Item::Text(text) | Item::CurvedText(CurvedText { text, .. }) => {
                color(&mut text.color);
                text.halo.iter_mut().for_each(|(halo, _)| color(halo));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_every_grey_stays_and_every_hue_goes() {
        for grey in 0..=255_u8 {
            let color = Color {
                r: grey,
                g: grey,
                b: grey,
                a: 77,
            };
            for vision in ColourVision::ALL {
                let seen = color.seen_with(vision);
                assert!(
                    seen.r.abs_diff(grey) <= 1 && seen.a == 77,
                    "{vision:?} {grey}: {seen:?}"
                );
            }
        }
        let blue = Color::hex(0x0000_72B2).seen_with(ColourVision::Grey);
        assert!(blue.r == blue.g && blue.g == blue.b);
        assert_eq!(blue.r, 109);
    }

    #[test]
    fn red_and_green_fall_together_where_their_cones_are_missing() {
        let apart = |vision: ColourVision| {
            let [red, green] =
                [0x00A0_3C00, 0x0050_5A00].map(|rgb| Color::hex(rgb).seen_with(vision));
            red.r.abs_diff(green.r).max(red.g.abs_diff(green.g))
        };
        let seen = ColourVision::ALL.map(apart);
        assert!(seen[0] >= 80 && seen[1] < 30 && seen[2] < 50, "{seen:?}");
    }
}
