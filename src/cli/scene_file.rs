//! Views of other programs' benchmarks, from a JSON file.
//!
//! The file is that of the peers' runner: middles in degrees, scales in metres of a Mercator map a
//! pixel, which is the cosine of the latitude times as much on the ground.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::earth::{Camera, LonLat, Projection};
use crate::math;

/// Views to draw.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SceneFile {
    /// The first view.
    view: View,
    /// The view of the exported picture.
    export: View,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct View {
    w: u32,
    h: u32,
    #[serde(flatten)]
    look: Look,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Look {
    lon: f64,
    lat: f64,
    res: f64,
}

/// Why a scene file could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum SceneFileError {
    #[error("cannot read {}: {source}; look whether the path is spelt right and you may read it", .path.display())]
    NotReadable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is no scene: {source}; write {{\"view\": {{\"w\", \"h\", \"lon\", \"lat\", \"res\"}}, \"export\": {{…}}, \"t2_views\": […], \"picks\": [[x, y]], \"windows\": [[from, to]]}}", .path.display())]
    NoScene {
        path: PathBuf,
        source: serde_json::Error,
    },
}

impl SceneFile {
    pub(super) fn read(path: &Path) -> Result<Self, SceneFileError> {
        let text = std::fs::read(path).map_err(|source| SceneFileError::NotReadable {
            path: path.to_owned(),
            source,
        })?;
        serde_json::from_slice(&text).map_err(|source| SceneFileError::NoScene {
            path: path.to_owned(),
            source,
        })
    }

    /// The camera of a picture of this size, logical pixels: of the view that has that size, else of
    /// the first. `None` where the projection does not show its middle.
    pub(super) fn camera(&self, size: (u32, u32), projection: &Projection) -> Option<Camera> {
        let views = [&self.view, &self.export];
        let of_size = views.into_iter().find(|view| (view.w, view.h) == size);
        let look = of_size.unwrap_or(&self.view).look;
        Some(Camera {
            center: projection.project(LonLat::new(look.lon, look.lat))?,
            metres_per_px: look.res * math::cos(look.lat.to_radians()),
            width_px: f64::from(size.0),
            height_px: f64::from(size.1),
        })
    }
}
