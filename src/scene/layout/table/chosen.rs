//! The selected and the hovered row, over all layers and in both modes.

use std::sync::Arc;

use super::drawn::DOT_PX;
use crate::atlas::RowIx;
use crate::atlas::Subject;
use crate::atlas::shortened;
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::symbols::ring;
use crate::scene::display::text::covers;
use crate::scene::layout::collision_index::CollisionIndex;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::piece::Piece;
use crate::scene::prepare::table::piece::PieceKind;
use crate::scene::{Area, Dots, Item, Lines, Stroke, Text, TextAnchor};

/// Half the width of a chosen row's dot, logical pixels.
const CHOSEN_PX: f32 = DOT_PX + 1.5;
/// Radius of the ring around the selected row, logical pixels.
const RING_PX: f64 = 8.0;

/// The selected and the hovered row.
pub(in crate::scene) fn chosen_items(frame: &ViewContext<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let hovered = frame
        .view
        .hovered
        .filter(|_| frame.view.hovered != frame.view.selected);
    for (subject, width_px) in [(hovered, 1.8), (frame.view.selected, 2.6)] {
        let Some((table, row)) = row_of(frame, subject) else {
            continue;
        };
        let strokes = [
            Stroke::solid(frame.style.land.faded(0.9), width_px + 2.4),
            Stroke::solid(frame.style.accent, width_px),
        ];
        if table.is_dot(row.index(), frame.camera.metres_per_px) {
            dot(frame, table, row, strokes, &mut items);
        } else {
            shape(frame, table, row, strokes, &mut items);
        }
    }
    items
}

/// The table and number of a subject that is a row.
fn row_of<'a>(
    frame: &ViewContext<'a>,
    subject: Option<Subject>,
) -> Option<(&'a PreparedTable, RowIx)> {
    let Some(Subject::Feature(id)) = subject else {
        return None;
    };
    frame.prepared.table_of(id)
}

fn dot(
    frame: &ViewContext<'_>,
    table: &PreparedTable,
    row: RowIx,
    strokes: [Stroke; 2],
    items: &mut Vec<Item>,
) {
    let Some(point) = table.point(row) else {
        return;
    };
    let at = frame.camera.screen_from_map(point);
    items.extend(strokes.map(|stroke| Item::Path(ring(at, RING_PX, stroke))));
    let class = table.palette.class(row.index());
    items.push(Item::Dots(Dots {
        at: vec![[at.x_px as f32, at.y_px as f32]],
        radius_px: CHOSEN_PX,
        fill: table.palette.color(class, frame.style),
        halo: Some((frame.style.land, 1.0)),
    }));
}

fn shape(
    frame: &ViewContext<'_>,
    table: &PreparedTable,
    row: RowIx,
    strokes: [Stroke; 2],
    items: &mut Vec<Item>,
) {
    let Some(shapes) = &table.shapes else {
        return;
    };
    let shift = shapes.ready(super::drawn::wanted_shift(table, frame));
    let level = shapes.level(shift);
    let numbers = shapes.pieces_of(row.index());
    for number in numbers.clone() {
        let area = shapes.nearest_area(shift, number);
        items.extend(area.map(|geometry| {
            Item::Area(Area {
                geometry: Arc::clone(geometry),
                fill: frame.style.accent.faded(0.16),
            })
        }));
    }
    for (kind, closed) in [(PieceKind::Area, true), (PieceKind::Line, false)] {
        let (mut points, mut ends) = (Vec::new(), Vec::new());
        let pieces = shapes.pieces[numbers.clone()].iter();
        for ring in pieces
            .filter(|piece| piece.kind == kind)
            .flat_map(Piece::rings)
        {
            points.extend(level.ring(ring).iter().map(|&at| table.grid.point(at)));
            ends.push(points.len() as u32);
        }
        if points.is_empty() {
            continue;
        }
        items.extend(strokes.map(|stroke| {
            Item::Lines(Lines {
                points: points.clone(),
                ends: ends.clone(),
                closed,
                stroke,
            })
        }));
    }
}

/// The selected row's name, beside its symbol and in the window, clear of margins and chips where it can be.
pub(in crate::scene) fn chosen_name(
    frame: &ViewContext<'_>,
    taken: &CollisionIndex,
) -> Option<Text> {
    let (table, row) = row_of(frame, frame.view.selected)?;
    let at = frame.camera.screen_from_map(table.point(row)?);
    if !frame.window.contains(at) {
        return None;
    }
    let (face, size_px) = (Face::SansSemiBold, size::LABEL + 1.0);
    let clear_px = RING_PX + 4.0;
    let cap_px = f64::from(face.cap_height(size_px));
    let sides = [
        (clear_px, cap_px / 2.0, TextAnchor::Start),
        (-clear_px, cap_px / 2.0, TextAnchor::End),
        (0.0, -clear_px, TextAnchor::Middle),
        (0.0, clear_px + cap_px, TextAnchor::Middle),
    ];
    let texts = sides.map(|(dx, dy, anchor)| Text {
        at: ScreenPoint::new(at.x_px + dx, at.y_px + dy),
        anchor,
        text: shortened(table.table.name(row)),
        face,
        size_px,
        color: frame.style.text,
        halo: Some((frame.style.land.faded(0.85), size::LABEL_HALO)),
        angle_rad: 0.0,
        spacing_px: 0.0,
    });
    let within = |text: &&Text| frame.window.holds(&covers(text));
    let clear = |text: &&Text| taken.is_free_of_margins(&covers(text));
    let best = texts.iter().filter(within).find(clear);
    best.or_else(|| texts.iter().find(within)).cloned()
}
