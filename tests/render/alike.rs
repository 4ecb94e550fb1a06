//! What the screen shows a picture shows, to the pixel or nearly.

use egui::{Color32, Pos2, Rect, Shape, vec2};
use steppe::render::to_egui::Painter;
use steppe::scene::{Composer, Image, Item, Patience, Prepared};
use steppe::session::viewpoint::{Furniture, MapTheme, Viewpoint, home_camera};

use super::raster::harness;
use super::scenes::{cells, everything, group, many, scene};
use super::{difference, inked, keep, over_water, picture, screen};

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
            let empty = self::picture(&super::scenes::scene(Vec::new()), scale);
            let from_empty = difference(&screen, &empty);
            println!("{name} at {scale}: {apart:.5}, from empty {from_empty:.4}");
            assert!(from_empty > 0.04);
        }
    }
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
fn smooth_cells_go_over_into_each_other_on_the_screen_and_in_a_picture() {
    let [sharp, smooth] = [false, true].map(|smooth| {
        let image = Image { smooth, ..cells() };
        scene(vec![group("cells", vec![Item::Image(image)])])
    });
    for scale in [1.0_f32, 2.5] {
        let (screen, picture) = (screen(&smooth, scale), picture(&smooth, scale));
        keep(&format!("smooth-{scale}-screen.png"), &screen);
        keep(&format!("smooth-{scale}-picture.png"), &picture);
        let apart = difference(&screen, &picture);
        let from_sharp = difference(&picture, &self::picture(&sharp, scale));
        println!("smooth cells at {scale}: {apart:.5}, from sharp {from_sharp:.4}");
        assert!(apart < 0.002, "at {scale}: {apart:.4}");
        assert!(from_sharp > 0.01, "at {scale}: {from_sharp:.4}");
    }
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
