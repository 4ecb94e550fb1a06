//! How evidence is drawn and explained.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use steppe::atlas::{Claim, Evidence, Origin, PrecisionClass, Status, Subject};
use steppe::earth::ScreenPoint;
use steppe::scene::{Dash, Item, evidence_swatch};
use steppe::session::viewpoint::{ColourVision, EvidenceFilter, MapTheme, Viewpoint};

use super::{atlas, composed, filter, home, rows, shown};

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
