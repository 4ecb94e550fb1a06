//! Colours and sizes of the map.

use std::sync::LazyLock;

use super::Color;
use super::vision::linear;
use crate::session::viewpoint::{ColourVision, MapTheme};

/// Sizes that both themes share, logical pixels.
pub mod size {
    /// Half the width of a mark's symbol: symbols are never under 8 px across.
    pub const MARK: f64 = 5.5;
    /// The same for a selected one.
    pub const MARK_SELECTED: f64 = 7.5;
    /// The land's colour around a mark, so that it reads over lines.
    pub const MARK_HALO: f32 = 1.5;
    /// Gap between a mark that is known to the town and its ring.
    pub const RING_GAP: f64 = 3.0;
    /// What the ring around a selected mark adds to its reach.
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
    /// Distance of furniture from the frame.
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
    /// Outlines and tints of blocs, in the dossier's order.
    pub blocs: [Color; 4],
    /// Whether marks whose actors have one grey get a sign to tell them apart.
    pub signs: bool,
}

static LIGHT: Style = Style {
    land: Color::hex(0x00FA_F8F3),
    neighbour: Color::hex(0x00EF_ECE4),
    water: Color::hex(0x00DC_E7EE),
    coast: Color::hex(0x0094_A9B6),
    river: Color::hex(0x008F_B1C6),
    border: Color::hex(0x0085_7E72),
    disputed: Color::hex(0x00B0_603A),
    province: Color::hex(0x00D6_D0C3),
    graticule: Color::hex(0x00DD_D8CD),
    text: Color::hex(0x002B_2925),
    quiet_text: Color::hex(0x004B_4740),
    country_text: Color::hex(0x005A_554C),
    water_text: Color::hex(0x0030_5A72),
    expanse_text: Color::hex(0x0063_563E),
    accent: Color::hex(0x00A3_005A),
    panel: Color::hex(0x00FD_FCFA),
    blocs: [
        Color::hex(0x0076_5DA6),
        Color::hex(0x00A8_5C2A),
        Color::hex(0x001F_7F78),
        Color::hex(0x0083_7A1E),
    ],
    signs: false,
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
    country_text: Color::hex(0x00AE_B1B3),
    water_text: Color::hex(0x008D_B9D3),
    expanse_text: Color::hex(0x00BB_AF95),
    accent: Color::hex(0x00F0_E442),
    panel: Color::hex(0x001E_2226),
    blocs: [
        Color::hex(0x00B0_9CDB),
        Color::hex(0x00D9_9A66),
        Color::hex(0x005F_BDB4),
        Color::hex(0x00C2_B85A),
    ],
    signs: false,
};

/// Tints of a few hundredths of ink under lines dark enough for newsprint.
static PRINT: Style = Style {
    land: Color::hex(0x00FF_FFFF),
    neighbour: Color::hex(0x00F4_F3F0),
    water: Color::hex(0x00E2_EDF3),
    coast: Color::hex(0x006F_8796),
    river: Color::hex(0x005F_8FAB),
    border: Color::hex(0x005A_554C),
    disputed: Color::hex(0x009C_4A26),
    province: Color::hex(0x00C4_BFB5),
    graticule: Color::hex(0x00D2_CFC8),
    text: Color::hex(0x001E_1C1A),
    quiet_text: Color::hex(0x003A_3733),
    country_text: Color::hex(0x0057_534B),
    water_text: Color::hex(0x0022_4F69),
    expanse_text: Color::hex(0x0061_553E),
    accent: Color::hex(0x00E0_007B),
    panel: Color::hex(0x00FF_FFFF),
    blocs: [
        Color::hex(0x0065_4C97),
        Color::hex(0x0096_4F20),
        Color::hex(0x0018_6E68),
        Color::hex(0x0071_6915),
    ],
    signs: true,
};

/// The themes as they are without colour, where marks of one grey need their signs.
static UNCOLOURED: LazyLock<[Style; 3]> = LazyLock::new(|| {
    [&LIGHT, &DARK, &PRINT].map(|style| Style {
        signs: true,
        ..style.clone()
    })
});

impl Style {
    /// The colours of a theme.
    #[must_use]
    pub fn of(theme: MapTheme) -> &'static Self {
        match theme {
            MapTheme::Light => &LIGHT,
            MapTheme::Dark => &DARK,
            MapTheme::Print => &PRINT,
        }
    }

    /// The colours of a theme for a view that is seen so: they are the theme's own, which become
    /// what `vision` sees when the scene is whole, but without colour marks bear their signs.
    #[must_use]
    pub fn seen_with(theme: MapTheme, vision: ColourVision) -> &'static Self {
        if vision != ColourVision::Grey {
            return Self::of(theme);
        }
        let [light, dark, print] = &*UNCOLOURED;
        match theme {
            MapTheme::Light => light,
            MapTheme::Dark => dark,
            MapTheme::Print => print,
        }
    }

    /// The fills that a mark or its name can lie on, its own disc's not among them.
    #[must_use]
    pub fn grounds(&self) -> [Color; 3] {
        [self.land, self.neighbour, self.water]
    }

    /// The colour of the bloc at this position of the dossier's list.
    #[must_use]
    pub fn bloc(&self, position: usize) -> Color {
        self.blocs[position % self.blocs.len()]
    }

    /// `color` where it stands out from every ground as a mark must, else on its way to the text's
    /// colour, as near as it can be to what it was.
    #[must_use]
    pub fn legible(&self, color: Color) -> Color {
        const STEPS: u16 = 20;
        let stands_out = |color: Color| {
            let mut grounds = self.grounds().into_iter();
            grounds.all(|ground| contrast(color, ground) >= MARK_CONTRAST)
        };
        (0..=STEPS)
            .map(|step| mixed(color, self.text, f32::from(step) / f32::from(STEPS)))
            .find(|&color| stands_out(color))
            .unwrap_or(self.text)
    }
}

/// The mixture of two colours in which `part` (0 to 1) is `to` and the rest is `from`.
pub(in crate::scene) fn mixed(from: Color, to: Color, part: f32) -> Color {
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
pub(in crate::scene) fn luminance(color: Color) -> f64 {
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

#[cfg(test)]
#[path = "style/tests.rs"]
pub(in crate::scene) mod tests;
