//! Lanes and bars, and their layout as lines.

use std::sync::Arc;

use egui::{Modifiers, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use jiff::civil::{Date, date};
use steppe::atlas::Subject;
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{Session, Stretch};
use steppe::ui::timeline::layout::{BarEnd, lanes};
use steppe::ui::timeline::scale::{TimeScale, ticks};

use super::{atlas, drag, rect_of, window};

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
    let scale = TimeScale {
        stretch: session.timeline.shown,
        left_px: axis.left(),
        right_px: axis.right(),
    };
    // Of the panel's 140 px, what controls, axis and edges leave.
    let bars = lanes(&session.atlas, &session.view, scale, 89.0);
    let count = bars.iter().map(|lane| lane.bars.len()).sum::<usize>();
    assert!(count > 25, "{count}");
    for bar in bars.iter().flat_map(|lane| &lane.bars) {
        let feature = session.atlas.feature(bar.ix);
        let when = feature.when.as_ref().expect("a bar has a date").words();
        harness.get_by_label(&format!("{}, {when}", feature.name));
    }
}

fn layout(from: Date, to: Date) -> String {
    let session = Session::new(atlas(), None, Vec::new());
    let scale = TimeScale {
        stretch: Stretch::around(TimeWindow::new(from, to)),
        left_px: 0.0,
        right_px: 600.0,
    };
    let spoken: Vec<String> = ticks(scale)
        .into_iter()
        .filter_map(|tick| Some(format!("{} at {:.0}", tick.label?, tick.x_px)))
        .collect();
    let mut lines = vec![spoken.join(", ")];
    for lane in lanes(&session.atlas, &session.view, scale, 116.0) {
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

fn end(end: BarEnd, sharp: char, beyond: char) -> String {
    match end {
        BarEnd::Sharp => sharp.into(),
        BarEnd::Soft { px, from } if from > 0.0 => format!("{beyond}~{px:.0}~"),
        BarEnd::Soft { px, .. } => format!("~{px:.0}~"),
        BarEnd::Open => "..".into(),
        BarEnd::Unknown => "?".into(),
        BarEnd::Beyond => beyond.into(),
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
