//! What is drawn: the part of the session that makes a picture.

mod attributes;
mod compare;
mod evidence;
mod measure;
mod passing;
mod styles;
mod time;
mod vision;

use serde::{Deserialize, Serialize};

pub use attributes::{AttributeFilter, words as condition_words};
pub use compare::{Compare, CompareMode, Side};
pub use evidence::EvidenceFilter;
pub use measure::{Leg, MeasurePoint, Measurement, RING_RANGE_M};
pub use styles::LayerStyles;
pub use time::{Outside, TimeFilter, TimeWindow, TimeWindowError};
pub use vision::ColourVision;

use crate::atlas::basemap::{GROUND_CREDITS, GroundCredit};
use crate::atlas::table::Layers;
use crate::atlas::{Atlas, FeatureId, FeatureTable, LayerIx, LayerKind, NameLanguage, Subject};
use crate::earth::{Camera, Extent, LengthUnit, MapRect, Projection};

/// How one layer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LayerState {
    /// Which.
    pub layer: LayerIx,
    /// Whether it is shown.
    pub visible: bool,
    /// 0 (gone) to 1 (solid).
    pub opacity: f32,
}

/// Colours of the map, chosen apart from the interface's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MapTheme {
    /// Paper.
    #[default]
    Light,
    /// Night.
    Dark,
    /// White paper and darker lines: little ink, and none that four inks cannot mix.
    Print,
}

/// How much the margin says of whose map it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceLine {
    /// Nothing.
    None,
    /// Whose boundaries these are: the window has the rest in its panels.
    PointOfView,
    /// Publication, data credits, and whose boundaries.
    Full,
}

/// Whether a part of the map is shown once more, larger, over an empty part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// No part.
    #[default]
    None,
    /// The part where marks crowd, where they do.
    Auto,
    /// This part.
    At(Extent),
}

/// What stands on the map's margins, and over it beside its layers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "six switches that do not depend on one another"
)]
pub struct Furniture {
    /// Title and date.
    pub title: bool,
    /// What the symbols mean.
    pub legend: bool,
    /// Scale bar, with the latitude for which it holds.
    pub scale_bar: bool,
    /// Sources, data credits, whose boundaries.
    pub source_line: SourceLine,
    /// Where the frame lies on the globe.
    pub inset: bool,
    /// Meridians and parallels every 5°.
    pub graticule: bool,
    /// The detail inset.
    #[serde(default)]
    pub detail: Detail,
    /// Numbered notes that say what the map is about.
    #[serde(default)]
    pub callouts: bool,
    /// Size of the names on the map, per cent of the usual.
    #[serde(default = "usual_percent", skip_serializing_if = "is_usual_percent")]
    pub label_percent: u16,
    /// Whether all else steps back while something is selected: a picture prints nothing faint,
    /// unless that is asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dims: bool,
}

fn usual_percent() -> u16 {
    100
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
fn is_usual_percent(percent: &u16) -> bool {
    *percent == 100
}

impl Furniture {
    /// What the window shows: its own panels are title and legend, and the detail inset belongs to
    /// the whole map.
    pub const WINDOW: Self = Self {
        title: false,
        legend: false,
        scale_bar: true,
        source_line: SourceLine::PointOfView,
        inset: true,
        graticule: true,
        detail: Detail::Auto,
        callouts: false,
        label_percent: 100,
        dims: true,
    };
    /// What a picture shows that leaves the program.
    pub const PICTURE: Self = Self {
        title: true,
        legend: true,
        scale_bar: true,
        source_line: SourceLine::Full,
        inset: true,
        graticule: true,
        detail: Detail::Auto,
        callouts: true,
        label_percent: 100,
        dims: false,
    };
    /// The map only.
    pub const BARE: Self = Self {
        title: false,
        legend: false,
        scale_bar: false,
        source_line: SourceLine::None,
        inset: false,
        graticule: false,
        detail: Detail::None,
        callouts: false,
        label_percent: 100,
        dims: false,
    };
}

/// What a picture says beside what the dossier says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PictureWords {
    /// What the map finds; the dossier's title where it is left out.
    pub headline: Option<String>,
    /// What the map shows.
    pub subhead: Option<String>,
    /// A remark before the sources.
    pub note: Option<String>,
}

