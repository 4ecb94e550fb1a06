//! Names of the world's seas, where the dossier's gazetteer has none of its own.

use super::candidate::{AnchorPlacement, Candidate, Owner, WATER, text, text_size_px};
use super::land_room::{Blocked, places_afloat};
use crate::atlas::basemap::{SEAS, Sea};
use crate::atlas::{LayerIx, LayerKind};
use crate::earth::{MapPoint, ScreenPoint, is_within_m};
use crate::scene::display::fonts::Face;
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PlaceKind;
use crate::scene::{ScreenRect, Text};

/// Size of the letters, and room between them, logical pixels.
const SIZE_PX: f32 = 11.0;
const SPACING_PX: f32 = 0.8;
/// Parts of the window along each side in which water is looked for.
const PARTS: u32 = 4;
/// A circle is left out whose middle lies farther than this from the point of the window that is nearest to it on
/// the map, radii: on the earth another may be nearer, but not by so much.
const FARTHEST: f64 = 1.5;
/// The same on the map, which enlarges what lies far from its middle: what is left out so costs nothing.
const FARTHEST_ON_MAP: f64 = 8.0;
/// A sea's name asks for its place after all waters of the gazetteer.
const AFTER_GAZETTEER: u32 = 9;

/// The names of seas in view, each on its own water.
pub(super) fn seas(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    land: &Blocked,
    candidates: &mut Vec<Candidate>,
) {
    if frame.atlas.layer(layer).kind != LayerKind::Water {
        return;
    }
    let unnamed = SEAS.iter().enumerate();
    let unnamed = unnamed.filter(|(_, sea)| !is_in_gazetteer(frame, sea));
    candidates.extend(unnamed.filter_map(|(number, sea)| named(frame, layer, (number, sea), land)));
}

/// Whether the gazetteer names this sea itself, or one of its waters of the first rank lies there.
fn is_in_gazetteer(frame: &ViewContext<'_>, sea: &Sea) -> bool {
    let mut places = frame.prepared.places.iter();
    places
        .any(|place| place.kind == PlaceKind::Water && place.rank == 1 && sea.holds(place.on_earth))
}

fn named(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    (number, sea): (usize, &Sea),
    land: &Blocked,
) -> Option<Candidate> {
    let style = frame.style;
    let letters_px = frame.letters_px(SIZE_PX);
    let name = Text {
        spacing_px: SPACING_PX,
        ..text(
            sea.name,
            Face::SansItalic,
            letters_px,
            style.water_text,
            style.land,
        )
    };
    let places = places(frame, sea, &name, land)?;
    Some(Candidate {
        priority: WATER + AFTER_GAZETTEER,
        owner: Owner::Sea(number),
        layer: Some(layer),
        at: *places.first()?,
        stand: AnchorPlacement::Within { places },
        dot_px: 0.0,
        reach: Reach::of(&name),
        below: Vec::new(),
        text: name,
        stack: 0,
        place: None,
        borne_by: None,
    })
}

/// The places of a sea's name in the widest of its circles that has any in view: near the circle's middle, or near
/// the side of the window that is next to it, else in one of the other parts of the window that is water. A sea
/// shorter than its name has none.
fn places(
    frame: &ViewContext<'_>,
    sea: &Sea,
    name: &Text,
    land: &Blocked,
) -> Option<Vec<MapPoint>> {
    let projection = &frame.atlas.projection;
    let size_px = text_size_px(name);
    let window = land.window();
    let [aside_px, above_px] = size_px.map(|px| px / 2.0);
    let inner = ScreenRect {
        left: window.left + aside_px,
        top: window.top + above_px,
        right: window.right - aside_px,
        bottom: window.bottom - above_px,
    };
    let has_room = inner.width() > 0.0 && inner.height() > 0.0;
    if !has_room || sea.reach_m() < size_px[0] * frame.camera.metres_per_px {
        return None;
    }
    sea.circles().find_map(|(middle, radius_m)| {
        let middle_px = frame.camera.screen_from_map(projection.project(middle)?);
        let nearest = inner.nearest(middle_px);
        let away_m = nearest.distance_px(middle_px) * frame.camera.metres_per_px;
        if away_m > FARTHEST_ON_MAP * radius_m {
            return None;
        }
        let lies = |at| projection.unproject(frame.camera.map_from_screen(at));
        let is_within = |at: ScreenPoint, reach_m: f64| {
            lies(at).is_some_and(|lies| is_within_m(middle, lies, reach_m))
        };
        if !is_within(nearest, FARTHEST * radius_m) {
            return None;
        }
        let is_own = |at: &ScreenPoint| is_within(*at, radius_m);
        let near = [nearest].into_iter().chain(parts(&inner));
        let mut found = near.filter(is_own).map(|near| {
            let mut found = places_afloat(frame, land, size_px, near);
            found.retain(is_own);
            found
        });
        let found = found.find(|found| !found.is_empty())?.into_iter();
        Some(found.map(|at| frame.camera.map_from_screen(at)).collect())
    })
}

/// The middles of the parts of a window.
fn parts(window: &ScreenRect) -> impl Iterator<Item = ScreenPoint> {
    let middle = |from: f64, length: f64, part: u32| {
        from + length * (f64::from(part) + 0.5) / f64::from(PARTS)
    };
    let all = (0..PARTS).flat_map(|row| (0..PARTS).map(move |column| (column, row)));
    all.map(move |(column, row)| {
        ScreenPoint::new(
            middle(window.left, window.width(), column),
            middle(window.top, window.height(), row),
        )
    })
}
