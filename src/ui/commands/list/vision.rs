//! The map as other eyes see it.

use super::super::{CommandEntry, Menu, OfferRun};
use super::PLAIN;
use crate::session::viewpoint::ColourVision::{
    self, Deuteranopia, Grey, Normal, Protanopia, Tritanopia,
};
use crate::session::{Command, Session};

const SEEN: CommandEntry = CommandEntry {
    menu: Menu::View,
    group: 8,
    ..PLAIN
};

fn is(session: &Session, vision: ColourVision) -> bool {
    session.view.vision == vision
}

pub(super) static VIEW_VISION: [CommandEntry; 5] = [
    CommandEntry {
        id: "see-as-it-is",
        name: "See colours as they are",
        checked: |session| Some(is(session, Normal)),
        run: OfferRun::Act(|_| Command::SetVision(Normal)),
        ..SEEN
    },
    CommandEntry {
        id: "see-protanopia",
        name: "See as with protanopia",
        checked: |session| Some(is(session, Protanopia)),
        run: OfferRun::Act(|_| Command::SetVision(Protanopia)),
        ..SEEN
    },
    CommandEntry {
        id: "see-deuteranopia",
        name: "See as with deuteranopia",
        checked: |session| Some(is(session, Deuteranopia)),
        run: OfferRun::Act(|_| Command::SetVision(Deuteranopia)),
        ..SEEN
    },
    CommandEntry {
        id: "see-tritanopia",
        name: "See as with tritanopia",
        checked: |session| Some(is(session, Tritanopia)),
        run: OfferRun::Act(|_| Command::SetVision(Tritanopia)),
        ..SEEN
    },
    CommandEntry {
        id: "see-grey",
        name: "See as grey",
        checked: |session| Some(is(session, Grey)),
        run: OfferRun::Act(|_| Command::SetVision(Grey)),
        ..SEEN
    },
];
