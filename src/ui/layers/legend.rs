//! What the map's symbols mean: rows drawn by the code that draws the map.

use egui::{Rect, RichText, Sense, Ui, vec2};

use super::super::View;
use super::super::reply::Reply;
use super::super::subject;
use super::section_ui;
use crate::scene::{self, LegendSection};

/// Box of a legend's symbol, logical pixels.
const SYMBOL_PX: f32 = 20.0;

pub(super) fn legend_ui(ui: &mut Ui, view: View<'_>, reply: &mut Reply<'_>) {
    let mut viewpoint = view.session.view.clone();
    viewpoint.theme = subject::map_theme(ui);
    for section in scene::legend(&view.session.atlas, &viewpoint) {
        // The layers themselves are the rows above.
        if section.layers {
            continue;
        }
        section_rows_ui(ui, &section, reply);
    }
}

fn section_rows_ui(ui: &mut Ui, section: &LegendSection, reply: &mut Reply<'_>) {
    section_ui(ui, &section.title);
    for row in &section.rows {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let (rect, _) = ui.allocate_exact_size(vec2(SYMBOL_PX, 24.0), Sense::hover());
            let at = Rect::from_center_size(rect.center(), vec2(SYMBOL_PX, SYMBOL_PX));
            reply.paint(ui, &row.items, at.min);
            ui.add(egui::Label::new(RichText::new(&row.label).small()).wrap());
        });
    }
}
