//! Names of the gazetteer that run along a line: a river's course, a range's axis.

use std::sync::Arc;

use super::along::{Foot, LineLettering, stretches};
use super::candidate::{AnchorPlacement, Candidate, Owner};
use super::places::{from_scale, lettered};
use crate::atlas::{LayerIx, LayerKind};
use crate::math;
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::{PlaceKind, PreparedPlace};
use crate::scene::{LineGeometry, Text};

/// Between a river's middle and the letters.
const GAP_PX: f64 = 3.2;
/// Additional space between the letters of a river's name, compared with a lake's, logical pixels.
const WIDER_PX: f32 = 0.5;
/// Part of its axis over which a name is spread.
const SPREAD: f64 = 0.6;
/// Least space between the letters of a spread name, logical pixels.
const LEAST_SPREAD_PX: f64 = 2.0;
/// Most space between the letters of a spread name, logical pixels.
const MOST_SPREAD_PX: f64 = 12.0;

/// The names along lines in view, each along its own, and again where that is long: of water, or of
/// ranges, deserts and plains.
pub(super) fn lines(frame: &ViewContext<'_>, layer: LayerIx, candidates: &mut Vec<Candidate>) {
    let water = frame.atlas.layer(layer).kind == LayerKind::Water;
    let named = frame.prepared.places.iter().enumerate();
    for (number, place) in named.filter(|(_, place)| {
        let of_layer = water == (place.kind == PlaceKind::Water);
        of_layer && frame.camera.metres_per_px < from_scale(place)
    }) {
        for line in courses(frame, place) {
            candidates.extend(along(frame, layer, number, place, line));
        }
    }
}

/// The pieces in view of what a name runs along.
fn courses<'a>(
    frame: &'a ViewContext<'_>,
    place: &'a PreparedPlace,
) -> impl Iterator<Item = &'a Arc<LineGeometry>> {
    let ground = frame.land().filter(|_| place.river.is_some());
    let rivers = ground
        .into_iter()
        .flat_map(|ground| ground.rivers.within(frame.seen));
    let courses = rivers
        .filter(|river| river.water == place.river)
        .map(|river| &river.geometry);
    let axes = place
        .axis
        .iter()
        .filter(|axis| axis.bounds.intersects(&frame.seen));
    courses.chain(axes)
}

fn along<'a>(
    frame: &'a ViewContext<'_>,
    layer: LayerIx,
    number: usize,
    place: &'a PreparedPlace,
    line: &'a LineGeometry,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let (priority, mut name) = lettered(frame, place);
    let foot = if place.kind == PlaceKind::Expanse {
        name.spacing_px = spread_px(&name, length_m(line) / frame.camera.metres_per_px);
        Foot::Upon
    } else {
        name.spacing_px += WIDER_PX;
        Foot::Beside { gap: GAP_PX }
    };
    let lettering = LineLettering {
        width: f64::from(name.face.advance(&name.text, name.size_px, name.spacing_px)),
        cap_height: f64::from(name.face.cap_height(name.size_px)),
        foot,
    };
    let slots = stretches(&line.points, place.at, &frame.camera, lettering);
    slots.into_iter().map(move |stretches| Candidate {
        priority,
        owner: Owner::Place(number),
        layer: Some(layer),
        at: place.at,
        stand: AnchorPlacement::Along { stretches },
        dot_px: 0.0,
        reach: Reach::of(&name),
        below: Vec::new(),
        text: name.clone(),
        stack: 0,
        place: None,
        borne_by: None,
    })
}

/// Space between the letters of a name that is spread over an axis of this length, logical pixels.
fn spread_px(name: &Text, axis_px: f64) -> f32 {
    let gaps = name.text.chars().count().saturating_sub(1).max(1);
    let bare_px = f64::from(name.face.advance(&name.text, name.size_px, 0.0));
    let spread_px = (SPREAD * axis_px - bare_px) / gaps as f64;
    spread_px.clamp(LEAST_SPREAD_PX, MOST_SPREAD_PX) as f32
}

fn length_m(line: &LineGeometry) -> f64 {
    let step = |pair: &[crate::earth::MapPoint]| {
        math::hypot(pair[1].x_m - pair[0].x_m, pair[1].y_m - pair[0].y_m)
    };
    line.points.windows(2).map(step).sum()
}
