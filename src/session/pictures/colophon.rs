//! What a picture says of itself: which dossier, which view or chart. With it, that can be opened again.
//!
//! It names no path, no person and no time: the same picture has the same one.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::atlas::Chart;
use crate::atlas::basemap::GroundCredit;
use crate::atlas::chart_values::ChartTable;
use crate::atlas::{Atlas, NameLanguage, Source};
use crate::session::viewpoint::{ColourVision, Furniture, MapTheme, Viewpoint};
use crate::session::{ChartSpec, ExportSpec, SavedView};

/// The newest version that is understood. A picture is written with the oldest that has what it
/// shows, so that older programs read what they can.
pub const COLOPHON_FORMAT: u32 = 2;
/// The version that has maps.
const MAPS: u32 = 1;
/// The version that has charts, too.
const CHARTS: u32 = 2;

/// What a picture says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Colophon {
    /// Version of this very format.
    pub format: u32,
    /// What it was drawn from.
    pub dossier: DossierName,
    /// The date of what it shows, ISO 8601.
    #[serde(default)]
    pub as_of: Option<String>,
    /// What it shows.
    #[serde(flatten)]
    pub shows: PictureContent,
    /// Whose data and words it shows.
    #[serde(default)]
    pub citations: Vec<String>,
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PictureContent {
    /// The map.
    Map(Box<ShownMap>),
    /// A chart.
    Chart(ShownChart),
}

impl<'de> Deserialize<'de> for PictureContent {
    /// A chart names itself; all else is a map, and what a map lacks is said.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let shown = if value.get("chart").is_some() {
            serde_json::from_value(value).map(Self::Chart)
        } else {
            serde_json::from_value(value).map(Self::Map)
        };
        shown.map_err(D::Error::custom)
    }
}

/// A view of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownMap {
    /// Where the map was seen from, and with what on it.
    pub view: SavedView,
    /// Size of the map that was seen so, logical pixels.
    pub size_px: [f64; 2],
    /// Its colours.
    #[serde(default)]
    pub theme: MapTheme,
    /// What stood on its margins.
    pub furniture: Furniture,
    /// With whose eyes it was seen.
    #[serde(default)]
    pub vision: ColourVision,
    /// In which language things were named.
    #[serde(default)]
    pub names: NameLanguage,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownChart {
    /// Its lasting name.
    #[serde(rename = "chart")]
    pub id: String,
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// Its colours.
    #[serde(default)]
    pub theme: MapTheme,
}

/// Names a dossier, and what was in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierName {
    /// Its lasting name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of its files, hexadecimal.
    pub content: String,
}

/// Why a colophon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ColophonError {
    /// It is of a later version.
    #[error(
        "expected a note of version {COLOPHON_FORMAT} or earlier, found version {0}; \
         a newer version of this program understands it"
    )]
    Newer(u64),
    /// It is damaged.
    #[error("expected a note of what the picture shows, found one that is damaged ({0})")]
    Damaged(#[from] serde_json::Error),
}

/// The view's middle to a tenth of a millimetre: a view that came back from a
/// picture and is drawn again then has the same digits, on every machine.
fn rounded(mut view: SavedView) -> SavedView {
    const PER_DEGREE: f64 = 1e9;
    if let Some((middle, _)) = &mut view.camera {
        for degrees in [&mut middle.lon_deg, &mut middle.lat_deg] {
            *degrees = (*degrees * PER_DEGREE).round() / PER_DEGREE;
        }
    }
    view
}

impl ShownMap {
    /// The size of the map that was seen, logical pixels, where it is one that a map can have.
    #[must_use]
    pub fn seen_px(&self) -> Option<[f64; 2]> {
        let sane = |side: &f64| (1.0..=1e5).contains(side);
        Some(self.size_px).filter(|sides| sides.iter().all(sane))
    }
}

impl Colophon {
    /// What a picture of `view` says, drawn as `spec` has it.
    #[must_use]
    pub fn of(atlas: &Atlas, view: &Viewpoint, spec: &ExportSpec) -> Self {
        let shown = ShownMap {
            view: rounded(SavedView::of_viewpoint(atlas, view)),
            size_px: [view.camera.width_px, view.camera.height_px],
            theme: spec.theme,
            furniture: spec.furniture,
            vision: spec.vision,
            names: spec.names.unwrap_or(view.names),
        };
        let mut colophon = Self::new(
            MAPS,
            atlas,
            PictureContent::Map(Box::new(shown)),
            &atlas.dossier.credits,
        );
        let ground = view.ground_credits(atlas).map(GroundCredit::citation);
        colophon.citations.extend(ground);
        colophon
    }

    /// What a picture of `chart` with the values of `table` says, drawn as `spec` has it.
    #[must_use]
    pub fn of_chart(atlas: &Atlas, chart: &Chart, table: &ChartTable, spec: &ChartSpec) -> Self {
        let shown = ShownChart {
            id: chart.id.clone(),
            title: chart.title.clone(),
            theme: spec.theme,
        };
        let sources = table.sources(chart);
        Self::new(CHARTS, atlas, PictureContent::Chart(shown), &sources)
    }

    fn new(format: u32, atlas: &Atlas, shows: PictureContent, sources: &[Source]) -> Self {
        let dossier = &atlas.dossier;
        Self {
            format,
            dossier: DossierName {
                id: dossier.id.clone(),
                title: dossier.title.clone(),
                content: dossier.content.clone(),
            },
            as_of: dossier.as_of.map(|day| day.to_string()),
            shows,
            citations: sources.iter().map(Source::citation).collect(),
        }
    }

    /// The map, where it shows one.
    #[must_use]
    pub fn map(&self) -> Option<&ShownMap> {
        match &self.shows {
            PictureContent::Map(map) => Some(map),
            PictureContent::Chart(_) => None,
        }
    }

    /// The chart, where it shows one.
    #[must_use]
    pub fn chart(&self) -> Option<&ShownChart> {
        match &self.shows {
            PictureContent::Map(_) => None,
            PictureContent::Chart(chart) => Some(chart),
        }
    }

    /// As JSON text.
    ///
    /// # Errors
    /// Fails if a number is NaN or infinite, which JSON cannot express.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// From JSON text.
    ///
    /// # Errors
    /// Where it is of a later version, or damaged.
    pub fn from_json(text: &str) -> Result<Self, ColophonError> {
        let value: serde_json::Value = serde_json::from_str(text)?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        match format {
            Some(format) if format > u64::from(COLOPHON_FORMAT) => {
                Err(ColophonError::Newer(format))
            }
            _ => Ok(serde_json::from_value(value)?),
        }
    }
}
