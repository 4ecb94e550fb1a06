//! What stands on the map's margins: title, legend, scale bar, source line, inset, edge labels of
//! the graticule. Each piece goes to the corner where it covers the fewest marks.

mod arrange;
mod edge_labels;
mod inset;
mod key;
mod legend;
mod panel;
mod preview;
mod scale_bar;
mod source_line;
mod subject;
mod swatch;
mod title;

use super::frame::Frame;
use super::layers::Graticule;
use super::marks::{Stage, Standing};
use super::{Item, ScreenRect};
use arrange::{Arranger, Corner};
pub(super) use inset::Globe;
pub use key::{LegendRow, LegendSection, legend};
pub use swatch::{SWATCH_PX, layer_swatch};

/// Everything on the margins of one view.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// What it covers; names keep clear of it.
    pub(super) covers: Vec<ScreenRect>,
    pub(super) items: Vec<Item>,
}

/// A piece drawn with its upper left corner at zero.
#[derive(Debug, Default)]
struct Piece {
    width: f64,
    height: f64,
    items: Vec<Item>,
}

/// Every corner, the one that is liked best first.
const FROM_TOP_LEFT: [Corner; 4] = [
    Corner::TopLeft,
    Corner::TopRight,
    Corner::BottomLeft,
    Corner::BottomRight,
];
const FROM_TOP_RIGHT: [Corner; 4] = [
    Corner::TopRight,
    Corner::TopLeft,
    Corner::BottomRight,
    Corner::BottomLeft,
];
const FROM_BOTTOM_LEFT: [Corner; 4] = [
    Corner::BottomLeft,
    Corner::BottomRight,
    Corner::TopRight,
    Corner::TopLeft,
];
const FROM_BOTTOM_RIGHT: [Corner; 4] = [
    Corner::BottomRight,
    Corner::BottomLeft,
    Corner::TopRight,
    Corner::TopLeft,
];

/// Lays the furniture out that the view asks for.
pub(super) fn lay(frame: &Frame<'_>, stage: &Stage<'_>, globe: &mut Globe) -> Furniture {
    let wanted = frame.view.furniture;
    // Those on the frame's edge give way to the furniture.
    let marks = stage.standing.iter().map(Standing::covers);
    let mut arranger = Arranger::new(frame.window, marks.collect());
    let mut furniture = Furniture::default();
    if wanted.title {
        arranger.set_form(title::pieces(frame), &FROM_TOP_LEFT, &mut furniture);
    }
    arranger.set(preview::piece(frame), &FROM_TOP_LEFT, &mut furniture);
    let forms = source_line::pieces(frame, wanted.source_line);
    arranger.set_form(forms, &FROM_BOTTOM_RIGHT, &mut furniture);
    if wanted.scale_bar
        && let Some(piece) = scale_bar::piece(frame)
    {
        arranger.set(piece, &FROM_BOTTOM_LEFT, &mut furniture);
    }
    if wanted.legend {
        let forms = legend::pieces(frame, &legend(frame.atlas, frame.view));
        let weight = |rect: &ScreenRect| subject::covered(frame, rect);
        arranger.set_lightest(forms, &FROM_BOTTOM_LEFT, weight, &mut furniture);
    }
    if wanted.inset && inset::wanted(frame) {
        let side = inset::side_px(frame);
        if let Some(rect) = arranger.place(side, side, &FROM_TOP_RIGHT) {
            furniture.items.extend(globe.items(frame, rect));
            furniture.covers.push(rect);
        }
    }
    furniture
}

/// The graticule's degrees on the frame's edge, clear of what stands there.
pub(super) fn degrees(frame: &Frame<'_>, graticule: &Graticule, furniture: &mut Furniture) {
    let (items, covers) = edge_labels::items(frame, graticule, &furniture.covers);
    furniture.items.splice(0..0, items);
    furniture.covers.extend(covers);
}
