//! The part of the earth that a view shows.

use super::{Camera, Extent, LonLat, Projection, ScreenPoint};

/// Number of samples across and down the view that tell what of the earth it shows.
const SAMPLES: u32 = 8;

/// The part of the earth that a view shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownExtent {
    /// Its extent; the whole earth where the view reaches beyond the map's edge, since it then may show
    /// any part of it.
    pub extent: Extent,
    /// Whether the view reaches beyond the map's edge.
    pub beyond_edge: bool,
}

impl ShownExtent {
    /// What `camera` shows of a projection; `None` where it shows nothing of the earth.
    #[must_use]
    pub fn of(projection: &Projection, camera: &Camera) -> Option<Self> {
        let part = |number: u32| f64::from(number) / f64::from(SAMPLES);
        let sample = |column: u32, row: u32| {
            let at = ScreenPoint::new(part(column) * camera.width_px, part(row) * camera.height_px);
            projection.unproject(camera.map_from_screen(at))
        };
        let samples =
            (0..=SAMPLES).flat_map(|column| (0..=SAMPLES).map(move |row| sample(column, row)));
        let samples: Vec<Option<LonLat>> = samples.collect();
        let places: Vec<LonLat> = samples.iter().flatten().copied().collect();
        let beyond_edge = places.len() < samples.len();
        let extent = match (places.is_empty(), beyond_edge) {
            (true, _) => return None,
            (false, true) => Extent::WORLD,
            (false, false) => Extent::of(places)?,
        };
        Some(Self {
            extent,
            beyond_edge,
        })
    }
}
