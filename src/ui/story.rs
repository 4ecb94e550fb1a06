//! The passage that is told, over the map, while the reader walks through the article.

use egui::{Align, Align2, Button, Context, Id, Key, Label, Layout, Modifiers, Rect, RichText, Ui};

use super::output::UiOutput;
use super::theme::{self, Ink};
use super::{View, icons};
use crate::session::{Command, Session, StoryCommand};

/// Largest width of the passage, logical pixels: 72 characters of the text.
const WIDTH_PX: f32 = 560.0;
/// Largest part of the map's height that the passage takes.
const HEIGHT: f32 = 0.36;

/// The keys of a walk: Space and arrows go on and back, Escape leaves. They come before all others.
pub(super) fn keys(ctx: &Context, session: &Session, output: &mut UiOutput<'_>) {
    if session.story.is_none() || session.shell.sheet.is_some() || ctx.text_edit_focused() {
        return;
    }
    let pressed = |keys: &[(Modifiers, Key)]| {
        ctx.input_mut(|input| {
            let taken = keys
                .iter()
                .filter(|&&(held, key)| input.consume_key(held, key));
            taken.count() > 0
        })
    };
    let none = Modifiers::NONE;
    let back = pressed(&[
        (Modifiers::SHIFT, Key::Space),
        (none, Key::ArrowLeft),
        (none, Key::ArrowUp),
        (none, Key::PageUp),
    ]);
    let on = pressed(&[
        (none, Key::Space),
        (none, Key::ArrowRight),
        (none, Key::ArrowDown),
        (none, Key::PageDown),
    ]);
    let leave = pressed(&[(none, Key::Escape)]);
    for (pressed, command) in [
        (back, StoryCommand::Previous),
        (on && !back, StoryCommand::Next),
        (leave, StoryCommand::Leave),
    ] {
        if pressed {
            output.act(Command::Story(command));
        }
    }
}

/// The passage, with what goes on, back and out.
pub(super) fn card_ui(ui: &Ui, view: View<'_>, map: Rect, output: &mut UiOutput<'_>) {
    let Some((place, all)) = view.session.story_place() else {
        return;
    };
    let Some(story) = &view.session.story else {
        return;
    };
    let ink = Ink::of(ui);
    let text = view.session.atlas.passage(story.passage).text();
    let width = WIDTH_PX.min(map.width() - 48.0).max(0.0);
    egui::Area::new(Id::unique("story"))
        .order(egui::Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(map.center_bottom() - egui::vec2(0.0, 40.0))
        .show(ui.ctx(), |ui| {
            let frame =
                egui::Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(20, 12));
            frame.show(ui, |ui| {
                ui.set_width(width);
                egui::ScrollArea::vertical()
                    .max_height(map.height() * HEIGHT)
                    .show(ui, |ui| {
                        let text = RichText::new(text).font(theme::serif(theme::size::TEXT));
                        ui.add(Label::new(text.color(ink.text)).wrap());
                    });
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    let said = RichText::new(format!("{place} of {all}")).small();
                    ui.label(said.color(ink.muted));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let buttons = [
                            (icons::X, "Leave the story", true, StoryCommand::Leave),
                            (
                                icons::CARET_RIGHT,
                                "Next passage",
                                place < all,
                                StoryCommand::Next,
                            ),
                            (
                                icons::CARET_LEFT,
                                "Passage before",
                                place > 1,
                                StoryCommand::Previous,
                            ),
                        ];
                        for (icon, name, enabled, command) in buttons {
                            let button = ui.add_enabled(enabled, Button::new(icon).frame(false));
                            button.widget_info(|| {
                                egui::WidgetInfo::labeled(
                                    egui::accesskit::Role::Button,
                                    enabled,
                                    name,
                                )
                            });
                            if button.on_hover_text(name).clicked() {
                                output.act(Command::Story(command));
                            }
                        }
                    });
                });
            });
        });
}
