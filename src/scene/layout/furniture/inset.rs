//! Where the frame lies on the globe.

use std::f64::consts::TAU;
use std::sync::Arc;

use super::ViewContext;
use crate::atlas::Atlas;
use crate::earth::{LonLat, MapPoint, Projection, ScreenPoint, distance_m};
use crate::math;
use crate::scene::prepare::geometry::projected_areas;
use crate::scene::{Area, AreaGeometry, Contour, Item, Path, ScreenRect, Stroke};

/// Equatorial radius of WGS84: what an orthographic map is wide.
const RADIUS_M: f64 = 6_378_137.0;
/// Corners of the land nearer than this are one: a pixel of the globe.
const THIN_DEG: f64 = 1.5;
/// Largest distance of a projected edge from its curve, metres of the map.
const TOLERANCE_M: f64 = 150_000.0;
/// A view wider than this needs no inset: it shows half the globe itself.
const WIDEST_M: f64 = 11_000_000.0;
/// The globe turns towards a view that lies farther from its middle than this.
const TURN_FROM_M: f64 = 5_000_000.0;
/// The globe turns to multiples of this, degrees.
const TURN_DEG: f64 = 30.0;
/// Number of points on each side of the frame's outline.
const STEPS: u32 = 12;
/// Least width and height of the frame's outline on the globe, logical pixels: a smaller one is a speck
/// that nobody finds.
const LEAST_FRAME_PX: f64 = 5.0;

/// Number of globes that are kept, each turned another way: a reader who goes back and forth finds each
/// made.
const MOST_KEPT: usize = 12;

/// The globe of the inset, made once for each way that it is turned.
#[derive(Debug, Default)]
pub(in crate::scene) struct Globe {
    /// The last wanted at the end.
    made: Vec<Made>,
    /// The world's land as it is found on any of them.
    thin: Option<Vec<ThinLand>>,
}

/// The rings of an area of land, and whether the dossier is about it.
type ThinLand = (bool, Vec<Vec<LonLat>>);

#[derive(Debug)]
struct Made {
    middle: LonLat,
    projection: Projection,
    land: Vec<(bool, Arc<AreaGeometry>)>,
}

/// Whether an inset tells the reader anything.
pub(super) fn wanted(frame: &ViewContext<'_>) -> bool {
    frame.camera.view_rect().width_m() < WIDEST_M
}

/// How large the inset is.
pub(super) fn side_px(frame: &ViewContext<'_>) -> f64 {
    (frame.window.width().min(frame.window.height()) * 0.14).clamp(64.0, 108.0)
}

impl Globe {
    /// The globe within `rect`, the frame of the view outlined.
    pub(super) fn items(&mut self, frame: &ViewContext<'_>, rect: ScreenRect) -> Vec<Item> {
        let Some(made) = self.turned(frame.atlas, turned_to(frame)) else {
            return Vec::new();
        };
        let style = frame.style;
        let radius_px = rect.width() / 2.0;
        let on_screen = |point: MapPoint| {
            ScreenPoint::new(
                rect.center().x_px + point.x_m / RADIUS_M * radius_px,
                rect.center().y_px - point.y_m / RADIUS_M * radius_px,
            )
        };
        let mut items = vec![Item::Path(Path {
            contours: vec![circle(rect.center(), radius_px)],
            fill: Some(style.water),
            stroke: None,
        })];
        // From the globe to the map, by way of the window.
        let middle = frame.camera.map_from_screen(rect.center());
        let length = radius_px / RADIUS_M * frame.camera.metres_per_px;
        for (focus, land) in &made.land {
            let on_map = |point: &MapPoint| {
                MapPoint::new(
                    middle.x_m + point.x_m * length,
                    middle.y_m + point.y_m * length,
                )
            };
            let rings: Vec<Vec<MapPoint>> = land
                .rings
                .iter()
                .map(|ring| ring.iter().map(on_map).collect())
                .collect();
            items.push(Item::Area(Area {
                geometry: Arc::new(land.moved_to(rings)),
                fill: if *focus { style.border } else { style.province },
            }));
        }
        items.push(Item::Path(Path {
            contours: vec![circle(rect.center(), radius_px)],
            fill: None,
            stroke: Some(Stroke::solid(style.border, 1.0)),
        }));
        items.extend(outline(frame, &made.projection, on_screen));
        items
    }

    /// The globe with `middle` in front.
    fn turned(&mut self, atlas: &Atlas, middle: LonLat) -> Option<&Made> {
        let known = self.made.iter().position(|made| made.middle == middle);
        let made = if let Some(known) = known {
            self.made.remove(known)
        } else {
            let thin = self.thin.get_or_insert_with(|| thin_land(atlas));
            make(thin, middle)?
        };
        if self.made.len() == MOST_KEPT {
            self.made.remove(0);
        }
        self.made.push(made);
        self.made.last()
    }
}

