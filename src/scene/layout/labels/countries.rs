//! Names of countries: spaced capitals within their own land, or within what is seen of it.

use std::collections::BTreeMap;

use super::candidate::{
    AnchorPlacement, COUNTRY, Candidate, FOCUS_COUNTRY, InView, NameScope, Owner, text,
    text_size_px,
};
use super::land_room::{Blocked, LandRoom};
use crate::atlas::LayerIx;
use crate::atlas::basemap::CountryIx;
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::display::fonts::Face;
use crate::scene::display::text::Reach;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::BaseMapLevel;
use crate::scene::{ScreenRect, Text};

/// Scale down to which neighbours are named, metres of the map per pixel: nearer, the view lies
/// within one or two and shows it by their borders.
const DOWN_TO: f64 = 90.0;
/// Width of the narrowest country whose name is looked for a place, logical pixels.
const LEAST_PX: f64 = 26.0;
/// Places that are offered for one name.
const PLACES: usize = 8;

/// The name of each country that is in view, of the dossier's own alone where no others are asked
/// for.
pub(super) fn countries(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    scope: NameScope,
    in_view: InView<'_>,
    blocked: &Blocked,
    candidates: &mut Vec<Candidate>,
) {
    let Some(ground) = frame.land() else {
        return;
    };
    let widest = widest_in_view(frame, ground);
    for (number, country) in frame.atlas.basemap.countries.iter().enumerate() {
        let focus = frame.atlas.dossier.map.focus.contains(&country.iso3);
        if !focus && (scope == NameScope::Firm || frame.camera.metres_per_px < DOWN_TO) {
            continue;
        }
        let Some(widest_m) = widest.get(&ix_of(number)) else {
            continue;
        };
        let land_px = widest_m / frame.camera.metres_per_px;
        if land_px < LEAST_PX {
            continue;
        }
        let called = frame.atlas.country_name_in(country, frame.view.names);
        let forms = forms(frame, called, (scope, focus), land_px);
        // Of most countries of a view of the world no name has room: their land is not looked at any closer.
        let longest_px = blocked.longest_px(frame, ground, ix_of(number));
        if forms.iter().all(|name| text_size_px(name)[0] > longest_px) {
            continue;
        }
        let room = LandRoom::of_country(frame, blocked, ground, ix_of(number));
        let label = frame.atlas.projection.project(country.label);
        let label = label.map(|at| frame.camera.screen_from_map(at));
        let near = label
            .filter(|&at| in_view.surely_holds(&ScreenRect::around(at, 0.0)))
            .or_else(|| room.middle());
        let Some(near) = near else { continue };
        // A neighbour has its name in the largest form that there is room for at all. Of a name that no
        // picture may lack each form asks for a place: where others are in the way of the large ones
        // a small one may still have room. No two say the same, so that one of them stands.
        let most = if focus { forms.len() } else { 1 };
        let with_places = forms.into_iter().filter_map(|name| {
            let places = places(frame, (&room, blocked), in_view, &name, near);
            (!places.is_empty()).then_some((name, places))
        });
        let named = with_places.take(most);
        let priority = if focus { FOCUS_COUNTRY } else { COUNTRY };
        candidates.extend(named.map(|(name, places)| Candidate {
            priority,
            owner: Owner::Country(ix_of(number)),
            layer: Some(layer),
            at: places[0],
            stand: AnchorPlacement::Within { places },
            dot_px: 0.0,
            reach: Reach::of(&name),
            below: Vec::new(),
            text: name,
            stack: 0,
            place: None,
            borne_by: None,
        }));
    }
}

/// The places for a name, those first that are in the window wherever that lies.
fn places(
    frame: &ViewContext<'_>,
    (room, blocked): (&LandRoom, &Blocked),
    in_view: InView<'_>,
    name: &Text,
    near: ScreenPoint,
) -> Vec<MapPoint> {
    let size = text_size_px(name);
    let mut places = room.places(blocked, size, near, PLACES);
    let surely = |at: &ScreenPoint| {
        let rect = ScreenRect::new(
            at.x_px - size[0] / 2.0,
            at.y_px - size[1] / 2.0,
            size[0],
            size[1],
        );
        !in_view.surely_holds(&rect)
    };
    // The sort is stable: of equals the first stays first.
    places.sort_by_key(surely);
    let places = places.into_iter();
    places.map(|at| frame.camera.map_from_screen(at)).collect()
}

/// The forms of a name that suit the width of a country, the largest first. The map's own countries are
/// always named, in small letters if need be; in an inset, around which the map names them, all alike in capitals.
fn forms(
    frame: &ViewContext<'_>,
    name: &str,
    (scope, focus): (NameScope, bool),
    land_px: f64,
) -> Vec<Text> {
    let style = frame.style;
    let halo = if focus { style.land } else { style.neighbour };
    let wide = (land_px / 90.0).clamp(1.0, 6.0) as f32;
    let sizes: &[(f32, f32)] = if focus {
        &[
            (13.0, wide),
            (13.0, 0.6),
            (11.5, 0.4),
            (10.5, 0.2),
            (9.0, 0.2),
        ]
    } else {
        &[(11.5, wide), (11.5, 0.6), (10.0, 0.3)]
    };
    let capitals = name.to_uppercase();
    let form = |words: &str, size_px: f32, spacing_px: f32| Text {
        spacing_px,
        ..text(
            words,
            Face::Sans,
            frame.letters_px(size_px),
            style.country_text,
            halo,
        )
    };
    let in_capitals = sizes
        .iter()
        .map(|&(size_px, spacing_px)| form(&capitals, size_px, spacing_px));
    let small = (focus && scope != NameScope::Inset).then(|| form(name, 9.0, 0.0));
    in_capitals.chain(small).collect()
}

fn ix_of(number: usize) -> CountryIx {
    CountryIx(u16::try_from(number).unwrap_or(u16::MAX))
}

/// The width of the widest piece of each country's land of which something may be in view, metres of the map:
/// Alaska is the United States where nothing else of them is seen.
fn widest_in_view(frame: &ViewContext<'_>, ground: &BaseMapLevel) -> BTreeMap<CountryIx, f64> {
    let mut widest = BTreeMap::new();
    for land in ground.land.within(frame.seen) {
        let width_m = land.geometry.bounds.width_m();
        let of_country = widest.entry(land.country).or_insert(width_m);
        *of_country = width_m.max(*of_country);
    }
    widest
}
