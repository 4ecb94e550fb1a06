//! What stands on the map's margins: title, legend, scale bar, source line, inset, edge labels of
//! the graticule. Each piece goes to the corner where it covers the fewest marks, and then the least
//! land of the countries that the dossier is about.

mod arrange;
mod bands;
mod edge_labels;
mod feature_swatch;
mod inset;
mod key;
mod large_layers;
mod legend;
mod panel;
mod preview;
mod scale_bar;
mod seen_lines;
mod source_line;
mod subject;
mod swatch;
mod title;
mod told;
mod vague;

use super::collision_index::{CollisionIndex, Occupant};
use super::marks::{PlacedMark, VisibleMarks};
use super::view_context::ViewContext;
use crate::atlas::Atlas;
use crate::scene::{Item, LayersInView, ScreenRect, TableShown};
use crate::session::viewpoint::{SourceLine, Viewpoint};
use arrange::{Arranger, Corner, Corners};
pub(in crate::scene) use bands::{column, footer, header, room_px};
pub(in crate::scene) use edge_labels::degrees;
pub use feature_swatch::feature_swatch;
pub(in crate::scene) use inset::Globe;
pub use key::{LegendRow, LegendSection};
pub(in crate::scene) use panel::{PADDING, panel, rectangle};
pub(in crate::scene) use subject::capitals;
use subject::{FocusLand, beside_lead};
pub use swatch::{SWATCH_PX, evidence_swatch, layer_swatch};

/// Distance of names from the sides of a scale bar, logical pixels: nearer, a name and its words read as one line.
const BESIDE_BAR_PX: f64 = 8.0;

/// A piece drawn with its upper left corner at zero.
#[derive(Debug, Default)]
pub(in crate::scene) struct Piece {
    pub(in crate::scene) width: f64,
    pub(in crate::scene) height: f64,
    pub(in crate::scene) items: Vec<Item>,
    /// Penalty relative to the best of its forms: the area of land that the best form may cover instead, in
    /// ten-thousandths of the window's area.
    pub(in crate::scene) less: usize,
}

/// What the margins of one view are laid out for.
#[derive(Clone, Copy)]
pub(in crate::scene) struct Laid<'a> {
    /// Whose days the title says.
    pub(in crate::scene) titled: &'a ViewContext<'a>,
    /// What everything else is of: the same view, with all days of an animation where this is a
    /// step of one.
    pub(in crate::scene) frame: &'a ViewContext<'a>,
    pub(in crate::scene) stage: &'a VisibleMarks<'a>,
    pub(in crate::scene) tables: &'a [TableShown],
}

/// The title leaves its corner only for a good deal of land; the others care less the less they are
/// read first.
const TITLE: Corners = Corners {
    order: [
        Corner::TopLeft,
        Corner::TopRight,
        Corner::BottomLeft,
        Corner::BottomRight,
    ],
    less: 100,
    slides: false,
};
const SOURCE_LINE: Corners = Corners {
    order: [
        Corner::BottomRight,
        Corner::BottomLeft,
        Corner::TopRight,
        Corner::TopLeft,
    ],
    less: 60,
    slides: false,
};
const SCALE_BAR: Corners = Corners {
    order: [
        Corner::BottomLeft,
        Corner::BottomRight,
        Corner::TopRight,
        Corner::TopLeft,
    ],
    less: 40,
    slides: false,
};
const LEGEND: Corners = Corners {
    less: 1,
    ..SCALE_BAR
};
const INSET: Corners = Corners {
    order: [
        Corner::TopRight,
        Corner::TopLeft,
        Corner::BottomRight,
        Corner::BottomLeft,
    ],
    less: 20,
    slides: false,
};

