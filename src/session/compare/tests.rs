//! What a comparison does to the session, and what it tells of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::atlas::date::date_of;
use crate::atlas::{
    Atlas, BaseMap, Dossier, Feature, FeatureId, Layer, LayerIx, LayerKind, Symbol,
};
use crate::earth::LonLat;
use crate::session::tests::feature;
use crate::session::{Command, SavedView, SelectCommand, TimeCommand};

fn session_of(features: Vec<Feature>) -> Session {
    let layer = |id: &str| Layer {
        id: id.into(),
        name: id.into(),
        kind: LayerKind::Features(Symbol::Square),
        visible: true,
        summary: String::new(),
    };
    let dossier = Dossier {
        features,
        layers: vec![layer("bases")],
        ..Dossier::default()
    };
    let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
    Session::new(Arc::new(atlas), None, Vec::new())
}

fn dated(id: &str, when: Option<&str>, lon_deg: f64, supersedes: &[&str]) -> Feature {
    Feature {
        layer: LayerIx(0),
        when: when.map(|when| when.parse().expect("a date")),
        supersedes: supersedes.iter().map(|&id| id.to_owned()).collect(),
        ..feature(id, Some(LonLat::new(lon_deg, 40.0)))
    }
}

fn window(text: &str) -> TimeWindow {
    text.parse().expect("a window")
}

fn july_and_september() -> Compare {
    Compare::new(
        window("2021-07-01/2021-07-31"),
        window("2021-09-01/2021-09-30"),
    )
}

fn ids(session: &Session, kind: ChangeKind) -> Vec<(String, Vec<String>)> {
    let id = |ix: &FeatureId| session.atlas.feature(*ix).id.clone();
    let changes = session.changes().expect("two are compared");
    changes
        .of_kind(kind)
        .map(|change| (id(&change.what), change.into.iter().map(id).collect()))
        .collect()
}

#[test]
fn what_began_ended_moved_and_changed_is_told_apart() {
    let mut former = dated("former", Some("2021-08-15/.."), 70.0, &["active"]);
    former.status = Some(crate::atlas::Status::Former);
    let mut session = session_of(vec![
        dated("began", Some("2021-09-02"), 60.0, &[]),
        dated("about", Some("2021-09~"), 60.0, &[]),
        dated("ended", Some("2021-07-09"), 61.0, &[]),
        dated("still", Some("2004/.."), 62.0, &[]),
        dated("camp", Some("../2021-07-20"), 63.0, &[]),
        dated("new-camp", Some("2021-09-01/.."), 66.0, &["camp"]),
        dated("active", Some("2001/2021-08-14"), 70.0, &[]),
        former,
        dated("undated", None, 71.0, &[]),
        dated("long-ago", Some("1999"), 72.0, &[]),
    ]);
    session.apply(Command::Compare(CompareCommand::Show(Some(
        july_and_september(),
    ))));
    let alone = |ids: &[&str]| -> Vec<(String, Vec<String>)> {
        ids.iter().map(|&id| (id.to_owned(), Vec::new())).collect()
    };
    assert_eq!(ids(&session, ChangeKind::Began), alone(&["about", "began"]));
    assert_eq!(ids(&session, ChangeKind::Ended), alone(&["ended"]));
    let pair = |a: &str, b: &str| vec![(a.to_owned(), vec![b.to_owned()])];
    assert_eq!(ids(&session, ChangeKind::Moved), pair("camp", "new-camp"));
    assert_eq!(ids(&session, ChangeKind::Changed), pair("active", "former"));
    let changes = session.changes().expect("two are compared");
    assert_eq!(changes.still, [FeatureId(3)]);
    assert_eq!(changes.undated, [FeatureId(8)]);
    assert_eq!(changes.other, [FeatureId(9)]);
}

#[test]
fn what_moved_less_than_its_place_is_known_has_not_moved() {
    let mut near = dated("near", Some("2021-09"), 60.2, &["old"]);
    near.precision.radius_m = Some(40_000.0);
    let mut session = session_of(vec![dated("old", Some("2021-07"), 60.0, &[]), near]);
    session.apply(Command::Compare(CompareCommand::Show(Some(
        july_and_september(),
    ))));
    assert_eq!(ids(&session, ChangeKind::Moved), []);
    assert_eq!(ids(&session, ChangeKind::Changed).len(), 1);
}

