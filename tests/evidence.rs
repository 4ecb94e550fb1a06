//! The filter by evidence: what it lets through, in the session, in a scene, in a picture and by command.

#[path = "support/evidence.rs"]
mod fixture;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use steppe::atlas::{
    Atlas, Claim, Evidence, Facet, Feature, FeatureIx, Origin, PrecisionClass, Status, Subject,
};
use steppe::earth::ScreenPoint;
use steppe::scene::{
    Composer, Dash, Item, Patience, Prepared, Scene, TargetKind, evidence_swatch, legend,
};
use steppe::session::viewpoint::{
    ColourVision, EvidenceFilter, Furniture, MapTheme, SourceLine, Viewpoint, home_camera,
};
use steppe::session::{Action, FilterAction, SavedView, Session};

static PREPARED: LazyLock<Arc<Prepared>> =
    LazyLock::new(|| Arc::new(Prepared::new(fixture::atlas())));

fn atlas() -> &'static Arc<Atlas> {
    PREPARED.atlas()
}

fn composed(view: &Viewpoint) -> Scene {
    Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(view)
}

fn home() -> Viewpoint {
    let mut view = Viewpoint::home(atlas());
    view.camera = home_camera(atlas(), 1280.0, 800.0);
    view
}

fn session() -> Session {
    Session::new(Arc::clone(atlas()), None, Vec::new())
}

fn filter(values: &[Evidence]) -> EvidenceFilter {
    let mut by_facet: BTreeMap<Facet, BTreeSet<Evidence>> = BTreeMap::new();
    for value in values {
        let of_facet = by_facet.entry(value.facet()).or_default();
        of_facet.insert(value.clone());
    }
    let mut filter = EvidenceFilter::default();
    for (facet, values) in by_facet {
        filter.keep(atlas(), facet, values);
    }
    filter
}

fn shown(view: &Viewpoint) -> BTreeSet<FeatureIx> {
    view.visible_features(atlas()).collect()
}

fn names(features: &BTreeSet<FeatureIx>) -> Vec<&'static str> {
    let name = |ix: &FeatureIx| atlas().feature(*ix).name.as_str();
    features.iter().map(name).collect()
}

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
        let marks: BTreeSet<FeatureIx> = scene.targets.all.iter()
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
        let rows = rows(&view, "Where it comes from").len();
        let origins: BTreeSet<Origin> = passing.iter().map(|ix| atlas().feature(*ix).origin).collect();
        prop_assert_eq!(rows, origins.len());
    }
}

fn rows(view: &Viewpoint, title: &str) -> Vec<String> {
    let sections = legend(atlas(), view, &[]);
    let section = sections.into_iter().find(|section| section.title == title);
    let rows = section.into_iter().flat_map(|section| section.rows);
    rows.map(|row| row.label).collect()
}

#[test]
fn the_legend_explains_every_class_origin_claim_and_state() {
    let view = home();
    let sure = rows(&view, "How sure the place is");
    assert_eq!(sure.len(), PrecisionClass::ALL.len(), "{sure:?}");
    let origins = rows(&view, "Where it comes from");
    assert_eq!(
        origins,
        ["in the article", "from a caption", "background", "inferred"]
    );
    assert_eq!(
        rows(&view, "What is known"),
        [
            "stated as fact",
            "said by somebody",
            "reported, not confirmed",
            "expected to happen",
            "somebody's opinion",
            "in use",
            "former",
            "announced, not there yet",
        ]
    );
}

#[test]
fn no_two_values_of_a_facet_look_alike() {
    let of = [
        PrecisionClass::ALL.map(Evidence::Precision).to_vec(),
        Origin::ALL.map(Evidence::Origin).to_vec(),
        Claim::ALL.map(Evidence::Claim).to_vec(),
        Status::ALL
            .map(|status| Evidence::Status(Some(status)))
            .to_vec(),
    ];
    let ways = [
        (MapTheme::Light, ColourVision::Normal),
        (MapTheme::Dark, ColourVision::Normal),
        (MapTheme::Print, ColourVision::Normal),
        (MapTheme::Light, ColourVision::Grey),
        (MapTheme::Dark, ColourVision::Grey),
    ];
    for (values, (theme, vision)) in of.iter().flat_map(|values| ways.map(|way| (values, way))) {
        let looks: BTreeSet<String> = values
            .iter()
            .map(|value| {
                let at = ScreenPoint::new(12.0, 9.0);
                format!("{:?}", evidence_swatch(atlas(), value, theme, vision, at))
            })
            .collect();
        assert_eq!(looks.len(), values.len(), "{values:?} {theme:?} {vision:?}");
    }
}

