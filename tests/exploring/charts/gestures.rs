//! Charts zoomed and moved by hand and by keys.

use egui::{Event, Modifiers, PointerButton, Pos2, Rect, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::Date;
use steppe::app::Viewer;
use steppe::atlas::date::day_number;
use steppe::session::{Command, ShellCommand, Stretch, TimeCommand};
use steppe::ui::timeline::scale::TimeScale;

use super::declared;
use super::window::window;

/// What the plot of a chart is called, as a screen reader finds it.
fn plot_of(id: &str) -> String {
    format!("Plot of {}.", declared(id).title)
}

/// The words that end the zoom of a chart.
fn whole_of(id: &str) -> String {
    format!("Show the whole of {}", declared(id).title)
}

/// Where the plot of a chart stands.
fn plot(harness: &Harness<'_, Viewer>, id: &str) -> Rect {
    harness.get_by_label_contains(&plot_of(id)).rect()
}

/// A place of a plot where nothing stands for a value: in its margin, at the upper right.
fn empty(plot: Rect) -> Pos2 {
    plot.right_top() + vec2(-6.0, 2.0)
}

/// Both ends of what the axis of a chart shows from left to right, in words.
fn ends(harness: &Harness<'_, Viewer>, id: &str) -> [String; 2] {
    let figure = format!("Chart: {}: ", declared(id).title);
    let figure = harness.get_by_label_contains(&figure);
    let label = figure.accesskit_node().label().unwrap_or_default();
    let ends = label
        .split_once(", from ")
        .and_then(|(_, rest)| rest.split_once(" to "))
        .and_then(|(low, rest)| Some([low, rest.split_once('.')?.0]));
    ends.unwrap_or_else(|| panic!("{label}")).map(str::to_owned)
}

/// The same of an axis of people, as numbers.
fn people(harness: &Harness<'_, Viewer>) -> [f64; 2] {
    ends(harness, "troops").map(|end| {
        let digits: String = end
            .chars()
            .filter(|it| it.is_ascii_digit() || "-\u{2212}".contains(*it))
            .collect();
        let number = digits.replace('\u{2212}', "-").parse();
        number.unwrap_or_else(|_| panic!("{end}"))
    })
}

fn press(pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers,
    }
}

/// Drags from one place to another.
fn drag(
    harness: &mut Harness<'_, Viewer>,
    [from, to]: [Pos2; 2],
    button: PointerButton,
    modifiers: Modifiers,
) {
    // A drag begins where the pointer is once it has left the place of a click.
    let begun = from + (to - from).normalized() * 8.0;
    let moves = [begun, from + (to - from) * 0.5, to].map(Event::PointerMoved);
    let events = [
        Event::ModifiersChanged(modifiers),
        Event::PointerMoved(from),
        press(from, button, true, modifiers),
    ];
    let end = [
        press(to, button, false, modifiers),
        Event::ModifiersChanged(Modifiers::NONE),
    ];
    for event in events.into_iter().chain(moves).chain(end) {
        harness.event(event);
        harness.step();
    }
    harness.run_steps(3);
}

/// Zooms the plot of the troops at its middle.
fn zoom(harness: &mut Harness<'_, Viewer>) {
    let at = plot(harness, "troops").center();
    harness.hover_at(at);
    harness.event(Event::Zoom(2.0));
    harness.run_steps(3);
}

#[test]
fn a_chart_is_zoomed_at_the_pointer_and_whole_again_after_a_double_click() {
    let mut harness = window();
    let bar = "Ningxia, August 2021: more than 10,000 people";
    let before = harness.get_by_label(bar).rect();
    zoom(&mut harness);
    assert!(harness.query_by_label(&whole_of("troops")).is_some());
    assert_ne!(harness.get_by_label(bar).rect(), before);
    let at = empty(plot(&harness, "troops"));
    harness.hover_at(at);
    harness.run_steps(2);
    // A click a frame: the frames of a test are a quarter of a second apart.
    for _ in 0..2 {
        let click =
            [true, false].map(|down| press(at, PointerButton::Primary, down, Modifiers::NONE));
        harness.input_mut().events.extend(click);
        harness.step();
    }
    harness.run_steps(3);
    assert!(harness.query_by_label(&whole_of("troops")).is_none());
    assert_eq!(harness.get_by_label(bar).rect(), before);
    let selected = harness.state().session().selected();
    assert_eq!(selected, None, "no bar was clicked");
}

#[test]
fn a_button_shows_the_whole_of_a_chart_that_was_zoomed() {
    let mut harness = window();
    let whole = ends(&harness, "troops");
    zoom(&mut harness);
    assert_ne!(ends(&harness, "troops"), whole);
    harness.get_by_label(&whole_of("troops")).click();
    harness.run_steps(3);
    assert!(harness.query_by_label(&whole_of("troops")).is_none());
    assert_eq!(ends(&harness, "troops"), whole);
}

#[test]
fn a_drag_moves_the_values_of_a_chart_with_the_pointer() {
    let mut harness = window();
    zoom(&mut harness);
    let (before, plot) = (people(&harness), plot(&harness, "troops"));
    let from = empty(plot);
    let path = [from, from - vec2(plot.width() / 4.0, 0.0)];
    drag(&mut harness, path, PointerButton::Primary, Modifiers::NONE);
    let after = people(&harness);
    let shown = before[1] - before[0];
    for (before, after) in before.into_iter().zip(after) {
        let moved = (after - before) / shown;
        assert!(
            (moved - 0.25).abs() < 0.02,
            "{before} to {after} of {shown}"
        );
    }
}

