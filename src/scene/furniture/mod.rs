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
use super::marks::Stage;
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

/// Lays the furniture out that the view asks for.
pub(super) fn lay(frame: &Frame<'_>, stage: &Stage<'_>, globe: &mut Globe) -> Furniture {
    use Corner::{BottomLeft, BottomRight, TopLeft, TopRight};
    let wanted = frame.view.furniture;
    let mut arranger = Arranger::new(frame.window, stage.covered().collect());
    let mut furniture = Furniture::default();
    if wanted.title {
        let piece = title::piece(frame);
        arranger.set(piece, &[TopLeft], &mut furniture);
    }
    arranger.set(preview::piece(frame), &[TopLeft, TopRight, BottomLeft, BottomRight], &mut furniture);
    let corners = [BottomRight, BottomLeft];
    let forms = source_line::pieces(frame, wanted.source_line);
    let covered = |piece: &Piece| arranger.least_covered(piece, &corners);
    if let Some(source_line) = forms.into_iter().min_by_key(covered) {
        arranger.set(source_line, &corners, &mut furniture);
    }
    if wanted.scale_bar
        && let Some(piece) = scale_bar::piece(frame)
    {
        arranger.set(piece, &[BottomLeft, BottomRight], &mut furniture);
    }
    if wanted.legend {
        let sections = legend(frame.atlas, frame.view);
        let piece = legend::piece(frame, &sections);
        let corners = [BottomLeft, BottomRight, TopRight, TopLeft];
        let weight = |rect: &ScreenRect| subject::covered(frame, rect);
        arranger.set_lightest(piece, &corners, weight, &mut furniture);
    }
    if wanted.inset && inset::wanted(frame) {
        let side = inset::side_px(frame);
        let corners = [TopRight, TopLeft, BottomRight, BottomLeft];
        if let Some(rect) = arranger.place(side, side, &corners, |_| 0) {
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
