//! Light and shade over the land, in cells that lie fast on the map.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::ViewContext;
use crate::atlas::basemap::{GridPlace, Relief, ReliefPatch};
use crate::cores;
use crate::earth::{LonLat, MapPoint, MapRect, Projection};
use crate::math;
use crate::scene::{Image, Item, Pixels};
use crate::session::viewpoint::MapTheme;

/// Number of cells to a side of the mesh at whose corners the map is projected back; places between them
/// are interpolated.
const MESH: usize = 8;
/// Meshes to a side of the blocks in which a window's relief is made: it is made anew where the window shows
/// another block.
const BLOCK: i64 = 16;
/// Largest side of a cell, logical pixels; its side is more than half of this. Backends draw light and shade
/// evenly from cell to cell.
const CELL_PX: f64 = 2.8;
/// Least side of a cell, metres of the map: half of the elevation grid's, which finer cells could not tell.
const LEAST_CELL_M: f64 = 4096.0;
/// Cells along the longer side of a view, and no more than twice as many: graphics drivers take pictures of 2048
/// pixels a side.
const FEWEST: f64 = 768.0;
/// Rows of meshes that a core makes at a time.
const GRAIN: usize = 8;

/// The most by which land becomes darker or lighter.
const STRONGEST: f32 = 0.12;
/// The share of that on dark land, on which as much white is far brighter than as much black is darker: thin
/// borders and hatching would be lost in it.
const OF_DARK: f32 = 0.5;
/// From this scale on the relief is at its full strength, metres per pixel.
const FULL_FROM: f64 = 1200.0;
/// On finer maps than this there is none: the grid cannot tell more.
const NONE_BELOW: f64 = 400.0;

/// The relief of a map, kept from view to view.
#[derive(Debug, Default)]
pub(in crate::scene) struct ReliefImage {
    made: Option<(Meshes, Option<Arc<Pixels>>)>,
}

/// A rectangle of meshes on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Meshes {
    /// Length of a mesh's side, metres of the map.
    side_m: f64,
    /// Its first column and row, counted from the map's zero to the east and to the north.
    west: i64,
    south: i64,
    columns: usize,
    rows: usize,
}

impl Meshes {
    /// Those that a view shows, and a few around them.
    fn of(frame: &ViewContext<'_>) -> Self {
        let longest_m = frame.seen.width_m().max(frame.seen.height_m());
        let most_m = (CELL_PX * frame.camera.metres_per_px).max(longest_m / FEWEST);
        let exponent = math::log2(most_m).floor();
        let side_m = MESH as f64 * math::exp2(exponent).max(LEAST_CELL_M);
        // What is written to a file holds no more than it shows.
        let together = if frame.is_picture() { 1 } else { BLOCK };
        let number = |metres: f64| ((metres / side_m).floor() as i64).div_euclid(together);
        let within = |from: f64, to: f64| {
            let (first, last) = (number(from), number(to));
            (first * together, ((last - first + 1) * together) as usize)
        };
        let (west, columns) = within(frame.seen.min.x_m, frame.seen.max.x_m);
        let (south, rows) = within(frame.seen.min.y_m, frame.seen.max.y_m);
        Self {
            side_m,
            west,
            south,
            columns,
            rows,
        }
    }

    fn bounds(&self) -> MapRect {
        let corner = |column: i64, row: i64| {
            MapPoint::new(column as f64 * self.side_m, row as f64 * self.side_m)
        };
        let (east, north) = (
            self.west.saturating_add_unsigned(self.columns as u64),
            self.south.saturating_add_unsigned(self.rows as u64),
        );
        MapRect::new(corner(self.west, self.south), corner(east, north))
    }
}

