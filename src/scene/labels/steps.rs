//! The names of one step of an animation: each stands where it stands in all the others.
//!
//! Names are laid out once, for the marks of all days together. A step shows
//! those of its own days, each in its place. Marks that went without a name
//! among so many have one where there is room for it.

use super::candidate::{self, Candidate, Owner};
use super::layout::{Labels, Layout};
use super::room::{Room, Taker};
use super::solve::{Bounds, Placed, solve};
use crate::scene::ScreenRect;
use crate::scene::frame::Frame;
use crate::scene::marks::{Stage, Standing, badge_covers};
use crate::scene::text::covers;

/// A name serves another mark that stands so near to its own.
const ONE_PLACE_PX: f64 = 6.0;

/// A view and the marks that stand in it.
type Staged<'a, 'b> = (&'a Frame<'b>, &'a Stage<'b>);

impl Labels {
    /// The names of a step that stand clear of its furniture and of `taken`; `days` is the same view
    /// with all days of the animation.
    pub(in crate::scene) fn layout_step(
        &mut self,
        step: Staged<'_, '_>,
        days: Staged<'_, '_>,
        furniture: &[ScreenRect],
        taken: &[ScreenRect],
    ) -> Layout {
        let mut layout = self.layout(days.0, days.1, furniture, taken);
        let (frame, stage) = step;
        let mut wanted = candidate::of_marks(frame, stage);
        layout.shown.retain_mut(|shown| {
            let Owner::Mark(_) = shown.placed.candidate.owner else {
                return true;
            };
            let near = |candidate: &Candidate| {
                let at = frame.camera.screen_from_map(candidate.at);
                at.distance_px(shown.at) <= ONE_PLACE_PX
            };
            let Some(number) = wanted.iter().position(near) else {
                return false;
            };
            renamed(&mut shown.placed, wanted.remove(number));
            true
        });
        layout.clear_overlaps();
        let blocked = [furniture, taken].concat();
        let room = room(&layout, days.1);
        let window = frame.window;
        let bounds = Bounds {
            window,
            reach: window,
        };
        let at = |candidate: &Candidate| frame.camera.screen_from_map(candidate.at);
        let more = solve(wanted, at, bounds, &blocked, room);
        let clear = |placed: &Placed| !blocked.iter().any(|rect| rect.overlaps(&placed.covers));
        layout.add(frame, more.into_iter().filter(clear));
        layout
    }
}

/// The name of another mark in the same place.
fn renamed(placed: &mut Placed, by: Candidate) {
    let before = &placed.candidate.text;
    let (at, anchor) = (before.at, before.anchor);
    placed.candidate = by;
    (placed.candidate.text.at, placed.candidate.text.anchor) = (at, anchor);
    placed.covers = covers(&placed.candidate.text);
}

/// What is taken by the marks of all days and by the names that stand.
fn room(layout: &Layout, stage: &Stage<'_>) -> Room {
    let mut room = Room::default();
    let badge = |standing: &Standing<'_>| badge_covers(standing.at, standing.stack);
    for standing in &stage.standing {
        room.take(standing.covers(), Taker::Mark);
        if standing.stack > 1 {
            room.take(badge(standing), Taker::Mark);
        }
    }
    for covers in layout.covers() {
        room.take(covers, Taker::Name);
    }
    room
}
