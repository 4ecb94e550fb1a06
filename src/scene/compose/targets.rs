//! What of a scene can be picked.

use crate::atlas::basemap::BorderKind;
use crate::atlas::{LayerIx, LayerKind, Subject};
use crate::earth::ScreenPoint;
use crate::scene::layout::border_lines;
use crate::scene::layout::labels::LabelLayout;
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::table::TableLook;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{ScreenRect, Target, TargetKind, Targets};

/// Marks, topmost first, then borders that have a card, where their layer is shown or they are
/// selected; and the large layers.
pub(super) fn targets(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    labels: Vec<Target>,
    looks: Vec<TableLook>,
) -> Targets {
    let shows = |kind: LayerKind| {
        let is_shown =
            |layer: LayerIx| frame.view.shows(layer) && frame.atlas.layer(layer).kind == kind;
        frame.atlas.layer_ixs().any(is_shown)
    };
    let (agreed, disputed) = (shows(LayerKind::Borders), shows(LayerKind::DisputedBorders));
    let mut all: Vec<Target> = stage.targets(frame);
    all.extend(labels);
    all.extend(border_lines::targets(frame, |kind| match kind {
        BorderKind::International => agreed,
        BorderKind::Disputed | BorderKind::LineOfControl => disputed,
        BorderKind::Coast | BorderKind::Seam | BorderKind::Claim => false,
    }));
    Targets {
        all,
        tables: looks.into_iter().map(|look| look.pick).collect(),
        ..Targets::default()
    }
}

/// What is picked by its label: marks that have no symbol.
pub(super) fn label_targets(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    layout: &LabelLayout,
) -> Vec<Target> {
    let unpinned = |subject: Subject| {
        let mut standing = stage.standing.iter();
        standing.any(|mark| mark.subject() == subject && !mark.mark.look.pinned)
    };
    let labels = layout.of_marks().filter(|(subject, _)| unpinned(*subject));
    let target = |(subject, covers): (Subject, ScreenRect)| {
        let (middle, reach_px) = (covers.center(), covers.height() / 2.0);
        let end = |x_px: f64| ScreenPoint::new(x_px, middle.y_px);
        Target {
            subject,
            kind: TargetKind::Mark,
            at: middle,
            radius_px: reach_px,
            name: frame.atlas.name(subject),
            line: vec![end(covers.left + reach_px), end(covers.right - reach_px)],
        }
    };
    labels.map(target).collect()
}
