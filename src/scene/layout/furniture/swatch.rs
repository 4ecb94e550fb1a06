//! What stands in the legend before each row's words, drawn by the code that draws the map.

use crate::atlas::{
    Atlas, Claim, Evidence, LayerIx, LayerKind, Origin, PrecisionClass, Status, Symbol,
};
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::{Style, size};
use crate::scene::display::symbols::{Fill, Sign, SymbolLook, actor_colour, colour_of, ring};
use crate::scene::display::text::words;
use crate::scene::layout::layers::{
    Slope, bloc_dash, claimed_hatch, dot, line_of_control, not_agreed,
};
use crate::scene::prepare::PlaceKind;
use crate::scene::{Color, Contour, Item, Path, Stroke, Text, TextAnchor, items_seen_with};
use crate::session::viewpoint::{ColourVision, MapTheme};

/// Width and height of the box that a legend's swatch stands in, logical pixels.
pub const SWATCH_PX: [f64; 2] = [24.0, 18.0];

/// Fill of a swatch that explains something other than the actor: a dark edge shows against it.
const GREY: Color = Color::hex(0x009A_9A9A);

/// Half the width of a swatch's symbol.
const SYMBOL_PX: f64 = 4.6;
/// Distance of each of two symbols from the middle of their swatch, logical pixels.
const PAIR_PX: f64 = 6.0;
/// Distance from the first to the last of several marks that share a swatch, at most, logical pixels.
const ROW_OF_MARKS_PX: f64 = 16.0;

/// The swatch of a layer, its middle at `at`, about `size_px` wide: paths and texts, in logical pixels.
#[must_use]
pub fn layer_swatch(
    atlas: &Atlas,
    layer: LayerIx,
    theme: MapTheme,
    at: ScreenPoint,
    size_px: f64,
) -> Vec<Item> {
    let style = Style::of(theme);
    let line = |stroke| vec![Item::Path(stroked(level(at, size_px), stroke))];
    match atlas.layer(layer).kind {
        LayerKind::Features(symbol) => {
            let look = SymbolLook {
                actor: style.quiet_text,
                ..plain(symbol, style)
            };
            mark(look, at, size_px * 0.3, style)
        }
        LayerKind::Countries => {
            vec![Item::Path(filled(
                boxed(at, size_px, size_px * 0.7),
                style.land,
                style.border,
            ))]
        }
        LayerKind::Borders => line(Stroke::solid(style.border, size::BORDER)),
        LayerKind::DisputedBorders => line(not_agreed(style)),
        LayerKind::Water => {
            vec![Item::Path(filled(
                boxed(at, size_px, size_px * 0.7),
                style.water,
                style.coast,
            ))]
        }
        LayerKind::Cities => dot(PlaceKind::City, 1, at, style),
        LayerKind::Relief => {
            vec![Item::Path(filled(
                boxed(at, size_px, size_px * 0.7),
                style.neighbour,
                style.province,
            ))]
        }
        LayerKind::Alliances => {
            let half = [size_px / 2.0 - 1.0, size_px * 0.35 - 1.0];
            tinted(at, half, 0, style)
        }
    }
}

/// The swatch of a kind of evidence as marks of it are drawn, its middle at `at`, within
/// [`SWATCH_PX`]: paths and texts, in logical pixels.
#[must_use]
pub fn evidence_swatch(
    atlas: &Atlas,
    value: &Evidence,
    theme: MapTheme,
    vision: ColourVision,
    at: ScreenPoint,
) -> Vec<Item> {
    let style = Style::seen_with(theme, vision);
    let mut items = of_evidence(atlas, value, style, at);
    items_seen_with(&mut items, vision);
    items
}

fn of_evidence(atlas: &Atlas, value: &Evidence, style: &Style, at: ScreenPoint) -> Vec<Item> {
    match value {
        Evidence::Precision(class) => precision(*class, at, style),
        Evidence::Origin(of) => origin(*of, at, style),
        Evidence::Claim(of) => claim(*of, at, style),
        Evidence::Status(Some(of)) => status(*of, at, style),
        Evidence::Status(None) => symbol(Symbol::Circle, at, style),
        Evidence::Actor(of) => {
            let number = colour_of(&atlas.dossier, of.as_deref());
            let sign = number.and_then(|at| Sign::of_all(&atlas.dossier).get(at).copied());
            let color = actor_colour(atlas, of.as_deref());
            actor(color, sign.unwrap_or_default(), at, style)
        }
    }
}

/// A mark of which nothing is in doubt, of the article.
fn plain(symbol: Symbol, style: &Style) -> SymbolLook {
    SymbolLook {
        symbol,
        actor: style.quiet_text,
        fill: Fill::Solid,
        quiet: false,
        pinned: true,
        sign: Sign::default(),
    }
}

