//! What of the base map names keep clear of, in the cells of a view.

use std::sync::{Arc, OnceLock};

use crate::atlas::basemap::CountryIx;
use crate::earth::Camera;
use crate::scene::display::cells::{AreaCells, NumberedCells};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::BaseMapLevel;
use crate::scene::{AreaGeometry, ScreenRect};

/// Side of the cells in which land is looked at, logical pixels: a part of the grid that views are
/// snapped to, so that the cells of two views of one place are the same.
pub(super) const CELL_PX: f64 = 4.0;

/// Lakes, claimed land and whose land lies where. It is the same whatever days and marks the view shows.
#[derive(Debug)]
pub(super) struct GroundCells {
    pub(super) window: ScreenRect,
    pub(super) lakes: AreaCells,
    pub(super) claimed: AreaCells,
    /// Which country's land the view shows where, once a name asks for it.
    lands: OnceLock<NumberedCells>,
}

impl GroundCells {
    /// Those of the view within `window`.
    pub(super) fn of(frame: &ViewContext<'_>, window: ScreenRect) -> Self {
        let cells = |areas: Vec<&AreaGeometry>| {
            AreaCells::of(&frame.camera, areas.into_iter(), window, CELL_PX)
        };
        let ground = frame.land();
        let lakes = ground.map_or(Vec::new(), |ground| {
            let lakes = ground.lakes.within(frame.seen);
            let seen = lakes.filter(|lake| frame.can_see(lake.geometry.bounds));
            seen.map(|lake| lake.geometry.as_ref()).collect()
        });
        let claimed = ground.map_or(Vec::new(), |ground| {
            let claimed = ground.claimed.within(frame.seen);
            claimed.map(|area| area.geometry.as_ref()).collect()
        });
        Self {
            window,
            lakes: cells(lakes),
            claimed: cells(claimed),
            lands: OnceLock::new(),
        }
    }

    /// Which country's land lies where within the window.
    pub(super) fn lands(&self, frame: &ViewContext<'_>, ground: &BaseMapLevel) -> &NumberedCells {
        self.lands.get_or_init(|| {
            let lands = ground.land.within(frame.seen);
            let lands = lands.map(|land| (land.country.0, land.geometry.as_ref()));
            NumberedCells::of(&frame.camera, lands, self.window, CELL_PX)
        })
    }

    /// The land of some countries within the window; none where there is no base map.
    pub(super) fn land_of(
        &self,
        frame: &ViewContext<'_>,
        countries: &[CountryIx],
    ) -> Option<LandOfSome<'_>> {
        let lands = self.lands(frame, frame.land()?);
        let numbers: Vec<u16> = countries.iter().map(|country| country.0).collect();
        Some(LandOfSome {
            own: lands.numbered(&numbers),
            lands,
        })
    }
}

/// The land of some countries, and that of all.
pub(super) struct LandOfSome<'a> {
    own: AreaCells,
    lands: &'a NumberedCells,
}

impl LandOfSome<'_> {
    /// Whether a rectangle of the window is clear of the land of other countries.
    pub(super) fn is_clear(&self, rect: &ScreenRect) -> bool {
        self.lands.are_of(rect, &self.own)
    }
}

/// The ground of the last view, kept while its names are laid out for other days and marks.
#[derive(Debug, Default)]
pub(super) struct KeptGround(Option<(Camera, Option<usize>, Arc<GroundCells>)>);

impl KeptGround {
    /// The cells of a view within `window`, those of the last view where they serve.
    pub(super) fn of(&mut self, frame: &ViewContext<'_>, window: ScreenRect) -> Arc<GroundCells> {
        let level = frame.ground.map(|(level, _)| level);
        let serves = |(camera, of, kept): &(Camera, Option<usize>, Arc<GroundCells>)| {
            *camera == frame.camera && *of == level && kept.window == window
        };
        if let Some((.., kept)) = self.0.as_ref().filter(|kept| serves(kept)) {
            return Arc::clone(kept);
        }
        let cells = Arc::new(GroundCells::of(frame, window));
        self.0 = Some((frame.camera, level, Arc::clone(&cells)));
        cells
    }
}
