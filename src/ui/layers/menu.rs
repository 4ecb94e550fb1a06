//! The menu of a layer's row: all that can be done with a layer beside showing and hiding it.

use egui::{Id, Popup, PopupCloseBehavior, Rect, Slider, Ui};

use super::super::output::UiOutput;
use super::super::theme::Ink;
use super::super::{View, icons};
use super::{icon_response, style};
use crate::atlas::LayerIx;
use crate::session::viewpoint::LayerState;
use crate::session::{Command, FileCommand, LayersCommand, Sheet, ShellCommand};

/// Width of the menu, logical pixels.
const WIDTH_PX: f32 = 220.0;

/// What names the button that opens the menu of a layer.
fn button_id(layer: LayerIx) -> Id {
    Id::unique(("layer menu button", layer))
}

fn popup_id(layer: LayerIx) -> Id {
    Id::unique(("layer menu", layer))
}

/// Whether the menu is in use: then its row keeps its button, whatever is under the pointer.
pub(super) fn is_in_use(ui: &Ui, layer: LayerIx) -> bool {
    let focused = ui.memory(|memory| memory.has_focus(button_id(layer)));
    focused || Popup::is_id_open(ui.ctx(), popup_id(layer))
}

/// Opens the menu of a layer, as its button does.
pub(super) fn open(ui: &Ui, layer: LayerIx) {
    Popup::open_id(ui.ctx(), popup_id(layer));
}

/// The button in a layer's row, with its menu.
pub(super) fn menu_ui(
    ui: &Ui,
    view: View<'_>,
    rect: Rect,
    state: LayerState,
    output: &mut UiOutput<'_>,
) {
    let name = &view.session.atlas.layer(state.layer).name;
    let tip = format!("Menu of {name}");
    let button = icon_response(ui, rect, button_id(state.layer), icons::DOTS_THREE, &tip);
    Popup::menu(&button)
        .id(popup_id(state.layer))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(WIDTH_PX);
            lines_ui(ui, view, state, output);
        });
}

fn lines_ui(ui: &mut Ui, view: View<'_>, state: LayerState, output: &mut UiOutput<'_>) {
    let (session, layer) = (view.session, state.layer);
    let of = session.atlas.layer(layer);
    if ui.button("Show alone").clicked() {
        output.act(Command::Layers(LayersCommand::ShowAlone(layer)));
        ui.close();
    }
    opacity_ui(ui, &of.name, state, output);
    if of.kind.is_of_marks() {
        ui.menu_button("Colour and label by", |ui| {
            ui.set_min_width(WIDTH_PX);
            style::columns_ui(ui, view, layer, output);
        });
    }
    if session.adjustable_file(layer).is_some() && ui.button("How it is read\u{2026}").clicked() {
        let sheet = ShellCommand::ToggleSheet(Sheet::Reading(layer));
        output.act(Command::Shell(sheet));
        ui.close();
    }
    if let Some(file) = session.removable_file(layer) {
        ui.separator();
        if ui.button(format!("Remove {file} from the map")).clicked() {
            output.act(Command::File(FileCommand::Remove(layer)));
            ui.close();
        }
    }
}

fn opacity_ui(ui: &mut Ui, name: &str, state: LayerState, output: &mut UiOutput<'_>) {
    let mut percent = state.opacity * 100.0;
    ui.horizontal(|ui| {
        ui.add_space(ui.spacing().button_padding.x);
        ui.label("Opacity");
        ui.spacing_mut().slider_width = (ui.available_width() - 64.0).max(48.0);
        ui.visuals_mut().widgets.inactive.bg_fill = Ink::of(ui).deep_wash;
        ui.visuals_mut().selection.bg_fill = Ink::of(ui).muted;
        ui.spacing_mut().interact_size.x = 40.0;
        let slider = Slider::new(&mut percent, 0.0..=100.0)
            .suffix(" %")
            .fixed_decimals(0)
            .handle_shape(egui::style::HandleShape::Circle);
        let said = format!("Opacity of {name}, percent");
        if ui.add(slider).accessible_name(said).changed() {
            output.act(Command::Layers(LayersCommand::SetOpacity {
                layer: state.layer,
                opacity: percent / 100.0,
            }));
        }
    });
}
