//! The marks of one view, where they stand and in which order.

use std::cmp::Reverse;

use super::EdgeChip;
use super::in_view::anchor_in;
use super::placed_mark::PlacedMark;
use super::stacks::count_stacks;
use crate::atlas::{FeatureId, LayerIx, Subject, When};
use crate::earth::{MapPoint, MapRect};
use crate::scene::display::style::{DIMMED, size};
use crate::scene::display::symbols::reach_px;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::{MOST_MARKS, Mark};
use crate::scene::{Target, TargetKind};

/// Strength of a mark of other days than those that are shown, relative to the usual one.
const OUTSIDE: f32 = 0.22;

/// The marks of one view.
#[derive(Debug, Clone)]
pub(in crate::scene) struct VisibleMarks<'a> {
    /// In view, lowest first.
    pub(in crate::scene) standing: Vec<PlacedMark<'a>>,
    /// The marks beyond the frame: a chip for each edge that has any.
    pub(in crate::scene) edges: Vec<EdgeChip<'a>>,
    /// Layers with too many marks in view: these are drawn and counted as a table.
    pub(in crate::scene) crowded: Vec<LayerIx>,
    /// Features in view that layers, days and filter show, in the atlas's order; those of crowded layers
    /// are among them.
    pub(in crate::scene) shown: Vec<FeatureId>,
}

/// The marks of a view before those beyond the frame have their places on its edge.
struct Found<'a> {
    standing: Vec<PlacedMark<'a>>,
    beyond: Vec<&'a Mark>,
    crowded: Vec<LayerIx>,
    shown: Vec<FeatureId>,
}

impl<'a> VisibleMarks<'a> {
    /// The marks of a view: those of shown layers, and always the selected one.
    pub(in crate::scene) fn of(frame: &ViewContext<'a>) -> Self {
        let found = marks(frame, frame.anchoring(0.0));
        Self {
            standing: found.standing,
            edges: EdgeChip::all(frame, found.beyond),
            crowded: found.crowded,
            shown: found.shown,
        }
    }

    /// The same without those beyond the frame, which reaches `beyond_px` beyond the view.
    pub(in crate::scene) fn in_view(frame: &ViewContext<'a>, beyond_px: f64) -> Self {
        let found = marks(frame, frame.anchoring(beyond_px));
        Self {
            standing: found.standing,
            edges: Vec::new(),
            crowded: found.crowded,
            shown: found.shown,
        }
    }

    /// A collision index that holds the symbols of these marks.
    pub(in crate::scene) fn taken(&self) -> CollisionIndex {
        let drawn = self.standing.iter().filter(|mark| mark.is_drawn());
        let mut taken = CollisionIndex::default();
        taken.take_all(drawn.map(PlacedMark::covers), Occupant::Mark);
        taken
    }

    /// A collision index that holds the symbols of these marks and the margins of another index.
    pub(in crate::scene) fn taken_within(&self, margins: &CollisionIndex) -> CollisionIndex {
        let mut taken = self.taken();
        taken.take_all(margins.rects(Occupant::Margin), Occupant::Margin);
        taken
    }

    /// What can be picked of it, topmost first: all marks of a stack at the symbol that stands for
    /// them. What has no symbol is picked by its label.
    pub(in crate::scene) fn targets(&self, frame: &ViewContext<'_>) -> Vec<Target> {
        let mark = |standing: &PlacedMark<'_>| Target {
            subject: standing.subject(),
            kind: TargetKind::Mark,
            at: standing.at,
            radius_px: standing.reach_px(),
            name: frame.atlas.name(standing.subject()),
            line: Vec::new(),
        };
        let edges = self.edges.iter().flat_map(|edge| edge.targets(frame));
        let pinned = self.standing.iter().rev();
        let pinned = pinned.filter(|standing| standing.mark.look.pinned);
        edges.chain(pinned.map(mark)).collect()
    }
}

