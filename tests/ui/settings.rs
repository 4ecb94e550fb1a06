//! The settings sheet.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use steppe::atlas::NameLanguage;
use steppe::session::{CoordinateStyle, InterfaceTheme};

use crate::{opened, says};

#[test]
fn each_choice_of_the_settings_is_taken_at_once() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    harness.run_ok();
    assert!(says(&harness, "Where this is kept"));
    for name in [
        "Interface: Dark",
        "Names on the map: Russian",
        "Coordinates: UTM",
        "Motion: No motion",
        "Size of the interface: 125 %",
    ] {
        harness.get_by_label(name).click();
        harness.run_ok();
        harness.run_ok();
    }
    let session = harness.state().session();
    assert_eq!(session.shell.theme, InterfaceTheme::Dark);
    assert_eq!(session.view.names, NameLanguage::Russian);
    assert_eq!(session.shell.coordinates, CoordinateStyle::Utm);
    assert!(session.shell.reduced_motion);
    assert!((session.shell.ui_scale - 1.25).abs() < 1e-6);
}
