//! A projection where a dossier names none.

use super::Projection;
use crate::earth::{Extent, LonLat};
use crate::math;

/// From this width or height on, in degrees, it is a map of the world.
const WORLD_WIDTH_DEG: f64 = 200.0;
const WORLD_HEIGHT_DEG: f64 = 130.0;

/// And from this width on where its middle lies within this latitude: a cone would show what lies around
/// it, Greenland or Patagonia, as fans.
const WIDE_DEG: f64 = 130.0;
const WIDE_WITHIN_DEG: f64 = 40.0;

/// A map whose middle lies beyond this latitude is one of a pole.
const POLAR_DEG: f64 = 65.0;

/// A map whose middle lies within this latitude is one of the equator: a cone there is as good as a
/// cylinder, and fails where its two parallels mirror each other.
const EQUATORIAL_DEG: f64 = 15.0;

/// From this ratio of width to height on, a map is wide enough for a cone.
const WIDE: f64 = 0.8;

/// Largest error of scale within the frame of a projection that suits it.
const SUITED: f64 = 0.1;

/// Largest angle between north in the middle of a frame and straight up, in radians: 15°. A map that is
/// turned further looks as if it had been tilted by mistake, though its scale holds.
const MOST_TURNED_RAD: f64 = 15.0 * std::f64::consts::PI / 180.0;

/// The same from which on a reader takes one direction for another: 45°, from where on north is rather to
/// the side than up.
const MISREAD_RAD: f64 = 45.0 * std::f64::consts::PI / 180.0;

/// A projection of another kind is chosen where its error of scale is less by this.
const BETTER: f64 = 0.05;

/// A frame is looked at in so many places each way to learn how a projection shows it.
const LOOKS: u32 = 8;

/// Nearer to a pole than this, north and east have no direction.
const POLE_DEG: f64 = 89.9;

impl Projection {
    /// Whether it shows all of `extent` with errors of scale of at most a tenth and with north nearly
    /// up in the middle, or no worse than the projection [chosen for it](Self::for_extent) where that
    /// cannot do so either.
    #[must_use]
    pub fn suits(&self, extent: Extent) -> bool {
        let error = self.scale_error(extent);
        let upright = self.is_upright(extent);
        if error <= SUITED && upright {
            return true;
        }
        let chosen = Self::for_extent(extent);
        let sized = error <= chosen.scale_error(extent).max(SUITED);
        sized && (upright || !chosen.is_upright(extent))
    }

    /// Whether it serves a reader who moves over the earth and sees `extent` now: errors of scale of at most a
    /// tenth, or no more than a twentieth greater than those of the projection
    /// [chosen for it](Self::for_extent), and north not so far from up that directions are misread. It asks
    /// for less than [`suits`](Self::suits): a map that is projected anew turns under the eye.
    #[must_use]
    pub fn serves(&self, extent: Extent) -> bool {
        let chosen = Self::for_extent(extent);
        let best = chosen.scale_error(extent);
        let sized = self.scale_error(extent) <= SUITED.max(best + BETTER);
        sized && (self.is_turned_at_most(MISREAD_RAD, extent) || !chosen.is_upright(extent))
    }

    /// Whether north is nearly straight up in the middle of `extent`, or has no direction there.
    fn is_upright(&self, extent: Extent) -> bool {
        self.is_turned_at_most(MOST_TURNED_RAD, extent)
    }

    fn is_turned_at_most(&self, most_rad: f64, extent: Extent) -> bool {
        let middle = self.distortion_at(extent.center());
        middle.is_none_or(|middle| middle.north_rad.abs() <= most_rad)
    }

    /// The largest part by which a length within `extent` comes out too long or too short, in any
    /// direction, compared with the scale in its middle; infinite where some of it is not shown.
    #[must_use]
    pub fn scale_error(&self, extent: Extent) -> f64 {
        let middle = self.distortion_at(extent.center());
        let scale = middle.map_or(1.0, |middle| middle.area.sqrt());
        let part = |look: u32| f64::from(look) / f64::from(LOOKS);
        let mut worst = 0.0_f64;
        for (column, row) in
            (0..=LOOKS).flat_map(|column| (0..=LOOKS).map(move |row| (column, row)))
        {
            let place = LonLat::new(
                extent.west_deg + part(column) * extent.width_deg(),
                extent.south_deg + part(row) * extent.height_deg(),
            );
            if self.project(place).is_none() {
                return f64::INFINITY;
            }
            let seen = self
                .distortion_at(place)
                .filter(|_| place.lat_deg.abs() < POLE_DEG);
            if let Some([long, short]) = seen.map(|distortion| distortion.axes()) {
                worst = worst.max(long / scale - 1.0).max(1.0 - short / scale);
            }
        }
        worst
    }

