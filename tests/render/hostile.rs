//! Lines and places that a careless backend would draw wrong or dearly.

use egui::{Pos2, Shape};
use resvg::usvg;
use steppe::render::to_egui::Painter;
use steppe::render::to_svg::{SvgOptions, svg};
use steppe::scene::{Color, Dash};

use super::scenes::{area, group, line, scene, stroke};
use super::screen;

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
