//! Geodesic calculations from [GeographicLib](https://geographiclib.sourceforge.io/html/)
//!
//! This is a pure Rust port of the C implementation of the geodesic
//! routines (`geodesic.c`) of GeographicLib as shipped with
//! [Proj](https://proj.org/), and was inspired by the
//! [geographiclib rust project](https://github.com/savage13/geographiclib/tree/master)
//!
//! The algorithms are described in
//!
//!   C. F. F. Karney,
//!   [Algorithms for geodesics](https://doi.org/10.1007/s00190-012-0578-z),
//!   J. Geodesy 87, 43--55 (2013);
//!   Addenda: <https://geographiclib.sourceforge.io/geod-addenda.html>
//!
//! The crate provides:
//!   - [`Geodesic`]: solution of the direct and inverse geodesic problems,
//!   - [`GeodesicLine`]: efficient computation of many points along a
//!     single geodesic,
//!   - [`Polygon`]: perimeter and area of geodesic polygons.
//!
//! Example
//!
//! ```rust
//! use proj4rs_geodesic::Geodesic;
//! let g = Geodesic::wgs84();
//! let (lat1, lon1) = (37.87622, -122.23558); // Berkeley, California
//! let (lat2, lon2) = (-9.4047, 147.1597);    // Port Moresby, New Guinea
//! let (d_m, az1, az2) = g.inverse(lat1, lon1, lat2, lon2);
//!
//! assert_eq!(d_m, 10700471.955233702);  // Distance in meters
//! assert_eq!(az1, -96.91639942294974);  // Azimuth at (lat1, lon1)
//! assert_eq!(az2, -127.32548874543627); // Azimuth at (lat2, lon2)
//! ```
//!
//! Note: this is an alternative to the Vincenty distance calculation.
//!
//! Copyright (c) Charles Karney (2012-2022) <charles@karney.com> and licensed
//! under the MIT/X11 License.  For more information, see
//! <https://geographiclib.sourceforge.io/>
//!
mod geodesic;
mod line;
mod math;
mod polygon;

pub use geodesic::{Flags, Geodesic, Inverse, Mask, Position};
pub use line::GeodesicLine;
pub use polygon::{Polygon, PolygonResult};


mod portable;
