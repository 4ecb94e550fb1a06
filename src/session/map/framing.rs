//! How near the map goes to a thing: no nearer than what is known of its place deserves.

use std::cmp::Ordering;

use crate::atlas::{Atlas, Feature, FeatureId, Iso3, PrecisionClass, Subject};
use crate::earth::{Camera, Extent, LonLat, MapPoint, MapRect};
use crate::session::Session;
use crate::session::viewpoint::{CompareMode, Side, home_camera};

/// Finest view that a flight to a well-known place ends in, metres a pixel:
/// about 500 km across the map, so that neighbours still say where it is.
const SITE_METRES_PER_PX: f64 = 500.0;
/// Part of the map's shorter side that the radius of doubt may span.
const DOUBT_SHARE: f64 = 0.25;
/// Space left around what is framed, logical pixels.
const MARGIN_PX: f64 = 72.0;
/// A side of a divider that has less of the map's width than this is too narrow to show a thing.
const LEAST_PART: f64 = 0.3;
/// A view this much finer than deserved is zoomed out of.
const TOO_NEAR: f64 = 4.0;

impl Session {
    /// The camera from which `subjects` are seen; `None` where none of them has a place. Beside a
    /// divider they stand on the side that has them; of two maps, each shows them all.
    pub(in crate::session) fn camera_for(&self, subjects: &[Subject]) -> Option<Camera> {
        let whole = self.view.camera;
        let (left_px, width_px) = self.part_for(subjects);
        let part = whole.resized(width_px, whole.height_px);
        let camera = camera_for(&self.atlas, subjects, part)?;
        let aside_px = left_px + width_px / 2.0 - whole.width_px / 2.0;
        let camera = camera.resized(whole.width_px, whole.height_px);
        Some(camera.panned(aside_px, 0.0))
    }

    /// Where the part of the window begins that shows `subjects`, and how wide it is.
    fn part_for(&self, subjects: &[Subject]) -> (f64, f64) {
        let width_px = self.view.camera.width_px;
        let Some(compare) = self.view.compare else {
            return (0.0, width_px);
        };
        if compare.mode == CompareMode::Split {
            // Both maps have the middle of the view in their middle.
            return (width_px / 4.0, width_px / 2.0);
        }
        let divider_px = compare.divider() * width_px;
        match self.side_of(subjects) {
            Side::Before => (0.0, divider_px),
            Side::After => (divider_px, width_px - divider_px),
        }
    }

    /// The side that has more of `subjects`; the wider one where both have as many.
    fn side_of(&self, subjects: &[Subject]) -> Side {
        let Some(compare) = self.view.compare else {
            return Side::After;
        };
        let [before, after] = Side::BOTH.map(|side| {
            let view = self.view.of_side(compare, side);
            let has = |subject: &&Subject| match **subject {
                Subject::Feature(ix) => view.passes(&self.atlas, ix),
                Subject::Border(_) | Subject::Country(_) => true,
            };
            subjects.iter().filter(has).count()
        });
        let wider = if compare.divider() > 0.5 {
            Side::Before
        } else {
            Side::After
        };
        match before.cmp(&after) {
            Ordering::Greater => Side::Before,
            Ordering::Less => Side::After,
            Ordering::Equal => wider,
        }
    }

    /// Moves the divider back to the middle where the side that has `subject` is too narrow to show it.
    pub(in crate::session) fn make_room_for(&mut self, subject: Subject) {
        let Some(compare) = self.view.compare else {
            return;
        };
        let part = match self.side_of(&[subject]) {
            Side::Before => compare.divider(),
            Side::After => 1.0 - compare.divider(),
        };
        if part < LEAST_PART {
            self.view.compare = Some(compare.divided_at(0.5));
        }
    }

    /// The camera that shows the whole map in a window of this size.
    pub(in crate::session) fn home_camera(&self, width_px: f64, height_px: f64) -> Camera {
        let pane_px = width_px / self.view.panes_across();
        home_camera(&self.atlas, pane_px, height_px).resized(width_px, height_px)
    }
}

/// The camera from which `subjects` are seen, coming from `now`; `None` where none of them has a place.
fn camera_for(atlas: &Atlas, subjects: &[Subject], now: Camera) -> Option<Camera> {
    let mut rect = MapRect::empty();
    let mut deserved = f64::INFINITY;
    for &subject in subjects {
        let Some((part, finest)) = place_of(atlas, subject, now) else {
            continue;
        };
        rect = rect.union(&part);
        deserved = deserved.min(finest);
    }
    if rect.is_empty() {
        return None;
    }
    let fitted = Camera::fitted(rect, now.width_px, now.height_px, MARGIN_PX);
    let finest = deserved.max(fitted.metres_per_px);
    let comfortable = fits(rect, now) && now.metres_per_px >= finest / TOO_NEAR;
    let metres_per_px = if comfortable {
        now.metres_per_px.min(finest)
    } else {
        finest
    };
    Some(Camera {
        center: rect.center(),
        metres_per_px,
        ..now
    })
}

