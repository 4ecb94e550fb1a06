//! The context of one view: the view itself, and what it is composed from.

use crate::atlas::{Atlas, FeatureId, LayerIx, Subject};
use crate::earth::{Camera, MapPoint, MapRect};
use crate::scene::ScreenRect;
use crate::scene::display::style::Style;
use crate::scene::prepare::{BaseMapLevel, Prepared, WORLD_FROM};
use crate::session::viewpoint::Viewpoint;

/// Distance beyond the frame within which things are still drawn, so that no cut edge shows, logical pixels.
const BEYOND_PX: f64 = 24.0;

/// Size below which lakes and islands are left out as specks, logical pixels.
const SPECK_PX: f64 = 2.0;
/// The same where most of the world is in view.
const SPECK_OF_WORLD_PX: f64 = 3.5;

/// Side of a cell of the grid to which the middle of a view is snapped for the layout of names, logical
/// pixels: names keep their places while the view is panned by less than a cell.
pub(in crate::scene) const SNAP_PX: f64 = 128.0;

/// What stands in the margins of a small picture rather than on its map.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::scene) struct InMargins<'a> {
    /// The numbers of the notes whose words stand there; `None` where they stand on the map.
    pub(in crate::scene) listed: Option<&'a [u32]>,
    /// Where the first detail inset stands, outside of the map's window; `None` where it stands over the map.
    pub(in crate::scene) inset: Option<ScreenRect>,
}

/// One view of one prepared atlas.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct ViewContext<'a> {
    pub(in crate::scene) prepared: &'a Prepared,
    pub(in crate::scene) atlas: &'a Atlas,
    /// The base map at the level of this view, and which that is; `None` where there is no base map.
    pub(in crate::scene) ground: Option<(usize, &'a BaseMapLevel)>,
    pub(in crate::scene) view: &'a Viewpoint,
    pub(in crate::scene) camera: Camera,
    pub(in crate::scene) style: &'static Style,
    /// The window.
    pub(in crate::scene) window: ScreenRect,
    /// The part of the map in view, and a little more.
    pub(in crate::scene) seen: MapRect,
    picture: bool,
    pub(in crate::scene) in_margins: InMargins<'a>,
}

impl<'a> ViewContext<'a> {
    pub(in crate::scene) fn new(
        prepared: &'a Prepared,
        ground: Option<(usize, &'a BaseMapLevel)>,
        view: &'a Viewpoint,
    ) -> Self {
        let camera = view.camera;
        Self {
            prepared,
            atlas: &prepared.atlas,
            ground,
            view,
            camera,
            style: Style::seen_with(view.theme, view.vision),
            window: ScreenRect::new(0.0, 0.0, camera.width_px, camera.height_px),
            seen: camera.view_rect().inflate(BEYOND_PX * camera.metres_per_px),
            picture: view.furniture.title || view.furniture.legend,
            in_margins: InMargins::default(),
        }
    }

    /// The same as the map of a picture whose words stand beside it, and so what is `in_margins`.
    pub(in crate::scene) fn of_picture(self, in_margins: InMargins<'a>) -> Self {
        Self {
            picture: true,
            in_margins,
            ..self
        }
    }

    /// The same with the notes of these numbers `listed` in the margins; `None` where their words stand on the map.
    pub(in crate::scene) fn listing(self, listed: Option<&'a [u32]>) -> Self {
        let in_margins = InMargins {
            listed,
            ..self.in_margins
        };
        Self { in_margins, ..self }
    }

    /// The part of the map in which a feature gets its mark if its anchor is out of view. It is the view
    /// with its middle snapped to the grid of names, less a cell, so that the mark keeps its place while
    /// the view is panned a little. The frame reaches `beyond_px` beyond the view.
    pub(in crate::scene) fn anchoring(&self, beyond_px: f64) -> MapRect {
        let scale = self.camera.metres_per_px;
        let snap = |metres: f64| (metres / (SNAP_PX * scale)).round() * SNAP_PX * scale;
        let center = MapPoint::new(snap(self.camera.center.x_m), snap(self.camera.center.y_m));
        let view = Camera {
            center,
            ..self.camera
        };
        view.view_rect()
            .inflate(-(beyond_px + SNAP_PX / 2.0) * scale)
    }

    /// Whether something with these bounds on the map is more than a speck in the window.
    pub(in crate::scene) fn can_see(&self, bounds: MapRect) -> bool {
        let scale = self.camera.metres_per_px;
        let speck_px = if scale < WORLD_FROM {
            SPECK_PX
        } else {
            SPECK_OF_WORLD_PX
        };
        bounds.width_m().max(bounds.height_m()) >= speck_px * scale
    }

    /// Whether a thing is dimmed because something else is selected. A feature that says it lies in the
    /// selected country is not.
    pub(in crate::scene) fn steps_back(&self, what: Subject) -> bool {
        match (self.view.selected, what) {
            (None, _) => false,
            _ if !self.view.furniture.dims => false,
            (Some(Subject::Country(country)), Subject::Feature(ix)) => {
                let own = self.atlas.held(ix).and_then(|feature| feature.country);
                own != Some(self.atlas.country(country).iso3)
            }
            (Some(selected), _) => selected != what,
        }
    }

    /// The value of the column by which a feature's layer is labelled; `None` where its label is its name.
    pub(in crate::scene) fn label_of(&self, layer: LayerIx, id: FeatureId) -> Option<String> {
        let column = self.view.styles.labels.get(&layer)?;
        self.atlas.said_by(id, column)
    }

    /// Whether the view is of a picture, which has its own title and legend, and not of the window.
    pub(in crate::scene) fn is_picture(&self) -> bool {
        self.picture
    }

    /// How large letters of this size are on the map, where the view asks for larger or smaller ones.
    pub(in crate::scene) fn letters_px(&self, usual_px: f32) -> f32 {
        usual_px * f32::from(self.view.furniture.label_percent) / 100.0
    }

    /// The base map at the level of this view.
    pub(in crate::scene) fn land(&self) -> Option<&'a BaseMapLevel> {
        self.ground.map(|(_, ground)| ground)
    }
}
