//! A scene drawn into the frame of an inset.

use std::sync::Arc;

use super::DetailPlace;
use super::cut::cut;
use super::letter::letter_of;
use crate::earth::clip::Rectangle;
use crate::earth::{Camera, MapPoint, ScreenPoint};
use crate::scene::display::shift::shift;
use crate::scene::display::text::{covers, words};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{
    Area, AreaGeometry, Contour, Group, Item, Line, LineGeometry, MarkItems, Path, Scene,
    ScreenRect, Stroke, TextAnchor,
};

/// What the insets of a map are called.
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// Width of what names keep off around the outline of what an inset shows, logical pixels.
const OUTLINE_PX: f64 = 3.0;
/// Strength of the lines to an inset, which cross the map and must not read as its borders.
const GUIDE_ALPHA: f32 = 0.3;
/// Strength of the shade between them, by which the two lines belong together and are no meridians.
const SHADE_ALPHA: f32 = 0.04;

/// The inset of this number, 0 being the first: the outline of what it shows and lines from there,
/// then what `scene` shows in `place`, its frame and letter.
pub(in crate::scene) fn group(
    frame: &ViewContext<'_>,
    (number, place): (usize, &DetailPlace),
    scene: &Scene,
) -> Group {
    let style = frame.style;
    let mut items = guides(frame, place);
    let mut marks = Vec::new();
    items.push(filled(place.rect, scene.background));
    let into = Into {
        place,
        inner: scene.camera,
        outer: frame.camera,
    };
    for group in &scene.groups {
        if group.opacity > 0.0 {
            // Where the items of each begin that are drawn for one of the group.
            let mut begins = Vec::with_capacity(group.items.len() + 1);
            for item in &group.items {
                begins.push(items.len());
                into.draw(item, &mut items);
            }
            begins.push(items.len());
            let drawn = group.marks.iter().map(|mark| MarkItems {
                items: begins[mark.items.start]..begins[mark.items.end],
                ..mark.clone()
            });
            marks.extend(drawn.filter(|mark| !mark.items.is_empty()));
        }
    }
    items.push(outlined(place.rect, Stroke::solid(style.country_text, 1.2)));
    let letter = LETTERS[number % LETTERS.len()];
    items.extend(lettered(frame, letter, letter_of(place.rect)));
    items.extend(lettered(frame, letter, place.letter));
    Group {
        id: match number {
            0 => "detail".to_owned(),
            more => format!("detail-{}", more + 1),
        },
        name: format!("Detail {letter}"),
        opacity: 1.0,
        items,
        marks,
    }
}

/// The outline of what the inset shows, and the shaded way from there to the inset.
fn guides(frame: &ViewContext<'_>, place: &DetailPlace) -> Vec<Item> {
    let style = frame.style;
    let line = |ends: [ScreenPoint; 2]| {
        Item::Path(Path {
            contours: vec![Contour {
                points: ends.to_vec(),
                closed: false,
            }],
            fill: None,
            stroke: Some(Stroke::solid(style.country_text.faded(GUIDE_ALPHA), 0.7)),
        })
    };
    let lines = guide_lines(place);
    let [[from, to], [other_from, other_to]] = lines;
    let mut items = vec![Item::Path(Path {
        contours: vec![Contour {
            points: vec![from, to, other_to, other_from],
            closed: true,
        }],
        fill: Some(style.country_text.faded(SHADE_ALPHA)),
        stroke: None,
    })];
    items.extend(lines.map(line));
    items.push(outlined(
        place.source,
        Stroke::solid(style.country_text, 1.0),
    ));
    items
}