#[test]
fn a_comparison_begins_with_the_days_shown_and_ends_with_escape() {
    let mut session = session_of(vec![dated("a", Some("2021-09-02"), 60.0, &[])]);
    let october = window("2021-10-01/2021-10-31");
    session.apply(Command::Time(TimeCommand::Show(Some(october))));
    session.apply(Command::Compare(CompareCommand::Toggle));
    let compare = session.view.compare.expect("compared");
    assert_eq!(compare.before, window("2021-09-01/2021-09-30"));
    assert_eq!(compare.after, october);
    session.apply(Command::Select(SelectCommand::Clear));
    assert_eq!(session.view.compare, None);
    assert_eq!(session.view.time.window, Some(october), "as it was");
    session.apply(Command::Undo);
    assert_eq!(session.view.compare, Some(compare));
    session.apply(Command::Compare(CompareCommand::Toggle));
    assert_eq!(session.view.compare, None);
    session.apply(Command::Compare(CompareCommand::TakeDays(Side::Before)));
    let compare = session.view.compare.expect("compared");
    assert_eq!(compare.before, october);
    assert_eq!(compare.after, window("2021-11-01/2021-11-30"));
}

#[test]
fn with_no_days_shown_the_two_halves_of_all_are_compared() {
    let mut session = session_of(vec![dated("a", Some("2021-09-01/2021-09-30"), 60.0, &[])]);
    session.apply(Command::Compare(CompareCommand::Toggle));
    let compare = session.view.compare.expect("compared");
    assert_eq!(compare.before, window("2021-09-01/2021-09-15"));
    assert_eq!(compare.after, window("2021-09-16/2021-09-30"));
    let mut empty = session_of(vec![dated("a", None, 60.0, &[])]);
    empty.apply(Command::Compare(CompareCommand::Toggle));
    assert_eq!(empty.view.compare, None, "nothing has a date");
}

#[test]
fn the_brush_moves_the_side_that_was_taken() {
    let mut session = session_of(vec![dated("a", Some("2021-09-02"), 60.0, &[])]);
    let compare = july_and_september();
    session.apply(Command::Compare(CompareCommand::Show(Some(compare))));
    let august = window("2021-08-01/2021-08-31");
    session.apply(Command::Time(TimeCommand::Drag(august)));
    assert_eq!(
        session.view.compare,
        Some(compare.with(Side::After, august))
    );
    session.apply(Command::Compare(CompareCommand::Take(Side::Before)));
    assert_eq!(session.brushed(), Some(compare.before));
    session.apply(Command::Time(TimeCommand::Step { forward: true }));
    let moved = session.view.compare.expect("compared");
    assert_eq!(moved.before, compare.before.shifted(1));
    assert_eq!(session.view.time.window, None, "the view's own days stay");
}

#[test]
fn a_drag_of_the_divider_is_one_step_to_undo() {
    let mut session = session_of(vec![dated("a", Some("2021-09-02"), 60.0, &[])]);
    session.apply(Command::Compare(CompareCommand::Show(Some(
        july_and_september(),
    ))));
    for divider in [0.4, 0.3, 0.2] {
        session.apply(Command::Compare(CompareCommand::Divide(divider)));
    }
    session.apply(Command::Compare(CompareCommand::Settled));
    session.apply(Command::Undo);
    assert_eq!(session.view.compare, Some(july_and_september()));
}

