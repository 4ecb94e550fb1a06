//! What the window keeps from frame to frame looks like what it would draw anew.

use std::sync::Arc;

use egui::epaint::{Mesh, TessellationOptions, Tessellator};
use egui::{Color32, Context, Pos2, Rect, Shape, vec2};
use steppe::earth::Camera;
use steppe::render::to_egui::Painter;
use steppe::scene::{Color, Dash, Item, Scene};

use super::scenes::{area, group, line, scene, stroke};

const ORIGIN: Pos2 = Pos2::new(12.25, 40.5);

/// Land with a coast that leaves the window, dashes across it, a ring within it.
fn map() -> Scene {
    let zigzag = (-40_i32..=40).map(|i| {
        (
            f64::from(i) * 2e4,
            f64::from(i.rem_euclid(3)) * 3e4 + 1234.5,
        )
    });
    let ring = [(1e4, 1e4), (9e4, 2e4), (6e4, 8e4), (1e4, 1e4)];
    let dash = Dash::Dashed {
        on_px: 6.0,
        off_px: 3.0,
    };
    scene(vec![
        group(
            "land",
            vec![
                area(7e4, Color::hex(0x00F4_F1EA)),
                line(zigzag.clone(), stroke(0x0033_4455, 0.8, Dash::Solid)),
            ],
        ),
        group(
            "borders",
            vec![
                line(zigzag, stroke(0x0000_7755, 1.4, dash)),
                line(ring, stroke(0x0077_0055, 2.0, Dash::Solid)),
            ],
        ),
    ])
}

/// The scene from elsewhere, its items the same.
fn seen_by(scene: &Scene, camera: Camera) -> Scene {
    Scene {
        camera,
        ..scene.clone()
    }
}

/// A painter that keeps what it draws of this scene.
fn used_to(scene: &Scene, ctx: &Context) -> Painter {
    let mut painter = Painter::new();
    painter.shapes(scene, ORIGIN, ctx);
    painter.shapes(scene, ORIGIN, ctx);
    painter
}

fn meshes(shapes: &[Shape]) -> Vec<&Arc<Mesh>> {
    let mesh = |shape| match shape {
        &Shape::Mesh(ref mesh) => Some(mesh),
        _ => None,
    };
    shapes.iter().filter_map(mesh).collect()
}

/// The corners of all triangles that lie well within the window, in the order of their painting.
fn corners(shapes: Vec<Shape>, camera: &Camera) -> Vec<(Pos2, Color32)> {
    let mut mesh = Mesh::default();
    let options = TessellationOptions::default();
    let mut tessellator = Tessellator::new(1.0, options, [0, 0], Vec::new());
    for shape in shapes {
        tessellator.tessellate_shape(shape, &mut mesh);
    }
    let size = vec2(camera.width_px as f32, camera.height_px as f32);
    let window = Rect::from_min_size(ORIGIN, size).shrink(4.0);
    let corners = mesh
        .indices
        .iter()
        .map(|&index| mesh.vertices[index as usize]);
    corners
        .map(|vertex| (vertex.pos, vertex.color))
        .filter(|&(pos, _)| window.contains(pos))
        .collect()
}

#[test]
fn a_panned_frame_is_what_a_fresh_painter_draws() {
    let ctx = Context::default();
    let map = map();
    let mut painter = used_to(&map, &ctx);
    // Within the cell, to its next one, back again, and by parts of a pixel.
    for (right_px, down_px) in [
        (3.0, -2.0),
        (-90.3, 61.7),
        (140.0, 0.0),
        (141.2, -150.9),
        (0.01, 0.0),
    ] {
        let panned = seen_by(&map, map.camera.panned(right_px, down_px));
        let kept = painter.shapes(&panned, ORIGIN, &ctx);
        assert_eq!(meshes(&kept).len(), 2, "a mesh for each group");
        let kept = corners(kept, &panned.camera);
        let fresh = Painter::new().shapes(&panned, ORIGIN, &ctx);
        let fresh = corners(fresh, &panned.camera);
        assert!(fresh.len() > 500, "{} corners", fresh.len());
        assert_eq!(kept.len(), fresh.len(), "at {right_px}, {down_px}");
        for ((at, color), (wanted_at, wanted_color)) in kept.into_iter().zip(fresh) {
            assert!(at.distance(wanted_at) < 0.01, "{at} for {wanted_at}");
            assert_eq!(color, wanted_color);
        }
    }
}

#[test]
fn a_frame_at_rest_gives_the_same_meshes() {
    let ctx = Context::default();
    let map = map();
    let mut painter = used_to(&map, &ctx);
    let before = painter.shapes(&map, ORIGIN, &ctx);
    let after = painter.shapes(&seen_by(&map, map.camera), ORIGIN, &ctx);
    assert_eq!(meshes(&before).len(), 2);
    for (before, after) in meshes(&before).into_iter().zip(meshes(&after)) {
        assert!(Arc::ptr_eq(before, after));
    }
}

#[test]
fn a_mesh_that_someone_still_holds_stays_as_it_is() {
    let ctx = Context::default();
    let map = map();
    let mut painter = used_to(&map, &ctx);
    let held = painter.shapes(&map, ORIGIN, &ctx);
    let as_it_was = Mesh::clone(meshes(&held)[0]);
    painter.shapes(&seen_by(&map, map.camera.panned(7.0, 0.0)), ORIGIN, &ctx);
    assert_eq!(*meshes(&held)[0].as_ref(), as_it_was);
}

#[test]
fn what_has_changed_is_drawn_anew_and_the_rest_stays() {
    let ctx = Context::default();
    let map = map();
    let mut painter = used_to(&map, &ctx);
    let before = painter.shapes(&map, ORIGIN, &ctx);
    let mut faint = map.clone();
    faint.groups[1].opacity = 0.5;
    let mut red = map.clone();
    let Item::Line(line) = &mut red.groups[1].items[0] else {
        panic!("the borders begin with a line");
    };
    line.stroke.color = Color::hex(0x00FF_0000);
    for changed in [faint, red] {
        let after = painter.shapes(&changed, ORIGIN, &ctx);
        let (before, after) = (meshes(&before), meshes(&after));
        assert!(Arc::ptr_eq(before[0], after[0]));
        assert_ne!(before[1].vertices, after[1].vertices);
        let fresh = Painter::new().shapes(&changed, ORIGIN, &ctx);
        let drawn = after.into_iter().map(|mesh| Shape::Mesh(Arc::clone(mesh)));
        assert_eq!(
            colors(&corners(drawn.collect(), &map.camera)),
            colors(&corners(fresh, &map.camera)[..])
        );
    }
}

fn colors(corners: &[(Pos2, Color32)]) -> Vec<Color32> {
    corners.iter().map(|&(_, color)| color).collect()
}

#[test]
fn while_the_scale_changes_nothing_is_kept_that_would_not_serve() {
    let ctx = Context::default();
    let map = map();
    let mut painter = used_to(&map, &ctx);
    let mut camera = map.camera;
    camera.metres_per_px *= 0.9;
    let nearer = seen_by(&map, camera);
    let is_stroked = |shapes: &[Shape]| shapes.iter().any(|shape| matches!(shape, Shape::Path(_)));
    let first = painter.shapes(&nearer, ORIGIN, &ctx);
    assert!(is_stroked(&first));
    let second = painter.shapes(&nearer, ORIGIN, &ctx);
    assert!(!is_stroked(&second));
    assert_eq!(
        colors(&corners(first, &camera)),
        colors(&corners(second, &camera))
    );
}
