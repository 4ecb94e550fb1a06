//! Keys, problems, credits.

use egui::Key;

use super::super::{Command, Menu, Run};
use super::{PLAIN, ctrl, ctrl_shift, key, shell};
use crate::session::{Sheet, ShellAction};

const HELPFUL: Command = Command {
    menu: Menu::Help,
    ..PLAIN
};

pub(super) static HELP: [Command; 4] = [
    Command {
        id: "palette",
        name: "All commands…",
        keys: &[ctrl(Key::K), ctrl_shift(Key::P)],
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::Palette))),
        ..HELPFUL
    },
    Command {
        id: "keys",
        name: "Keys",
        keys: &[key(Key::Questionmark)],
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::Keys))),
        ..HELPFUL
    },
    Command {
        id: "problems",
        name: "Problems",
        group: 1,
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::Problems))),
        ..HELPFUL
    },
    Command {
        id: "about",
        name: "About, data and licences",
        group: 1,
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::About))),
        ..HELPFUL
    },
];
