//! Colours and sizes of the map.

use super::Color;
use crate::session::viewpoint::MapTheme;

/// Sizes that both themes share, logical pixels.
pub mod size {
    /// Half the width of a mark's symbol: symbols are never under 8 px across.
    pub const MARK: f64 = 5.5;
    /// The same for a selected one.
    pub const MARK_SELECTED: f64 = 7.5;
    /// The land's colour around a mark, so that it reads over lines.
    pub const MARK_HALO: f32 = 1.5;
    /// The ring of a mark that is known to the town stands so far outside of it.
    pub const RING_GAP: f64 = 3.0;
    /// The ring around a selected mark adds so much to its reach.
    pub const SELECTED_RING: f64 = 3.5;
    /// International borders.
    pub const BORDER: f32 = 1.2;
    /// Coasts, provinces, the graticule.
    pub const HAIRLINE: f32 = 0.7;
    /// Labels of marks.
    pub const LABEL: f32 = 12.0;
    /// The halo of a label.
    pub const LABEL_HALO: f32 = 1.8;
    /// Text of the furniture.
    pub const FURNITURE: f32 = 11.0;
    /// Furniture stands so far from the frame.
    pub const MARGIN: f64 = 12.0;
}

/// How much of a mark is left while something else is selected.
pub const DIMMED: f32 = 0.45;

/// Text keeps this contrast at least: WCAG 2.2, criterion 1.4.3.
pub const TEXT_CONTRAST: f64 = 4.5;

/// Marks keep this contrast at least: WCAG 2.2, criterion 1.4.11.
pub const MARK_CONTRAST: f64 = 3.0;

/// Colours of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// Land of the dossier's countries.
    pub land: Color,
    /// Land of all others.
    pub neighbour: Color,
    /// Seas and lakes.
    pub water: Color,
    /// Coasts and shores.
    pub coast: Color,
    /// Rivers.
    pub river: Color,
    /// Agreed borders.
    pub border: Color,
    /// Borders that are not agreed, and claimed areas.
    pub disputed: Color,
    /// First-level provinces.
    pub province: Color,
    /// Meridians and parallels.
    pub graticule: Color,
    /// Text, and the outlines of what the article reports.
    pub text: Color,
    /// Names of cities and other marks.
    pub quiet_text: Color,
    /// Names of countries.
    pub country_text: Color,
    /// Names of water.
    pub water_text: Color,
    /// Names of ranges and deserts.
    pub expanse_text: Color,
    /// What is selected, and nothing else.
    pub accent: Color,
    /// What furniture stands on.
    pub panel: Color,
    /// Hatches of blocs, in the dossier's order.
    pub blocs: [Color; 4],
}

static LIGHT: Style = Style {
    land: Color::hex(0x00FA_F8F3),
    neighbour: Color::hex(0x00EF_ECE4),
    water: Color::hex(0x00D3_E0E8),
    coast: Color::hex(0x0094_A9B6),
    river: Color::hex(0x008F_B1C6),
    border: Color::hex(0x0085_7E72),
    disputed: Color::hex(0x00B0_603A),
    province: Color::hex(0x00D6_D0C3),
    graticule: Color::hex(0x00DD_D8CD),
    text: Color::hex(0x002B_2925),
    quiet_text: Color::hex(0x004B_4740),
    country_text: Color::hex(0x006B_665C),
    water_text: Color::hex(0x0036_6079),
    expanse_text: Color::hex(0x0075_674C),
    accent: Color::hex(0x0000_72B2),
    panel: Color::hex(0x00FD_FCFA),
    blocs: [
        Color::hex(0x0076_5DA6),
        Color::hex(0x00A8_5C2A),
        Color::hex(0x001F_7F78),
        Color::hex(0x0083_7A1E),
    ],
};

static DARK: Style = Style {
    land: Color::hex(0x002A_2E33),
    neighbour: Color::hex(0x0021_2529),
    water: Color::hex(0x001A_2A35),
    coast: Color::hex(0x0045_5B6A),
    river: Color::hex(0x0042_6378),
    border: Color::hex(0x008E_959C),
    disputed: Color::hex(0x00D0_8A5E),
    province: Color::hex(0x003C_4248),
    graticule: Color::hex(0x0034_3A40),
    text: Color::hex(0x00E8_E6E1),
    quiet_text: Color::hex(0x00C6_C5C1),
    country_text: Color::hex(0x00A3_A6A8),
    water_text: Color::hex(0x008D_B9D3),
    expanse_text: Color::hex(0x00B5_A98F),
    accent: Color::hex(0x0056_B4E9),
    panel: Color::hex(0x001E_2226),
    blocs: [
        Color::hex(0x00B0_9CDB),
        Color::hex(0x00D9_9A66),
        Color::hex(0x005F_BDB4),
        Color::hex(0x00C2_B85A),
    ],
};

