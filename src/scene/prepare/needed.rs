//! What of the earth is prepared: all of it for a window, which can go anywhere, and what one
//! picture shows for that picture.

use crate::atlas::basemap::{Lake, Level, Line, Polygon, River};
use crate::earth::{Camera, Extent, LonLat, MapPoint, MapRect, Projection};

/// Number of samples across and down a view that tell what of the earth it shows.
const LOOKS: u32 = 16;

/// This much around the view is prepared with it, logical pixels: lines are drawn a little beyond it.
const BEYOND_PX: f64 = 64.0;

/// Least margin around the samples that counts as seen, degrees.
const LEAST_BETWEEN_DEG: f64 = 0.05;

/// Width above which an extent is taken for the whole world, degrees.
const WIDEST_DEG: f64 = 170.0;

/// The part of the earth that is prepared; `None` for all of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Needed(Option<Extent>);

impl Needed {
    /// All of the earth.
    pub(in crate::scene) const EVERYTHING: Self = Self(None);

    /// What `camera` sees, and more; everything where the view reaches beyond the map's edge, holds a
    /// pole, or is too wide to be worth a thought.
    pub(super) fn by(projection: &Projection, camera: &Camera) -> Self {
        Self(seen(projection, camera).filter(|extent| extent.width_deg() < WIDEST_DEG))
    }

    /// Whether it is all of the earth.
    pub(in crate::scene) fn is_everything(&self) -> bool {
        self.0.is_none()
    }

    /// Whether something of a line or ring with these corners may be needed.
    pub(in crate::scene) fn holds(&self, corners: impl IntoIterator<Item = LonLat>) -> bool {
        self.0.is_none_or(|extent| {
            let around = Around::of(corners);
            around.is_some_and(|around| around.meets(&extent))
        })
    }
}

/// The part of the earth that a part of the map shows, and a margin. It holds all of it, except where the
/// map ends within that part.
pub(in crate::scene) fn extent_in_view(projection: &Projection, rect: MapRect) -> Extent {
    let places = looks(projection, rect)
        .flatten()
        .chain(poles_within(projection, rect));
    let Some(extent) = Extent::of(places) else {
        return Extent::WORLD;
    };
    if poles_within(projection, rect).next().is_some() {
        let (west_deg, east_deg) = (Extent::WORLD.west_deg, Extent::WORLD.east_deg);
        return Extent {
            west_deg,
            east_deg,
            ..extent
        };
    }
    widened(extent).map_or(Extent::WORLD, |wider| Extent {
        south_deg: wider.south_deg.max(-90.0),
        north_deg: wider.north_deg.min(90.0),
        ..wider
    })
}

/// The poles that stand in a part of the map.
fn poles_within(projection: &Projection, rect: MapRect) -> impl Iterator<Item = LonLat> {
    let poles =
        [90.0, -90.0].map(|lat_deg| LonLat::new(projection.central_meridian_deg(), lat_deg));
    let within = poles.map(|pole| {
        projection
            .project(pole)
            .filter(|at| rect.contains(*at))
            .map(|_| pole)
    });
    within.into_iter().flatten()
}

/// The places at the corners of a grid over a part of the map; `None` beyond the map's edge.
fn looks(projection: &Projection, rect: MapRect) -> impl Iterator<Item = Option<LonLat>> {
    let part = |number: u32| f64::from(number) / f64::from(LOOKS);
    let look = move |column: u32, row: u32| {
        projection.unproject(MapPoint::new(
            rect.min.x_m + part(column) * rect.width_m(),
            rect.min.y_m + part(row) * rect.height_m(),
        ))
    };
    (0..=LOOKS).flat_map(move |column| (0..=LOOKS).map(move |row| look(column, row)))
}

fn seen(projection: &Projection, camera: &Camera) -> Option<Extent> {
    let rect = camera.view_rect().inflate(BEYOND_PX * camera.metres_per_px);
    if poles_within(projection, rect).next().is_some() {
        return None;
    }
    let places: Vec<LonLat> = looks(projection, rect).collect::<Option<_>>()?;
    widened(Extent::of(places)?)
}

