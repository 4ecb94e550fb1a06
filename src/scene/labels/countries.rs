//! Names of countries: spaced capitals where the country lies, or where what is seen of it does.

use super::candidate::{AnchorPlacement, COUNTRY, Candidate, InView, Owner, text};
use super::visible::pole;
use crate::atlas::LayerIx;
use crate::atlas::basemap::CountryIx;
use crate::scene::fonts::Face;
use crate::scene::prepare::{BaseMapLevel, Land};
use crate::scene::text::Reach;
use crate::scene::view_context::ViewContext;
use crate::scene::{ScreenRect, Text};

/// Countries show down to this scale, metres of the map per pixel; nearer, the view lies within one
/// or two and shows it by their borders.
const DOWN_TO: f64 = 90.0;
/// A country less wide than this on the screen is not looked for in the window.
const LEAST_PX: f64 = 60.0;

/// The name of each country that is in view.
pub(super) fn countries(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    in_view: InView<'_>,
    candidates: &mut Vec<Candidate>,
) {
    let (Some(ground), true) = (frame.land(), frame.camera.metres_per_px >= DOWN_TO) else {
        return;
    };
    let style = frame.style;
    let (window, furniture) = in_view.surely();
    for (number, country) in frame.atlas.basemap.countries.iter().enumerate() {
        let Some(widest) =
            widest(ground, number).filter(|land| land.geometry.bounds.intersects(&frame.seen))
        else {
            continue;
        };
        let focus = frame.atlas.dossier.map.focus.contains(&country.iso3);
        let size_px = if focus { 13.0 } else { 11.5 };
        let halo = if focus { style.land } else { style.neighbour };
        let words = frame.atlas.country_name_in(country, frame.view.names);
        let words = words.to_uppercase();
        let name = text(&words, Face::Sans, size_px, style.country_text, halo);
        let land_px = widest.geometry.bounds.width_m() / frame.camera.metres_per_px;
        let Some(name) = spaced(name, land_px) else {
            continue;
        };
        let label = frame.atlas.projection.project(country.label);
        let covered = |at| {
            let at = frame.camera.screen_from_map(at);
            ScreenRect::around(at, 0.0).inflated(8.0)
        };
        let seen = label.filter(|&at| {
            let covered = covered(at);
            in_view.window.holds(&covered)
                && !in_view.furniture.iter().any(|rect| rect.overlaps(&covered))
        });
        let at = seen.or_else(|| {
            let advance = name.face.advance(&name.text, name.size_px, name.spacing_px);
            let size = [f64::from(advance) + 16.0, f64::from(size_px) + 8.0];
            let wide_enough = land_px >= LEAST_PX;
            wide_enough.then(|| pole(frame, of(ground, number), window, &furniture, size))?
        });
        candidates.extend(at.map(|at| Candidate {
            right: COUNTRY,
            owner: Owner::Country(number),
            layer: Some(layer),
            at,
            stand: AnchorPlacement::Over,
            dot_px: 0.0,
            reach: Reach::of(&name),
            text: name,
            words,
            stack: 0,
        }));
    }
}

/// The name spaced as suits a country so wide; none where it is wider than the country.
fn spaced(mut name: Text, width_px: f64) -> Option<Text> {
    for spacing_px in [(width_px / 90.0).clamp(1.0, 6.0) as f32, 0.6] {
        name.spacing_px = spacing_px;
        let advance = name.face.advance(&name.text, name.size_px, name.spacing_px);
        if f64::from(advance) <= width_px * 1.15 {
            return Some(name);
        }
    }
    None
}

fn of(ground: &BaseMapLevel, number: usize) -> impl Iterator<Item = &Land> {
    ground.country(CountryIx(u16::try_from(number).unwrap_or(u16::MAX)))
}

/// A country's widest piece of land.
fn widest(ground: &BaseMapLevel, number: usize) -> Option<&Land> {
    let width_m = |land: &&Land| land.geometry.bounds.width_m();
    of(ground, number).max_by(|a, b| width_m(a).total_cmp(&width_m(b)))
}
