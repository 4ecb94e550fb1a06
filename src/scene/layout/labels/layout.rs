//! The names of a view, kept in their places while it moves.
//!
//! Where names stand among themselves and the marks is settled for a region of the map that is
//! larger than the window and snapped to a coarse grid. Then each view takes them as they settled
//! and moves only those in whose way its edge or its furniture is. So a pan moves all names with
//! the map, and the layout depends on the view alone, not on how the reader came there.

use std::collections::BTreeSet;

use super::candidate::{AnchorPlacement, Candidate, InView, LEAD, NameScope, Owner};
use super::candidates;
use super::crossed::CrossedLines;
use super::ground_cells::KeptGround;
use super::in_full::say_in_full;
use super::selected::{Chosen, Free};
use super::shown::{LabelLayout, Shown};
use super::solve::{BasePlacement, place, settle};
use crate::atlas::Subject;
use crate::earth::{Camera, MapPoint};
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::layout::table;
use crate::scene::layout::view_context::{SNAP_PX, ViewContext};
use crate::session::viewpoint::Viewpoint;

/// Side of a cell of the grid.
const CELL_PX: f64 = SNAP_PX;
/// Distance that names keep from the edge of the window, logical pixels: their halo is whole there.
const EDGE_PX: f64 = 2.0;
/// Half the width of a large layer's dot.
const ROW_PX: f64 = 3.5;
/// The region reaches so far beyond the window, wherever in its cell that is: half a cell, and as
/// far as names at the region's edge, where others are missing, may have others beside them.
const MARGIN_PX: f64 = CELL_PX / 2.0 + 160.0;

/// All that names settle by: the view with its camera snapped and its size the region's, the level
/// of the ground, and what of the window is not seen.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    view: Viewpoint,
    level: Option<usize>,
    /// Whether it is the view of a picture, be its words in margins of their own.
    of_picture: bool,
    furniture: Vec<ScreenRect>,
}

/// Names, settled and kept.
#[derive(Debug, Default)]
pub(in crate::scene) struct Labels {
    scope: NameScope,
    made_for: Option<Key>,
    pub(super) candidates: Vec<Candidate>,
    settled: BasePlacement,
    chosen: Option<Chosen>,
    ground: KeptGround,
}

/// The parts of the view that are shown once more, larger.
#[derive(Debug, Clone, Default)]
pub(in crate::scene) struct Enlarged {
    /// Which parts.
    pub(in crate::scene) parts: Vec<ScreenRect>,
    /// What names say there, in small letters.
    pub(in crate::scene) said: BTreeSet<String>,
}

impl Enlarged {
    /// Whether the mark of a name is in one of those parts.
    fn holds(&self, frame: &ViewContext<'_>, candidate: &Candidate) -> bool {
        let at = frame.camera.screen_from_map(candidate.at);
        matches!(candidate.owner, Owner::Mark(_)) && self.parts.iter().any(|part| part.contains(at))
    }

    /// Whether a mark has its name there, so that none is wanted here. Capitals have theirs in any
    /// case: they say where that part is.
    fn names(&self, frame: &ViewContext<'_>, candidate: &Candidate) -> bool {
        let Owner::Mark(Subject::Feature(ix)) = candidate.owner else {
            return false;
        };
        if candidate.priority < LEAD {
            return false;
        }
        let own = frame
            .atlas
            .short_name_in(ix, frame.view.names)
            .to_lowercase();
        let said = self.said.iter().any(|said| said.starts_with(&own));
        said || (self.holds(frame, candidate) && !candidate.is_firm())
    }
}

impl Labels {
    /// Those alone that no picture may lack: the map's own countries, their capitals and the lead.
    pub(in crate::scene) fn firm() -> Self {
        Self {
            scope: NameScope::Firm,
            ..Self::default()
        }
    }

    /// Those of a detail inset.
    pub(in crate::scene) fn inset() -> Self {
        Self {
            scope: NameScope::Inset,
            ..Self::default()
        }
    }

