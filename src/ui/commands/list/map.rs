//! The map.

use egui::Key;

use super::super::{CommandEntry, Menu, OfferRun};
use super::{PLAIN, ZOOM, fly_to_selected, key, pan, placed, zoom};
use crate::session::viewpoint::Detail;
use crate::session::{CameraCommand, Command};

const VIEWED: CommandEntry = CommandEntry {
    menu: Menu::View,
    ..PLAIN
};

pub(super) static VIEW_MAP: [CommandEntry; 11] = [
    CommandEntry {
        id: "zoom-in",
        name: "Zoom in",
        keys: &[key(Key::Plus), key(Key::Equals), key(Key::PageUp)],
        run: OfferRun::Act(|_| zoom(ZOOM)),
        ..VIEWED
    },
    CommandEntry {
        id: "zoom-out",
        name: "Zoom out",
        keys: &[key(Key::Minus), key(Key::PageDown)],
        run: OfferRun::Act(|_| zoom(1.0 / ZOOM)),
        ..VIEWED
    },
    CommandEntry {
        id: "whole-map",
        name: "Whole map",
        keys: &[key(Key::Home)],
        run: OfferRun::Act(|_| Command::Camera(CameraCommand::Home)),
        ..VIEWED
    },
    CommandEntry {
        id: "zoom-to-selection",
        name: "Zoom to the selection",
        enabled: placed,
        run: OfferRun::Act(fly_to_selected),
        ..VIEWED
    },
    CommandEntry {
        id: "pan-left",
        listed: false,
        name: "Pan left",
        group: 1,
        keys: &[key(Key::ArrowLeft)],
        run: OfferRun::Act(|_| pan(1.0, 0.0)),
        ..VIEWED
    },
    CommandEntry {
        id: "pan-right",
        listed: false,
        name: "Pan right",
        group: 1,
        keys: &[key(Key::ArrowRight)],
        run: OfferRun::Act(|_| pan(-1.0, 0.0)),
        ..VIEWED
    },
    CommandEntry {
        id: "pan-up",
        listed: false,
        name: "Pan up",
        group: 1,
        keys: &[key(Key::ArrowUp)],
        run: OfferRun::Act(|_| pan(0.0, 1.0)),
        ..VIEWED
    },
    CommandEntry {
        id: "pan-down",
        listed: false,
        name: "Pan down",
        group: 1,
        keys: &[key(Key::ArrowDown)],
        run: OfferRun::Act(|_| pan(0.0, -1.0)),
        ..VIEWED
    },
    CommandEntry {
        id: "previous-view",
        name: "Previous view",
        group: 2,
        keys: &[key(Key::OpenBracket)],
        enabled: |session| session.navigation.has_previous(),
        run: OfferRun::Act(|_| Command::Camera(CameraCommand::PreviousView)),
        ..VIEWED
    },
    CommandEntry {
        id: "next-view",
        name: "Next view",
        group: 2,
        keys: &[key(Key::CloseBracket)],
        enabled: |session| session.navigation.has_next(),
        run: OfferRun::Act(|_| Command::Camera(CameraCommand::NextView)),
        ..VIEWED
    },
    CommandEntry {
        id: "detail-inset",
        name: "Detail inset on the whole map",
        group: 2,
        checked: |session| Some(session.view.furniture.detail != Detail::None),
        run: OfferRun::Act(|_| Command::ToggleDetail),
        ..VIEWED
    },
];
