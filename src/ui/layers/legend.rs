//! What the map's symbols mean: rows drawn by the code that draws the map.

use egui::{Rect, RichText, Sense, Ui, vec2};

use super::super::View;
use super::super::reply::Reply;
use super::super::subject;
use super::section_ui;
use crate::scene::{self, LegendSection};

pub(super) fn legend_ui(ui: &mut Ui, view: View<'_>, reply: &mut Reply<'_>) {
    let mut viewpoint = view.session.view.clone();
    viewpoint.theme = subject::map_theme(ui);
    for mut section in scene::legend(&view.session.atlas, &viewpoint) {
        for row in &mut section.rows {
            scene::items_seen_with(&mut row.items, viewpoint.vision);
        }
        if !names_layers(view, &section) {
            rows_ui(ui, &section, reply);
        }
    }
}

/// Whether a section says what the rows of layers say already.
fn names_layers(view: View<'_>, section: &LegendSection) -> bool {
    let layers = &view.session.atlas.layers;
    section
        .rows
        .iter()
        .all(|row| layers.iter().any(|layer| layer.name == row.label))
}

fn rows_ui(ui: &mut Ui, section: &LegendSection, reply: &mut Reply<'_>) {
    section_ui(ui, &section.title);
    let swatch = vec2(scene::SWATCH_PX[0] as f32, scene::SWATCH_PX[1] as f32);
    for row in &section.rows {
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            let (rect, _) = ui.allocate_exact_size(vec2(swatch.x, 22.0), Sense::hover());
            let at = Rect::from_center_size(rect.center(), swatch);
            reply.paint(ui, &row.items, at.min);
            ui.add(egui::Label::new(RichText::new(&row.label).small()).wrap());
        });
    }
}
