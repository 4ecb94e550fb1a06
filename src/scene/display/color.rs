//! Colours.

/// A colour in sRGB with straight alpha, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity: 0 is gone, 255 solid.
    pub a: u8,
}

impl Color {
    /// A solid colour from its hexadecimal triple: `0x0072B2`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: (rgb >> 16) as u8,
            g: (rgb >> 8) as u8,
            b: rgb as u8,
            a: 255,
        }
    }

    /// The same colour at `alpha`, 0 (gone) to 1 (as it is).
    #[must_use]
    pub fn faded(self, alpha: f32) -> Self {
        Self {
            a: (f32::from(self.a) * alpha.clamp(0.0, 1.0)).round() as u8,
            ..self
        }
    }
}
