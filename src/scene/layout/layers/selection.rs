//! What is selected, over all layers, a country by its outline; and the reach of what is known only to a country, while it
//! is selected or hovered.

use super::features::{ground, symbol};
use super::hatch::{Slope, hatched};
use super::{ViewContext, line};
use crate::atlas::basemap::{BorderKind, CountryIx};
use crate::atlas::{PrecisionClass, Subject};
use crate::scene::display::style::size;
use crate::scene::layout::border_lines::lines;
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::prepare::BorderLine;
use crate::scene::{AreaGeometry, Item, Stroke};

/// Distance between the lines of the hatch over a country, logical pixels.
const SPACING_PX: f64 = 8.0;

/// The selected and hovered borders, the reach of what is known to a country, the selected mark.
pub(in crate::scene) fn items(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (subject, width_px) in [(frame.view.hovered, 2.0), (frame.view.selected, 3.0)] {
        if let Some(Subject::Border(ix)) = subject
            && let Some(border) = frame.atlas.dossier.borders.get(ix.index())
        {
            let halo = Stroke::solid(frame.style.land.faded(0.85), width_px + 2.5);
            items.extend(lines(frame, border).map(|drawn| line(&drawn.geometry, halo)));
            let accent = Stroke::solid(frame.style.accent, width_px);
            items.extend(lines(frame, border).map(|drawn| line(&drawn.geometry, accent)));
        }
        if let Some(Subject::Country(country)) = subject {
            country_outline(frame, country, width_px, &mut items);
        }
    }
    for standing in &stage.standing {
        if standing.selected || standing.hovered {
            items.extend(country_hatch(frame, standing));
        }
    }
    for standing in stage.standing.iter().filter(|standing| standing.selected) {
        ground(frame, standing, &mut items);
        symbol(frame, standing, &mut items);
    }
    items
}

/// The outline of a country, coasts included, as a selected border is drawn.
fn country_outline(
    frame: &ViewContext<'_>,
    country: CountryIx,
    width_px: f32,
    items: &mut Vec<Item>,
) {
    let Some(ground) = frame.land() else { return };
    let of_country = |drawn: &&BorderLine| {
        drawn.kind != BorderKind::Claim && drawn.between.contains(&Some(country))
    };
    let outline = || ground.borders.within(frame.seen).filter(of_country);
    let halo = Stroke::solid(frame.style.land.faded(0.85), width_px + 1.5);
    items.extend(outline().map(|drawn| line(&drawn.geometry, halo)));
    let accent = Stroke::solid(frame.style.accent, width_px - 0.5);
    items.extend(outline().map(|drawn| line(&drawn.geometry, accent)));
}

/// A hatch over the country that a mark is known to, or over the circle in which it lies.
fn country_hatch(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> Option<Item> {
    let feature = frame.atlas.feature(standing.mark.ix);
    if feature.precision.class != PrecisionClass::Country {
        return None;
    }
    let country = feature
        .country
        .and_then(|iso3| frame.atlas.basemap.country(iso3));
    let areas: Vec<&AreaGeometry> = match (country, frame.land()) {
        (Some(country), Some(ground)) => ground
            .country(country)
            .map(|land| land.geometry.as_ref())
            .collect(),
        _ => standing
            .mark
            .drawn(frame.atlas)
            .reach
            .iter()
            .map(AsRef::as_ref)
            .collect(),
    };
    let color = frame.style.legible(standing.mark.look.actor).faded(0.6);
    hatched(
        frame,
        &areas,
        Slope::Rising,
        SPACING_PX,
        Stroke::solid(color, size::BORDER),
    )
}