impl Style {
    /// The colours of a theme.
    #[must_use]
    pub fn of(theme: MapTheme) -> &'static Self {
        match theme {
            MapTheme::Light => &LIGHT,
            MapTheme::Dark => &DARK,
        }
    }

    /// The colour of the bloc at this position of the dossier's list.
    #[must_use]
    pub fn bloc(&self, position: usize) -> Color {
        self.blocs[position % self.blocs.len()]
    }

    /// `color` where it stands out from the land as a mark must, else on its way to the text's
    /// colour, as near as it can be to what it was.
    #[must_use]
    pub fn legible(&self, color: Color) -> Color {
        const STEPS: u16 = 20;
        let stands_out = |color: Color| {
            contrast(color, self.land) >= MARK_CONTRAST
                && contrast(color, self.neighbour) >= MARK_CONTRAST
        };
        (0..=STEPS)
            .map(|step| mixed(color, self.text, f32::from(step) / f32::from(STEPS)))
            .find(|&color| stands_out(color))
            .unwrap_or(self.text)
    }
}

fn mixed(from: Color, to: Color, part: f32) -> Color {
    let channel = |from: u8, to: u8| {
        (f32::from(from) + (f32::from(to) - f32::from(from)) * part).round() as u8
    };
    Color {
        r: channel(from.r, to.r),
        g: channel(from.g, to.g),
        b: channel(from.b, to.b),
        a: from.a,
    }
}

/// The contrast of two solid colours, 1 to 21: WCAG 2.2, "contrast ratio".
#[must_use]
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance: WCAG 2.2.
fn luminance(color: Color) -> f64 {
    let linear = |channel: u8| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [MapTheme; 2] = [MapTheme::Light, MapTheme::Dark];
    const OKABE_ITO: [u32; 7] = [
        0x0000_72B2,
        0x00D5_5E00,
        0x0000_9E73,
        0x00E6_9F00,
        0x00CC_79A7,
        0x0056_B4E9,
        0x005C_5C5C,
    ];

    #[test]
    fn text_can_be_read_on_every_ground() {
        for theme in THEMES {
            let style = Style::of(theme);
            for ground in [style.land, style.neighbour, style.panel] {
                for text in [
                    style.text,
                    style.quiet_text,
                    style.country_text,
                    style.water_text,
                    style.expanse_text,
                ] {
                    let ratio = contrast(text, ground);
                    assert!(
                        ratio >= TEXT_CONTRAST,
                        "{theme:?} {text:?} on {ground:?}: {ratio}"
                    );
                }
            }
            assert!(
                contrast(style.water_text, style.water) >= TEXT_CONTRAST,
                "{theme:?}"
            );
        }
    }

    #[test]
    fn outlines_of_marks_stand_out_from_the_land_whatever_the_actor() {
        for theme in THEMES {
            let style = Style::of(theme);
            for actor in OKABE_ITO.map(Color::hex) {
                let outline = style.legible(actor);
                assert!(
                    contrast(outline, style.land) >= MARK_CONTRAST,
                    "{theme:?} {actor:?}"
                );
                assert!(
                    contrast(outline, style.neighbour) >= MARK_CONTRAST,
                    "{theme:?} {actor:?}"
                );
            }
        }
    }

    #[test]
    fn borders_and_hatches_stand_out_from_the_land() {
        for theme in THEMES {
            let style = Style::of(theme);
            let lines = [style.border, style.disputed, style.accent];
            for line in lines.into_iter().chain(style.blocs) {
                let ratio = contrast(line, style.land);
                assert!(ratio >= MARK_CONTRAST, "{theme:?} {line:?}: {ratio}");
            }
        }
    }

    #[test]
    fn a_colour_that_stands_out_is_left_as_it_is() {
        let vermilion = Color::hex(0x00D5_5E00);
        assert_eq!(Style::of(MapTheme::Light).legible(vermilion), vermilion);
    }
}
