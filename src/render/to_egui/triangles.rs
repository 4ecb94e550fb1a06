//! One mesh for each run of areas and lines.

use std::sync::Arc;

use egui::epaint::Mesh;
use egui::{Color32, ColorImage, Context, Shape, TextureHandle, TextureId, TextureOptions};

/// Corners of triangles from which on a mesh goes to the graphics driver by itself.
const LARGE: usize = 12_000;

/// Gathers triangles until something else is drawn over them.
#[derive(Default)]
pub(super) struct TriangleMesh {
    pub(super) mesh: Mesh,
    /// The meshes of the frame before, in their order: as soon as nobody draws them any more, their
    /// room serves again. A frame of a large map would else ask the system for megabytes.
    spare: Vec<Arc<Mesh>>,
    /// How many of this frame are done.
    done: usize,
    /// What a large mesh is drawn with. Egui copies meshes of one texture behind each other, and whenever they
    /// outgrow their room, all of them once more: a third of a frame went to that.
    white: Option<TextureHandle>,
}

impl TriangleMesh {
    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.done = 0;
        self.mesh = self.room();
    }

    /// The mesh so far, where there is one.
    pub(super) fn take(&mut self, ctx: &Context) -> Option<Shape> {
        if self.mesh.indices.is_empty() {
            return None;
        }
        let mut mesh = std::mem::take(&mut self.mesh);
        if mesh.indices.len() > LARGE {
            mesh.texture_id = self.white(ctx).id();
        }
        let mesh = Arc::new(mesh);
        let shape = Shape::Mesh(Arc::clone(&mesh));
        if self.done < self.spare.len() {
            self.spare[self.done] = mesh;
        } else {
            self.spare.push(mesh);
        }
        self.done += 1;
        self.mesh = self.room();
        Some(shape)
    }

    /// One white texel, wherever it is looked up.
    fn white(&mut self, ctx: &Context) -> &TextureHandle {
        self.white.get_or_insert_with(|| {
            let texel = ColorImage::filled([1, 1], Color32::WHITE);
            ctx.load_texture("white", texel, TextureOptions::NEAREST)
        })
    }

    /// An empty mesh, with the room of that which was the next in the frame before.
    fn room(&mut self) -> Mesh {
        let spare = self.spare.get_mut(self.done).map(std::mem::take);
        let mut mesh = spare.and_then(Arc::into_inner).unwrap_or_default();
        // `Mesh::clear` would let go of the room of its vertices.
        mesh.vertices.clear();
        mesh.indices.clear();
        mesh.texture_id = TextureId::default();
        mesh
    }
}