/// The dossier's own middle, unless the view lies far from it.
fn turned_to(frame: &ViewContext<'_>) -> LonLat {
    let home = frame.atlas.home.center();
    let home = LonLat::new(home.lon_deg.round(), home.lat_deg.round());
    let view = frame.atlas.projection.unproject(frame.camera.center);
    match view {
        Some(view) if distance_m(view, home) > TURN_FROM_M => {
            let turn = |degrees: f64| (degrees / TURN_DEG).round() * TURN_DEG;
            LonLat::new(turn(view.lon_deg), turn(view.lat_deg))
        }
        _ => home,
    }
}

fn make(thin: &[ThinLand], middle: LonLat) -> Option<Made> {
    let definition = format!(
        "+proj=ortho +lat_0={} +lon_0={} +datum=WGS84",
        middle.lat_deg, middle.lon_deg
    );
    let projection = Projection::parse(&definition).ok()?;
    let land = thin.iter().flat_map(|(focus, rings)| {
        let pieces = projected_areas(&projection, rings, TOLERANCE_M);
        pieces.into_iter().map(|piece| (*focus, piece))
    });
    Some(Made {
        middle,
        land: land.collect(),
        projection,
    })
}

/// The land of all countries with few corners. An island of so few that it would not be seen is left out.
fn thin_land(atlas: &Atlas) -> Vec<ThinLand> {
    let land = crate::scene::prepare::coarse_land(atlas).into_iter();
    let thin = land.map(|(iso3, rings)| {
        let rings: Vec<_> = rings.iter().map(|ring| thinned(ring)).collect();
        (atlas.dossier.map.focus.contains(&iso3), rings)
    });
    thin.filter(|(_, rings)| rings.first().is_some_and(|ring| ring.len() > 4))
        .collect()
}

/// The ring with the corners left out that cannot be told apart on so small a globe.
fn thinned(ring: &[LonLat]) -> Vec<LonLat> {
    let mut kept: Vec<LonLat> = Vec::new();
    for &place in ring {
        let apart = |before: &LonLat| {
            let east_deg = (place.lon_deg - before.lon_deg) * math::cos(place.lat_deg.to_radians());
            math::hypot(east_deg, place.lat_deg - before.lat_deg) > THIN_DEG
        };
        if kept.last().is_none_or(apart) {
            kept.push(place);
        }
    }
    kept
}

/// The view's frame on the globe: what of it can be seen.
fn outline(
    frame: &ViewContext<'_>,
    projection: &Projection,
    on_screen: impl Fn(MapPoint) -> ScreenPoint,
) -> Option<Item> {
    let (width, height) = (frame.camera.width_px, frame.camera.height_px);
    let part = |step: u32| f64::from(step) / f64::from(STEPS);
    let sides = [
        |t: f64| (t, 0.0),
        |t: f64| (1.0, t),
        |t: f64| (1.0 - t, 1.0),
        |t: f64| (0.0, 1.0 - t),
    ];
    let around = sides
        .iter()
        .flat_map(|side| (0..STEPS).map(move |step| side(part(step))));
    let points: Option<Vec<ScreenPoint>> = around
        .map(|(x, y)| {
            let at = ScreenPoint::new(x * width, y * height);
            let place = frame
                .atlas
                .projection
                .unproject(frame.camera.map_from_screen(at))?;
            Some(on_screen(projection.project(place)?))
        })
        .collect();
    Some(Item::Path(Path {
        contours: vec![Contour {
            points: large_enough(points?),
            closed: true,
        }],
        fill: None,
        stroke: Some(Stroke::solid(frame.style.disputed, 1.4)),
    }))
}

/// The outline, or a square around its middle where it is too small to be seen.
fn large_enough(points: Vec<ScreenPoint>) -> Vec<ScreenPoint> {
    let around = points.iter().map(|&at| ScreenRect::around(at, 0.0));
    let Some(rect) = around.reduce(|all, rect| all.with(&rect)) else {
        return points;
    };
    if rect.width() >= LEAST_FRAME_PX || rect.height() >= LEAST_FRAME_PX {
        return points;
    }
    let square = ScreenRect::around(rect.center(), LEAST_FRAME_PX / 2.0);
    [
        (square.left, square.top),
        (square.right, square.top),
        (square.right, square.bottom),
        (square.left, square.bottom),
    ]
    .map(|(x_px, y_px)| ScreenPoint::new(x_px, y_px))
    .to_vec()
}

fn circle(middle: ScreenPoint, radius_px: f64) -> Contour {
    const CORNERS: u32 = 72;
    let corner = |number: u32| {
        let (sin, cos) = math::sin_cos(TAU * f64::from(number) / f64::from(CORNERS));
        ScreenPoint::new(middle.x_px + radius_px * cos, middle.y_px + radius_px * sin)
    };
    Contour {
        points: (0..CORNERS).map(corner).collect(),
        closed: true,
    }
}
