//! Light and shade over the land, in tiles that lie fast on the map.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ViewContext;
use crate::atlas::basemap::Relief;
use crate::cores;
use crate::earth::{LonLat, MapPoint, MapRect, Projection};
use crate::math;
use crate::scene::{Image, Item, Pixels};
use crate::session::viewpoint::MapTheme;

/// Cells along a tile's side.
const TILE: usize = 128;
/// Number of cells to a side of the mesh at whose corners the map is projected back; places between them
/// are interpolated.
const MESH: usize = 8;
/// Largest side of a cell, logical pixels; its side is more than half of this.
const CELL_PX: f64 = 1.4;
/// Tiles that are kept beside those in view: some views of a large window.
const KEPT: usize = 400;
/// Tiles that one frame of a window makes at most on each core: each takes about a millisecond.
const MADE_A_FRAME: usize = 6;

/// The most by which land becomes darker or lighter.
const STRONGEST: f32 = 0.12;
/// From this scale on the relief is at full strength, metres per pixel.
const FULL_FROM: f64 = 1200.0;
/// On finer maps than this there is none: the grid cannot tell more.
const NONE_BELOW: f64 = 400.0;

/// A tile: the exponent of its cells' size in metres, to the base 2, its column and its row.
type TileKey = (i32, i64, i64);

/// The relief of a map, its tiles kept from view to view.
#[derive(Debug, Default)]
pub(in crate::scene) struct ReliefTiles {
    /// `None` where a tile lies on level ground or at sea.
    made: BTreeMap<TileKey, Option<Arc<Pixels>>>,
    /// Whether each view makes a few tiles only, and shows what it has.
    in_steps: bool,
    /// Whether the last view lacked tiles.
    lacks_tiles: bool,
}

impl ReliefTiles {
    /// Tiles of which each view makes a few only, so that no frame of a window waits for all of them.
    pub(in crate::scene) fn in_steps() -> Self {
        Self {
            in_steps: true,
            ..Self::default()
        }
    }

    /// Whether each view makes a few tiles only.
    pub(in crate::scene) fn is_in_steps(&self) -> bool {
        self.in_steps
    }

    /// Whether the last view lacked tiles: the same view composed again shows more.
    pub(in crate::scene) fn lacks_tiles(&self) -> bool {
        self.lacks_tiles
    }

    /// The relief in view; none where little ink is wanted.
    pub(in crate::scene) fn items(&mut self, frame: &ViewContext<'_>) -> Vec<Item> {
        self.lacks_tiles = false;
        let strength = strength(frame);
        if strength <= 0.0 {
            return Vec::new();
        }
        let exponent = math::log2(CELL_PX * frame.camera.metres_per_px).floor() as i32;
        let side_m = TILE as f64 * math::exp2(f64::from(exponent));
        let tile = |metres: f64| (metres / side_m).floor() as i64;
        let rows = tile(frame.seen.min.y_m)..=tile(frame.seen.max.y_m);
        let columns = tile(frame.seen.min.x_m)..=tile(frame.seen.max.x_m);
        if self.made.len() > KEPT {
            let is_seen = |&(of, column, row): &TileKey| {
                of == exponent && columns.contains(&column) && rows.contains(&row)
            };
            self.made.retain(|key, _| is_seen(key));
        }
        let keys: Vec<TileKey> = rows
            .flat_map(|row| columns.clone().map(move |column| (exponent, column, row)))
            .collect();
        self.make(frame, &keys, side_m);
        let made = keys.iter().filter_map(|key| {
            let pixels = self.made.get(key)?.as_ref()?;
            Some(Item::Image(Image {
                bounds: bounds(side_m, key),
                pixels: Arc::clone(pixels),
                opacity: strength,
            }))
        });
        made.collect()
    }

