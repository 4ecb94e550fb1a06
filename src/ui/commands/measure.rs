//! Measuring, as commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{CommandEntry, Menu, OfferRun, PLAIN};
use crate::session::{Command, MeasureCommand, MeasurePoint, Measurement, Session};

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const MEASURED: CommandEntry = CommandEntry {
    menu: Menu::View,
    group: 2,
    ..PLAIN
};

fn measuring(session: &Session) -> bool {
    session
        .measure
        .as_ref()
        .is_some_and(Measurement::takes_clicks)
}

/// The selected mark as a corner.
fn selected(session: &Session) -> Option<MeasurePoint> {
    let subject = session.selected()?;
    let at = session.atlas.anchor(subject)?;
    Some(MeasurePoint {
        at,
        subject: Some(subject),
    })
}

fn placed(session: &Session) -> bool {
    selected(session).is_some()
}

pub(super) static MEASURE: [CommandEntry; 5] = [
    CommandEntry {
        id: "measure",
        name: "Measure distances",
        keys: &[key(Key::M)],
        checked: |session| Some(measuring(session)),
        run: OfferRun::Act(|_| Command::Measure(MeasureCommand::Path(None))),
        ..MEASURED
    },
    CommandEntry {
        id: "measure-from-selection",
        name: "Measure from the selection",
        enabled: placed,
        run: OfferRun::Act(|session| Command::Measure(MeasureCommand::Path(selected(session)))),
        ..MEASURED
    },
    CommandEntry {
        id: "within",
        name: "What is within a radius of the selection",
        enabled: placed,
        run: OfferRun::Act(|session| {
            let ring = selected(session).map(MeasureCommand::Ring);
            Command::Measure(ring.unwrap_or(MeasureCommand::Leave))
        }),
        ..MEASURED
    },
    CommandEntry {
        id: "measure-end",
        name: "Finish measuring",
        listed: false,
        keys: &[key(Key::Enter)],
        enabled: measuring,
        run: OfferRun::Act(|_| Command::Measure(MeasureCommand::End)),
        ..MEASURED
    },
    CommandEntry {
        id: "measure-back",
        name: "Take the last measured place back",
        listed: false,
        keys: &[key(Key::Backspace)],
        enabled: |session| session.measure.is_some(),
        run: OfferRun::Act(|_| Command::Measure(MeasureCommand::TakeBack)),
        ..MEASURED
    },
];
