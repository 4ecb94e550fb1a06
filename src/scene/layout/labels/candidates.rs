//! The names that a view asks for, by priority.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bearers::find_bearers;
use super::candidate::{Candidate, InView, NameScope, Owner};
use super::claimed::claimed;
use super::countries::countries;
use super::exclaves::exclaves;
use super::ground_cells::GroundCells;
use super::land_room::Blocked;
use super::lines::lines;
use super::marks::{firm_marks, marks, rows};
use super::places::{is_focus_capital, places};
use super::seas::seas;
use super::towns::towns as world_towns;
use crate::atlas::LayerKind;
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::Occupant;
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::ViewContext;

/// Half the width of what a capital's dot takes from the names of countries, logical pixels.
const CAPITAL_PX: f64 = 9.0;

/// The names of `scope` that the view asks for, by priority. `ground` is that of the part of the window in which
/// they may stand.
pub(super) fn of(
    scope: NameScope,
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    in_view: InView<'_>,
    ground: Arc<GroundCells>,
) -> Vec<Candidate> {
    let mut taken = in_view.taken(stage);
    taken.take_all(capital_dots(frame), Occupant::Mark);
    let land = Blocked::on(ground, taken);
    let mut candidates = match scope {
        NameScope::All | NameScope::Inset => dated(frame, stage, &land, scope.is_still(frame)),
        NameScope::Firm => firm_marks(frame, stage, &land),
    };
    let named = towns_of(&candidates);
    for state in frame
        .view
        .layers
        .iter()
        .filter(|state| frame.view.shows(state.layer))
    {
        match frame.atlas.layer(state.layer).kind {
            LayerKind::Countries => {
                countries(frame, state.layer, scope, in_view, &land, &mut candidates);
                if scope != NameScope::Firm {
                    exclaves(frame, state.layer, &land, &mut candidates);
                }
            }
            LayerKind::DisputedBorders if scope != NameScope::Firm => {
                claimed(frame, state.layer, &land, &mut candidates);
            }
            LayerKind::Cities | LayerKind::Water => {
                places(frame, state.layer, &named, &land, &mut candidates);
                if scope != NameScope::Firm {
                    lines(frame, state.layer, &mut candidates);
                    world_towns(frame, state.layer, &mut candidates);
                    seas(frame, state.layer, &land, &mut candidates);
                }
            }
            _ => {}
        }
    }
    if scope == NameScope::Firm {
        candidates.retain(Candidate::is_firm);
    }
    find_bearers(frame, &mut candidates);
    // The sort is stable: equals keep their order.
    candidates.sort_by_key(|candidate| candidate.priority);
    candidates
}

/// What the dots of the map's own capitals take, with room beside them: a country's name that ran
/// into one would read as the town's.
fn capital_dots(frame: &ViewContext<'_>) -> impl Iterator<Item = ScreenRect> {
    let places = frame.prepared.places.iter().enumerate();
    let capitals = places.filter(|&(number, _)| is_focus_capital(frame, number));
    let dots = capitals.map(|(_, place)| frame.camera.screen_from_map(place.at));
    dots.map(|at| ScreenRect::around(at, CAPITAL_PX))
}

/// The names of what has days: marks and rows of large layers, by priority.
pub(super) fn dated(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    land: &Blocked,
    is_still: bool,
) -> Vec<Candidate> {
    let mut candidates = marks(frame, stage, land, is_still);
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
pub(super) fn towns(
    frame: &ViewContext<'_>,
    numbers: &BTreeSet<usize>,
    land: &Blocked,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for state in &frame.view.layers {
        let is_shown = frame.view.shows(state.layer);
        if is_shown && frame.atlas.layer(state.layer).kind == LayerKind::Cities {
            places(frame, state.layer, &BTreeSet::new(), land, &mut candidates);
        }
    }
    let is_one = |owner| matches!(owner, Owner::Place(number) if numbers.contains(&number));
    candidates.retain(|candidate| is_one(candidate.owner));
    candidates
}
