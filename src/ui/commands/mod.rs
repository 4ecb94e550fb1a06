//! Every command once: menus, keys, palette, key sheet and tests read this table.

mod bookmarks;
mod charts;
mod compare;
mod filter;
mod keys;
mod list;
mod measure;
mod reasons;
mod recent;
mod time;

use egui::KeyboardShortcut;

pub(super) use keys::{Keyboard, SpaceBar, keys_in_words, pressed};
pub use list::commands;

use crate::session::{Command, LayersCommand, Session, Sheet, ShellCommand};

/// The menu that a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Opens, saves, ends.
    File,
    /// Takes back, finds, steps through the text.
    Edit,
    /// Map, panels, looks.
    View,
    /// The layers of the map.
    Layers,
    /// The days that are shown.
    Time,
    /// Keys, problems, credits.
    Help,
}

impl Offer {
    /// The name with the menus that it stands in: "Edit: Find…", "File: Open recent: walk". A menu within
    /// the menu is left out where the name says as much.
    #[must_use]
    pub fn name_in_menus(&self) -> String {
        let said = |submenu: &&str| {
            let first = submenu.split(' ').next().unwrap_or_default();
            let first = first.trim_end_matches('s').to_lowercase();
            self.name.to_lowercase().contains(&first)
        };
        let (menu, name) = (self.menu.name(), &self.name);
        match self.submenu.filter(|submenu| !said(submenu)) {
            Some(submenu) => format!("{menu}: {submenu}: {name}"),
            None => format!("{menu}: {name}"),
        }
    }

    /// Why it cannot be chosen now; `None` where it can.
    #[must_use]
    pub fn why_disabled(&self) -> Option<&'static str> {
        (!self.enabled).then(|| reasons::why_disabled(&self.id, self.menu))
    }
}

impl Menu {
    /// All menus, from the left.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Layers,
        Self::Time,
        Self::Help,
    ];

    /// What the menu bar calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Layers => "Layers",
            Self::Time => "Time",
            Self::Help => "Help",
        }
    }
}

/// What a command does.
#[derive(Debug, Clone, Copy)]
pub enum OfferRun {
    /// Changes the session.
    Act(fn(&Session) -> Command),
    /// Puts the cursor into the find field.
    Find,
    /// Moves the keyboard to the next pane.
    NextPane,
    /// Opens a menu, with the keyboard on its first line.
    OpenMenu(Menu),
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct CommandEntry {
    /// Its lasting name.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Where it stands.
    pub menu: Menu,
    /// Whether the menu lists it; the palette and the key sheet always do.
    pub listed: bool,
    /// The menu within the menu that it stands in.
    pub submenu: Option<&'static str>,
    /// Commands of one group stand together; a line parts groups.
    pub group: u8,
    /// Its keys, the shown one first.
    pub keys: &'static [KeyboardShortcut],
    /// Whether it can be chosen now.
    pub enabled: fn(&Session) -> bool,
    /// Whether it is ticked; `None` for what is no switch.
    pub checked: fn(&Session) -> Option<bool>,
    /// Whether its keys act while a sheet lies in front: they do not act on what is behind it.
    pub over_sheets: bool,
    /// What it does.
    pub run: OfferRun,
}

/// A command as most are: always there, without a switch and without keys.
const PLAIN: CommandEntry = CommandEntry {
    id: "",
    name: "",
    menu: Menu::File,
    listed: true,
    submenu: None,
    group: 0,
    keys: &[],
    enabled: always,
    checked: no_switch,
    over_sheets: false,
    run: OfferRun::Find,
};

fn always(_: &Session) -> bool {
    true
}

fn no_switch(_: &Session) -> Option<bool> {
    None
}

/// What happens when an offer is chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum OfferChosen {
    /// The session changes.
    Act(Command),
    /// The cursor goes into the find field.
    Find,
    /// The keyboard goes to the next pane.
    NextPane,
    /// A menu opens, with the keyboard on its first line.
    OpenMenu(Menu),
}

