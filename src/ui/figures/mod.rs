//! The figures: every chart of the dossier, in the place of the article.
//!
//! Each chart is an `egui_plot` plot whose one item paints what `scene` composes for the values in
//! sight: the code that draws charts into files draws them here, zoomed or not. A bar is a widget
//! with a name, laid over the finished plot. Under the pointer it lights its mark, and a click
//! selects that.

mod chart;
mod plot;
mod state;
mod zoom;

pub(super) use state::FiguresState;

use egui::{Align, Id, RichText, ScrollArea, Ui};

use super::View;
use super::output::UiOutput;
use super::theme::Ink;
use state::FiguresLook;

/// Space between charts.
const BETWEEN_PX: f32 = 32.0;

/// The charts, one below the other.
pub(super) fn charts_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut FiguresState,
    output: &mut UiOutput<'_>,
) {
    kept.follow(view.session);
    ScrollArea::vertical()
        .id_salt("figures")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin {
                    left: 20,
                    right: 20,
                    top: 8,
                    bottom: 24,
                })
                .show(ui, |ui| all_ui(ui, view, kept, output));
        });
}

fn all_ui(ui: &mut Ui, view: View<'_>, kept: &mut FiguresState, output: &mut UiOutput<'_>) {
    let charts = kept.charts();
    if charts.is_empty() {
        let text = "There are no charts yet. Explore keeps one here by the bookmark beside its name, and the author of a \
                    dossier declares them: [[charts]] in dossier.toml.";
        ui.add(egui::Label::new(RichText::new(text).small().color(Ink::of(ui).muted)).wrap());
        return;
    }
    let look = FiguresLook {
        width_px: ui.available_width().floor(),
        theme: super::subject::map_theme(ui),
        selected: view.session.selected(),
        hovered: view.session.view.hovered,
    };
    kept.follow_timeline(view.session.timeline.shown);
    let sought = kept.sought(view.session);
    let mut of_selection = Vec::new();
    for (number, chart) in charts.iter().enumerate() {
        if number > 0 {
            ui.add_space(BETWEEN_PX);
        }
        let (drawn, zooms) = kept.drawn(number, &view.session.atlas, look);
        let place = ui.push_id(&chart.id, |ui| {
            let mut figure = chart::ShownFigure {
                number,
                chart,
                look,
                drawn,
                zooms,
            };
            figure.figure_ui(ui, view, output)
        });
        of_selection.extend(place.inner);
        if sought.as_ref() == Some(&chart.id) {
            ui.scroll_to_rect(place.response.rect, Some(Align::Min));
        }
    }
    // What was selected elsewhere comes into sight; a bar that was clicked is there already.
    if kept.selection_changed(look.selected) {
        let clip = ui.clip_rect();
        let in_sight = of_selection.iter().any(|rect| clip.contains_rect(*rect));
        if let (Some(rect), false) = (of_selection.first(), in_sight) {
            ui.scroll_to_rect(*rect, Some(Align::Center));
        }
    }
}

/// Names a bar's widget.
fn bar_id(chart: &str, number: usize) -> Id {
    Id::unique(("figure", chart, number))
}
