//! Files and edits.

use egui::Key;

use super::super::{CommandEntry, Menu, OfferRun, recent};
use super::{PLAIN, copy_citation, ctrl, ctrl_shift, in_text, key, selected, shell};
use crate::session::{
    Command, FeaturesWanted, FileCommand, MeasureCommand, ReadCommand, SelectCommand, Session,
    Sheet, ShellCommand,
};

pub(super) static FILE: [CommandEntry; 14] = [
    CommandEntry {
        id: "new",
        name: "New dossier…",
        keys: &[ctrl(Key::N)],
        run: OfferRun::Act(|_| Command::File(FileCommand::AskNew)),
        ..PLAIN
    },
    CommandEntry {
        id: "open",
        name: "Open…",
        keys: &[ctrl(Key::O)],
        run: OfferRun::Act(|_| Command::File(FileCommand::AskOpen)),
        ..PLAIN
    },
    CommandEntry {
        id: "save",
        name: "Save view in dossier",
        keys: &[ctrl(Key::S)],
        enabled: |session| !session.is_blank(),
        run: OfferRun::Act(Session::save_command),
        ..PLAIN
    },
    CommandEntry {
        id: "save-as",
        name: "Save as…",
        keys: &[ctrl_shift(Key::S)],
        enabled: |session| !session.is_blank(),
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::SaveAs))),
        ..PLAIN
    },
    CommandEntry {
        id: "read-again",
        name: "Read the files again",
        keys: &[key(Key::F5)],
        enabled: |session| !session.is_blank(),
        run: OfferRun::Act(|_| Command::File(FileCommand::ReadAgain)),
        ..PLAIN
    },
    CommandEntry {
        id: "clear-recent",
        name: "Clear recent dossiers",
        submenu: Some(recent::SUBMENU),
        enabled: |session| !session.files.recent.is_empty(),
        run: OfferRun::Act(|_| Command::File(FileCommand::ClearRecent)),
        ..PLAIN
    },
    CommandEntry {
        id: "open-builtin",
        name: "Open the built-in dossier",
        run: OfferRun::Act(|_| Command::File(FileCommand::Open(Vec::new()))),
        ..PLAIN
    },
    CommandEntry {
        id: "export",
        over_sheets: true,
        name: "Export map…",
        group: 1,
        keys: &[ctrl(Key::E)],
        run: OfferRun::Act(|_| Command::File(FileCommand::ToggleExport)),
        ..PLAIN
    },
    CommandEntry {
        id: "save-features",
        name: "Save all features…",
        submenu: Some(SAVE_FEATURES),
        group: 1,
        run: OfferRun::Act(|_| save_features(FeaturesWanted::All)),
        ..PLAIN
    },
    CommandEntry {
        id: "save-features-shown",
        name: "Save the features shown…",
        submenu: Some(SAVE_FEATURES),
        group: 1,
        run: OfferRun::Act(|_| save_features(FeaturesWanted::Shown)),
        ..PLAIN
    },
    CommandEntry {
        id: "save-feature-selected",
        name: "Save the selected feature…",
        submenu: Some(SAVE_FEATURES),
        group: 1,
        enabled: selected,
        run: OfferRun::Act(|_| save_features(FeaturesWanted::Selected)),
        ..PLAIN
    },
    CommandEntry {
        id: "copy-map",
        name: "Copy the map as a picture",
        group: 1,
        keys: &[ctrl_shift(Key::C)],
        enabled: |session| !session.files.copying,
        run: OfferRun::Act(|_| Command::File(FileCommand::CopyMap)),
        ..PLAIN
    },
    CommandEntry {
        id: "screenshot",
        over_sheets: true,
        name: "Screenshot of the window…",
        group: 1,
        keys: &[key(Key::F12)],
        run: OfferRun::Act(|_| Command::File(FileCommand::Screenshot)),
        ..PLAIN
    },
    CommandEntry {
        id: "quit",
        over_sheets: true,
        name: "Quit",
        group: 2,
        keys: &[ctrl(Key::Q)],
        run: OfferRun::Act(|_| shell(ShellCommand::Quit)),
        ..PLAIN
    },
];

/// The submenu of what writes features.
const SAVE_FEATURES: &str = "Save features as";

fn save_features(which: FeaturesWanted) -> Command {
    Command::File(FileCommand::SaveFeatures(which))
}

const EDITED: CommandEntry = CommandEntry {
    menu: Menu::Edit,
    ..PLAIN
};

pub(super) static EDIT: [CommandEntry; 9] = [
    CommandEntry {
        id: "undo",
        name: "Undo",
        keys: &[ctrl(Key::Z)],
        enabled: |session| session.undo_label().is_some(),
        run: OfferRun::Act(|_| Command::Undo),
        ..EDITED
    },
    CommandEntry {
        id: "redo",
        name: "Redo",
        keys: &[ctrl_shift(Key::Z), ctrl(Key::Y)],
        enabled: |session| session.redo_label().is_some(),
        run: OfferRun::Act(|_| Command::Redo),
        ..EDITED
    },
    CommandEntry {
        id: "find",
        name: "Find…",
        group: 1,
        keys: &[ctrl(Key::F)],
        run: OfferRun::Find,
        ..EDITED
    },
    CommandEntry {
        id: "next-mark",
        name: "Next mark in the text",
        group: 2,
        keys: &[key(Key::N)],
        enabled: in_text,
        run: OfferRun::Act(|_| Command::Select(SelectCommand::NextInText)),
        ..EDITED
    },
    CommandEntry {
        id: "previous-mark",
        name: "Previous mark in the text",
        group: 2,
        keys: &[key(Key::P)],
        enabled: in_text,
        run: OfferRun::Act(|_| Command::Select(SelectCommand::PreviousInText)),
        ..EDITED
    },
    CommandEntry {
        id: "next-passage",
        name: "Next passage on the selection",
        group: 2,
        enabled: selected,
        run: OfferRun::Act(|_| Command::Read(ReadCommand::NextPassage)),
        ..EDITED
    },
    CommandEntry {
        id: "previous-passage",
        name: "Previous passage on the selection",
        group: 2,
        enabled: selected,
        run: OfferRun::Act(|_| Command::Read(ReadCommand::PreviousPassage)),
        ..EDITED
    },
    CommandEntry {
        id: "copy-citation",
        name: "Copy citation",
        group: 3,
        enabled: selected,
        run: OfferRun::Act(copy_citation),
        ..EDITED
    },
    CommandEntry {
        id: "clear",
        over_sheets: true,
        name: "Cancel, or clear the selection",
        group: 3,
        keys: &[key(Key::Escape)],
        run: OfferRun::Act(escape),
        ..EDITED
    },
];

/// Escape closes what lies on top: the path field, the export sheet, then what the session closes.
fn escape(session: &Session) -> Command {
    if session.files.prompt.is_some() {
        Command::File(FileCommand::DismissPrompt)
    } else if session.files.exporting {
        Command::File(FileCommand::ToggleExport)
    } else if session.measure.is_some() && session.shell.sheet.is_none() {
        Command::Measure(MeasureCommand::Leave)
    } else {
        Command::Select(SelectCommand::Clear)
    }
}