/// What stands on the map for one feature, without its place.
fn drawn(id: &str) -> Vec<String> {
    let subject = atlas().find(id);
    let mut view = Viewpoint {
        evidence: only(subject),
        ..home()
    };
    let (ix, feature) = atlas()
        .features()
        .find(|(_, feature)| feature.id == id)
        .expect("the fixture has it");
    for state in &mut view.layers {
        state.visible = state.layer == feature.layer;
    }
    assert_eq!(shown(&view), BTreeSet::from([ix]), "{id} stands alone");
    let scene = composed(&view);
    let layer = &atlas().layer(feature.layer).id;
    let group = scene.group(layer).expect("its layer is shown");
    group.items.iter().map(look).collect()
}

/// A filter that lets just this feature through.
fn only(subject: Option<Subject>) -> EvidenceFilter {
    let Some(Subject::Feature(ix)) = subject else {
        panic!("{subject:?} is no feature")
    };
    filter(&Evidence::all_of(atlas().feature(ix)))
}

fn look(item: &Item) -> String {
    let stroke = |stroke: &steppe::scene::Stroke| {
        let mut text = format!(
            "line #{:02x}{:02x}{:02x} {:.1}",
            stroke.color.r, stroke.color.g, stroke.color.b, stroke.width_px
        );
        if let Dash::Dashed { on_px, off_px } = stroke.dash {
            let _ = write!(text, " dashed {on_px:.1}-{off_px:.1}");
        }
        text
    };
    let fill = |color: &steppe::scene::Color| {
        format!(
            "fill #{:02x}{:02x}{:02x}{:02x}",
            color.r, color.g, color.b, color.a
        )
    };
    match item {
        Item::Area(area) => format!("area {}", fill(&area.fill)),
        Item::Line(line) => format!("course {}", stroke(&line.stroke)),
        Item::Text(text) => format!("text {}", text.text),
        Item::CurvedText(curved) => format!("text {}", curved.text.text),
        Item::Lines(_) | Item::Image(_) | Item::Dots(_) => "of a large layer".to_owned(),
        Item::Path(path) => {
            let corners: usize = path
                .contours
                .iter()
                .map(|contour| contour.points.len())
                .sum();
            let corners = if corners > 24 {
                "many".to_owned()
            } else {
                corners.to_string()
            };
            let parts = path
                .fill
                .iter()
                .map(fill)
                .chain(path.stroke.iter().map(stroke));
            format!(
                "shape of {corners}: {}",
                parts.collect::<Vec<_>>().join(", ")
            )
        }
    }
}

#[test]
fn each_kind_of_evidence_is_drawn_as_it_should_be() {
    let mut text = String::new();
    let marks = atlas()
        .features()
        .filter(|(_, feature)| feature.shape.is_some());
    for (_, feature) in marks {
        let layer = &atlas().layer(feature.layer).id;
        let _ = writeln!(text, "{} ({layer})", feature.name);
        for item in drawn(&feature.id) {
            let _ = writeln!(text, "  {item}");
        }
    }
    insta::assert_snapshot!("evidence_drawn", text);
}

#[test]
fn no_picture_mixes_origins_unmarked() {
    // The same actor, kind and claim: what is left to tell them apart is their origin.
    for claim in Claim::ALL {
        let ids = Origin::ALL.map(|origin| format!("{}-{}", origin.id(), claim.id()));
        let looks: BTreeSet<Vec<String>> = ids.iter().map(|id| drawn(id)).collect();
        assert_eq!(looks.len(), Origin::ALL.len(), "{claim:?}");
    }
    for origin in Origin::ALL {
        let looks: BTreeSet<Vec<String>> = Claim::ALL
            .map(|claim| drawn(&format!("{}-{}", origin.id(), claim.id())))
            .into();
        // Inferred marks are dashed whether reported or stated: both are unconfirmed.
        let least = if origin == Origin::Inferred { 4 } else { 5 };
        assert_eq!(looks.len(), least, "{origin:?}");
    }
}

