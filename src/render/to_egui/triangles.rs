//! One mesh for each run of areas and lines.

use std::sync::Arc;

use egui::Shape;
use egui::epaint::Mesh;

/// Gathers triangles until something else is drawn over them.
#[derive(Default)]
pub(super) struct TriangleMesh {
    pub(super) mesh: Mesh,
    /// The meshes of the frame before, in their order: as soon as nobody draws them any more, their
    /// room serves again. A frame of a large map would else ask the system for megabytes.
    spare: Vec<Arc<Mesh>>,
    /// How many of this frame are done.
    done: usize,
}

impl TriangleMesh {
    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.done = 0;
        self.mesh = self.room();
    }

    /// The mesh so far, where there is one.
    pub(super) fn take(&mut self) -> Option<Shape> {
        if self.mesh.indices.is_empty() {
            return None;
        }
        let mesh = Arc::new(std::mem::take(&mut self.mesh));
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

    /// An empty mesh, with the room of that which was the next in the frame before.
    fn room(&mut self) -> Mesh {
        let spare = self.spare.get_mut(self.done).map(std::mem::take);
        let mut mesh = spare.and_then(Arc::into_inner).unwrap_or_default();
        mesh.clear();
        mesh
    }
}
