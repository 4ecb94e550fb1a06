//! Places kept in the painting order for shapes that come later in the frame.

use std::sync::Arc;

use egui::layers::ShapeIdx;
use egui::{Context, Painter, Pos2, Rect, Shape};

use crate::scene::Finding;

/// Lists of shapes that a map has at most: two maps beside each other, and what stands over them.
pub(super) const MOST_LISTS: usize = 3;

/// Where the picture's shapes go, small, in the painting order.
pub struct PreviewSlot {
    /// Logical pixels of the preview to one of the picture.
    pub scale: f32,
    rect: Rect,
    painter: Painter,
    shapes: [ShapeIdx; MOST_LISTS],
}

impl PreviewSlot {
    /// Room for the picture within `rect`, above all that `painter` has painted so far.
    pub(super) fn new(painter: Painter, rect: Rect, scale: f32) -> Self {
        Self {
            scale,
            rect,
            shapes: std::array::from_fn(|_| painter.add(Shape::Noop)),
            painter,
        }
    }

    /// The preview's upper left corner in the window.
    #[must_use]
    pub fn origin(&self) -> Pos2 {
        self.rect.min
    }

    /// Hands over what is wrong with the picture, for the sheet to say.
    pub fn tell(&self, findings: Vec<Finding>) {
        let ctx = self.painter.ctx();
        if *told(ctx) != findings {
            ctx.data_mut(|data| data.insert_temp(told_id(), Arc::new(findings)));
            ctx.request_repaint();
        }
    }

    /// Paints the picture: lists of shapes, each with the part of the window that it shows in.
    pub fn fill(mut self, clipped: Vec<(Rect, Vec<Shape>)>) {
        let seen = self.painter.clip_rect();
        for (shape, (clip, shapes)) in self.shapes.into_iter().zip(clipped) {
            self.painter.set_clip_rect(clip.intersect(seen));
            self.painter.set(shape, Shape::Vec(shapes));
        }
    }
}

/// What was last found wrong with the picture that the export sheet shows.
pub(super) fn told(ctx: &Context) -> Arc<Vec<Finding>> {
    let told = ctx.data(|data| data.get_temp(told_id()));
    told.unwrap_or_default()
}

fn told_id() -> egui::Id {
    egui::Id::NULL.with("findings of the picture")
}