/// The marks in view, lowest first, and those beyond the frame that its edge tells of: the selected one, and all
/// others; where there are too many to look at each, those beyond the dossier's own frame.
fn marks<'a>(frame: &ViewContext<'a>, anchoring: MapRect) -> Found<'a> {
    let ranks = layer_ranks(frame);
    let tells_all = frame.prepared.has_few_marks();
    let mut in_view = Vec::new();
    let mut beyond = Vec::new();
    let mut shown = Vec::new();
    let mut counts = vec![0; frame.atlas.layers.len()];
    for mark in in_or_beyond(frame) {
        let selected = frame.view.selected == Some(Subject::Feature(mark.ix));
        let layer = frame.atlas.feature(mark.ix).layer;
        let rank = ranks.get(layer.index()).copied().flatten();
        let of_days = frame.view.draws(frame.atlas.feature(mark.ix));
        let within = of_days.filter(|_| frame.view.attributes.admits(frame.atlas, mark.ix));
        let drawn = rank.is_some() && within.is_some() && !is_later(frame, mark);
        if !drawn && !selected {
            continue;
        }
        let outside = within != Some(true);
        if let Some(on_map) = stands_at(frame, mark, &anchoring) {
            if drawn && !outside {
                shown.push(mark.ix);
            }
            if let Some(count) = counts.get_mut(layer.index()) {
                *count += 1;
            }
            // What is of other days lies lowest: it must not cover what is shown.
            let weight = frame.atlas.weight(mark.ix);
            let height = (selected, !outside, weight, rank, Reverse(mark.ix));
            in_view.push((height, stand(frame, mark, on_map, outside)));
        } else if selected || (mark.look.pinned && (tells_all || !mark.at_home) && !outside) {
            beyond.push(mark);
        }
    }
    in_view.sort_by_key(|&(height, _)| height);
    let mut standing: Vec<_> = in_view.into_iter().map(|(_, standing)| standing).collect();
    let crowded: Vec<LayerIx> = (0..)
        .map(LayerIx)
        .zip(counts)
        .filter(|&(_, count)| count > MOST_MARKS)
        .map(|(layer, _)| layer)
        .collect();
    if !crowded.is_empty() {
        standing.retain(|standing| {
            let layer = frame.atlas.feature(standing.mark.ix).layer;
            standing.selected || standing.hovered || !crowded.contains(&layer)
        });
    }
    count_stacks(&mut standing);
    Found {
        standing,
        beyond,
        crowded,
        shown,
    }
}

/// The marks that may lie in the view or that its edge may tell of, in the atlas's order.
fn in_or_beyond<'a>(frame: &ViewContext<'a>) -> Vec<&'a Mark> {
    let mut marks = frame.prepared.marks_around(around_view(frame));
    let selected = match frame.view.selected {
        Some(Subject::Feature(ix)) => frame.prepared.mark(ix),
        _ => None,
    };
    if let Some(mark) = selected
        && let Err(position) = marks.binary_search_by_key(&mark.ix, |mark| mark.ix)
    {
        marks.insert(position, mark);
    }
    marks
}

/// The view and a pixel around it, which the rounding of coordinates cannot exceed.
fn around_view(frame: &ViewContext<'_>) -> MapRect {
    let camera = &frame.camera;
    camera.view_rect().inflate(camera.metres_per_px)
}

/// The marks of which something lies in the view and which are not later than what the map shows.
pub(in crate::scene) fn marks_in_view<'a>(
    frame: &ViewContext<'a>,
) -> impl Iterator<Item = &'a Mark> {
    let marks = frame.prepared.marks_around(around_view(frame)).into_iter();
    marks.filter(|mark| {
        !is_later(frame, mark) && stands_at(frame, mark, &frame.anchoring(0.0)).is_some()
    })
}

/// Where a mark stands in the view: on its anchor, else on what of its feature is in view; `None`
/// where nothing is.
fn stands_at(frame: &ViewContext<'_>, mark: &Mark, anchoring: &MapRect) -> Option<MapPoint> {
    // A picture cannot be panned: a symbol that its edge would cut lies beyond it.
    let cut_px = if frame.is_picture() && mark.look.pinned {
        reach_px(size::MARK)
    } else {
        0.0
    };
    let window = frame.window.inflated(-cut_px);
    if window.contains(frame.camera.screen_from_map(mark.at)) {
        return Some(mark.at);
    }
    if !mark.is_extended(frame.atlas) {
        return None;
    }
    let drawn = mark.drawn(frame.atlas);
    let at_margin = || anchor_in(drawn, &frame.camera.view_rect());
    anchor_in(drawn, anchoring).or_else(at_margin)
}

/// Whether a mark is later than the day as of which the map is drawn, while no other days are chosen.
fn is_later(frame: &ViewContext<'_>, mark: &Mark) -> bool {
    let asked = frame.view.time.window.is_some() || frame.view.compare.is_some();
    let when = frame.atlas.feature(mark.ix).when.as_ref();
    let first = when.and_then(When::earliest);
    let later = frame.atlas.dossier.as_of.zip(first);
    !asked && later.is_some_and(|(as_of, first)| first > as_of)
}

