//! The embedded faces as egui's fonts.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::scene::fonts::Face;

/// The icons, as their font file: TrueType.
const ICONS: &[u8] = include_bytes!("../../../assets/fonts/SteppeIcons-Regular.ttf");

/// What egui calls the icons.
const ICONS_NAME: &str = "Steppe Icons";

/// The family that has this face alone, with the icons behind it.
#[must_use]
pub fn family(face: Face) -> FontFamily {
    FontFamily::Name(name(face).into())
}

/// What egui calls the face.
fn name(face: Face) -> &'static str {
    match face {
        Face::Sans => "Steppe Sans",
        Face::SansSemiBold => "Steppe Sans SemiBold",
        Face::SansItalic => "Steppe Sans Italic",
        Face::Serif => "Steppe Serif",
        Face::SerifItalic => "Steppe Serif Italic",
        Face::SerifSemiBold => "Steppe Serif SemiBold",
    }
}

/// Makes the embedded faces egui's fonts, from the next pass on.
///
/// Each face gets a family of its own ([`family`]). Both of egui's own families are the sans,
/// whose figures are tabular. The icons stand behind every family, so that a character of theirs
/// can be written anywhere.
pub fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    add(ICONS_NAME, ICONS);
    for face in Face::ALL {
        add(name(face), face.bytes());
    }
    let with_icons = |face: Face| vec![name(face).to_owned(), ICONS_NAME.to_owned()];
    for face in Face::ALL {
        fonts.families.insert(family(face), with_icons(face));
    }
    for own in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(own, with_icons(Face::Sans));
    }
    ctx.set_fonts(fonts);
}
