//! Areas and lines of the ground, kept as triangles while the view only moves.

use std::sync::Arc;

use egui::epaint::{Mesh, TessellationOptions, Tessellator};
use egui::{Context, Pos2, Shape, Vec2, vec2};

use crate::earth::{Camera, ScreenPoint};
use crate::scene::{Item, surroundings};

/// Keeps the triangles of runs of areas and lines, each with its items, and moves them as the view
/// moves. They are made anew where items have changed, and where the view has left the surroundings
/// for which they were made.
#[derive(Default)]
pub(super) struct Kept {
    /// What the last frame was drawn for.
    made_for: Option<Key>,
    /// Whether this frame's scale is the last one's: while it changes, keeping would be in vain.
    steady: bool,
    runs: Vec<Run>,
    /// From the surroundings' upper left corner to egui's points.
    offset: Vec2,
}

/// What all triangles depend on.
#[derive(Clone, PartialEq)]
struct Key {
    surroundings: Camera,
    pixels_per_point: f32,
    options: TessellationOptions,
}

impl Key {
    /// Whether the two differ in the place alone.
    fn is_near(&self, other: &Self) -> bool {
        let center = other.surroundings.center;
        let surroundings = Camera {
            center,
            ..self.surroundings
        };
        *other
            == Self {
                surroundings,
                ..self.clone()
            }
    }
}

/// Areas and lines that lie over each other with nothing else between.
struct Run {
    /// With their groups' opacities. Held here, a geometry's address cannot become another's.
    items: Vec<(Item, f32)>,
    /// Its triangles, the surroundings' upper left corner at zero.
    mesh: Mesh,
    /// The same where they were drawn last, and how far from zero that is.
    drawn: (Arc<Mesh>, Vec2),
    seen: bool,
}

impl Kept {
    /// Draws what comes from now on for this camera, its upper left corner at `origin`.
    pub(super) fn look_through(&mut self, camera: &Camera, origin: Pos2, ctx: &Context) {
        let key = Key {
            surroundings: surroundings(camera),
            pixels_per_point: ctx.pixels_per_point(),
            options: ctx.tessellation_options(|options| *options),
        };
        let before = self.made_for.as_ref();
        self.steady = before.is_some_and(|before| before.is_near(&key));
        if before != Some(&key) {
            self.runs.clear();
        }
        let corner = key.surroundings.map_from_screen(ScreenPoint::new(0.0, 0.0));
        let at = camera.screen_from_map(corner);
        self.offset = vec2(
            (at.x_px + f64::from(origin.x)) as f32,
            (at.y_px + f64::from(origin.y)) as f32,
        );
        self.made_for = Some(key);
    }

    /// The run's triangles. `shapes` gives its shapes as the surroundings have them, for a run that
    /// is new. Without a mesh where the scale is changing: then the run is to be drawn itself.
    pub(super) fn shape(
        &mut self,
        items: &[(&Item, f32)],
        shapes: impl FnOnce(&Camera) -> Vec<Shape>,
    ) -> Option<Shape> {
        let key = self.made_for.as_ref().filter(|_| self.steady)?;
        let found = self.runs.iter_mut().position(|run| run.is_of(items));
        let number = found.unwrap_or_else(|| {
            let mesh = key.mesh(shapes(&key.surroundings));
            self.runs.push(Run::new(items, mesh));
            self.runs.len() - 1
        });
        let run = &mut self.runs[number];
        run.seen = true;
        Some(Shape::Mesh(run.moved(self.offset)))
    }

    /// Forgets what was not seen in the frame that ends.
    pub(super) fn next_frame(&mut self) {
        self.runs.retain_mut(|run| std::mem::take(&mut run.seen));
    }
}

impl Key {
    /// The shapes' triangles.
    fn mesh(&self, shapes: Vec<Shape>) -> Mesh {
        let mut mesh = Mesh::default();
        let mut tessellator =
            Tessellator::new(self.pixels_per_point, self.options, [0, 0], Vec::new());
        for shape in shapes {
            tessellator.tessellate_shape(shape, &mut mesh);
        }
        mesh
    }
}

impl Run {
    fn new(items: &[(&Item, f32)], mesh: Mesh) -> Self {
        let held = items.iter().map(|&(item, opacity)| (item.clone(), opacity));
        Self {
            items: held.collect(),
            drawn: (Arc::new(mesh.clone()), Vec2::ZERO),
            mesh,
            seen: false,
        }
    }

    fn is_of(&self, items: &[(&Item, f32)]) -> bool {
        let mut pairs = self.items.iter().zip(items);
        self.items.len() == items.len()
            && pairs.all(|((a, opacity), &(b, other))| {
                opacity.to_bits() == other.to_bits() && same(a, b)
            })
    }

    /// The triangles at this distance from zero.
    fn moved(&mut self, by: Vec2) -> Arc<Mesh> {
        let (mesh, moved_by) = &mut self.drawn;
        if *moved_by != by {
            *moved_by = by;
            // Always from zero: what rounding does must not add up.
            let from_zero = self.mesh.vertices.iter();
            let vertices = &mut Arc::make_mut(mesh).vertices;
            for (vertex, at_zero) in vertices.iter_mut().zip(from_zero) {
                vertex.pos = at_zero.pos + by;
            }
        }
        Arc::clone(mesh)
    }
}

/// Whether the two are one area or one line, drawn alike.
fn same(a: &Item, b: &Item) -> bool {
    match (a, b) {
        (Item::Area(a), Item::Area(b)) => Arc::ptr_eq(&a.geometry, &b.geometry) && a.fill == b.fill,
        (Item::Line(a), Item::Line(b)) => {
            Arc::ptr_eq(&a.geometry, &b.geometry) && a.stroke == b.stroke
        }
        _ => false,
    }
}
