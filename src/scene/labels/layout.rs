//! The names of a view, kept while the view moves little.
//!
//! Names are laid out for a camera that is snapped to a coarse grid of the map, with a margin
//! around the window, and then shifted to where the true camera has them. So a pan moves all names
//! with the map and lays them out anew only when it crosses into another cell, and the layout
//! depends on the view alone, not on how the reader came there.

use super::candidate::{self, OTHER, Owner};
use super::room::{Room, Taker};
use super::selected::{Chosen, Free};
use super::solve::{Bounds, Placed, solve};
use crate::atlas::{LayerIx, LayerKind, Subject};
use crate::earth::{Camera, MapPoint, ScreenPoint};
use crate::scene::frame::Frame;
use crate::scene::layers::dot_radius_px;
use crate::scene::marks::{Stage, badge_covers};
use crate::scene::prepare::Place;
use crate::scene::style::{DIMMED, Style};
use crate::scene::{Item, ScreenRect, table};
use crate::session::viewpoint::{EvidenceFilter, MapTheme, TimeFilter};

/// Side of a cell of the grid.
const CELL_PX: f64 = 128.0;
/// Half the width of a large layer's dot.
const ROW_PX: f64 = 3.5;
/// Margin around the window: the true camera lies within half a cell of the snapped one.
const MARGIN_PX: f64 = CELL_PX / 2.0;

/// All that a layout depends on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    camera: Camera,
    level: Option<usize>,
    layers: Vec<LayerIx>,
    time: TimeFilter,
    evidence: EvidenceFilter,
    selected: Option<Subject>,
    theme: MapTheme,
    furniture: Vec<ScreenRect>,
}

/// Names, laid out and kept.
#[derive(Debug, Default)]
pub(in crate::scene) struct Labels {
    made_for: Option<Key>,
    placed: Vec<Placed>,
    chosen: Option<Chosen>,
}

/// The names of one view.
#[derive(Debug)]
pub(in crate::scene) struct Layout {
    /// Foremost first.
    pub(super) shown: Vec<Shown>,
    /// The selected mark's name, before them all.
    chosen: Option<Chosen>,
    style: &'static Style,
}

#[derive(Debug)]
pub(super) struct Shown {
    pub(super) placed: Placed,
    /// Where what it names stands.
    pub(super) at: ScreenPoint,
    strength: f32,
}

impl Labels {
    /// The names of a view that stand clear of its furniture and of `taken`.
    pub(in crate::scene) fn layout(
        &mut self,
        frame: &Frame<'_>,
        stage: &Stage<'_>,
        furniture: &[ScreenRect],
        taken: &[ScreenRect],
    ) -> Layout {
        let snapped = snapped(frame.camera);
        self.keep_up(frame, snapped, furniture);
        let origin = MapPoint::new(0.0, 0.0);
        let (from, to) = (
            snapped.screen_from_map(origin),
            frame.camera.screen_from_map(origin),
        );
        let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
        let mut blocked = [furniture, taken].concat();
        let free = Free::of(frame.window, stage, &blocked);
        let kept = self.chosen.as_ref().map(|kept| kept.shifted(dx, dy));
        let chosen = kept
            .filter(|kept| kept.fits(&free))
            .or_else(|| Chosen::place(frame, stage, &free));
        blocked.extend(chosen.as_ref().map(|chosen| chosen.covers));
        let shown = self.placed.iter().filter_map(|placed| {
            let mut placed = placed.clone();
            placed.covers = placed.covers.shifted(dx, dy);
            let at = placed.candidate.text.at;
            placed.candidate.text.at = ScreenPoint::new(at.x_px + dx, at.y_px + dy);
            let clear = frame.window.holds(&placed.covers)
                && !blocked.iter().any(|rect| rect.overlaps(&placed.covers));
            let at = frame.camera.screen_from_map(placed.candidate.at);
            let strength = strength(frame, &placed);
            (clear && frame.window.contains(at)).then_some(Shown {
                placed,
                at,
                strength,
            })
        });
        Layout {
            shown: shown.collect(),
            chosen,
            style: frame.style,
        }
    }

