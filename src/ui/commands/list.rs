//! The table itself.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Menu, Run};
use crate::session::{
    Action, CameraAction, FileAction, InterfaceTheme, Panel, ReadAction, SelectAction, Session,
    Sheet, ShellAction,
};

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// How far an arrow key pans, logical pixels.
const PAN_PX: f64 = 96.0;
/// How much a key zooms.
const ZOOM: f64 = std::f64::consts::SQRT_2;
/// How much a key scales the interface.
const UI_STEP: f32 = 0.1;

fn always(_: &Session) -> bool {
    true
}

fn selected(session: &Session) -> bool {
    session.selected().is_some()
}

fn in_text(session: &Session) -> bool {
    !session.atlas.links.order().is_empty()
}

fn placed(session: &Session) -> bool {
    session
        .selected()
        .is_some_and(|subject| session.atlas.anchor(subject).is_some())
}

fn no_switch(_: &Session) -> Option<bool> {
    None
}

const PLAIN: Command = Command {
    id: "",
    name: "",
    menu: Menu::File,
    group: 0,
    keys: &[],
    enabled: always,
    checked: no_switch,
    run: Run::Find,
};

fn pan(dx: f64, dy: f64) -> Action {
    Action::Camera(CameraAction::PanBy {
        dx_px: dx * PAN_PX,
        dy_px: dy * PAN_PX,
    })
}

fn zoom(factor: f64) -> Action {
    Action::Camera(CameraAction::ZoomBy { factor })
}

fn shell(action: ShellAction) -> Action {
    Action::Shell(action)
}

fn fly_to_selected(session: &Session) -> Action {
    session
        .selected()
        .map_or(Action::Camera(CameraAction::Home), |subject| {
            Action::Camera(CameraAction::FlyTo(subject))
        })
}

fn copy_citation(session: &Session) -> Action {
    let text = session
        .selected()
        .map(|subject| crate::ui::card::citation(&session.atlas, subject));
    shell(ShellAction::CopyText(text.unwrap_or_default()))
}

fn theme_is(session: &Session, theme: InterfaceTheme) -> Option<bool> {
    Some(session.shell.theme == theme)
}

static FILE: [Command; 5] = [
    Command {
        id: "open",
        name: "Open…",
        keys: &[ctrl(Key::O)],
        run: Run::Act(|_| Action::File(FileAction::AskOpen)),
        ..PLAIN
    },
    Command {
        id: "export",
        name: "Export map…",
        group: 1,
        keys: &[ctrl(Key::E)],
        run: Run::Act(|_| Action::File(FileAction::ToggleExport)),
        ..PLAIN
    },
    Command {
        id: "copy-map",
        name: "Copy the map as a picture",
        group: 1,
        keys: &[ctrl_shift(Key::C)],
        enabled: |session| !session.files.copying,
        run: Run::Act(|_| Action::File(FileAction::CopyMap)),
        ..PLAIN
    },
    Command {
        id: "screenshot",
        name: "Screenshot of the window…",
        group: 1,
        keys: &[key(Key::F12)],
        run: Run::Act(|_| Action::File(FileAction::Screenshot)),
        ..PLAIN
    },
    Command {
        id: "quit",
        name: "Quit",
        group: 2,
        keys: &[ctrl(Key::Q)],
        run: Run::Act(|_| shell(ShellAction::Quit)),
        ..PLAIN
    },
];

const EDITED: Command = Command {
    menu: Menu::Edit,
    ..PLAIN
};

static EDIT: [Command; 9] = [
    Command {
        id: "undo",
        name: "Undo",
        keys: &[ctrl(Key::Z)],
        enabled: |session| session.undo_label().is_some(),
        run: Run::Act(|_| Action::Undo),
        ..EDITED
    },
    Command {
        id: "redo",
        name: "Redo",
        keys: &[ctrl_shift(Key::Z), ctrl(Key::Y)],
        enabled: |session| session.redo_label().is_some(),
        run: Run::Act(|_| Action::Redo),
        ..EDITED
    },
    Command {
        id: "find",
        name: "Find…",
        group: 1,
        keys: &[ctrl(Key::F)],
        run: Run::Find,
        ..EDITED
    },
    Command {
        id: "next-mark",
        name: "Next mark in the text",
        group: 2,
        keys: &[key(Key::N)],
        enabled: in_text,
        run: Run::Act(|_| Action::Select(SelectAction::NextInText)),
        ..EDITED
    },
    Command {
        id: "previous-mark",
        name: "Previous mark in the text",
        group: 2,
        keys: &[key(Key::P)],
        enabled: in_text,
        run: Run::Act(|_| Action::Select(SelectAction::PreviousInText)),
        ..EDITED
    },
    Command {
        id: "next-passage",
        name: "Next passage on the selection",
        group: 2,
        enabled: selected,
        run: Run::Act(|_| Action::Read(ReadAction::NextPassage)),
        ..EDITED
    },
    Command {
        id: "previous-passage",
        name: "Previous passage on the selection",
        group: 2,
        enabled: selected,
        run: Run::Act(|_| Action::Read(ReadAction::PreviousPassage)),
        ..EDITED
    },
    Command {
        id: "copy-citation",
        name: "Copy citation",
        group: 3,
        enabled: selected,
        run: Run::Act(copy_citation),
        ..EDITED
    },
    Command {
        id: "clear",
        name: "Cancel, or clear the selection",
        group: 3,
        keys: &[key(Key::Escape)],
        run: Run::Act(escape),
        ..EDITED
    },
];

