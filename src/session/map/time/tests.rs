//! Time driven by its commands.

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::atlas::{BaseMap, Dossier, FeatureId, LayerIx, LayerKind, Symbol};
use crate::session::tests::feature;
use crate::session::{Command, LayersCommand, SavedView, Session};

const DATED: [(&str, Option<&str>); 6] = [
    ("old", Some("1955/..")),
    ("summer", Some("2021-07-05")),
    ("fall", Some("2021-08-14/2021-08-15")),
    ("doubtful", Some("2021-09~")),
    ("drill", Some("2021-10-18/2021-10-23")),
    ("lasting", None),
];

fn session() -> Session {
    let place = crate::earth::LonLat::new(70.0, 40.0);
    let features = DATED.map(|(id, when)| {
        let mut feature = feature(id, Some(place));
        feature.when = when.map(|text| text.parse().expect("a date"));
        feature
    });
    let layer = crate::atlas::Layer {
        id: "events".into(),
        name: "Events".into(),
        kind: LayerKind::Features(Symbol::Circle),
        visible: true,
        summary: String::new(),
    };
    let dossier = Dossier {
        features: features.to_vec(),
        layers: vec![layer],
        as_of: Some(date(2021, 10, 23)),
        ..Dossier::default()
    };
    let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
    Session::new(Arc::new(atlas), None, Vec::new())
}

fn window(from: Date, to: Date) -> TimeWindow {
    TimeWindow::new(from, to)
}

fn act(session: &mut Session, command: TimeCommand) {
    session.apply(Command::Time(command));
}

fn shown(session: &Session) -> Vec<&str> {
    let atlas = &session.atlas;
    let features = session.view.visible_features(atlas);
    features.map(|ix| atlas.feature(ix).id.as_str()).collect()
}

fn set(session: &Session) -> TimeWindow {
    session.view.time.window.expect("a window")
}

#[test]
fn a_window_shows_what_can_lie_in_it_and_what_has_no_date() {
    let mut session = session();
    assert_eq!(shown(&session).len(), 6);
    act(
        &mut session,
        TimeCommand::Show(Some(window(date(2021, 8, 15), date(2021, 9, 2)))),
    );
    assert_eq!(shown(&session), ["old", "fall", "doubtful", "lasting"]);
    act(&mut session, TimeCommand::SetUndated(false));
    assert_eq!(shown(&session), ["old", "fall", "doubtful"]);
    act(&mut session, TimeCommand::SetOutside(Outside::Dim));
    assert_eq!(shown(&session).len(), 3, "what is dimmed does not count");
    let drawn = |id: usize| {
        session
            .view
            .draws(session.atlas.feature(FeatureId(id as u32)))
    };
    assert_eq!(
        [drawn(2), drawn(4), drawn(5)],
        [Some(true), Some(false), None]
    );
}

#[test]
fn a_drag_is_one_step_to_undo_and_two_drags_are_two() {
    let mut session = session();
    for day in 1..9 {
        act(
            &mut session,
            TimeCommand::Drag(window(date(2021, 8, day), date(2021, 8, 20))),
        );
    }
    act(&mut session, TimeCommand::Settled);
    let first = set(&session);
    act(
        &mut session,
        TimeCommand::Drag(window(date(2021, 9, 1), date(2021, 9, 3))),
    );
    act(&mut session, TimeCommand::Settled);
    assert_eq!(session.undo_label(), Some("Show 1\u{2013}3 Sep 2021"));
    session.apply(Command::Undo);
    assert_eq!(set(&session), first);
    session.apply(Command::Undo);
    assert_eq!(session.view.time.window, None);
    session.apply(Command::Redo);
    assert_eq!(set(&session), first);
}

#[test]
fn the_days_are_kept_with_the_view() {
    let mut session = session();
    let october = window(date(2021, 10, 1), date(2021, 10, 31));
    act(&mut session, TimeCommand::Show(Some(october)));
    act(&mut session, TimeCommand::SetOutside(Outside::Dim));
    let text = serde_json::to_string(&SavedView::of(&session)).expect("written");
    let mut other = self::session();
    let view: SavedView = serde_json::from_str(&text).expect("read");
    other.apply(Command::Restore(Box::new(view)));
    assert_eq!(other.view.time, session.view.time);
    let before: SavedView =
        serde_json::from_str("{\"layers\":[]}").expect("a view kept before there was time");
    assert_eq!(
        before.time,
        crate::session::viewpoint::TimeFilter::default()
    );
}

