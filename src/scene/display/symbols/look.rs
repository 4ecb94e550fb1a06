//! How a feature's symbol looks: one channel for each meaning.
//!
//! Shape is the kind of thing and colour the actor. A hollow symbol is given
//! up, and nothing else is hollow. A lighter fill is no plain fact; the label
//! says in words what it is. How sure the place is, a ring to scale says, and
//! a plain dot where that was not stated.

use super::doubt::{has_pin, qualifier};
use super::sign::{Sign, colour_of};
use super::symbol::contour;
use crate::atlas::{Atlas, Feature, Origin, PrecisionClass, Status, Symbol};
use crate::earth::ScreenPoint;
use crate::scene::display::style::{Style, contrast, mixed, size};
use crate::scene::display::{Color, Contour, Item, Path, Stroke};

/// Where the dossier colours no actor.
const NOBODY: Color = Color::hex(0x005C_5C5C);

/// How much of the colour of words the outline of a solid symbol has.
const OUTLINE_PART: f32 = 0.6;
/// How much of the actor's colour a lighter fill keeps.
const LIGHT_PART: f32 = 0.42;

/// The inside of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Fill {
    /// In the actor's colour.
    Solid,
    /// Lighter: not stated as fact.
    Light,
    /// In the land's colour: given up.
    Hollow,
}

impl Fill {
    /// Hollow for what was given up, light for what is not a fact.
    pub(in crate::scene) fn of(feature: &Feature) -> Self {
        if feature.status == Some(Status::Former) {
            Self::Hollow
        } else if qualifier(feature).is_some() {
            Self::Light
        } else {
            Self::Solid
        }
    }
}

/// How a feature's symbol looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct SymbolLook {
    pub(in crate::scene) symbol: Symbol,
    /// The actor's own colour.
    pub(in crate::scene) actor: Color,
    pub(in crate::scene) fill: Fill,
    /// Whether it is background: without the dark outline of what the article reports.
    pub(in crate::scene) quiet: bool,
    /// Whether a symbol stands at its point at all.
    pub(in crate::scene) pinned: bool,
    /// What tells its actor from another of the same grey.
    pub(in crate::scene) sign: Sign,
}

impl SymbolLook {
    /// The look of a feature, its actors' colours having these `signs`.
    pub(in crate::scene) fn of(atlas: &Atlas, signs: &[Sign], feature: &Feature) -> Self {
        let symbol = if feature.precision.class == PrecisionClass::Unstated {
            Symbol::Dot
        } else {
            atlas.symbol(feature)
        };
        let lead = feature.actors.first().map(String::as_str);
        let sign = colour_of(&atlas.dossier, lead).and_then(|at| signs.get(at).copied());
        Self {
            symbol,
            actor: actor_colour(atlas, lead),
            fill: Fill::of(feature),
            quiet: matches!(feature.origin, Origin::Background | Origin::Inferred),
            pinned: has_pin(feature),
            sign: sign.unwrap_or_default(),
        }
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
        let halo = Stroke::solid(style.land, 2.0 * size::MARK_HALO + 1.2);
        push(items, stroked(shape.clone(), halo), strength);
        push(items, self.body(shape, style), strength);
        if style.signs
            && let Some(sign) = self.sign_path(at, radius_px, style)
        {
            push(items, sign, strength);
        }
    }

    /// The symbol itself. The actor's colour is the same in the fill and in the outline of a hollow
    /// or light one; the outline of what the article reports is the colour's own shade, since one in the
    /// colour of the words makes a small solid symbol look hollow on a dark map.
    fn body(&self, shape: Contour, style: &Style) -> Path {
        let color = style.legible(self.actor);
        let (fill, stroke) = match (self.fill, self.quiet) {
            (Fill::Solid, false) => (
                color,
                Stroke::solid(mixed(color, style.text, OUTLINE_PART), 1.2),
            ),
            (Fill::Solid, true) => (color, Stroke::solid(color, 0.8)),
            (Fill::Light, _) => (
                mixed(style.land, color, LIGHT_PART),
                Stroke::solid(color, 1.5),
            ),
            (Fill::Hollow, _) => (style.land, Stroke::solid(color, 2.0)),
        };
        Path {
            contours: vec![shape],
            fill: Some(fill),
            stroke: Some(stroke),
        }
    }

    /// What tells its actor from another of the same grey, within what carries the actor's colour.
    fn sign_path(&self, at: ScreenPoint, radius_px: f64, style: &Style) -> Option<Path> {
        let actor = style.legible(self.actor);
        let on_light = contrast(actor, style.land) < contrast(actor, style.text);
        let color = match self.fill {
            Fill::Solid if on_light => style.text,
            Fill::Solid => style.land,
            Fill::Light => style.text,
            Fill::Hollow => actor,
        };
        self.sign.path(at, radius_px, color)
    }
}

/// How far a symbol of this size reaches from its middle, logical pixels.
pub(in crate::scene) fn reach_px(radius_px: f64) -> f64 {
    radius_px + 1.0 + f64::from(size::MARK_HALO)
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

fn stroked(contour: Contour, stroke: Stroke) -> Path {
    Path {
        contours: vec![contour],
        fill: None,
        stroke: Some(stroke),
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
