//! Which part of the earth each projection shows well.

use super::Inner;
use crate::earth::{Domain, LonLat};
use crate::math;

/// Web Mercator's edge: there its world is a square.
const MERCATOR_EDGE_DEG: f64 = 85.051_129;

/// How far a cone is unrolled past the equator; beyond, it is all shape and no likeness.
const CONE_EDGE_DEG: f64 = 60.0;

/// How far transverse cylinders are carried from their meridian; the series for them fail later.
const TRANSVERSE_HALF_WIDTH_DEG: f64 = 30.0;

/// The part of the earth that a projection shows well.
pub(super) fn of(inner: &Inner) -> Domain {
    let center = LonLat::new(
        inner.central_meridian_deg,
        inner.proj.latitude_of_origin().to_degrees(),
    );
    let cap = |radius_deg| Domain::Cap { center, radius_deg };
    let window = |half_width_deg, south_deg, north_deg| Domain::Window {
        central_meridian_deg: inner.central_meridian_deg,
        half_width_deg,
        south_deg,
        north_deg,
    };
    match inner.proj.projname() {
        "aea" | "leac" | "lcc" | "eqdc" if opens_southward(inner) => {
            window(180.0, -CONE_EDGE_DEG, 90.0)
        }
        "aea" | "leac" | "lcc" | "eqdc" => window(180.0, -90.0, CONE_EDGE_DEG),
        "merc" | "webmerc" => window(180.0, -MERCATOR_EDGE_DEG, MERCATOR_EDGE_DEG),
        "tmerc" | "etmerc" | "utm" | "cass" => window(TRANSVERSE_HALF_WIDTH_DEG, -90.0, 90.0),
        "poly" => window(60.0, -80.0, 80.0),
        "laea" | "aeqd" => cap(150.0),
        "stere" | "sterea" | "ups" => cap(120.0),
        "gnom" => cap(60.0),
        "ortho" | "geos" | "tpers" | "nsper" => cap(horizon_deg(inner, center)),
        "omerc" | "somerc" | "estmerc" | "krovak" => cap(30.0),
        _ => window(180.0, -90.0, 90.0),
    }
}

/// Whether a cone's parallels are arcs around the north pole, so that they sag towards the south.
fn opens_southward(inner: &Inner) -> bool {
    let y_m = |off_deg: f64| {
        let place = LonLat::new(inner.central_meridian_deg + off_deg, 0.0);
        inner.project(place).map(|point| point.y_m)
    };
    match (y_m(0.0), y_m(10.0)) {
        (Some(middle_m), Some(beside_m)) => middle_m <= beside_m,
        // The southern pole's cone may not reach the equator at all.
        _ => inner.proj.latitude_of_origin() >= 0.0,
    }
}

/// How far a globe seen from outside shows, to its horizon, in degrees, at most 90.
fn horizon_deg(inner: &Inner, center: LonLat) -> f64 {
    // Eastward and westward, northward and southward: an ellipsoid's horizon is no circle.
    let seen = |radius_deg: f64| {
        (0..16).all(|at| {
            let heading_deg = f64::from(at) * 22.5;
            let place = on_the_sphere(center, heading_deg, radius_deg);
            inner.project(place).is_some_and(|point| {
                inner.unproject(point).is_some_and(|back| {
                    let off_deg = (back.lon_deg - place.lon_deg + 180.0).rem_euclid(360.0) - 180.0;
                    off_deg.abs() < 1e-6 && (back.lat_deg - place.lat_deg).abs() < 1e-6
                })
            })
        })
    };
    let (mut near_deg, mut far_deg) = (0.0, 90.0);
    for _ in 0..24 {
        let middle_deg = f64::midpoint(near_deg, far_deg);
        if seen(middle_deg) {
            near_deg = middle_deg;
        } else {
            far_deg = middle_deg;
        }
    }
    // At the horizon itself a millimetre of the plane is kilometres of the ground.
    (near_deg - 0.1).max(1.0)
}

/// The place at an angle from another on the sphere, headings clockwise from north, in degrees.
fn on_the_sphere(from: LonLat, heading_deg: f64, angle_deg: f64) -> LonLat {
    let (sin_lat, cos_lat) = math::sin_cos(from.lat_deg.to_radians());
    let (sin_angle, cos_angle) = math::sin_cos(angle_deg.to_radians());
    let (sin_heading, cos_heading) = math::sin_cos(heading_deg.to_radians());
    let sin_there = (sin_lat * cos_angle + cos_lat * sin_angle * cos_heading).clamp(-1.0, 1.0);
    let across = math::atan2(
        sin_heading * sin_angle * cos_lat,
        cos_angle - sin_lat * sin_there,
    );
    LonLat::new(
        from.lon_deg + across.to_degrees(),
        math::asin(sin_there).to_degrees(),
    )
}
