//! The menus in a window that is lower than they are.

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable;

use crate::app::window;
use crate::hand::wheel;
use crate::small;

#[test]
fn a_menu_that_was_scrolled_opens_at_its_top_again() {
    let mut harness = window(vec2(640.0, 480.0), small::atlas());
    let top = |harness: &egui_kittest::Harness<'_, crate::Window>| {
        harness
            .get_by_role_and_label(Role::MenuItem, "Zoom in")
            .rect()
            .top()
    };
    harness.get_by_label("View").click();
    harness.run_ok();
    let opened_px = top(&harness);
    let line = harness.get_by_role_and_label(Role::MenuItem, "Zoom out");
    let at = line.rect().center();
    wheel(&mut harness, at, -6.0);
    assert!(top(&harness) < opened_px, "it is scrolled");
    harness.key_press(Key::Escape);
    harness.run_ok();
    harness.get_by_label("View").click();
    harness.run_ok();
    let reopened_px = top(&harness);
    assert!(
        (reopened_px - opened_px).abs() < 0.5,
        "{reopened_px} is not {opened_px}"
    );
}
