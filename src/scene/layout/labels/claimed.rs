//! Names of claimed areas, with who holds and who claims them.

use super::candidate::{AnchorPlacement, COUNTRY, Candidate, Owner, text};
use super::land_room::{Blocked, LandRoom};
use crate::atlas::LayerIx;
use crate::atlas::basemap::Claimed;
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::ClaimedArea;
use crate::scene::{AreaGeometry, Text};

/// Size of the letters, logical pixels.
const SIZE_PX: f32 = 10.0;
/// Width of the narrowest area whose name is looked for a place, logical pixels.
const LEAST_PX: f64 = 30.0;
/// Places that are offered for one name.
const PLACES: usize = 4;

/// The names of the claimed areas in view that have room for them.
pub(super) fn claimed(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    blocked: &Blocked,
    candidates: &mut Vec<Candidate>,
) {
    let Some(ground) = frame.land() else {
        return;
    };
    // Every level has the same areas.
    let Some(level) = frame.atlas.basemap.levels.first() else {
        return;
    };
    let in_view: Vec<&ClaimedArea> = ground.claimed.within(frame.seen).collect();
    for (number, area) in level.claimed.iter().enumerate() {
        let pieces = in_view.iter().copied();
        let pieces: Vec<&ClaimedArea> = pieces.filter(|piece| piece.number == number).collect();
        let wide = |piece: &&ClaimedArea| {
            piece.geometry.bounds.width_m() >= LEAST_PX * frame.camera.metres_per_px
        };
        if !pieces.iter().any(wide) {
            continue;
        }
        let land = pieces.iter().map(|piece| piece.geometry.as_ref());
        candidates.extend(of_area(frame, layer, (number, area), land, blocked));
    }
}

fn of_area<'a>(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    (number, area): (usize, &Claimed),
    land: impl Iterator<Item = &'a AreaGeometry>,
    blocked: &Blocked,
) -> Option<Candidate> {
    let room = LandRoom::of_claimed(frame, land, blocked.window());
    let middle = room.middle()?;
    let mut forms = forms(frame, area).into_iter();
    let (name, places) = forms.find_map(|name| {
        let places = places(&room, blocked, &name, middle);
        (!places.is_empty()).then_some((name, places))
    })?;
    let places = places.into_iter();
    let places: Vec<_> = places.map(|at| frame.camera.map_from_screen(at)).collect();
    Some(Candidate {
        priority: COUNTRY,
        owner: Owner::Claimed(number),
        layer: Some(layer),
        at: *places.first()?,
        stand: AnchorPlacement::Within { places },
        dot_px: 0.0,
        reach: Reach::of(&name),
        text: name,
        stack: 0,
        place: None,
    })
}

fn places(room: &LandRoom, blocked: &Blocked, name: &Text, near: ScreenPoint) -> Vec<ScreenPoint> {
    let size = [
        f64::from(name.face.advance(&name.text, name.size_px, name.spacing_px)),
        f64::from(name.face.cap_height(name.size_px)),
    ];
    room.places(blocked, size, near, PLACES)
}

/// What the label may say, the fullest first.
fn forms(frame: &ViewContext<'_>, area: &Claimed) -> Vec<Text> {
    let claimants = area.claimed_by.iter();
    let claimants: Vec<&str> = claimants
        .map(|&ix| frame.atlas.country(ix).name.as_str())
        .collect();
    let claimed = format!("claimed by {}", claimants.join(", "));
    let holder = frame.atlas.holder(area);
    let (name, style) = (&area.name, frame.style);
    let form = |words: String| {
        text(
            &words,
            Face::SansItalic,
            frame.letters_px(SIZE_PX),
            style.disputed,
            style.neighbour,
        )
    };
    let mut said = vec![
        format!("{name} (held by {holder}, {claimed})"),
        format!("{name} ({claimed})"),
    ];
    if claimants.len() > 1 {
        said.push(format!("{name} (claimed by {})", claimants.len()));
    }
    said.push(name.clone());
    said.into_iter().map(form).collect()
}
