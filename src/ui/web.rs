//! Links that lead out of the program.

use egui::{RichText, Ui};

use super::icons;
use super::output::UiOutput;
use super::theme::Ink;
use crate::session::{Command, ShellCommand};

/// A link out of the program: its address shows, and a click opens it in the browser.
pub(super) fn web_ui(ui: &mut Ui, text: &str, url: &str, output: &mut UiOutput<'_>) {
    let ink = Ink::of(ui);
    // A screen reader says what the link is, and then where it leads.
    let said = format!("{text}, {url}");
    let text = RichText::new(format!("{text} {}", icons::ARROW_SQUARE_OUT))
        .small()
        .color(ink.text)
        .underline();
    let label = egui::Label::new(text).sense(egui::Sense::click());
    let response = ui
        .add(label)
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Link, true, &said));
    if response
        .on_hover_text(format!("Opens in your browser:\n{url}"))
        .clicked()
    {
        output.act(Command::Shell(ShellCommand::OpenUrl(url.to_owned())));
    }
}