/// What is drawn, and from where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Viewpoint {
    /// Where the map is seen from, and its size.
    pub camera: Camera,
    /// How each layer is shown, topmost first. Every layer of the atlas, once.
    pub layers: Vec<LayerState>,
    /// Which days are shown.
    pub time: TimeFilter,
    /// The days that are shown beside each other instead, while two windows are compared.
    #[serde(default)]
    pub compare: Option<Compare>,
    /// Which evidence is shown.
    #[serde(default)]
    pub evidence: EvidenceFilter,
    /// Which features are shown by their attributes.
    #[serde(default)]
    pub attributes: AttributeFilter,
    /// How layers are coloured and labelled by their columns.
    #[serde(default)]
    pub styles: LayerStyles,
    /// What is selected: drawn even where its layer is hidden.
    pub selected: Option<Subject>,
    /// What is under the pointer, on map or in text.
    pub hovered: Option<Subject>,
    /// The map's colours.
    pub theme: MapTheme,
    /// What stands on the margins.
    pub furniture: Furniture,
    /// With whose eyes it is seen.
    #[serde(default)]
    pub vision: ColourVision,
    /// In which language things are named.
    #[serde(default)]
    pub names: NameLanguage,
    /// In which unit lengths are said.
    #[serde(default)]
    pub units: LengthUnit,
    /// What a picture says of itself.
    #[serde(default)]
    pub words: PictureWords,
    /// What is measured, where a picture shows it: the window draws it over its map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measurement>,
}

/// Size of the map until the window says its own, logical pixels.
pub const FIRST_SIZE_PX: [f64; 2] = [1000.0, 640.0];

impl Viewpoint {
    /// The view at the start: the whole map, layers as the dossier sets them.
    #[must_use]
    pub fn home(atlas: &Atlas) -> Self {
        let [width_px, height_px] = FIRST_SIZE_PX;
        let layers = atlas.layer_ixs().map(|layer| LayerState {
            layer,
            visible: atlas.layer(layer).visible,
            opacity: 1.0,
        });
        Self {
            camera: home_camera(atlas, width_px, height_px),
            layers: layers.collect(),
            time: TimeFilter::default(),
            compare: None,
            evidence: EvidenceFilter::default(),
            attributes: AttributeFilter::default(),
            styles: LayerStyles::default(),
            selected: None,
            hovered: None,
            theme: MapTheme::default(),
            furniture: Furniture::WINDOW,
            vision: ColourVision::default(),
            names: NameLanguage::default(),
            units: LengthUnit::default(),
            words: PictureWords::default(),
            measure: None,
        }
    }

    /// How `layer` is shown.
    #[must_use]
    pub fn layer(&self, layer: LayerIx) -> Option<&LayerState> {
        self.layers.iter().find(|state| state.layer == layer)
    }

    /// Whether `layer` is shown.
    #[must_use]
    pub fn shows(&self, layer: LayerIx) -> bool {
        self.layer(layer)
            .is_some_and(|state| state.visible && state.opacity > 0.0)
    }

    /// Whether a layer of this kind is shown.
    #[must_use]
    pub fn shows_kind(&self, atlas: &Atlas, kind: LayerKind) -> bool {
        let mut layers = self.layers.iter();
        layers.any(|state| self.shows(state.layer) && atlas.layer(state.layer).kind == kind)
    }

    /// Whether a layer is shown to which some of the features of `table` belong.
    #[must_use]
    pub fn shows_some_of(&self, table: &FeatureTable) -> bool {
        match &table.layers {
            Layers::One(layer) => self.shows(*layer),
            Layers::Each(layers) => layers.iter().any(|&layer| self.shows(layer)),
        }
    }

