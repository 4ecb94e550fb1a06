//! Names in any script are drawn with letters, by every backend, and never as boxes.

use std::collections::BTreeSet;

use steppe::earth::ScreenPoint;
use steppe::render::to_pdf::{PdfOptions, pdf};
use steppe::render::to_svg::{FontEmbedding, SvgOptions, svg};
use steppe::scene::fonts::Face;
use steppe::scene::shaping::{displayed, respelled};
use steppe::scene::{Color, CurvedText, Item, Text};

use super::page::{Page, painted};
use super::scenes::{group, scene, text};
use super::{difference, inked, keep, picture, screen};

/// Names in nine scripts, and one that no embedded font has.
const NAMES: [&str; 11] = [
    "Душанбе",
    "حلب",
    "مزار شریف",
    "پېښور",
    "喀什",
    "თბილისი",
    "Երևան",
    "דמשק",
    "नई दिल्ली",
    "กรุงเทพฯ",
    "서울",
];

fn labels() -> Vec<Text> {
    let place = |(at, name): (usize, &&str)| Text {
        halo: Some((Color::hex(0x00FA_F8F3), 2.0)),
        ..text(
            name,
            40.0 + 240.0 * (at % 2) as f64,
            45.0 + 50.0 * (at / 2) as f64,
            28.0,
        )
    };
    NAMES.iter().enumerate().map(place).collect()
}

#[test]
fn names_in_any_script_look_alike_in_window_png_and_pdf() {
    let items = labels().into_iter().map(Item::Text).collect();
    let scene = scene(vec![group("labels", items)]);
    let png = picture(&scene, 2.0);
    let page = painted(&pdf(&scene, &PdfOptions::default()).unwrap(), 2.0);
    let screen = screen(&scene, 2.0);
    keep("scripts-png.png", &png);
    keep("scripts-pdf.png", &page);
    keep("scripts-screen.png", &screen);
    let empty = picture(&super::scenes::scene(Vec::new()), 2.0);
    let from_empty = difference(&png, &empty);
    for (name, other) in [("page", &page), ("screen", &screen)] {
        let apart = difference(&png, other);
        println!("{name}: {apart:.5}, from empty {from_empty:.5}");
        assert!(
            apart < from_empty / 4.0,
            "{name}: {apart:.5} of {from_empty:.5}"
        );
    }
}

#[test]
fn no_two_names_have_the_same_shape() {
    // Boxes would be as wide and high as each other for names of as many letters.
    let shapes: BTreeSet<_> = ["حلب", "喀什", "ქუთ", "Երև", "דמש", "नई", "กรุ"]
        .map(|name| {
            let item = Item::Text(text(name, 40.0, 120.0, 60.0));
            let picture = picture(&scene(vec![group("labels", vec![item])]), 1.0);
            let [left, top, right, bottom] = inked(&picture);
            let dark = picture.pixels().filter(|pixel| pixel.0[0] < 100).count();
            assert!(dark > 100, "{name} is drawn");
            [left, top, right, bottom, dark as u32]
        })
        .into_iter()
        .collect();
    assert_eq!(shapes.len(), 7);
}

#[test]
fn letters_of_any_script_can_be_selected_in_a_page_and_are_embedded_in_a_document() {
    let items = labels().into_iter().map(Item::Text).collect();
    let scene = scene(vec![group("labels", items)]);
    let page = Page::read(&pdf(&scene, &PdfOptions::default()).unwrap());
    for letter in "Душанбеحلب喀什თბილისიԵրևանדמשקกรุงเทพฯ".chars()
    {
        assert!(page.words.contains(letter), "{letter} in {}", page.words);
    }
    assert!(page.words.contains("Seoul") && !page.words.contains('\u{fffd}'));
    let options = SvgOptions {
        fonts: FontEmbedding::Embedded,
        ..SvgOptions::default()
    };
    let document = svg(&scene, &options);
    for family in [
        "Arabic",
        "Armenian",
        "Devanagari",
        "Georgian",
        "Han",
        "Hebrew",
        "Thai",
    ] {
        let face = format!("@font-face{{font-family:'Steppe {family}'");
        assert!(document.contains(&face), "{family}");
    }
    assert!(document.contains("font-family=\"Steppe Sans, Steppe Arabic, 'Source Sans 3'"));
    // Only the glyphs that are used: the fonts are 750 kB.
    assert!(document.len() < 400_000, "{} bytes", document.len());
}

#[test]
fn a_name_of_another_script_follows_a_curve() {
    let points = (0..=80).map(|step| {
        let (sin, cos) = (f64::from(step - 40) * 0.025).sin_cos();
        ScreenPoint::new(240.0 + 150.0 * sin, 300.0 - 150.0 * cos)
    });
    let river = Item::CurvedText(CurvedText {
        text: Text {
            face: Face::SansItalic,
            spacing_px: 1.5,
            ..text("آمو دریا", 0.0, 0.0, 26.0)
        },
        baseline: points.collect(),
    });
    let scene = scene(vec![group("labels", vec![river])]);
    let (screen, picture) = (screen(&scene, 2.0), picture(&scene, 2.0));
    keep("script-curved-screen.png", &screen);
    keep("script-curved-png.png", &picture);
    let apart = difference(&screen, &picture);
    assert!(apart < 0.004, "{apart:.5}");
}

#[test]
fn what_no_font_has_is_told_once_and_what_egui_shapes_is_in_visual_order() {
    let items = ["서울", "서울", "Osh", "喀什"].map(|name| Item::Text(text(name, 0.0, 20.0, 10.0)));
    let scene = scene(vec![group("labels", items.to_vec())]);
    assert_eq!(respelled(&scene), ["서울"]);
    assert_eq!(displayed("서울", Face::Sans), "Seoul");
    assert_eq!(displayed("مزار شریف", Face::Sans), "شریف مزار");
}
