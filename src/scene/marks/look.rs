//! How a feature's symbol looks.

use super::sign::{Sign, colour_of};
use super::symbol::{contour, ring};
use crate::atlas::{Anchor, Atlas, Feature, Origin, PrecisionClass, Status, Symbol};
use crate::earth::ScreenPoint;
use crate::scene::fonts::Face;
use crate::scene::style::{Style, contrast, size};
use crate::scene::{Color, Contour, Dash, Item, Path, Stroke, Text, TextAnchor};

/// The inside of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Fill {
    /// In the actor's colour.
    Solid,
    /// In the land's colour.
    Hollow,
}

/// The edge of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Outline {
    /// What the article reports.
    Dark,
    /// Background that it does not mention.
    Light,
    /// Reported, not confirmed; or inferred.
    Dashed,
    /// Announced, not there yet.
    Dotted,
}

/// How a feature's symbol looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Look {
    pub(in crate::scene) symbol: Symbol,
    /// The actor's own colour.
    pub(in crate::scene) actor: Color,
    pub(in crate::scene) fill: Fill,
    pub(in crate::scene) outline: Outline,
    /// In a ring: known to the town.
    pub(in crate::scene) ringed: bool,
    /// Over a short line: it floats, and stands for no one place.
    pub(in crate::scene) floating: bool,
    /// With a question mark: inferred.
    pub(in crate::scene) questioned: bool,
    /// What tells its actor from another of the same grey.
    pub(in crate::scene) sign: Sign,
}

impl Look {
    /// The look of a feature, its actors' colours having these `signs`.
    pub(in crate::scene) fn of(atlas: &Atlas, signs: &[Sign], feature: &Feature) -> Self {
        let class = feature.precision.class;
        let inferred = class == PrecisionClass::Inferred || feature.origin == Origin::Inferred;
        let floating = feature.anchor == Anchor::LabelPoint
            || matches!(class, PrecisionClass::Country | PrecisionClass::Zone);
        let hollow = floating
            || matches!(class, PrecisionClass::District | PrecisionClass::Inferred)
            || feature.status == Some(Status::Former);
        let outline = match (feature.status, feature.origin) {
            (Some(Status::Announced), _) => Outline::Dotted,
            (Some(Status::Reported), _) => Outline::Dashed,
            _ if inferred => Outline::Dashed,
            (_, Origin::Article | Origin::Caption) => Outline::Dark,
            (_, Origin::Background | Origin::Inferred) => Outline::Light,
        };
        let colour = colour_of(&atlas.dossier, feature);
        let actor = colour.and_then(|at| atlas.dossier.colours.get(at));
        Self {
            symbol: atlas.symbol(feature),
            actor: actor.map_or(Color::hex(0x005C_5C5C), |colour| rgb(colour.rgb)),
            sign: colour
                .and_then(|at| signs.get(at).copied())
                .unwrap_or_default(),
            fill: if hollow { Fill::Hollow } else { Fill::Solid },
            outline,
            ringed: class == PrecisionClass::Town && !floating,
            floating,
            questioned: inferred,
        }
    }

    /// How far it reaches from its middle at this size.
    pub(in crate::scene) fn reach_px(&self, radius_px: f64) -> f64 {
        let ring_px = if self.ringed { size::RING_GAP } else { 1.0 };
        radius_px + ring_px + f64::from(size::MARK_HALO)
    }

