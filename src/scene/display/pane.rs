//! Two maps beside each other, as one scene.

use std::ops::Range;

use super::shift::shift;
use super::target::{PaneTargets, TablePick};
use super::{Item, Pane, Scene, ScreenRect, Target, Targets};
use crate::earth::ScreenPoint;

/// `scene`, composed for a pane as large as its camera, in pixels of a window of another size in
/// which that pane begins at `left_px` and `top_px`.
pub(in crate::scene) fn placed(
    mut scene: Scene,
    (left_px, top_px): (f64, f64),
    (width_px, height_px): (f64, f64),
) -> Scene {
    let middle = scene.camera.middle();
    let (right_px, down_px) = (
        left_px + middle.x_px - width_px / 2.0,
        top_px + middle.y_px - height_px / 2.0,
    );
    let large = scene.camera.resized(width_px, height_px);
    scene.camera = large.panned(right_px, down_px);
    scene.window = scene.window.shifted(left_px, top_px);
    for group in &mut scene.groups {
        let items = std::mem::take(&mut group.items).into_iter();
        group.items = items
            .map(|item: Item| shift(item, left_px, top_px))
            .collect();
    }
    if let Some(detail) = &mut scene.targets.detail {
        detail.rect = detail.rect.shifted(left_px, top_px);
        detail.source = detail.source.shifted(left_px, top_px);
    }
    for table in &mut scene.targets.tables {
        table.camera = scene.camera;
    }
    let Targets { all, in_detail, .. } = &mut scene.targets;
    for target in all.iter_mut().chain(in_detail) {
        target.shift(left_px, top_px);
    }
    scene
}

/// What can be picked in `panes`: of each what shows in it.
pub(in crate::scene) fn targets(panes: &[Pane]) -> Targets {
    let mut targets = Targets::default();
    for pane in panes {
        let seen = pane.scene.targets.all.iter();
        let seen = seen.filter(|target| shows(target, &pane.clip)).cloned();
        let first = targets.all.len();
        targets.all.extend(seen);
        let first_table = targets.tables.len();
        let tables = pane.scene.targets.tables.iter().cloned();
        targets.tables.extend(tables);
        targets.panes.push(PaneTargets {
            clip: pane.clip,
            marks: first..targets.all.len(),
            tables: first_table..targets.tables.len(),
        });
    }
    targets
}

fn shows(target: &Target, clip: &ScreenRect) -> bool {
    let mark = ScreenRect::around(target.at, target.radius_px);
    if target.line.is_empty() {
        return mark.overlaps(clip);
    }
    let (left, right) = span(target.line.iter().map(|point| point.x_px));
    let (top, bottom) = span(target.line.iter().map(|point| point.y_px));
    let around = ScreenRect {
        left,
        top,
        right,
        bottom,
    };
    around.inflated(1.0).overlaps(clip)
}

fn span(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), n| {
        (least.min(n), most.max(n))
    })
}

impl Targets {
    /// What shows in the detail inset or the pane that holds `at`: everything where there are no panes.
    pub(in crate::scene) fn at(&self, at: ScreenPoint) -> &[Target] {
        if self.is_in_detail(at) {
            return &self.in_detail;
        }
        self.of_pane(at, &self.all, |pane| &pane.marks)
    }

    /// Whether a place of the window lies in the detail inset.
    fn is_in_detail(&self, at: ScreenPoint) -> bool {
        self.detail.is_some_and(|detail| detail.rect.contains(at))
    }

    /// The large layers of the pane that holds `at`: all where there are no panes, none in a detail inset, which
    /// does not draw them.
    pub(in crate::scene) fn tables_at(&self, at: ScreenPoint) -> &[TablePick] {
        if self.is_in_detail(at) {
            return &[];
        }
        self.of_pane(at, &self.tables, |pane| &pane.tables)
    }

    fn of_pane<'a, T>(
        &self,
        at: ScreenPoint,
        all: &'a [T],
        own: impl Fn(&PaneTargets) -> &Range<usize>,
    ) -> &'a [T] {
        let held = self.panes.iter().find(|pane| pane.clip.contains(at));
        match held {
            Some(pane) => all.get(own(pane).clone()).unwrap_or_default(),
            None if self.panes.is_empty() => all,
            None => &[],
        }
    }
}
