//! Dossiers that were opened before, as commands.

use super::{Menu, Offer, OfferChosen};
use crate::session::{Command, FileCommand, Session};

/// The menu within the menu that they stand in.
pub(super) const SUBMENU: &str = "Open recent";

/// One for each, the last opened first.
pub(super) fn offers(session: &Session) -> impl Iterator<Item = Offer> {
    let paths = session.files.recent.iter().enumerate();
    paths.map(|(position, path)| Offer {
        id: format!("recent-{}", position + 1),
        name: path.name_in_folder(),
        menu: Menu::File,
        listed: true,
        submenu: Some(SUBMENU),
        group: 0,
        keys: Vec::new(),
        enabled: true,
        checked: None,
        over_sheets: false,
        chosen: OfferChosen::Act(Command::File(FileCommand::Open(vec![path.clone()]))),
    })
}