/// A command as it stands for one session now.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its lasting name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it stands.
    pub menu: Menu,
    /// Whether the menu lists it; the palette and the key sheet always do.
    pub listed: bool,
    /// The menu within the menu that it stands in.
    pub submenu: Option<&'static str>,
    /// Commands of one group stand together.
    pub group: u8,
    /// Its keys, the shown one first.
    pub keys: Vec<KeyboardShortcut>,
    /// Whether it can be chosen now.
    pub enabled: bool,
    /// Whether it is ticked; `None` for what is no switch.
    pub checked: Option<bool>,
    /// Whether its keys act while a sheet lies in front.
    pub over_sheets: bool,
    /// What happens.
    pub chosen: OfferChosen,
}

/// Every command as it stands for `session` now, those of its layers and of the dossiers that were
/// opened among them.
#[must_use]
pub fn offers(session: &Session) -> Vec<Offer> {
    let mut offers = Vec::new();
    for command in commands() {
        if command.id == "clear-recent" {
            offers.extend(recent::offers(session));
        }
        if command.id == "bookmarks" {
            offers.extend(bookmarks::offers(session));
        }
        if command.menu == Menu::Layers && !offers.iter().any(|offer| offer.menu == Menu::Layers) {
            offers.extend(layer_offers(session));
            offers.extend(reading_offers(session));
        }
        offers.push(offer(command, session));
    }
    offers.extend(compare::pair_offers(session));
    offers.extend(time::preset_offers(session));
    offers.extend(charts::offers(session));
    offers
}

fn offer(command: &CommandEntry, session: &Session) -> Offer {
    let unsaved;
    let what = match command.id {
        "undo" => session.undo_label(),
        "redo" => session.redo_label(),
        "save" if session.is_own_dossier() => {
            unsaved = session.unsaved().join(", ");
            Some(unsaved.as_str()).filter(|what| !what.is_empty())
        }
        _ => None,
    };
    let name = what.map_or_else(
        || command.name.to_owned(),
        |what| format!("{}: {what}", command.name),
    );
    Offer {
        id: command.id.to_owned(),
        name,
        menu: command.menu,
        listed: command.listed,
        submenu: command.submenu,
        group: command.group,
        keys: command.keys.to_vec(),
        enabled: (command.enabled)(session),
        checked: (command.checked)(session),
        over_sheets: command.over_sheets,
        chosen: match command.run {
            OfferRun::Act(action) => OfferChosen::Act(action(session)),
            OfferRun::Find => OfferChosen::Find,
            OfferRun::NextPane => OfferChosen::NextPane,
            OfferRun::OpenMenu(menu) => OfferChosen::OpenMenu(menu),
        },
    }
}

/// The layers of files that were not written for this program: how each is read can be looked at and
/// changed.
fn reading_offers(session: &Session) -> impl Iterator<Item = Offer> {
    let layers = session.view.layers.iter().map(|state| state.layer);
    let adjustable = layers.filter(|&layer| session.adjustable_file(layer).is_some());
    adjustable.map(|layer| {
        let sheet = Sheet::Reading(layer);
        let layer = session.atlas.layer(layer);
        Offer {
            id: format!("layer-reading-{}", layer.id),
            name: format!("How {} is read", layer.name),
            menu: Menu::Layers,
            listed: true,
            submenu: Some("How it is read"),
            group: 2,
            keys: Vec::new(),
            enabled: true,
            checked: None,
            over_sheets: false,
            chosen: OfferChosen::Act(Command::Shell(ShellCommand::ToggleSheet(sheet))),
        }
    })
}

/// The layers as commands: the first nine in the list have the digits as keys.
fn layer_offers(session: &Session) -> Vec<Offer> {
    let mut offers = Vec::new();
    for (alone, group) in [(false, 0), (true, 1)] {
        for (position, state) in session.view.layers.iter().enumerate() {
            let layer = session.atlas.layer(state.layer);
            let action = if alone {
                LayersCommand::ShowAlone(state.layer)
            } else {
                LayersCommand::Toggle(state.layer)
            };
            let (verb, ending) = if alone {
                ("alone", " alone")
            } else {
                ("toggle", "")
            };
            offers.push(Offer {
                id: format!("layer-{verb}-{}", layer.id),
                name: format!("{}{ending}", layer.name),
                menu: Menu::Layers,
                listed: true,
                submenu: None,
                group,
                keys: keys::digit(position, alone).into_iter().collect(),
                enabled: true,
                checked: (!alone).then_some(state.visible),
                over_sheets: false,
                chosen: OfferChosen::Act(Command::Layers(action)),
            });
        }
    }
    offers
}