    /// Makes those of the tiles that are missing, or as many as one view may, on all cores.
    fn make(&mut self, frame: &ViewContext<'_>, keys: &[TileKey], side_m: f64) {
        let is_missing = |key: &&TileKey| !self.made.contains_key(*key);
        let mut missing: Vec<TileKey> = keys.iter().filter(is_missing).copied().collect();
        if self.in_steps {
            let most = MADE_A_FRAME * cores::count();
            self.lacks_tiles = missing.len() > most;
            missing.truncate(most);
        }
        let (projection, relief) = (&frame.atlas.projection, &frame.atlas.basemap.relief);
        let parts = cores::ranges(missing.len(), 1, cores::count());
        let made = cores::each(parts, |part| {
            let tiles = missing[part].iter();
            let tile = |key: &TileKey| (*key, shaded(projection, relief, bounds(side_m, key)));
            tiles.map(tile).collect::<Vec<_>>()
        });
        self.made.extend(made.into_iter().flatten());
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
    part.clamp(0.0, 1.0) as f32
}

fn bounds(side_m: f64, &(_, column, row): &TileKey) -> MapRect {
    let corner = |column: i64, row: i64| MapPoint::new(column as f64 * side_m, row as f64 * side_m);
    MapRect::new(corner(column, row), corner(column + 1, row + 1))
}

/// The pixels of a tile: black where it is in shade, white where it is lit, each more or less
/// opaque. `None` where nothing is.
fn shaded(projection: &Projection, relief: &Relief, bounds: MapRect) -> Option<Arc<Pixels>> {
    let mut rgba = vec![0; TILE * TILE * 4];
    let mut any = false;
    let cell_m = bounds.width_m() / TILE as f64;
    let place = |column: usize, row: usize| {
        projection.unproject(MapPoint::new(
            bounds.min.x_m + column as f64 * cell_m,
            bounds.max.y_m - row as f64 * cell_m,
        ))
    };
    let meshes = (0..TILE).step_by(MESH);
    for (top, left) in meshes
        .clone()
        .flat_map(|top| meshes.clone().map(move |left| (top, left)))
    {
        let corners = [(0, 0), (MESH, 0), (0, MESH), (MESH, MESH)];
        let corners = corners.map(|(across, down)| place(left + across, top + down));
        let [Some(a), Some(b), Some(c), Some(d)] = corners else {
            continue;
        };
        let mesh = Mesh::of([a, b, c, d]);
        for (down, across) in (0..MESH).flat_map(|down| (0..MESH).map(move |across| (down, across)))
        {
            let light = relief.light_at(mesh.at(across, down));
            let alpha = (light.abs() * STRONGEST * 255.0).round() as u8;
            if alpha > 0 {
                any = true;
                let ink = if light > 0.0 { 255 } else { 0 };
                let at = 4 * ((top + down) * TILE + left + across);
                rgba[at..at + 4].copy_from_slice(&[ink, ink, ink, alpha]);
            }
        }
    }
    any.then(|| {
        Arc::new(Pixels {
            width: TILE as u32,
            height: TILE as u32,
            rgba,
        })
    })
}

/// Four places at the corners of a square of cells: upper left and right, lower left and right.
struct Mesh([LonLat; 4]);

impl Mesh {
    /// The corners, with longitudes that do not leap at ±180°.
    fn of([first, others @ ..]: [LonLat; 4]) -> Self {
        let near = |place: LonLat| {
            let off_deg = (place.lon_deg - first.lon_deg + 180.0).rem_euclid(360.0) - 180.0;
            LonLat::new(first.lon_deg + off_deg, place.lat_deg)
        };
        let [b, c, d] = others.map(near);
        Self([first, b, c, d])
    }

    /// The middle of a cell.
    fn at(&self, across: usize, down: usize) -> LonLat {
        let part = |cells: usize| (cells as f64 + 0.5) / MESH as f64;
        let (across, down) = (part(across), part(down));
        let [a, b, c, d] = self.0;
        let between = |of: fn(LonLat) -> f64| {
            let upper = of(a) + (of(b) - of(a)) * across;
            let lower = of(c) + (of(d) - of(c)) * across;
            upper + (lower - upper) * down
        };
        LonLat::new(
            between(|place| place.lon_deg),
            between(|place| place.lat_deg),
        )
    }
}
