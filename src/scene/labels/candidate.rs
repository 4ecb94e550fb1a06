//! Names that ask for a place on the map, in their order of right.

use super::along::Stretch;
use super::countries::countries;
use super::lines::lines;
use super::marks::{marks, rows};
use super::places::places;
use crate::atlas::{LayerIx, LayerKind, Subject};
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::fonts::Face;
use crate::scene::marks::VisibleMarks;
use crate::scene::style::size;
use crate::scene::text::Reach;
use crate::scene::view_context::ViewContext;
use crate::scene::{Color, ScreenRect, Text, TextAnchor};

/// Levels of the order of right; the selected one stands before them all.
pub(super) const ARTICLE: u32 = 1;
pub(super) const COUNTRY: u32 = 2;
pub(super) const CAPITAL: u32 = 3;
pub(super) const OTHER: u32 = 4;
/// Names of marks come no later: what then has none is counted.
pub(super) const LAST_WITH_COUNTS: u32 = OTHER;
pub(super) const CITY: u32 = 5;
pub(super) const WATER: u32 = 10;
pub(super) const EXPANSE: u32 = 16;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Mark(Subject),
    Place(usize),
    Country(usize),
}

/// Where a name may stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum AnchorPlacement {
    /// Beside a point, so far from its middle; apart from it with a line to it, where it is `led`.
    Beside { clear_px: f64, led: bool },
    /// With its middle on the anchor, or near to it.
    Over,
    /// Along a line, in the best of these places.
    Along { stretches: Vec<Stretch> },
}

impl AnchorPlacement {
    /// The same without places apart.
    pub(super) fn unled(self) -> Self {
        match self {
            Self::Beside { clear_px, .. } => Self::Beside {
                clear_px,
                led: false,
            },
            other => other,
        }
    }
}

/// Where in the laid-out region the window lies, about.
#[derive(Debug, Clone, Copy)]
pub(super) struct InView<'a> {
    pub(super) window: ScreenRect,
    /// What stands on the window.
    pub(super) furniture: &'a [ScreenRect],
    /// It may lie so far off, each way.
    pub(super) off_px: f64,
}

impl InView<'_> {
    /// What is in the window wherever it lies, and what then stands on that.
    pub(super) fn surely(&self) -> (ScreenRect, Vec<ScreenRect>) {
        let furniture = self.furniture.iter().map(|rect| rect.inflated(self.off_px));
        (self.window.inflated(-self.off_px), furniture.collect())
    }
}

/// A name that asks for a place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The lower, the sooner.
    pub(super) right: u32,
    pub(super) owner: Owner,
    pub(super) layer: Option<LayerIx>,
    pub(super) at: MapPoint,
    pub(super) stand: AnchorPlacement,
    /// Half the width of the dot that comes with it; 0 for none.
    pub(super) dot_px: f64,
    pub(super) text: Text,
    pub(super) reach: Reach,
    /// What it says but for a count.
    pub(super) words: String,
    /// How many marks share its place; 0 for what is no mark.
    pub(super) stack: usize,
}

/// Every name that the view asks for, in its order of right.
pub(super) fn all(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    in_view: InView<'_>,
) -> Vec<Candidate> {
    let mut candidates = dated(frame, stage);
    for state in frame
        .view
        .layers
        .iter()
        .filter(|state| frame.view.shows(state.layer))
    {
        match frame.atlas.layer(state.layer).kind {
            LayerKind::Countries => countries(frame, state.layer, in_view, &mut candidates),
            LayerKind::Cities | LayerKind::Water => {
                places(frame, state.layer, &mut candidates);
                lines(frame, state.layer, &mut candidates);
            }
            _ => {}
        }
    }
    // The sort is stable: equals keep their order.
    candidates.sort_by_key(|candidate| candidate.right);
    candidates
}

/// The names of what has days: marks and rows of large layers, in their order of right.
pub(super) fn dated(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Candidate> {
    let mut candidates = marks(frame, stage);
    let states = frame.view.layers.iter();
    for state in states.filter(|state| frame.view.shows(state.layer)) {
        for table in frame.prepared.tables_of(state.layer) {
            rows(frame, state.layer, table, &mut candidates);
        }
    }
    candidates.sort_by_key(|candidate| candidate.right);
    candidates
}

pub(super) fn text(name: &str, face: Face, size_px: f32, color: Color, halo: Color) -> Text {
    Text {
        at: ScreenPoint::new(0.0, 0.0),
        anchor: TextAnchor::Start,
        text: name.to_owned(),
        face,
        size_px,
        color,
        halo: Some((halo, size::LABEL_HALO)),
        angle_rad: 0.0,
        spacing_px: 0.0,
    }
}
