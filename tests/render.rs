//! The backends draw the same scene alike.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as its test does")]

#[path = "render/scenes.rs"]
mod scenes;
mod support;

use std::collections::BTreeSet;

use egui::{Color32, Pos2, Rect, Shape, vec2};
use image::RgbaImage;
use resvg::usvg;
use steppe::earth::ScreenPoint;
use steppe::render::to_egui::Painter;
use steppe::render::to_pdf::{PdfOptions, pdf};
use steppe::render::to_png::{RenderError, pixmap, png};
use steppe::render::to_svg::{FontEmbedding, SvgOptions, svg};
use steppe::scene::fonts::Face;
use steppe::scene::{
    Color, Composer, CurvedText, Dash, Item, Patience, Prepared, Scene, ScreenRect, Text,
    TextAnchor, covers_along,
};
use steppe::session::viewpoint::{Furniture, MapTheme, Viewpoint, home_camera};

use scenes::{area, cells, everything, group, line, many, scene, stroke, text};
use support::raster::harness;

/// The scene as the window shows it.
fn screen(scene: &Scene, pixels_per_point: f32) -> RgbaImage {
    let size = vec2(scene.camera.width_px as f32, scene.camera.height_px as f32);
    let mut painter = Painter::new();
    let mut harness = harness(size, pixels_per_point).build_ui(|ui| {
        let shapes = painter.shapes(scene, Pos2::ZERO, ui.ctx());
        ui.painter()
            .with_clip_rect(ui.ctx().content_rect())
            .extend(shapes);
    });
    harness.render().unwrap()
}

/// The scene as its PNG shows it.
fn picture(scene: &Scene, scale: f32) -> RgbaImage {
    let bytes = png(scene, scale).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgba8()
}

