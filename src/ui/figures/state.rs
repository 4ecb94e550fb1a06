//! What the figures keep from frame to frame: values are worked out once, a chart is composed on change.

use std::borrow::Cow;
use std::sync::Arc;

use super::zoom::Zooms;
use crate::atlas::Chart;
use crate::atlas::chart_values::ChartTable;
use crate::atlas::{Atlas, Subject};
use crate::scene::{ChartLook, ChartScene, ChartWindow, chart};
use crate::session::viewpoint::MapTheme;
use crate::session::{Session, Stretch};

/// How all charts are drawn in this frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FiguresLook {
    pub(super) width_px: f32,
    pub(super) theme: MapTheme,
    pub(super) selected: Option<Subject>,
    pub(super) hovered: Option<Subject>,
}

/// A chart with its values, as it was composed last.
#[derive(Debug)]
pub(super) struct DrawnChart {
    pub(super) table: ChartTable,
    pub(super) together: Vec<(String, String)>,
    pub(super) scene: ChartScene,
    composed: (FiguresLook, Option<ChartWindow>),
}

/// What the figures keep from frame to frame.
#[derive(Debug, Default)]
pub(in crate::ui) struct FiguresState {
    atlas: Option<Arc<Atlas>>,
    /// The charts, and which large tables are read, when the charts were last drawn afresh.
    known: Vec<Chart>,
    read: Vec<bool>,
    charts: Vec<Option<DrawnChart>>,
    zooms: Zooms,
    selected: Option<Subject>,
    served: u32,
}

impl DrawnChart {
    fn new(atlas: &Atlas, declared: &Chart, look: FiguresLook) -> Self {
        let table = declared.table(atlas);
        let sums = table.sections.iter().filter(|_| declared.sum);
        let together =
            sums.map(|section| (section.title.clone(), section.together(atlas).join(" ")));
        Self {
            scene: composed(atlas, declared, &table, look, None),
            together: together.collect(),
            table,
            composed: (look, None),
        }
    }

    /// Composes the chart anew where its look or the window that it shows has changed.
    pub(super) fn follow(
        &mut self,
        atlas: &Atlas,
        declared: &Chart,
        look: FiguresLook,
        window: Option<ChartWindow>,
    ) {
        if self.composed != (look, window) {
            self.scene = composed(atlas, declared, &self.table, look, window);
            self.composed = (look, window);
        }
    }
}

fn composed(
    atlas: &Atlas,
    declared: &Chart,
    table: &ChartTable,
    look: FiguresLook,
    window: Option<ChartWindow>,
) -> ChartScene {
    let look = ChartLook {
        width_px: f64::from(look.width_px),
        theme: look.theme,
        selected: look.selected,
        hovered: look.hovered,
        margins: false,
        window,
    };
    chart(atlas, declared, table, &look)
}

impl FiguresState {
    /// Forgets what is of another atlas, or of other charts.
    pub(super) fn follow(&mut self, session: &Session) {
        let atlas = &session.atlas;
        let large = atlas.large_tables();
        let read: Vec<bool> = large.map(|(ix, _)| atlas.has_properties(ix)).collect();
        let known = self.atlas.as_ref();
        let same_atlas = known.is_some_and(|known| Arc::ptr_eq(known, atlas)) && self.read == read;
        let same = same_atlas && session.charts().eq(self.known.iter().map(Cow::Borrowed));
        if !same {
            self.atlas = Some(Arc::clone(atlas));
            self.read = read;
            self.known = session.charts().map(Cow::into_owned).collect();
            self.charts.clear();
            self.charts.resize_with(self.known.len(), || None);
            self.zooms.reset(self.charts.len());
        }
    }

    /// The charts that are shown.
    pub(super) fn charts(&self) -> Vec<Chart> {
        self.known.clone()
    }

    /// The day under the pointer is this one, on the timeline.
    pub(in crate::ui) fn point_at(&mut self, day: Option<f64>) {
        self.zooms.pointed_day = day;
    }

    /// The day under the pointer, where a chart is under it.
    pub(in crate::ui) fn pointed_day(&self) -> Option<f64> {
        self.zooms.pointed_day
    }

    /// The timeline shows this stretch.
    pub(super) fn follow_timeline(&mut self, shown: Stretch) {
        self.zooms.follow(shown);
    }

    /// The chart at this place of the dossier's list, as `look` has it, and all charts' zooms.
    pub(super) fn drawn(
        &mut self,
        number: usize,
        atlas: &Atlas,
        look: FiguresLook,
    ) -> (&mut DrawnChart, &mut Zooms) {
        let declared = &self.known[number];
        let drawn =
            self.charts[number].get_or_insert_with(|| DrawnChart::new(atlas, declared, look));
        let plot = drawn.scene.plot.as_ref();
        let window = plot.and_then(|plot| self.zooms.window(number, plot));
        drawn.follow(atlas, declared, look, window);
        (drawn, &mut self.zooms)
    }

    /// Whether another thing is selected than when this was asked last.
    pub(super) fn selection_changed(&mut self, selected: Option<Subject>) -> bool {
        std::mem::replace(&mut self.selected, selected) != selected
    }

    /// The chart that was asked for since this was asked last.
    pub(super) fn sought(&mut self, session: &Session) -> Option<String> {
        let (chart, serial) = session.shell.sought.as_ref()?;
        (std::mem::replace(&mut self.served, *serial) != *serial).then(|| chart.clone())
    }
}
