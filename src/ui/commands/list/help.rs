//! Keys, problems, credits.

use egui::Key;

use super::super::{CommandEntry, Menu, Run};
use super::{PLAIN, ctrl, ctrl_shift, key, shell};
use crate::session::{Sheet, ShellCommand};

const HELPFUL: CommandEntry = CommandEntry {
    menu: Menu::Help,
    ..PLAIN
};

pub(super) static HELP: [CommandEntry; 4] = [
    CommandEntry {
        id: "palette",
        name: "All commands…",
        keys: &[ctrl(Key::K), ctrl_shift(Key::P)],
        run: Run::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Palette))),
        ..HELPFUL
    },
    CommandEntry {
        id: "keys",
        name: "Keys",
        keys: &[key(Key::Questionmark)],
        run: Run::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Keys))),
        ..HELPFUL
    },
    CommandEntry {
        id: "problems",
        name: "Problems",
        group: 1,
        run: Run::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Problems))),
        ..HELPFUL
    },
    CommandEntry {
        id: "about",
        name: "About, data and licences",
        group: 1,
        run: Run::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::About))),
        ..HELPFUL
    },
];
