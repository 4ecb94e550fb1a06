//! The commands of time, and the windows of days that a dossier names.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{CommandEntry, Menu, Offer, OfferChosen, OfferRun, PLAIN, always};
use crate::session::viewpoint::Outside;
use crate::session::{Command, PlayStep, SPEEDS, Session, TimeCommand, presets};

const TIMED: CommandEntry = CommandEntry {
    menu: Menu::Time,
    enabled: |session| session.timeline.whole.is_some(),
    ..PLAIN
};

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

fn time(action: TimeCommand) -> Command {
    Command::Time(action)
}

fn steps_by(session: &Session, step: PlayStep) -> bool {
    session.timeline.play.step == step
}

/// The speed after this one, or the one before it.
fn next_speed(session: &Session, faster: bool) -> Command {
    let now = session.timeline.play.steps_per_s();
    let next = if faster {
        SPEEDS.into_iter().find(|&speed| speed > now)
    } else {
        SPEEDS.into_iter().rfind(|&speed| speed < now)
    };
    time(TimeCommand::SetSpeed(next.unwrap_or(now)))
}

fn turn_outside(session: &Session) -> Command {
    let outside = match session.view.time.outside {
        Outside::Hide => Outside::Dim,
        Outside::Dim => Outside::Hide,
    };
    time(TimeCommand::SetOutside(outside))
}

/// The commands, in the order of the menu; the presets come after them.
pub(super) static TIME: [CommandEntry; 12] = [
    CommandEntry {
        id: "play",
        name: "Play or pause",
        keys: &[key(Key::Space)],
        checked: |session| Some(session.timeline.play.playing),
        run: OfferRun::Act(|_| time(TimeCommand::TogglePlay)),
        ..TIMED
    },
    CommandEntry {
        id: "step-back",
        name: "One step back",
        keys: &[key(Key::Comma)],
        run: OfferRun::Act(|_| time(TimeCommand::Step { forward: false })),
        ..TIMED
    },
    CommandEntry {
        id: "step-on",
        name: "One step on",
        keys: &[key(Key::Period)],
        run: OfferRun::Act(|_| time(TimeCommand::Step { forward: true })),
        ..TIMED
    },
    CommandEntry {
        id: "step-day",
        name: "Steps of a day",
        group: 1,
        checked: |session| Some(steps_by(session, PlayStep::Day)),
        run: OfferRun::Act(|_| time(TimeCommand::SetStep(PlayStep::Day))),
        ..TIMED
    },
    CommandEntry {
        id: "step-week",
        name: "Steps of a week",
        group: 1,
        checked: |session| Some(steps_by(session, PlayStep::Week)),
        run: OfferRun::Act(|_| time(TimeCommand::SetStep(PlayStep::Week))),
        ..TIMED
    },
    CommandEntry {
        id: "step-event",
        name: "Steps from event to event",
        group: 1,
        checked: |session| Some(steps_by(session, PlayStep::Event)),
        run: OfferRun::Act(|_| time(TimeCommand::SetStep(PlayStep::Event))),
        ..TIMED
    },
    CommandEntry {
        id: "play-faster",
        name: "Faster",
        group: 2,
        run: OfferRun::Act(|session| next_speed(session, true)),
        ..TIMED
    },
    CommandEntry {
        id: "play-slower",
        name: "Slower",
        group: 2,
        run: OfferRun::Act(|session| next_speed(session, false)),
        ..TIMED
    },
    CommandEntry {
        id: "play-growing",
        name: "Window grows from its first day",
        group: 2,
        checked: |session| Some(session.timeline.play.growing),
        run: OfferRun::Act(|session| time(TimeCommand::SetGrowing(!session.timeline.play.growing))),
        ..TIMED
    },
    CommandEntry {
        id: "play-looping",
        name: "Play begins again at the end",
        group: 2,
        checked: |session| Some(session.timeline.play.looping),
        run: OfferRun::Act(|session| time(TimeCommand::SetLooping(!session.timeline.play.looping))),
        ..TIMED
    },
    CommandEntry {
        id: "time-dim",
        name: "Dim marks of other days, not hide them",
        group: 3,
        checked: |session| Some(session.view.time.outside == Outside::Dim),
        run: OfferRun::Act(turn_outside),
        ..TIMED
    },
    CommandEntry {
        id: "time-undated",
        name: "Show what has no date",
        group: 3,
        enabled: always,
        checked: |session| Some(session.view.time.undated),
        run: OfferRun::Act(|session| time(TimeCommand::SetUndated(!session.view.time.undated))),
        ..TIMED
    },
];

/// The windows of days by name.
pub(super) fn preset_offers(session: &Session) -> Vec<Offer> {
    let window = session.brushed();
    let offer = |(number, preset): (usize, crate::session::OfferedWindow)| Offer {
        id: format!("days-{number}"),
        name: preset.name,
        menu: Menu::Time,
        listed: true,
        submenu: None,
        group: 5,
        keys: Vec::new(),
        enabled: true,
        checked: Some(window == preset.window),
        over_sheets: false,
        chosen: OfferChosen::Act(time(TimeCommand::Show(preset.window))),
    };
    presets(&session.atlas)
        .into_iter()
        .enumerate()
        .map(offer)
        .collect()
}