/// An extent of looked-at places with what lies between them and the next; `None` where that goes
/// around the earth.
fn widened(extent: Extent) -> Option<Extent> {
    // Between two looks a curve can reach farther, by no more than the looks lie apart.
    let between_deg = |length_deg: f64| (length_deg / f64::from(LOOKS)).max(LEAST_BETWEEN_DEG);
    let (across_deg, along_deg) = (
        between_deg(extent.width_deg()),
        between_deg(extent.height_deg()),
    );
    let more = Extent {
        west_deg: extent.west_deg - across_deg,
        south_deg: extent.south_deg - along_deg,
        east_deg: extent.east_deg + across_deg,
        north_deg: extent.north_deg + along_deg,
    };
    (extent.width_deg() + 2.0 * across_deg < 360.0).then_some(more)
}

/// The rectangle of longitude and latitude around some corners.
#[derive(Debug, Clone, Copy)]
struct Around(Extent);

impl Around {
    fn of(corners: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        let mut around: Option<Extent> = None;
        for LonLat { lon_deg, lat_deg } in corners {
            let extent = around.get_or_insert(Extent::from([lon_deg, lat_deg, lon_deg, lat_deg]));
            extent.west_deg = extent.west_deg.min(lon_deg);
            extent.east_deg = extent.east_deg.max(lon_deg);
            extent.south_deg = extent.south_deg.min(lat_deg);
            extent.north_deg = extent.north_deg.max(lat_deg);
        }
        around.map(Self)
    }

    fn united(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self(Extent {
            west_deg: a.west_deg.min(b.west_deg),
            south_deg: a.south_deg.min(b.south_deg),
            east_deg: a.east_deg.max(b.east_deg),
            north_deg: a.north_deg.max(b.north_deg),
        })
    }

    fn meets(&self, extent: &Extent) -> bool {
        // Corners on both sides of the date line are near each other, and this does not know it.
        let leaps = self.0.east_deg - self.0.west_deg > 180.0;
        let beside = self.0.south_deg > extent.north_deg || self.0.north_deg < extent.south_deg;
        !beside && (leaps || self.0.meets(extent))
    }
}

/// The parts of a level that are needed.
pub(super) struct Wanted {
    needed: Needed,
    arcs: Vec<bool>,
    countries: Vec<bool>,
}

impl Wanted {
    /// Countries of which something may be seen, whole, since their names stand in what is seen of
    /// their greatest part; their arcs, and others that may be seen.
    pub(super) fn of(level: &Level, needed: Needed) -> Self {
        let Needed(Some(extent)) = needed else {
            return Self {
                needed,
                arcs: vec![true; level.arcs.len()],
                countries: vec![true; level.countries.len()],
            };
        };
        let around = level
            .arcs
            .iter()
            .map(|arc| Around::of(arc.points.iter().copied()));
        let around: Vec<Option<Around>> = around.collect();
        let arcs_of = |polygon: &Polygon| {
            let refs = polygon.rings.iter().flat_map(|ring| &ring.0);
            refs.map(|used| used.arc as usize).collect::<Vec<_>>()
        };
        let mut arcs: Vec<bool> = around
            .iter()
            .map(|around| around.is_some_and(|around| around.meets(&extent)))
            .collect();
        let mut countries = Vec::with_capacity(level.countries.len());
        for country in &level.countries {
            let polygons: Vec<Vec<usize>> = country.polygons.iter().map(arcs_of).collect();
            let wanted = polygons.iter().any(|of_polygon| {
                let around = of_polygon.iter().filter_map(|&arc| around[arc]);
                let around = around.reduce(Around::united);
                around.is_some_and(|around| around.meets(&extent))
            });
            countries.push(wanted);
            for arc in polygons.into_iter().flatten().filter(|_| wanted) {
                arcs[arc] = true;
            }
        }
        // A claimed area of which something may be seen is hatched whole.
        for area in &level.claimed {
            let of_ring = || area.ring.0.iter().map(|used| used.arc as usize);
            let around = of_ring()
                .filter_map(|arc| around[arc])
                .reduce(Around::united);
            if around.is_some_and(|around| around.meets(&extent)) {
                of_ring().for_each(|arc| arcs[arc] = true);
            }
        }
        Self {
            needed,
            arcs,
            countries,
        }
    }

    pub(super) fn arc(&self, number: usize) -> bool {
        self.arcs[number]
    }

    pub(super) fn country(&self, number: usize) -> bool {
        self.countries[number]
    }