/// The two lines from the corners of what an inset shows to its own, on the sides that face each
/// other.
pub(in crate::scene) fn guide_lines(place: &DetailPlace) -> [[ScreenPoint; 2]; 2] {
    let (rect, source) = (place.rect, place.source);
    let right_of = rect.left >= source.right;
    let left_of = rect.right <= source.left;
    let corners = |rect: ScreenRect| {
        [
            ScreenPoint::new(rect.left, rect.top),
            ScreenPoint::new(rect.right, rect.top),
            ScreenPoint::new(rect.right, rect.bottom),
            ScreenPoint::new(rect.left, rect.bottom),
        ]
    };
    let (from, to) = (corners(source), corners(rect));
    if right_of {
        [[from[1], to[0]], [from[2], to[3]]]
    } else if left_of {
        [[from[0], to[1]], [from[3], to[2]]]
    } else if rect.bottom <= source.top {
        [[from[0], to[3]], [from[1], to[2]]]
    } else {
        [[from[3], to[0]], [from[2], to[1]]]
    }
}

fn contour(rect: ScreenRect) -> Contour {
    let ScreenRect {
        left,
        top,
        right,
        bottom,
    } = rect;
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    Contour {
        points: corners.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
        closed: true,
    }
}

fn filled(rect: ScreenRect, fill: crate::scene::Color) -> Item {
    Item::Path(Path {
        contours: vec![contour(rect)],
        fill: Some(fill),
        stroke: None,
    })
}

fn outlined(rect: ScreenRect, stroke: crate::scene::Stroke) -> Item {
    Item::Path(Path {
        contours: vec![contour(rect)],
        fill: None,
        stroke: Some(stroke),
    })
}

/// What the outline of such a frame covers, a side each.
pub(in crate::scene) fn outline_of(rect: ScreenRect) -> [ScreenRect; 4] {
    let side = |left: f64, top: f64, right: f64, bottom: f64| {
        let side = ScreenRect::new(left, top, right - left, bottom - top);
        side.inflated(OUTLINE_PX / 2.0)
    };
    let ScreenRect {
        left,
        top,
        right,
        bottom,
    } = rect;
    [
        side(left, top, right, top),
        side(left, bottom, right, bottom),
        side(left, top, left, bottom),
        side(right, top, right, bottom),
    ]
}

/// The inset's letter on its ground.
fn lettered(frame: &ViewContext<'_>, letter: &str, ground: ScreenRect) -> Vec<Item> {
    let style = frame.style;
    let at = ScreenPoint::new(ground.center().x_px, ground.bottom - 3.0);
    let mut text = words(at, TextAnchor::Middle, letter, 10.0, style.panel);
    text.face = crate::scene::display::fonts::Face::SansSemiBold;
    vec![filled(ground, style.country_text), Item::Text(text)]
}

/// The way from an inset's scene into the main one.
struct Into<'a> {
    place: &'a DetailPlace,
    inner: Camera,
    outer: Camera,
}

