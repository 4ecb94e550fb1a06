//! What the figures keep from frame to frame: values are worked out once, a chart is composed on change.

use std::sync::Arc;

use crate::atlas::chart::Table;
use crate::atlas::{Atlas, Subject};
use crate::scene::{ChartLook, ChartScene, chart};
use crate::session::Session;
use crate::session::viewpoint::MapTheme;

/// How all charts are drawn in this frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) width_px: f32,
    pub(super) theme: MapTheme,
    pub(super) selected: Option<Subject>,
    pub(super) hovered: Option<Subject>,
}

/// A chart with its values, as it was composed last.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) table: Table,
    pub(super) together: Vec<(String, String)>,
    pub(super) scene: ChartScene,
    look: Look,
}

/// What the figures keep from frame to frame.
#[derive(Debug, Default)]
pub(in crate::ui) struct FiguresState {
    atlas: Option<Arc<Atlas>>,
    charts: Vec<Option<Drawn>>,
    selected: Option<Subject>,
    served: u32,
}

impl FiguresState {
    /// Forgets what is of another atlas.
    pub(super) fn follow(&mut self, atlas: &Arc<Atlas>) {
        if !self
            .atlas
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, atlas))
        {
            self.atlas = Some(Arc::clone(atlas));
            self.charts.clear();
            self.charts.resize_with(atlas.dossier.charts.len(), || None);
        }
    }

    /// The chart at this place of the dossier's list, as `look` has it.
    pub(super) fn drawn(&mut self, number: usize, atlas: &Atlas, look: Look) -> &Drawn {
        let declared = &atlas.dossier.charts[number];
        let composed = |table: &Table| {
            let look = ChartLook {
                width_px: f64::from(look.width_px),
                theme: look.theme,
                selected: look.selected,
                hovered: look.hovered,
                margins: false,
            };
            chart(atlas, declared, table, &look)
        };
        let slot = &mut self.charts[number];
        match slot {
            Some(drawn) if drawn.look != look => {
                drawn.scene = composed(&drawn.table);
                drawn.look = look;
            }
            Some(_) | None => {}
        }
        slot.get_or_insert_with(|| {
            let table = declared.table(atlas);
            let sums = table.sections.iter().filter(|_| declared.sum);
            let together =
                sums.map(|section| (section.title.clone(), section.together(atlas).join(" ")));
            Drawn {
                scene: composed(&table),
                together: together.collect(),
                table,
                look,
            }
        })
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
