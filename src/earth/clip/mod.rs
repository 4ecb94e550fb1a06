//! Lines and rings cut to what a projection shows well; and, by [`Rectangle`], those of a plane to a part
//! of it.
//!
//! What is cut is longitude and latitude, before projecting. A window ([`Domain::Window`]) is cut
//! open along a meridian: what crosses it falls into pieces, each closed along the cut, and two
//! neighbours that shared a border before share it afterwards, with no gap and no overlap. A cap
//! ([`Domain::Cap`]) has no cut; what crosses its edge is closed along that. (Only a polygon with holes
//! across the edge, or one that holds all of the edge, as the ocean does, is cut along a line from
//! the middle, for its fill. Strokes are better drawn from lines: [`line()`] never does so.)
//!
//! **Which way an edge goes.** Between two vertices the longitude takes the short way round, so a
//! ring may leap from 179 to −179 and means two degrees by it. An edge of exactly 360° along
//! one latitude goes all the way round, as a parallel does. A ring that goes round a pole (Antarctica, with or without the
//! edges along ±180° and −90° that flat maps give it) is the part of the earth on that pole's side.
//!
//! **What comes back.** In a window each longitude lies within its half width of the central
//! meridian, which can be beyond ±180: [`Projection::project`](super::Projection::project) reads it
//! on the right side of the cut. Rings are not closed by a repeated vertex. No edge spans more than
//! 90° of longitude. Vertices with no valid latitude or longitude are left out.
//!
//! ```
//! use steppe::earth::{Domain, LonLat, clip};
//!
//! // Chukotka, roughly: it crosses 180°, where a map centred on Greenwich is cut.
//! let chukotka = [(170.0, 65.0), (-172.0, 64.0), (-172.0, 67.0), (170.0, 70.0)];
//! let ring = chukotka.map(|(lon, lat)| LonLat::new(lon, lat));
//! assert_eq!(clip::ring(&Domain::world(0.0), &ring).len(), 2);
//! assert_eq!(clip::ring(&Domain::world(68.0), &ring).len(), 1);
//! ```

mod bounds;
mod cap;
mod half_plane;
mod nest;
mod plane;
mod rectangle;
#[cfg(test)]
mod tests;
mod turned;
mod whole;
mod window;

use self::bounds::GlobeWindow;
pub use self::rectangle::{PlanePoint, Rectangle};
use super::{Domain, LonLat};

/// The pieces of a ring within the domain.
///
/// In a cap a ring that holds nearly all of the earth leaves a hole, too: fill by even and odd, or use
/// [`polygon`], which tells outlines from holes.
#[must_use]
pub fn ring(domain: &Domain, ring: &[LonLat]) -> Vec<Vec<LonLat>> {
    polygon(domain, &[ring]).into_iter().flatten().collect()
}

/// The pieces of a polygon within the domain: each is an outline, then the holes in it.
///
/// Of the given rings the first is the outline and the others are holes; which way round they go
/// does not matter.
#[must_use]
pub fn polygon(domain: &Domain, rings: &[impl AsRef<[LonLat]>]) -> Vec<Vec<Vec<LonLat>>> {
    match GlobeWindow::of(domain) {
        Ok(window) => window.polygon(rings),
        Err((center, radius_deg)) => cap::polygon(center, radius_deg, rings),
    }
}

/// The pieces of a line within the domain, in its order, each of two places at least.
///
/// A line along the cut itself comes back on both sides of it.
#[must_use]
pub fn line(domain: &Domain, line: &[LonLat]) -> Vec<Vec<LonLat>> {
    match GlobeWindow::of(domain) {
        Ok(window) => window.line(line),
        Err((center, radius_deg)) => cap::line(center, radius_deg, line),
    }
}
