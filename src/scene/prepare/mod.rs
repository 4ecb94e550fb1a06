//! An atlas in map metres: what is projected, levelled and triangulated once.

mod arcs;
mod axis;
mod base_map_level;
mod class_colours;
mod drawn;
mod dressed;
pub(super) mod geometry;
mod lod;
mod mark;
mod mark_index;
mod needed;
mod patience;
mod place;
pub(super) mod table;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::atlas::{Atlas, Feature, FeatureId, LayerIx, RowIx};
use crate::cores;
use crate::earth::{Camera, MapRect};
use crate::scene::display::symbols::Sign;
use crate::session::viewpoint::home_camera;

pub(super) use base_map_level::{BaseMapLevel, BorderLine, ClaimedArea, Land, coarse_land};
pub(super) use class_colours::class_colour;
pub(super) use drawn::DrawnParts;
pub(super) use dressed::Dress;
use lod::{Lod, steps};
pub(super) use mark::{MOST_MARKS, Mark};
use mark_index::MarkIndex;
pub(super) use needed::{Needed, extent_in_view};
pub use patience::Patience;
pub(super) use place::{PlaceKind, PreparedPlace, dot_radius_px, kind_of, of_rank};
pub(super) use table::PreparedTable;

/// Approximate size at which the whole map is first shown, logical pixels.
const HOME_PX: [f64; 2] = [1280.0, 800.0];

/// A level serves a scale where what it leaves out is at most this large on the screen.
const LEFT_OUT_PX: f64 = 0.75;

/// From this scale on, where most of the world is in view, it may be larger than a pixel: else the
/// ground alone would take more vertices than a frame has time for.
pub(super) const WORLD_FROM: f64 = 5000.0;
const LEFT_OUT_OF_WORLD_PX: f64 = 1.5;

/// The levels of the base map, each projected once. Revisions of an atlas share them.
type Levels = Arc<Vec<(Lod, OnceLock<Arc<BaseMapLevel>>)>>;

/// One atlas in map metres; share it behind `Arc`.
///
/// Only the base map's own coarse level is projected from the start, and none where it is
/// [for a picture](Self::for_picture). Others are projected when [`prepare`](Self::prepare) is called
/// for them, by any thread, once.
#[derive(Debug)]
pub struct Prepared {
    /// What it was made of.
    pub(super) atlas: Arc<Atlas>,
    /// Features, in the atlas's order; `None` where they have no place on this projection.
    pub(super) marks: Vec<Option<Mark>>,
    /// The same by where they lie; built when a view first asks for it.
    mark_index: OnceLock<Arc<MarkIndex>>,
    /// Names of the gazetteer that stand on this projection, foremost first.
    pub(super) places: Vec<PreparedPlace>,
    /// The tables of large sources, in the atlas's order.
    pub(super) tables: Vec<PreparedTable>,
    /// Number of times that parts of the tables were prepared.
    pub(super) rounds: AtomicUsize,
    levels: Levels,
    /// The part of the earth that the levels and the large layers hold.
    needed: Needed,
}

impl Prepared {
    /// Prepares the marks, the names and the base map's own coarse level: for a window.
    #[must_use]
    pub fn new(atlas: Arc<Atlas>) -> Self {
        Self::for_window(atlas, None)
    }

    /// Prepares a revision of an atlas for a window. The base map of the same projection, the tables
    /// with the same columns, and what is drawn to scale of the same features are taken from `before`.
    #[must_use]
    pub fn revised(atlas: Arc<Atlas>, before: &Self) -> Self {
        Self::for_window(atlas, Some(before))
    }

    fn for_window(atlas: Arc<Atlas>, before: Option<&Self>) -> Self {
        let [width_px, height_px] = HOME_PX;
        let home = home_camera(&atlas, width_px, height_px);
        let of_map = |before: &&Self| before.suits(&atlas, Needed::EVERYTHING);
        let before = before.filter(of_map);
        let prepared = Self::without_tables(atlas, Needed::EVERYTHING, before);
        let first = prepared.levels.iter().position(|(step, _)| step.whole());
        prepared.with_tables(first.unwrap_or_default(), home.metres_per_px, before)
    }

