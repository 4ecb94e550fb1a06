//! The timeline as a reader uses it, with no display; and its layout as lines.

mod support;

use std::sync::Arc;

use egui::{Key, Modifiers, Pos2, Rect, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::civil::{Date, date};
use steppe::app::Desk;
use steppe::atlas::{Atlas, BaseMap, Subject};
use steppe::dossier::builtin;
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{Action, Panel, Session, ShellAction, Stretch, TimeAction};
use steppe::ui::timeline::layout::{End, lanes};
use steppe::ui::timeline::scale::{Scale, ticks};
use support::raster;

fn atlas() -> Arc<Atlas> {
    Arc::new(Atlas::new(builtin().dossier, Arc::new(BaseMap::default())))
}

/// The window on the built-in dossier with the lanes open.
fn window<'a>() -> Harness<'a, Desk> {
    window_of(vec2(1280.0, 800.0))
}

/// The same in a window of this size, logical pixels.
fn window_of<'a>(size: Vec2) -> Harness<'a, Desk> {
    let mut desk = Desk::new(Session::new(atlas(), None, Vec::new()));
    desk.apply(Action::Shell(ShellAction::SetReducedMotion(true)));
    desk.apply(Action::Shell(ShellAction::TogglePanel(Panel::Timeline)));
    let frame = |ui: &mut egui::Ui, desk: &mut Desk| {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        desk.frame(&mut root);
    };
    let mut harness = raster::harness(size, 1.0).build_ui_state(frame, desk);
    harness.run_steps(6);
    harness
}

fn shown(harness: &Harness<'_, Desk>) -> Option<TimeWindow> {
    harness.state().session().view.time.window
}

fn act(harness: &mut Harness<'_, Desk>, action: TimeAction) {
    harness.state_mut().apply(Action::Time(action));
    harness.run_steps(3);
}

fn rect_of(harness: &Harness<'_, Desk>, starts: &str) -> Rect {
    let node = harness.get_by(|node| {
        let label = node.label().or_else(|| node.value());
        label.is_some_and(|label| label.starts_with(starts))
    });
    node.rect()
}

/// Where a day begins on the axis.
fn x_of(harness: &Harness<'_, Desk>, day: Date) -> f32 {
    let axis = rect_of(harness, "Axis of the timeline");
    let scale = Scale {
        stretch: harness.state().session().timeline.shown,
        left_px: axis.left(),
        right_px: axis.right(),
    };
    scale.x_of(day)
}

fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for part in 1..=4 {
        harness.hover_at(from + (to - from) * (part as f32 / 4.0));
        harness.step();
    }
    harness.drop_at(to);
    harness.run_steps(3);
}

/// From the middle of one day to the middle of another, on the axis.
fn drag_days(harness: &mut Harness<'_, Desk>, from: Date, to: Date) {
    let y = rect_of(harness, "Axis of the timeline").center().y;
    let middle = |harness: &Harness<'_, Desk>, day: Date| {
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
    harness.state_mut().apply(Action::Undo);
    assert_eq!(shown(&harness), None, "one step");
}

#[test]
fn handles_and_body_of_the_brush_move_by_days() {
    let mut harness = window();
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    act(&mut harness, TimeAction::Drag(august));
    act(&mut harness, TimeAction::Settled);
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
        TimeAction::Drag(TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31))),
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
    act(&mut harness, TimeAction::Drag(week));
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
fn a_bar_under_the_pointer_lights_its_mark_and_a_click_selects_it() {
    let mut harness = window();
    let name = "Fall of Kabul";
    let atlas = Arc::clone(&harness.state().session().atlas);
    let Some(Subject::Feature(ix)) = atlas.find("inc-kabul-fall") else {
        panic!("the dossier has {name}")
    };
    let feature = atlas.feature(ix);
    let at = rect_of(&harness, &format!("{}, 15 August 2021", feature.name)).center();
    harness.hover_at(at);
    harness.run_steps(3);
    assert_eq!(
        harness.state().session().view.hovered,
        Some(Subject::Feature(ix))
    );
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.run_steps(3);
    assert_eq!(
        harness.state().session().selected(),
        Some(Subject::Feature(ix))
    );
}

