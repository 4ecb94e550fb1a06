//! Where a box beside a place of the map covers the fewest marks and names.

use egui::{Pos2, Rect, Vec2};

use super::super::View;
use super::Local;
use crate::earth::ScreenPoint;
use crate::scene::{Item, TargetKind, covers};

/// Names and marks within these distances of the place, logical pixels, and number of farther ones that a box
/// covers rather than one of them: what stands at the place is what the box tells of.
const NEAR_PX: [(f32, usize); 2] = [(24.0, 60), (120.0, 12)];
/// How many times as far aside a box may stand, and the number of farther names and marks that it covers rather
/// than to stand there.
const ASIDE: [(f32, usize); 3] = [(1.0, 0), (3.0, 16), (6.0, 24)];
/// A box that has to be moved into the map keeps this far from its edge, logical pixels.
const EDGE_PX: f32 = 8.0;

/// The place of a box so large beside `at`, `away` from it or a little farther aside: of its corners there that
/// one within the map at which it covers the fewest marks and names, the near ones first. A box that fits at none
/// of them is moved up or down into the map.
pub(super) fn beside(view: View<'_>, local: Local, at: Pos2, size: Vec2, away: Vec2) -> Rect {
    let map = map_rect(view, local);
    let taken = taken(view, local);
    let (below, above) = (away.y, -away.y - size.y);
    let corners = ASIDE.into_iter().flat_map(|(times, cost)| {
        let (right, left) = (times * away.x, -times * away.x - size.x);
        let corners = [(right, below), (right, above), (left, below), (left, above)];
        corners.map(|corner| (corner, cost))
    });
    let fits = |((x, y), cost): ((f32, f32), usize)| {
        let place = Rect::from_min_size(at + egui::vec2(x, y), size);
        let inside = within(place, map);
        (inside, cost + usize::from(inside != place))
    };
    let covered = |place: &Rect| -> usize {
        let over = taken.iter().filter(|taken| taken.intersects(*place));
        let weight = |taken: &Rect| {
            let away_px = taken.distance_to_pos(at);
            let near = NEAR_PX.iter().find(|(near_px, _)| away_px <= *near_px);
            near.map_or(1, |(_, weight)| *weight)
        };
        over.map(weight).sum()
    };
    let places = corners.map(fits);
    let places = places.filter(|(place, _)| map.contains_rect(*place) && !place.contains(at));
    // Of several the first, which is the one that readers expect.
    let best = places.min_by_key(|(place, cost)| covered(place) + cost);
    let expected = || Rect::from_min_size(at + away, size);
    best.map_or_else(expected, |(place, _)| place)
}

/// A box moved up or down until it is within the map, where it is lower than that.
fn within(place: Rect, map: Rect) -> Rect {
    let map = map.shrink(EDGE_PX);
    let up = (place.bottom() - map.bottom()).max(0.0);
    let down = (map.top() - (place.top() - up)).max(0.0);
    place.translate(egui::vec2(0.0, down - up))
}

/// What marks and names take of the window.
fn taken(view: View<'_>, local: Local) -> Vec<Rect> {
    let marks = view.scene.targets.all.iter();
    let marks = marks.filter(|target| target.kind == TargetKind::Mark);
    let marks = marks.map(|mark| {
        let around = Vec2::splat(2.0 * mark.radius_px as f32);
        Rect::from_center_size(local.pos(mark.at), around)
    });
    let names = view.scene.group("labels").into_iter();
    let names = names
        .flat_map(|group| &group.items)
        .filter_map(|item| match item {
            Item::Text(text) => Some(covers(text)),
            _ => None,
        });
    let names = names.map(|rect| {
        let corner = |x_px, y_px| local.pos(ScreenPoint::new(x_px, y_px));
        Rect::from_two_pos(corner(rect.left, rect.top), corner(rect.right, rect.bottom))
    });
    marks.chain(names).collect()
}

/// The map's place in the window.
pub(super) fn map_rect(view: View<'_>, local: Local) -> Rect {
    let camera = view.session.view.camera;
    let corner = ScreenPoint::new(camera.width_px, camera.height_px);
    Rect::from_min_max(local.origin, local.pos(corner))
}
