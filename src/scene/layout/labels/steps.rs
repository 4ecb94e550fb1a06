//! The names of one step of an animation: each stands where it stands in all the others.
//!
//! Names are laid out once, for the marks of all days together. A step shows those of its own days, each
//! in its place. A mark that found no room for its name among all days gets one where this step has room.

use super::candidate::{Candidate, Owner};
use super::candidates;
use super::label_position::LabelPosition;
use super::land_room::Blocked;
use super::layout::{Labels, take_chosen, take_rows, wanted};
use super::shown::{LabelLayout, Shown, dot_of};
use super::solve::place_again;
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::dot_radius_px;

/// A name serves another mark that stands so near to its own.
const ONE_PLACE_PX: f64 = 6.0;

/// A view, the marks that stand in it, and what is taken of its window: marks, margins and chips.
type Staged<'a, 'b, Taken> = (&'a ViewContext<'b>, &'a VisibleMarks<'b>, Taken);

impl Labels {
    /// The names of a step; `days` is the same view with all days of the animation.
    pub(in crate::scene) fn layout_step(
        &mut self,
        (frame, stage, taken): Staged<'_, '_, &CollisionIndex>,
        days: Staged<'_, '_, CollisionIndex>,
    ) -> LabelLayout {
        let mut layout = self.layout(days.0, days.1, days.2.clone(), None);
        let (marks, lasting): (Vec<Shown>, Vec<Shown>) = layout
            .shown
            .into_iter()
            .partition(|shown| matches!(shown.owner, Owner::Mark(_)));
        layout.shown = lasting;
        let mut room = days.2;
        take_lasting(&layout, days.0, &mut room);
        let land = Blocked::of(frame, frame.window, taken.clone());
        let mut candidates = candidates::dated(frame, stage, &land, frame.is_picture());
        // A town that a stack of other days goes by is named on this day, too.
        let by_stacks =
            &candidates::towns_of(&self.candidates) - &candidates::towns_of(&candidates);
        candidates.extend(candidates::towns(frame, &by_stacks, &land));
        // The sort is stable: equals keep their order.
        candidates.sort_by_key(|candidate| candidate.priority);
        candidates.retain(|candidate| wanted(frame, candidate));
        let given = given(frame, &candidates, marks);
        let placed = place_again(&candidates, &given, &frame.camera, frame.window, room);
        let shown = placed
            .into_iter()
            .map(|placed| Shown::of(frame, &candidates[placed.number], placed.spot));
        layout.shown.extend(shown);
        // The sort is stable: equals keep their order.
        layout.shown.sort_by_key(|shown| shown.priority);
        layout
    }
}

/// For each of the candidates the place of the name that stands for its place on all days.
fn given(
    frame: &ViewContext<'_>,
    candidates: &[Candidate],
    marks: Vec<Shown>,
) -> Vec<Option<LabelPosition>> {
    let mut given: Vec<Option<LabelPosition>> = candidates.iter().map(|_| None).collect();
    for shown in marks {
        let near = |candidate: &Candidate| {
            let at = frame.camera.screen_from_map(candidate.at);
            at.distance_px(shown.at) <= ONE_PLACE_PX
        };
        let places = given.iter_mut().zip(candidates);
        let mut free = places.filter(|(given, candidate)| given.is_none() && near(candidate));
        if let Some((given, _)) = free.next() {
            *given = Some(shown.spot);
        }
    }
    given
}

/// Takes the places of the names that stand on all days, and of large layers' symbols.
fn take_lasting(layout: &LabelLayout, frame: &ViewContext<'_>, taken: &mut CollisionIndex) {
    take_rows(frame, taken);
    take_chosen(layout.chosen.as_ref(), taken);
    for shown in &layout.shown {
        let dot_px = match shown.owner {
            Owner::Mark(_)
            | Owner::Country(_)
            | Owner::Claimed(_)
            | Owner::Exclave(_)
            | Owner::Sea(_) => 0.0,
            Owner::Place(_) | Owner::Town(_) => {
                dot_of(frame, shown.owner).map_or(0.0, |(kind, rank)| dot_radius_px(kind, rank))
            }
        };
        let dot = (dot_px > 0.0).then(|| ScreenRect::around(shown.at, dot_px + 1.0));
        let rects = shown.spot.takes().chain(dot);
        taken.take_all(rects, Occupant::Label(usize::MAX));
    }
}
