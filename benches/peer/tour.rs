//! Views, places and days to measure at.

use steppe::atlas::Atlas;
use steppe::atlas::date::{date_of, day_number};
use steppe::earth::{Camera, LonLat, Projection, ScreenPoint};
use steppe::session::viewpoint::{TimeWindow, home_camera};

/// Size of the map, logical pixels.
const SIZE_PX: [f64; 2] = [1600.0, 1000.0];
/// Views of a tour.
const VIEWS: u32 = 200;
/// Places of a tour.
const PICKS: u32 = 200;
/// Stretches of days of a tour, and how long each is.
const WINDOWS: i32 = 20;
const WINDOW_DAYS: i32 = 90;
/// Scales of the tour against the whole map's: from a little further off to near.
const WIDEST: f64 = 1.4;
const NEAREST: f64 = 0.09;

/// Where the map is seen from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    /// Its middle.
    pub(crate) middle: LonLat,
    /// Scale there, metres of the ground a pixel.
    pub(crate) metres_per_px: f64,
    /// Size of the map, logical pixels.
    pub(crate) size_px: [f64; 2],
}

impl Spot {
    /// The camera there; `None` where the projection does not show that.
    #[must_use]
    pub(crate) fn camera(self, projection: &Projection) -> Option<Camera> {
        let [width_px, height_px] = self.size_px;
        Some(Camera {
            center: projection.project(self.middle)?,
            metres_per_px: self.metres_per_px,
            width_px,
            height_px,
        })
    }
}

/// Views, places and days to measure at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tour {
    /// Where picks are made, days are changed and the picture is drawn.
    pub(crate) first: Spot,
    /// Where to look from.
    pub(crate) views: Vec<Spot>,
    /// What to pick, in the first view.
    pub(crate) picks: Vec<ScreenPoint>,
    /// Which days to show, in the first view.
    pub(crate) windows: Vec<TimeWindow>,
}

impl Tour {
    /// A tour over the whole of `atlas`, the same each time: to and fro and from far to near.
    #[must_use]
    pub(crate) fn of(atlas: &Atlas) -> Self {
        let [width_px, height_px] = SIZE_PX;
        let home = home_camera(atlas, width_px, height_px);
        let spot = |x: f64, y: f64, metres_per_px: f64| {
            let at = ScreenPoint::new(width_px * x, height_px * y);
            let middle = atlas.projection.unproject(home.map_from_screen(at))?;
            Some(Spot {
                middle,
                metres_per_px,
                size_px: SIZE_PX,
            })
        };
        let view = |step: u32| {
            let turn = f64::from(step) * 0.11;
            let (x, y) = (0.5 + 0.3 * turn.sin(), 0.5 + 0.3 * (0.7 * turn).cos());
            let depth = 0.5 - 0.5 * (turn * 1.3).cos();
            spot(
                x,
                y,
                home.metres_per_px * WIDEST * (NEAREST / WIDEST).powf(depth),
            )
        };
        let first = spot(0.5, 0.5, home.metres_per_px).unwrap_or(Spot {
            middle: atlas.home.center(),
            metres_per_px: home.metres_per_px,
            size_px: SIZE_PX,
        });
        Self {
            first,
            views: (0..VIEWS).filter_map(view).collect(),
            picks: picks(atlas, &home),
            windows: windows(atlas),
        }
    }
}

/// Half of the places on marks, the others on a grid.
fn picks(atlas: &Atlas, home: &Camera) -> Vec<ScreenPoint> {
    let features = atlas.features();
    let anchors = features.filter_map(|(_, feature)| feature.shape.as_ref()?.anchor());
    let rows = atlas.tables().flat_map(|(_, table)| {
        let apart = (table.len() / PICKS as usize).max(1);
        let rows = table.rows().step_by(apart);
        rows.filter_map(|row| Some(table.place(row)?.lon_lat()))
    });
    let places = anchors
        .chain(rows)
        .filter_map(|place| atlas.projection.project(place));
    let marks = places.map(|place| home.screen_from_map(place));
    let grid = (0..PICKS / 2).map(|step| {
        let part = f64::from(step) / f64::from(PICKS / 2);
        ScreenPoint::new(home.width_px * part, home.height_px * (part * 7.0).fract())
    });
    marks.take(PICKS as usize / 2).chain(grid).collect()
}

/// Ninety days each, over all that is dated, or over the year of the dossier's day.
fn windows(atlas: &Atlas) -> Vec<TimeWindow> {
    let features = atlas
        .features()
        .filter_map(|(_, feature)| feature.when.as_ref());
    let first = features.filter_map(|when| when.earliest().map(day_number));
    let rows = atlas.tables().flat_map(|(_, table)| &table.columns.days);
    let rows = rows.filter_map(|days| days.first_date().map(day_number));
    let days: Vec<i32> = first.chain(rows).collect();
    let (Some(&from), Some(&to)) = (days.iter().min(), days.iter().max()) else {
        return Vec::new();
    };
    let step = (to - from) / WINDOWS;
    let window = |number| {
        let day = from + number * step;
        TimeWindow::new(date_of(day), date_of(day + WINDOW_DAYS - 1))
    };
    (0..WINDOWS).map(window).collect()
}
