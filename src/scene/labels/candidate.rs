//! Names that ask for a place on the map, by priority.

use std::collections::BTreeSet;

use super::along::Stretch;
use super::countries::countries;
use super::land_room::Blocked;
use super::lines::lines;
use super::marks::{marks, rows};
use super::places::places;
use crate::atlas::{LayerIx, LayerKind, Subject};
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::fonts::Face;
use crate::scene::marks::{PlacedMark, VisibleMarks};
use crate::scene::style::size;
use crate::scene::text::Reach;
use crate::scene::view_context::ViewContext;
use crate::scene::{Color, ScreenRect, Text, TextAnchor};

/// Priorities, the lower the sooner: the map's own countries and their capitals, then marks by
/// weight, then everything else. The selected mark's name stands before them all.
pub(super) const FOCUS_COUNTRY: u32 = 1;
pub(super) const FOCUS_CAPITAL: u32 = 2;
/// The heaviest mark; each lower weight comes one later.
const FIRST_MARK: u32 = 10;
/// Names of marks come no later: stacks without a name are counted then.
pub(super) const LAST_MARK: u32 = FIRST_MARK + 100;
pub(super) const COUNTRY: u32 = 200;
pub(super) const CAPITAL: u32 = 201;
pub(super) const CITY: u32 = 210;
pub(super) const WATER: u32 = 220;
pub(super) const EXPANSE: u32 = 230;

/// The priority of a mark's name, by the mark's weight.
pub(super) fn of_weight(weight: u8) -> u32 {
    LAST_MARK - u32::from(weight.min(100))
}

/// Distances at which names of weight may stand apart from their marks, and those of the map's own
/// capitals, which are named in any case.
pub(super) const APART: usize = 3;
pub(super) const FAR_APART: usize = 6;

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
    /// Beside a point, so far from its middle; or apart from it with a line to it, at so many
    /// distances.
    Beside { clear_px: f64, distances: usize },
    /// With its middle on the anchor, or near to it.
    Over,
    /// With its middle on one of these, the best first: places within an area.
    Within { places: Vec<MapPoint> },
    /// Along a line, in the best of these places.
    Along { stretches: Vec<Stretch> },
}

impl AnchorPlacement {
    /// The same without places apart.
    pub(super) fn unled(self) -> Self {
        match self {
            Self::Beside { clear_px, .. } => Self::Beside {
                clear_px,
                distances: 0,
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
    /// Whether a place is clear of the window's edge and of what stands on it, wherever the window
    /// lies.
    pub(super) fn surely_holds(&self, rect: &ScreenRect) -> bool {
        let mut furniture = self.furniture.iter();
        self.window.inflated(-self.off_px).holds(rect)
            && !furniture.any(|other| other.inflated(self.off_px).overlaps(rect))
    }

    /// What no name that lies within an area may cover: furniture and marks.
    pub(super) fn taken(&self, stage: &VisibleMarks<'_>) -> Vec<ScreenRect> {
        let drawn = stage.standing.iter().filter(|mark| mark.is_drawn());
        let marks = drawn.map(PlacedMark::covers);
        self.furniture.iter().copied().chain(marks).collect()
    }
}

/// A name that asks for a place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The lower, the sooner.
    pub(super) priority: u32,
    pub(super) owner: Owner,
    pub(super) layer: Option<LayerIx>,
    pub(super) at: MapPoint,
    pub(super) stand: AnchorPlacement,
    /// Half the width of the dot that comes with it; 0 for none.
    pub(super) dot_px: f64,
    pub(super) text: Text,
    pub(super) reach: Reach,
    /// How many marks share its place; 0 for what is no mark.
    pub(super) stack: usize,
    /// The place of the gazetteer that it names beside its own: a stack goes by its town's name.
    pub(super) place: Option<usize>,
}

/// Every name that the view asks for, by priority.
pub(super) fn all(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    in_view: InView<'_>,
) -> Vec<Candidate> {
    let land = Blocked::of(frame, in_view.window, in_view.taken(stage));
    let mut candidates = dated(frame, stage, &land);
    let named = towns_of(&candidates);
    for state in frame
        .view
        .layers
        .iter()
        .filter(|state| frame.view.shows(state.layer))
    {
        match frame.atlas.layer(state.layer).kind {
            LayerKind::Countries => {
                countries(frame, state.layer, in_view, &land, &mut candidates);
            }
            LayerKind::Cities | LayerKind::Water => {
                places(frame, state.layer, &named, &mut candidates);
                lines(frame, state.layer, &mut candidates);
            }
            _ => {}
        }
    }
    // The sort is stable: equals keep their order.
    candidates.sort_by_key(|candidate| candidate.priority);
    candidates
}

/// The names of what has days: marks and rows of large layers, by priority.
pub(super) fn dated(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    land: &Blocked,
) -> Vec<Candidate> {
    let mut candidates = marks(frame, stage, land);
    let states = frame.view.layers.iter();
    for state in states.filter(|state| frame.view.shows(state.layer)) {
        for table in frame.prepared.tables_of(state.layer) {
            rows(frame, state.layer, table, &mut candidates);
        }
    }
    candidates.sort_by_key(|candidate| candidate.priority);
    candidates
}

/// The towns that stacks of marks go by.
pub(super) fn towns_of(candidates: &[Candidate]) -> BTreeSet<usize> {
    candidates.iter().filter_map(|of| of.place).collect()
}

/// The names of these towns, where the view names them.
pub(super) fn towns(frame: &ViewContext<'_>, numbers: &BTreeSet<usize>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for state in &frame.view.layers {
        let is_shown = frame.view.shows(state.layer);
        if is_shown && frame.atlas.layer(state.layer).kind == LayerKind::Cities {
            places(frame, state.layer, &BTreeSet::new(), &mut candidates);
        }
    }
    let is_one = |owner| matches!(owner, Owner::Place(number) if numbers.contains(&number));
    candidates.retain(|candidate| is_one(candidate.owner));
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