/// The mean difference of two pictures' channels, 0 to 1.
fn difference(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a
        .iter()
        .zip(b.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.len() as f64 / 255.0
}

/// The smallest box around the pixels that differ clearly from the upper left one.
fn inked(picture: &RgbaImage) -> [u32; 4] {
    let ground = *picture.get_pixel(0, 0);
    let mut found = [u32::MAX, u32::MAX, 0, 0];
    for (x, y, pixel) in picture.enumerate_pixels() {
        let differs = pixel
            .0
            .iter()
            .zip(ground.0)
            .any(|(a, b)| a.abs_diff(b) > 80);
        if differs {
            found = [
                found[0].min(x),
                found[1].min(y),
                found[2].max(x),
                found[3].max(y),
            ];
        }
    }
    found
}

/// Keeps both pictures for the eye where the environment names a folder for them.
fn keep(name: &str, picture: &RgbaImage) {
    if let Some(folder) = std::env::var_os("STEPPE_TEST_PICTURES") {
        picture
            .save(std::path::Path::new(&folder).join(name))
            .unwrap();
    }
}

#[test]
fn the_test_rasteriser_draws_a_rectangle_and_a_letter() {
    let mut harness = harness(vec2(60.0, 40.0), 1.0).build_ui(|ui| {
        let red = Rect::from_min_max(Pos2::new(10.0, 5.0), Pos2::new(20.0, 15.0));
        let painter = ui.painter().with_clip_rect(ui.ctx().content_rect());
        painter.add(Shape::rect_filled(
            ui.ctx().content_rect(),
            0.0,
            Color32::WHITE,
        ));
        painter.add(Shape::rect_filled(red, 0.0, Color32::RED));
        let font = egui::FontId::proportional(24.0);
        let at = Pos2::new(30.0, 5.0);
        painter.text(at, egui::Align2::LEFT_TOP, "H", font, Color32::BLACK);
    });
    let picture = harness.render().unwrap();
    let color = |x, y| picture.get_pixel(x, y).0;
    assert_eq!(color(10, 5), [255, 0, 0, 255]);
    assert_eq!(color(19, 14), [255, 0, 0, 255]);
    assert_eq!(color(9, 10), [255, 255, 255, 255]);
    assert_eq!(color(20, 10), [255, 255, 255, 255]);
    let dark = |x: u32| (0..40).filter(|&y| color(x, y)[0] < 100).count();
    let stems = (30..50).filter(|&x| dark(x) > 12).count();
    let bar = (30..50).filter(|&x| (1..=4).contains(&dark(x))).count();
    assert!(
        (2..=6).contains(&stems),
        "{stems} columns of an H are stems"
    );
    assert!(bar >= 4, "{bar} columns of an H are its bar");
}

#[test]
fn screen_and_picture_agree() {
    let mut dim = everything();
    dim.groups[2].opacity = 0.45;
    dim.groups[3].opacity = 0.45;
    let mut faint = many();
    faint.groups[0].opacity = 0.5;
    let scenes = [
        ("full", everything()),
        ("dim", dim),
        ("many", many()),
        ("faint", faint),
    ];
    for (name, scene) in scenes {
        for scale in [1.0, 2.0] {
            let (screen, picture) = (screen(&scene, scale), picture(&scene, scale));
            keep(&format!("{name}-{scale}-screen.png"), &screen);
            keep(&format!("{name}-{scale}-picture.png"), &picture);
            let apart = difference(&screen, &picture);
            assert!(apart < 0.01, "{name} at {scale}: {apart:.4}");
            // The bound above would mean nothing if an empty map passed it, too.
            let empty = self::picture(&scenes::scene(Vec::new()), scale);
            let from_empty = difference(&screen, &empty);
            println!("{name} at {scale}: {apart:.5}, from empty {from_empty:.4}");
            assert!(from_empty > 0.04);
        }
    }
}

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
fn a_text_along_a_curve_is_one_live_text_in_svg_and_its_letters_as_outlines() {
    let scene = scene(vec![group(
        "labels",
        vec![Item::CurvedText(arched()), Item::CurvedText(arched())],
    )]);
    let live = svg(&scene, &SvgOptions::default());
    let document = usvg::roxmltree::Document::parse(&live).unwrap();
    let paths: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("textPath"))
        .collect();
    assert_eq!(paths.len(), 2);
    let mut ids = BTreeSet::new();
    for path in paths {
        assert_eq!(path.text(), Some("Syr Darya"));
        let id = path.attribute("href").unwrap().trim_start_matches('#');
        assert!(
            document
                .descendants()
                .any(|node| node.attribute("id") == Some(id))
        );
        assert!(ids.insert(id.to_owned()), "two curves go by {id}");
    }
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

#[test]
fn the_built_in_map_looks_alike_on_screen_and_in_a_picture() {
    let basemap = steppe::atlas::BaseMap::embedded().unwrap();
    let atlas = steppe::atlas::Atlas::new(
        steppe::dossier::builtin().dossier,
        std::sync::Arc::new(basemap),
    );
    let prepared = std::sync::Arc::new(Prepared::new(std::sync::Arc::new(atlas)));
    for theme in [MapTheme::Light, MapTheme::Print] {
        let mut view = Viewpoint::home(prepared.atlas());
        view.camera = home_camera(prepared.atlas(), 1280.0, 800.0);
        view.furniture = Furniture::PICTURE;
        view.theme = theme;
        let scene = Composer::new(std::sync::Arc::clone(&prepared), Patience::Wait).compose(&view);
        let (screen, picture) = (screen(&scene, 1.0), picture(&scene, 1.0));
        keep(&format!("map-{theme:?}-screen.png"), &screen);
        keep(&format!("map-{theme:?}-picture.png"), &picture);
        let apart = difference(&screen, &picture);
        println!("{theme:?}: {apart:.5}");
        assert!(apart < 0.02, "{theme:?}: {apart:.4}");
        // The bound would mean nothing if the ground alone passed it.
        view.layers
            .iter_mut()
            .for_each(|state| state.visible = false);
        let ground = Composer::new(std::sync::Arc::clone(&prepared), Patience::Wait).compose(&view);
        assert!(difference(&screen, &self::picture(&ground, 1.0)) > 0.03);
    }
}

#[test]
fn dashes_stay_in_place_while_the_map_moves() {
    let dash = Dash::Dashed {
        on_px: 6.0,
        off_px: 3.0,
    };
    let mut scene = scene(vec![group(
        "borders",
        vec![line([(-3e6, 1e4), (3e6, 1e4)], stroke(0, 2.0, dash))],
    )]);
    let before = screen(&scene, 1.0);
    scene.camera = scene.camera.panned(5.0, 0.0);
    let after = screen(&scene, 1.0);
    for (x, y, pixel) in after.enumerate_pixels().filter(|(x, ..)| *x >= 5) {
        assert_eq!(pixel, before.get_pixel(x - 5, y), "at {x}, {y}");
    }
}

#[test]
fn a_shore_with_a_needle_throws_no_line_across_the_map() {
    // 1,000 m a pixel: from the middle 60 px to the right and back, half a pixel higher.
    let shore = [
        (0.0, 0.0),
        (6e4, 400.0),
        (0.0, 800.0),
        (-2e4, 400.0),
        (0.0, 0.0),
    ];
    let ground = scene(vec![group("water", Vec::new())]);
    let lake = line(shore, stroke(0, 1.2, Dash::Solid));
    let drawn = scene(vec![group("water", vec![lake])]);
    let (empty, drawn) = (screen(&ground, 1.0), screen(&drawn, 1.0));
    let inked = drawn
        .enumerate_pixels()
        .filter(|(x, y, pixel)| *pixel != empty.get_pixel(*x, *y));
    let (mut right, mut left) = (0, u32::MAX);
    for (x, _, _) in inked {
        (right, left) = (right.max(x), left.min(x));
    }
    let middle = empty.width() / 2;
    assert!(
        (middle + 57..=middle + 63).contains(&right),
        "inked up to {right}"
    );
    assert!(
        (middle - 24..=middle - 18).contains(&left),
        "inked from {left}"
    );
}

#[test]
fn a_line_of_ten_thousand_km_seen_close_costs_next_to_nothing() {
    let points = (0..=200_000).map(|i| (f64::from(i) * 50.0 - 5e6, f64::from(i % 7)));
    let dash = Dash::Dashed {
        on_px: 6.0,
        off_px: 3.0,
    };
    for dash in [Dash::Solid, dash] {
        let items = vec![
            line(points.clone(), stroke(0, 1.2, dash)),
            area(5e6, Color::hex(0)),
        ];
        let mut scene = scene(vec![group("borders", items)]);
        // 1 : 50,000.
        scene.camera.metres_per_px = 13.23;
        let ctx = egui::Context::default();
        let shapes = Painter::new().shapes(&scene, Pos2::ZERO, &ctx);
        let points = |shape: &Shape| match shape {
            Shape::Path(path) => path.points.clone(),
            Shape::Mesh(mesh) => mesh.vertices.iter().map(|vertex| vertex.pos).collect(),
            _ => Vec::new(),
        };
        let points: Vec<Pos2> = shapes.iter().flat_map(points).collect();
        assert!(points.iter().all(|point| point.is_finite()));
        assert!((2..1000).contains(&points.len()), "{} points", points.len());
        let document = svg(&scene, &SvgOptions::default());
        assert!(!document.contains("NaN") && !document.contains("inf"));
        assert!(document.len() < 12_000, "{} bytes", document.len());
        assert!(usvg::Tree::from_str(&document, &usvg::Options::default()).is_ok());
    }
}

#[test]
fn a_place_that_is_no_number_is_left_out() {
    let items = vec![line(
        [(0.0, 0.0), (f64::NAN, 5.0), (9e4, 9e4), (0.0, 9e4)],
        stroke(0, 1.0, Dash::Solid),
    )];
    let scene = scene(vec![group("borders", items)]);
    let document = svg(&scene, &SvgOptions::default());
    assert!(!document.contains("NaN"));
    assert_eq!(document.matches("<path").count(), 1);
}

#[test]
fn a_document_holds_each_group_once_and_is_the_same_each_time() {
    let mut scene = everything();
    scene.groups.push(group("labels", Vec::new()));
    scene.groups[1]
        .items
        .push(Item::Text(text("<&\"'\u{7}>", 10.0, 20.0, 12.0)));
    let options = SvgOptions {
        title: Some("Autumn".to_owned()),
        fonts: FontEmbedding::Embedded,
        ..SvgOptions::default()
    };
    let document = svg(&scene, &options);
    assert_eq!(document, svg(&scene, &options));
    let tree = usvg::roxmltree::Document::parse(&document).unwrap();
    let ids: Vec<_> = tree
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert_eq!(ids, ["land", "borders", "bases", "labels", "labels-2"]);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let texts: Vec<_> = tree
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(
        texts,
        ["<&\"'>", "TAJIKISTAN", "Syr Darya", "Ошская область"]
    );
    let described = tree
        .descendants()
        .find(|node| node.has_tag_name("desc"))
        .unwrap();
    assert_eq!(described.text(), Some(scene.description.as_str()));
    assert!(usvg::Tree::from_str(&document, &usvg::Options::default()).is_ok());
    assert_eq!(document.matches("@font-face").count(), 3);
    assert!(!svg(&scene, &SvgOptions::default()).contains("@font-face"));
}

/// The colour of a cell over the water, as the eye has it.
fn over_water([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let mixed = |over: u8, under: u8| {
        let part = f32::from(a) / 255.0;
        (f32::from(over) * part + f32::from(under) * (1.0 - part)).round() as u8
    };
    [mixed(r, 0xD3), mixed(g, 0xE0), mixed(b, 0xE8), 255]
}

#[test]
fn cells_are_sharp_on_the_screen_and_in_a_picture() {
    let image = cells();
    let scene = scene(vec![group("cells", vec![Item::Image(image.clone())])]);
    for scale in [1.0_f32, 2.5] {
        let pictures = [screen(&scene, scale), picture(&scene, scale)];
        for (number, cell) in image.pixels.rgba.chunks(4).enumerate() {
            let expected = over_water([cell[0], cell[1], cell[2], cell[3]]);
            let (left, top) = (
                40.0 + 40.0 * (number % 10) as f32,
                64.0 + 24.0 * (number / 10) as f32,
            );
            // Near to each corner: nothing is smoothed away.
            for (x, y) in [
                (2.0, 2.0),
                (38.0, 2.0),
                (2.0, 22.0),
                (38.0, 22.0),
                (20.0, 12.0),
            ] {
                let (x, y) = (((left + x) * scale) as u32, ((top + y) * scale) as u32);
                for picture in &pictures {
                    let found = picture.get_pixel(x, y).0;
                    let apart = found.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max();
                    assert!(
                        apart <= Some(3),
                        "cell {number} at {scale}: {found:?}, not {expected:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_page_holds_the_cells_as_a_picture_with_its_opacities() {
    let scene = many();
    let page = pdf(&scene, &PdfOptions::default()).unwrap();
    let says = |words: &str| page.windows(words.len()).any(|at| at == words.as_bytes());
    for words in [
        "/Subtype /Image",
        "/Width 10",
        "/Height 8",
        "/SMask",
        "/I0 ",
    ] {
        assert!(says(words), "{words}");
    }
    assert_eq!(page, pdf(&scene, &PdfOptions::default()).unwrap());
}

#[test]
fn a_single_dot_is_drawn_by_every_backend() {
    let mut scene = many();
    scene.groups.truncate(3);
    scene.groups.drain(..2);
    if let Item::Dots(dots) = &mut scene.groups[0].items[0] {
        dots.at = vec![[240.0, 160.0]];
    }
    scene.groups[0].items.truncate(1);
    for scale in [1.0, 2.0] {
        for picture in [screen(&scene, scale), picture(&scene, scale)] {
            let middle = picture
                .get_pixel((240.0 * scale) as u32, (160.0 * scale) as u32)
                .0;
            assert_eq!(middle, [0xD5, 0x5E, 0x00, 255]);
            let [left, top, right, bottom] = inked(&picture);
            let size = (6.0 * scale) as u32;
            assert!(
                (size - 2..=size + 2).contains(&(right - left + 1)),
                "{left} to {right}"
            );
            assert!(
                (size - 2..=size + 2).contains(&(bottom - top + 1)),
                "{top} to {bottom}"
            );
        }
    }
}

#[test]
fn a_picture_says_its_size_and_colour_space() {
    let scene = everything();
    let bytes = png(&scene, 2.0).unwrap();
    assert_eq!(bytes, png(&scene, 2.0).unwrap());
    let reader = png_reader(&bytes);
    let info = reader.info();
    assert_eq!((info.width, info.height), (960, 640));
    assert!(info.srgb.is_some());
    assert_eq!(info.pixel_dims.unwrap().xppu, 7559);
}

fn png_reader(bytes: &[u8]) -> ::png::Reader<std::io::Cursor<&[u8]>> {
    ::png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap()
}

#[test]
fn a_bare_map_is_see_through() {
    let mut scene = everything();
    scene.background = Color::hex(0).faded(0.0);
    let pixels = pixmap(&scene, 1.0).unwrap();
    assert_eq!(pixels.rgba[..4], [0, 0, 0, 0]);
    let bytes = png(&scene, 1.0).unwrap();
    assert_eq!(png_reader(&bytes).info().color_type, ::png::ColorType::Rgba);
}

#[test]
fn a_picture_without_pixels_is_refused() {
    let scene = everything();
    for scale in [0.0, -1.0, f32::NAN, 1e6] {
        let refused = png(&scene, scale).unwrap_err();
        assert!(matches!(refused, RenderError::Size { .. }), "{refused}");
    }
}

#[test]
fn swatches_draw_paths_and_texts_where_they_are_put() {
    let scene = everything();
    let items = &scene.groups[2].items[..1];
    let mut painter = Painter::new();
    let mut harness = harness(vec2(60.0, 60.0), 1.0).build_ui(|ui| {
        // The disc stands at 90, 60 in its own pixels.
        let shapes = painter.items(items, Pos2::new(-60.0, -30.0), ui.ctx());
        let painter = ui.painter().with_clip_rect(ui.ctx().content_rect());
        painter.add(Shape::rect_filled(
            ui.ctx().content_rect(),
            0.0,
            Color32::WHITE,
        ));
        painter.extend(shapes);
    });
    let found = inked(&harness.render().unwrap());
    for (edge, wanted) in found.into_iter().zip([21, 21, 38, 38]) {
        assert!(edge.abs_diff(wanted) <= 1, "{found:?}");
    }
}
