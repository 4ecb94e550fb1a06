//! From the ellipsoid to the plane and back.

mod choose;
mod densify;
mod distortion;
mod domain;
mod error;
#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use proj4rs::Proj;
use proj4rs::proj::ProjType;
use proj4rs::transform::transform;

pub use distortion::Distortion;
pub use error::ProjectionError;

use super::lon_lat::{east_of_deg, wrapped_deg};
use super::{Domain, LonLat, MapPoint};
use error::why;

/// The side from which every projection starts.
static WGS84: LazyLock<Option<Proj>> =
    LazyLock::new(|| Proj::from_proj_string("+proj=longlat +datum=WGS84").ok());

/// A map projection, from WGS84 to metres of the plane, y up.
///
/// It is defined by a PROJ string (<https://proj.org/usage/projections.html>) in the dialect of
/// `proj4rs`: `+proj=`, its parameters, `+datum=` or `+ellps=`, `+lon_0=` and so on. Units other
/// than metres are brought to metres. To clone it costs a counter; it may be shared by threads.
/// Two are equal where their strings are.
///
/// ```
/// use steppe::earth::{LonLat, Projection};
///
/// let albers = Projection::parse(
///     "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
/// )?;
/// let kant = albers.project(LonLat::new(74.846, 42.853)).unwrap();
/// assert_eq!((kant.x_m.round(), kant.y_m.round()), (553_219.0, -218_204.0));
/// # Ok::<(), steppe::earth::ProjectionError>(())
/// ```
#[derive(Clone)]
pub struct Projection {
    inner: Arc<Inner>,
}

struct Inner {
    definition: String,
    proj: Proj,
    /// The other side of the sums, kept here so that a point costs no look at the static.
    geographic: Proj,
    central_meridian_deg: f64,
    domain: Domain,
}

impl Projection {
    /// The projection of a PROJ string.
    ///
    /// # Errors
    ///
    /// Where `proj4rs` does not understand the string, where it names no projection onto a plane
    /// (`+proj=longlat`), or where the projection has no way back from the plane. The message says
    /// what is wrong and gives an example.
    pub fn parse(proj_string: &str) -> Result<Self, ProjectionError> {
        let definition = proj_string.split_whitespace().collect::<Vec<_>>().join(" ");
        let read = Proj::from_proj_string(&definition);
        let (proj, geographic) = match (read, WGS84.clone()) {
            (Ok(proj), Some(geographic)) => (proj, geographic),
            (Err(source), _) => {
                return Err(ProjectionError::Unreadable {
                    why: why(&source, &definition),
                    definition,
                    source,
                });
            }
            (Ok(_), None) => return Err(ProjectionError::NoPlane { definition }),
        };
        if proj.projection_type() != ProjType::Other {
            return Err(ProjectionError::NoPlane { definition });
        }
        if !(proj.has_inverse() && proj.has_forward()) {
            return Err(ProjectionError::NoWayBack { definition });
        }
        Ok(Self::new(definition, proj, geographic))
    }

    fn new(definition: String, proj: Proj, geographic: Proj) -> Self {
        let central_deg = (proj.longitude_of_origin() + proj.from_greenwich()).to_degrees();
        // Through radians and back 68° is not quite 68° any more, and the cut would miss ±112°.
        let central_meridian_deg = wrapped_deg((central_deg * 1e9).round() / 1e9);
        let mut inner = Inner {
            definition,
            proj,
            geographic,
            central_meridian_deg,
            domain: Domain::world(central_meridian_deg),
        };
        inner.domain = domain::of(&inner);
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Its PROJ string, with single spaces.
    #[must_use]
    pub fn definition(&self) -> &str {
        &self.inner.definition
    }

    /// The name after `+proj=`, such as `aea`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.inner.proj.projname()
    }