#[test]
fn play_goes_day_by_day_stops_at_the_end_and_is_one_step_to_undo() {
    let mut session = session();
    assert!(!session.in_motion());
    act(
        &mut session,
        TimeCommand::Show(Some(window(date(2021, 10, 18), date(2021, 10, 20)))),
    );
    act(&mut session, TimeCommand::TogglePlay);
    assert!(session.in_motion());
    let first = session.timeline.play.next_step_s().expect("it plays");
    assert!((first - 0.25).abs() < 1e-9, "{first}");
    for _ in 0..3 {
        session.apply(Command::Tick { dt_s: 0.1 });
    }
    assert_eq!(
        set(&session),
        window(date(2021, 10, 19), date(2021, 10, 21))
    );
    for _ in 0..20 {
        session.apply(Command::Tick { dt_s: 0.3 });
    }
    assert_eq!(
        set(&session),
        window(date(2021, 10, 21), date(2021, 10, 23))
    );
    assert!(!session.in_motion(), "it stops at the end");
    session.apply(Command::Undo);
    assert_eq!(
        set(&session),
        window(date(2021, 10, 18), date(2021, 10, 20))
    );
}

#[test]
fn at_the_end_play_begins_again_and_a_loop_goes_on_by_itself() {
    let mut session = session();
    act(&mut session, TimeCommand::SetStep(PlayStep::Week));
    act(&mut session, TimeCommand::SetLooping(true));
    act(
        &mut session,
        TimeCommand::Show(Some(window(date(2021, 10, 20), date(2021, 10, 23)))),
    );
    act(&mut session, TimeCommand::TogglePlay);
    let begin = set(&session);
    assert_eq!(begin.days(), 4, "as wide as it was");
    assert!(
        begin.from() < date(2021, 7, 6),
        "back at the beginning of what is seen: {begin}"
    );
    let mut again = 0;
    for _ in 0..60 {
        session.apply(Command::Tick { dt_s: 0.3 });
        again += usize::from(set(&session) == begin);
    }
    assert!(again >= 2 && session.in_motion(), "{again} times round");
}

#[test]
fn a_growing_window_keeps_its_first_day_and_events_are_its_stops() {
    let mut session = session();
    act(&mut session, TimeCommand::SetStep(PlayStep::Event));
    act(&mut session, TimeCommand::SetGrowing(true));
    act(
        &mut session,
        TimeCommand::Show(Some(window(date(2021, 7, 1), date(2021, 7, 5)))),
    );
    let mut stops = Vec::new();
    for _ in 0..4 {
        act(&mut session, TimeCommand::Step { forward: true });
        assert_eq!(set(&session).from(), date(2021, 7, 1));
        stops.push(set(&session).to());
    }
    let expected = [
        date(2021, 8, 14),
        date(2021, 9, 1),
        date(2021, 10, 18),
        date(2021, 10, 18),
    ];
    assert_eq!(stops, expected, "the last has none after it");
    act(&mut session, TimeCommand::Step { forward: false });
    assert_eq!(set(&session).to(), date(2021, 9, 1));
    session.apply(Command::Undo);
    assert_eq!(
        set(&session).to(),
        date(2021, 7, 5),
        "steps by key are one step to undo"
    );
}

#[test]
fn a_hidden_layer_has_no_events_to_stop_at() {
    let mut session = session();
    session.apply(Command::Layers(LayersCommand::Toggle(LayerIx(0))));
    act(&mut session, TimeCommand::SetStep(PlayStep::Event));
    let july = window(date(2021, 7, 1), date(2021, 7, 5));
    act(&mut session, TimeCommand::Show(Some(july)));
    act(&mut session, TimeCommand::Step { forward: true });
    assert_eq!(set(&session), july);
}