    /// Whether what it has in map metres holds for `atlas`, too.
    fn suits(&self, atlas: &Atlas, needed: Needed) -> bool {
        self.needed == needed
            && self.atlas.projection == atlas.projection
            && Arc::ptr_eq(&self.atlas.basemap, &atlas.basemap)
    }

    /// Prepares what `camera` can see, and no more: for pictures of that view and of parts of it.
    /// They look as they would with everything prepared.
    #[must_use]
    pub fn for_picture(atlas: Arc<Atlas>, camera: &Camera) -> Self {
        let needed = Needed::by(&atlas.projection, camera);
        let prepared = Self::without_tables(atlas, needed, None);
        let level = prepared.level_for(camera.metres_per_px);
        prepared.with_tables(level, camera.metres_per_px, None)
    }

    /// The same with its large layers, ready for a view of that scale, and with one level.
    fn with_tables(mut self, level: usize, metres_per_px: f64, before: Option<&Self>) -> Self {
        let known = before.map_or(&[][..], |before| &before.tables);
        let tables = || {
            let tables = PreparedTable::all(&self.atlas, self.needed, metres_per_px, known);
            // The inset's land and the legend's borders are read from the first level.
            if let Some(level) = self.atlas.basemap.levels.first() {
                level.read();
            }
            tables
        };
        self.tables = cores::both(|| self.prepare(level), tables).1;
        self
    }

    fn without_tables(atlas: Arc<Atlas>, needed: Needed, before: Option<&Self>) -> Self {
        let signs = Sign::of_all(&atlas.dossier);
        let known = before.map(Self::marks_by_id).unwrap_or_default();
        let mark = |(ix, feature): (FeatureId, &Feature)| {
            let known = known.get(feature.id.as_str()).copied();
            Mark::of(&atlas, &signs, ix, known)
        };
        let marks = atlas.features().map(mark).collect();
        // The levels know which countries are the dossier's subject.
        let focus = |prepared: &&Self| prepared.atlas.dossier.map.focus == atlas.dossier.map.focus;
        let levels = before
            .filter(focus)
            .map(|before| Arc::clone(&before.levels));
        let fresh = || {
            steps(&atlas.basemap)
                .into_iter()
                .map(|step| (step, OnceLock::new()))
        };
        Self {
            marks,
            mark_index: OnceLock::new(),
            places: PreparedPlace::all(&atlas),
            tables: Vec::new(),
            rounds: AtomicUsize::new(0),
            levels: levels.unwrap_or_else(|| Arc::new(fresh().collect())),
            needed,
            atlas,
        }
    }

    /// The mark of a feature whose details are held, where it has one.
    pub(super) fn mark(&self, ix: FeatureId) -> Option<&Mark> {
        self.marks.get(ix.index())?.as_ref()
    }

    /// Whether the edge of a view tells of all marks beyond it, and not only of those outside of the frame that
    /// the dossier starts with: there are so few that each can be looked at for every view.
    pub(super) fn has_few_marks(&self) -> bool {
        self.marks.len() <= MOST_MARKS
    }

    /// The marks whose features may lie in `rect`, and those that the edge of a view tells of; in the atlas's
    /// order. What is prepared for one picture has no index: that would cost more than a look at each mark.
    pub(super) fn marks_around(&self, rect: MapRect) -> Vec<&Mark> {
        if self.is_for_picture() || self.has_few_marks() {
            return self.marks.iter().flatten().collect();
        }
        let index = self
            .mark_index
            .get_or_init(|| Arc::new(MarkIndex::of(&self.atlas, &self.marks)));
        let positions = index.around(rect).into_iter();
        positions
            .filter_map(|position| self.marks.get(position)?.as_ref())
            .collect()
    }

    /// Its marks with the features that they are of, by the features' lasting names.
    fn marks_by_id(&self) -> BTreeMap<&str, (&Mark, &Feature)> {
        let marks = self.marks.iter().flatten();
        let named = marks.map(|mark| (mark, self.atlas.feature(mark.ix)));
        named
            .map(|(mark, feature)| (feature.id.as_str(), (mark, feature)))
            .collect()
    }

