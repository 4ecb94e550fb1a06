//! One colour over another.

use crate::scene::Color;

/// `value` of 255 × 255 as one of 255, rounded.
const fn of_255(value: u32) -> u8 {
    // Exact for all products of two bytes: Blinn, "Three Wrongs Make a Right", IEEE CG&A 15(6), 1995.
    let value = value + 128;
    ((value + (value >> 8)) >> 8) as u8
}

/// What two things cover together that know nothing of each other, 0 to 255.
pub(super) const fn over(a: u8, b: u8) -> u8 {
    255 - of_255((255 - a as u32) * (255 - b as u32))
}

/// Paints a premultiplied pixel with as much of a colour as is covered, 0 to 255.
pub(super) fn blend(pixel: &mut [u8; 4], color: Color, covered: u8) {
    let share = u32::from(of_255(u32::from(color.a) * u32::from(covered)));
    let new = [color.r, color.g, color.b, 255];
    for (old, new) in pixel.iter_mut().zip(new) {
        *old = of_255(u32::from(new) * share + u32::from(*old) * (255 - share));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_two_bytes_are_rounded_as_division_rounds_them() {
        for a in 0..=255_u32 {
            for b in 0..=255 {
                let right = (f64::from(a * b) / 255.0).round() as u8;
                assert_eq!(of_255(a * b), right, "{a} x {b}");
            }
        }
    }

    #[test]
    fn what_is_covered_grows_and_covers_at_most_all() {
        for a in 0..=255 {
            assert_eq!((over(a, 0), over(a, 255)), (a, 255));
            for b in 0..=255 {
                assert!(over(a, b) >= a.max(b) && over(a, b) == over(b, a));
            }
        }
    }

    #[test]
    fn a_solid_colour_that_covers_all_is_what_is_seen() {
        let color = Color::hex(0x00_72_B2);
        let mut pixel = [9, 8, 7, 200];
        blend(&mut pixel, color, 0);
        assert_eq!(pixel, [9, 8, 7, 200]);
        blend(&mut pixel, color, 255);
        assert_eq!(pixel, [0x00, 0x72, 0xB2, 255]);
    }
}
