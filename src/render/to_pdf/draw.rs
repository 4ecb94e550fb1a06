//! Shapes, dots and cells on the page.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Size, Transform};
use krilla::image::Image as Picture;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};

use super::page::{PageDrawing, rectangle};
use crate::earth::ScreenPoint;
use crate::render::clip::{LinePiece, dash_px};
use crate::render::pixels;
use crate::render::visible::View;
use crate::scene::{self, Color, Dots, Image, Item, Scene};

/// How long a line is drawn whose round ends are a dot, logical pixels: one of no length has no ends.
const DOT_PX: f32 = 0.01;

impl PageDrawing<'_> {
    /// What lies under everything.
    pub(super) fn background(&mut self, scene: &Scene) {
        let (width_px, height_px) = (scene.camera.width_px, scene.camera.height_px);
        if scene.background.a > 0
            && let Some(page) = rectangle([0.0, 0.0, width_px as f32, height_px as f32])
        {
            self.filled(&page, FillRule::NonZero, scene.background);
        }
    }

    /// Draws an item that is no text.
    pub(super) fn shape(&mut self, item: &Item, view: &View<'_>) {
        match item {
            Item::Area(area) => self.fill(&view.area(area), area.fill),
            Item::Line(line) => self.strokes(&view.line(line), line.stroke),
            Item::Lines(lines) => self.strokes(&view.lines(lines), lines.stroke),
            Item::Path(path) => {
                let visible = view.path(path);
                if let Some(fill) = path.fill {
                    self.fill(&visible.inside, fill);
                }
                if let Some(stroke) = path.stroke {
                    self.strokes(&visible.edge, stroke);
                }
            }
            Item::Dots(dots) => self.dots(dots, view),
            Item::Image(image) => self.image(image, view),
            Item::Text(_) | Item::CurvedText(_) => {}
        }
    }

    fn fill(&mut self, rings: &[Vec<ScreenPoint>], color: Color) {
        let mut path = PathBuilder::new();
        for ring in rings {
            trace(&mut path, ring, true);
        }
        if let Some(path) = path.finish() {
            self.filled(&path, FillRule::EvenOdd, color);
        }
    }

    /// Fills a path.
    pub(super) fn filled(&mut self, path: &Path, rule: FillRule, color: Color) {
        if color.a > 0 {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(color, rule)));
            self.surface.draw_path(path);
        }
    }

    /// Strokes a path.
    pub(super) fn stroked(&mut self, path: &Path, stroke: Stroke) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        self.surface.draw_path(path);
    }

    /// Draws the pieces of a line: as one, or each by itself where each has its own dashes.
    fn strokes(&mut self, pieces: &[LinePiece], look: scene::Stroke) {
        if look.color.a == 0 || look.width_px <= 0.0 {
            return;
        }
        let dashes = dash_px(look.dash);
        let together = if dashes.is_some() {
            1
        } else {
            pieces.len().max(1)
        };
        for pieces in pieces.chunks(together) {
            let mut path = PathBuilder::new();
            for piece in pieces {
                trace(&mut path, &piece.points, piece.closed);
            }
            let dash = dashes.zip(pieces.first()).map(|((on_px, off_px), first)| {
                let phase_px = first.start_px.rem_euclid(on_px + off_px);
                StrokeDash {
                    array: vec![rounded(on_px), rounded(off_px)],
                    offset: rounded(phase_px),
                }
            });
            let stroke = Stroke {
                dash,
                ..stroke(look.color, look.width_px)
            };
            if let Some(path) = path.finish() {
                self.stroked(&path, stroke);
            }
        }
    }

    /// Draws dots as lines of next to no length with round ends: a tenth of what circles take.
    fn dots(&mut self, dots: &Dots, view: &View<'_>) {
        let mut path = PathBuilder::new();
        for &[x, y] in &dots.at {
            let at = ScreenPoint::new(f64::from(x), f64::from(y));
            if view.frame.contains(at) {
                let (x, y) = (rounded(at.x_px), rounded(at.y_px));
                path.move_to(x, y);
                path.line_to(x + DOT_PX, y);
            }
        }
        let Some(path) = path.finish() else { return };
        let halo = dots.halo;
        let halo = halo.map(|(color, width_px)| (color, dots.radius_px + width_px));
        for (color, radius_px) in halo.into_iter().chain([(dots.fill, dots.radius_px)]) {
            if color.a > 0 && radius_px > 0.0 {
                let stroke = Stroke {
                    line_cap: LineCap::Round,
                    ..stroke(color, 2.0 * radius_px)
                };
                self.stroked(&path, stroke);
            }
        }
    }

    /// Draws cells as a picture; nothing between its pixels is made up, but where they are smooth.
    fn image(&mut self, image: &Image, view: &View<'_>) {
        let [from, to] = view.image(image);
        let sides = [to.x_px - from.x_px, to.y_px - from.y_px].map(|side| side as f32);
        let (Some(size), Some(opacity)) = (
            Size::from_wh(sides[0], sides[1]),
            NormalizedF32::new(image.opacity.clamp(0.0, 1.0)),
        ) else {
            return;
        };
        let pixels = &image.pixels;
        let whole = 4 * u64::from(pixels.width) * u64::from(pixels.height);
        if whole == 0 || pixels.rgba.len() as u64 != whole {
            return;
        }
        let smooth = || {
            let file = pixels::png(pixels)?;
            Picture::from_png(file.into(), true).ok()
        };
        let picture = image.smooth.then(smooth).flatten();
        let picture = picture.unwrap_or_else(|| {
            Picture::from_rgba8(pixels.rgba.clone(), pixels.width, pixels.height)
        });
        let place = Transform::from_translate(rounded(from.x_px), rounded(from.y_px));
        self.surface.push_opacity(opacity);
        self.surface.push_transform(&place);
        self.surface.draw_image(picture, size);
        self.surface.pop();
        self.surface.pop();
    }
}

/// The stroke of a line of this width.
pub(super) fn stroke(color: Color, width_px: f32) -> Stroke {
    Stroke {
        paint: rgb::Color::new(color.r, color.g, color.b).into(),
        width: width_px,
        line_join: LineJoin::Round,
        opacity: opacity(color),
        ..Stroke::default()
    }
}

/// How an inside is filled.
pub(super) fn fill(color: Color, rule: FillRule) -> Fill {
    Fill {
        paint: rgb::Color::new(color.r, color.g, color.b).into(),
        opacity: opacity(color),
        rule,
    }
}

fn opacity(color: Color) -> NormalizedF32 {
    // Three decimals tell 256 steps apart.
    let share = (f32::from(color.a) / 255.0 * 1000.0).round() / 1000.0;
    NormalizedF32::new(share).unwrap_or(NormalizedF32::ONE)
}

/// Hundredths of a pixel: finer than any printer.
pub(super) fn rounded(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

fn trace(path: &mut PathBuilder, points: &[ScreenPoint], closed: bool) {
    let mut places = points
        .iter()
        .map(|point| (rounded(point.x_px), rounded(point.y_px)));
    let Some((x, y)) = places.next() else { return };
    path.move_to(x, y);
    for (x, y) in places {
        path.line_to(x, y);
    }
    if closed {
        path.close();
    }
}