#[test]
fn a_filter_is_part_of_undo_and_of_a_kept_view() {
    let mut session = session();
    let all = shown(&session.view);
    let background = Evidence::Origin(Origin::Background);
    session.apply(Action::Filter(FilterAction::Tick {
        value: background.clone(),
        shown: false,
    }));
    let few = shown(&session.view);
    let is_background = |ix: &FeatureIx| background.is_of(atlas().feature(*ix));
    assert!(few.len() < all.len() && !few.iter().any(is_background));
    assert_eq!(session.undo_label(), Some("Hide origin background"));

    let kept = SavedView::of(&session);
    let text = serde_json::to_string(&kept).expect("written");
    assert!(
        text.contains(r#""evidence":{"origin":["article","caption","inferred"]}"#),
        "{text}"
    );
    session.apply(Action::Undo);
    assert_eq!(shown(&session.view), all);
    assert!(!session.view.evidence.narrows());
    let kept = serde_json::from_str(&text).expect("read");
    session.apply(Action::Restore(Box::new(kept)));
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
    let only = || Action::Filter(FilterAction::Only(caption.clone()));
    session.apply(only());
    let alone = shown(&session.view);
    assert!(!alone.is_empty() && alone.iter().all(|ix| caption.is_of(atlas().feature(*ix))));
    session.apply(only());
    assert_eq!(shown(&session.view), all);
    session.apply(Action::Filter(FilterAction::None(Facet::Claim)));
    assert!(shown(&session.view).is_empty());
    session.apply(Action::Filter(FilterAction::All(Facet::Claim)));
    assert_eq!(shown(&session.view), all);
    session.apply(Action::Filter(FilterAction::Reported));
    assert!(session.shows_only_reported());
    session.apply(Action::Filter(FilterAction::Clear));
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

fn furniture(view: &Viewpoint) -> String {
    let scene = composed(view);
    let group = scene.group("furniture").expect("it has margins");
    let texts = group.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_picture_says_what_its_filter_shows_whatever_stands_on_its_margins() {
    let words = "only origin article, caption (";
    let mut view = home();
    view.furniture = Furniture::PICTURE;
    assert!(!furniture(&view).contains("marks shown"));
    view.evidence = filter(&[
        Evidence::Origin(Origin::Article),
        Evidence::Origin(Origin::Caption),
    ]);
    let with_title = furniture(&view);
    assert_eq!(with_title.matches(words).count(), 1, "{with_title}");
    view.furniture.title = false;
    let without = furniture(&view);
    assert!(
        without.contains("Marks shown: only origin article"),
        "{without}"
    );
    view.furniture.source_line = SourceLine::None;
    assert!(!furniture(&view).contains("arks shown"));
    assert!(composed(&view).description.contains("only origin article"));
}

fn export(args: &[&str]) -> (bool, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("map.svg");
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(["export", "tests/fixtures/evidence", "--out"])
        .arg(&out)
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .output()
        .expect("it starts");
    let svg = std::fs::read_to_string(&out).unwrap_or_default();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), svg, error)
}

#[test]
fn export_takes_a_filter_and_brings_it_back_from_its_picture() {
    let args = [
        "--origin",
        "article,Caption",
        "--claim",
        "stated",
        "--status",
        "active,none",
        "--actor",
        "russia",
        "--precision",
        "site",
    ];
    let (done, svg, error) = export(&args);
    assert!(done, "{error}");
    assert!(svg.contains("Active base, article") && svg.contains("Article, stated"));
    assert!(
        !svg.contains("Article, opinion")
            && !svg.contains("Former base")
            && !svg.contains("Known to the town")
    );
    assert!(
        svg.contains("&quot;origin&quot;:[&quot;article&quot;,&quot;caption&quot;]")
            || svg.contains(r#""origin":["article","caption"]"#)
    );
}

#[test]
fn export_says_what_there_is_in_place_of_what_is_not() {
    for (args, words) in [
        (
            ["--origin", "artcle"],
            [
                "did you mean \"article\"?",
                "article, caption, background, inferred",
            ],
        ),
        (["--actor", "Chine"], ["did you mean \"China\"?", "RUS"]),
        (
            ["--status", "derelict"],
            [
                "no feature has the status \"derelict\"",
                "active, former, reported, announced, none",
            ],
        ),
        (
            ["--precision", "exact"],
            ["no feature has the precision", "site, town"],
        ),
    ] {
        let (done, _, error) = export(&args);
        assert!(!done, "{args:?}");
        for word in words {
            assert!(error.contains(word), "{args:?}: {error}");
        }
    }
}