impl ReliefImage {
    /// The relief in view; none where little ink is wanted.
    pub(in crate::scene) fn items(&mut self, frame: &ViewContext<'_>) -> Vec<Item> {
        let strength = strength(frame);
        if strength <= 0.0 {
            return Vec::new();
        }
        let meshes = Meshes::of(frame);
        let kept = self.made.take().filter(|(of, _)| *of == meshes);
        let (_, pixels) = self.made.insert(kept.unwrap_or_else(|| {
            let relief = &frame.atlas.basemap.relief;
            (meshes, shaded(&frame.atlas.projection, relief, &meshes))
        }));
        let image = pixels.iter().map(|pixels| {
            Item::Image(Image {
                bounds: meshes.bounds(),
                pixels: Arc::clone(pixels),
                opacity: strength,
                smooth: true,
            })
        });
        image.collect()
    }
}

/// How strong the relief of a view is where its layer is shown, 0 to 1: it fades out where the grid cannot
/// tell more, and there is none where little ink is wanted.
pub(in crate::scene) fn strength(frame: &ViewContext<'_>) -> f32 {
    if frame.atlas.basemap.relief.is_empty() || frame.view.theme == MapTheme::Print {
        return 0.0;
    }
    let scale = frame.camera.metres_per_px / NONE_BELOW;
    let part = math::ln(scale) / math::ln(FULL_FROM / NONE_BELOW);
    let most = if frame.view.theme == MapTheme::Dark {
        OF_DARK
    } else {
        1.0
    };
    part.clamp(0.0, 1.0) as f32 * most
}

/// The pixels of meshes: black where it is in shade, white where it is lit, each more or less opaque. `None`
/// where nothing is.
fn shaded(projection: &Projection, relief: &Relief, meshes: &Meshes) -> Option<Arc<Pixels>> {
    let (width, height) = (meshes.columns * MESH, meshes.rows * MESH);
    let mut rgba = vec![0; width * height * 4];
    let bytes_of_row = width * MESH * 4;
    let any = AtomicBool::new(false);
    cores::fill(&mut rgba, bytes_of_row * GRAIN, |begin, part| {
        if shade(projection, relief, meshes, begin / bytes_of_row, part) {
            any.store(true, Ordering::Relaxed);
        }
    });
    any.into_inner().then(|| {
        Arc::new(Pixels {
            width: width as u32,
            height: height as u32,
            rgba,
        })
    })
}

/// Shades rows of meshes, from the row of this number on, counted from the north; says whether anything has light
/// or shade.
fn shade(
    projection: &Projection,
    relief: &Relief,
    meshes: &Meshes,
    first: usize,
    rgba: &mut [u8],
) -> bool {
    let width = meshes.columns * MESH;
    let bounds = meshes.bounds();
    // The corners along the upper side of a row.
    let corners = |row: usize| -> Vec<Option<LonLat>> {
        let y_m = bounds.max.y_m - row as f64 * meshes.side_m;
        let corner = |column: usize| {
            let x_m = bounds.min.x_m + column as f64 * meshes.side_m;
            projection.unproject(MapPoint::new(x_m, y_m))
        };
        (0..=meshes.columns).map(corner).collect()
    };
    let mut patch = ReliefPatch::default();
    let mut any = false;
    let mut upper = corners(first);
    for (row, rgba) in (first..).zip(rgba.chunks_mut(width * MESH * 4)) {
        let lower = corners(row + 1);
        for (column, (upper, lower)) in upper.windows(2).zip(lower.windows(2)).enumerate() {
            let (&[Some(a), Some(b)], &[Some(c), Some(d)]) = (upper, lower) else {
                continue;
            };
            let mesh = Mesh::of([a, b, c, d]);
            // Most of a map is level: plains and water.
            if !relief.unpack(mesh.bounds(), &mut patch) {
                continue;
            }
            any = true;
            let mesh = mesh.0.map(|corner| patch.within(corner));
            for down in 0..MESH {
                let begin = 4 * (down * width + column * MESH);
                let pixels = rgba[begin..begin + 4 * MESH].as_chunks_mut::<4>().0;
                for (pixel, place) in pixels.iter_mut().zip(middles(mesh, down)) {
                    let light = patch.light_at(place);
                    // Rounded: it is not negative.
                    let alpha = (light.abs() * STRONGEST * 255.0 + 0.5) as u8;
                    let ink = if light > 0.0 { 255 } else { 0 };
                    if alpha > 0 {
                        *pixel = [ink, ink, ink, alpha];
                    }
                }
            }
        }
        upper = lower;
    }
    any
}

