//! The map as other eyes see it.

use super::super::{Command, Menu, Run};
use super::PLAIN;
use crate::session::viewpoint::ColourVision::{
    self, Deuteranopia, Grey, Normal, Protanopia, Tritanopia,
};
use crate::session::{Action, Session};

const SEEN: Command = Command {
    menu: Menu::View,
    group: 8,
    ..PLAIN
};

fn is(session: &Session, vision: ColourVision) -> bool {
    session.view.vision == vision
}

pub(super) static VIEW_VISION: [Command; 5] = [
    Command {
        id: "see-as-it-is",
        name: "See colours as they are",
        checked: |session| Some(is(session, Normal)),
        run: Run::Act(|_| Action::SetVision(Normal)),
        ..SEEN
    },
    Command {
        id: "see-protanopia",
        name: "See as with protanopia",
        checked: |session| Some(is(session, Protanopia)),
        run: Run::Act(|_| Action::SetVision(Protanopia)),
        ..SEEN
    },
    Command {
        id: "see-deuteranopia",
        name: "See as with deuteranopia",
        checked: |session| Some(is(session, Deuteranopia)),
        run: Run::Act(|_| Action::SetVision(Deuteranopia)),
        ..SEEN
    },
    Command {
        id: "see-tritanopia",
        name: "See as with tritanopia",
        checked: |session| Some(is(session, Tritanopia)),
        run: Run::Act(|_| Action::SetVision(Tritanopia)),
        ..SEEN
    },
    Command {
        id: "see-grey",
        name: "See as grey",
        checked: |session| Some(is(session, Grey)),
        run: Run::Act(|_| Action::SetVision(Grey)),
        ..SEEN
    },
];
