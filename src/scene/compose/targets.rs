//! What of a scene can be picked.

use crate::atlas::basemap::BorderKind;
use crate::atlas::{LayerIx, LayerKind};
use crate::scene::marks::VisibleMarks;
use crate::scene::table::Look;
use crate::scene::view_context::ViewContext;
use crate::scene::{Target, Targets, layers};

/// Marks, topmost first, then borders that have a card, where their layer is shown or they are
/// selected; and the large layers.
pub(super) fn targets(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    looks: Vec<Look>,
) -> Targets {
    let shows = |kind: LayerKind| {
        let is_shown =
            |layer: LayerIx| frame.view.shows(layer) && frame.atlas.layer(layer).kind == kind;
        frame.atlas.layer_ixs().any(is_shown)
    };
    let (agreed, disputed) = (shows(LayerKind::Borders), shows(LayerKind::DisputedBorders));
    let mut all: Vec<Target> = stage.targets(frame);
    all.extend(layers::border_targets(frame, |kind| match kind {
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
