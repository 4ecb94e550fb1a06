//! The mathematics of place: coordinates, projections, geodesic measures, camera, spatial index.
//!
//! Three point types keep three spaces apart, so that mixing them up does not compile:
//! [`LonLat`] on the WGS84 ellipsoid (degrees), [`MapPoint`] on the projected plane (metres, y up)
//! and [`ScreenPoint`] in the window (logical pixels, y down). A [`Projection`] leads from the first
//! to the second, a [`Camera`] from the second to the third, and both lead back.
//!
//! This module never touches the interface, the clock, the disk or the network, and imports nothing
//! else of the crate. Everything here is plain data or a pure function: the same values in give the
//! same values out.
//!
//! Distances, areas, circles and bands are geodesic: they hold on the ellipsoid, whatever the
//! projection shows. Lines and rings are lists of vertices; a ring may or may not repeat its first
//! vertex at its end. Between two vertices the longitude takes the short way round, so `179` then
//! `-179` is a step of two degrees across the date line (see [`clip`]).
//!
//! ```
//! use steppe::earth::{Camera, LonLat, MapRect, Projection, ScreenPoint, distance_m};
//!
//! let kant = LonLat::new(74.846, 42.853);
//! let dushanbe = LonLat::new(68.787, 38.5598);
//! assert_eq!(distance_m(kant, dushanbe).round(), 699_263.0);
//!
//! let albers = Projection::parse(
//!     "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
//! )?;
//! let places = [kant, dushanbe].map(|place| albers.project(place));
//! let frame = places.into_iter().flatten().collect::<MapRect>();
//! let camera = Camera::fitted(frame, 800.0, 600.0, 40.0);
//! let middle = camera.map_from_screen(ScreenPoint::new(400.0, 300.0));
//! assert_eq!(middle, frame.center());
//! # Ok::<(), steppe::earth::ProjectionError>(())
//! ```

#![cfg_attr(
    test,
    expect(clippy::float_cmp, reason = "tests name what must be exactly so")
)]

mod buffer;
mod camera;
pub mod clip;
mod coordinates;
mod domain;
mod extent;
mod flight;
mod geodesic;
mod index;
mod length_unit;
mod lon_lat;
mod map_point;
mod map_rect;
mod near_line;
mod pole;
mod projection;
mod screen_point;
mod shown_extent;
mod tangle;
mod triangles;

pub use buffer::{buffer, buffer_all};
pub use camera::{Camera, MAX_METRES_PER_PX, METRES_PER_PX_AT_96_DPI, MIN_METRES_PER_PX};
pub use coordinates::{
    CoordinateForm, MapService, ReadPlace, format_decimal, format_dms, format_utm, parse_lonlat,
    parse_mgrs, read_place,
};
pub use domain::Domain;
pub use extent::Extent;
pub use flight::{Flight, MAX_FLIGHT_S};
pub(crate) use geodesic::MEAN_RADIUS_M;
pub use geodesic::{
    area_m2, bearing_deg, circle, destination, distance_m, interpolate, is_within_m, line_length_m,
};
pub use index::Index;
pub use length_unit::LengthUnit;
pub use lon_lat::LonLat;
pub use map_point::MapPoint;
pub use map_rect::MapRect;
pub use near_line::distance_to_line_m;
pub use pole::pole_of_inaccessibility;
pub use projection::{Distortion, Projection, ProjectionError};
pub use screen_point::ScreenPoint;
pub use shown_extent::ShownExtent;
pub(crate) use tangle::{crossings, is_tangle};
pub use triangles::Triangles;
