//! How a feature's symbol looks.

use super::sign::{Sign, colour_of};
use super::symbol::{contour, ring};
use super::voice::Voice;
use crate::atlas::{Anchor, Atlas, Claim, Feature, Origin, PrecisionClass, Status, Symbol};
use crate::earth::ScreenPoint;
use crate::scene::fonts::Face;
use crate::scene::style::{Style, contrast, size};
use crate::scene::{Color, Contour, Dash, Item, Path, Stroke, Text, TextAnchor};

/// Where the dossier colours no actor.
const NOBODY: Color = Color::hex(0x005C_5C5C);

/// The inside of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Fill {
    /// In the actor's colour.
    Solid,
    /// In the land's colour.
    Hollow,
}

/// The edge of a symbol: where its feature comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Edge {
    /// Dark: the article reports it.
    Dark,
    /// Dark and set off, as a framed picture: a caption states it.
    Framed,
    /// In the actor's own colour: background, or inferred.
    Light,
}

/// The line of that edge: how firm the claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Line {
    /// Stated, or said by somebody.
    Solid,
    /// Reported, not confirmed; or inferred.
    Dashed,
    /// Announced or expected: not there yet.
    Dotted,
}

/// How a feature's symbol looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Look {
    pub(in crate::scene) symbol: Symbol,
    /// The actor's own colour.
    pub(in crate::scene) actor: Color,
    pub(in crate::scene) fill: Fill,
    pub(in crate::scene) edge: Edge,
    pub(in crate::scene) line: Line,
    /// Whose word it is, where it is somebody's.
    pub(in crate::scene) voice: Option<Voice>,
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
        // A question mark needs light ground.
        let hollow = floating
            || inferred
            || class == PrecisionClass::District
            || matches!(feature.status, Some(Status::Former | Status::Announced));
        let edge = match feature.origin {
            Origin::Article => Edge::Dark,
            Origin::Caption => Edge::Framed,
            Origin::Background | Origin::Inferred => Edge::Light,
        };
        let line = match (feature.status, feature.claim) {
            (Some(Status::Announced), _) | (_, Claim::Forecast) => Line::Dotted,
            (Some(Status::Reported), _) | (_, Claim::Reported) => Line::Dashed,
            _ if inferred => Line::Dashed,
            _ => Line::Solid,
        };
        let lead = feature.actors.first().map(String::as_str);
        let colour = colour_of(&atlas.dossier, lead);
        Self {
            symbol: atlas.symbol(feature),
            actor: actor_colour(atlas, lead),
            sign: colour
                .and_then(|at| signs.get(at).copied())
                .unwrap_or_default(),
            fill: if hollow { Fill::Hollow } else { Fill::Solid },
            edge,
            line,
            voice: Voice::of(feature.claim),
            ringed: class == PrecisionClass::Town && !floating,
            floating,
            questioned: inferred,
        }
    }

    /// How far it reaches from its middle at this size.
    pub(in crate::scene) fn reach_px(&self, radius_px: f64) -> f64 {
        let ring_px = if self.ringed { size::RING_GAP } else { 1.0 };
        let around_px = ring_px + f64::from(size::MARK_HALO);
        let voice_px = self.voice.map_or(0.0, |_| Voice::REACH_PX);
        radius_px + around_px.max(voice_px)
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
        if let Some(voice) = self.voice {
            voice.draw(at, radius_px, style, strength, items);
        }
        for path in self.body(at, radius_px, shape, style) {
            push(items, path, strength);
        }
        if style.signs
            && let Some(sign) = self.sign_path(at, radius_px, style)
        {
            push(items, sign, strength);
        }
        if self.questioned {
            let color = line.faded(strength);
            items.push(Item::Text(question(at, radius_px, style, color)));
        }
    }

    /// The symbol itself: its edge, and within that what carries the actor's colour.
    fn body(&self, at: ScreenPoint, radius_px: f64, shape: Contour, style: &Style) -> Vec<Path> {
        let color = style.legible(self.actor);
        let hollow = self.fill == Fill::Hollow;
        let inset_px = self.inset_px();
        let edge = Path {
            contours: vec![shape],
            fill: Some(if hollow || inset_px.is_some() {
                style.land
            } else {
                self.actor
            }),
            stroke: Some(self.stroke(style, color)),
        };
        let core = inset_px.map(|inset_px| {
            let shape = contour(self.symbol, at, radius_px - inset_px);
            if hollow {
                return stroked(shape, solid(color, 1.7));
            }
            Path {
                contours: vec![shape],
                fill: Some(self.actor),
                stroke: None,
            }
        });
        std::iter::once(edge).chain(core).collect()
    }

    /// What tells its actor from another of the same grey, within what carries the actor's colour.
    fn sign_path(&self, at: ScreenPoint, radius_px: f64, style: &Style) -> Option<Path> {
        let on_light = contrast(self.actor, style.land) < contrast(self.actor, style.text);
        let color = match self.fill {
            Fill::Solid if on_light => style.text,
            Fill::Solid => style.land,
            Fill::Hollow => style.legible(self.actor),
        };
        let radius_px = radius_px - self.inset_px().unwrap_or_default();
        self.sign.path(at, radius_px, color)
    }

    /// How far within the edge the actor's colour begins, where the two stand apart.
    fn inset_px(&self) -> Option<f64> {
        match (self.edge, self.fill) {
            // A question mark stands there, in that colour.
            _ if self.questioned => None,
            (Edge::Framed, _) => Some(2.4),
            // A hollow symbol has no other place for the actor's colour than a band within its line.
            (Edge::Dark, Fill::Hollow) => Some(1.7),
            // Dashes of the colour that they run around would not be seen.
            (Edge::Light, Fill::Solid) if self.line != Line::Solid => Some(2.2),
            _ => None,
        }
    }

    fn stroke(&self, style: &Style, color: Color) -> Stroke {
        let hollow = self.fill == Fill::Hollow;
        let (color, width_px) = match (self.edge, self.line) {
            (Edge::Dark | Edge::Framed, Line::Solid) => (style.text, 1.2),
            (Edge::Dark | Edge::Framed, _) => (style.text, 1.6),
            (Edge::Light, Line::Solid) if hollow => (color, 1.4),
            (Edge::Light, Line::Solid) => (color, 0.8),
            (Edge::Light, _) => (color, 1.6),
        };
        let dash = match self.line {
            Line::Solid => Dash::Solid,
            Line::Dashed => dashed(2.6, 1.8),
            Line::Dotted => dashed(1.4, 1.8),
        };
        Stroke {
            color,
            width_px,
            dash,
        }
    }
}

/// The colour of the first of the dossier's actors that `lead` matches.
pub(in crate::scene) fn actor_colour(atlas: &Atlas, lead: Option<&str>) -> Color {
    let colour = colour_of(&atlas.dossier, lead);
    let colour = colour.and_then(|at| atlas.dossier.colours.get(at));
    colour.map_or(NOBODY, |colour| rgb(colour.rgb))
}

/// A solid colour from its channels.
pub(in crate::scene) fn rgb([r, g, b]: [u8; 3]) -> Color {
    Color { r, g, b, a: 255 }
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

fn question(at: ScreenPoint, radius_px: f64, style: &Style, color: Color) -> Text {
    Text {
        at: ScreenPoint::new(at.x_px, at.y_px + 0.6 * radius_px),
        anchor: TextAnchor::Middle,
        text: "?".to_owned(),
        face: Face::SansSemiBold,
        size_px: (radius_px * 1.7) as f32,
        color,
        halo: Some((style.land.faded(f32::from(color.a) / 255.0), 1.0)),
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
