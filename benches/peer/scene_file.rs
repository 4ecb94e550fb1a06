//! Views, places and days of other programs' benchmarks, from a JSON file.
//!
//! The file is that of the peers' runner: middles in degrees, scales in metres of a Mercator map a
//! pixel, which is the cosine of the latitude times as much on the ground.

use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::tour::{Spot, Tour};
use steppe::earth::{LonLat, ScreenPoint};
use steppe::session::viewpoint::TimeWindow;

/// Views, places and days to draw and measure at.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct SceneFile {
    /// The view that picks and days are for.
    view: View,
    t2_views: Vec<Look>,
    picks: Vec<[f64; 2]>,
    #[serde(deserialize_with = "windows")]
    windows: Vec<TimeWindow>,
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
pub(crate) enum SceneFileError {
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
    pub(crate) fn read(path: &Path) -> Result<Self, SceneFileError> {
        let text = std::fs::read(path).map_err(|source| SceneFileError::NotReadable {
            path: path.to_owned(),
            source,
        })?;
        serde_json::from_slice(&text).map_err(|source| SceneFileError::NoScene {
            path: path.to_owned(),
            source,
        })
    }

    /// The tour that it describes.
    pub(crate) fn tour(&self) -> Tour {
        let size_px = self.view.size_px();
        Tour {
            first: self.view.look.spot(size_px),
            views: self
                .t2_views
                .iter()
                .map(|look| look.spot(size_px))
                .collect(),
            picks: self
                .picks
                .iter()
                .map(|&[x, y]| ScreenPoint::new(x, y))
                .collect(),
            windows: self.windows.clone(),
        }
    }
}

/// Pairs of days into windows.
fn windows<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<TimeWindow>, D::Error> {
    let pairs = Vec::<[String; 2]>::deserialize(from)?;
    let window = |[from, to]: [String; 2]| format!("{from}/{to}").parse();
    let windows = pairs.into_iter().map(window);
    windows.collect::<Result<_, _>>().map_err(D::Error::custom)
}

impl View {
    fn size_px(&self) -> [f64; 2] {
        [f64::from(self.w), f64::from(self.h)]
    }
}

impl Look {
    fn spot(self, size_px: [f64; 2]) -> Spot {
        Spot {
            middle: LonLat::new(self.lon, self.lat),
            metres_per_px: self.res * self.lat.to_radians().cos(),
            size_px,
        }
    }
}