    fn keep_up(&mut self, frame: &Frame<'_>, snapped: Camera, furniture: &[ScreenRect]) {
        let shown = frame.view.layers.iter().map(|state| state.layer);
        let key = Key {
            camera: snapped,
            level: frame.ground.map(|(level, _)| level),
            layers: shown.filter(|&layer| frame.view.shows(layer)).collect(),
            time: frame.view.time,
            evidence: frame.view.evidence.clone(),
            selected: frame.view.selected,
            theme: frame.view.theme,
            furniture: furniture.to_vec(),
        };
        if self.made_for.as_ref() != Some(&key) {
            (self.placed, self.chosen) = laid_out(frame, snapped, furniture);
            self.made_for = Some(key);
        }
    }
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

fn laid_out(
    frame: &Frame<'_>,
    snapped: Camera,
    furniture: &[ScreenRect],
) -> (Vec<Placed>, Option<Chosen>) {
    let mut view = frame.view.clone();
    view.camera = snapped;
    view.hovered = None;
    let wide = Frame::new(frame.prepared, frame.ground, &view);
    let stage = Stage::in_view(&wide);
    let mut room = Room::default();
    for standing in &stage.standing {
        room.take(standing.covers(), Taker::Mark);
        if standing.stack > 1 {
            room.take(badge_covers(standing.at, standing.stack), Taker::Mark);
        }
    }
    for state in view.layers.iter().filter(|state| view.shows(state.layer)) {
        if let LayerKind::Table(ix) = wide.atlas.layer(state.layer).kind {
            for (_, at) in table::few(&wide, ix) {
                let at = snapped.screen_from_map(at);
                room.take(ScreenRect::around(at, ROW_PX), Taker::Mark);
            }
        }
    }
    let bounds = Bounds {
        window: wide.window.inflated(-MARGIN_PX),
        reach: wide.window,
    };
    let fixed: Vec<_> = furniture
        .iter()
        .map(|rect| rect.shifted(MARGIN_PX, MARGIN_PX))
        .collect();
    let chosen = Chosen::place(&wide, &stage, &Free::of(bounds.window, &stage, &fixed));
    if let Some(chosen) = &chosen {
        room.take(chosen.covers, Taker::Name);
    }
    let candidates = candidate::all(&wide, &stage);
    let placed = solve(
        candidates,
        |candidate| snapped.screen_from_map(candidate.at),
        bounds,
        &fixed,
        room,
    );
    (placed, chosen)
}

/// How much is left of a name: less while something else is selected.
fn strength(frame: &Frame<'_>, placed: &Placed) -> f32 {
    let candidate = &placed.candidate;
    let dimmed = match candidate.owner {
        Owner::Mark(subject) => frame.steps_back(subject) && frame.view.hovered != Some(subject),
        Owner::Place(_) | Owner::Country(_) => false,
    };
    let layer = candidate.layer.and_then(|layer| frame.view.layer(layer));
    let opacity = layer.map_or(1.0, |state| state.opacity);
    if dimmed { DIMMED * opacity } else { opacity }
}

impl Layout {
    /// The names, the foremost drawn last.
    pub(in crate::scene) fn items(&self) -> Vec<Item> {
        let text = |shown: &Shown| {
            let mut text = shown.placed.candidate.text.clone();
            text.color = text.color.faded(shown.strength);
            text.halo = text
                .halo
                .map(|(color, width)| (color.faded(0.85 * shown.strength), width));
            Item::Text(text)
        };
        let chosen = self.chosen.as_ref();
        let leader = chosen.map(|chosen| chosen.leader_items(self.style));
        let mut items = leader.unwrap_or_default();
        items.extend(self.shown.iter().rev().map(text));
        items.extend(chosen.map(|chosen| Item::Text(chosen.text.clone())));
        items
    }

    /// Where what is named stands, for each of the items; `None` for the selected mark's, which
    /// stands in any case.
    pub(in crate::scene) fn anchors(&self) -> Vec<Option<ScreenPoint>> {
        let leader = self.chosen.iter();
        let leader = leader.flat_map(|chosen| chosen.leader_items(self.style));
        let mut anchors: Vec<_> = leader.map(|_| None).collect();
        anchors.extend(self.shown.iter().rev().map(|shown| Some(shown.at)));
        anchors.extend(self.chosen.iter().map(|_| None));
        anchors
    }

    /// What the names cover that the frame's edge gives way to: the selected mark's, those of the
    /// article's marks, countries, capitals.
    pub(in crate::scene) fn firm(&self) -> impl Iterator<Item = ScreenRect> {
        let shown = self.shown.iter().map(|shown| &shown.placed);
        let firm = shown.filter(|placed| placed.candidate.right < OTHER);
        let chosen = self.chosen.iter().map(|chosen| chosen.covers);
        chosen.chain(firm.map(|placed| placed.covers))
    }

    /// What the names cover, the selected mark's among them.
    pub(in crate::scene) fn covers(&self) -> impl Iterator<Item = ScreenRect> {
        let shown = self.shown.iter().map(|shown| shown.placed.covers);
        shown.chain(self.chosen.iter().map(|chosen| chosen.covers))
    }

    /// Leaves out each name that lies over one of higher right.
    pub(super) fn clear_overlaps(&mut self) {
        let mut taken: Vec<ScreenRect> = self.chosen.iter().map(|chosen| chosen.covers).collect();
        self.shown.retain(|shown| {
            let covers = shown.placed.covers;
            let clear = !taken.iter().any(|rect| rect.overlaps(&covers));
            if clear {
                taken.push(covers);
            }
            clear
        });
    }

    /// Adds names, the foremost first, behind those that stand.
    pub(super) fn add(&mut self, frame: &Frame<'_>, names: impl Iterator<Item = Placed>) {
        self.shown.extend(names.map(|placed| Shown {
            at: frame.camera.screen_from_map(placed.candidate.at),
            strength: strength(frame, &placed),
            placed,
        }));
    }

    /// Leaves out the names that lie under `taken`; the selected mark's stands.
    pub(in crate::scene) fn give_way(&mut self, taken: &[ScreenRect]) {
        self.shown.retain(|shown| {
            let covers = shown.placed.covers;
            !taken.iter().any(|taken| taken.overlaps(&covers))
        });
    }

    /// The gazetteer's places whose names stand in the view and that have a dot, and where.
    pub(in crate::scene) fn named_places<'a>(
        &self,
        frame: &Frame<'a>,
    ) -> impl Iterator<Item = (&'a Place, ScreenPoint)> {
        let prepared = frame.prepared;
        self.shown.iter().filter_map(move |shown| {
            let Owner::Place(number) = shown.placed.candidate.owner else {
                return None;
            };
            let place = prepared.places.get(number)?;
            (dot_radius_px(place.kind, place.rank) > 0.0).then_some((place, shown.at))
        })
    }
}