    /// Draws it, at this part of its own strength.
    pub(in crate::scene) fn draw(
        &self,
        at: ScreenPoint,
        radius_px: f64,
        style: &Style,
        strength: f32,
        items: &mut Vec<Item>,
    ) {
        let shape = contour(self.symbol, at, radius_px);
        let line = style.legible(self.actor);
        let halo = solid(style.land, 2.0 * size::MARK_HALO + 1.2);
        let stroke = self.stroke(style, line);
        let fill = match self.fill {
            Fill::Solid => self.actor,
            Fill::Hollow => style.land,
        };
        if self.ringed {
            let radius_px = radius_px + size::RING_GAP;
            push(items, ring(at, radius_px, solid(style.land, 3.4)), strength);
            push(items, ring(at, radius_px, solid(line, 1.2)), strength);
        }
        if self.floating {
            let base = base_line(at, radius_px);
            for stroke in [solid(style.land, 4.0), solid(line, 1.4)] {
                push(items, stroked(base.clone(), stroke), strength);
            }
        }
        push(items, stroked(shape.clone(), halo), strength);
        let path = Path {
            contours: vec![shape],
            fill: Some(fill),
            stroke: Some(stroke),
        };
        push(items, path, strength);
        if style.signs {
            let color = match self.fill {
                Fill::Solid
                    if contrast(self.actor, style.land) < contrast(self.actor, style.text) =>
                {
                    style.text
                }
                Fill::Solid => style.land,
                Fill::Hollow => line,
            };
            if let Some(sign) = self.sign.path(at, radius_px, color) {
                push(items, sign, strength);
            }
        }
        if self.questioned {
            items.push(Item::Text(question(at, radius_px, style, strength)));
        }
    }

    fn stroke(&self, style: &Style, line: Color) -> Stroke {
        let hollow = self.fill == Fill::Hollow;
        let (color, width_px, dash) = match self.outline {
            // A hollow symbol has no other place for the actor's colour than its line.
            Outline::Dark if hollow => (line, 2.0, Dash::Solid),
            Outline::Light if hollow => (line, 1.4, Dash::Solid),
            Outline::Dark => (style.text, 1.2, Dash::Solid),
            Outline::Light => (line, 0.8, Dash::Solid),
            Outline::Dashed => (line_or_text(hollow, line, style), 1.6, dashed(2.6, 1.8)),
            Outline::Dotted => (line_or_text(hollow, line, style), 1.6, dashed(1.4, 1.8)),
        };
        Stroke {
            color,
            width_px,
            dash,
        }
    }
}

/// A solid colour from its channels.
pub(in crate::scene) fn rgb([r, g, b]: [u8; 3]) -> Color {
    Color { r, g, b, a: 255 }
}

fn line_or_text(hollow: bool, line: Color, style: &Style) -> Color {
    if hollow { line } else { style.text }
}

fn dashed(on_px: f32, off_px: f32) -> Dash {
    Dash::Dashed { on_px, off_px }
}

fn solid(color: Color, width_px: f32) -> Stroke {
    Stroke {
        color,
        width_px,
        dash: Dash::Solid,
    }
}

fn stroked(contour: Contour, stroke: Stroke) -> Path {
    Path {
        contours: vec![contour],
        fill: None,
        stroke: Some(stroke),
    }
}

fn base_line(at: ScreenPoint, radius_px: f64) -> Contour {
    let y_px = at.y_px + radius_px + 4.0;
    let end = |side: f64| ScreenPoint::new(at.x_px + side * radius_px, y_px);
    Contour {
        points: vec![end(-1.0), end(1.0)],
        closed: false,
    }
}

fn question(at: ScreenPoint, radius_px: f64, style: &Style, strength: f32) -> Text {
    Text {
        at: ScreenPoint::new(at.x_px, at.y_px + 0.6 * radius_px),
        anchor: TextAnchor::Middle,
        text: "?".to_owned(),
        face: Face::SansSemiBold,
        size_px: (radius_px * 1.7) as f32,
        color: style.text.faded(strength),
        halo: Some((style.land.faded(strength), 1.0)),
        angle_rad: 0.0,
        spacing_px: 0.0,
    }
}

/// Adds a path at this part of its own strength.
pub(in crate::scene) fn push(items: &mut Vec<Item>, mut path: Path, strength: f32) {
    path.fill = path.fill.map(|fill| fill.faded(strength));
    path.stroke = path.stroke.map(|stroke| Stroke {
        color: stroke.color.faded(strength),
        ..stroke
    });
    items.push(Item::Path(path));
}