    /// Features that layers, days and filter let through and that have a place.
    pub fn visible_features<'a>(
        &'a self,
        atlas: &'a Atlas,
    ) -> impl Iterator<Item = FeatureId> + 'a {
        atlas
            .features()
            .filter(|(ix, feature)| feature.shape.is_some() && self.passes(atlas, *ix))
            .map(|(ix, _)| ix)
    }

    /// Whose data the ground is made of that it shows.
    pub fn ground_credits<'a>(
        &'a self,
        atlas: &'a Atlas,
    ) -> impl Iterator<Item = &'static GroundCredit> + 'a {
        let shown = |kind| {
            let mut states = self.layers.iter();
            states.any(|state| atlas.layer(state.layer).kind == kind && self.shows(state.layer))
        };
        GROUND_CREDITS
            .iter()
            .filter(move |credit| shown(credit.layer))
    }

    /// The shown layers that draw features, topmost first.
    pub fn feature_layers<'a>(&'a self, atlas: &'a Atlas) -> impl Iterator<Item = LayerIx> + 'a {
        let draws_features = |state: &&LayerState| atlas.layer(state.layer).kind.is_of_marks();
        self.layers
            .iter()
            .filter(|state| state.visible)
            .filter(draws_features)
            .map(|state| state.layer)
    }
}

/// Margin around the dossier's frame for symbols and labels, as a part of the map's shorter side.
const ROOM: f64 = 0.05;
/// Least and greatest width of that margin, logical pixels.
const ROOM_PX: [f64; 2] = [24.0, 48.0];

/// The camera that shows the whole map in `width_px` by `height_px` logical pixels, with room for
/// symbols and labels around what the dossier frames.
#[must_use]
pub fn home_camera(atlas: &Atlas, width_px: f64, height_px: f64) -> Camera {
    let rect = projected(&atlas.projection, atlas.home);
    let room_px = home_room_px(atlas, width_px.min(height_px));
    Camera::fitted(rect, width_px, height_px, room_px)
}

/// Whether a camera shows the whole map as [`home_camera`] does, to within a pixel.
#[must_use]
pub fn is_home(atlas: &Atlas, camera: &Camera) -> bool {
    let home = home_camera(atlas, camera.width_px, camera.height_px);
    let middle = camera.screen_from_map(home.center);
    let same_scale = (camera.metres_per_px / home.metres_per_px - 1.0).abs() < 1e-3;
    same_scale && middle.distance_px(camera.middle()) < 1.0
}

/// Room around features that no frame was chosen for, logical pixels: their symbols, and most of
/// their names, stand within it.
const BARE_MARGIN_PX: f64 = 48.0;

/// Width of the margin around the [home](Atlas::home) of a map in a window with this shorter side, logical
/// pixels; 0 around the world.
fn home_room_px(atlas: &Atlas, shorter_px: f64) -> f64 {
    let [least_px, most_px] = ROOM_PX;
    if atlas.home == Extent::WORLD {
        0.0
    } else if atlas.dossier.map.extent.is_none() {
        BARE_MARGIN_PX
    } else {
        (ROOM * shorter_px).clamp(least_px, most_px)
    }
}

/// What `extent` covers on the map: the projection of its edges.
#[must_use]
pub fn projected(projection: &Projection, extent: Extent) -> MapRect {
    const STEPS: u32 = 32;
    let (width_deg, height_deg) = (extent.width_deg(), extent.height_deg());
    let mut rect = MapRect::empty();
    for step in 0..=STEPS {
        let part = f64::from(step) / f64::from(STEPS);
        let lon_deg = extent.west_deg + part * width_deg;
        let lat_deg = extent.south_deg + part * height_deg;
        for (lon_deg, lat_deg) in [
            (lon_deg, extent.south_deg),
            (lon_deg, extent.north_deg),
            (extent.west_deg, lat_deg),
            (extent.east_deg, lat_deg),
        ] {
            if let Some(point) = projection.project(crate::earth::LonLat::new(lon_deg, lat_deg)) {
                rect.include(point);
            }
        }
    }
    rect
}
