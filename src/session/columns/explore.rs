//! Looking at how features are spread over their columns, and narrowing them by what is seen.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atlas::profile::{Divisions, Profile, ProfileRequest, ProfileScope};
use crate::atlas::query::Expression;
use crate::atlas::{Atlas, LayerIx, TableIx};
use crate::session::{Effect, PanelTab, Session};

/// Looks at the columns of features, and narrows what is shown by them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExploreCommand {
    /// Looks at the features of a layer; at all that are in memory where that is `None`.
    Show(Option<LayerIx>),
    /// Divides a column of numbers by factors, or by equal lengths.
    SetLog {
        /// The column's name.
        column: String,
        /// Whether by factors.
        log: bool,
    },
    /// Divides a column of dates between two days, the more finely the fewer there are.
    LookCloser {
        /// The column's name.
        column: String,
        /// The first and the last day, as numbers of days since 1 January 1970; `None` for all.
        days: Option<[i32; 2]>,
    },
    /// Compares two columns: the first from left to right, the second upward.
    Compare(Option<[String; 2]>),
    /// Keeps a chart of a column, or of two against each other, in Figures.
    Keep(Vec<String>),
    /// Calls a kept chart otherwise.
    Rename {
        /// The chart's id.
        chart: String,
        /// Its new title.
        title: String,
    },
    /// Forgets the kept chart of this id.
    Forget(String),
    /// Shows only what holds for a column; all of it where there is no condition.
    Narrow {
        /// The layer that is narrowed, by its id; `None` for all.
        layer: Option<String>,
        /// The column's name.
        column: String,
        /// What must hold.
        condition: Option<Expression>,
        /// Number of the drag that it is part of: the changes of one drag are one step of undo.
        drag: Option<u64>,
    },
    /// Puts another condition in the place of one, by its position; takes it away where there is none.
    Replace {
        /// Which.
        at: usize,
        /// What must hold instead.
        by: Option<Expression>,
    },
    /// Reads the columns of large layers, which a list of columns needs.
    ReadColumns,
    /// Shows only what this holds for, too.
    Add(Expression),
    /// Takes every condition away.
    Clear,
}

/// What is looked at, worked out. Only what was asked for is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProfileRead {
    /// What was asked for.
    pub request: ProfileRequest,
    /// How the features are spread; `None` where that is not kept.
    #[serde(skip)]
    pub profile: Option<Arc<Profile>>,
}

impl PartialEq for ProfileRead {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.profile, &other.profile) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        self.request == other.request && same
    }
}

/// What Explore shows.
#[derive(Debug, Clone, Default)]
pub struct Explore {
    /// The layer whose features are looked at; `None` for all that are in memory.
    pub layer: Option<LayerIx>,
    /// Whether the reader has chosen it.
    chosen: bool,
    /// Whether the columns of large layers are wanted.
    wants_columns: bool,
    /// How columns are divided.
    pub divisions: Divisions,
    /// The two columns that are compared.
    pub pair: Option<[String; 2]>,
    /// How the features are spread, as far as that is worked out.
    pub profile: Option<Arc<Profile>>,
    /// What was asked for last, of which atlas.
    asked: Option<(Arc<Atlas>, ProfileRequest)>,
}

impl Explore {
    /// The features that are looked at.
    #[must_use]
    pub fn scope(&self, atlas: &Atlas) -> ProfileScope {
        self.layer.map_or(
            ProfileScope {
                table: TableIx(0),
                layer: None,
            },
            |layer| ProfileScope::of_layer(atlas, layer),
        )
    }
}