#[test]
fn a_hand_on_the_brush_stops_the_play() {
    let mut session = session();
    act(&mut session, TimeCommand::TogglePlay);
    act(
        &mut session,
        TimeCommand::Drag(window(date(2021, 8, 1), date(2021, 8, 2))),
    );
    assert!(!session.in_motion());
}

#[test]
fn the_timeline_opens_where_most_begins_and_shows_a_selected_bar_only_if_out_of_sight() {
    let mut session = session();
    let shown = session.timeline.shown;
    let seen = shown.window();
    assert!(
        seen.from() > date(2021, 6, 1) && seen.to() >= date(2021, 10, 23),
        "{seen}"
    );
    let select = |session: &mut Session, ix| {
        let subject = Subject::Feature(FeatureId(ix));
        session.apply(Command::Select(crate::session::SelectCommand::Jump(
            subject,
        )));
    };
    select(&mut session, 4);
    select(&mut session, 0);
    select(&mut session, 5);
    assert_eq!(
        session.timeline.shown, shown,
        "the old one goes on through it"
    );
    act(
        &mut session,
        TimeCommand::Look(Stretch {
            from_day: 0.0,
            days: 300.0,
        }),
    );
    select(&mut session, 4);
    assert!(
        session
            .timeline
            .shown
            .window()
            .meets(&"2021-10-18".parse().expect("a date"))
    );
    assert!(
        (session.timeline.shown.days - 300.0).abs() < 1e-9,
        "it is moved and not zoomed"
    );
}

#[test]
fn presets_name_the_dossiers_own_windows_once() {
    let mut session = session();
    let atlas = Arc::get_mut(&mut session.atlas).expect("not shared");
    let october = window(date(2021, 10, 1), date(2021, 10, 31));
    atlas.dossier.time_presets = vec![crate::atlas::TimePreset {
        name: "The month".into(),
        from: october.from(),
        to: october.to(),
    }];
    let presets = presets(&session.atlas);
    let names: Vec<&str> = presets.iter().map(|preset| preset.name.as_str()).collect();
    assert_eq!(names, ["All days", "The month", "2021"]);
}

/// Anything that a hand or a clock can do to time.
fn any_action() -> impl Strategy<Value = Command> {
    let day = || (18_700..19_000_i32).prop_map(crate::atlas::date::date_of);
    let days = (day(), day())
        .prop_map(|(a, b)| TimeWindow::new(a, b))
        .boxed();
    prop_oneof![
        days.clone()
            .prop_map(|days| Command::Time(TimeCommand::Drag(days))),
        days.prop_map(|days| Command::Time(TimeCommand::Show(Some(days)))),
        Just(Command::Time(TimeCommand::Settled)),
        Just(Command::Time(TimeCommand::TogglePlay)),
        any::<bool>().prop_map(|forward| Command::Time(TimeCommand::Step { forward })),
        prop::sample::select(PlayStep::ALL.to_vec())
            .prop_map(|step| Command::Time(TimeCommand::SetStep(step))),
        any::<bool>().prop_map(|growing| Command::Time(TimeCommand::SetGrowing(growing))),
        any::<bool>().prop_map(|looping| Command::Time(TimeCommand::SetLooping(looping))),
        (any::<f64>(), any::<f64>()).prop_map(|(from_day, days)| Command::Time(TimeCommand::Look(
            Stretch { from_day, days }
        ))),
        (0.0..2.0_f64).prop_map(|dt_s| Command::Tick { dt_s }),
        Just(Command::Undo),
    ]
}

proptest! {
    #[test]
    fn no_hand_and_no_clock_break_it(commands in prop::collection::vec(any_action(), 0..60)) {
        let mut session = session();
        for command in commands {
            session.apply(command);
            let stretch = session.timeline.shown;
            prop_assert!(stretch.days >= 4.0 && stretch.from_day.is_finite());
            if let Some(window) = session.view.time.window {
                prop_assert!(window.from() <= window.to());
            }
        }
        while session.undo_label().is_some() {
            session.apply(Command::Undo);
        }
        prop_assert_eq!(session.view.time, crate::session::viewpoint::TimeFilter::default());
    }
}