#[test]
fn a_kept_view_brings_its_comparison_back_and_an_older_one_has_none() {
    let mut session = session_of(vec![dated("a", Some("2021-09-02"), 60.0, &[])]);
    let compare = july_and_september()
        .in_mode(CompareMode::Split)
        .divided_at(0.3);
    session.apply(Command::Compare(CompareCommand::Show(Some(compare))));
    let kept = serde_json::to_string(&SavedView::of(&session)).expect("written");
    session.apply(Command::Compare(CompareCommand::Toggle));
    let read: SavedView = serde_json::from_str(&kept).expect("read");
    session.apply(Command::Restore(Box::new(read)));
    assert_eq!(session.view.compare, Some(compare));
    let older: SavedView = serde_json::from_str(r#"{"layers":[]}"#).expect("read");
    session.apply(Command::Restore(Box::new(older)));
    assert_eq!(session.view.compare, None);
}

fn any_feature() -> impl Strategy<Value = (Option<String>, f64, Option<usize>)> {
    let day = 18_800_i32..18_950;
    let when = prop_oneof![
        Just(None),
        (day.clone(), 0..60_i32).prop_map(|(from, days)| Some(format!(
            "{}/{}",
            date_of(from),
            date_of(from + days)
        ))),
        day.clone()
            .prop_map(|from| Some(format!("{}/..", date_of(from)))),
        day.prop_map(|to| Some(format!("../{}", date_of(to)))),
    ];
    (when, 60.0..60.1_f64, proptest::option::of(0..12_usize))
}

fn any_pair() -> impl Strategy<Value = Compare> {
    let day = || 18_800_i32..18_950;
    let window = |(a, b)| TimeWindow::new(date_of(a), date_of(b));
    ((day(), day()), (day(), day())).prop_map(move |(a, b)| Compare::new(window(a), window(b)))
}

proptest! {
    #[test]
    fn each_feature_is_in_one_class_and_swapping_swaps_began_and_ended(
        features in proptest::collection::vec(any_feature(), 1..12),
        compare in any_pair(),
        undated in any::<bool>(),
    ) {
        let all: Vec<Feature> = features.iter().enumerate().map(|(number, (when, lon_deg, of))| {
            let of: Vec<String> = of.iter().map(|of| format!("f{of}")).collect();
            let of: Vec<&str> = of.iter().map(String::as_str).collect();
            dated(&format!("f{number}"), when.as_deref(), *lon_deg, &of)
        }).collect();
        let mut session = session_of(all);
        session.apply(Command::Time(TimeCommand::SetUndated(undated)));
        let changes = Changes::between(&session.atlas, &session.view, compare);
        let swapped = Changes::between(&session.atlas, &session.view, compare.swapped());
        let list = |changes: &Changes, kind| {
            let mut list: Vec<FeatureId> = changes.of_kind(kind).map(|change| change.what).collect();
            list.sort_unstable();
            list
        };
        prop_assert_eq!(list(&changes, ChangeKind::Began), list(&swapped, ChangeKind::Ended));
        prop_assert_eq!(list(&changes, ChangeKind::Ended), list(&swapped, ChangeKind::Began));
        for kind in [ChangeKind::Moved, ChangeKind::Changed] {
            prop_assert_eq!(list(&changes, kind), list(&swapped, kind));
        }
        prop_assert_eq!(&changes.still, &swapped.still);

        let mut times: BTreeMap<FeatureId, usize> = BTreeMap::new();
        let rest = [&changes.still, &changes.undated, &changes.other];
        let told = changes.all.iter().map(|change| change.what);
        for ix in told.chain(rest.into_iter().flatten().copied()) {
            *times.entry(ix).or_default() += 1;
        }
        // What took a place and is of one side only is told there, and nowhere else.
        for heir in changes.all.iter().flat_map(|change| &change.into) {
            times.entry(*heir).or_insert(1);
            let alone = [ChangeKind::Began, ChangeKind::Ended].map(|kind| list(&changes, kind));
            prop_assert!(!alone.concat().contains(heir), "{:?} twice in {:?}", heir, changes);
        }
        for (ix, _) in session.atlas.features() {
            prop_assert_eq!(times.get(&ix), Some(&1), "{:?} in {:?}", ix, changes);
        }
    }
}

#[test]
fn the_built_in_dossier_names_the_fall_of_kabul_and_tells_of_kulob() {
    let dossier = crate::dossier::builtin().dossier;
    let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    let mut session = Session::new(atlas, None, Vec::new());
    let pairs = comparisons(&session.atlas);
    assert_eq!(pairs[0].after.from(), date(2021, 8, 15));
    session.apply(Command::Compare(CompareCommand::Toggle));
    let compare = session.view.compare.expect("compared");
    assert_eq!(compare.before, pairs[0].before);
    let years = Compare::new(
        window("2014-01-01/2014-12-31"),
        window("2016-01-01/2016-12-31"),
    );
    session.apply(Command::Compare(CompareCommand::Show(Some(years))));
    let moved = ids(&session, ChangeKind::Moved);
    let expected = (
        "base-kulob-former".to_owned(),
        vec![
            "base-201-dushanbe".to_owned(),
            "base-lyaur-range".to_owned(),
        ],
    );
    assert_eq!(moved, [expected]);
}