/// Escape closes what lies on top: the path field, the export sheet, then what the session closes.
fn escape(session: &Session) -> Action {
    if session.files.prompt.is_some() {
        Action::File(FileAction::DismissPrompt)
    } else if session.files.exporting {
        Action::File(FileAction::ToggleExport)
    } else {
        Action::Select(SelectAction::Clear)
    }
}

const VIEWED: Command = Command {
    menu: Menu::View,
    ..PLAIN
};

static VIEW_MAP: [Command; 10] = [
    Command {
        id: "zoom-in",
        name: "Zoom in",
        keys: &[key(Key::Plus), key(Key::Equals), key(Key::PageUp)],
        run: Run::Act(|_| zoom(ZOOM)),
        ..VIEWED
    },
    Command {
        id: "zoom-out",
        name: "Zoom out",
        keys: &[key(Key::Minus), key(Key::PageDown)],
        run: Run::Act(|_| zoom(1.0 / ZOOM)),
        ..VIEWED
    },
    Command {
        id: "whole-map",
        name: "Whole map",
        keys: &[key(Key::Home)],
        run: Run::Act(|_| Action::Camera(CameraAction::Home)),
        ..VIEWED
    },
    Command {
        id: "zoom-to-selection",
        name: "Zoom to the selection",
        enabled: placed,
        run: Run::Act(fly_to_selected),
        ..VIEWED
    },
    Command {
        id: "pan-left",
        name: "Pan left",
        group: 1,
        keys: &[key(Key::ArrowLeft)],
        run: Run::Act(|_| pan(1.0, 0.0)),
        ..VIEWED
    },
    Command {
        id: "pan-right",
        name: "Pan right",
        group: 1,
        keys: &[key(Key::ArrowRight)],
        run: Run::Act(|_| pan(-1.0, 0.0)),
        ..VIEWED
    },
    Command {
        id: "pan-up",
        name: "Pan up",
        group: 1,
        keys: &[key(Key::ArrowUp)],
        run: Run::Act(|_| pan(0.0, 1.0)),
        ..VIEWED
    },
    Command {
        id: "pan-down",
        name: "Pan down",
        group: 1,
        keys: &[key(Key::ArrowDown)],
        run: Run::Act(|_| pan(0.0, -1.0)),
        ..VIEWED
    },
    Command {
        id: "previous-view",
        name: "Previous view",
        group: 2,
        keys: &[key(Key::OpenBracket)],
        enabled: |session| session.navigation.has_previous(),
        run: Run::Act(|_| Action::Camera(CameraAction::PreviousView)),
        ..VIEWED
    },
    Command {
        id: "next-view",
        name: "Next view",
        group: 2,
        keys: &[key(Key::CloseBracket)],
        enabled: |session| session.navigation.has_next(),
        run: Run::Act(|_| Action::Camera(CameraAction::NextView)),
        ..VIEWED
    },
];

static VIEW_WINDOW: [Command; 13] = [
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
        checked: |session| Some(session.shell.open(Panel::Article)),
        run: Run::Act(|_| shell(ShellAction::TogglePanel(Panel::Article))),
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
        checked: |session| theme_is(session, InterfaceTheme::System),
        run: Run::Act(|_| shell(ShellAction::SetTheme(InterfaceTheme::System))),
        ..VIEWED
    },
    Command {
        id: "theme-light",
        name: "Light",
        group: 4,
        checked: |session| theme_is(session, InterfaceTheme::Light),
        run: Run::Act(|_| shell(ShellAction::SetTheme(InterfaceTheme::Light))),
        ..VIEWED
    },
    Command {
        id: "theme-dark",
        name: "Dark",
        group: 4,
        checked: |session| theme_is(session, InterfaceTheme::Dark),
        run: Run::Act(|_| shell(ShellAction::SetTheme(InterfaceTheme::Dark))),
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

const HELPFUL: Command = Command {
    menu: Menu::Help,
    ..PLAIN
};

static HELP: [Command; 4] = [
    Command {
        id: "palette",
        name: "All commands…",
        keys: &[ctrl(Key::K), ctrl_shift(Key::P)],
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::Palette))),
        ..HELPFUL
    },
    Command {
        id: "keys",
        name: "Keys",
        keys: &[key(Key::Questionmark)],
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::Keys))),
        ..HELPFUL
    },
    Command {
        id: "problems",
        name: "Problems",
        group: 1,
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::Problems))),
        ..HELPFUL
    },
    Command {
        id: "about",
        name: "About, data and licences",
        group: 1,
        run: Run::Act(|_| shell(ShellAction::ToggleSheet(Sheet::About))),
        ..HELPFUL
    },
];

/// Every command that does not depend on the dossier, in the order of the menus.
#[must_use]
pub fn commands() -> &'static [Command] {
    use std::sync::LazyLock;
    static ALL: LazyLock<Vec<Command>> =
        LazyLock::new(|| [FILE.as_slice(), &EDIT, &VIEW_MAP, &VIEW_WINDOW, &HELP].concat());
    &ALL
}
