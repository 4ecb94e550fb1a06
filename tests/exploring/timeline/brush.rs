//! Days that are shown: by drag, handles, keys and play.

use egui::{Key, Modifiers, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::civil::{Date, date};
use steppe::app::Viewer;
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{Command, TimeCommand};

use super::{act, drag, rect_of, shown, window, x_of};

/// From the middle of one day to the middle of another, on the axis.
fn drag_days(harness: &mut Harness<'_, Viewer>, from: Date, to: Date) {
    let y = rect_of(harness, "Axis of the timeline").center().y;
    let middle = |harness: &Harness<'_, Viewer>, day: Date| {
        let next = day.tomorrow().expect("a day");
        pos2(f32::midpoint(x_of(harness, day), x_of(harness, next)), y)
    };
    let (from, to) = (middle(harness, from), middle(harness, to));
    drag(harness, from, to);
}

#[test]
fn a_drag_on_the_axis_shows_whole_days_and_is_one_step_to_undo() {
    let mut harness = window();
    let before = harness
        .state()
        .session()
        .view
        .visible_features(&harness.state().session().atlas)
        .count();
    drag_days(&mut harness, date(2021, 8, 31), date(2021, 8, 1));
    assert_eq!(
        shown(&harness),
        Some(TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31)))
    );
    let session = harness.state().session();
    let during = session.view.visible_features(&session.atlas).count();
    assert!(during < before && during > 10, "{during} of {before}");
    harness.state_mut().apply(Command::Undo);
    assert_eq!(shown(&harness), None, "one step");
}

#[test]
fn handles_and_body_of_the_brush_move_by_days() {
    let mut harness = window();
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    act(&mut harness, TimeCommand::Drag(august));
    act(&mut harness, TimeCommand::Settled);
    let first = rect_of(&harness, "First day shown").center();
    let shift = x_of(&harness, date(2021, 8, 11)) - x_of(&harness, date(2021, 8, 1));
    drag(&mut harness, first, first + vec2(shift, 0.0));
    let last = rect_of(&harness, "Last day shown").center();
    let window = shown(&harness).expect("a window");
    assert_eq!(window.to(), august.to(), "the other end stays");
    assert_eq!(window.from(), date(2021, 8, 11));
    drag(&mut harness, last, last + vec2(shift, 0.0));
    let wider = shown(&harness).expect("a window");
    assert!(
        wider.to() > august.to() && wider.from() == window.from(),
        "{wider}"
    );
    let body = rect_of(&harness, "Window of days: ").center();
    drag(&mut harness, body, body - vec2(2.0 * shift, 0.0));
    let moved = shown(&harness).expect("a window");
    assert_eq!(moved.days(), wider.days(), "moved and not stretched");
    assert_eq!(moved, wider.shifted(-20));
}

#[test]
fn the_arrows_move_a_handle_that_has_the_keyboard() {
    let mut harness = window();
    act(
        &mut harness,
        TimeCommand::Drag(TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31))),
    );
    let handle = harness.get_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("Last day shown"))
    });
    handle.focus();
    harness.run_steps(2);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run_steps(2);
    let expected = TimeWindow::new(date(2021, 8, 1), date(2021, 9, 8));
    assert_eq!(shown(&harness), Some(expected));
}

#[test]
fn space_plays_and_pauses_and_comma_and_full_stop_step() {
    let mut harness = window();
    let week = TimeWindow::new(date(2021, 8, 10), date(2021, 8, 16));
    act(&mut harness, TimeCommand::Drag(week));
    harness.key_press(Key::Period);
    harness.run_steps(2);
    assert_eq!(shown(&harness), Some(week.shifted(1)));
    harness.key_press(Key::Comma);
    harness.run_steps(2);
    assert_eq!(shown(&harness), Some(week));
    harness.key_press(Key::Space);
    harness.run_steps(12);
    let playing = shown(&harness).expect("a window");
    assert!(
        playing.from() > week.from() && playing.days() == 7,
        "{playing}"
    );
    assert!(harness.state().session().in_motion());
    harness.get_by_label("Pause (Space)");
    harness.key_press(Key::Space);
    harness.run_steps(2);
    let paused = shown(&harness);
    harness.run_steps(8);
    assert_eq!(shown(&harness), paused);
    assert!(!harness.state().session().in_motion());
}

#[test]
fn the_keyboard_comes_to_the_brush_before_the_bars() {
    let mut harness = window();
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    act(&mut harness, TimeCommand::Show(Some(august)));
    harness.run_steps(2);
    let ground = |label: String| label.starts_with("Timeline, ");
    harness
        .get_by(|node| node.label().is_some_and(ground))
        .focus();
    harness.run_steps(2);
    for part in ["First day shown", "Window of days", "Last day shown"] {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
        let named = |label: String| label.starts_with(part);
        harness.get_by(|node| node.is_focused() && node.label().is_some_and(named));
    }
    harness.key_press(Key::Tab);
    harness.run_steps(2);
    let bars = harness
        .state()
        .session()
        .atlas
        .features()
        .map(|(_, feature)| feature.name.clone());
    let bars: Vec<String> = bars.collect();
    let bar = |label: String| bars.iter().any(|name| label.starts_with(name));
    harness.get_by(|node| node.is_focused() && node.label().is_some_and(bar));
}
