//! Letters stand in both where the scene says.

use resvg::usvg;
use steppe::earth::ScreenPoint;
use steppe::render::to_svg::{FontEmbedding, SvgOptions, svg};
use steppe::scene::fonts::Face;
use steppe::scene::{Color, CurvedText, Item, ScreenRect, Text, TextAnchor, covers_along};

use super::scenes::{group, scene, text};
use super::{difference, inked, keep, picture, screen};

#[test]
fn a_text_stands_on_the_same_baseline_in_both() {
    let cases = [
        text("Haze", 40.0, 100.0, 40.0),
        Text {
            anchor: TextAnchor::Middle,
            face: Face::SerifItalic,
            ..text("Кант", 200.0, 150.0, 30.0)
        },
        Text {
            anchor: TextAnchor::End,
            spacing_px: 6.0,
            ..text("KANT", 400.0, 200.0, 24.0)
        },
        Text {
            angle_rad: 1.0,
            ..text("Haze", 100.0, 100.0, 40.0)
        },
        Text {
            halo: Some((Color::hex(0x00FF_0000), 2.0)),
            ..text("Haze", 40.0, 100.0, 32.0)
        },
    ];
    for case in cases {
        let scene = scene(vec![group("labels", vec![Item::Text(case.clone())])]);
        let (screen, picture) = (inked(&screen(&scene, 1.0)), inked(&picture(&scene, 1.0)));
        let apart = screen.iter().zip(picture).map(|(a, b)| a.abs_diff(b)).max();
        assert!(
            apart <= Some(1),
            "{:?}: {screen:?} and {picture:?}",
            case.text
        );
    }
}

/// A name along an arch 200 px wide, its middle upward.
fn arched() -> CurvedText {
    let points = (0..=80).map(|step| {
        let (sin, cos) = (f64::from(step - 40) * 0.025).sin_cos();
        ScreenPoint::new(240.0 + 150.0 * sin, 300.0 - 150.0 * cos)
    });
    CurvedText {
        text: Text {
            face: Face::SansItalic,
            spacing_px: 1.5,
            halo: Some((Color::hex(0x00FA_F8F3), 2.0)),
            ..text("Syr Darya", 0.0, 0.0, 26.0)
        },
        baseline: points.collect(),
    }
}

#[test]
fn a_text_along_a_curve_stands_alike_on_screen_and_in_a_picture_and_where_it_says() {
    let scene = scene(vec![group("labels", vec![Item::CurvedText(arched())])]);
    for scale in [1.0, 2.0] {
        let (screen, picture) = (screen(&scene, scale), picture(&scene, scale));
        keep(&format!("curved-{scale}-screen.png"), &screen);
        keep(&format!("curved-{scale}-picture.png"), &picture);
        let apart = difference(&screen, &picture);
        assert!(apart < 0.004, "{apart:.4}");
        let [left, top, right, bottom] = inked(&picture).map(|px| f64::from(px) / f64::from(scale));
        for (one, other) in inked(&screen)
            .map(|px| f64::from(px) / f64::from(scale))
            .into_iter()
            .zip([left, top, right, bottom])
        {
            assert!((one - other).abs() <= 1.5, "{one} and {other}");
        }
        let covers = covers_along(&arched());
        let reach = |of: fn(&ScreenRect) -> f64, pick: fn(f64, f64) -> f64| {
            covers.iter().map(of).reduce(pick).unwrap()
        };
        assert!(
            left >= reach(|rect| rect.left, f64::min) - 2.0
                && right <= reach(|rect| rect.right, f64::max) + 2.0
        );
        assert!(
            top >= reach(|rect| rect.top, f64::min) - 2.0
                && bottom <= reach(|rect| rect.bottom, f64::max) + 2.0
        );
        assert!(
            bottom - top > 24.0 && right - left > 100.0,
            "it is bent, and whole"
        );
    }
}

#[test]
fn a_text_along_a_curve_is_live_letters_in_svg_that_need_no_text_path_or_outlines() {
    let scene = scene(vec![group("labels", vec![Item::CurvedText(arched())])]);
    let live = svg(&scene, &SvgOptions::default());
    let document = usvg::roxmltree::Document::parse(&live).unwrap();
    let mut named = document.descendants();
    let name = named.find(|node| node.attribute("aria-label") == Some("Syr Darya"));
    let letters: String = name
        .unwrap()
        .children()
        .filter_map(|letter| letter.text())
        .collect();
    assert_eq!(letters, "SyrDarya");
    assert!(!live.contains("textPath"));
    let fonts = FontEmbedding::Outlines;
    let outlines = svg(
        &scene,
        &SvgOptions {
            fonts,
            ..SvgOptions::default()
        },
    );
    assert!(!outlines.contains("<text") && outlines.contains("aria-label=\"Syr Darya\""));
}
