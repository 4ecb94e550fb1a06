//! Choosing which evidence is shown, as commands.

use super::{CommandEntry, Menu, OfferRun, PLAIN};
use crate::session::{Command, FilterCommand};

const FILTERED: CommandEntry = CommandEntry {
    menu: Menu::Layers,
    group: 2,
    ..PLAIN
};

pub(super) static FILTER: [CommandEntry; 2] = [
    CommandEntry {
        id: "filter-reported",
        name: "Only what the article reports",
        checked: |session| Some(session.shows_only_reported()),
        run: OfferRun::Act(|_| Command::Filter(FilterCommand::Reported)),
        ..FILTERED
    },
    CommandEntry {
        id: "filter-clear",
        name: "Clear the filter",
        enabled: |session| session.view.evidence.narrows(),
        run: OfferRun::Act(|_| Command::Filter(FilterCommand::Clear)),
        ..FILTERED
    },
];
