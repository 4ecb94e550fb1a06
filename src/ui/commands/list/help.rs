//! Keys, problems, credits.

use egui::Key;

use super::super::{CommandEntry, Menu, OfferRun};
use super::{PLAIN, alt, ctrl, ctrl_shift, key, shell};
use crate::session::{Sheet, ShellCommand};

const HELPFUL: CommandEntry = CommandEntry {
    menu: Menu::Help,
    ..PLAIN
};

const MENU: CommandEntry = CommandEntry {
    listed: false,
    group: 2,
    ..HELPFUL
};

pub(super) static HELP: [CommandEntry; 11] = [
    CommandEntry {
        id: "manual",
        over_sheets: true,
        name: "Manual",
        keys: &[key(Key::F1)],
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Manual))),
        ..HELPFUL
    },
    CommandEntry {
        id: "palette",
        over_sheets: true,
        name: "All commands…",
        keys: &[ctrl(Key::K), ctrl_shift(Key::P)],
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Palette))),
        ..HELPFUL
    },
    CommandEntry {
        id: "keys",
        over_sheets: true,
        name: "Keys",
        keys: &[key(Key::Questionmark)],
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Keys))),
        ..HELPFUL
    },
    CommandEntry {
        id: "problems",
        over_sheets: true,
        name: "Problems",
        group: 1,
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Problems))),
        ..HELPFUL
    },
    CommandEntry {
        id: "about",
        over_sheets: true,
        name: "About, data and licences",
        group: 1,
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::About))),
        ..HELPFUL
    },
    CommandEntry {
        id: "menu-file",
        name: "File menu",
        keys: &[alt(Key::F), key(Key::F10)],
        run: OfferRun::OpenMenu(Menu::File),
        ..MENU
    },
    CommandEntry {
        id: "menu-edit",
        name: "Edit menu",
        keys: &[alt(Key::E)],
        run: OfferRun::OpenMenu(Menu::Edit),
        ..MENU
    },
    CommandEntry {
        id: "menu-view",
        name: "View menu",
        keys: &[alt(Key::V)],
        run: OfferRun::OpenMenu(Menu::View),
        ..MENU
    },
    CommandEntry {
        id: "menu-layers",
        name: "Layers menu",
        keys: &[alt(Key::L)],
        run: OfferRun::OpenMenu(Menu::Layers),
        ..MENU
    },
    CommandEntry {
        id: "menu-time",
        name: "Time menu",
        keys: &[alt(Key::T)],
        run: OfferRun::OpenMenu(Menu::Time),
        ..MENU
    },
    CommandEntry {
        id: "menu-help",
        name: "Help menu",
        keys: &[alt(Key::H)],
        run: OfferRun::OpenMenu(Menu::Help),
        ..MENU
    },
];
