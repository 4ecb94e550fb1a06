//! Where each lane and bar stands: values in, values out, no pixel painted here.

mod bar;
mod pack;

pub use bar::{Bar, BarEnd, NARROWEST_PX};
pub use pack::{GAP_PX, pack};

use bar::bar;

use crate::atlas::table::{Calendars, Days, Layers};
use crate::atlas::{Atlas, LayerIx, Origin};
use crate::session::Viewpoint;

use super::scale::TimeScale;

/// Height of a row, least and most: a thinner bar can neither be read nor hit.
const ROW_PX: [f32; 2] = [8.0, 11.0];
/// Marks of a lane that last all of what is seen are gathered from this number on.
const LEAST_STANDING: usize = 2;
/// Room between the squares of those that are gathered.
const APART_PX: f32 = 3.0;
/// A lane is at least so high, that its name fits.
const LANE_PX: f32 = 13.0;
/// Room between two lanes.
const LANE_GAP_PX: f32 = 2.0;
/// Room for the line that says how much there was no row for.
const LINE_PX: f32 = 4.0;
/// Height of the lane of a large layer, whose rows have no bars: most and least.
const ROWS_PX: [f32; 2] = [LANE_PX, 28.0];
/// Width of a place of that line.
pub const BIN_PX: f32 = 6.0;

/// A layer's lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Which layer.
    pub layer: LayerIx,
    /// From the top of all lanes, logical pixels.
    pub top_px: f32,
    /// Its height.
    pub height_px: f32,
    /// Height of a row; a bar fills it but for one pixel.
    pub row_px: f32,
    /// Its bars, in the order of their places.
    pub bars: Vec<Bar>,
    /// What lasts all of what is seen, gathered in one row beneath the others: a square for each, from the
    /// left, that says nothing of days.
    pub standing: Vec<Bar>,
    /// What there was no row for.
    pub without_row: Vec<Bar>,
    /// How many of those stand in each [`BIN_PX`] from the left; empty where all have a row. Of a
    /// large layer, how many rows.
    pub line: Vec<u32>,
    /// Height of that line, from the top of the lane.
    pub line_px: f32,
    /// How many rows of a large layer lie in what is seen; `None` for a layer of features.
    pub rows: Option<usize>,
    /// Dated features that begin and end beyond what is seen.
    pub beyond: usize,
    /// Features without a date.
    pub undated: usize,
}

impl Lane {
    /// Top of the row of what lasts all of what is seen, from the top of all lanes.
    #[must_use]
    pub fn standing_top_px(&self) -> f32 {
        self.top_px + self.height_px - self.row_px
    }

    /// Top of a row, from the top of all lanes.
    #[must_use]
    pub fn row_top_px(&self, row: usize) -> f32 {
        self.top_px + self.line_px + row as f32 * self.row_px
    }
}

/// The lanes of all shown layers of features, topmost first, in `height_px`.
#[must_use]
pub fn lanes(atlas: &Atlas, view: &Viewpoint, scale: TimeScale, height_px: f32) -> Vec<Lane> {
    let mut drafts: Vec<Draft> = view
        .feature_layers(atlas)
        .map(|layer| Draft::of(atlas, view, scale, layer))
        .collect();
    let row_px = share(&mut drafts, height_px);
    let spare_px = height_px - needed_px(&drafts, row_px);
    for draft in &mut drafts {
        draft.stretch(spare_px);
    }
    let mut top_px = 0.0;
    let lanes = drafts.into_iter().map(|draft| {
        let lane = draft.laid(top_px, row_px, scale);
        top_px += lane.height_px + LANE_GAP_PX;
        lane
    });
    lanes.collect()
}

/// The line of a large layer.
struct Line {
    counts: Vec<u32>,
    height_px: f32,
    /// How many rows lie in what is seen.
    rows: usize,
}

/// A lane whose height is not settled yet.
struct Draft {
    layer: LayerIx,
    bars: Vec<Bar>,
    standing: Vec<Bar>,
    rows: usize,
    /// The rows it has been given.
    given: usize,
    /// How many rows of a large layer stand in each place from the left, and the height of that.
    line: Option<Line>,
    beyond: usize,
    undated: usize,
}

impl Draft {
    fn of(atlas: &Atlas, view: &Viewpoint, scale: TimeScale, layer: LayerIx) -> Self {
        let mut large = atlas.large_tables();
        if let Some((table, _)) = large.find(|(_, table)| table.layers == Layers::One(layer)) {
            return Self::of_rows(&view.calendar(atlas, table), scale, layer);
        }
        let (mut bars, mut beyond, mut undated) = (Vec::new(), 0, 0);
        for (ix, feature) in atlas
            .features()
            .filter(|(_, feature)| feature.layer == layer && view.evidence.admits(feature))
            .filter(|&(id, _)| view.attributes.admits(atlas, id))
        {
            match &feature.when {
                None => undated += 1,
                Some(when) => match bar(scale, ix, when) {
                    Some(bar) => bars.push(Bar {
                        within: view.admits(feature),
                        article: matches!(feature.origin, Origin::Article | Origin::Caption),
                        ..bar
                    }),
                    None => beyond += 1,
                },
            }
        }
        let standing = gathered(&mut bars);
        let rows = pack(&mut bars);
        Self {
            layer,
            bars,
            standing,
            rows,
            given: rows,
            line: None,
            beyond,
            undated,
        }
    }

