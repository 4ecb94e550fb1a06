//! Choosing which evidence is shown, as commands.

use super::list::PLAIN;
use super::{Command, Menu, Run};
use crate::session::{Action, FilterAction};

const FILTERED: Command = Command {
    menu: Menu::Layers,
    group: 2,
    ..PLAIN
};

pub(super) static FILTER: [Command; 2] = [
    Command {
        id: "filter-reported",
        name: "Only what the article reports",
        checked: |session| Some(session.shows_only_reported()),
        run: Run::Act(|_| Action::Filter(FilterAction::Reported)),
        ..FILTERED
    },
    Command {
        id: "filter-clear",
        name: "Clear the filter",
        enabled: |session| session.view.evidence.narrows(),
        run: Run::Act(|_| Action::Filter(FilterAction::Clear)),
        ..FILTERED
    },
];
