//! The display list: what is drawn, where and in which colours, as data that a backend only draws.
//!
//! Items, text runs with their fonts, what can be picked. Nothing here knows how a scene is prepared,
//! laid out or composed.

mod between_cells;
mod cell_grid;
pub(super) mod cells;
mod color;
pub(super) mod curve;
mod data;
pub mod fonts;
mod layers_in_view;
mod measure;
pub(super) mod pane;
mod pick;
mod placed;
mod screen_rect;
pub mod shaping;
pub(super) mod shift;
pub mod style;
pub(super) mod symbols;
mod table_shown;
pub(super) mod target;
pub(super) mod text;
mod triangulation;
mod vision;

pub(crate) use between_cells::between_cells;
pub use color::Color;
pub use curve::covers_along;
pub use data::{
    Area, AreaGeometry, Contour, CurvedText, Dash, Dots, Group, Image, Item, Line, LineGeometry,
    Lines, MarkItems, Pane, Path, Pixels, Scene, Stroke, Text, TextAnchor,
};
pub use layers_in_view::LayersInView;
pub use placed::{PlacedGlyph, PlacedText};
pub use screen_rect::ScreenRect;
pub use table_shown::{CountClass, Density, KindShown, TableShown};
pub use target::{DensityCell, DetailTarget, PaneTargets, TablePick, Target, TargetKind, Targets};
pub use text::covers;
pub use vision::items_seen_with;
