//! The languages in which the map names things, and the units in which lengths are said.

use super::super::{CommandEntry, Menu, OfferRun};
use super::PLAIN;
use crate::atlas::NameLanguage::{self, Chinese, English, Local, Russian};
use crate::earth::LengthUnit::{self, Kilometres, Miles, NauticalMiles};
use crate::session::{Command, Session};

const NAMED: CommandEntry = CommandEntry {
    menu: Menu::View,
    submenu: Some("Names"),
    group: 8,
    ..PLAIN
};

fn is(session: &Session, language: NameLanguage) -> bool {
    session.view.names == language
}

pub(super) static VIEW_NAMES: [CommandEntry; 4] = [
    CommandEntry {
        id: "names-english",
        name: "Names in English",
        checked: |session| Some(is(session, English)),
        run: OfferRun::Act(|_| Command::SetNames(English)),
        ..NAMED
    },
    CommandEntry {
        id: "names-russian",
        name: "Names in Russian",
        checked: |session| Some(is(session, Russian)),
        run: OfferRun::Act(|_| Command::SetNames(Russian)),
        ..NAMED
    },
    CommandEntry {
        id: "names-chinese",
        name: "Names in Chinese",
        checked: |session| Some(is(session, Chinese)),
        run: OfferRun::Act(|_| Command::SetNames(Chinese)),
        ..NAMED
    },
    CommandEntry {
        id: "names-local",
        name: "Names in the local language",
        checked: |session| Some(is(session, Local)),
        run: OfferRun::Act(|_| Command::SetNames(Local)),
        ..NAMED
    },
];

const MEASURED: CommandEntry = CommandEntry {
    menu: Menu::View,
    submenu: Some("Lengths"),
    group: 8,
    ..PLAIN
};

fn measures_in(session: &Session, unit: LengthUnit) -> bool {
    session.view.units == unit
}

pub(super) static VIEW_UNITS: [CommandEntry; 3] = [
    CommandEntry {
        id: "units-kilometres",
        name: "Lengths in kilometres",
        checked: |session| Some(measures_in(session, Kilometres)),
        run: OfferRun::Act(|_| Command::SetUnits(Kilometres)),
        ..MEASURED
    },
    CommandEntry {
        id: "units-miles",
        name: "Lengths in miles",
        checked: |session| Some(measures_in(session, Miles)),
        run: OfferRun::Act(|_| Command::SetUnits(Miles)),
        ..MEASURED
    },
    CommandEntry {
        id: "units-nautical",
        name: "Lengths in nautical miles",
        checked: |session| Some(measures_in(session, NauticalMiles)),
        run: OfferRun::Act(|_| Command::SetUnits(NauticalMiles)),
        ..MEASURED
    },
];
