//! Files and edits.

use egui::Key;

use super::super::{Command, Menu, Run, recent};
use super::{PLAIN, copy_citation, ctrl, ctrl_shift, in_text, key, selected, shell};
use crate::session::{Action, FileAction, ReadAction, SelectAction, Session, ShellAction};

pub(super) static FILE: [Command; 8] = [
    Command {
        id: "new",
        name: "New dossier…",
        keys: &[ctrl(Key::N)],
        run: Run::Act(|_| Action::File(FileAction::AskNew)),
        ..PLAIN
    },
    Command {
        id: "open",
        name: "Open…",
        keys: &[ctrl(Key::O)],
        run: Run::Act(|_| Action::File(FileAction::AskOpen)),
        ..PLAIN
    },
    Command {
        id: "clear-recent",
        name: "Clear recent dossiers",
        submenu: Some(recent::SUBMENU),
        enabled: |session| !session.files.recent.is_empty(),
        run: Run::Act(|_| Action::File(FileAction::ClearRecent)),
        ..PLAIN
    },
    Command {
        id: "open-builtin",
        name: "Open the built-in dossier",
        run: Run::Act(|_| Action::File(FileAction::Open(Vec::new()))),
        ..PLAIN
    },
    Command {
        id: "export",
        name: "Export map…",
        group: 1,
        keys: &[ctrl(Key::E)],
        run: Run::Act(|_| Action::File(FileAction::ToggleExport)),
        ..PLAIN
    },
    Command {
        id: "copy-map",
        name: "Copy the map as a picture",
        group: 1,
        keys: &[ctrl_shift(Key::C)],
        enabled: |session| !session.files.copying,
        run: Run::Act(|_| Action::File(FileAction::CopyMap)),
        ..PLAIN
    },
    Command {
        id: "screenshot",
        name: "Screenshot of the window…",
        group: 1,
        keys: &[key(Key::F12)],
        run: Run::Act(|_| Action::File(FileAction::Screenshot)),
        ..PLAIN
    },
    Command {
        id: "quit",
        name: "Quit",
        group: 2,
        keys: &[ctrl(Key::Q)],
        run: Run::Act(|_| shell(ShellAction::Quit)),
        ..PLAIN
    },
];

const EDITED: Command = Command {
    menu: Menu::Edit,
    ..PLAIN
};

pub(super) static EDIT: [Command; 9] = [
    Command {
        id: "undo",
        name: "Undo",
        keys: &[ctrl(Key::Z)],
        enabled: |session| session.undo_label().is_some(),
        run: Run::Act(|_| Action::Undo),
        ..EDITED
    },
    Command {
        id: "redo",
        name: "Redo",
        keys: &[ctrl_shift(Key::Z), ctrl(Key::Y)],
        enabled: |session| session.redo_label().is_some(),
        run: Run::Act(|_| Action::Redo),
        ..EDITED
    },
    Command {
        id: "find",
        name: "Find…",
        group: 1,
        keys: &[ctrl(Key::F)],
        run: Run::Find,
        ..EDITED
    },
    Command {
        id: "next-mark",
        name: "Next mark in the text",
        group: 2,
        keys: &[key(Key::N)],
        enabled: in_text,
        run: Run::Act(|_| Action::Select(SelectAction::NextInText)),
        ..EDITED
    },
    Command {
        id: "previous-mark",
        name: "Previous mark in the text",
        group: 2,
        keys: &[key(Key::P)],
        enabled: in_text,
        run: Run::Act(|_| Action::Select(SelectAction::PreviousInText)),
        ..EDITED
    },
    Command {
        id: "next-passage",
        name: "Next passage on the selection",
        group: 2,
        enabled: selected,
        run: Run::Act(|_| Action::Read(ReadAction::NextPassage)),
        ..EDITED
    },
    Command {
        id: "previous-passage",
        name: "Previous passage on the selection",
        group: 2,
        enabled: selected,
        run: Run::Act(|_| Action::Read(ReadAction::PreviousPassage)),
        ..EDITED
    },
    Command {
        id: "copy-citation",
        name: "Copy citation",
        group: 3,
        enabled: selected,
        run: Run::Act(copy_citation),
        ..EDITED
    },
    Command {
        id: "clear",
        name: "Cancel, or clear the selection",
        group: 3,
        keys: &[key(Key::Escape)],
        run: Run::Act(escape),
        ..EDITED
    },
];

/// Escape closes what lies on top: the path field, the export sheet, then what the session closes.
fn escape(session: &Session) -> Action {
    if session.files.prompt.is_some() {
        Action::File(FileAction::DismissPrompt)
    } else if session.files.exporting {
        Action::File(FileAction::ToggleExport)
    } else {
        Action::Select(SelectAction::Clear)
    }
}
