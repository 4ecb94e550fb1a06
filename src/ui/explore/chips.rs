//! The conditions as chips: each can be changed as text and closed.

use egui::{Button, Id, Key, RichText, TextEdit, Ui, WidgetInfo, vec2};

use super::super::theme::Ink;
use super::super::{UiOutput, View, icons};
use super::state::{Draft, ExploreState};
use crate::atlas::query::Expression;
use crate::session::viewpoint::condition_words;
use crate::session::{Command, ExploreCommand};

/// Space at each side within a chip, logical pixels.
const CHIP_MARGIN_PX: i8 = 8;
/// Room for the sign that closes a chip and the space before it, logical pixels.
const CLOSE_PX: f32 = 20.0;

/// What the field shows while it is empty.
const HINT: &str = "such as: fatalities >= 10";

/// Every condition, and what adds one.
pub(super) fn chips_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    output: &mut UiOutput<'_>,
) {
    // While a hand drags over a chart below, the chart keeps its place under the hand.
    if !kept.drags() {
        kept.chips
            .clone_from(&view.session.view.attributes.conditions);
    }
    let conditions = kept.chips.clone();
    ui.horizontal_wrapped(|ui| {
        for (at, condition) in conditions.iter().enumerate() {
            if kept.draft.as_ref().is_none_or(|draft| draft.of != Some(at)) {
                chip_ui(ui, view, kept, (at, condition), output);
            }
        }
        if kept.draft.is_none() {
            let text = RichText::new(format!("{} Condition", icons::PLUS)).small();
            let add = ui.add(Button::new(text).frame(false));
            add.widget_info(|| {
                WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Add a condition")
            });
            if add
                .on_hover_text("Write a condition as text, as --where takes it")
                .clicked()
            {
                kept.draft = Some(Draft::default());
            }
        }
        if conditions.len() > 1 {
            let text = RichText::new(format!("{} Clear all", icons::FUNNEL_X)).small();
            if ui.add(Button::new(text).frame(false)).clicked() {
                output.act(Command::Explore(ExploreCommand::Clear));
            }
        }
    });
    draft_ui(ui, view, kept, output);
}

/// A condition with what closes it; a click on its words changes it.
fn chip_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    (at, condition): (usize, &Expression),
    output: &mut UiOutput<'_>,
) {
    let words = condition_words(&view.session.atlas, condition);
    let text = RichText::new(&words).small();
    let natural = egui::WidgetText::from(text.clone()).into_galley(
        ui,
        Some(egui::TextWrapMode::Extend),
        f32::INFINITY,
        egui::TextStyle::Button,
    );
    let around_px = 2.0 * f32::from(CHIP_MARGIN_PX) + CLOSE_PX;
    // The panel would grow with a chip that is wider than it.
    let words_px = natural.size().x.min(ui.max_rect().width() - around_px);
    let size = vec2(words_px + around_px, ui.spacing().interact_size.y);
    let chip = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let change = ui.scope(|ui| {
            ui.set_max_width(words_px);
            ui.add(Button::new(text).frame(false).truncate())
        });
        let change = change.inner;
        let name = format!("Change the condition {words}");
        change.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
        if change
            .on_hover_text(format!("{words}\nClick to change it"))
            .clicked()
        {
            kept.draft = Some(Draft::of(at, condition));
        }
        let close = ui.add(Button::new(RichText::new(icons::X).small()).frame(false));
        let name = format!("Close the condition {words}");
        close.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
        if close.clicked() {
            output.act(Command::Explore(ExploreCommand::Replace { at, by: None }));
        }
    };
    ui.allocate_ui(size, |ui| {
        egui::Frame::NONE
            .fill(Ink::of(ui).wash)
            .corner_radius(10)
            .inner_margin(egui::Margin::symmetric(CHIP_MARGIN_PX, 1))
            .show(ui, |ui| ui.horizontal(chip));
    });
}

/// The field of a condition that is being written: Enter takes it, Escape and leaving it drop it.
fn draft_ui(ui: &mut Ui, view: View<'_>, kept: &mut ExploreState, output: &mut UiOutput<'_>) {
    let Some(draft) = &mut kept.draft else {
        return;
    };
    let id = Id::unique("explore condition");
    let field = TextEdit::singleline(&mut draft.text)
        .id(id)
        .hint_text(HINT)
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name("Condition");
    if !draft.begun {
        draft.begun = true;
        response.request_focus();
        super::super::select_all(ui, id, draft.text.chars().count());
    }
    if response.changed() {
        draft.error = None;
    }
    if let Some(error) = &draft.error {
        let color = Ink::of(ui).error;
        ui.add(egui::Label::new(RichText::new(error).small().color(color)).wrap());
    }
    if !response.lost_focus() {
        return;
    }
    if !ui.input(|input| input.key_pressed(Key::Enter)) || draft.text.trim().is_empty() {
        kept.draft = None;
        return;
    }
    let read = draft.text.parse::<Expression>().and_then(|condition| {
        view.session.atlas.check(&condition)?;
        Ok(match &draft.layer {
            Some(layer) => condition.within_layer(layer),
            None => condition,
        })
    });
    match read {
        Ok(condition) => {
            output.act(Command::Explore(match draft.of {
                Some(at) => ExploreCommand::Replace {
                    at,
                    by: Some(condition),
                },
                None => ExploreCommand::Add(condition),
            }));
            kept.draft = None;
        }
        Err(error) => {
            draft.error = Some(error.to_string());
            draft.begun = false;
        }
    }
}
