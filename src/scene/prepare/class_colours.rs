//! Colours of classes: far apart for categories, from pale to strong for stretches of numbers.

use crate::atlas::classes::{Class, ClassKind};
use crate::scene::Color;
use crate::scene::display::style::{Style, luminance};

/// Okabe and Ito, "Color Universal Design" (2008), without black, the commonest category first. The
/// blues come late: they are what is selected.
pub(in crate::scene) const CATEGORIES: [Color; 7] = [
    Color::hex(0x00D5_5E00),
    Color::hex(0x0000_9E73),
    Color::hex(0x00CC_79A7),
    Color::hex(0x00E6_9F00),
    Color::hex(0x0000_72B2),
    Color::hex(0x0056_B4E9),
    Color::hex(0x00F0_E442),
];

/// Colour of all other categories.
pub(in crate::scene) const OTHER: Color = Color::hex(0x006E_6E6E);
/// Colour of features without a value.
const MISSING: Color = Color::hex(0x0096_9696);

/// From a low number to a high one, on a light map: ever darker, so that order is seen without hue, and
/// each so far from the others, for every eye, as the colours of actors are.
const LOW_TO_HIGH: [Color; 5] = [
    Color::hex(0x00DB_7A1A),
    Color::hex(0x00C2_4A2A),
    Color::hex(0x0098_284E),
    Color::hex(0x006B_2370),
    Color::hex(0x0020_0B36),
];
/// The same on a dark map: ever lighter.
const LOW_TO_HIGH_DARK: [Color; 5] = [
    Color::hex(0x0076_56A5),
    Color::hex(0x00B3_6B88),
    Color::hex(0x00FB_707E),
    Color::hex(0x00F7_AA57),
    Color::hex(0x00FF_EAA0),
];
/// Below zero and from zero on, the nearer first: `ColorBrewer`'s `PuOr`, which all eyes tell apart.
const BELOW: [Color; 2] = [Color::hex(0x0080_73AC), Color::hex(0x0054_2788)];
const ABOVE: [Color; 2] = [Color::hex(0x00D9_7E14), Color::hex(0x0096_4A06)];
/// The same on a dark map.
const BELOW_DARK: [Color; 2] = [Color::hex(0x009A_8FC6), Color::hex(0x00D0_C7EE)];
const ABOVE_DARK: [Color; 2] = [Color::hex(0x00E0_8B2D), Color::hex(0x00FD_C988)];

/// The colour of a class on a map in this style.
pub(in crate::scene) fn class_colour(class: &Class, style: &Style) -> Color {
    let dark = luminance(style.land) < 0.5;
    let nearest = |colours: [Color; 2], number: usize| colours[number.min(1)];
    match class.kind {
        ClassKind::Category(number) => CATEGORIES[number % CATEGORIES.len()],
        ClassKind::Others => OTHER,
        ClassKind::Missing => MISSING,
        ClassKind::Stretch(number, of) => {
            let ramp = if dark { LOW_TO_HIGH_DARK } else { LOW_TO_HIGH };
            // Few classes are spread over the whole ramp.
            let last = ramp.len() - 1;
            ramp[(number * last / of.saturating_sub(1).max(1)).min(last)]
        }
        ClassKind::Below(number) => nearest(if dark { BELOW_DARK } else { BELOW }, number),
        ClassKind::Above(number) => nearest(if dark { ABOVE_DARK } else { ABOVE }, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display::style::tests::{apart, pairs};
    use crate::session::viewpoint::ColourVision;

    /// Classes stay so far apart: as far as the colours of actors.
    const APART: f32 = 10.0;

    /// Grey has no room for as many: there the map's legend and the values in cards tell.
    fn eyes() -> impl Iterator<Item = ColourVision> {
        let all = ColourVision::ALL.into_iter();
        all.filter(|&vision| vision != ColourVision::Grey)
    }

    fn all_apart(colours: &[Color]) {
        for (one, other) in pairs(colours) {
            for vision in eyes() {
                let apart = apart(*one, *other, vision);
                assert!(
                    apart >= APART,
                    "{one:?} and {other:?}: {apart} in {vision:?}"
                );
            }
        }
    }

    #[test]
    fn every_pair_of_categories_stays_apart_for_every_eye() {
        all_apart(&[&CATEGORIES[..], &[OTHER]].concat());
    }

    #[test]
    fn every_pair_of_stretches_stays_apart_for_every_eye() {
        all_apart(&LOW_TO_HIGH);
        all_apart(&LOW_TO_HIGH_DARK);
        all_apart(&[BELOW, ABOVE].concat());
        all_apart(&[BELOW_DARK, ABOVE_DARK].concat());
    }

    #[test]
    fn a_low_and_a_high_number_are_told_without_hue() {
        for (ramp, up) in [(LOW_TO_HIGH, false), (LOW_TO_HIGH_DARK, true)] {
            let grey = ramp.map(luminance);
            let steps = grey.windows(2);
            assert!(
                steps.into_iter().all(|pair| (pair[1] > pair[0]) == up),
                "{grey:?}"
            );
        }
    }
}
