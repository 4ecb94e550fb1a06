//! The embedded faces as egui's fonts.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::scene::fonts::{Face, Font, SystemFont};

/// The icons, as their font file: TrueType.
const ICONS: &[u8] = include_bytes!("../../../assets/fonts/SteppeIcons-Regular.ttf");

/// What egui calls the icons.
const ICONS_NAME: &str = "Steppe Icons";

/// The family that has this face, with the fonts of other scripts and the icons behind it.
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
/// whose figures are tabular. The fonts of other scripts and the icons stand behind every family, so
/// that a character of theirs can be written anywhere.
pub fn install_fonts(ctx: &egui::Context) {
    install_fonts_beside(ctx, &[]);
}

/// The same with fonts of the system behind them all: those that are borrowed, and `more`.
pub fn install_fonts_beside(ctx: &egui::Context, more: &[SystemFont]) {
    let borrowed = Font::system().map(|font| {
        let data = FontData::from_static(font.bytes());
        (font.family(), font.index(), data)
    });
    let more = more.iter().map(|font| {
        let data = FontData::from_owned(font.bytes.clone());
        (font.family.as_str(), font.index, data)
    });
    let of_system = borrowed.chain(more).enumerate();
    let of_system: Vec<(String, FontData)> = of_system
        .map(|(number, (family, index, data))| {
            (
                format!("System {number}: {family}"),
                FontData { index, ..data },
            )
        })
        .collect();
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    add(ICONS_NAME, ICONS);
    for face in Face::ALL {
        add(name(face), face.bytes());
    }
    for font in Font::fallbacks() {
        add(font.family(), font.bytes());
    }
    let others = || Font::fallbacks().map(Font::family);
    let system: Vec<String> = of_system.iter().map(|(name, _)| name.clone()).collect();
    for (name, data) in of_system {
        fonts.font_data.insert(name, Arc::new(data));
    }
    let with_others = |face: Face| {
        let names = [name(face)].into_iter().chain(others()).chain([ICONS_NAME]);
        let names = names.map(str::to_owned);
        names.chain(system.iter().cloned()).collect::<Vec<_>>()
    };
    for face in Face::ALL {
        fonts.families.insert(family(face), with_others(face));
    }
    for own in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(own, with_others(Face::Sans));
    }
    ctx.set_fonts(fonts);
}
