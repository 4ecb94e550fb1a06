//! What the filter lets through.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use steppe::atlas::{
    Claim, Evidence, Facet, Feature, FeatureId, LayerKind, Origin, PrecisionClass, Status, Subject,
    Symbol,
};
use steppe::scene::{Scene, TargetKind};
use steppe::session::viewpoint::{EvidenceFilter, Viewpoint};
use steppe::session::{Command, FilterCommand, SavedView};

use super::{atlas, composed, filter, home, names, rows, session, shown};

fn values() -> impl Strategy<Value = Vec<(Evidence, bool, bool)>> {
    let known = atlas().evidence().to_vec();
    let ticks = prop::collection::vec(any::<(bool, bool)>(), known.len());
    ticks.prop_map(move |ticks| {
        let known = known.iter().cloned();
        known
            .zip(ticks)
            .map(|(value, (a, b))| (value, a, b))
            .collect()
    })
}

/// A filter that ticks just these.
fn ticking(values: impl Iterator<Item = Evidence>) -> EvidenceFilter {
    let ticked: BTreeSet<Evidence> = values.collect();
    let mut filter = EvidenceFilter::default();
    for facet in Facet::ALL {
        let of_facet = ticked.iter().filter(|value| value.facet() == facet);
        filter.keep(atlas(), facet, of_facet.cloned().collect());
    }
    filter
}

/// Whether a symbol stands for it: its place is known better than to a country or a zone.
fn has_symbol(feature: &Feature) -> bool {
    let class = feature.precision.class;
    feature.shape.is_some() && !matches!(class, PrecisionClass::Country | PrecisionClass::Zone)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_ticks_never_show_fewer(values in values()) {
        let mut view = home();
        view.evidence = ticking(values.iter().filter(|(_, a, _)| *a).map(|(value, ..)| value.clone()));
        let few = shown(&view);
        view.evidence = ticking(values.iter().filter(|(_, a, b)| *a || *b).map(|(value, ..)| value.clone()));
        let more = shown(&view);
        prop_assert!(few.is_subset(&more), "{:?}", names(&few.difference(&more).copied().collect()));
    }

    #[test]
    fn what_passes_is_what_scene_legend_and_counts_show(values in values()) {
        let mut view = home();
        // Few ticks are taken away: else hardly anything would pass.
        view.evidence = ticking(values.into_iter().filter(|(_, a, b)| *a || *b).map(|(value, ..)| value));
        let passing = shown(&view);
        let scene = composed(&view);
        let marks: BTreeSet<FeatureId> = scene.targets.all.iter()
            .filter(|target| target.kind != TargetKind::Line)
            .filter_map(|target| match target.subject { Subject::Feature(ix) => Some(ix), _ => None })
            .collect();
        prop_assert_eq!(&marks, &passing);
        let counts = view.evidence_counts(atlas());
        for value in atlas().evidence().iter().filter(|value| view.evidence.ticks(value)) {
            let of_value = passing.iter().filter(|ix| value.is_of(atlas().feature(**ix))).count();
            // Of several actors one ticked is enough, so only what names one actor is counted here alone.
            if value.facet() != Facet::Actor {
                prop_assert_eq!(counts.get(value).copied().unwrap_or(0), of_value, "{:?}", value);
            }
        }
        // What is drawn with a symbol has the row of its kind, and nothing else has one; a dot with its
        // name beside it is a place as on any map.
        let pinned = passing.iter().map(|ix| atlas().feature(*ix)).filter(|feature| has_symbol(feature));
        let mut kinds: BTreeMap<&str, [bool; 2]> = BTreeMap::new();
        for feature in pinned {
            let layer = atlas().layer(feature.layer);
            if layer.kind != LayerKind::Features(Symbol::Dot) {
                let is_former = feature.status == Some(Status::Former);
                kinds.entry(&layer.name).or_default()[usize::from(is_former)] = true;
            }
        }
        let row = |(name, used): (&&str, &[bool; 2])| match used {
            [true, true] => format!("{name} / closed"),
            [false, true] => format!("{name}, closed"),
            _ => (*name).to_owned(),
        };
        let kinds: BTreeSet<String> = kinds.iter().map(row).collect();
        let of_doubt = |row: &String| row.starts_with("Somewhere") || row == "Not confirmed";
        let rows = rows(&view, "Marks").into_iter().filter(|row| !of_doubt(row));
        prop_assert_eq!(rows.collect::<BTreeSet<String>>(), kinds);
    }
}

