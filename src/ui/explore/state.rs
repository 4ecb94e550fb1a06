//! What Explore keeps from frame to frame: counts, a drag, a condition that is being written.

use std::sync::Arc;

use super::fixed_head::FixedHead;
use super::pair_state::PairState;
use crate::atlas::profile::{Distribution, Profile};
use crate::atlas::query::Expression;
use crate::atlas::{Atlas, RowSet};
use crate::session::Session;
use crate::session::viewpoint::{AttributeFilter, Compare, EvidenceFilter, TimeFilter};

/// Of so many rows one has changed at most where what has changed is counted, and not all.
const FEW: usize = 16;

/// What Explore keeps from frame to frame.
#[derive(Debug, Default)]
pub(in crate::ui) struct ExploreState {
    counted: Option<Counted>,
    pub(super) drag: Option<Drag>,
    /// Drags so far.
    drags: u64,
    pub(super) draft: Option<Draft>,
    /// The bar that the keys are at, of each chart.
    pub(super) cursors: Vec<usize>,
    /// The chart of two columns.
    pub(super) pair: PairState,
    /// The conditions that are shown above the charts.
    pub(super) chips: Vec<Expression>,
    /// What stands above the charts.
    pub(super) head: FixedHead,
    /// How often features were counted.
    counts: u64,
}

/// A drag over the bars of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drag {
    /// Which of all drags it is.
    pub(super) number: u64,
    /// The chart.
    pub(super) column: usize,
    /// The bar on which it began.
    pub(super) from: usize,
    /// The bar that it has come to.
    pub(super) to: usize,
}

/// A condition that is being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The condition that it replaces; `None` for another one.
    pub(super) of: Option<usize>,
    /// The layer that it is limited to, by its id.
    pub(super) layer: Option<String>,
    pub(super) text: String,
    /// What is wrong with it.
    pub(super) error: Option<String>,
    /// Whether it has had the keyboard.
    pub(super) begun: bool,
}

impl Draft {
    /// The text of a condition that is there already, which is the one at `at`.
    pub(super) fn of(at: usize, condition: &Expression) -> Self {
        let (layer, asked) = condition.by_layer();
        Self {
            of: Some(at),
            layer: layer.map(str::to_owned),
            text: asked.to_string(),
            ..Self::default()
        }
    }
}

/// Counts, with what they follow from.
#[derive(Debug)]
struct Counted {
    profile: Arc<Profile>,
    time: TimeFilter,
    compare: Option<Compare>,
    evidence: EvidenceFilter,
    /// The rows of the scope that days and evidence let through.
    admitted: RowSet,
    attributes: AttributeFilter,
    columns: Vec<ColumnCounts>,
    passing: Arc<RowSet>,
    passing_count: usize,
}

/// What a chart shows beside its bars' whole length.
#[derive(Debug, Default)]
pub(super) struct ColumnCounts {
    /// How many of each bin every filter but the column's own lets through.
    pub(super) counts: Vec<usize>,
    /// Which bins the column's own conditions let through; all where it has none.
    pub(super) chosen: Vec<bool>,
    /// Whether the column has conditions of its own.
    pub(super) narrowed: bool,
    /// The column's own conditions.
    own: Vec<Expression>,
    /// The conditions by which `counts` were counted.
    others: Vec<Expression>,
}

impl ExploreState {
    /// Counts anew where something has changed.
    pub(super) fn follow(&mut self, session: &Session, profile: &Arc<Profile>) {
        let view = &session.view;
        let same = self.counted.as_ref().is_some_and(|counted| {
            Arc::ptr_eq(&counted.profile, profile)
                && counted.time == view.time
                && counted.compare == view.compare
                && counted.evidence == view.evidence
        });
        if !same {
            let bars = profile.columns.iter().map(|column| column.bins.len());
            let before = std::mem::take(&mut self.cursors).into_iter();
            let before = before.chain(std::iter::repeat(0));
            let kept = bars
                .zip(before)
                .map(|(bars, cursor)| cursor.min(bars.saturating_sub(1)));
            self.cursors = kept.collect();
            self.counted = Some(Counted {
                admitted: admitted(session, profile),
                profile: Arc::clone(profile),
                time: view.time,
                compare: view.compare,
                evidence: view.evidence.clone(),
                attributes: AttributeFilter::default(),
                columns: Vec::new(),
                passing: Arc::default(),
                passing_count: 0,
            });
        }
        if let Some(counted) = &mut self.counted
            && (!same || counted.attributes != view.attributes)
        {
            counted.count(session);
            self.counts += 1;
        }
    }