    /// The equal-area projection for a map of this extent.
    ///
    /// After Snyder (1987), Map projections: a working manual, USGS Professional Paper 1395, p. 34:
    /// a cone in middle latitudes, its standard parallels a sixth of the height inside the edges
    /// (p. 99); a cylinder near the equator; an azimuthal one near a pole, and where the map is
    /// taller than wide; Equal Earth (Šavrič et al. 2018) for the world.
    ///
    /// ```
    /// use steppe::earth::{Extent, Projection};
    ///
    /// let asia = Projection::for_extent(Extent::from([46.0, 34.0, 88.0, 56.0]));
    /// assert_eq!(
    ///     asia.definition(),
    ///     "+proj=aea +lat_1=37.6667 +lat_2=52.3333 +lat_0=45 +lon_0=67 +datum=WGS84",
    /// );
    /// ```
    ///
    /// Where that is off by more than a tenth somewhere, as a cylinder is on a tall map, it is an
    /// azimuthal one or Equal Earth, if that is better.
    ///
    /// # Panics
    ///
    /// Never: `proj4rs` reads each of these strings, as a test shows for every extent.
    #[must_use]
    pub fn for_extent(extent: Extent) -> Self {
        let extent = sane(extent);
        let read = |definition: String| {
            Self::parse(&definition).expect("a chosen projection must be readable")
        };
        let usual = read(definition(&extent));
        let error = usual.scale_error(extent);
        if error <= SUITED {
            return usual;
        }
        let others = [azimuthal(extent.center()), equal_earth(extent.center())].map(read);
        let errors = others.map(|other| (other.scale_error(extent), other));
        let best = errors.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
        best.filter(|best| best.0 < error - BETTER)
            .map_or(usual, |best| best.1)
    }
}

/// The same extent with its latitudes in order and everything finite.
fn sane(extent: Extent) -> Extent {
    let edges: [f64; 4] = extent.into();
    if edges.iter().any(|edge_deg| !edge_deg.is_finite()) {
        return Extent::WORLD;
    }
    let south_deg = extent.south_deg.clamp(-90.0, 90.0);
    Extent {
        south_deg,
        north_deg: extent.north_deg.clamp(south_deg, 90.0),
        ..extent
    }
}

fn definition(extent: &Extent) -> String {
    let center = extent.center();
    let (lon_0, lat_0) = (rounded(center.lon_deg), rounded(center.lat_deg));
    let height_deg = extent.height_deg();
    let world_deg = if lat_0.abs() < WIDE_WITHIN_DEG {
        WIDE_DEG
    } else {
        WORLD_WIDTH_DEG
    };
    if extent.width_deg() >= world_deg && lat_0.abs() < POLAR_DEG || height_deg >= WORLD_HEIGHT_DEG
    {
        return equal_earth(center);
    }
    if lat_0.abs() >= POLAR_DEG {
        let pole = 90.0_f64.copysign(lat_0);
        return format!("+proj=laea +lat_0={pole} +lon_0={lon_0} +datum=WGS84");
    }
    if lat_0.abs() <= EQUATORIAL_DEG {
        let lat_ts = rounded(extent.south_deg.abs().max(extent.north_deg.abs()) * 0.6).min(60.0);
        return format!("+proj=cea +lat_ts={lat_ts} +lon_0={lon_0} +datum=WGS84");
    }
    let width = extent.width_deg() * math::cos(lat_0.to_radians());
    if width < WIDE * height_deg {
        return azimuthal(center);
    }
    let lat_1 = rounded(extent.south_deg + height_deg / 6.0);
    let lat_2 = rounded(extent.north_deg - height_deg / 6.0);
    format!("+proj=aea +lat_1={lat_1} +lat_2={lat_2} +lat_0={lat_0} +lon_0={lon_0} +datum=WGS84")
}

fn equal_earth(center: LonLat) -> String {
    format!(
        "+proj=eqearth +lon_0={} +datum=WGS84",
        rounded(center.lon_deg)
    )
}

fn azimuthal(center: LonLat) -> String {
    let (lat_0, lon_0) = (rounded(center.lat_deg), rounded(center.lon_deg));
    format!("+proj=laea +lat_0={lat_0} +lon_0={lon_0} +datum=WGS84")
}

/// To four decimals, about ten metres, so that the string stays readable.
fn rounded(angle_deg: f64) -> f64 {
    // Adding 0 turns −0 into 0.
    (angle_deg * 1e4).round() / 1e4 + 0.0
}