#[test]
fn a_filter_is_part_of_undo_and_of_a_kept_view() {
    let mut session = session();
    let all = shown(&session.view);
    let background = Evidence::Origin(Origin::Background);
    session.apply(Command::Filter(FilterCommand::Tick {
        value: background.clone(),
        shown: false,
    }));
    let few = shown(&session.view);
    let is_background = |ix: &FeatureId| background.is_of(atlas().feature(*ix));
    assert!(few.len() < all.len() && !few.iter().any(is_background));
    assert_eq!(session.undo_label(), Some("Hide origin background"));

    let kept = SavedView::of(&session);
    let text = serde_json::to_string(&kept).expect("written");
    assert!(
        text.contains(r#""evidence":{"origin":["article","caption","inferred"]}"#),
        "{text}"
    );
    session.apply(Command::Undo);
    assert_eq!(shown(&session.view), all);
    assert!(!session.view.evidence.narrows());
    let kept = serde_json::from_str(&text).expect("read");
    session.apply(Command::Restore(Box::new(kept)));
    assert_eq!(shown(&session.view), few);
}

#[test]
fn a_view_that_was_kept_before_there_were_filters_still_opens() {
    let kept: SavedView = serde_json::from_str(r#"{"layers":[],"selected":null}"#).expect("read");
    assert!(!kept.evidence.narrows());
    let mut view = serde_json::to_value(home()).expect("written");
    view.as_object_mut().expect("a table").remove("evidence");
    let view: Viewpoint = serde_json::from_value(view).expect("read");
    assert_eq!(view, home());
}

#[test]
fn only_this_shows_it_alone_and_then_all_again() {
    let mut session = session();
    let all = shown(&session.view);
    let caption = Evidence::Origin(Origin::Caption);
    let only = || Command::Filter(FilterCommand::Only(caption.clone()));
    session.apply(only());
    let alone = shown(&session.view);
    assert!(!alone.is_empty() && alone.iter().all(|ix| caption.is_of(atlas().feature(*ix))));
    session.apply(only());
    assert_eq!(shown(&session.view), all);
    session.apply(Command::Filter(FilterCommand::None(Facet::Claim)));
    assert!(shown(&session.view).is_empty());
    session.apply(Command::Filter(FilterCommand::All(Facet::Claim)));
    assert_eq!(shown(&session.view), all);
    session.apply(Command::Filter(FilterCommand::Reported));
    assert!(session.shows_only_reported());
    session.apply(Command::Filter(FilterCommand::Clear));
    assert!(!session.shows_only_reported() && !session.view.evidence.narrows());
}

#[test]
fn a_filter_says_what_it_shows_in_words() {
    let said = |values: &[Evidence]| filter(values).words(atlas());
    assert_eq!(said(&[]), None);
    assert_eq!(
        said(&[
            Evidence::Origin(Origin::Article),
            Evidence::Claim(Claim::Stated),
            Evidence::Status(None),
        ])
        .as_deref(),
        Some("only origin article; claim stated; status none stated")
    );
    let mut filter = EvidenceFilter::default();
    filter.tick(atlas(), &Evidence::Claim(Claim::Opinion), false);
    filter.tick(atlas(), &Evidence::Actor(Some("CHN".to_owned())), false);
    assert_eq!(
        filter.words(atlas()).as_deref(),
        Some("not claim opinion; actor China")
    );
    filter.keep(atlas(), Facet::Origin, BTreeSet::new());
    assert!(
        filter
            .words(atlas())
            .expect("it narrows")
            .contains("no origin at all")
    );
}

#[test]
fn a_selected_mark_that_the_filter_hides_is_drawn_and_not_counted() {
    let subject = atlas()
        .find("background-stated")
        .expect("the fixture has it");
    let mut view = home();
    view.evidence = filter(&[Evidence::Origin(Origin::Article)]);
    let without = composed(&view);
    assert!(without.targets.of(subject).is_none());
    view.selected = Some(subject);
    let with = composed(&view);
    assert!(with.targets.of(subject).is_some());
    let marks = |scene: &Scene| {
        let text = scene.description.split(" marks").next().expect("a count");
        text.rsplit(' ').next().expect("a count").to_owned()
    };
    assert_eq!(marks(&with), marks(&without));
    let Subject::Feature(ix) = subject else {
        panic!("a feature")
    };
    let feature: &Feature = atlas().feature(ix);
    assert_eq!(
        view.evidence.hides_by(atlas(), feature),
        ["origin background"]
    );
}
