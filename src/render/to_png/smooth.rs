//! Cells of the map that go over into each other: each pixel is interpolated between the four cells around its
//! middle.

use tiny_skia::PixmapMut;

use crate::earth::ScreenPoint;
use crate::render::visible::View;
use crate::scene::{Image, Pixels, between_cells};

/// Parts of a step between two cells; a colour's parts of 255 times this still fit 16 bits.
const PARTS: u32 = 256;

/// Smooth cells on a view.
pub(super) struct SmoothCells {
    width: u32,
    height: u32,
    /// Row by row.
    cells: Vec<Premultiplied>,
    /// Upper left and lower right corner, logical pixels.
    corners: [ScreenPoint; 2],
}

/// Where the middle of a pixel lies between the middles of cells: the first of the two, the other one, and how far
/// on the way to that one, of [`PARTS`].
#[derive(Debug, Clone, Copy, PartialEq)]
struct Between {
    pixel: usize,
    cells: [usize; 2],
    part: u32,
}

impl SmoothCells {
    /// The cells of an image, and where they stand in the view.
    pub(super) fn of(image: &Image, view: &View<'_>) -> Self {
        let opacity = (image.opacity.clamp(0.0, 1.0) * PARTS as f32).round() as u32;
        let Pixels {
            width,
            height,
            rgba,
        } = &*image.pixels;
        let cells = rgba.as_chunks::<4>().0.iter();
        Self {
            width: *width,
            height: *height,
            cells: cells.map(|&cell| premultiplied(cell, opacity)).collect(),
            corners: view.image(image),
        }
    }

    /// Draws them on rows of a picture, of which the first is `top`.
    pub(super) fn draw(&self, scale: f32, top: u32, band: &mut PixmapMut<'_>) {
        let scale = f64::from(scale);
        let [min, max] = self.corners.map(|at| [at.x_px * scale, at.y_px * scale]);
        let columns = between(band.width(), 0, [min[0], max[0]], self.width);
        let rows = between(band.height(), top, [min[1], max[1]], self.height);
        let (width, across) = (self.width as usize, band.width() as usize);
        let band = band.data_mut().as_chunks_mut::<4>().0;
        // A row of cells, interpolated downwards.
        let mut row_of: Vec<Premultiplied> = vec![[0; 4]; width];
        for row in rows {
            let [upper, lower] = row
                .cells
                .map(|cell| &self.cells[cell * width..(cell + 1) * width]);
            for (mixed, (upper, lower)) in row_of.iter_mut().zip(upper.iter().zip(lower)) {
                *mixed = mix(*upper, *lower, row.part);
            }
            let begin = row.pixel * across;
            for column in &columns {
                let [left, right] = column.cells.map(|cell| row_of[cell]);
                if left[3] | right[3] > 0 {
                    lay(
                        &mut band[begin + column.pixel],
                        mix(left, right, column.part),
                    );
                }
            }
        }
    }
}

/// Red, green and blue of a colour, as much of each as it covers, and what it covers; each of 255 times [`PARTS`].
type Premultiplied = [u32; 4];

/// What `opacity` leaves of a colour.
fn premultiplied([r, g, b, a]: [u8; 4], opacity: u32) -> Premultiplied {
    let cover = u32::from(a) * opacity;
    let part = |of: u8| (u32::from(of) * cover + 127) / 255;
    [part(r), part(g), part(b), cover]
}

fn mix(from: Premultiplied, to: Premultiplied, part: u32) -> Premultiplied {
    std::array::from_fn(|at| (from[at] * (PARTS - part) + to[at] * part) / PARTS)
}

/// Lays a colour over a pixel whose colour is premultiplied.
fn lay(pixel: &mut [u8; 4], over: Premultiplied) {
    let left = 255 * PARTS - over[3];
    for (old, new) in pixel.iter_mut().zip(over) {
        let all = new + (u32::from(*old) * left + 127) / 255;
        *old = ((all + PARTS / 2) / PARTS).min(255) as u8;
    }
}

/// For each pixel whose middle lies between two edges, between which of `count` cells that is. Beyond the middles of
/// the first and the last cell, the colour is theirs.
fn between(pixels: u32, first: u32, [from, to]: [f64; 2], count: u32) -> Vec<Between> {
    let cell = |pixel: u32| {
        let middle = f64::from(first + pixel) + 0.5;
        let along = (middle - from) / (to - from);
        if !(0.0..1.0).contains(&along) {
            return None;
        }
        let (cells, part) = between_cells(along, count)?;
        Some(Between {
            pixel: pixel as usize,
            cells,
            part: (part * f64::from(PARTS)) as u32,
        })
    };
    (0..pixels).filter_map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_lies_between_the_cells_around_its_middle() {
        let found = between(4, 0, [0.0, 4.0], 2);
        let cells: Vec<_> = found.iter().map(|at| (at.cells, at.part)).collect();
        assert_eq!(
            cells,
            [([0, 1], 0), ([0, 1], 64), ([0, 1], 192), ([1, 1], 0)]
        );
        assert!(between(3, 0, [7.0, 7.0], 3).is_empty());
        assert!(between(3, 0, [0.0, 3.0], 0).is_empty());
    }

    #[test]
    fn what_is_clear_changes_nothing_and_what_is_solid_covers_all() {
        for old in 0..=255_u8 {
            let mut pixel = [old; 4];
            lay(&mut pixel, premultiplied([9, 99, 199, 0], PARTS));
            assert_eq!(pixel, [old; 4]);
            lay(&mut pixel, premultiplied([9, 99, 199, 255], PARTS));
            assert_eq!(pixel, [9, 99, 199, 255]);
        }
    }

    #[test]
    fn half_of_black_darkens_by_half() {
        let mut pixel = [200, 100, 50, 255];
        lay(&mut pixel, premultiplied([0, 0, 0, 255], PARTS / 2));
        assert_eq!(pixel, [100, 50, 25, 255]);
    }
}
