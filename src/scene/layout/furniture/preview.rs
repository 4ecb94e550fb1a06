//! That the map's colours are a preview: nobody shall take them for its own.

use super::panel::{PADDING, panel};
use super::{Piece, ViewContext};
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::text::words;
use crate::scene::{Item, Text, TextAnchor};

const HEIGHT_PX: f64 = 26.0;

/// Says so, whatever else the margins show; nothing where the colours are as they are.
pub(super) fn piece(frame: &ViewContext<'_>) -> Piece {
    let Some(said) = frame.view.vision.words() else {
        return Piece::default();
    };
    let at = ScreenPoint::new(PADDING, HEIGHT_PX - 9.0);
    let text = words(
        at,
        TextAnchor::Start,
        said,
        size::FURNITURE,
        frame.style.text,
    );
    let text = Text {
        face: Face::SansSemiBold,
        ..text
    };
    let width = f64::from(text.face.advance(&text.text, text.size_px, 0.0)) + 2.0 * PADDING;
    Piece {
        width,
        height: HEIGHT_PX,
        items: vec![panel(frame.style, width, HEIGHT_PX), Item::Text(text)],
        ..Piece::default()
    }
}
