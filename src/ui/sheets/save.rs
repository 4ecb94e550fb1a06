//! What the dossier is called, before its view is saved in it or in a copy of it.

use egui::{Id, Key, Label, Modifiers, RichText, TextEdit, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::atlas::WrittenWords;
use crate::session::{Command, FileCommand, Sheet, ShellCommand};

/// Width of the sheet, logical pixels.
const WIDTH_PX: f32 = 480.0;

/// The words as they are being written.
#[derive(Debug)]
pub(super) struct Draft {
    words: WrittenWords,
    /// Whether the first field has had the keyboard.
    begun: bool,
}

/// The sheet for the dossier itself, or for a copy of it.
pub(super) fn save_ui(
    ui: &Ui,
    view: View<'_>,
    sheet: Sheet,
    draft: &mut Option<Draft>,
    output: &mut UiOutput<'_>,
) {
    let session = view.session;
    let draft = draft.get_or_insert_with(|| Draft {
        words: session
            .files
            .words
            .clone()
            .unwrap_or_else(|| session.words()),
        begun: false,
    });
    let is_copy = sheet == Sheet::SaveAs;
    let title = if is_copy {
        "Save as a dossier of your own"
    } else {
        "Save the view in the dossier"
    };
    let mut close = false;
    let open = super::window(ui, title, WIDTH_PX, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let mut entered = field_ui(ui, "Title", "", &mut draft.words.title, !draft.begun);
        draft.begun = true;
        let hint = "What the map finds; without it, its pictures carry the title";
        entered |= field_ui(ui, "Headline", hint, &mut draft.words.headline, false);
        let kept = if is_copy {
            "The copy keeps what is shown now: place, layers, days, filters, bookmarks and charts. Where it goes is asked next."
        } else {
            "What is shown now is kept with it: place, layers, days, filters, bookmarks and charts. The next time, it is saved at once."
        };
        let muted = Ink::of(ui).muted;
        ui.add(Label::new(RichText::new(kept).small().color(muted)).wrap());
        // The keys that have opened it save, too.
        entered |= ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::S));
        ui.horizontal(|ui| {
            let named = !draft.words.title.trim().is_empty();
            let verb = if is_copy { "Save as\u{2026}" } else { "Save" };
            let button = ui
                .add_enabled(named, egui::Button::new(verb))
                .on_disabled_hover_text("A dossier needs a title.");
            if named && (button.clicked() || entered) {
                output.act(Command::File(FileCommand::SetWords(draft.words.clone())));
                output.act(Command::File(if is_copy {
                    FileCommand::SaveDossierAs
                } else {
                    FileCommand::SaveDossier
                }));
                close = true;
            }
            close |= ui.button("Cancel").clicked();
        });
    });
    if close || !open {
        output.act(Command::Shell(ShellCommand::ToggleSheet(sheet)));
    }
}

/// A field under its name; whether Enter was pressed in it.
fn field_ui(ui: &mut Ui, name: &str, hint: &str, text: &mut String, takes_keyboard: bool) -> bool {
    let label = ui.label(name);
    let id = Id::unique(("save", name));
    let length = text.chars().count();
    let field = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(label.id);
    if takes_keyboard {
        response.request_focus();
        super::super::select_all(ui, id, length);
    }
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
