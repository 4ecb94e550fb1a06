//! A hand with a mouse.

use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, Pos2};
use egui_kittest::Harness;

use crate::app::Window;

fn button(pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers,
    }
}

/// Presses at the first place, moves over the others, lets go at the last; a frame for each.
pub(crate) fn drag(harness: &mut Harness<'_, Window>, path: &[Pos2], modifiers: Modifiers) {
    let (first, last) = (path[0], path[path.len() - 1]);
    harness.event_modifiers(Event::PointerMoved(first), modifiers);
    harness.step();
    harness.event_modifiers(
        button(first, PointerButton::Primary, true, modifiers),
        modifiers,
    );
    harness.step();
    for &pos in &path[1..] {
        harness.event_modifiers(Event::PointerMoved(pos), modifiers);
        harness.step();
    }
    harness.event_modifiers(
        button(last, PointerButton::Primary, false, modifiers),
        modifiers,
    );
    harness.step();
    harness.step();
}

/// Opens the menu of a right click at `pos`.
pub(crate) fn right_click(harness: &mut Harness<'_, Window>, pos: Pos2) {
    harness.event(Event::PointerMoved(pos));
    harness.step();
    for pressed in [true, false] {
        harness.event(button(
            pos,
            PointerButton::Secondary,
            pressed,
            Modifiers::NONE,
        ));
        harness.step();
    }
    harness.run_ok();
}

/// Clicks at `pos`.
pub(crate) fn click(harness: &mut Harness<'_, Window>, pos: Pos2) {
    drag(harness, &[pos], Modifiers::NONE);
}

/// Turns the wheel by `lines` over `pos`, and waits until it rests.
pub(crate) fn wheel(harness: &mut Harness<'_, Window>, pos: Pos2, lines: f32) {
    harness.event(Event::PointerMoved(pos));
    harness.step();
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: egui::vec2(0.0, lines),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Wheel,
    });
    for _ in 0..60 {
        harness.step();
    }
}