    /// What it is called in words, such as "Albers equal-area conic"; by its [name](Self::name) where it is none
    /// of those that this program chooses.
    #[must_use]
    pub fn title(&self) -> &str {
        match self.name() {
            "aea" => "Albers equal-area conic",
            "laea" => "Lambert azimuthal equal-area",
            "cea" => "cylindrical equal-area",
            "eqearth" => "Equal Earth",
            other => other,
        }
    }

    /// The meridian in its middle, in −180..=180; where the map is cut open, the cut lies 180° from
    /// it.
    #[must_use]
    pub fn central_meridian_deg(&self) -> f64 {
        self.inner.central_meridian_deg
    }

    /// The part of the earth that it shows; [`clip`](super::clip) cuts lines and rings to it.
    #[must_use]
    pub fn domain(&self) -> Domain {
        self.inner.domain
    }

    /// Where what it shows of the earth ends: a closed ring on the plane, its corners at most two degrees of the
    /// earth apart. Empty where the formulas fail on the edge, as at the pole of Mercator's map.
    #[must_use]
    pub fn edge(&self) -> Vec<MapPoint> {
        let edge = self.inner.domain.edge();
        let points: Option<Vec<MapPoint>> = edge.map(|place| self.project(place)).collect();
        points.unwrap_or_default()
    }

    /// Where a place stands on the plane; `None` outside the [`domain`](Self::domain).
    ///
    /// A longitude in `central_meridian_deg() ± 180` is taken as it is, so that both sides of the
    /// cut can be named; any other goes round the earth until it is.
    #[must_use]
    pub fn project(&self, place: LonLat) -> Option<MapPoint> {
        if self.inner.domain.contains(place) {
            self.inner.project(place)
        } else {
            None
        }
    }

    /// Which place stands at a point of the plane; `None` where none does.
    ///
    /// The longitude lies in −180..=180. Where several points show one place (the cut of a world
    /// map), any of them gives it.
    #[must_use]
    pub fn unproject(&self, point: MapPoint) -> Option<LonLat> {
        let place = self.inner.unproject(point)?;
        // Between the two sides of the cut of a cone, and beyond the edge of an oval, the formulas
        // go on and give places that stand elsewhere.
        let back = self.project(place)?;
        (back.plane_distance_m(point) < 0.01 || self.on_the_cut(place)).then_some(place)
    }

    /// Whether the place stands on both sides of the map.
    fn on_the_cut(&self, place: LonLat) -> bool {
        matches!(self.inner.domain, Domain::Window { .. })
            && (place.lon_deg - self.inner.central_meridian_deg).rem_euclid(360.0) - 180.0 == 0.0
    }
}

impl Inner {
    /// The formulas alone, whatever the domain.
    fn project(&self, place: LonLat) -> Option<MapPoint> {
        let off_deg = east_of_deg(self.central_meridian_deg, place.lon_deg);
        let origin = self.proj.longitude_of_origin() + self.proj.from_greenwich();
        let lat_deg = place.lat_deg.clamp(-90.0, 90.0);
        let mut point = (off_deg.to_radians() + origin, lat_deg.to_radians());
        transform(&self.geographic, &self.proj, &mut point).ok()?;
        let to_metre = self.proj.to_meter();
        let point = MapPoint::new(point.0 * to_metre, point.1 * to_metre);
        (point.x_m.is_finite() && point.y_m.is_finite()).then_some(point)
    }

    fn unproject(&self, point: MapPoint) -> Option<LonLat> {
        let to_metre = self.proj.to_meter();
        let mut place = (point.x_m / to_metre, point.y_m / to_metre);
        transform(&self.proj, &self.geographic, &mut place).ok()?;
        let place = LonLat::new(place.0.to_degrees(), place.1.to_degrees()).normalized();
        place.valid().then_some(place)
    }
}

impl PartialEq for Projection {
    fn eq(&self, other: &Self) -> bool {
        self.definition() == other.definition()
    }
}

impl std::fmt::Debug for Projection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Projection")
            .field(&self.definition())
            .finish()
    }
}
