//! Names of rivers, along them.

use super::along::{Lettering, stretches};
use super::candidate::{Candidate, Owner, Stand, WATER, from_scale, text};
use crate::atlas::LayerIx;
use crate::scene::fonts::Face;
use crate::scene::frame::Frame;
use crate::scene::prepare::Place;

const SIZE_PX: f32 = 11.0;
/// Between a river's middle and the letters.
const GAP_PX: f64 = 3.2;

/// The names of the rivers in view, along each, and again where one is long.
pub(super) fn rivers(frame: &Frame<'_>, layer: LayerIx, candidates: &mut Vec<Candidate>) {
    let Some(ground) = frame.land() else {
        return;
    };
    let named = frame.prepared.places.iter().enumerate();
    for (number, place) in named.filter(|(_, place)| frame.camera.metres_per_px < from_scale(place))
    {
        let Some(water) = place.river else {
            continue;
        };
        let lines = ground
            .rivers
            .within(frame.seen)
            .filter(|river| river.water == Some(water));
        for line in lines {
            candidates.extend(along(frame, layer, number, place, &line.geometry.points));
        }
    }
}

fn along<'a>(
    frame: &'a Frame<'_>,
    layer: LayerIx,
    number: usize,
    place: &'a Place,
    line: &'a [crate::earth::MapPoint],
) -> impl Iterator<Item = Candidate> + 'a {
    let style = frame.style;
    let words = &frame.atlas.dossier.places[place.entry].name;
    let mut name = text(
        words,
        Face::SansItalic,
        SIZE_PX,
        style.water_text,
        style.land,
    );
    name.spacing_px = if place.rank == 1 { 1.2 } else { 0.8 };
    let lettering = Lettering {
        width: f64::from(name.face.advance(&name.text, name.size_px, name.spacing_px)),
        cap_height: f64::from(name.face.cap_height(name.size_px)),
        gap: GAP_PX,
    };
    let slots = stretches(line, place.at, &frame.camera, lettering);
    slots.into_iter().map(move |stretches| Candidate {
        right: WATER + u32::from(place.rank),
        owner: Owner::Place(number),
        layer: Some(layer),
        at: place.at,
        stand: Stand::Along { stretches },
        dot_px: 0.0,
        width_px: lettering.width,
        text: name.clone(),
        words: words.clone(),
        stack: 0,
    })
}
