//! What is drawn, as data.
//!
//! [`Prepared`] holds an atlas's layers in map metres: projected, levelled
//! and triangulated once, off the interface thread. [`Composer`] turns a
//! viewpoint into a [`Scene`]: symbols, labels and furniture laid out for
//! one view. A backend only draws it, so the window and a picture show the
//! same thing, and picking sees exactly what is visible. The same atlas,
//! viewpoint and size give the same scene.

mod data;
pub mod fonts;
mod target;

pub use data::{
    Area, AreaGeometry, Color, Contour, Dash, Group, Item, Line, LineGeometry, Path, Scene, Stroke,
    Text, TextAnchor,
};
pub use target::{Target, TargetKind, Targets};