    /// Prepares level `level` for a window, which needs triangles too, and reads the towns that its maps may
    /// name: that is done before the window can come to need them.
    pub fn prepare_for_window(&self, level: usize) {
        self.make(level, BaseMapLevel::triangulate);
        if let Some((step, _)) = self.levels.get(level) {
            // The finest scale at which this level is asked for.
            let towns = &self.atlas.basemap.towns;
            towns.read_to(step.tolerance_m / LEFT_OUT_PX);
        }
    }

    /// Projects level `level`, 0 being the coarsest, unless that is done; blocks until it is.
    /// There is nothing to do for a level that the base map does not have.
    pub fn prepare(&self, level: usize) {
        self.make(level, |_| {});
    }

    fn make(&self, level: usize, then: impl FnOnce(&BaseMapLevel)) {
        if let Some((step, cell)) = self.levels.get(level)
            && cell.get().is_none()
            && let Some(ground) = self.projected(*step, self.needed)
        {
            then(&ground);
            cell.get_or_init(|| Arc::new(ground));
        }
    }

    /// What `camera` can see of level `level`, for an inset in a picture: the level is finer than the
    /// picture's own, and most of the picture lies outside of the inset. The whole level where it is
    /// ready.
    pub(super) fn part(&self, level: usize, camera: &Camera) -> Option<Arc<BaseMapLevel>> {
        let (step, cell) = self.levels.get(level)?;
        let ready = cell.get().map(Arc::clone);
        let needed = Needed::by(&self.atlas.projection, camera);
        ready.or_else(|| self.projected(*step, needed).map(Arc::new))
    }

    fn projected(&self, step: Lod, needed: Needed) -> Option<BaseMapLevel> {
        step.with(&self.atlas.basemap, needed, |source, wanted| {
            BaseMapLevel::of(&self.atlas, source, wanted)
        })
    }

    /// Whether it has the earth for one picture alone.
    pub(super) fn is_for_picture(&self) -> bool {
        !self.needed.is_everything()
    }

    /// How often [`prepare_tables`](Self::prepare_tables) was done: another number, another scene.
    #[must_use]
    pub fn tables_prepared(&self) -> usize {
        self.rounds.load(Ordering::Relaxed)
    }

    /// How many levels there are: the base map's own, and some between them.
    #[must_use]
    pub fn level_count(&self) -> usize {
        self.levels.len()
    }

    /// The level that a scale asks for: the coarsest whose losses cannot be seen.
    #[must_use]
    pub fn level_for(&self, metres_per_px: f64) -> usize {
        let left_out_px = if metres_per_px < WORLD_FROM {
            LEFT_OUT_PX
        } else {
            LEFT_OUT_OF_WORLD_PX
        };
        self.levels
            .iter()
            .position(|(step, _)| step.tolerance_m <= left_out_px * metres_per_px)
            .unwrap_or(self.levels.len().saturating_sub(1))
    }

    /// Whether level `level` is ready.
    #[must_use]
    pub fn is_ready(&self, level: usize) -> bool {
        self.levels
            .get(level)
            .is_some_and(|(_, cell)| cell.get().is_some())
    }

    /// The tables of large sources of which a layer shows the features.
    pub(super) fn tables_of(&self, layer: LayerIx) -> impl Iterator<Item = &PreparedTable> {
        let tables = self.tables.iter();
        tables.filter(move |table| table.layer == layer && !table.of_marks)
    }

    /// The table that has a feature, where that is of a large source, and its row there.
    pub(super) fn table_of(&self, id: FeatureId) -> Option<(&PreparedTable, RowIx)> {
        let mut tables = self.tables.iter().filter(|table| !table.of_marks);
        tables.find_map(|table| Some((table, table.row(id)?)))
    }

    /// The atlas that it was made of.
    #[must_use]
    pub fn atlas(&self) -> &Arc<Atlas> {
        &self.atlas
    }

    /// The ready level that is nearest to `level`: itself, else a coarser one, else a finer one.
    pub(super) fn best_ready(&self, level: usize) -> Option<(usize, &Arc<BaseMapLevel>)> {
        let coarser = (0..=level).rev();
        let finer = level + 1..self.levels.len();
        coarser
            .chain(finer)
            .find_map(|level| Some((level, self.levels.get(level)?.1.get()?)))
    }
}
