//! Undo and redo: each step holds only what it changed, before and after.

use std::sync::Arc;

use super::files::revision::Revision;
use super::viewpoint::{
    AttributeFilter, Compare, Detail, EvidenceFilter, LayerState, LayerStyles, MapTheme, TimeFilter,
};
use super::{Effect, Session, TableSorting, Viewpoint};
use crate::atlas::{Atlas, Subject};
use crate::earth::MapPoint;

/// Steps kept; the oldest is forgotten first.
const MOST_STEPS: usize = 200;

/// Steps kept that change what is open: each keeps the whole of it.
const MOST_REVISIONS: usize = 8;

/// The parts of a view that undo restores. A part is `None` where the step did not touch it.
#[derive(Debug, Clone, PartialEq, Default)]
struct Parts {
    layers: Option<Vec<LayerState>>,
    styles: Option<LayerStyles>,
    time: Option<TimeFilter>,
    compare: Option<Compared>,
    evidence: Option<EvidenceFilter>,
    attributes: Option<AttributeFilter>,
    selected: Option<Chosen>,
    sorting: Option<Sorted>,
    /// The detail inset.
    detail: Option<Detail>,
    /// The map's colours, and whether they keep to the interface's.
    theme: Option<(MapTheme, bool)>,
    /// Middle of the map, and metres a pixel: its size is the window's affair.
    camera: Option<(MapPoint, f64)>,
    /// What is open, with its view; then no other part is there.
    revision: Option<Box<Revision>>,
}

/// What was selected: perhaps nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Chosen(Option<Subject>);

/// What was compared: perhaps nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Compared(Option<Compare>);

/// How the table was sorted: perhaps not at all.
#[derive(Debug, Clone, PartialEq)]
struct Sorted(Option<TableSorting>);

/// One undoable change.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    label: String,
    before: Parts,
    after: Parts,
    /// Changes that follow one another under the same key become one step.
    merge_key: Option<String>,
}

/// What can be undone and redone.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    pub(super) fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    pub(super) fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    fn push(&mut self, step: Step) {
        self.undone.clear();
        if let Some(last) = self.done.last_mut()
            && step.merge_key.is_some()
            && last.merge_key == step.merge_key
        {
            last.after = step.after;
            return;
        }
        self.done.push(step);
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
        let revisions = self.done.iter().rev().enumerate();
        let mut revisions = revisions.filter(|(_, step)| step.is_revision());
        if let Some((from_top, _)) = revisions.nth(MOST_REVISIONS) {
            self.done.drain(..self.done.len() - from_top);
        }
    }

    /// Has the steps that name things of `before` name them in `after`, another revision of the same.
    pub(super) fn follow(&mut self, before: &Arc<Atlas>, after: &Arc<Atlas>, generation: u64) {
        for steps in [&mut self.done, &mut self.undone] {
            let mut of_before = true;
            for step in steps.iter_mut().rev() {
                of_before &= !step.is_revision();
                for parts in [&mut step.before, &mut step.after] {
                    if of_before {
                        parts.follow(before, after);
                    } else if let Some(revision) = &mut parts.revision {
                        revision.follow(before, after, generation);
                    }
                }
            }
        }
    }
}

impl Step {
    fn is_revision(&self) -> bool {
        self.before.revision.is_some()
    }
}

impl Parts {
    /// The parts of `view` that differ from `other`.
    fn differing(view: &Viewpoint, other: &Viewpoint) -> Self {
        let place = |view: &Viewpoint| (view.camera.center, view.camera.metres_per_px);
        Self {
            layers: (view.layers != other.layers).then(|| view.layers.clone()),
            styles: (view.styles != other.styles).then(|| view.styles.clone()),
            time: (view.time != other.time).then_some(view.time),
            compare: (view.compare != other.compare).then_some(Compared(view.compare)),
            evidence: (view.evidence != other.evidence).then(|| view.evidence.clone()),
            attributes: (view.attributes != other.attributes).then(|| view.attributes.clone()),
            selected: (view.selected != other.selected).then_some(Chosen(view.selected)),
            camera: (place(view) != place(other)).then(|| place(view)),
            sorting: None,
            detail: (view.furniture.detail != other.furniture.detail)
                .then_some(view.furniture.detail),
            theme: None,
            revision: None,
        }
    }

    fn of_revision(revision: Revision) -> Self {
        Self {
            revision: Some(Box::new(revision)),
            ..Self::default()
        }
    }

