//! The window's panels and looks.

use egui::Key;

use super::super::{CommandEntry, Menu, OfferRun};
use super::{PLAIN, UI_STEP, ctrl, key, map_theme, shell, theme_is};
use crate::session::viewpoint::MapTheme;
use crate::session::{
    Command, InterfaceTheme, Panel, PanelTab, ReadCommand, Session, Sheet, ShellCommand,
    StoryCommand,
};

const VIEWED: CommandEntry = CommandEntry {
    menu: Menu::View,
    ..PLAIN
};

/// Shows the article or the figures; folds the panel that shows them already.
fn show_tab(session: &Session, tab: PanelTab) -> Command {
    shell(if session.shell.shows(tab) {
        ShellCommand::TogglePanel(Panel::Article)
    } else {
        ShellCommand::Read(tab)
    })
}

pub(super) static VIEW_WINDOW: [CommandEntry; 23] = [
    CommandEntry {
        id: "panel-layers",
        name: "Layers panel",
        group: 3,
        // L for layers, R for reading: T opens the table.
        keys: &[ctrl(Key::L)],
        checked: |session| Some(session.shell.open(Panel::Layers)),
        run: OfferRun::Act(|_| shell(ShellCommand::TogglePanel(Panel::Layers))),
        ..VIEWED
    },
    CommandEntry {
        id: "panel-article",
        name: "Article panel",
        group: 3,
        keys: &[ctrl(Key::R)],
        checked: |session| Some(session.shell.shows(PanelTab::Article)),
        run: OfferRun::Act(|session| show_tab(session, PanelTab::Article)),
        ..VIEWED
    },
    CommandEntry {
        id: "panel-figures",
        name: "Figures",
        group: 3,
        // G for graphs: F finds.
        keys: &[ctrl(Key::G)],
        checked: |session| Some(session.shell.shows(PanelTab::Figures)),
        run: OfferRun::Act(|session| show_tab(session, PanelTab::Figures)),
        ..VIEWED
    },
    CommandEntry {
        id: "panel-explore",
        name: "Explore the columns",
        group: 3,
        // I for inquire: E exports.
        keys: &[ctrl(Key::I)],
        checked: |session| Some(session.shell.shows(PanelTab::Explore)),
        run: OfferRun::Act(|session| show_tab(session, PanelTab::Explore)),
        ..VIEWED
    },
    CommandEntry {
        id: "panel-table",
        name: "Table of features",
        group: 3,
        keys: &[ctrl(Key::T)],
        checked: |session| Some(session.shell.table),
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleTable)),
        ..VIEWED
    },
    CommandEntry {
        id: "panel-timeline",
        name: "Lanes of the timeline",
        group: 3,
        // D for days.
        keys: &[ctrl(Key::D)],
        checked: |session| Some(session.shell.open(Panel::Timeline)),
        run: OfferRun::Act(|_| shell(ShellCommand::TogglePanel(Panel::Timeline))),
        ..VIEWED
    },
    CommandEntry {
        id: "follow",
        name: "Map follows the text",
        group: 3,
        checked: |session| Some(session.reading.following),
        run: OfferRun::Act(|session| {
            Command::Read(ReadCommand::Follow(!session.reading.following))
        }),
        ..VIEWED
    },
    CommandEntry {
        id: "story",
        name: "Walk through the article",
        group: 3,
        keys: &[ctrl(Key::J)],
        enabled: |session| !session.atlas.article().passages.is_empty(),
        checked: |session| Some(session.story.is_some()),
        run: OfferRun::Act(|session| {
            Command::Story(if session.story.is_some() {
                StoryCommand::Leave
            } else {
                StoryCommand::Begin
            })
        }),
        ..VIEWED
    },
    CommandEntry {
        id: "settings",
        over_sheets: true,
        name: "Settings…",
        group: 3,
        keys: &[ctrl(Key::Comma)],
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleSheet(Sheet::Settings))),
        ..VIEWED
    },
    CommandEntry {
        id: "theme-system",
        name: "Colours as the system has them",
        group: 4,
        checked: |session| Some(theme_is(session, InterfaceTheme::System)),
        run: OfferRun::Act(|_| shell(ShellCommand::SetTheme(InterfaceTheme::System))),
        ..VIEWED
    },
    CommandEntry {
        id: "theme-light",
        name: "Light",
        group: 4,
        checked: |session| Some(theme_is(session, InterfaceTheme::Light)),
        run: OfferRun::Act(|_| shell(ShellCommand::SetTheme(InterfaceTheme::Light))),
        ..VIEWED
    },
    CommandEntry {
        id: "theme-dark",
        name: "Dark",
        group: 4,
        checked: |session| Some(theme_is(session, InterfaceTheme::Dark)),
        run: OfferRun::Act(|_| shell(ShellCommand::SetTheme(InterfaceTheme::Dark))),
        ..VIEWED
    },
    CommandEntry {
        id: "map-follows",
        name: "Map in the interface's colours",
        group: 4,
        checked: |session| Some(session.shell.map_follows_theme),
        run: OfferRun::Act(|session| {
            map_theme(session.view.theme, !session.shell.map_follows_theme)
        }),
        ..VIEWED
    },
    CommandEntry {
        id: "map-light",
        name: "Light map",
        group: 4,
        checked: |session| Some(session.view.theme == MapTheme::Light),
        run: OfferRun::Act(|_| map_theme(MapTheme::Light, false)),
        ..VIEWED
    },
    CommandEntry {
        id: "map-dark",
        name: "Dark map",
        group: 4,
        checked: |session| Some(session.view.theme == MapTheme::Dark),
        run: OfferRun::Act(|_| map_theme(MapTheme::Dark, false)),
        ..VIEWED
    },
    CommandEntry {
        id: "map-print",
        name: "Map as in print",
        group: 4,
        checked: |session| Some(session.view.theme == MapTheme::Print),
        run: OfferRun::Act(|_| map_theme(MapTheme::Print, false)),
        ..VIEWED
    },
    CommandEntry {
        id: "larger",
        over_sheets: true,
        name: "Larger interface",
        group: 5,
        keys: &[ctrl(Key::Plus), ctrl(Key::Equals)],
        run: OfferRun::Act(|session| {
            shell(ShellCommand::SetUiScale(session.shell.ui_scale + UI_STEP))
        }),
        ..VIEWED
    },
    CommandEntry {
        id: "smaller",
        over_sheets: true,
        name: "Smaller interface",
        group: 5,
        keys: &[ctrl(Key::Minus)],
        run: OfferRun::Act(|session| {
            shell(ShellCommand::SetUiScale(session.shell.ui_scale - UI_STEP))
        }),
        ..VIEWED
    },
    CommandEntry {
        id: "actual-size",
        over_sheets: true,
        name: "Interface at its own size",
        group: 5,
        keys: &[ctrl(Key::Num0)],
        run: OfferRun::Act(|_| shell(ShellCommand::SetUiScale(1.0))),
        ..VIEWED
    },
    CommandEntry {
        id: "reduced-motion",
        over_sheets: true,
        name: "Reduced motion",
        group: 6,
        checked: |session| Some(session.shell.reduced_motion),
        run: OfferRun::Act(|session| {
            shell(ShellCommand::SetReducedMotion(
                !session.shell.reduced_motion,
            ))
        }),
        ..VIEWED
    },
    CommandEntry {
        id: "coordinates",
        name: "Coordinates in the next style",
        group: 6,
        run: OfferRun::Act(|_| shell(ShellCommand::CycleCoordinates)),
        ..VIEWED
    },
    CommandEntry {
        id: "full-screen",
        over_sheets: true,
        name: "Full screen",
        group: 7,
        keys: &[key(Key::F11)],
        checked: |session| Some(session.shell.full_screen),
        run: OfferRun::Act(|_| shell(ShellCommand::ToggleFullScreen)),
        ..VIEWED
    },
    CommandEntry {
        id: "next-pane",
        name: "Keyboard to the next pane",
        group: 7,
        keys: &[key(Key::F6)],
        run: OfferRun::NextPane,
        ..VIEWED
    },
];