#[test]
fn a_box_that_the_right_button_or_shift_draws_is_zoomed_to() {
    for (button, modifiers) in [
        (PointerButton::Secondary, Modifiers::NONE),
        (PointerButton::Primary, Modifiers::SHIFT),
    ] {
        let mut harness = window();
        let (whole, plot) = (people(&harness), plot(&harness, "troops"));
        let from = empty(plot);
        let to = plot.center_top() + vec2(0.0, 40.0);
        drag(&mut harness, [from, to], button, modifiers);
        let boxed = people(&harness);
        let shown = whole[1] - whole[0];
        let part = (boxed[1] - boxed[0]) / shown;
        assert!(
            (part - 0.5).abs() < 0.05,
            "{button:?}: {boxed:?} of {whole:?}"
        );
        let middle = f64::midpoint(whole[0], whole[1]);
        assert!(
            (boxed[0] - middle).abs() < 0.05 * shown,
            "{boxed:?} of {whole:?}"
        );
        assert!(harness.query_by_label(&whole_of("troops")).is_some());
    }
}

#[test]
fn a_chart_is_moved_and_zoomed_by_keys_alone() {
    let mut harness = window();
    harness.get_by_label_contains(&plot_of("troops")).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::ArrowUp);
    harness.run_steps(2);
    harness.key_press(egui::Key::ArrowRight);
    harness.run_steps(2);
    assert!(harness.query_by_label(&whole_of("troops")).is_some());
    harness.key_press(egui::Key::Backspace);
    harness.run_steps(2);
    assert!(harness.query_by_label(&whole_of("troops")).is_none());
}

/// Where upright lines stand that cross all of a rectangle's height.
fn uprights(harness: &Harness<'_, Viewer>, rect: Rect) -> Vec<f32> {
    let shapes = harness.output().shapes.iter();
    let upright = shapes.filter_map(|clipped| match &clipped.shape {
        Shape::LineSegment {
            points: [from, to], ..
        } => {
            let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
            let crosses = top <= rect.top() + 1.0 && bottom >= rect.bottom() - 1.0;
            let within = rect.x_range().contains(from.x) && bottom - top < 2.0 * rect.height();
            ((from.x - to.x).abs() < 0.01 && crosses && within).then_some(from.x)
        }
        _ => None,
    });
    upright.collect()
}

/// The axis of the timeline.
fn timeline(harness: &Harness<'_, Viewer>) -> Rect {
    let axis = "Axis of the timeline: drag to show some days only";
    harness.get_by_label(axis).rect()
}

#[test]
fn the_day_under_the_pointer_is_marked_in_a_chart_over_dates_and_on_the_timeline() {
    let mut harness = window();
    let chart = "days-around-kabul";
    let sought = ShellCommand::ShowChart(chart.into());
    harness.state_mut().apply(Command::Shell(sought));
    harness.run_steps(12);
    let (plot, axis) = (plot(&harness, chart), timeline(&harness));
    let scale = TimeScale {
        stretch: harness.state().session().timeline.shown,
        left_px: axis.left(),
        right_px: axis.right(),
    };
    let [first, _] = ends(&harness, chart);
    let first = first.split_once(',').map_or(first.as_str(), |it| it.0);
    let first = Date::strptime("%d %B %Y", first).expect("a date in words");
    let day_x = scale.x_of(first);
    // A plot reaches beyond its values by a few pixels.
    harness.hover_at(plot.left_center() + vec2(4.5, 0.0));
    harness.run_steps(3);
    let marked = |at: &[f32], x: f32| at.iter().any(|it| (it - x).abs() < 2.0);
    assert!(marked(&uprights(&harness, axis), day_x), "{day_x}");

    harness.hover_at(egui::pos2(day_x, axis.center().y));
    harness.run_steps(3);
    let lines = uprights(&harness, plot);
    assert!(marked(&lines, plot.left() + 4.0), "{lines:?} in {plot:?}");
    harness.hover_at(egui::pos2(640.0, 300.0));
    harness.run_steps(3);
    assert!(!marked(&uprights(&harness, plot), plot.left() + 4.0));
}

#[test]
fn a_zoomed_chart_over_dates_and_the_timeline_show_the_same_days() {
    let mut harness = window();
    let chart = "days-around-kabul";
    let sought = ShellCommand::ShowChart(chart.into());
    harness.state_mut().apply(Command::Shell(sought));
    harness.run_steps(12);
    let first = |harness: &Harness<'_, Viewer>| {
        let [first, _] = ends(harness, chart);
        let first = first.split_once(',').map_or(first.as_str(), |it| it.0);
        let first = Date::strptime("%d %B %Y", first).expect("a date in words");
        f64::from(day_number(first))
    };
    let at = plot(&harness, chart).center();
    harness.hover_at(at);
    harness.event(Event::Zoom(2.0));
    harness.run_steps(4);
    let shown = harness.state().session().timeline.shown;
    assert!((shown.from_day - first(&harness)).abs() <= 1.0, "{shown:?}");
    let later = Stretch {
        from_day: shown.from_day + 5.0,
        ..shown
    };
    let looks = Command::Time(TimeCommand::Look(later));
    harness.state_mut().apply(looks);
    harness.run_steps(4);
    assert!((later.from_day - first(&harness)).abs() <= 1.0, "{later:?}");
    assert_eq!(harness.state().session().timeline.shown, later);
}