fn mark(look: SymbolLook, at: ScreenPoint, radius_px: f64, style: &Style) -> Vec<Item> {
    let mut items = Vec::new();
    look.draw(at, radius_px, style, 1.0, &mut items);
    items
}

pub(super) fn symbol(symbol: Symbol, at: ScreenPoint, style: &Style) -> Vec<Item> {
    mark(plain(symbol, style), at, SYMBOL_PX, style)
}

/// A symbol of what is given up.
pub(super) fn given_up(symbol: Symbol, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let look = SymbolLook {
        fill: Fill::Hollow,
        ..plain(symbol, style)
    };
    mark(look, at, SYMBOL_PX, style)
}

/// A symbol of what is in use, and to its right one of what is given up.
pub(super) fn used_and_given_up(symbol: Symbol, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let [left, right] = pair(at);
    let mut items = self::symbol(symbol, left, style);
    items.extend(given_up(symbol, right, style));
    items
}

/// The symbols of two kinds beside each other.
pub(super) fn two_symbols(symbols: [Symbol; 2], at: ScreenPoint, style: &Style) -> Vec<Item> {
    let symbols = symbols.into_iter().zip(pair(at));
    let symbols = symbols.flat_map(|(symbol, at)| self::symbol(symbol, at, style));
    symbols.collect()
}

/// The middles of two symbols that share a swatch.
fn pair(at: ScreenPoint) -> [ScreenPoint; 2] {
    [-PAIR_PX, PAIR_PX].map(|right_px| ScreenPoint::new(at.x_px + right_px, at.y_px))
}

pub(super) fn precision(class: PrecisionClass, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let plain_mark = plain(Symbol::Circle, style);
    match class {
        PrecisionClass::Site => mark(plain_mark, at, 4.2, style),
        PrecisionClass::Town | PrecisionClass::District | PrecisionClass::Zone => {
            let reach_px = if class == PrecisionClass::Town {
                6.5
            } else {
                8.5
            };
            let edge = Stroke::solid(style.quiet_text.faded(0.75), 0.9);
            let mut items = vec![Item::Path(ring(at, reach_px, edge))];
            items.extend(mark(plain_mark, at, 2.6, style));
            items
        }
        PrecisionClass::Country => vec![Item::Text(italic("name", at, style))],
        PrecisionClass::Inferred => {
            let look = SymbolLook {
                fill: Fill::Light,
                ..plain_mark
            };
            mark(look, at, 4.2, style)
        }
        PrecisionClass::Unstated => mark(plain(Symbol::Dot, style), at, 4.2, style),
    }
}

/// A mark in a ring, and to its right a label without a symbol.
pub(super) fn in_ring_and_country(at: ScreenPoint, style: &Style) -> Vec<Item> {
    let [left, right] = pair(at);
    let mut items = precision(PrecisionClass::Town, left, style);
    items.push(Item::Text(italic("Aa", right, style)));
    items
}

/// A label without a symbol.
fn italic(word: &str, at: ScreenPoint, style: &Style) -> Text {
    let at = ScreenPoint::new(at.x_px, at.y_px + 3.0);
    Text {
        face: Face::SansItalic,
        ..words(at, TextAnchor::Middle, word, 9.5, style.text)
    }
}

pub(super) fn status(status: Status, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let look = SymbolLook {
        fill: match status {
            Status::Active => Fill::Solid,
            Status::Former => return given_up(Symbol::Square, at, style),
            Status::Reported | Status::Announced => Fill::Light,
        },
        ..plain(Symbol::Square, style)
    };
    mark(look, at, SYMBOL_PX, style)
}

pub(super) fn claim(claim: Claim, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let look = SymbolLook {
        fill: match claim {
            Claim::Stated => Fill::Solid,
            Claim::Attributed | Claim::Opinion | Claim::Reported | Claim::Forecast => Fill::Light,
        },
        ..plain(Symbol::Circle, style)
    };
    mark(look, at, SYMBOL_PX, style)
}

pub(super) fn origin(origin: Origin, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let look = SymbolLook {
        actor: GREY,
        fill: if origin == Origin::Inferred {
            Fill::Light
        } else {
            Fill::Solid
        },
        quiet: matches!(origin, Origin::Background | Origin::Inferred),
        ..plain(Symbol::Square, style)
    };
    mark(look, at, SYMBOL_PX, style)
}

pub(super) fn actor(color: Color, sign: Sign, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let look = SymbolLook {
        actor: color,
        sign,
        quiet: true,
        ..plain(Symbol::Circle, style)
    };
    mark(look, at, SYMBOL_PX, style)
}