    /// A large layer: its rows are counted and not drawn one by one.
    fn of_rows(calendar: &Calendars<'_>, scale: TimeScale, layer: LayerIx) -> Self {
        let days = |left_px: f32, right_px: f32| Days {
            first: scale.day_at(left_px).floor() as i32,
            last: (scale.day_at(right_px).ceil() as i32 - 1)
                .max(scale.day_at(left_px).floor() as i32),
        };
        let counted = |place: usize| {
            let left_px = scale.left_px + place as f32 * BIN_PX;
            let within = calendar.within(days(left_px, (left_px + BIN_PX).min(scale.right_px)));
            u32::try_from(within).unwrap_or(u32::MAX)
        };
        let seen = calendar.within(days(scale.left_px, scale.right_px));
        Self {
            layer,
            bars: Vec::new(),
            standing: Vec::new(),
            rows: 0,
            given: 0,
            line: Some(Line {
                counts: (0..places(scale)).map(counted).collect(),
                height_px: ROWS_PX[0],
                rows: seen,
            }),
            beyond: calendar.dated() - seen,
            undated: calendar.undated(),
        }
    }

    /// Makes the lane of a large layer as high as the room that is left allows.
    fn stretch(&mut self, spare_px: f32) {
        if let Some(line) = &mut self.line {
            line.height_px = (line.height_px + spare_px.max(0.0)).min(ROWS_PX[1]);
        }
    }

    fn height_px(&self, row_px: f32) -> f32 {
        let line_px = match &self.line {
            Some(line) => line.height_px,
            None if self.given < self.rows => LINE_PX,
            None => 0.0,
        };
        let rows = self.given + usize::from(!self.standing.is_empty());
        (rows as f32 * row_px + line_px).max(LANE_PX)
    }

    fn laid(self, top_px: f32, row_px: f32, scale: TimeScale) -> Lane {
        let height_px = self.height_px(row_px);
        let (mut bars, mut without_row): (Vec<_>, Vec<_>) =
            self.bars.into_iter().partition(|bar| bar.row < self.given);
        let standing = in_squares(self.standing, row_px, scale, &mut without_row);
        bars.sort_by(|a, b| a.left_px.total_cmp(&b.left_px).then(a.row.cmp(&b.row)));
        let rows = self.line.as_ref().map(|line| line.rows);
        let (line, line_px) = if let Some(line) = self.line {
            (line.counts, line.height_px)
        } else {
            let line = density(&without_row, scale);
            let line_px = if line.is_empty() { 0.0 } else { LINE_PX };
            (line, line_px)
        };
        Lane {
            layer: self.layer,
            top_px,
            height_px,
            row_px,
            line,
            line_px,
            rows,
            bars,
            standing,
            without_row,
            beyond: self.beyond,
            undated: self.undated,
        }
    }
}

/// Takes from `bars` those that last all of what is seen, where they are several.
fn gathered(bars: &mut Vec<Bar>) -> Vec<Bar> {
    let through = |bar: &Bar| !bar.begins.in_sight() && !bar.ends.in_sight();
    if bars.iter().filter(|bar| through(bar)).count() < LEAST_STANDING {
        return Vec::new();
    }
    let (standing, others) = bars.drain(..).partition(through);
    *bars = others;
    standing
}

/// Puts each into a square of its own, from the left; what has no room joins those `without_row`.
fn in_squares(
    standing: Vec<Bar>,
    row_px: f32,
    scale: TimeScale,
    without_row: &mut Vec<Bar>,
) -> Vec<Bar> {
    let side_px = row_px - 1.0;
    let mut left_px = scale.left_px;
    let mut squares = Vec::with_capacity(standing.len());
    for bar in standing {
        if left_px + side_px > scale.right_px {
            without_row.push(bar);
            continue;
        }
        squares.push(Bar {
            left_px,
            right_px: left_px + side_px,
            begins: BarEnd::Beyond,
            ends: BarEnd::Beyond,
            ..bar
        });
        left_px += side_px + APART_PX;
    }
    squares
}

/// Gives each lane as many rows as there is room for: the fullest lanes give way first. The height of a row.
fn share(drafts: &mut [Draft], height_px: f32) -> f32 {
    let mut row_px = ROW_PX[1];
    while row_px > ROW_PX[0] && needed_px(drafts, row_px) > height_px {
        row_px -= 0.5;
    }
    while needed_px(drafts, row_px) > height_px {
        let fullest = drafts.iter_mut().max_by_key(|draft| draft.given);
        match fullest.filter(|draft| draft.given > 1) {
            Some(draft) => draft.given -= 1,
            None => break,
        }
    }
    row_px
}

/// The room that all lanes take.
fn needed_px(drafts: &[Draft], row_px: f32) -> f32 {
    let lanes: f32 = drafts.iter().map(|draft| draft.height_px(row_px)).sum();
    lanes + LANE_GAP_PX * drafts.len().saturating_sub(1) as f32
}

/// How many places the line has.
fn places(scale: TimeScale) -> usize {
    let width_px = (scale.right_px - scale.left_px).max(0.0);
    (width_px / BIN_PX).ceil().max(1.0) as usize
}

/// How many of `bars` stand in each place from the left.
fn density(bars: &[Bar], scale: TimeScale) -> Vec<u32> {
    if bars.is_empty() {
        return Vec::new();
    }
    let place = |px: f32| ((px - scale.left_px) / BIN_PX).max(0.0);
    let places = places(scale);
    let mut line = vec![0; places];
    for bar in bars {
        let (first, last) = (
            place(bar.left_px) as usize,
            place(bar.right_px - 0.01) as usize,
        );
        for count in &mut line[first.min(places - 1)..=last.min(places - 1)] {
            *count += 1;
        }
    }
    line
}
