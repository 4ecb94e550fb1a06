//! The interface's looks: sizes, spaces and colours, light and dark.

use egui::style::{Selection, WidgetVisuals};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme, Visuals,
    vec2,
};

use crate::render::to_egui::family;
use crate::scene::fonts::Face;

/// Sizes of type, logical pixels.
pub(super) mod size {
    /// Captions, hints, legend rows.
    pub(crate) const SMALL: f32 = 12.0;
    /// Everything else of the interface.
    pub(crate) const BODY: f32 = 13.0;
    /// The article.
    pub(crate) const TEXT: f32 = 15.0;
    /// Headings: the card's name, a sheet's title.
    pub(crate) const HEADING: f32 = 18.0;
    /// The article's title.
    pub(crate) const TITLE: f32 = 24.0;
}

/// Opacity of a scroll bar while no pointer is near.
const DORMANT_SCROLL: f32 = 0.35;

/// The colours that one theme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Ground of the panels.
    pub ground: Color32,
    /// Ground of fields, menus and sheets.
    pub raised: Color32,
    /// Under a button, or what the pointer is over.
    pub wash: Color32,
    /// Under what is pressed or open.
    pub deep_wash: Color32,
    /// Ring of a box to tick or a choice, which must be seen where it is off.
    pub control: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank.
    pub muted: Color32,
    /// Hairlines.
    pub hairline: Color32,
    /// The selection, and nothing else.
    pub accent: Color32,
    /// Something to look at.
    pub warning: Color32,
    /// Something that failed.
    pub error: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Ink {
    /// Dark on paper.
    pub const LIGHT: Self = Self {
        ground: rgb(0x00FD_FCFA),
        raised: rgb(0x00FF_FFFF),
        wash: rgb(0x00F1_EEE7),
        deep_wash: rgb(0x00E6_E1D7),
        control: rgb(0x0094_8F86),
        text: rgb(0x002B_2925),
        muted: rgb(0x0069_655D),
        hairline: rgb(0x00E2_DDD3),
        accent: rgb(0x0000_72B2),
        warning: rgb(0x0092_5A00),
        error: rgb(0x00B3_261E),
    };

    /// Light on night.
    pub const DARK: Self = Self {
        ground: rgb(0x001C_1F23),
        raised: rgb(0x0025_292E),
        wash: rgb(0x002B_3036),
        deep_wash: rgb(0x0038_3E45),
        control: rgb(0x0075_7A82),
        text: rgb(0x00E8_E6E1),
        muted: rgb(0x00A6_A39C),
        hairline: rgb(0x0034_393F),
        accent: rgb(0x0056_B4E9),
        warning: rgb(0x00E6_9F00),
        error: rgb(0x00F2_8B82),
    };

    /// The colours that `ui` is drawn in.
    #[must_use]
    pub fn of(ui: &egui::Ui) -> Self {
        Self::when(ui.visuals().dark_mode)
    }

    fn when(dark: bool) -> Self {
        if dark { Self::DARK } else { Self::LIGHT }
    }
}

/// Makes `ctx` look like this program: once, at the start.
pub fn install(ctx: &egui::Context) {
    ctx.set_style_of(Theme::Light, style(false));
    ctx.set_style_of(Theme::Dark, style(true));
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Ctrl+wheel is a quarter step of the map's zoom: the wheel must reach it unconverted.
        options.input_options.zoom_modifier = egui::Modifiers {
            alt: true,
            ctrl: true,
            shift: true,
            mac_cmd: false,
            command: true,
        };
    });
}

fn style(dark: bool) -> Style {
    let mut style = Style {
        visuals: visuals(dark),
        ..Style::default()
    };
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(size::SMALL)),
        (TextStyle::Body, proportional(size::BODY)),
        (TextStyle::Button, proportional(size::BODY)),
        (
            TextStyle::Monospace,
            FontId::new(size::BODY, FontFamily::Monospace),
        ),
        (TextStyle::Heading, semibold(size::HEADING)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(8.0, 4.0);
    spacing.menu_margin = Margin::same(8);
    spacing.menu_spacing = 2.0;
    spacing.window_margin = Margin::same(16);
    spacing.interact_size = vec2(24.0, 24.0);
    spacing.tooltip_width = 320.0;
    spacing.slider_width = 96.0;
    spacing.scroll = egui::style::ScrollStyle {
        // A list that goes on below shows that it does before any pointer comes near.
        dormant_handle_opacity: DORMANT_SCROLL,
        ..egui::style::ScrollStyle::floating()
    };
    style.interaction.tooltip_delay = 0.3;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(dark: bool) -> Visuals {
    let ink = Ink::when(dark);
    let mut visuals = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(ink.muted);
    visuals.panel_fill = ink.ground;
    visuals.window_fill = ink.raised;
    visuals.window_stroke = Stroke::new(1.0, ink.hairline);
    visuals.window_corner_radius = CornerRadius::same(6);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = ink.raised;
    visuals.faint_bg_color = ink.wash;
    visuals.code_bg_color = ink.wash;
    visuals.hyperlink_color = ink.text;
    visuals.warn_fg_color = ink.warning;
    visuals.error_fg_color = ink.error;
    visuals.selection = Selection {
        bg_fill: ink.accent.gamma_multiply(if dark { 0.35 } else { 0.22 }),
        stroke: Stroke::new(1.0, ink.text),
    };
    visuals.button_frame = true;
    visuals.slider_trailing_fill = true;
    visuals.popup_shadow.color = Color32::from_black_alpha(if dark { 96 } else { 28 });
    visuals.window_shadow.color = Color32::from_black_alpha(if dark { 110 } else { 36 });
    let widget = |fill: Color32, fg: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::NONE,
        corner_radius: CornerRadius::same(4),
        fg_stroke: Stroke::new(1.0, fg),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(ink.ground, ink.text);
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, ink.hairline);
    visuals.widgets.inactive = widget(ink.wash, ink.text);
    visuals.widgets.hovered = widget(ink.deep_wash, ink.text);
    visuals.widgets.active = widget(ink.deep_wash, ink.text);
    visuals.widgets.open = widget(ink.deep_wash, ink.text);
    visuals
}

/// The sans in semibold.
pub(super) fn semibold(size: f32) -> FontId {
    FontId::new(size, family(Face::SansSemiBold))
}

/// The serif of the article.
pub(super) fn serif(size: f32) -> FontId {
    FontId::new(size, family(Face::Serif))
}

/// The sans.
pub(super) fn sans(size: f32) -> FontId {
    FontId::new(size, family(Face::Sans))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_colour_stands_out_from_every_ground() {
        for ink in [Ink::LIGHT, Ink::DARK] {
            for ground in [ink.ground, ink.raised, ink.wash] {
                for text in [ink.text, ink.muted, ink.error, ink.warning] {
                    assert!(
                        contrast(text, ground) >= 4.5,
                        "{text:?} on {ground:?}: {}",
                        contrast(text, ground)
                    );
                }
            }
            assert!(contrast(ink.accent, ink.ground) >= 3.0);
            // What can be ticked is seen where it is off.
            for beside in [ink.ground, ink.raised] {
                assert!(contrast(ink.control, beside) >= 3.0, "{beside:?}");
            }
        }
    }
}
