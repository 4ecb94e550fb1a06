//! One colour over another.

use crate::scene::Color;

/// Pixels that are painted together.
pub(super) const TOGETHER: usize = 8;

/// `value` of 255 × 255 as one of 255, rounded.
#[inline]
const fn of_255(value: u16) -> u8 {
    // Exact for all products of two bytes: Blinn, "Three Wrongs Make a Right", IEEE CG&A 15(6), 1995.
    let value = value + 128;
    ((value + (value >> 8)) >> 8) as u8
}

/// What two things cover together that know nothing of each other, 0 to 255.
#[inline]
pub(super) const fn over(a: u8, b: u8) -> u8 {
    255 - of_255((255 - a as u16) * (255 - b as u16))
}

/// Paints a premultiplied pixel with as much of a colour as is covered, 0 to 255.
pub(super) fn blend(pixel: &mut [u8; 4], color: Color, covered: u8) {
    let share = of_255(u16::from(color.a) * u16::from(covered));
    let new = [color.r, color.g, color.b, 255];
    for (old, new) in pixel.iter_mut().zip(new) {
        *old = mixed(*old, new, share);
    }
}

/// The same for several pixels: loops over numbers of one size without a branch, which compilers turn
/// into few instructions.
pub(super) fn blend_all(pixels: &mut [u8; 4 * TOGETHER], color: Color, covered: [u8; TOGETHER]) {
    let share = covered.map(|covered| u16::from(of_255(u16::from(color.a) * u16::from(covered))));
    let [r, g, b] = [color.r, color.g, color.b].map(u16::from);
    let mut shares = [0; 4 * TOGETHER];
    let mut new = [0; 4 * TOGETHER];
    for at in 0..TOGETHER {
        shares[4 * at..4 * at + 4].copy_from_slice(&[share[at]; 4]);
        new[4 * at..4 * at + 4].copy_from_slice(&[r, g, b, 255]);
    }
    for at in 0..4 * TOGETHER {
        let value = new[at] * shares[at] + u16::from(pixels[at]) * (255 - shares[at]);
        pixels[at] = of_255(value);
    }
}

/// `share` of the new and the rest of the old, of 255.
const fn mixed(old: u8, new: u8, share: u8) -> u8 {
    of_255(new as u16 * share as u16 + old as u16 * (255 - share as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_two_bytes_are_rounded_as_division_rounds_them() {
        for a in 0..=255_u16 {
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
    fn pixels_painted_together_are_as_those_painted_alone() {
        let color = Color::hex(0x12_80_fe).faded(0.7);
        let mut together: [u8; 4 * TOGETHER] = std::array::from_fn(|at| (at * 37 % 256) as u8);
        let mut alone = together;
        let covered = [0, 1, 50, 127, 128, 200, 254, 255];
        blend_all(&mut together, color, covered);
        for (pixel, covered) in alone.as_chunks_mut().0.iter_mut().zip(covered) {
            blend(pixel, color, covered);
        }
        assert_eq!(together, alone);
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
