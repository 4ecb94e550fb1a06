//! Areas as triangles.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Pos2};

use super::color32;
use crate::earth::{Camera, MapPoint, MapRect};
use crate::scene::{Area, AreaGeometry};

/// Draws areas; keeps its room for the next.
pub(super) struct Areas {
    view: MapRect,
    placing: Placing,
    /// The area's points in egui's points, and where each stands in the mesh: kept for their room.
    places: Vec<Pos2>,
    in_mesh: Vec<u32>,
}

impl Default for Areas {
    fn default() -> Self {
        Self {
            view: MapRect::empty(),
            placing: Placing::default(),
            places: Vec::new(),
            in_mesh: Vec::new(),
        }
    }
}

/// From map metres to egui's points. What a camera does, with the origin already added: this runs
/// for each vertex of each frame.
#[derive(Clone, Copy, Default)]
struct Placing {
    px_per_metre: f64,
    /// Where the map's own zero stands.
    zero: (f64, f64),
}

impl Placing {
    fn pos(&self, at: MapPoint) -> Pos2 {
        let x = self.zero.0 + at.x_m * self.px_per_metre;
        let y = self.zero.1 - at.y_m * self.px_per_metre;
        Pos2::new(x as f32, y as f32)
    }
}

/// A point of the area that no triangle in view has needed yet.
const UNUSED: u32 = u32::MAX;

impl Areas {
    /// Places what is added from now on for this camera, its upper left corner at `origin`.
    pub(super) fn look_through(&mut self, camera: &Camera, origin: Pos2) {
        let zero = camera.screen_from_map(MapPoint::new(0.0, 0.0));
        self.view = camera.view_rect();
        self.placing = Placing {
            px_per_metre: 1.0 / camera.metres_per_px,
            zero: (
                zero.x_px + f64::from(origin.x),
                zero.y_px + f64::from(origin.y),
            ),
        };
    }

    /// Adds an area to `mesh`, unless it lies out of view.
    pub(super) fn add(&mut self, area: &Area, opacity: f32, mesh: &mut Mesh) {
        let color = color32(area.fill, opacity);
        let geometry = &area.geometry;
        if color == Color32::TRANSPARENT || !geometry.bounds.intersects(&self.view) {
            return;
        }
        if self.view.union(&geometry.bounds) == self.view {
            self.add_all(geometry, color, mesh);
        } else {
            self.add_in_view(geometry, color, mesh);
        }
    }

    fn add_all(&self, geometry: &AreaGeometry, color: Color32, mesh: &mut Mesh) {
        let first = mesh.vertices.len() as u32;
        let placing = self.placing;
        let corners = geometry.corners();
        let vertices = corners.map(|at| Vertex::untextured(placing.pos(at), color));
        mesh.vertices.extend(vertices);
        let indices = geometry.triangles().iter().map(|index| index + first);
        mesh.indices.extend(indices);
    }

    /// Adds the triangles whose boxes meet the view, and the points that they need.
    fn add_in_view(&mut self, geometry: &AreaGeometry, color: Color32, mesh: &mut Mesh) {
        let placing = self.placing;
        let (lower_left, upper_right) = (placing.pos(self.view.min), placing.pos(self.view.max));
        let (left, bottom) = (lower_left.x, lower_left.y);
        let (right, top) = (upper_right.x, upper_right.y);
        self.places.clear();
        self.places
            .extend(geometry.corners().map(|at| placing.pos(at)));
        self.in_mesh.clear();
        self.in_mesh.resize(self.places.len(), UNUSED);
        for &[a, b, c] in geometry.triangles().as_chunks::<3>().0 {
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
                    *slot = mesh.vertices.len() as u32;
                    mesh.vertices.push(Vertex::untextured(pos, color));
                }
                mesh.indices.push(*slot);
            }
        }
    }
}
