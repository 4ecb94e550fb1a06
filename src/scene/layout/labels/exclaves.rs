//! Names of land that lies within another country, with whose it is.

use super::candidate::{AnchorPlacement, COUNTRY, Candidate, Owner, text, text_size_px};
use super::land_room::{Blocked, LandRoom};
use crate::atlas::LayerIx;
use crate::atlas::basemap::{EXCLAVES, Exclave};
use crate::earth::MapPoint;
use crate::scene::Text;
use crate::scene::display::fonts::Face;
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::{BaseMapLevel, Land};

/// Size of the letters, logical pixels.
const SIZE_PX: f32 = 10.0;
/// Width of the narrowest exclave whose name is looked for a place, logical pixels.
const LEAST_PX: f64 = 24.0;
/// Places that are offered for one name.
const PLACES: usize = 3;

/// The names of the exclaves in view that have room for them.
pub(super) fn exclaves(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    blocked: &Blocked,
    candidates: &mut Vec<Candidate>,
) {
    let Some(ground) = frame.land() else {
        return;
    };
    for (number, exclave) in EXCLAVES.iter().enumerate() {
        let inside = frame.atlas.projection.project(exclave.inside);
        let Some(inside) = inside.filter(|&at| frame.seen.contains(at)) else {
            continue;
        };
        let land = land_around(frame, ground, exclave, inside);
        candidates
            .extend(land.and_then(|land| named(frame, layer, (number, exclave), land, blocked)));
    }
}

/// The piece of the exclave's country around a place: the smallest that may hold it.
fn land_around<'a>(
    frame: &ViewContext<'_>,
    ground: &'a BaseMapLevel,
    exclave: &Exclave,
    inside: MapPoint,
) -> Option<&'a Land> {
    let country = frame.atlas.basemap.country(exclave.of.parse().ok()?)?;
    // On the main land stands the country's own name. A coarse level may lack the exclave's outline.
    let main = frame.atlas.country(country).label;
    let main = frame.atlas.projection.project(main);
    let is_main = |land: &&Land| main.is_some_and(|at| land.geometry.bounds.contains(at));
    let width_m = |land: &&Land| land.geometry.bounds.width_m();
    ground
        .country(country)
        .filter(|land| land.geometry.bounds.contains(inside) && !is_main(land))
        .min_by(|a, b| width_m(a).total_cmp(&width_m(b)))
        .filter(|land| width_m(land) >= LEAST_PX * frame.camera.metres_per_px)
}

fn named(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    (number, exclave): (usize, &Exclave),
    land: &Land,
    blocked: &Blocked,
) -> Option<Candidate> {
    let room = LandRoom::of_areas(
        frame,
        [land.geometry.as_ref()].into_iter(),
        blocked.window(),
    );
    let middle = room.middle()?;
    let (name, places) = forms(frame, exclave, land).into_iter().find_map(|name| {
        let size = text_size_px(&name);
        let places = room.places(blocked, size, middle, PLACES);
        (!places.is_empty()).then_some((name, places))
    })?;
    let places = places.into_iter();
    let places: Vec<MapPoint> = places.map(|at| frame.camera.map_from_screen(at)).collect();
    Some(Candidate {
        priority: COUNTRY,
        owner: Owner::Exclave(number),
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

/// What the label may say, the fullest first.
fn forms(frame: &ViewContext<'_>, exclave: &Exclave, land: &Land) -> [Text; 2] {
    let style = frame.style;
    let halo = if land.focus {
        style.land
    } else {
        style.neighbour
    };
    let country = frame.atlas.country(land.country);
    let country = frame.atlas.country_name_in(country, frame.view.names);
    let name = exclave.name;
    [format!("{name} ({country})"), name.to_owned()].map(|words| {
        text(
            &words,
            Face::Sans,
            frame.letters_px(SIZE_PX),
            style.country_text,
            halo,
        )
    })
}
