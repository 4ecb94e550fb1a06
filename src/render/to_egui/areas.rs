//! Areas as triangles: one mesh for each run of them.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Pos2, Shape};

use super::color32;
use crate::earth::{Camera, MapRect};
use crate::scene::{Area, AreaGeometry};

/// Gathers areas into one mesh until something else is drawn over them.
pub(super) struct Areas {
    mesh: Mesh,
    view: MapRect,
    /// From map metres to points: multiplied, then added, x and y.
    scale: (f64, f64),
    shift: (f64, f64),
    /// The area's points in egui's points, and where each stands in the mesh: kept for their room.
    places: Vec<Pos2>,
    in_mesh: Vec<u32>,
}

impl Default for Areas {
    fn default() -> Self {
        Self {
            mesh: Mesh::default(),
            view: MapRect::empty(),
            scale: (1.0, -1.0),
            shift: (0.0, 0.0),
            places: Vec::new(),
            in_mesh: Vec::new(),
        }
    }
}

/// A point of the area that no triangle in view has needed yet.
const UNUSED: u32 = u32::MAX;

impl Areas {
    /// Places what is added from now on for this camera, its upper left corner at `origin`.
    pub(super) fn look_through(&mut self, camera: &Camera, origin: Pos2) {
        let zero = camera.screen_from_map(crate::earth::MapPoint::new(0.0, 0.0));
        self.view = camera.view_rect();
        self.scale = (1.0 / camera.metres_per_px, -1.0 / camera.metres_per_px);
        self.shift = (
            zero.x_px + f64::from(origin.x),
            zero.y_px + f64::from(origin.y),
        );
    }

    /// Adds an area, unless it lies out of view.
    pub(super) fn add(&mut self, area: &Area, opacity: f32) {
        let color = color32(area.fill, opacity);
        let geometry = &area.geometry;
        if color == Color32::TRANSPARENT || !geometry.bounds.intersects(&self.view) {
            return;
        }
        self.place(geometry);
        let held = self.view.union(&geometry.bounds) == self.view;
        if held {
            self.add_all(&geometry.triangles, color);
        } else {
            self.add_in_view(&geometry.triangles, color);
        }
    }

    /// The mesh so far, where there is one.
    pub(super) fn take(&mut self) -> Option<Shape> {
        if self.mesh.indices.is_empty() {
            return None;
        }
        let room = (self.mesh.vertices.len(), self.mesh.indices.len());
        let mesh = std::mem::take(&mut self.mesh);
        // The next frame's mesh will be as large, most likely.
        self.mesh.vertices.reserve(room.0.min(1 << 12));
        self.mesh.indices.reserve(room.1.min(1 << 14));
        Some(Shape::mesh(mesh))
    }

    fn place(&mut self, geometry: &AreaGeometry) {
        let ((kx, ky), (dx, dy)) = (self.scale, self.shift);
        let points = geometry.rings.iter().flatten();
        self.places.clear();
        self.places.extend(points.map(|point| {
            let (x, y) = (point.x_m * kx + dx, point.y_m * ky + dy);
            Pos2::new(x as f32, y as f32)
        }));
    }

    fn add_all(&mut self, triangles: &[u32], color: Color32) {
        let first = self.mesh.vertices.len() as u32;
        let vertices = self.places.iter();
        let vertices = vertices.map(|&pos| Vertex::untextured(pos, color));
        self.mesh.vertices.extend(vertices);
        let indices = triangles.iter().map(|index| index + first);
        self.mesh.indices.extend(indices);
    }

    /// Adds the triangles whose boxes meet the view, and the points that they need.
    fn add_in_view(&mut self, triangles: &[u32], color: Color32) {
        let ((kx, ky), (dx, dy)) = (self.scale, self.shift);
        let (left, right) = (self.view.min.x_m * kx + dx, self.view.max.x_m * kx + dx);
        let (top, bottom) = (self.view.max.y_m * ky + dy, self.view.min.y_m * ky + dy);
        let (left, right, top, bottom) = (left as f32, right as f32, top as f32, bottom as f32);
        self.in_mesh.clear();
        self.in_mesh.resize(self.places.len(), UNUSED);
        for &[a, b, c] in triangles.as_chunks::<3>().0 {
            let corners = [a, b, c].map(|index| self.places[index as usize]);
            let [p, q, r] = corners;
            let misses = p.x.max(q.x).max(r.x) < left
                || p.x.min(q.x).min(r.x) > right
                || p.y.max(q.y).max(r.y) < top
                || p.y.min(q.y).min(r.y) > bottom;
            if misses {
                continue;
            }
            for (index, pos) in [a, b, c].into_iter().zip(corners) {
                let slot = &mut self.in_mesh[index as usize];
                if *slot == UNUSED {
                    *slot = self.mesh.vertices.len() as u32;
                    self.mesh.vertices.push(Vertex::untextured(pos, color));
                }
                self.mesh.indices.push(*slot);
            }
        }
    }
}
