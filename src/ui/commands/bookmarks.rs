//! Views that the reader keeps, as commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{CommandEntry, Menu, Offer, OfferChosen, OfferRun, PLAIN};
use crate::session::{BookmarkCommand, Command, Session, Sheet, ShellCommand};

/// The menu within the menu that they stand in.
const SUBMENU: &str = "Bookmarks";
/// They stand with the views before and after.
const GROUP: u8 = 2;

const KEPT: CommandEntry = CommandEntry {
    menu: Menu::View,
    submenu: Some(SUBMENU),
    group: GROUP,
    ..PLAIN
};

pub(super) static BOOKMARKS: [CommandEntry; 2] = [
    CommandEntry {
        id: "bookmark",
        name: "Bookmark this view",
        keys: &[KeyboardShortcut::new(Modifiers::COMMAND, Key::B)],
        run: OfferRun::Act(|_| Command::Bookmark(BookmarkCommand::Add)),
        ..KEPT
    },
    CommandEntry {
        id: "bookmarks",
        name: "All bookmarks\u{2026}",
        run: OfferRun::Act(|_| Command::Shell(ShellCommand::ToggleSheet(Sheet::Bookmarks))),
        ..KEPT
    },
];

/// A command for each bookmark.
pub(super) fn offers(session: &Session) -> Vec<Offer> {
    let offer = |(at, kept): (usize, &crate::session::Bookmark)| Offer {
        id: format!("bookmark-{at}"),
        name: kept.name.clone(),
        menu: Menu::View,
        listed: true,
        submenu: Some(SUBMENU),
        group: GROUP,
        keys: Vec::new(),
        enabled: true,
        checked: None,
        over_sheets: false,
        chosen: OfferChosen::Act(Command::Bookmark(BookmarkCommand::Show(at))),
    };
    session.bookmarks.iter().enumerate().map(offer).collect()
}