/// How high each layer lies, by its number; `None` where it is not shown.
fn layer_ranks(frame: &ViewContext<'_>) -> Vec<Option<usize>> {
    let mut ranks = vec![None; frame.atlas.layers.len()];
    for (height, state) in frame.view.layers.iter().rev().enumerate() {
        let shown = state.visible && state.opacity > 0.0;
        if let Some(rank) = ranks.get_mut(state.layer.index()) {
            *rank = shown.then_some(height);
        }
    }
    ranks
}

fn stand<'a>(
    frame: &ViewContext<'a>,
    mark: &'a Mark,
    on_map: MapPoint,
    outside: bool,
) -> PlacedMark<'a> {
    let subject = Some(Subject::Feature(mark.ix));
    let selected = frame.view.selected == subject;
    let hovered = frame.view.hovered == subject;
    let strength = if selected || hovered {
        1.0
    } else if outside {
        OUTSIDE
    } else if frame.steps_back(Subject::Feature(mark.ix)) {
        DIMMED
    } else {
        1.0
    };
    PlacedMark {
        mark,
        at: frame.camera.screen_from_map(on_map),
        on_map,
        radius_px: if selected {
            size::MARK_SELECTED
        } else {
            size::MARK
        },
        selected,
        hovered,
        outside,
        strength,
        stack: 0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use proptest::prelude::*;

    use super::*;
    use crate::atlas::{Atlas, BaseMap, Feature, Shape};
    use crate::earth::{Camera, LonLat, ScreenPoint};
    use crate::scene::prepare::Prepared;
    use crate::session::viewpoint::Viewpoint;

    static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
        let basemap = BaseMap::embedded().unwrap();
        let mut dossier = crate::dossier::builtin().dossier;
        // So many that an index is worth it.
        let like = dossier.features[0].clone();
        dossier.features.extend((0..MOST_MARKS).map(|number| {
            let (east, north) = (number % 50, number / 50);
            Feature {
                id: format!("one-of-many-{number}"),
                shape: Some(Shape::point(LonLat::new(
                    56.0 + 0.5 * east as f64,
                    37.0 + 0.3 * north as f64,
                ))),
                ..like.clone()
            }
        }));
        Arc::new(Atlas::new(dossier, Arc::new(basemap)))
    });
    /// What is prepared for a window finds marks by its index…
    static INDEXED: LazyLock<Prepared> = LazyLock::new(|| Prepared::new(Arc::clone(&ATLAS)));
    /// …and what is prepared for a picture looks at each.
    static LOOKED_AT: LazyLock<Prepared> = LazyLock::new(|| {
        let camera = Viewpoint::home(&ATLAS).camera;
        Prepared::for_picture(Arc::clone(&ATLAS), &camera)
    });

    fn view(lon_deg: f64, lat_deg: f64, metres_per_px: f64) -> Viewpoint {
        let mut view = Viewpoint::home(&ATLAS);
        let center = ATLAS.projection.project(LonLat::new(lon_deg, lat_deg));
        view.camera = Camera {
            center: center.unwrap(),
            metres_per_px,
            width_px: 900.0,
            height_px: 600.0,
        };
        view
    }

    /// What stands where, and what is beyond each edge.
    type Seen = (Vec<(FeatureId, ScreenPoint, usize)>, Vec<Vec<FeatureId>>);

    fn seen(prepared: &Prepared, view: &Viewpoint) -> Seen {
        let marks = VisibleMarks::of(&ViewContext::new(prepared, None, view));
        let standing = marks.standing.iter();
        let standing = standing.map(|mark| (mark.mark.ix, mark.at, mark.stack));
        let edges = marks.edges.iter();
        let edges = edges.map(|chip| chip.marks.iter().map(|mark| mark.ix).collect());
        (standing.collect(), edges.collect())
    }

    proptest! {
        #[test]
        fn the_index_finds_the_marks_that_a_look_at_each_finds(
            (lon_deg, lat_deg) in (45.0..95.0, 28.0..56.0),
            zoom in 5.0..13.0_f64,
            selected in prop::option::of(0..60_u32),
        ) {
            let mut view = view(lon_deg, lat_deg, zoom.exp2());
            view.selected = selected.map(|ix| Subject::Feature(FeatureId(ix)));
            prop_assert_eq!(seen(&INDEXED, &view), seen(&LOOKED_AT, &view));
        }
    }

    #[test]
    fn a_close_view_looks_at_the_marks_near_to_it_alone() {
        let camera = view(68.8, 38.5, 50.0).camera;
        let close = INDEXED.marks_around(camera.view_rect()).len();
        let all = INDEXED.marks_around(Viewpoint::home(&ATLAS).camera.view_rect());
        assert!(3 * close < all.len(), "{close} of {}", all.len());
    }
}
