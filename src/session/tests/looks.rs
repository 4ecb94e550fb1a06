//! The map's colours and the detail inset are undone as other changes of the view are.

use super::*;
use crate::session::viewpoint::{Detail, MapTheme};

fn coloured(theme: MapTheme, follows: bool) -> Command {
    Command::SetMapTheme { theme, follows }
}

#[test]
fn a_detail_inset_that_was_closed_is_brought_back_by_undo() {
    let mut session = session();
    let before = session.view.furniture.detail;
    session.apply(Command::ToggleDetail);
    assert_eq!(session.view.furniture.detail, Detail::None);
    assert_eq!(session.undo_label(), Some("Hide the detail inset"));
    session.apply(Command::Undo);
    assert_eq!(session.view.furniture.detail, before);
    session.apply(Command::Redo);
    assert_eq!(session.view.furniture.detail, Detail::None);
}

#[test]
fn a_dark_map_that_was_chosen_is_undone_and_follows_the_interface_again() {
    let mut session = session();
    session.apply(coloured(MapTheme::Dark, false));
    assert_eq!(session.undo_label(), Some("Dark map"));
    session.apply(Command::Undo);
    assert_eq!(session.view.theme, MapTheme::Light);
    assert!(session.shell.map_follows_theme);
    session.apply(Command::Redo);
    assert_eq!(session.view.theme, MapTheme::Dark);
    assert!(!session.shell.map_follows_theme);
}

#[test]
fn a_map_that_only_follows_the_interface_makes_no_step_to_undo() {
    let mut session = session();
    session.apply(coloured(MapTheme::Dark, true));
    assert_eq!(session.view.theme, MapTheme::Dark);
    assert_eq!(session.undo_label(), None);
}
