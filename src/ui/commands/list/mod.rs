//! The table itself, a file for each of its subjects.

mod edit;
mod help;
mod map;
mod names;
mod vision;
mod window;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{CommandEntry, PLAIN};
use crate::session::viewpoint::MapTheme;
use crate::session::{CameraCommand, Command, InterfaceTheme, Session, ShellCommand};

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
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

fn pan(dx: f64, dy: f64) -> Command {
    Command::Camera(CameraCommand::PanBy {
        dx_px: dx * PAN_PX,
        dy_px: dy * PAN_PX,
    })
}

fn zoom(factor: f64) -> Command {
    Command::Camera(CameraCommand::ZoomBy { factor })
}

fn shell(action: ShellCommand) -> Command {
    Command::Shell(action)
}

fn fly_to_selected(session: &Session) -> Command {
    session
        .selected()
        .map_or(Command::Camera(CameraCommand::Home), |subject| {
            Command::Camera(CameraCommand::FlyTo(subject))
        })
}

fn copy_citation(session: &Session) -> Command {
    let text = session
        .selected()
        .map(|subject| crate::ui::citation::citation(&session.atlas, subject));
    shell(ShellCommand::CopyText(text.unwrap_or_default()))
}

fn map_theme(theme: MapTheme, follows: bool) -> Command {
    Command::SetMapTheme { theme, follows }
}

fn theme_is(session: &Session, theme: InterfaceTheme) -> bool {
    session.shell.theme == theme
}

/// Every command that does not depend on the dossier, in the order of the menus.
#[must_use]
pub fn commands() -> &'static [CommandEntry] {
    use std::sync::LazyLock;
    static ALL: LazyLock<Vec<CommandEntry>> = LazyLock::new(|| {
        [
            edit::FILE.as_slice(),
            &edit::EDIT,
            &map::VIEW_MAP,
            &super::bookmarks::BOOKMARKS,
            &super::measure::MEASURE,
            &window::VIEW_WINDOW,
            &super::filter::FILTER,
            &names::VIEW_NAMES,
            &names::VIEW_UNITS,
            &vision::VIEW_VISION,
            &super::time::TIME,
            &super::compare::COMPARE,
            &help::HELP,
        ]
        .concat()
    });
    &ALL
}
