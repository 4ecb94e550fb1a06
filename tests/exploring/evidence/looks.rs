//! How evidence is drawn and explained.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use steppe::atlas::{Claim, Evidence, Origin, PrecisionClass, Status, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::{Dash, Item, evidence_swatch, legend};
use steppe::session::viewpoint::{ColourVision, EvidenceFilter, MapTheme, Viewpoint};

use super::{atlas, composed, filter, home, rows, shown};

#[test]
fn the_legend_explains_what_is_not_obvious_in_ten_rows_at_most() {
    let view = home();
    assert_eq!(
        rows(&view, "Marks"),
        [
            "Bases / closed",
            "Talks",
            "Incidents",
            "Not confirmed",
            "Somewhere within"
        ]
    );
    // Labels say in words what is no plain fact: more than that needs no row.
    for title in ["Where it comes from", "What is known"] {
        assert!(rows(&view, title).is_empty(), "{title}");
    }
    let sections = legend(atlas(), &view, composed(&view).layers_in_view());
    let all: usize = sections.iter().map(|section| section.rows.len()).sum();
    assert!(all <= 10, "{all}");
}

#[test]
fn values_of_a_facet_look_as_different_as_their_meanings() {
    // A ring is to scale, so that the same one is known to a district and to a zone. What the
    // article and a caption state is at full strength, and what is no fact has a lighter fill.
    let statuses = Status::ALL.map(|status| Evidence::Status(Some(status)));
    let of = [
        (PrecisionClass::ALL.map(Evidence::Precision).to_vec(), 6),
        (Origin::ALL.map(Evidence::Origin).to_vec(), 3),
        (Claim::ALL.map(Evidence::Claim).to_vec(), 2),
        (statuses.to_vec(), 3),
    ];
    let ways = [
        (MapTheme::Light, ColourVision::Normal),
        (MapTheme::Dark, ColourVision::Normal),
        (MapTheme::Print, ColourVision::Normal),
        (MapTheme::Light, ColourVision::Grey),
        (MapTheme::Dark, ColourVision::Grey),
    ];
    let all = of.iter().flat_map(|of| ways.map(|way| (of, way)));
    for ((values, different), (theme, vision)) in all {
        let looks: BTreeSet<String> = values
            .iter()
            .map(|value| {
                let at = ScreenPoint::new(12.0, 9.0);
                format!("{:?}", evidence_swatch(atlas(), value, theme, vision, at))
            })
            .collect();
        assert_eq!(looks.len(), *different, "{values:?} {theme:?} {vision:?}");
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

/// The label of a feature that stands alone on the map.
fn labelled(id: &str) -> String {
    let view = Viewpoint {
        evidence: only(atlas().find(id)),
        ..home()
    };
    let scene = composed(&view);
    let labels = scene.group("labels").expect("there are names");
    let texts = labels.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.text.clone()),
        _ => None,
    });
    let name = &atlas().features().find(|(_, feature)| feature.id == id);
    let name = &name.expect("the fixture has it").1.name;
    let mut labels = texts.filter(|text| text.starts_with(name.as_str()));
    labels.next().expect("it is named")
}

#[test]
fn no_picture_mixes_origins_or_claims_unmarked() {
    // The same actor and kind. Background is quiet; what is no fact has a lighter fill, and its
    // label says in words what it is.
    for origin in [Origin::Article, Origin::Caption, Origin::Background] {
        let plain = drawn(&format!("{}-stated", origin.id()));
        for claim in Claim::ALL {
            let id = format!("{}-{}", origin.id(), claim.id());
            let stated = claim == Claim::Stated;
            assert_eq!(drawn(&id) == plain, stated, "{id}");
            assert_eq!(labelled(&id).contains('('), !stated, "{}", labelled(&id));
        }
    }
    assert_eq!(drawn("article-stated"), drawn("caption-stated"));
    assert_ne!(drawn("article-stated"), drawn("background-stated"));
    assert_ne!(drawn("inferred-stated"), drawn("background-stated"));
    assert!(labelled("inferred-stated").ends_with("(inferred)"));
    // What somebody said and what somebody holds both name who it is; the others have a word of
    // their own.
    let words: BTreeSet<String> = Claim::ALL
        .map(|claim| {
            let label = labelled(&format!("article-{}", claim.id()));
            let words = label.split_once('(').map(|(_, words)| words.to_owned());
            words.unwrap_or_default()
        })
        .into();
    assert_eq!(words.len(), Claim::ALL.len() - 1, "{words:?}");
}