/// Four places on the grid at the corners of a square of cells: upper left and right, lower left and right.
struct Mesh([GridPlace; 4]);

impl Mesh {
    /// The corners, with longitudes that do not leap at ±180°.
    fn of([first, others @ ..]: [LonLat; 4]) -> Self {
        let near = |place: LonLat| {
            let mut off_deg = place.lon_deg - first.lon_deg;
            if off_deg.abs() > 180.0 {
                off_deg = (off_deg + 180.0).rem_euclid(360.0) - 180.0;
            }
            LonLat::new(first.lon_deg + off_deg, place.lat_deg)
        };
        let [b, c, d] = others.map(near);
        Self([first, b, c, d].map(Relief::on_grid))
    }

    /// The corners of the part of the grid that holds it, in the south-west and in the north-east.
    fn bounds(&self) -> [GridPlace; 2] {
        let [first, others @ ..] = self.0;
        let reach = |by: fn(f64, f64) -> f64| {
            others.iter().fold(first, |so_far, place| GridPlace {
                column: by(so_far.column, place.column),
                row: by(so_far.row, place.row),
            })
        };
        [reach(f64::min), reach(f64::max)]
    }
}

/// The middles of the cells of a row, from the left, between the corners of a mesh.
fn middles(corners: [[f32; 2]; 4], down: usize) -> impl Iterator<Item = [f32; 2]> {
    let part = |cells: usize| (cells as f32 + 0.5) / MESH as f32;
    let between = |from: [f32; 2], to: [f32; 2], part: f32| {
        [
            from[0] + (to[0] - from[0]) * part,
            from[1] + (to[1] - from[1]) * part,
        ]
    };
    let left = between(corners[0], corners[2], part(down));
    let right = between(corners[1], corners[3], part(down));
    (0..MESH).map(move |across| between(left, right, part(across)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::BaseMap;

    #[test]
    fn cells_show_the_light_of_their_places() {
        let relief = &BaseMap::embedded().unwrap().relief;
        for (definition, [lon_deg, lat_deg]) in [
            (
                "+proj=lcc +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84",
                [72.0, 38.0],
            ),
            // Where longitudes leap, and near a pole.
            (
                "+proj=lcc +lat_1=60 +lat_2=68 +lon_0=180 +datum=WGS84",
                [180.0, 67.0],
            ),
            ("+proj=laea +lat_0=90 +datum=WGS84", [-75.0, 80.0]),
        ] {
            let projection = Projection::parse(definition).unwrap();
            let middle = projection.project(LonLat::new(lon_deg, lat_deg)).unwrap();
            let meshes = Meshes {
                side_m: 20_000.0,
                west: (middle.x_m / 20_000.0) as i64 - 8,
                south: (middle.y_m / 20_000.0) as i64 - 9,
                columns: 16,
                rows: 19,
            };
            let pixels = shaded(&projection, relief, &meshes).expect("mountains");
            let (bounds, cell_m) = (meshes.bounds(), meshes.side_m / MESH as f64);
            let width = pixels.width as usize;
            let mut patch = ReliefPatch::default();
            for (number, &[ink, .., alpha]) in pixels.rgba.as_chunks::<4>().0.iter().enumerate() {
                let (column, row) = ((number % width) as f64 + 0.5, (number / width) as f64 + 0.5);
                let at = MapPoint::new(
                    bounds.min.x_m + column * cell_m,
                    bounds.max.y_m - row * cell_m,
                );
                let place = Relief::on_grid(projection.unproject(at).unwrap());
                relief.unpack([place; 2], &mut patch);
                let light = patch.light_at(patch.within(place)) * STRONGEST * 255.0;
                let shown = f32::from(alpha) * if ink == 0 { -1.0 } else { 1.0 };
                // A step of rounding, and what the mesh is off its curve.
                let off = (light - shown).abs();
                assert!(off < 1.6, "{definition} {number}: {light} {shown}");
            }
        }
    }
}
