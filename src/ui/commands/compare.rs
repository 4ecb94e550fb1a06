//! The commands of before and after, and the pairs of days that a dossier names.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{CommandEntry, Menu, Offer, OfferChosen, OfferRun, PLAIN};
use crate::session::viewpoint::{CompareMode, Side};
use crate::session::{Command, CompareCommand, Session, comparisons};

/// The menu within the menu that they stand in.
const SUBMENU: &str = "Before and after";
/// They stand after all else but the windows of days by name.
const GROUP: u8 = 4;

const COMPARED: CommandEntry = CommandEntry {
    menu: Menu::Time,
    submenu: Some(SUBMENU),
    group: GROUP,
    enabled: comparing,
    ..PLAIN
};

fn compare(action: CompareCommand) -> Command {
    Command::Compare(action)
}

fn comparing(session: &Session) -> bool {
    session.view.compare.is_some()
}

fn dated(session: &Session) -> bool {
    session.timeline.whole.is_some()
}

fn windowed(session: &Session) -> bool {
    session.view.time.window.is_some()
}

fn mode_is(session: &Session, mode: CompareMode) -> Option<bool> {
    Some(session.view.compare?.mode == mode)
}

fn other_side(session: &Session) -> Side {
    match session.timeline.side {
        Side::Before => Side::After,
        Side::After => Side::Before,
    }
}

/// The commands, in the order of the menu; the pairs of days come after them.
pub(super) static COMPARE: [CommandEntry; 7] = [
    CommandEntry {
        id: "compare",
        name: "Compare before and after",
        // C for compare.
        keys: &[KeyboardShortcut::new(Modifiers::NONE, Key::C)],
        enabled: dated,
        checked: |session| Some(comparing(session)),
        run: OfferRun::Act(|_| compare(CompareCommand::Toggle)),
        ..COMPARED
    },
    CommandEntry {
        id: "compare-from",
        name: "The days shown as before",
        enabled: windowed,
        run: OfferRun::Act(|_| compare(CompareCommand::TakeDays(Side::Before))),
        ..COMPARED
    },
    CommandEntry {
        id: "compare-to",
        name: "The days shown as after",
        enabled: windowed,
        run: OfferRun::Act(|_| compare(CompareCommand::TakeDays(Side::After))),
        ..COMPARED
    },
    CommandEntry {
        id: "compare-swipe",
        name: "One map with a divider",
        checked: |session| mode_is(session, CompareMode::Swipe),
        run: OfferRun::Act(|_| compare(CompareCommand::SetMode(CompareMode::Swipe))),
        ..COMPARED
    },
    CommandEntry {
        id: "compare-split",
        name: "Two maps beside each other",
        checked: |session| mode_is(session, CompareMode::Split),
        run: OfferRun::Act(|_| compare(CompareCommand::SetMode(CompareMode::Split))),
        ..COMPARED
    },
    CommandEntry {
        id: "compare-swap",
        name: "Exchange before and after",
        run: OfferRun::Act(|_| compare(CompareCommand::Swap)),
        ..COMPARED
    },
    CommandEntry {
        id: "compare-side",
        name: "Timeline moves the other side's days",
        run: OfferRun::Act(|session| compare(CompareCommand::Take(other_side(session)))),
        ..COMPARED
    },
];

/// The pairs of days by name.
pub(super) fn pair_offers(session: &Session) -> Vec<Offer> {
    let now = session.view.compare;
    let pairs = comparisons(&session.atlas).into_iter().enumerate();
    let offer = |(number, pair): (usize, crate::session::Comparison)| {
        let is_now = now.map(|now| (now.before, now.after)) == Some((pair.before, pair.after));
        Offer {
            id: format!("compare-{number}"),
            chosen: OfferChosen::Act(compare(CompareCommand::pair(session, &pair))),
            name: pair.name,
            menu: Menu::Time,
            listed: true,
            submenu: Some(SUBMENU),
            group: GROUP,
            keys: Vec::new(),
            enabled: true,
            checked: Some(is_now),
            over_sheets: false,
        }
    };
    pairs.map(offer).collect()
}