#[test]
fn every_bar_in_sight_has_a_name_with_its_date() {
    let harness = window();
    let session = harness.state().session();
    let axis = rect_of(&harness, "Axis of the timeline");
    let scale = Scale {
        stretch: session.timeline.shown,
        left_px: axis.left(),
        right_px: axis.right(),
    };
    let bars = lanes(&session.atlas, &session.view, scale, 86.0);
    let count = bars.iter().map(|lane| lane.bars.len()).sum::<usize>();
    assert!(count > 25, "{count}");
    for bar in bars.iter().flat_map(|lane| &lane.bars) {
        let feature = session.atlas.feature(bar.ix);
        let when = feature.when.as_ref().expect("a bar has a date").words();
        harness.get_by_label(&format!("{}, {when}", feature.name));
    }
}

#[test]
fn the_keyboard_comes_to_the_brush_before_the_bars() {
    let mut harness = window();
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    act(&mut harness, TimeAction::Show(Some(august)));
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

/// What stands in the row over the lanes beside transport and typed days.
fn controls(harness: &Harness<'_, Desk>) -> Vec<Rect> {
    [
        "How it plays",
        "Days that are shown",
        "Compare before and after",
        "Marks of other days and without a date",
    ]
    .into_iter()
    .filter_map(|name| {
        let named = |label: String| label.starts_with(name);
        let node = harness.query_by(|node| node.label().is_some_and(named));
        node.map(|node| node.rect())
    })
    .collect()
}

#[test]
fn every_control_is_at_hand_in_a_small_window_too() {
    // 1920x1080 at an interface of 200 %, and the smallest window there is.
    for size in [vec2(960.0, 540.0), vec2(720.0, 480.0), vec2(1280.0, 800.0)] {
        let mut harness = window_of(size);
        let right = harness.state().map_rect().right();
        let there = controls(&harness);
        // In the smallest, how it plays is left to the menu Time.
        assert!(
            there.len() >= if size.x < 800.0 { 3 } else { 4 },
            "{size:?}"
        );
        for rect in there {
            assert!(rect.right() <= right, "{rect:?} beyond {right} of {size:?}");
        }
        let field = |harness: &Harness<'_, Desk>| {
            let named = harness.query_by(|node| node.label().is_some_and(|it| it == "First day"));
            named.is_some()
        };
        // Where there is no room to type days beside the menu of days, there is in it.
        if !field(&harness) {
            harness
                .get_by_label("Days that are shown: All days")
                .click();
            harness.run_steps(4);
            assert!(field(&harness), "{size:?}");
        }
    }
}

#[test]
fn nothing_beside_the_days_moves_while_they_play() {
    let mut harness = window();
    let before = controls(&harness);
    for (from, to) in [
        ((2021, 4, 29), (2021, 5, 5)),
        ((2021, 9, 30), (2021, 10, 30)),
    ] {
        let day = |(year, month, day)| date(year, month, day);
        let window = TimeWindow::new(day(from), day(to));
        act(&mut harness, TimeAction::Show(Some(window)));
        harness.run_steps(2);
        assert_eq!(controls(&harness), before, "{}", window.short());
    }
}

#[test]
fn the_map_keeps_half_of_the_window_beside_the_strip() {
    let mut harness = window();
    harness
        .state_mut()
        .apply(Action::Shell(ShellAction::TogglePanel(Panel::Timeline)));
    harness.run_steps(4);
    let camera = harness.state().session().view.camera;
    let part = camera.width_px * camera.height_px / (1280.0 * 800.0);
    assert!(part >= 0.5, "{part}");
}

#[test]
fn dates_are_typed_as_people_write_them() {
    let mut harness = window();
    for (field, text) in [("First day", "1 Aug 2021"), ("Last day", "2021-08")] {
        let node = harness.get_by(|node| node.label().is_some_and(|label| label == field));
        node.focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(egui::Event::Text(text.into()));
        harness.step();
        harness.key_press(Key::Enter);
        harness.run_steps(3);
    }
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    assert_eq!(shown(&harness), Some(august));
}

