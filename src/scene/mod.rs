//! What is drawn, as data.
//!
//! [`Prepared`] holds an atlas's layers in map metres: projected, levelled
//! and triangulated once, off the interface thread. [`Composer`] turns a
//! viewpoint into a [`Scene`]: symbols, labels and furniture laid out for
//! one view. A backend only draws it, so the window and a picture show the
//! same thing, and picking sees exactly what is visible. The same atlas,
//! viewpoint and size give the same scene.
//!
//! Nothing here touches the interface, the clock, the disk or the network,
//! and no coordinate is moved: where names, counts and furniture need room,
//! they give way, and marks do not.

mod ahead;
mod callouts;
mod cells;
mod chart;
mod color;
mod compare;
mod compose;
mod composer;
mod curve;
mod data;
mod detail;
mod editorial;
pub mod fonts;
mod furniture;
mod geometry;
mod labels;
mod layers;
mod marks;
mod measure;
mod pane;
mod patience;
mod pick;
mod placed;
mod prepare;
mod screen_rect;
pub mod shaping;
mod shift;
pub mod style;
mod symbols;
mod table;
mod table_shown;
mod target;
mod text;
mod triangulation;
mod view_context;
mod vision;

pub use chart::{AxisMeasure, ChartBar, ChartLook, ChartPlot, ChartScene, ChartWindow, chart};
pub use color::Color;
pub use composer::Composer;
pub use curve::covers_along;
pub use data::{
    Area, AreaGeometry, Contour, CurvedText, Dash, Dots, Group, Image, Item, Line, LineGeometry,
    Lines, Pane, Path, Pixels, Scene, Stroke, Text, TextAnchor,
};
pub use editorial::{Finding, editorial};
pub use furniture::{LegendRow, LegendSection, SWATCH_PX, evidence_swatch, layer_swatch, legend};
pub use patience::Patience;
pub use placed::{PlacedGlyph, PlacedText};
pub use prepare::Prepared;
pub use screen_rect::ScreenRect;
pub use table_shown::{CountClass, Density, KindShown, TableShown};
pub use target::{Cell, PaneTargets, TablePick, Target, TargetKind, Targets};
pub use text::covers;
pub use vision::items_seen_with;
