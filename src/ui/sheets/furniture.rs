//! What stands on the margins of a picture, in the export sheet.

use egui::{Grid, RichText, Ui};

use super::super::theme::Ink;
use super::super::ticks;
use crate::session::viewpoint::{Detail, Furniture, SourceLine};

/// The switches of all that can stand there.
pub(super) fn furniture_ui(ui: &mut Ui, furniture: &mut Furniture) {
    let mut sources = furniture.source_line == SourceLine::Full;
    let mut detail = furniture.detail != Detail::None;
    let boxes: [(&mut bool, &str); 9] = [
        (&mut furniture.title, "Title and date"),
        (&mut furniture.legend, "Legend"),
        (&mut furniture.scale_bar, "Scale bar"),
        (&mut sources, "Sources and credits"),
        (&mut furniture.inset, "Where it lies on the globe"),
        (&mut furniture.graticule, "Graticule"),
        (&mut detail, "Detail where marks crowd"),
        (&mut furniture.callouts, "Numbered notes"),
        (&mut furniture.dims, "All but the selected faint"),
    ];
    Grid::new("furniture")
        .num_columns(2)
        .min_col_width(160.0)
        .spacing([16.0, 4.0])
        .show(ui, |ui| {
            for (index, (on, name)) in boxes.into_iter().enumerate() {
                ticks::tick(ui, on, name);
                if index % 2 == 1 {
                    ui.end_row();
                }
            }
        });
    match (detail, furniture.detail) {
        (false, _) => furniture.detail = Detail::None,
        (true, Detail::None) => furniture.detail = Detail::Auto,
        (true, _) => {}
    }
    if sources {
        furniture.source_line = SourceLine::Full;
    } else {
        furniture.source_line = SourceLine::None;
        let text = "Without sources and credits the picture no longer says whose data it shows.";
        ui.add(egui::Label::new(RichText::new(text).small().color(Ink::of(ui).warning)).wrap());
    }
}
