//! What is drawn, as data: groups of items that a backend only draws.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::color::Color;
use super::fonts::Face;
use super::screen_rect::ScreenRect;
use super::table_shown::TableShown;
use super::target::Targets;
use super::triangulation::Triangulation;
use crate::atlas::FeatureId;
use crate::earth::{Camera, MapPoint, MapRect, ScreenPoint, is_tangle};

/// Everything that one view shows, in the order in which it is painted.
#[derive(Debug, Clone)]
pub struct Scene {
    /// From where, and how large: takes map metres to logical pixels.
    pub camera: Camera,
    /// The part of the picture in which the map shows: all of it, but where the picture has margins
    /// of its own.
    pub window: ScreenRect,
    /// What lies under everything: water.
    pub background: Color,
    /// Maps beside each other, under the groups; none where one fills the window.
    pub panes: Vec<Pane>,
    /// Groups, lowest first.
    pub groups: Vec<Group>,
    /// What can be picked.
    pub targets: Targets,
    /// How the large layers are shown, those that are, topmost first.
    pub tables: Vec<TableShown>,
    /// Features in view of the other layers that layers, days and filter show, in the atlas's order.
    pub features: Vec<FeatureId>,
    /// What the picture shows, in a sentence, for those who do not see it.
    pub description: String,
}

/// A scene of which only a part of the window shows.
#[derive(Debug, Clone)]
pub struct Pane {
    /// The part of the window in which it shows.
    pub clip: ScreenRect,
    /// What it shows, in pixels of the whole window.
    pub scene: Arc<Scene>,
}

/// Items that belong together: a layer, the graticule, the labels, the furniture.
#[derive(Debug, Clone)]
pub struct Group {
    /// A lasting name: the layer's id, or "graticule", "labels", "furniture", …
    pub id: String,
    /// What people call it.
    pub name: String,
    /// 0 (gone) to 1 (solid), applied to every item.
    pub opacity: f32,
    /// What is drawn, lowest first.
    pub items: Vec<Item>,
    /// Which of the items belong to one mark, in their order; only in pictures.
    pub marks: Vec<MarkItems>,
}

/// The items of a group that belong to one mark: a document has them as a group of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkItems {
    /// Positions in the group's items; no two marks share one.
    pub items: Range<usize>,
    /// A lasting name: the feature's id, with an ending where it has items elsewhere in the group.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// One thing to draw.
#[derive(Debug, Clone)]
pub enum Item {
    /// A filled area, in map metres.
    Area(Area),
    /// A line, in map metres.
    Line(Line),
    /// Lines of one kind, many at once, in map metres.
    Lines(Lines),
    /// Cells of the map as pixels.
    Image(Image),
    /// Discs of one kind, many at once, in logical pixels.
    Dots(Dots),
    /// A shape, in logical pixels.
    Path(Path),
    /// A line of text.
    Text(Text),
    /// A line of text that follows a curve.
    CurvedText(CurvedText),
}

impl Item {
    /// How many corners, discs or letters it has.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        match self {
            Self::Area(area) => area.geometry.rings.iter().map(Vec::len).sum(),
            Self::Line(line) => line.geometry.points.len(),
            Self::Lines(lines) => lines.points.len(),
            Self::Dots(dots) => dots.at.len(),
            Self::Image(_) => 4,
            Self::Path(path) => {
                let contours = path.contours.iter();
                contours.map(|contour| contour.points.len()).sum()
            }
            Self::Text(text) | Self::CurvedText(CurvedText { text, .. }) => text.text.len(),
        }
    }
}

/// A filled area. Its edge is not anti-aliased on the screen: a border line lies over it.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its outline and triangles.
    pub geometry: Arc<AreaGeometry>,
    /// Its colour.
    pub fill: Color,
}

/// An area in map metres, triangulated once, when that is first asked for: pictures never ask.
#[derive(Debug, Clone)]
pub struct AreaGeometry {
    /// What it covers.
    pub bounds: MapRect,
    /// Closed rings (first point not repeated), filled by the even-odd rule.
    pub rings: Vec<Vec<MapPoint>>,
    /// Whether its rings cross too often to be filled: nothing is drawn within them.
    pub(crate) is_tangle: bool,
    triangulation: Arc<OnceLock<Triangulation>>,
}

impl PartialEq for AreaGeometry {
    fn eq(&self, other: &Self) -> bool {
        (&self.bounds, &self.rings) == (&other.bounds, &other.rings)
    }
}

impl AreaGeometry {
    /// The area within the outline and its holes.
    #[must_use]
    pub fn new(rings: Vec<Vec<MapPoint>>) -> Self {
        Self {
            bounds: rings.iter().flatten().copied().collect(),
            is_tangle: is_tangle(&rings, |at| [at.x_m, at.y_m]),
            rings,
            triangulation: Arc::default(),
        }
    }

    /// The same area seen through an affine map: `rings` are its own, moved. Both share their
    /// triangles, where these have no corners but the rings'.
    #[must_use]
    pub fn moved_to(&self, rings: Vec<Vec<MapPoint>>) -> Self {
        let moved = Self::new(rings);
        if self.triangulation().added.is_empty() {
            Self {
                triangulation: Arc::clone(&self.triangulation),
                ..moved
            }
        } else {
            moved
        }
    }

