//! What of each item lies in view, in logical pixels: one answer for SVG, pixels and pages.

use super::clip::{Frame, LinePiece, pieces, ring};
use crate::earth::{Camera, MapRect, ScreenPoint};
use crate::scene::{Area, Contour, Image, Line, Lines, Path};

/// What is drawn beyond the picture's edge, so that no cut end or join can be seen, logical pixels.
const MARGIN_PX: f64 = 8.0;

/// Points of the map closer than this are drawn as one, logical pixels.
const MERGE_PX: f64 = 0.1;

/// Points of a symbol closer than this are drawn as one, logical pixels: it is small.
const SYMBOL_MERGE_PX: f64 = 0.02;

/// The view that items are cut to.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'s> {
    /// Takes map metres to logical pixels.
    pub(super) camera: &'s Camera,
    /// The window and a margin around it.
    pub(super) frame: Frame,
}

/// The visible part of a [`Path`].
pub(super) struct VisiblePath {
    /// What is filled, by the even-odd rule.
    pub(super) inside: Vec<Vec<ScreenPoint>>,
    /// What is stroked.
    pub(super) edge: Vec<LinePiece>,
    /// Whether nothing was cut away, so that inside and edge are the same outlines.
    pub(super) whole: bool,
}

impl<'s> View<'s> {
    /// What the camera sees.
    pub(super) fn of(camera: &'s Camera) -> Self {
        let frame = Frame::of(camera, MARGIN_PX);
        Self { camera, frame }
    }

    fn misses(&self, bounds: &MapRect) -> bool {
        let margin_m = MARGIN_PX * self.camera.metres_per_px;
        !bounds.intersects(&self.camera.view_rect().inflate(margin_m))
    }

    /// The visible rings of an area, to be filled by the even-odd rule; none where nothing is seen.
    pub(super) fn area(&self, area: &Area) -> Vec<Vec<ScreenPoint>> {
        let geometry = &area.geometry;
        if area.fill.a == 0 || geometry.is_tangle || self.misses(&geometry.bounds) {
            return Vec::new();
        }
        let cut = geometry.rings.iter().map(|points| {
            let points = points
                .iter()
                .map(|&point| self.camera.screen_from_map(point));
            ring(points, &self.frame, MERGE_PX)
        });
        cut.filter(|ring| !ring.is_empty()).collect()
    }

    /// The visible pieces of a line.
    pub(super) fn line(&self, line: &Line) -> Vec<LinePiece> {
        if self.misses(&line.geometry.bounds) {
            return Vec::new();
        }
        let points = line.geometry.points.iter();
        let points = points.map(|&point| self.camera.screen_from_map(point));
        pieces(points, &self.frame, MERGE_PX)
    }

    /// The visible pieces of many lines, those left out that are no longer than a point.
    pub(super) fn lines(&self, lines: &Lines) -> Vec<LinePiece> {
        let cut = lines.each().flat_map(|line| {
            let again = line.first().filter(|_| lines.closed);
            let points = line.iter().chain(again);
            let points = points.map(|&point| self.camera.screen_from_map(point));
            pieces(points, &self.frame, MERGE_PX)
        });
        cut.filter(has_length).collect()
    }

    /// The visible part of a symbol.
    pub(super) fn path(&self, path: &Path) -> VisiblePath {
        let mut points = path.contours.iter().flat_map(|contour| &contour.points);
        if points.all(|&point| self.frame.contains(point)) {
            let contours = path.contours.iter();
            return VisiblePath {
                inside: contours
                    .clone()
                    .map(|contour| contour.points.clone())
                    .collect(),
                edge: contours.map(uncut).collect(),
                whole: true,
            };
        }
        let inside = path
            .contours
            .iter()
            .map(|contour| ring(contour.points.iter().copied(), &self.frame, SYMBOL_MERGE_PX));
        let edge = path
            .contours
            .iter()
            .flat_map(|contour| pieces(corners(contour), &self.frame, SYMBOL_MERGE_PX));
        VisiblePath {
            inside: inside.filter(|ring| !ring.is_empty()).collect(),
            edge: edge.collect(),
            whole: false,
        }
    }

    /// Upper left and lower right corner of cells.
    pub(super) fn image(&self, image: &Image) -> [ScreenPoint; 2] {
        let low = self.camera.screen_from_map(image.bounds.min);
        let high = self.camera.screen_from_map(image.bounds.max);
        [
            ScreenPoint::new(low.x_px, high.y_px),
            ScreenPoint::new(high.x_px, low.y_px),
        ]
    }
}

fn uncut(contour: &Contour) -> LinePiece {
    LinePiece {
        points: contour.points.clone(),
        start_px: 0.0,
        closed: contour.closed,
    }
}

fn corners(contour: &Contour) -> impl Iterator<Item = ScreenPoint> {
    let again = contour.points.first().filter(|_| contour.closed);
    contour.points.iter().chain(again).copied()
}

/// Whether a piece is still a line when it is written, in hundredths of a pixel.
fn has_length(piece: &LinePiece) -> bool {
    let first = piece.points.first();
    let mut points = piece.points.iter();
    points.any(|point| first.is_some_and(|first| first.distance_px(*point) >= 0.01))
}