impl Into<'_> {
    /// Where a place of the map stands in the inset, in pixels of the window.
    fn on_screen(&self, at: MapPoint) -> ScreenPoint {
        let at = self.inner.screen_from_map(at);
        ScreenPoint::new(
            at.x_px + self.place.rect.left,
            at.y_px + self.place.rect.top,
        )
    }

    /// The place of the map that the main camera shows there.
    fn to_map(&self, points: Vec<ScreenPoint>) -> Vec<MapPoint> {
        let points = points.into_iter();
        points.map(|at| self.outer.map_from_screen(at)).collect()
    }

    /// Draws what of an item lies within the frame.
    fn draw(&self, item: &Item, items: &mut Vec<Item>) {
        let rect = &self.place.rect;
        match item {
            Item::Area(area) => {
                let rings = area.geometry.rings.iter().filter_map(|ring| {
                    let ring: Vec<ScreenPoint> =
                        ring.iter().map(|&at| self.on_screen(at)).collect();
                    let ring = rectangle(rect).ring(&ring);
                    (ring.len() >= 3).then(|| self.to_map(ring))
                });
                let rings: Vec<Vec<MapPoint>> = rings.collect();
                if !rings.is_empty() {
                    items.push(Item::Area(Area {
                        geometry: Arc::new(AreaGeometry::new(rings)),
                        fill: area.fill,
                    }));
                }
            }
            Item::Line(line) => {
                let points = line.geometry.points.iter();
                let points: Vec<ScreenPoint> = points.map(|&at| self.on_screen(at)).collect();
                for piece in rectangle(rect).line(&points) {
                    let points = self.to_map(piece);
                    let bounds = points.iter().copied().collect();
                    items.push(Item::Line(Line {
                        geometry: Arc::new(LineGeometry { bounds, points }),
                        stroke: line.stroke,
                    }));
                }
            }
            Item::Path(path) => items.extend(self.path(path)),
            Item::Text(text) => {
                let moved = shift(item.clone(), rect.left, rect.top);
                let covered = covers(text).shifted(rect.left, rect.top);
                items.extend(rect.holds(&covered).then_some(moved));
            }
            Item::CurvedText(_) => items.push(shift(item.clone(), rect.left, rect.top)),
            Item::Image(image) if image.smooth => {
                let part = cut(image, &self.inner, rect, &self.outer);
                items.extend(part.map(Item::Image));
            }
            // Of large layers the main map tells.
            Item::Lines(_) | Item::Image(_) | Item::Dots(_) => {}
        }
    }

    /// What of a shape lies within the frame: a filled one is convex, and stays so.
    fn path(&self, path: &Path) -> Option<Item> {
        let rect = &self.place.rect;
        let mut contours = Vec::new();
        for contour in &path.contours {
            let points = contour.points.iter();
            let points = points.map(|at| ScreenPoint::new(at.x_px + rect.left, at.y_px + rect.top));
            let mut points: Vec<ScreenPoint> = points.collect();
            let within = points.iter().all(|&at| rect.contains(at));
            if within {
                contours.push(Contour {
                    points,
                    closed: contour.closed,
                });
            } else if path.fill.is_some() {
                contours.push(Contour {
                    points: rectangle(rect).ring(&points),
                    closed: true,
                });
            } else {
                if contour.closed {
                    points.extend(points.first().copied());
                }
                let pieces = rectangle(rect).line(&points).into_iter();
                contours.extend(pieces.map(|points| Contour {
                    points,
                    closed: false,
                }));
            }
        }
        contours.retain(|contour| contour.points.len() >= 2);
        (!contours.is_empty()).then(|| {
            Item::Path(Path {
                contours,
                ..path.clone()
            })
        })
    }
}

/// The rectangle of the window that things are clipped to.
fn rectangle(rect: &ScreenRect) -> Rectangle<ScreenPoint> {
    Rectangle {
        min: ScreenPoint::new(rect.left, rect.top),
        max: ScreenPoint::new(rect.right, rect.bottom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RECT: ScreenRect = ScreenRect::new(10.0, 20.0, 100.0, 50.0);

    proptest! {
        #[test]
        fn what_is_cut_lies_within_the_frame(
            points in prop::collection::vec((-100.0..250.0_f64, -100.0..200.0_f64), 2..12),
        ) {
            let points: Vec<_> = points.into_iter().map(|(x, y)| ScreenPoint::new(x, y)).collect();
            let frame = RECT.inflated(1e-6);
            for at in rectangle(&RECT).ring(&points) {
                prop_assert!(frame.contains(at));
            }
            for piece in rectangle(&RECT).line(&points) {
                prop_assert!(piece.len() >= 2);
                prop_assert!(piece.iter().all(|&at| frame.contains(at)));
            }
        }
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_pieces() {
        let at = |x, y| ScreenPoint::new(x, y);
        let line = [
            at(50.0, 40.0),
            at(200.0, 40.0),
            at(200.0, 50.0),
            at(60.0, 50.0),
        ];
        let pieces = rectangle(&RECT).line(&line);
        assert_eq!(pieces.len(), 2, "{pieces:?}");
        assert!((pieces[0][1].x_px - 110.0).abs() < 1e-9);
    }

    #[test]
    fn a_ring_within_the_frame_is_left_as_it_is() {
        let at = |x, y| ScreenPoint::new(x, y);
        let ring = vec![at(20.0, 30.0), at(60.0, 30.0), at(40.0, 60.0)];
        let mut cut = rectangle(&RECT).ring(&ring);
        cut.rotate_left(0);
        assert_eq!(cut.len(), 3);
        assert!(ring.iter().all(|corner| cut.contains(corner)));
    }
}
