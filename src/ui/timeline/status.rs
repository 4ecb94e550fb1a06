//! What the rest of the window says of the days that are shown.

use egui::{Align2, Area, Id, Label, Rect, RichText, Sense, Ui, vec2};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::session::{Command, FilterCommand, Panel, Session, ShellCommand, TimeCommand};

/// The days that are shown, in the status bar: "Jun–Oct 2021". A click opens the timeline.
pub(in crate::ui) fn status_ui(ui: &mut Ui, session: &Session, output: &mut UiOutput<'_>) {
    let text = match (session.view.compare, session.view.time.window) {
        (Some(compare), _) => {
            let (before, after) = (compare.before.short(), compare.after.short());
            format!("{before} | {after}")
        }
        (None, Some(window)) => window.short(),
        (None, None) => return,
    };
    let color = Ink::of(ui).text;
    let label = Label::new(RichText::new(&text).color(color)).sense(Sense::click());
    let response = ui
        .add(label)
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text("Days that are shown. Click to open the timeline.");
    response.widget_info(|| {
        let name = format!("Days shown: {text}");
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name)
    });
    if response.clicked() && !session.shell.open(Panel::Timeline) {
        output.act(Command::Shell(ShellCommand::TogglePanel(Panel::Timeline)));
    }
}

/// Where the filter or the days leave nothing of the shown layers, words and a way on.
pub(in crate::ui) fn empty_ui(ui: &Ui, view: View<'_>, map: Rect, output: &mut UiOutput<'_>) {
    let session = view.session;
    let (atlas, shown) = (&session.atlas, &session.view);
    let mut large = atlas.large_tables();
    // Of two that are compared, one may well have nothing.
    if shown.compare.is_some()
        || shown.visible_features(atlas).next().is_some()
        || large.any(|(ix, table)| shown.shows_some_of(table) && shown.admitted(atlas, ix) > 0)
    {
        return;
    }
    let of_layers = || {
        let features = atlas.features();
        features.filter(|(_, feature)| feature.shape.is_some() && shown.shows(feature.layer))
    };
    let mut filtered = of_layers().filter(|&(id, feature)| {
        shown.evidence.admits(feature) && shown.attributes.admits(atlas, id)
    });
    if of_layers().next().is_none() {
        // The layers say so themselves.
    } else if filtered.next().is_none() {
        let text = "None of the shown marks passes the filter.";
        let clear = Command::Filter(FilterCommand::Clear);
        note_ui(ui, map, text, ("Clear the filter", clear), output);
    } else if let Some(window) = shown.time.window {
        let text = format!("None of the shown marks is of {}.", window.words());
        let all = Command::Time(TimeCommand::Show(None));
        note_ui(ui, map, &text, ("Show all days", all), output);
    }
}

fn note_ui(ui: &Ui, map: Rect, text: &str, way_on: (&str, Command), output: &mut UiOutput<'_>) {
    let ink = Ink::of(ui);
    Area::new(Id::unique("no marks"))
        .fixed_pos(map.center_top() + vec2(0.0, 24.0))
        .pivot(Align2::CENTER_TOP)
        .show(ui.ctx(), |ui| {
            egui::Frame::NONE
                .fill(ink.raised)
                .corner_radius(6)
                .inner_margin(egui::Margin::symmetric(16, 8))
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(text);
                        let (name, action) = way_on;
                        if ui.button(name).clicked() {
                            output.act(action);
                        }
                    });
                });
        });
}