/// The layout of the built-in dossier's timeline in 600 by 90 pixels, a bar a line.
#[test]
fn what_is_no_day_stays_in_its_field_and_is_explained() {
    let mut harness = window();
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    act(&mut harness, TimeAction::Show(Some(august)));
    let node = harness.get_by(|node| node.label().is_some_and(|label| label == "First day"));
    node.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("smarch".into()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(shown(&harness), Some(august));
    let said = harness.query_by_label_contains("This is no day. Write 2021-10-18");
    assert!(said.is_some());
    harness.get_by(|node| {
        let is_field = node.label().is_some_and(|label| label == "First day");
        is_field && node.value().is_some_and(|value| value == "smarch")
    });
}

fn layout(from: Date, to: Date) -> String {
    let session = Session::new(atlas(), None, Vec::new());
    let scale = Scale {
        stretch: Stretch::around(TimeWindow::new(from, to)),
        left_px: 0.0,
        right_px: 600.0,
    };
    let spoken: Vec<String> = ticks(scale)
        .into_iter()
        .filter_map(|tick| Some(format!("{} at {:.0}", tick.label?, tick.x_px)))
        .collect();
    let mut lines = vec![spoken.join(", ")];
    for lane in lanes(&session.atlas, &session.view, scale, 90.0) {
        let name = &session.atlas.layer(lane.layer).id;
        lines.push(format!(
            "{name}: {:.0} to {:.0} px, {} without a row, {} beyond, {} undated",
            lane.top_px,
            lane.top_px + lane.height_px,
            lane.without_row.len(),
            lane.beyond,
            lane.undated
        ));
        for bar in &lane.bars {
            let id = &session.atlas.feature(bar.ix).id;
            let begins = end(bar.begins, '|', '<');
            let ends = end(bar.ends, '|', '>');
            lines.push(format!(
                "  {} {begins}{:.0}..{:.0}{ends} {id}",
                bar.row, bar.left_px, bar.right_px
            ));
        }
    }
    lines.join("\n")
}

fn end(end: End, sharp: char, beyond: char) -> String {
    match end {
        End::Sharp => sharp.into(),
        End::Soft { px, from } if from > 0.0 => format!("{beyond}~{px:.0}~"),
        End::Soft { px, .. } => format!("~{px:.0}~"),
        End::Open => "..".into(),
        End::Unknown => "?".into(),
        End::Beyond => beyond.into(),
    }
}

#[test]
fn the_layout_of_decades_a_year_a_month_and_a_week() {
    insta::assert_snapshot!(
        "timeline_decades",
        layout(date(1955, 1, 1), date(2021, 12, 31))
    );
    insta::assert_snapshot!(
        "timeline_year",
        layout(date(2021, 1, 1), date(2021, 12, 31))
    );
    insta::assert_snapshot!(
        "timeline_month",
        layout(date(2021, 8, 1), date(2021, 8, 31))
    );
    insta::assert_snapshot!(
        "timeline_week",
        layout(date(2021, 10, 17), date(2021, 10, 23))
    );
}

#[test]
fn the_days_have_names_in_the_menu_and_the_strip_has_the_menu_too() {
    let mut harness = window();
    for label in ["All days", "Aug 2021"] {
        harness
            .get_by_label(&format!("Days that are shown: {label}"))
            .click();
        harness.run_steps(3);
        let preset = if label == "All days" {
            "Around the fall of Kabul"
        } else {
            "All days"
        };
        harness
            .get_by_role_and_label(egui::accesskit::Role::RadioButton, preset)
            .click();
        harness.run_steps(3);
        harness
            .state_mut()
            .apply(Action::Shell(ShellAction::TogglePanel(Panel::Timeline)));
        harness.run_steps(3);
        if label == "All days" {
            assert_eq!(
                shown(&harness),
                Some(TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31)))
            );
        }
    }
    assert_eq!(shown(&harness), None);
}

#[test]
fn the_wheel_zooms_and_a_drag_over_the_lanes_pans() {
    let mut harness = window();
    let before = harness.state().session().timeline.shown;
    let lanes = rect_of(&harness, "Timeline, ");
    let at = pos2(lanes.right() - 30.0, lanes.bottom() - 4.0);
    harness.hover_at(at);
    harness.step();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 80.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Trackpad,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(8);
    let nearer = harness.state().session().timeline.shown;
    assert!(nearer.days < before.days * 0.8, "{nearer:?} {before:?}");
    drag(&mut harness, at, at - vec2(120.0, 0.0));
    let later = harness.state().session().timeline.shown;
    assert!(later.from_day > nearer.from_day, "{later:?}");
    assert!((later.days - nearer.days).abs() < 1e-6);
    let camera = harness.state().session().navigation.moved();
    assert!(!camera, "the map has not moved");
}