/// The marks of several actors beside each other.
pub(super) fn several_actors(marks: &[(Color, Sign)], at: ScreenPoint, style: &Style) -> Vec<Item> {
    let last = marks.len().saturating_sub(1) as f64;
    let step_px = (2.0 * PAIR_PX).min(ROW_OF_MARKS_PX / last.max(1.0));
    let marks = marks
        .iter()
        .enumerate()
        .flat_map(|(number, &(color, sign))| {
            let right_px = step_px * (number as f64 - last / 2.0);
            let at = ScreenPoint::new(at.x_px + right_px, at.y_px);
            actor(color, sign, at, style)
        });
    marks.collect()
}

/// A level line across the swatch.
pub(super) fn border(stroke: Stroke, at: ScreenPoint) -> Vec<Item> {
    vec![Item::Path(stroked(level(at, SWATCH_PX[0] - 2.0), stroke))]
}

pub(super) fn control(at: ScreenPoint, style: &Style) -> Vec<Item> {
    border(line_of_control(style), at)
}

pub(super) fn claimed(at: ScreenPoint, style: &Style) -> Vec<Item> {
    let (slope, _, stroke) = claimed_hatch(style);
    hatch(at, slope, 4.0, stroke, SWATCH_PX[0] - 4.0)
}

pub(super) fn bloc(position: usize, at: ScreenPoint, style: &Style) -> Vec<Item> {
    let half = [SWATCH_PX[0] / 2.0 - 3.0, SWATCH_PX[1] / 2.0 - 4.0];
    tinted(at, half, position, style)
}

/// A box so wide and high each way from its middle, with the tint and the outline of a bloc.
fn tinted(
    at: ScreenPoint,
    [half_x, half_y]: [f64; 2],
    position: usize,
    style: &Style,
) -> Vec<Item> {
    let color = style.bloc(position);
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    let points = corners
        .map(|(x, y)| ScreenPoint::new(at.x_px + x * half_x, at.y_px + y * half_y))
        .to_vec();
    vec![Item::Path(Path {
        contours: vec![Contour {
            points,
            closed: true,
        }],
        fill: Some(color.faded(0.18)),
        stroke: Some(Stroke {
            color,
            width_px: 2.0,
            dash: bloc_dash(position),
        }),
    })]
}

/// A box filled with parallel lines.
fn hatch(
    at: ScreenPoint,
    slope: Slope,
    spacing_px: f64,
    stroke: Stroke,
    width_px: f64,
) -> Vec<Item> {
    let (half_x, half_y) = (width_px / 2.0, width_px * 0.35);
    let (dx, dy) = slope.direction();
    let mut contours = Vec::new();
    let count = (width_px / spacing_px) as i32;
    for number in -count..=count {
        let across = f64::from(number) * spacing_px;
        // y is down on the screen and up in the direction.
        let (x, y) = (at.x_px + across * dy, at.y_px + across * dx);
        let room = [
            (at.x_px - half_x - x, at.x_px + half_x - x, dx),
            (at.y_px - half_y - y, at.y_px + half_y - y, -dy),
        ];
        let (mut from, mut to) = (f64::NEG_INFINITY, f64::INFINITY);
        for (low, high, step) in room {
            if step.abs() > f64::EPSILON {
                from = from.max((low / step).min(high / step));
                to = to.min((low / step).max(high / step));
            } else if low > 0.0 || high < 0.0 {
                to = f64::NEG_INFINITY;
            }
        }
        if from < to {
            let end = |along: f64| ScreenPoint::new(x + along * dx, y - along * dy);
            contours.push(Contour {
                points: vec![end(from), end(to)],
                closed: false,
            });
        }
    }
    vec![Item::Path(Path {
        contours,
        fill: None,
        stroke: Some(stroke),
    })]
}

fn level(at: ScreenPoint, width_px: f64) -> Contour {
    let end = |side: f64| ScreenPoint::new(at.x_px + side * width_px / 2.0, at.y_px);
    Contour {
        points: vec![end(-1.0), end(1.0)],
        closed: false,
    }
}

fn boxed(at: ScreenPoint, width_px: f64, height_px: f64) -> Contour {
    super::panel::rectangle(
        at.x_px - width_px / 2.0,
        at.y_px - height_px / 2.0,
        width_px,
        height_px,
    )
}

fn stroked(contour: Contour, stroke: Stroke) -> Path {
    Path {
        contours: vec![contour],
        fill: None,
        stroke: Some(stroke),
    }
}

fn filled(contour: Contour, fill: Color, line: Color) -> Path {
    Path {
        contours: vec![contour],
        fill: Some(fill),
        stroke: Some(Stroke::solid(line, 0.8)),
    }
}
