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

/// From a low number to a high one, on a light map: ever darker, so that order is seen without hue.
const LOW_TO_HIGH: [Color; 5] = [
    Color::hex(0x00DB_7A1A),
    Color::hex(0x00C2_4A2A),
    Color::hex(0x0093_264E),
    Color::hex(0x005B_1A5E),
    Color::hex(0x0024_0E3D),
];
/// The same on a dark map: ever lighter.
const LOW_TO_HIGH_DARK: [Color; 5] = [
    Color::hex(0x0080_5A9E),
    Color::hex(0x00B8_619B),
    Color::hex(0x00E5_7A7A),
    Color::hex(0x00F7_A868),
    Color::hex(0x00FC_E69A),
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