    pub(super) fn lakes<'l>(&self, level: &'l Level) -> Vec<&'l Lake> {
        let wanted = level.lakes.iter();
        wanted
            .filter(|lake| {
                self.needed
                    .holds(lake.rings.iter().take(1).flatten().copied())
            })
            .collect()
    }

    pub(super) fn rivers<'l>(&self, level: &'l Level) -> Vec<&'l River> {
        let wanted = level.rivers.iter();
        wanted
            .filter(|river| self.needed.holds(river.points.iter().copied()))
            .collect()
    }

    pub(super) fn provinces<'l>(&self, level: &'l Level) -> Vec<&'l Line> {
        let wanted = level.provinces.iter();
        wanted
            .filter(|line| self.needed.holds(line.points.iter().copied()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use proptest::prelude::*;

    use super::*;
    use crate::atlas::{Atlas, BaseMap, Subject};
    use crate::render::to_svg::{SvgOptions, svg};
    use crate::scene::{Composer, Patience, Prepared};
    use crate::session::viewpoint::{Compare, CompareMode, Furniture, Viewpoint};

    /// The built-in dossier on its own map, on one of the world, and on one of the pole.
    static PREPARED: LazyLock<Vec<Arc<Prepared>>> = LazyLock::new(|| {
        let basemap = Arc::new(BaseMap::embedded().unwrap());
        let projections = [
            None,
            Some("+proj=eqearth +lon_0=60 +datum=WGS84"),
            Some("+proj=laea +lat_0=90 +lon_0=60 +datum=WGS84"),
        ];
        let prepared = projections.map(|projection| {
            let mut dossier = crate::dossier::builtin().dossier;
            if let Some(projection) = projection {
                dossier.map.projection = Some(projection.to_owned());
            }
            let atlas = Atlas::new(dossier, Arc::clone(&basemap));
            Arc::new(Prepared::new(Arc::new(atlas)))
        });
        prepared.to_vec()
    });

    fn views() -> impl Strategy<Value = (usize, Viewpoint)> {
        let places = (-180.0..180.0, -60.0..88.0_f64);
        let scales = (200.0_f64.ln()..20_000.0_f64.ln()).prop_map(f64::exp);
        let chosen = prop::option::of(0..PREPARED[0].atlas().dossier.features.len());
        let all = (0..PREPARED.len(), places, scales, chosen, 0..4_u32);
        all.prop_filter_map(
            "beyond the map",
            |(map, (lon, lat), scale, chosen, compare)| {
                let atlas = PREPARED[map].atlas();
                let mut view = Viewpoint::home(atlas);
                view.camera.center = atlas.projection.project(LonLat::new(lon, lat))?;
                view.camera.metres_per_px = scale;
                // A smaller picture has margins of its own, and beneath them what its view does not need.
                view.camera = view.camera.resized(900.0, 640.0);
                view.furniture = Furniture::PICTURE;
                view.selected =
                    chosen.map(|ix| Subject::Feature(crate::atlas::FeatureId(ix as u32)));
                for state in &mut view.layers {
                    state.visible = true;
                }
                let days = |from, to| crate::session::viewpoint::TimeWindow::new(from, to);
                let date = crate::atlas::date::date_of;
                view.compare = (compare == 0).then(|| {
                    let (before, after) = (
                        days(date(18_800), date(18_852)),
                        days(date(18_854), date(18_920)),
                    );
                    let mut compare = Compare::new(before, after);
                    compare.mode = CompareMode::Split;
                    compare
                });
                Some((map, view))
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn a_picture_of_what_is_needed_looks_as_one_of_everything((map, view) in views()) {
            let everything = Arc::clone(&PREPARED[map]);
            let atlas = Arc::clone(everything.atlas());
            let needed = Arc::new(Prepared::for_picture(atlas, &view.camera));
            let drawn = |prepared| {
                let scene = Composer::new(prepared, Patience::Wait).compose(&view);
                svg(&scene, &SvgOptions::default())
            };
            prop_assert!(drawn(needed) == drawn(everything));
        }
    }

    #[test]
    fn a_picture_of_a_country_needs_little_and_one_of_a_pole_everything() {
        let atlas = PREPARED[0].atlas();
        let home = Viewpoint::home(atlas).camera;
        let needed = Needed::by(&atlas.projection, &home);
        assert!(needed.holds([LonLat::new(68.8, 38.6)]));
        assert!(!needed.holds([LonLat::new(-60.0, -30.0), LonLat::new(-50.0, -20.0)]));
        let polar = PREPARED[2].atlas();
        let home = Camera {
            center: MapPoint::new(0.0, 0.0),
            ..home
        };
        assert!(Needed::by(&polar.projection, &home).is_everything());
    }
}