/// Lays out the furniture that the view asks for, clear of the margins that are `taken` already, and
/// takes its places. `taken` holds the marks of the view.
pub(in crate::scene) fn lay(
    laid: Laid<'_>,
    globe: &mut Globe,
    taken: &mut CollisionIndex,
) -> Vec<Item> {
    let Laid { frame, stage, .. } = laid;
    let wanted = frame.view.furniture;
    let hidden = stage.standing.iter().filter(|mark| !mark.is_drawn());
    let mut shunned: Vec<ScreenRect> = hidden.map(PlacedMark::covers).collect();
    if frame.is_picture() {
        shunned.extend(capitals(frame));
    }
    let mut arranger = Arranger {
        window: frame.window,
        land: FocusLand::of(frame),
        taken,
        shunned,
        items: Vec::new(),
    };
    if wanted.title {
        arranger.set(title::pieces(laid.titled, frame), TITLE);
    }
    arranger.set(vec![preview::piece(frame)], TITLE);
    let forms = source_line::pieces(frame, wanted.source_line);
    arranger.set(forms, SOURCE_LINE);
    if wanted.scale_bar {
        // A bar alone is that of an inset or of a bare picture, which nobody pans: in the window it
        // would run along the edge with each mark that comes under it.
        let stays = !frame.is_picture() && wanted.source_line != SourceLine::None;
        let corners = Corners {
            slides: !stays,
            ..SCALE_BAR
        };
        // What slides finds room elsewhere: the name of the lead feature does not.
        let shunned = arranger.shunned.len();
        if !stays {
            arranger.shunned.extend(beside_lead(frame, &stage.standing));
        }
        if let Some(bar) = arranger.set(scale_bar::pieces(frame, stays), corners) {
            let around = bar.widened([BESIDE_BAR_PX; 2]);
            arranger.taken.take(around, Occupant::Margin);
        }
        arranger.shunned.truncate(shunned);
    }
    if wanted.legend {
        let in_view = LayersInView {
            features: &stage.shown,
            tables: laid.tables,
            enlarged: None,
        };
        let forms = legend::pieces(frame, &legend(frame.atlas, frame.view, in_view));
        arranger.set(forms, LEGEND);
    }
    if wanted.inset && inset::wanted(frame) {
        let side = inset::side_px(frame);
        if let Some(rect) = arranger.place(side, side, INSET) {
            arranger.items.extend(globe.items(frame, rect));
        }
    }
    arranger.items
}

/// Width and height of title and date in their preferred form, logical pixels; 0 where they are off.
pub(in crate::scene) fn title_size(frame: &ViewContext<'_>) -> [f64; 2] {
    if frame.view.furniture.title {
        let first = title::pieces(frame, frame).into_iter().next();
        first.map_or([0.0, 0.0], |piece| [piece.width, piece.height])
    } else {
        [0.0, 0.0]
    }
}

/// The legend of what the view's layers show, in as many rows as a map has room for; `in_view` is
/// what the view's scene shows of them.
#[must_use]
pub fn legend(atlas: &Atlas, view: &Viewpoint, in_view: LayersInView<'_>) -> Vec<LegendSection> {
    of_most_rows(atlas, view, in_view, key::MOST_ROWS)
}

/// The same for a margin beside the map, which has room for more rows.
pub(in crate::scene) fn legend_in_margin(
    atlas: &Atlas,
    view: &Viewpoint,
    in_view: LayersInView<'_>,
) -> Vec<LegendSection> {
    of_most_rows(atlas, view, in_view, key::MOST_ROWS_IN_MARGIN)
}

/// The same with all its rows, for a list that has room for them.
#[must_use]
pub fn whole_legend(
    atlas: &Atlas,
    view: &Viewpoint,
    in_view: LayersInView<'_>,
) -> Vec<LegendSection> {
    of_most_rows(atlas, view, in_view, usize::MAX)
}

fn of_most_rows(
    atlas: &Atlas,
    view: &Viewpoint,
    in_view: LayersInView<'_>,
    most_rows: usize,
) -> Vec<LegendSection> {
    let mut sections = large_layers::sections(atlas, view, in_view.tables);
    sections.extend(key::legend(atlas, view, in_view, most_rows));
    sections
}