    /// The names of a view, clear of what is `taken`: its marks, margins and chips. Marks in the part that
    /// is `enlarged` elsewhere have their names there.
    pub(in crate::scene) fn layout(
        &mut self,
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        mut taken: CollisionIndex,
        enlarged: Option<&Enlarged>,
    ) -> LabelLayout {
        let snapped = snapped(frame.camera);
        self.keep_up(frame, snapped, taken.rects(Occupant::Margin).collect());
        let origin = MapPoint::new(0.0, 0.0);
        let (from, to) = (
            snapped.screen_from_map(origin),
            frame.camera.screen_from_map(origin),
        );
        let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
        let free = Free {
            window: frame.window,
            taken: &taken,
        };
        let kept = self.chosen.as_ref().map(|kept| kept.shifted(dx, dy));
        let chosen = kept
            .filter(|kept| kept.fits(&free))
            .or_else(|| Chosen::place(frame, stage, &free));
        take_rows(frame, &mut taken);
        take_chosen(chosen.as_ref(), &mut taken);
        let room = frame.window.inflated(-EDGE_PX);
        // A symbol that a picture's edge would cut lies beyond it, though its middle does not.
        let standing = frame.is_picture().then(|| {
            let standing = stage.standing.iter().map(PlacedMark::subject);
            standing.collect::<BTreeSet<Subject>>()
        });
        let stands = |candidate: &Candidate| match (&standing, candidate.owner) {
            (Some(standing), Owner::Mark(mark)) => standing.contains(&mark),
            _ => true,
        };
        // In the window a click lists the marks, and words that came and went would flicker in a pan. An inset is
        // not panned.
        let wanted = |candidate: &Candidate| {
            let elsewhere = enlarged.is_some_and(|there| there.names(frame, candidate));
            wanted(frame, candidate) && stands(candidate) && !elsewhere
        };
        let before = self.scope.is_still(frame).then(|| taken.clone());
        let mut placed = place(
            &self.candidates,
            wanted,
            &self.settled,
            (dx, dy),
            &frame.camera,
            room,
            taken,
        );
        if let Some(taken) = before {
            say_in_full(&mut placed, &self.candidates, frame, room, &taken, wanted);
        }
        let shown = placed.into_iter().map(|placed| {
            let candidate = &self.candidates[placed.number];
            let mut shown = Shown::of(frame, candidate, placed.spot);
            if enlarged.is_some_and(|there| there.holds(frame, candidate)) {
                shown.spot.say_no_count();
            }
            shown
        });
        LabelLayout {
            shown: shown.collect(),
            chosen,
            style: frame.style,
        }
    }

    fn keep_up(&mut self, frame: &ViewContext<'_>, snapped: Camera, furniture: Vec<ScreenRect>) {
        let mut view = frame.view.clone();
        view.camera = snapped;
        view.hovered = None;
        let key = Key {
            view,
            level: frame.ground.map(|(level, _)| level),
            of_picture: frame.is_picture(),
            furniture,
        };
        if self.made_for.as_ref() != Some(&key) {
            self.settle(frame, &key);
            self.made_for = Some(key);
        }
    }

    fn settle(&mut self, frame: &ViewContext<'_>, key: &Key) {
        let region = ViewContext::new(frame.prepared, frame.ground, &key.view);
        let region = if key.of_picture {
            region.of_picture(frame.in_margins)
        } else {
            region
        };
        let stage = VisibleMarks::in_view(&region, MARGIN_PX);
        let mut taken = stage.taken();
        let free = Free {
            window: region.window,
            taken: &taken,
        };
        let chosen = Chosen::place(&region, &stage, &free);
        let furniture: Vec<ScreenRect> = key
            .furniture
            .iter()
            .map(|rect| rect.shifted(MARGIN_PX, MARGIN_PX))
            .collect();
        let in_view = InView {
            window: region.window.inflated(-MARGIN_PX),
            furniture: &furniture,
            off_px: CELL_PX / 2.0,
        };
        let ground = self.ground.of(&region, in_view.window);
        self.candidates = candidates::of(self.scope, &region, &stage, in_view, ground);
        take_rows(&region, &mut taken);
        take_chosen(chosen.as_ref(), &mut taken);
        let lines = CrossedLines::of(&region, &stage, region.window);
        self.settled = settle(
            &self.candidates,
            &region.camera,
            region.window,
            taken,
            lines,
        );
        self.chosen = chosen;
    }
}

/// Takes the places of the symbols of large layers, where few of their rows are in view.
pub(super) fn take_rows(frame: &ViewContext<'_>, taken: &mut CollisionIndex) {
    for state in &frame.view.layers {
        if !frame.view.shows(state.layer) {
            continue;
        }
        for table in frame.prepared.tables_of(state.layer) {
            for (_, at) in table::few(frame, table) {
                let at = frame.camera.screen_from_map(at);
                taken.take(ScreenRect::around(at, ROW_PX), Occupant::Mark);
            }
        }
    }
}

/// Takes the place of the selected mark's name.
pub(super) fn take_chosen(chosen: Option<&Chosen>, taken: &mut CollisionIndex) {
    let rects = chosen.into_iter().flat_map(Chosen::takes);
    taken.take_all(rects, Occupant::Label(usize::MAX));
}

/// Whether what a name belongs to is in view, its dot uncut by the window's edge; what lies within an
/// area or runs along a line is where it has a place.
pub(super) fn wanted(frame: &ViewContext<'_>, candidate: &Candidate) -> bool {
    let anywhere = matches!(
        candidate.stand,
        AnchorPlacement::Along { .. } | AnchorPlacement::Within { .. }
    );
    anywhere
        || frame
            .window
            .inflated(-candidate.dot_px)
            .contains(frame.camera.screen_from_map(candidate.at))
}

/// The camera with its middle on the grid and a margin around its window.
fn snapped(camera: Camera) -> Camera {
    let cell_m = CELL_PX * camera.metres_per_px;
    let snap = |metres: f64| (metres / cell_m).round() * cell_m;
    Camera {
        center: MapPoint::new(snap(camera.center.x_m), snap(camera.center.y_m)),
        metres_per_px: camera.metres_per_px,
        width_px: camera.width_px + 2.0 * MARGIN_PX,
        height_px: camera.height_px + 2.0 * MARGIN_PX,
    }
}