impl Session {
    pub(in crate::session) fn apply_explore(&mut self, command: ExploreCommand) {
        match command {
            ExploreCommand::Show(layer) => {
                self.explore.layer = layer;
                self.explore.chosen = true;
            }
            ExploreCommand::SetLog { column, log } => {
                let logs = &mut self.explore.divisions.logs;
                if log {
                    logs.insert(column);
                } else {
                    logs.remove(&column);
                }
            }
            ExploreCommand::LookCloser { column, days } => {
                let spans = &mut self.explore.divisions.spans;
                match days.filter(|[first, last]| first <= last) {
                    Some(days) => drop(spans.insert(column, days)),
                    None => drop(spans.remove(&column)),
                }
            }
            ExploreCommand::Compare(columns) => self.explore.pair = columns,
            ExploreCommand::Keep(columns) => self.keep_chart(&columns),
            ExploreCommand::Rename { chart, title } => self.rename_chart(&chart, &title),
            ExploreCommand::Forget(chart) => self.forget_chart(&chart),
            ExploreCommand::Narrow {
                layer,
                column,
                condition,
                drag,
            } => {
                let label = match &condition {
                    Some(condition) => format!("Show only {condition}"),
                    None => format!("Show all of {column}"),
                };
                let mut filter = self.view.attributes.clone();
                filter.set(layer.as_deref(), &column, condition);
                let merge_key = drag.map(|drag| format!("explore {drag}"));
                self.undoable_merged(label, merge_key, |session| session.view.attributes = filter);
            }
            ExploreCommand::Replace { at, by } => {
                let mut filter = self.view.attributes.clone();
                let Some(before) = filter.conditions.get(at) else {
                    return;
                };
                let label = match &by {
                    Some(by) => format!("Show only {by}"),
                    None => format!("Show all, whether {before}"),
                };
                match by {
                    Some(by) => filter.conditions[at] = by,
                    None => drop(filter.conditions.remove(at)),
                }
                self.undoable(label, |session| session.view.attributes = filter);
            }
            ExploreCommand::ReadColumns => self.explore.wants_columns = true,
            ExploreCommand::Add(condition) => {
                let label = format!("Show only {condition}");
                self.undoable(label, |session| session.view.attributes.add(condition));
            }
            ExploreCommand::Clear => {
                let label = "Clear the filter of columns".to_owned();
                self.undoable(label, |session| session.view.attributes.conditions.clear());
            }
        }
    }

    /// Takes what was worked out, unless something else is looked at by now.
    pub(in crate::session) fn profiled(&mut self, read: ProfileRead) {
        let asked = self.explore.asked.as_ref();
        let wanted = asked.is_some_and(|(atlas, request)| {
            Arc::ptr_eq(atlas, &self.atlas) && *request == read.request
        });
        if wanted && read.profile.is_some() {
            self.explore.profile = read.profile;
        }
    }

    /// Asks how the features are spread, once, while that is looked at; and for the properties of large
    /// sources that a filter asks of.
    pub(in crate::session) fn ask_for_profile(&mut self) -> Option<Effect> {
        let layers = self.atlas.layers.len();
        if self
            .explore
            .layer
            .is_some_and(|layer| layer.index() >= layers)
        {
            self.explore = Explore::default();
        }
        if !self.explore.chosen {
            self.explore.layer = self.first_layer_to_explore();
        }
        let seen = self.shell.shows(PanelTab::Explore);
        let unread = |session: &Self| {
            let mut large = session.atlas.large_tables();
            let unread = large.find(|(ix, _)| !session.atlas.has_properties(*ix));
            unread.map(|(table, _)| ProfileScope { table, layer: None })
        };
        let of_charts = self.table_of_charts();
        let wanted = if seen {
            Some(self.explore.scope(&self.atlas))
        } else if of_charts.is_some() {
            of_charts.map(|table| ProfileScope { table, layer: None })
        } else if self.explore.wants_columns
            || self.view.attributes.narrows()
            || self.view.styles.ask_columns()
        {
            unread(self)
        } else {
            None
        };
        let scope = wanted?;
        let request = ProfileRequest {
            scope,
            divisions: self.explore.divisions.clone(),
            pair: self.explore.pair.clone(),
        };
        let asked = self.explore.asked.as_ref();
        if asked
            .is_some_and(|(atlas, before)| Arc::ptr_eq(atlas, &self.atlas) && *before == request)
        {
            return None;
        }
        let known = self.explore.profile.as_ref();
        let other = known.is_some_and(|it| it.request.scope != scope);
        let reread = asked.is_none_or(|(atlas, ..)| !Arc::ptr_eq(atlas, &self.atlas));
        if other || reread {
            self.explore.profile = None;
        }
        self.explore.asked = Some((Arc::clone(&self.atlas), request.clone()));
        Some(Effect::Profile(request))
    }

    /// All that is in memory where there is something; else the first large layer.
    fn first_layer_to_explore(&self) -> Option<LayerIx> {
        if !self.atlas.table(TableIx(0)).is_empty() {
            return None;
        }
        let mut large = self.atlas.large_tables();
        large.find_map(|(_, table)| Some(table.layer(table.rows().next()?)))
    }
}
