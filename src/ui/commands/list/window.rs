//! The window's panels and looks.

use egui::Key;

use super::super::{Command, Menu, Run};
use super::{PLAIN, UI_STEP, ctrl, key, map_theme, shell, theme_is};
use crate::session::viewpoint::MapTheme;
use crate::session::{Action, InterfaceTheme, Panel, ReadAction, Reader, Session, ShellAction};

const VIEWED: Command = Command {
    menu: Menu::View,
    ..PLAIN
};

/// Shows the article or the figures; folds the panel that shows them already.
fn reader(session: &Session, reader: Reader) -> Action {
    shell(if session.shell.shows(reader) {
        ShellAction::TogglePanel(Panel::Article)
    } else {
        ShellAction::Read(reader)
    })
}

pub(super) static VIEW_WINDOW: [Command; 19] = [
    Command {
        id: "panel-layers",
        name: "Layers panel",
        group: 3,
        // L for layers, T for text: the first letter of what folds.
        keys: &[ctrl(Key::L)],
        checked: |session| Some(session.shell.open(Panel::Layers)),
        run: Run::Act(|_| shell(ShellAction::TogglePanel(Panel::Layers))),
        ..VIEWED
    },
    Command {
        id: "panel-article",
        name: "Article panel",
        group: 3,
        keys: &[ctrl(Key::T)],
        checked: |session| Some(session.shell.shows(Reader::Article)),
        run: Run::Act(|session| reader(session, Reader::Article)),
        ..VIEWED
    },
    Command {
        id: "panel-figures",
        name: "Figures",
        group: 3,
        // G for graphs: F finds.
        keys: &[ctrl(Key::G)],
        checked: |session| Some(session.shell.shows(Reader::Figures)),
        run: Run::Act(|session| reader(session, Reader::Figures)),
        ..VIEWED
    },
    Command {
        id: "panel-timeline",
        name: "Lanes of the timeline",
        group: 3,
        // D for days.
        keys: &[ctrl(Key::D)],
        checked: |session| Some(session.shell.open(Panel::Timeline)),
        run: Run::Act(|_| shell(ShellAction::TogglePanel(Panel::Timeline))),
        ..VIEWED
    },
    Command {
        id: "follow",
        name: "Map follows the text",
        group: 3,
        checked: |session| Some(session.reading.following),
        run: Run::Act(|session| Action::Read(ReadAction::Follow(!session.reading.following))),
        ..VIEWED
    },
    Command {
        id: "theme-system",
        name: "Colours as the system has them",
        group: 4,
        checked: |session| Some(theme_is(session, InterfaceTheme::System)),
        run: Run::Act(|_| shell(ShellAction::SetTheme(InterfaceTheme::System))),
        ..VIEWED
    },
    Command {
        id: "theme-light",
        name: "Light",
        group: 4,
        checked: |session| Some(theme_is(session, InterfaceTheme::Light)),
        run: Run::Act(|_| shell(ShellAction::SetTheme(InterfaceTheme::Light))),
        ..VIEWED
    },
    Command {
        id: "theme-dark",
        name: "Dark",
        group: 4,
        checked: |session| Some(theme_is(session, InterfaceTheme::Dark)),
        run: Run::Act(|_| shell(ShellAction::SetTheme(InterfaceTheme::Dark))),
        ..VIEWED
    },
    Command {
        id: "map-follows",
        name: "Map in the interface's colours",
        group: 4,
        checked: |session| Some(session.shell.map_follows_theme),
        run: Run::Act(|session| map_theme(session.view.theme, !session.shell.map_follows_theme)),
        ..VIEWED
    },
    Command {
        id: "map-light",
        name: "Light map",
        group: 4,
        checked: |session| Some(session.view.theme == MapTheme::Light),
        run: Run::Act(|_| map_theme(MapTheme::Light, false)),
        ..VIEWED
    },
    Command {
        id: "map-dark",
        name: "Dark map",
        group: 4,
        checked: |session| Some(session.view.theme == MapTheme::Dark),
        run: Run::Act(|_| map_theme(MapTheme::Dark, false)),
        ..VIEWED
    },
    Command {
        id: "map-print",
        name: "Map as in print",
        group: 4,
        checked: |session| Some(session.view.theme == MapTheme::Print),
        run: Run::Act(|_| map_theme(MapTheme::Print, false)),
        ..VIEWED
    },
    Command {
        id: "larger",
        name: "Larger interface",
        group: 5,
        keys: &[ctrl(Key::Plus), ctrl(Key::Equals)],
        run: Run::Act(|session| shell(ShellAction::SetUiScale(session.shell.ui_scale + UI_STEP))),
        ..VIEWED
    },
    Command {
        id: "smaller",
        name: "Smaller interface",
        group: 5,
        keys: &[ctrl(Key::Minus)],
        run: Run::Act(|session| shell(ShellAction::SetUiScale(session.shell.ui_scale - UI_STEP))),
        ..VIEWED
    },
    Command {
        id: "actual-size",
        name: "Interface at its own size",
        group: 5,
        keys: &[ctrl(Key::Num0)],
        run: Run::Act(|_| shell(ShellAction::SetUiScale(1.0))),
        ..VIEWED
    },
    Command {
        id: "reduced-motion",
        name: "Reduced motion",
        group: 6,
        checked: |session| Some(session.shell.reduced_motion),
        run: Run::Act(|session| {
            shell(ShellAction::SetReducedMotion(!session.shell.reduced_motion))
        }),
        ..VIEWED
    },
    Command {
        id: "coordinates",
        name: "Coordinates in the next style",
        group: 6,
        run: Run::Act(|_| shell(ShellAction::CycleCoordinates)),
        ..VIEWED
    },
    Command {
        id: "full-screen",
        name: "Full screen",
        group: 7,
        keys: &[key(Key::F11)],
        checked: |session| Some(session.shell.full_screen),
        run: Run::Act(|_| shell(ShellAction::ToggleFullScreen)),
        ..VIEWED
    },
    Command {
        id: "next-pane",
        name: "Keyboard to the next pane",
        group: 7,
        keys: &[key(Key::F6)],
        run: Run::NextPane,
        ..VIEWED
    },
];