    /// How many features every filter lets through.
    pub(super) fn passing(&self) -> usize {
        let counted = self.counted.as_ref();
        counted.map_or(0, |counted| counted.passing_count)
    }

    /// The features that every filter lets through, and which count of them it is.
    pub(super) fn passing_rows(&self) -> Option<(Arc<RowSet>, u64)> {
        Some((Arc::clone(&self.counted.as_ref()?.passing), self.counts))
    }

    /// Whether a hand drags over a chart.
    pub(super) fn drags(&self) -> bool {
        self.drag.is_some() || self.pair.drags()
    }

    /// The number of a drag that begins.
    pub(super) fn next_drag(&mut self) -> u64 {
        self.drags += 1;
        self.drags
    }

    /// What the chart of a column shows.
    pub(super) fn column(&self, at: usize) -> Option<&ColumnCounts> {
        self.counted.as_ref()?.columns.get(at)
    }

    /// Begins a drag on a bar of a chart.
    pub(super) fn begin_drag(&mut self, column: usize, bar: usize) {
        self.drag = Some(Drag {
            number: self.next_drag(),
            column,
            from: bar,
            to: bar,
        });
    }
}

/// The rows of the scope that days and evidence let through.
fn admitted(session: &Session, profile: &Profile) -> RowSet {
    let table = profile.request.scope.table;
    let rows = session.view.admitted_rows(&session.atlas, table);
    rows.and(&profile.rows)
}

impl Counted {
    /// Counts into the bins that are there: no value is looked at again, and no bin of a column whose
    /// conditions are the same as before.
    fn count(&mut self, session: &Session) {
        let atlas = &session.atlas;
        let scope = self.profile.request.scope;
        let layer = scope.layer.map(|layer| atlas.layer(layer).id.as_str());
        self.attributes = session.view.attributes.clone();
        let passing = |conditions: &[Expression]| {
            let conditions = conditions.iter();
            conditions.fold(self.admitted.clone(), |rows, condition| {
                rows.and(&atlas.rows_where(scope.table, condition))
            })
        };
        let all = &self.attributes.conditions;
        let rows = passing(all);
        let change = self.passing.change_to(&rows);
        let few = change.count().saturating_mul(FEW) <= rows.rows();
        let mut before = std::mem::take(&mut self.columns).into_iter();
        let columns = self.profile.columns.iter().map(|column| {
            let of_column =
                |it: &Expression| it.by_layer().0 == layer && it.only_column() == Some(&column.key);
            let (own, others): (Vec<_>, Vec<_>) = all.iter().cloned().partition(of_column);
            let before = before.next().unwrap_or_default();
            let counted = before.counts.len() == column.bins.len();
            let counts = if counted && before.others == others {
                before.counts
            } else if !own.is_empty() {
                column.counts(&passing(&others))
            } else if few && counted && before.own.is_empty() {
                // What was counted are the rows that passed before.
                column.counts_after(&before.counts, &change)
            } else {
                column.counts(&rows)
            };
            let chosen = if before.chosen.len() == column.bins.len() && before.own == own {
                before.chosen
            } else {
                self.chosen(atlas, column, &own)
            };
            ColumnCounts {
                counts,
                chosen,
                narrowed: !own.is_empty(),
                own,
                others,
            }
        });
        self.columns = columns.collect();
        self.passing_count = rows.count();
        self.passing = Arc::new(rows);
    }

    /// Which bins of a column its own conditions let through.
    fn chosen(&self, atlas: &Atlas, column: &Distribution, own: &[Expression]) -> Vec<bool> {
        if own.is_empty() {
            return vec![true; column.bins.len()];
        }
        let all = RowSet::clone(&self.profile.rows);
        let rows = own.iter().fold(all, |rows, condition| {
            rows.and(&atlas.rows_where(self.profile.request.scope.table, condition))
        });
        let bins = column.bins.iter();
        bins.map(|bin| bin.rows.meets(&rows)).collect()
    }
}