/// The camera from which `place` is seen, coming from `now`; `None` outside the projection.
pub(in crate::session) fn camera_for_place(
    atlas: &Atlas,
    place: LonLat,
    now: Camera,
) -> Option<Camera> {
    let center = atlas.projection.project(place)?;
    Some(Camera {
        center,
        metres_per_px: now.metres_per_px.min(SITE_METRES_PER_PX),
        ..now
    })
}

/// Whether `rect` fits into the view at the scale it has.
fn fits(rect: MapRect, now: Camera) -> bool {
    let room = |px: f64| (px - 2.0 * MARGIN_PX).max(1.0) * now.metres_per_px;
    rect.width_m() <= room(now.width_px) && rect.height_m() <= room(now.height_px)
}

/// What a subject covers on the map, and the finest scale it deserves, metres a pixel.
fn place_of(atlas: &Atlas, subject: Subject, now: Camera) -> Option<(MapRect, f64)> {
    match subject {
        Subject::Feature(id) => match atlas.held(id) {
            Some(feature) => {
                let rect = feature_rect(atlas, feature)?;
                Some((rect, deserved(feature, now)))
            }
            None => Some((columns_rect(atlas, id)?, SITE_METRES_PER_PX)),
        },
        Subject::Border(ix) => {
            let border = atlas.border(ix);
            let [a, b] = border.pair.map(|iso3| atlas.basemap.country(iso3));
            let arcs = atlas.basemap.border_between(a?, b?);
            let rect = rect_of(atlas, arcs.flat_map(|arc| arc.points.iter().copied()));
            Some((
                rect.or_else(|| point_rect(atlas, border.label_at?))?,
                SITE_METRES_PER_PX,
            ))
        }
        Subject::Country(ix) => {
            let country = atlas.country(ix);
            let rect = country_rect(atlas, country.iso3);
            Some((
                rect.or_else(|| point_rect(atlas, country.label))?,
                SITE_METRES_PER_PX,
            ))
        }
    }
}

/// What a feature covers on the map, by the columns of its table.
fn columns_rect(atlas: &Atlas, id: FeatureId) -> Option<MapRect> {
    let (table, row) = atlas.locate(id);
    let table = atlas.table(table);
    let shapes = &table.columns.shapes;
    let places = shapes.parts_of(row).flat_map(|at| shapes.part(at));
    let rect = rect_of(atlas, places.map(|place| place.lon_lat()));
    rect.or_else(|| point_rect(atlas, table.place(row)?.lon_lat()))
}

fn feature_rect(atlas: &Atlas, feature: &Feature) -> Option<MapRect> {
    let shape = feature.shape.as_ref()?;
    if feature.precision.class == PrecisionClass::Country
        && let Some(rect) = feature.country.and_then(|iso3| country_rect(atlas, iso3))
    {
        return Some(rect);
    }
    rect_of(atlas, shape.positions())
}

fn country_rect(atlas: &Atlas, iso3: Iso3) -> Option<MapRect> {
    let ix = atlas.basemap.country(iso3)?;
    let level = atlas.basemap.levels.first()?;
    let arcs = level
        .arcs
        .iter()
        .filter(|arc| arc.between.contains(&Some(ix)));
    let points = arcs.flat_map(|arc| arc.points.iter().copied());
    let inside = |at: &LonLat| frame_around(atlas.home).contains(*at);
    rect_of(atlas, points.filter(inside))
}

/// The start frame with as much again on each side: what lies beyond is not framed.
fn frame_around(home: Extent) -> Extent {
    let (width, height) = (home.width_deg(), home.height_deg());
    Extent {
        west_deg: (home.west_deg - width / 4.0).max(-180.0),
        east_deg: (home.east_deg + width / 4.0).min(180.0),
        south_deg: (home.south_deg - height / 4.0).max(-90.0),
        north_deg: (home.north_deg + height / 4.0).min(90.0),
    }
}

fn rect_of(atlas: &Atlas, points: impl Iterator<Item = LonLat>) -> Option<MapRect> {
    let mut rect = MapRect::empty();
    for point in points.filter_map(|at| atlas.projection.project(at)) {
        rect.include(point);
    }
    (!rect.is_empty()).then_some(rect)
}

fn point_rect(atlas: &Atlas, at: LonLat) -> Option<MapRect> {
    let point: MapPoint = atlas.projection.project(at)?;
    let mut rect = MapRect::empty();
    rect.include(point);
    Some(rect)
}

/// Finest scale that the precision of `feature` deserves, metres a pixel.
fn deserved(feature: &Feature, now: Camera) -> f64 {
    let radius_m = feature.precision.radius_m.unwrap_or(0.0);
    let room_px = DOUBT_SHARE * now.width_px.min(now.height_px).max(1.0);
    (2.0 * radius_m / room_px).max(SITE_METRES_PER_PX)
}
