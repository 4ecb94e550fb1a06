//! Undo and redo: each step holds only what it changed, before and after.

use super::viewpoint::{AttributeFilter, Compare, EvidenceFilter, LayerState, TimeFilter};
use super::{Session, Viewpoint};
use crate::atlas::Subject;
use crate::earth::MapPoint;

/// Steps kept; the oldest is forgotten first.
const MOST_STEPS: usize = 200;

/// The parts of a view that undo restores. A part is `None` where the step did not touch it.
#[derive(Debug, Clone, PartialEq, Default)]
struct Parts {
    layers: Option<Vec<LayerState>>,
    time: Option<TimeFilter>,
    compare: Option<Compared>,
    evidence: Option<EvidenceFilter>,
    attributes: Option<AttributeFilter>,
    selected: Option<Chosen>,
    /// Middle of the map, and metres a pixel: its size is the window's affair.
    camera: Option<(MapPoint, f64)>,
}

/// What was selected: perhaps nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Chosen(Option<Subject>);

/// What was compared: perhaps nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Compared(Option<Compare>);

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
    }
}

impl Parts {
    /// What of `view` differs from `other`.
    fn differing(view: &Viewpoint, other: &Viewpoint) -> Self {
        let place = |view: &Viewpoint| (view.camera.center, view.camera.metres_per_px);
        Self {
            layers: (view.layers != other.layers).then(|| view.layers.clone()),
            time: (view.time != other.time).then_some(view.time),
            compare: (view.compare != other.compare).then_some(Compared(view.compare)),
            evidence: (view.evidence != other.evidence).then(|| view.evidence.clone()),
            attributes: (view.attributes != other.attributes).then(|| view.attributes.clone()),
            selected: (view.selected != other.selected).then_some(Chosen(view.selected)),
            camera: (place(view) != place(other)).then(|| place(view)),
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

    /// The view as it will be when a flight in progress has landed.
    fn destination(&self) -> Viewpoint {
        let mut view = self.view.clone();
        if let Some(camera) = self.navigation.destination() {
            view.camera = camera;
        }
        view
    }

    pub(super) fn undo(&mut self) {
        if let Some(step) = self.history.done.pop() {
            self.restore(step.before.clone());
            self.history.undone.push(step);
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(step) = self.history.undone.pop() {
            self.restore(step.after.clone());
            self.history.done.push(step);
        }
    }

    fn restore(&mut self, parts: Parts) {
        if let Some(layers) = parts.layers {
            self.view.layers = layers;
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
        if let Some((center, metres_per_px)) = parts.camera {
            let mut camera = self.view.camera;
            (camera.center, camera.metres_per_px) = (center, metres_per_px);
            self.fly(camera);
        }
    }
}
