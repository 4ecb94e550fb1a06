//! The path field, where the system has no dialog or a path did not serve.

use egui::{Id, Key, Label, RichText, TextEdit, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::session::{
    Command, FileCommand, Picture, Prompt, PromptPurpose, SaveId, Session, SourceId,
};

/// The title of the field for a copy of the dossier.
const COPY: &str = "Save as a dossier of your own";

/// The path as it is being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    serial: u32,
    path: String,
}

pub(super) fn prompt_ui(ui: &Ui, view: View<'_>, draft: &mut Draft, output: &mut UiOutput<'_>) {
    let Some(prompt) = &view.session.files.prompt else {
        return;
    };
    let fresh = draft.serial != prompt.serial;
    if fresh {
        *draft = Draft {
            serial: prompt.serial,
            path: prompt.path.text().into_owned(),
        };
    }
    let title = match prompt.purpose {
        PromptPurpose::Save(save) if is_copy(view.session, save) => COPY,
        PromptPurpose::Save(_) => "Save the picture",
        PromptPurpose::Open => "Open a dossier",
        PromptPurpose::New => "New dossier: a folder for it",
    };
    let mut action = None;
    let open = super::window(ui, title, 480.0, |ui| {
        if title == COPY {
            let text = "A new folder by this name; with the ending .dossier, one file.";
            ui.add(Label::new(RichText::new(text).color(Ink::of(ui).muted)).wrap());
        }
        action = content_ui(ui, prompt, fresh, draft);
    });
    if !open || ui.input(|input| input.key_pressed(Key::Escape)) {
        action = Some(FileCommand::DismissPrompt);
    }
    if let Some(action) = action {
        output.act(Command::File(action));
    }
}

/// Whether it is a copy of the dossier that waits for its path.
fn is_copy(session: &Session, save: SaveId) -> bool {
    let mut waiting = session.files.waiting.iter();
    waiting.any(|it| it.id == save && matches!(it.picture, Picture::Dossier(_)))
}

fn content_ui(ui: &mut Ui, prompt: &Prompt, fresh: bool, draft: &mut Draft) -> Option<FileCommand> {
    let ink = Ink::of(ui);
    ui.spacing_mut().item_spacing.y = 8.0;
    let field = TextEdit::singleline(&mut draft.path)
        .desired_width(f32::INFINITY)
        .id(Id::unique("path field"));
    let response = ui.add(field).accessible_name("Path");
    if fresh {
        response.request_focus();
    }
    let same = draft.path == prompt.path.text();
    if let Some(error) = &prompt.error {
        ui.add(Label::new(RichText::new(error).color(ink.error)).wrap());
    }
    let exists = prompt.exists && same;
    if exists {
        ui.add(
            Label::new(
                RichText::new(
                    "A file of this name is there already. Replace it, or write another name.",
                )
                .color(ink.warning),
            )
            .wrap(),
        );
    }
    let verb = match prompt.purpose {
        PromptPurpose::Save(_) if exists => "Replace",
        PromptPurpose::Save(_) => "Save",
        PromptPurpose::Open => "Open",
        PromptPurpose::New => "Begin",
    };
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut action = None;
    ui.horizontal(|ui| {
        let written = !draft.path.trim().is_empty();
        let clicked = ui.add_enabled(written, egui::Button::new(verb)).clicked();
        // Enter saves and opens; it never replaces, which takes the button.
        if clicked || (entered && written && !exists) {
            action = Some(chosen(prompt, &draft.path, exists));
        }
        if ui.button("Cancel").clicked() {
            action = Some(FileCommand::DismissPrompt);
        }
    });
    action
}

fn chosen(prompt: &Prompt, path: &str, replace: bool) -> FileCommand {
    let path = SourceId::from(path.trim());
    match prompt.purpose {
        PromptPurpose::Save(save) => FileCommand::PathChosen {
            save,
            path,
            replace,
        },
        PromptPurpose::Open => FileCommand::Open(vec![path]),
        PromptPurpose::New => FileCommand::New(path),
    }
}
