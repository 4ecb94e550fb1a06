//! The languages in which the map names things.

use super::super::{CommandEntry, Menu, Run};
use super::PLAIN;
use crate::atlas::NameLanguage::{self, Chinese, English, Local, Russian};
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
        run: Run::Act(|_| Command::SetNames(English)),
        ..NAMED
    },
    CommandEntry {
        id: "names-russian",
        name: "Names in Russian",
        checked: |session| Some(is(session, Russian)),
        run: Run::Act(|_| Command::SetNames(Russian)),
        ..NAMED
    },
    CommandEntry {
        id: "names-chinese",
        name: "Names in Chinese",
        checked: |session| Some(is(session, Chinese)),
        run: Run::Act(|_| Command::SetNames(Chinese)),
        ..NAMED
    },
    CommandEntry {
        id: "names-local",
        name: "Names in the local language",
        checked: |session| Some(is(session, Local)),
        run: Run::Act(|_| Command::SetNames(Local)),
        ..NAMED
    },
];