    /// Corners of its triangles: the rings' points one after another, then those that only the
    /// triangles have.
    pub fn corners(&self) -> impl Iterator<Item = MapPoint> {
        let added = self.triangulation().added.iter();
        self.rings.iter().flatten().chain(added).copied()
    }

    /// Triangles, three positions in [`corners`](Self::corners) each.
    #[must_use]
    pub fn triangles(&self) -> &[u32] {
        &self.triangulation().indices
    }

    fn triangulation(&self) -> &Triangulation {
        self.triangulation.get_or_init(|| {
            if self.is_tangle {
                Triangulation::default()
            } else {
                Triangulation::of(&self.rings)
            }
        })
    }

    /// Makes the triangles before they are asked for.
    pub(in crate::scene) fn triangulate(&self) {
        self.triangulation();
    }
}

/// A line in map metres.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it runs.
    pub geometry: Arc<LineGeometry>,
    /// How it is drawn.
    pub stroke: Stroke,
}

/// One polyline in map metres.
#[derive(Debug, Clone, PartialEq)]
pub struct LineGeometry {
    /// What it covers.
    pub bounds: MapRect,
    /// Where it runs.
    pub points: Vec<MapPoint>,
}

/// Lines of one kind, many at once, in map metres.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// Their corners, one line after another.
    pub points: Vec<MapPoint>,
    /// Where each line ends in `points`.
    pub ends: Vec<u32>,
    /// Whether each ends where it begins; the first point is not repeated.
    pub closed: bool,
    /// How they are drawn.
    pub stroke: Stroke,
}

impl Lines {
    /// The corners of each line.
    pub fn each(&self) -> impl Iterator<Item = &[MapPoint]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins
            .zip(&self.ends)
            .map(|(begin, &end)| &self.points[begin as usize..end as usize])
    }
}

/// Discs of one size and colour, many at once: the halos of all, then all.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// Their middles, logical pixels to the right and down.
    pub at: Vec<[f32; 2]>,
    /// Half their width, logical pixels.
    pub radius_px: f32,
    /// Their colour.
    pub fill: Color,
    /// The ring around each: colour and width, logical pixels.
    pub halo: Option<(Color, f32)>,
}

/// Pixels, row by row from the upper left: sRGB with straight alpha, four bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue, alpha of each.
    pub rgba: Vec<u8>,
}

/// Square cells of the map, a pixel each.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The part of the map that it covers.
    pub bounds: MapRect,
    /// Its cells; a panned view has the same ones.
    pub pixels: Arc<Pixels>,
    /// 0 (gone) to 1 (as they are).
    pub opacity: f32,
    /// Whether colours go over evenly from the middle of one cell to that of the next; else each cell has sharp
    /// edges at any scale.
    pub smooth: bool,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width, logical pixels.
    pub width_px: f32,
    /// Its dashes.
    pub dash: Dash,
}

impl Stroke {
    /// A line without dashes.
    #[must_use]
    pub fn solid(color: Color, width_px: f32) -> Self {
        Self {
            color,
            width_px,
            dash: Dash::Solid,
        }
    }
}

/// Dashes, in logical pixels: drawn, then left out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Dash {
    /// None.
    #[default]
    Solid,
    /// This much drawn, this much left out. Dots where the first is no longer than the width.
    Dashed {
        /// Drawn.
        on_px: f32,
        /// Left out.
        off_px: f32,
    },
}

/// A shape in logical pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Path {
    /// Its outlines, filled by the even-odd rule.
    pub contours: Vec<Contour>,
    /// Its inside; only a single convex contour, or contours of convex parts that do not overlap, may be filled.
    pub fill: Option<Color>,
    /// Its edge.
    pub stroke: Option<Stroke>,
}

/// One outline, straight from point to point (curves come flattened to 0.1 px).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contour {
    /// Its corners.
    pub points: Vec<ScreenPoint>,
    /// Whether the last joins the first.
    pub closed: bool,
}

/// Where a text stands on its anchor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TextAnchor {
    /// The anchor is the left end of the baseline.
    #[default]
    Start,
    /// The anchor is the middle of the baseline.
    Middle,
    /// The anchor is the right end of the baseline.
    End,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its anchor on the baseline.
    pub at: ScreenPoint,
    /// Where it stands on the anchor.
    pub anchor: TextAnchor,
    /// What it says.
    pub text: String,
    /// Which face.
    pub face: Face,
    /// Size of the em, logical pixels.
    pub size_px: f32,
    /// Its colour.
    pub color: Color,
    /// Its halo: colour and width to each side, logical pixels.
    pub halo: Option<(Color, f32)>,
    /// Turned about the anchor, clockwise, radians.
    pub angle_rad: f32,
    /// Added after each letter, logical pixels.
    pub spacing_px: f32,
}

/// A line of text whose letters stand along a curve, each turned as the curve runs there.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvedText {
    /// What it says and how; its anchor and angle have no meaning here.
    pub text: Text,
    /// The baseline, in the order of reading, straight from point to point and smooth: the text
    /// stands in its middle. At least two points, and longer than the text.
    pub baseline: Vec<ScreenPoint>,
}

impl Scene {
    /// The group called `id`.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The items of its groups, lowest first; those of its panes are not among them.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// How many vertices the items hold, those of its panes included.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        let own: usize = self.items().map(Item::vertex_count).sum();
        let panes = self.panes.iter().map(|pane| pane.scene.vertex_count());
        own + panes.sum::<usize>()
    }
}
