//! Boxes to tick and choices: each has a ring, by which it is seen where it is off.

use egui::{Checkbox, IntoAtoms, RadioButton, Response, Stroke, Ui};

use super::theme::Ink;

/// A box to tick.
pub(super) fn tick<'a>(ui: &mut Ui, on: &'a mut bool, name: impl IntoAtoms<'a>) -> Response {
    ringed(ui, |ui| ui.add(Checkbox::new(on, name)))
}

/// One of several, of which one is chosen.
pub(super) fn choice<'a>(ui: &mut Ui, chosen: bool, name: impl IntoAtoms<'a>) -> Response {
    ringed(ui, |ui| ui.add(RadioButton::new(chosen, name)))
}

/// One of several, which a click writes to `chosen`.
pub(super) fn choice_of<'a, T: PartialEq>(
    ui: &mut Ui,
    chosen: &mut T,
    this: T,
    name: impl IntoAtoms<'a>,
) -> Response {
    let mut response = choice(ui, *chosen == this, name);
    if response.clicked() && *chosen != this {
        *chosen = this;
        response.mark_changed();
    }
    response
}

/// Adds a box or a choice with its ring.
pub(super) fn ringed(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let ring = Stroke::new(1.0, Ink::of(ui).control);
    let before = ui.visuals().widgets.clone();
    let widgets = &mut ui.visuals_mut().widgets;
    for state in [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
    ] {
        state.bg_stroke = ring;
    }
    let response = add(ui);
    ui.visuals_mut().widgets = before;
    response
}