    /// Names in `after` what is named in `before`; what is no longer there goes.
    fn follow(&mut self, before: &Atlas, after: &Atlas) {
        if let Some(layers) = &mut self.layers {
            layers.retain_mut(|state| {
                let layer = after.layer_named(&before.layer(state.layer).id);
                state.layer = layer.unwrap_or(state.layer);
                layer.is_some()
            });
            let missing = after
                .layer_ixs()
                .filter(|&layer| layers.iter().all(|it| it.layer != layer));
            let missing = missing.map(|layer| LayerState {
                layer,
                visible: after.layer(layer).visible,
                opacity: 1.0,
            });
            let missing: Vec<LayerState> = missing.collect();
            layers.splice(0..0, missing);
        }
        if let Some(styles) = &mut self.styles {
            styles.follow(before, after);
        }
        if let Some(Chosen(Some(subject))) = self.selected {
            self.selected = Some(Chosen(after.find(&before.id(subject))));
        }
        if let Some((center, scale)) = self.camera
            && before.projection.definition() != after.projection.definition()
        {
            let middle = before.projection.unproject(center);
            let center = middle.and_then(|middle| after.projection.project(middle));
            self.camera = center.map(|center| (center, scale));
        }
    }
}

impl Session {
    /// Makes one undoable step, called `label`, of what `change` does to the view.
    pub(super) fn undoable(&mut self, label: String, change: impl FnOnce(&mut Self)) {
        self.undoable_merged(label, None, change);
    }

    /// The same; steps that follow one another under one `merge_key` become one.
    pub(super) fn undoable_merged(
        &mut self,
        label: String,
        merge_key: Option<String>,
        change: impl FnOnce(&mut Self),
    ) {
        let before = self.destination();
        change(self);
        let after = self.destination();
        let step = Step {
            label,
            before: Parts::differing(&before, &after),
            after: Parts::differing(&after, &before),
            merge_key,
        };
        if step.before != Parts::default() {
            self.history.push(step);
        }
    }

    /// Makes one undoable step, called `label`, of sorting the table.
    pub(super) fn undoable_sorting(&mut self, label: String, sorting: Option<TableSorting>) {
        let of = |sorting: &Option<TableSorting>| Parts {
            sorting: Some(Sorted(sorting.clone())),
            ..Parts::default()
        };
        if self.table_sorting != sorting {
            self.history.push(Step {
                label,
                before: of(&self.table_sorting),
                after: of(&sorting),
                merge_key: None,
            });
            self.table_sorting = sorting;
        }
    }

    /// Makes one undoable step, called `label`, of setting the map's colours, and whether they keep to the
    /// interface's.
    pub(super) fn undoable_theme(&mut self, label: String, theme: (MapTheme, bool)) {
        let of = |theme| Parts {
            theme: Some(theme),
            ..Parts::default()
        };
        let before = (self.view.theme, self.shell.map_follows_theme);
        if before != theme {
            self.history.push(Step {
                label,
                before: of(before),
                after: of(theme),
                merge_key: None,
            });
            (self.view.theme, self.shell.map_follows_theme) = theme;
        }
    }

    /// Makes one undoable step, called `label`, of a change of what is open.
    pub(super) fn undoable_revision(&mut self, label: String, change: impl FnOnce(&mut Self)) {
        let before = Revision::of(self);
        change(self);
        let step = Step {
            label,
            before: Parts::of_revision(before),
            after: Parts::of_revision(Revision::of(self)),
            merge_key: None,
        };
        self.history.push(step);
    }

    /// The view as it will be when a flight in progress has landed.
    fn destination(&self) -> Viewpoint {
        let mut view = self.view.clone();
        if let Some(camera) = self.navigation.destination() {
            view.camera = camera;
        }
        view
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(step) = self.history.done.pop() else {
            return Vec::new();
        };
        let parts = step.before.clone();
        self.history.undone.push(step);
        self.restore(parts)
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let Some(step) = self.history.undone.pop() else {
            return Vec::new();
        };
        let parts = step.after.clone();
        self.history.done.push(step);
        self.restore(parts)
    }

    fn restore(&mut self, parts: Parts) -> Vec<Effect> {
        if let Some(revision) = parts.revision {
            return self.restore_revision(*revision);
        }
        if let Some(layers) = parts.layers {
            self.view.layers = layers;
        }
        if let Some(styles) = parts.styles {
            self.view.styles = styles;
        }
        if let Some(time) = parts.time {
            self.view.time = time;
        }
        if let Some(Compared(compare)) = parts.compare {
            self.view.compare = compare;
        }
        if let Some(evidence) = parts.evidence {
            self.view.evidence = evidence;
        }
        if let Some(attributes) = parts.attributes {
            self.view.attributes = attributes;
        }
        if let Some(Chosen(selected)) = parts.selected {
            self.set_selected(selected);
        }
        if let Some(Sorted(sorting)) = parts.sorting {
            self.table_sorting = sorting;
        }
        if let Some(detail) = parts.detail {
            self.view.furniture.detail = detail;
        }
        if let Some(theme) = parts.theme {
            (self.view.theme, self.shell.map_follows_theme) = theme;
        }
        if let Some((center, metres_per_px)) = parts.camera {
            let mut camera = self.view.camera;
            (camera.center, camera.metres_per_px) = (center, metres_per_px);
            self.fly(camera);
        }
        Vec::new()
    }
}
