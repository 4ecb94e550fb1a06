//! Explore: how the features of a layer are spread over each of their columns, as small charts.
//!
//! Each chart is an `egui_plot` plot with one item of ours. A bar shows how many features there are,
//! and within it how many of them the filters let through. A click on a bar, or a drag over several,
//! narrows what map, timeline, table and the other charts show; each condition is a chip above the
//! charts that can be changed and closed. Two columns can be drawn against each other, and any chart
//! can be kept in Figures.

mod bars;
mod chart;
mod chips;
mod fixed_head;
mod head;
mod icon;
mod narrow;
mod pair;
mod pair_brush;
mod pair_state;
mod state;
mod zoom;

pub(super) use state::ExploreState;

use egui::{ComboBox, Label, RichText, ScrollArea, Ui};

use super::View;
use super::output::UiOutput;
use super::theme::Ink;
use crate::atlas::profile::Profile;
use crate::atlas::{LayerIx, TableIx, group_thousands};
use crate::problem::counted;
use crate::session::{Command, ExploreCommand};

/// Largest part of the panel's height that layer and conditions take.
const MOST_HEAD: f32 = 0.4;
/// Space between charts.
const BETWEEN_PX: f32 = 20.0;

/// The layer, the conditions and the charts, one below the other.
pub(super) fn charts_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    output: &mut UiOutput<'_>,
) {
    let top = ui.cursor().top();
    conditions_ui(ui, view, kept, output);
    let head_px = ui.cursor().top() - top;
    let margin = egui::Margin {
        left: 20,
        right: 20,
        top: 0,
        bottom: 24,
    };
    let mut area = ScrollArea::vertical()
        .id_salt("explore")
        .auto_shrink([false, false]);
    if let Some(offset_px) = kept.head.moved_to(head_px) {
        area = area.vertical_scroll_offset(offset_px);
    }
    let scrolled = area.show(ui, |ui| {
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            match view.session.explore.profile.clone() {
                Some(profile) => profile_ui(ui, view, kept, &profile, output),
                None => quiet_ui(ui, "Working out how the features are spread\u{2026}"),
            }
        });
    });
    kept.head.scrolled_px = scrolled.state.clamped_offset().y;
}

/// Layer and conditions, which stay in sight while the charts scroll under them.
fn conditions_ui(ui: &mut Ui, view: View<'_>, kept: &mut ExploreState, output: &mut UiOutput<'_>) {
    let margin = egui::Margin {
        left: 20,
        right: 20,
        top: 8,
        bottom: 4,
    };
    let most_px = ui.available_height() * MOST_HEAD;
    ScrollArea::vertical()
        .id_salt("explore conditions")
        .max_height(most_px)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                layer_ui(ui, view, output);
                ui.add_space(4.0);
                chips::chips_ui(ui, view, kept, output);
            });
        });
}

/// Which features are looked at.
fn layer_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    let shown = view.session.explore.layer;
    let words = |layer: Option<LayerIx>| {
        layer.map_or("All features", |layer| atlas.layer(layer).name.as_str())
    };
    let mut chosen = shown;
    let combo = ComboBox::from_id_salt("explore layer")
        .selected_text(words(shown))
        .width(200.0)
        .show_ui(ui, |ui| {
            let layers = view.session.view.layers.iter().map(|state| state.layer);
            let of_marks = layers.filter(|&layer| atlas.layer(layer).kind.is_of_marks());
            let in_memory = !atlas.table(TableIx(0)).is_empty();
            let all = in_memory.then_some(None);
            for layer in all.into_iter().chain(of_marks.map(Some)) {
                ui.selectable_value(&mut chosen, layer, words(layer));
            }
        });
    let name = format!("Features that are looked at: {}", words(shown));
    combo
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, &name));
    combo.response.on_hover_text("Which features are looked at");
    if chosen != shown {
        output.act(Command::Explore(ExploreCommand::Show(chosen)));
    }
}

fn profile_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    profile: &std::sync::Arc<Profile>,
    output: &mut UiOutput<'_>,
) {
    kept.follow(view.session, profile);
    if profile.count == 0 {
        quiet_ui(ui, "No feature is open yet.");
        return;
    }
    let all = counted(profile.count as u64, "1 feature", "features");
    let passing = kept.passing();
    let mut count = if passing == profile.count {
        all
    } else {
        format!("{} of {all}", group_thousands(passing as f64))
    };
    if !profile.complete {
        // On the same line: the charts below keep their places when it is done.
        count.push_str("; reading their properties\u{2026}");
    }
    quiet_ui(ui, &count);
    ui.add_space(8.0);
    pair::pair_ui(ui, view, kept, profile, output);
    for (at, column) in profile.columns.iter().enumerate() {
        ui.add_space(BETWEEN_PX);
        ui.push_id(&column.key, |ui| {
            chart::chart_ui(ui, view, kept, (at, column), output);
        });
    }
    if profile.columns.is_empty() && profile.complete {
        quiet_ui(
            ui,
            "These features differ in no column that a chart could show.",
        );
    }
    if !profile.others.is_empty() {
        ui.add_space(BETWEEN_PX);
        let others = profile
            .others
            .iter()
            .map(|(key, why)| format!("{key}: {why}"));
        quiet_ui(ui, &others.collect::<Vec<_>>().join(" \u{b7} "));
    }
}

fn quiet_ui(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).small().color(Ink::of(ui).muted);
    ui.add(Label::new(text).wrap());
}
