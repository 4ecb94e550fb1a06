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

mod chart;
mod compose;
pub mod display;
mod layout;
mod prepare;

pub use chart::{
    AxisMeasure, ChartBar, ChartLook, ChartPlot, ChartScene, ChartWindow, axis_words, chart,
};
pub use compose::{Composer, Finding, editorial, has_own_margins};
pub(crate) use display::between_cells;
pub use display::{
    Area, AreaGeometry, Color, Contour, CountClass, CurvedText, Dash, Density, DensityCell,
    DetailTarget, Dots, Group, Image, Item, KindShown, LayersInView, Line, LineGeometry, Lines,
    MarkItems, Pane, PaneTargets, Path, Pixels, PlacedGlyph, PlacedText, Scene, ScreenRect, Stroke,
    TablePick, TableShown, Target, TargetKind, Targets, Text, TextAnchor, covers, covers_along,
    fonts, items_seen_with, shaping, style,
};
pub use layout::furniture::{
    LegendRow, LegendSection, SWATCH_PX, evidence_swatch, feature_swatch, layer_swatch, legend,
    whole_legend,
};
pub use layout::labels::town_at;
pub use prepare::{Patience, Prepared};
